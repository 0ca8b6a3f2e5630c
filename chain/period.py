"""The periods that something is measured in: months, quarters, half-years, years, or one single time."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
import re
from typing import NamedTuple


class Every(StrEnum):
    """How often something is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ONCE = "once"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_MARK = {Every.MONTH: "", Every.QUARTER: "Q", Every.HALF_YEAR: "H"}
_KEY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?|(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")


class Period(NamedTuple):
    """A stretch of days, both ends in it. `key` is its name: 2025, 2025-H1, 2025-Q3, 2025-04 or first/last day."""

    key: str
    start: date
    end: date

    @property
    def year(self) -> int:
        """The calendar year that it ends in, which is the year that it counts in."""
        return self.end.year


@lru_cache(maxsize=16_384)
def period(key: str) -> Period:
    """The period of this name. Raises ValueError when there is none."""
    found = _KEY.fullmatch(key)
    if not found:
        raise ValueError(f"no period is called {key!r}")
    year, quarter, half, month, first, last = found.groups()
    if first:
        return Period(key, date.fromisoformat(first), date.fromisoformat(last))
    number, length = next(((int(n), m) for n, m in ((quarter, 3), (half, 6), (month, 1)) if n), (1, 12))
    return _months(key, int(year), (number - 1) * length, length)


def periods(every: Every, first_on: date, last_on: date) -> Iterator[Period]:
    """The periods that end between the two days, in order; with `ONCE` the one that they bound."""
    if every is Every.ONCE:
        yield Period(f"{first_on}/{last_on}", first_on, last_on)
        return
    length = _MONTHS[every]
    for year in range(first_on.year, last_on.year + 1):
        for number in range(12 // length):
            found = _months(_name(every, year, number + 1), year, number * length, length)
            if first_on <= found.end <= last_on:
                yield found


def _name(every: Every, year: int, number: int) -> str:
    if every is Every.YEAR:
        return str(year)
    return f"{year}-{number:02}" if every is Every.MONTH else f"{year}-{_MARK[every]}{number}"


def _months(key: str, year: int, before: int, length: int) -> Period:
    after = before + length
    following = date(year + after // 12, after % 12 + 1, 1)
    return Period(key, date(year, before + 1, 1), following - timedelta(days=1))
