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


def exp(x: np.ndarray) -> np.ndarray:
    """e^x, any shape; outside −740 to 709 as at those ends, so that nothing overflows. Relative error below 1e-15."""
    x = np.clip(np.asarray(x, dtype=float), MOST_NEGATIVE, MOST_POSITIVE)
    halvings = np.rint(x / (LN2_HIGH + LN2_LOW))
    rest = (x - halvings * LN2_HIGH) - halvings * LN2_LOW
    return np.ldexp(_polynomial(EXP_TERMS, rest), halvings.astype(np.int32))


def log(x: np.ndarray) -> np.ndarray:
    """Natural logarithm of positive numbers, any shape. Absolute error below 1e-15 × the result, or 1e-16."""
    part, exponent = np.frexp(np.asarray(x, dtype=float))
    is_small = part < math.sqrt(0.5)
    part = np.where(is_small, 2 * part, part)
    exponent = exponent - is_small
    step = (part - 1) / (part + 1)
    return exponent * LN2_HIGH + (exponent * LN2_LOW + step * _polynomial(LOG_TERMS, step * step))


def _polynomial(terms: tuple[float, ...], x: np.ndarray) -> np.ndarray:
    value = np.full(np.shape(x), terms[0])
    for term in terms[1:]:
        value = value * x + term
    return value
