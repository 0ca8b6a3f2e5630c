"""How many cycles go to a year, where a cycle's length is a rounded part of one: 0.0833 of a year is a month."""

from decimal import Decimal

FURTHEST_OFF = 0.015
"""How far from a whole year the cycles may come, as a share, for the length to be taken as rounded."""
EXACT = 1e-9
"""Nearer than this the length is the part of a year itself."""


def cycles_in_a_year(cycle_years: float) -> int | None:
    """n where the length is 1 ÷ n written with too few decimals, as 0.0833 or 0.083 for 1 ÷ 12; else None.

    Twelve cycles of 0.0833 are 0.9996 years: counted so, every birthday would come a cycle late. A length that is
    exact, that could be two such parts (0.0027: 1 ÷ 370 or 1 ÷ 371) or lies further off is what it says.
    """
    count = round(1 / cycle_years)
    off = abs(count * cycle_years - 1)
    if not (EXACT < off <= FURTHEST_OFF):
        return None
    written = Decimal(repr(cycle_years))
    alike = [each for each in (count - 1, count, count + 1) if each and _as_written(each, written) == written]
    return count if alike == [count] else None


def _as_written(count: int, written: Decimal) -> Decimal:
    """One n-th of a year with as many decimals as the length is written with."""
    return (1 / Decimal(count)).quantize(written)
