"""Amounts by year as a person tells them: so much a year from one year to another."""

from collections.abc import Iterable
from typing import NamedTuple

from chain.plan.model import ByYear


class Period(NamedTuple):
    """The same amount each year from the first to the last."""

    first_year: int
    last_year: int
    amount: float


def periods(amounts: ByYear) -> tuple[Period, ...]:
    """Years that follow each other with the same amount, together."""
    found: list[Period] = []
    for year, amount in sorted(amounts.values.items()):
        last = found[-1] if found else None
        if last and last.last_year == year - 1 and last.amount == amount:
            found[-1] = last._replace(last_year=year)
        else:
            found.append(Period(year, year, amount))
    return tuple(found)


def by_year(told: Iterable[Period]) -> ByYear:
    """Amounts by year; where periods meet, their sum."""
    values: dict[int, float] = {}
    for each in told:
        for year in range(each.first_year, each.last_year + 1):
            values[year] = values.get(year, 0.0) + each.amount
    return ByYear(values=values)
