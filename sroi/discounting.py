"""Money over time: discount factors by convention, and moving a price from one price year to another."""

from collections.abc import Mapping
from dataclasses import dataclass
import math
from types import MappingProxyType

import numpy as np

from sroi.settings import Settings
from sroi.steady import power


@dataclass(frozen=True)
class Index:
    """A price index: one level per calendar year.

    `preliminary` names the years whose level is not final. Levels are only divided by each other: any base will do.
    """

    name: str
    values: Mapping[int, float]
    preliminary: frozenset[int] = frozenset()
    source: str = ""

    def has(self, year: int) -> bool:
        """Whether the table holds this calendar year."""
        return year in self.values


KPI = Index(
    name="KPI",
    values=MappingProxyType({
        2006: 284.22, 2007: 290.51, 2008: 300.61, 2009: 299.66, 2010: 303.46, 2011: 311.43,
        2012: 314.20, 2013: 314.06, 2014: 313.49, 2015: 313.35, 2016: 316.43, 2017: 322.11,
        2018: 328.40, 2019: 334.26, 2020: 335.92, 2021: 343.19, 2022: 371.91, 2023: 403.70,
        2024: 415.01,
    }),
    preliminary=frozenset({2024}),  # mean of January–November; December was not in the table that was read
    source="https://www.scb.se/hitta-statistik/statistik-efter-amne/priser-och-konsumtion/konsumentprisindex/"
    "konsumentprisindex-kpi/pong/tabell-och-diagram/konsumentprisindex-kpi/kpi-faststallda-tal-1980100/",
)  # fmt: skip
"""Statistics Sweden's consumer price index, fixed figures, 1980 = 100, annual means."""

INDEXES: Mapping[str, Index] = MappingProxyType({KPI.name: KPI})


def uprate_factor(from_year: int | None, to_year: int | None, index: Index | None) -> float | None:
    """What a price of `from_year` is multiplied by to stand in the prices of `to_year`.

    Formula: index[to_year] ÷ index[from_year], in one step. 1 when the years are the same or either is not stated.
    Returns None when the index is unknown or lacks one of the years. The factor can be below 1.
    Source: the rule "value × index of the target year ÷ index of the price year" of the GMCA unit cost database.
    """
    if from_year is None or to_year is None or from_year == to_year:
        return 1.0
    if index is None or not (index.has(from_year) and index.has(to_year)):
        return None
    return index.values[to_year] / index.values[from_year]


def uprate(value: float, from_year: int, to_year: int, index: Index) -> float:
    """A price (SEK) of `from_year` in the prices of `to_year`. Raises KeyError when the index lacks a year."""
    factor = uprate_factor(from_year, to_year, index)
    if factor is None:
        raise KeyError(f"index {index.name} lacks {from_year} or {to_year}")
    return value * factor


def discount_factors(year_indices: np.ndarray, settings: Settings) -> np.ndarray:
    """Present value of one krona in each year.

    Formula: (1 + rate)^−(t + shift), where t = calendar year − start year and shift is 0, ½ or 1 for
    `first_year_undiscounted`, `mid_year` and `end_year`. Same shape as `year_indices`.
    """
    growth = 1.0 + settings.discount_rate
    first = {"first_year_undiscounted": 1.0, "mid_year": math.sqrt(growth), "end_year": growth}[settings.discounting]
    return 1.0 / (power(growth, np.asarray(year_indices)) * first)
