"""What the engine gives for one choice of drop-off, horizon and discounting, beside everything that is printed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np

from sroi.audit_results import DIMENSIONS, Compared, ConventionSet
from sroi.printed import PrintedRow
from sroi.printed_figure import SLACK, Figure
from sroi.ratio import Headline
from sroi.replay import Replay, headline_of
from sroi.results import EffectResult
from sroi.settings import Settings

BASE = ("drop_off", "drop_off_from", "horizon_years", "discounting", "discount_rate")
COSTS = ("investment_discounted", "costs_after_horizon")
COLUMN = ("filters", "row_values")


@dataclass(frozen=True)
class Material:
    """What is the same in the whole search. `impacts` are first-year impacts (E,) by (filters, row_values)."""

    replay: Replay
    printed: Mapping[str, PrintedRow]
    impacts: Mapping[tuple[str, str], np.ndarray]
    gross: float
    options: Mapping[str, tuple]
    investment: Callable[[Settings], float]


class Tried(NamedTuple):
    """One set with its figures and how they rank."""

    convention: ConventionSet
    figures: tuple[Compared, ...]
    matched: int
    rows_matched: int
    rank: tuple
    key: tuple


class AtBase:
    """What the engine gives under one base: drop-off, horizon and discounting; one draw for each column of impacts."""

    def __init__(self, material: Material, base: Mapping[str, object], settings: list[Settings]):
        self.material, self.base, self.settings = material, base, settings
        self.columns = list(material.impacts)
        self.impacts = np.array(list(material.impacts.values()))
        self.result = material.replay.at_prices(self.impacts, settings[0])

    @cached_property
    def plain_by_year(self) -> np.ndarray:
        """The rows' value by year, not discounted, (T, columns)."""
        return np.sum([effect.value_by_year for effect in self.result.effects], axis=0)

    def tried(self, printed: Mapping[str, Figure]) -> Iterator[Tried]:
        """Every set with this base."""
        rows_matched = self.rows_matched()
        totals = [list(self._series(printed, column)) for column in range(len(self.columns))]
        for costs, total in self._totals():
            for column, headline in product(range(len(self.columns)), self.material.options["headline"]):
                figures = self._figures(total, column, swapped=headline == "net")
                plain = (compared(place, held, figures[place[7:]]) for place, held in printed.items() if _plain(place))
                chosen = costs | dict(zip(COLUMN, self.columns[column], strict=True))
                convention = ConventionSet(headline=headline, **self.base, **chosen)
                yield ranked(convention, (*plain, *totals[column]), rows_matched[column], self.material.options)

    def _totals(self) -> Iterator[tuple[dict[str, object], Headline]]:
        """For each choice about costs, everyone's figures by column."""
        value = self.result.society.value
        for settings in self.settings:
            costs = {name: getattr(settings, name) for name in COSTS}
            yield costs, headline_of(value, self.material.investment(settings))

    def _figures(self, total: Headline, column: int, swapped: bool) -> dict[str, float]:
        ratios = (total.net_ratio, total.ratio) if swapped else (total.ratio, total.net_ratio)
        return {
            "investment": total.investment[column],
            "gross": self.material.gross,
            "impact": self.impacts[column].sum(),
            "undiscounted_value": self.result.society.undiscounted_gross_value[column],
            "present_value": total.value[column],
            "net_present_value": total.net[column],
            "ratio": ratios[0][column],
            "net_ratio": ratios[1][column],
        }

    def _series(self, printed: Mapping[str, Figure], column: int) -> Iterator[Compared]:
        """The printed totals by year beside the column's."""
        series = {"value_by_year": self.plain_by_year, "present_value_by_year": self.result.society.value_by_year}
        for place, figure in printed.items():
            if not _plain(place):
                _, name, at = place.split("/")
                years = series[name]
                yield compared(place, figure, years[int(at), column] if int(at) < len(years) else 0.0)

    def rows_matched(self) -> list[int]:
        """By column, how many figures printed on rows, by year and as present value, its impacts give."""
        matched = np.zeros(len(self.columns), dtype=int)
        for row, effect in zip(self.material.replay.rows, self.material.replay.effects(self.result), strict=True):
            for _, figure, computed in self._row(row.id, effect):
                matched += agreeing(figure, computed)
        return matched.tolist()

    def row_figures(self, column: int) -> dict[str, list[Compared]]:
        """Each row's printed figures by year and its present value, beside what the column's impacts give."""
        found = {}
        for row, effect in zip(self.material.replay.rows, self.material.replay.effects(self.result), strict=True):
            found[row.id] = [
                Compared(place, figure, float(computed[column]), figure.agrees(float(computed[column])))
                for place, figure, computed in self._row(row.id, effect)
            ]
        return found

    def _row(self, row_id: str, effect: EffectResult) -> Iterator[tuple[str, Figure, np.ndarray]]:
        """A row's printed yearly values (not discounted) and present value, with what the columns give, (columns,)."""
        row = self.material.printed[row_id]
        for at, figure in enumerate(row.value_by_year):
            within = at < len(effect.value_by_year)
            computed = effect.value_by_year[at] if within else np.zeros(len(self.columns))
            yield f"rows/{row_id}/value_by_year/{at}", figure, computed
        if row.present_value is not None:
            yield f"rows/{row_id}/present_value", row.present_value, effect.present_value


def agreeing(figure: Figure, computed: np.ndarray) -> np.ndarray:
    """`Figure.agrees` for many numbers at once."""
    slack = SLACK * max(abs(figure.value), figure.half_step)
    return (computed - slack <= figure.high) & (computed + slack >= figure.low)


def _plain(place: str) -> bool:
    return place.count("/") == 1


def compared(place: str, figure: Figure, computed: float) -> Compared:
    """A printed total beside a computed one, which may be not-a-number."""
    computed = float(computed)
    return Compared(place, figure, computed, figure.agrees(computed))


def ranked(convention: ConventionSet, compared: tuple[Compared, ...], rows_matched: int, options: Mapping) -> Tried:
    matched = sum(each.fits for each in compared)
    beyond = sum(1.0 if each.computed != each.computed else each.printed.beyond(each.computed) for each in compared)
    departs = tuple(options[name].index(getattr(convention, name)) for name in DIMENSIONS)
    rank = (-matched, -rows_matched, round(beyond, 9), sum(map(bool, departs)), departs)
    key = (rows_matched, *(float(f"{each.computed:.9e}") for each in compared))
    return Tried(convention, compared, matched, rows_matched, rank, key)
