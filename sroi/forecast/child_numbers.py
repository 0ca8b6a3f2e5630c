"""The numbers of a comparison as the calculation reads them: the stated ones, or others put in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from chain.assumption import Assumption
from chain.forecast.checks.looked import at_age
from sroi.discounting import INDEXES, Index, uprate_factor

Number = float | np.ndarray
"""One number, or one for each draw (N,)."""
Figures = Mapping[str, Number]
"""Place → the number that takes the stated one's place."""


@dataclass(frozen=True)
class Read:
    """Reads the number at a place; those in `figures` instead of what is stated. Unanswered numbers read as None.

    `used` gathers the places that were asked for: what a result rests on.
    """

    figures: Figures = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def __call__(self, place: str, figure: Assumption | None) -> Number | None:
        self.used.add(place)
        found = self.figures.get(place)
        if found is not None:
            return found
        return None if figure is None else figure.value

    def or_else(self, place: str, figure: Assumption | None, otherwise: float) -> Number:
        """The number, or what holds where nothing is stated."""
        found = self(place, figure)
        return otherwise if found is None else found

    def by_age(self, place: str, bands: tuple, name: str, ages: range) -> list[Number]:
        """One number a year from a table by age. Raises ValueError at an age that no band holds."""
        rows = [at_age(bands, age) for age in ages]
        if None in rows:
            raise ValueError(f"{place} has no row for age {ages[rows.index(None)]}")
        return [self(f"{place}/{bands.index(row)}/{name}", getattr(row, name)) for row in rows]


@dataclass(frozen=True)
class Prices:
    """Moves amounts to the price year of the decision, once."""

    year: int | None
    index: Index | None

    @classmethod
    def of(cls, year: int | None, name: str, indexes: Mapping[str, Index] = INDEXES) -> "Prices":
        """The prices of a year by an index's name."""
        return cls(year, indexes.get(name))

    def factor(self, figure: Assumption | None) -> float:
        """What the amount is multiplied by. Raises ValueError where the index does not know a year."""
        found = uprate_factor(figure.price_year if figure else None, self.year, self.index)
        if found is None:
            raise ValueError(f"no price index from {figure.price_year} to {self.year}")
        return found
