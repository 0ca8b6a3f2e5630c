"""Money to the digit: numbers of documents as decimals, and rounding as it was declared."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Sixty digits: any product of three amounts is exact, and a quotient wrong far beyond what is ever rounded to."""
NOUGHT = Decimal(0)


def exact(number: float) -> Decimal:
    """A number as it is written: 0.7 is seven tenths, not the nearest binary fraction."""
    return Decimal(repr(number))


def product(*factors: Decimal) -> Decimal:
    """The product of some numbers."""
    found = Decimal(1)
    for factor in factors:
        found = EXACT.multiply(found, factor)
    return found


def total(terms: Iterable[Decimal]) -> Decimal:
    """The sum of some numbers; 0 of none."""
    found = NOUGHT
    for term in terms:
        found = EXACT.add(found, term)
    return found


def quotient(number: Decimal, by: Decimal | int) -> Decimal:
    """A number divided by another."""
    return EXACT.divide(number, Decimal(by))


def rounded(amount: Decimal, step: Decimal) -> Decimal:
    """The amount as the nearest whole multiple of the step, halves away from nought."""
    return product(EXACT.divide(amount, step).quantize(Decimal(1), context=EXACT), step)
