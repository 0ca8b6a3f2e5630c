"""A table's values by whole number: what holds at an age or in a cycle."""

from dataclasses import dataclass
from math import floor, isfinite, nan

from chain.cohort_model import Table

SLACK = 1e-9
"""An age that falls short of a whole number by rounding alone has reached it."""


@dataclass(frozen=True)
class Lookup:
    """Values by whole number."""

    values: dict[int, float]

    @classmethod
    def of(cls, table: Table) -> "Lookup":
        """From a table's values or bands."""
        banded = {at: band.value for band in table.bands for at in range(band.first, band.last + 1)}
        return cls(banded or dict(enumerate(table.values, table.first)))

    def at(self, place: float) -> float:
        """The value at the whole number that this one has reached; NaN outside the table."""
        return self.values.get(floor(place + SLACK), nan) if isfinite(place) else nan
