"""Exponential and logarithm that give the same digits on every computer.

A processor's or a library's own functions may differ in the last digit. These are made of plain additions,
multiplications and divisions, each rounded as IEEE 754 says, and of exact moves of the binary exponent.
"""

import math

import numpy as np

LN2_HIGH, LN2_LOW = 0.6931471803691238, 1.9082149292705877e-10
"""ln 2 in two parts; a whole number below 2²⁰ times the first is exact."""
EXP_TERMS = tuple(1 / math.factorial(n) for n in range(13, -1, -1))
LOG_TERMS = tuple(2 / n for n in range(21, 0, -2))
MOST_NEGATIVE, MOST_POSITIVE = -740.0, 709.0
ROOT_OF_HALF = math.sqrt(0.5)

Numbers = "float | np.ndarray"


def exp(x: Numbers) -> Numbers:
    """e^x of a number or an array; outside −740 to 709 as at those ends, so that nothing overflows.

    Relative error below 1e-15.
    """
    if isinstance(x, float):
        x = min(max(x, MOST_NEGATIVE), MOST_POSITIVE)
        doublings = round(x / (LN2_HIGH + LN2_LOW))
        return math.ldexp(_polynomial(EXP_TERMS, (x - doublings * LN2_HIGH) - doublings * LN2_LOW), doublings)
    x = np.clip(x, MOST_NEGATIVE, MOST_POSITIVE)
    doublings = np.rint(x / (LN2_HIGH + LN2_LOW))
    return np.ldexp(
        _polynomial(EXP_TERMS, (x - doublings * LN2_HIGH) - doublings * LN2_LOW), doublings.astype(np.int32)
    )


def log(x: Numbers) -> Numbers:
    """Natural logarithm of a positive number, or of an array of them. Error below 1e-15 × the result, or 1e-16."""
    if isinstance(x, float):
        part, exponent = math.frexp(x)
        if part < ROOT_OF_HALF:
            part, exponent = 2 * part, exponent - 1
        step = (part - 1) / (part + 1)
    else:
        part, exponent = np.frexp(x)
        is_small = part < ROOT_OF_HALF
        part = np.where(is_small, 2 * part, part)
        exponent = exponent - is_small
        step = (part - 1) / (part + 1)
    return exponent * LN2_HIGH + (exponent * LN2_LOW + step * _polynomial(LOG_TERMS, step * step))


def _polynomial(terms: tuple[float, ...], x: Numbers) -> Numbers:
    value = x * terms[0] + terms[1]
    for term in terms[2:]:
        value *= x
        value += term
    return value
