"""Which conventions reproduce a report's printed totals: every set is tried, alike outcomes are told as one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from sroi.audit_results import DIMENSIONS, ConventionSet, Fit
from sroi.printed import PrintedRow, Report
from sroi.printed_figure import Figure
from sroi.replay import FILTERS, Replay
from sroi.replay_base import BASE, COSTS, AtBase, Material, Tried
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings

MOST_FITS = 12
DECIMALS = {"cents": 2, "whole": 0, "thousands": -3}
GUIDE = ConventionSet(
    headline="gross", row_values="exact", horizon_years=100,
    **{name: getattr(SROI_GUIDE, name) for name in DIMENSIONS[2:] if name != "horizon_years"},
)  # fmt: skip
"""The Guide's own rule: outcomes count as long as they last."""


def printed_totals(report: Report) -> dict[str, Figure]:
    """Every printed total with its place, as far as rows can be held against it."""
    totals, found = report.totals, {}
    for name in type(totals).model_fields:
        held = getattr(totals, name)
        if isinstance(held, Figure):
            found[f"totals/{name}"] = held
        elif isinstance(held, tuple):
            found |= {f"totals/{name}/{at}": figure for at, figure in enumerate(held)}
    return found


def figures_by_year(report: Report) -> int:
    """How many figures rows print by year and as present value."""
    return sum(len(row.value_by_year) + (row.present_value is not None) for row in report.rows)


@dataclass(frozen=True)
class Search:
    """All sets of conventions that could make a difference to this report, and what each gives."""

    report: Report
    replay: Replay

    @cached_property
    def options(self) -> dict[str, tuple]:
        """The options of each choice, the Guide's first; only one where no other could change a figure."""
        rows, rate = self.replay.rows, self.rate
        dropping = any(row.drop_off for row in rows)
        stacked = any(sum(getattr(row, name) > 0 for name in FILTERS) > 1 for row in rows)
        later = any(len(amounts) > 1 for amounts in self.replay.inputs.values())
        totals = self.report.totals
        return {
            "headline": ("gross", "net") if totals.ratio or totals.net_ratio else ("gross",),
            "row_values": ("exact", *DECIMALS, *(("as_printed",) if self.prints_impact else ())),
            "filters": ("multiplicative", "additive") if stacked else ("multiplicative",),
            "drop_off": ("geometric", "straight_line") if dropping else ("geometric",),
            "drop_off_from": ("second_year", "first_year") if dropping else ("second_year",),
            "horizon_years": self._horizons(),
            "discounting": ("end_year", "mid_year", "first_year_undiscounted"),
            "discount_rate": rate,
            "investment_discounted": (False, True),
            "costs_after_horizon": ("kept", "cut") if later else ("kept",),
        }

    @property
    def rate(self) -> tuple[float, ...]:
        """The printed rate and none; where no usable rate is printed, none and the two presets'."""
        printed = self.report.discount_rate
        if printed is not None and -0.5 <= printed.value <= 1:
            return tuple(dict.fromkeys((printed.value, 0.0)))
        return 0.0, SROI_GUIDE.discount_rate, SWEDISH_PUBLIC_SECTOR.discount_rate

    def _horizons(self) -> tuple[int, ...]:
        longest = self.replay.years
        printed = self.report.horizon_years
        shorter = (printed, 1) if printed else (1,)
        return tuple(dict.fromkeys((longest, *(years for years in shorter if years < longest))))

    @cached_property
    def printed(self) -> dict[str, PrintedRow]:
        """The printed rows by id."""
        return {row.id: row for row in self.report.rows}

    @cached_property
    def prints_impact(self) -> bool:
        """Whether a row that can be reckoned from its inputs prints an impact as well."""
        return any(row.from_inputs and self.printed[row.id].impact is not None for row in self.replay.rows)

    def _as_printed(self, exact: np.ndarray) -> np.ndarray:
        """The exact impacts (E,), but the printed one wherever it does not follow."""
        held = [self.printed[row.id].impact for row in self.replay.rows]
        pairs = zip(held, exact.tolist(), strict=True)
        return np.array([own if figure is None or figure.agrees(own) else figure.value for figure, own in pairs])

    @cached_property
    def impacts(self) -> dict[tuple[str, str], np.ndarray]:
        """First-year impacts (E,) by (filters, row_values)."""
        found = {}
        for filters, values in product(self.options["filters"], self.options["row_values"]):
            exact = self.replay.first_years(filters)
            rounded = np.round(exact, DECIMALS[values]) if values in DECIMALS else exact
            found[filters, values] = self._as_printed(exact) if values == "as_printed" else rounded
        return found

    @cached_property
    def gross(self) -> float:
        """Quantity × price of one year, all rows."""
        return float(self.replay.first_years(gross=True).sum())

    @cached_property
    def _investments(self) -> dict[tuple, float]:
        return {}

    def investment(self, settings: Settings) -> float:
        """What is put in; looked up where only what concerns value differs."""
        key = tuple(getattr(settings, name) for name in ("discounting", "discount_rate", "horizon_years", *COSTS))
        if key not in self._investments:
            self._investments[key] = self.replay.investment(settings)
        return self._investments[key]

    def outcomes(self) -> list[Fit]:
        """All different outcomes of the search, best first; `indifferent` is told of the first `MOST_FITS`."""
        groups: dict[tuple, list[Tried]] = {}
        for tried in self._tried():
            groups.setdefault(tried.key, []).append(tried)
        ordered = sorted(groups.values(), key=lambda members: min(tried.rank for tried in members))
        return [self._fit(members, place < MOST_FITS) for place, members in enumerate(ordered)]

    @cached_property
    def tried_count(self) -> int:
        """How many sets are tried."""
        undiscounted = 0.0 in self.options["discount_rate"]
        timings = len(self.options["discounting"])
        timed = len(self.options["discount_rate"]) * timings - undiscounted * (timings - 1)
        others = [name for name in DIMENSIONS if name not in ("discounting", "discount_rate")]
        return timed * int(np.prod([len(self.options[name]) for name in others]))

    def _tried(self) -> Iterator[Tried]:
        printed = printed_totals(self.report)
        for base in self._bases():
            yield from self._at(base).tried(printed)

    def _bases(self) -> Iterator[dict[str, object]]:
        """Choices that need a calculation of their own. Without a rate there is nothing to time."""
        for chosen in product(*(self.options[name] for name in BASE)):
            base = dict(zip(BASE, chosen, strict=True))
            if base["discount_rate"] or base["discounting"] == self.options["discounting"][0]:
                yield base

    def present_values(self, convention: ConventionSet) -> dict[str, float]:
        """Each row's present value under one of the tried sets."""
        at = self.at(convention)
        column = at.columns.index((convention.filters, convention.row_values))
        return {effect.effect_id: float(effect.present_value[column]) for effect in at.result.effects}

    def fitted_to_options(self, wanted: ConventionSet) -> ConventionSet:
        """The wanted set, with the nearest option where its own is not tried."""
        chosen = {name: getattr(wanted, name) for name in DIMENSIONS}
        return ConventionSet(
            **{name: own if own in self.options[name] else self.options[name][0] for name, own in chosen.items()}
        )

    def at(self, base: ConventionSet) -> AtBase:
        """The figures of one set's base."""
        return self._at({name: getattr(base, name) for name in BASE})

    def _at(self, base: Mapping[str, object]) -> AtBase:
        costs = (dict(zip(COSTS, chosen, strict=True)) for chosen in product(*(self.options[name] for name in COSTS)))
        settings = [replace(GUIDE, **base, **each).settings() for each in costs]
        return AtBase(self._material, base, settings)

    @cached_property
    def _material(self) -> Material:
        return Material(self.replay, self.printed, self.impacts, self.gross, self.options, self.investment)

    def _fit(self, members: list[Tried], looked_into: bool) -> Fit:
        first = min(members, key=lambda tried: tried.rank)
        indifferent = self._indifferent(first.convention, members) if looked_into else ()
        return Fit(first.convention, first.figures, first.matched, first.rows_matched, len(members), indifferent)

    def _indifferent(self, own: ConventionSet, members: list[Tried]) -> tuple[str, ...]:
        """The choices of which every option, the others as they are, is among the members."""
        sets = {tried.convention for tried in members}
        return tuple(
            name for name in DIMENSIONS if all(_same_but(own, name, option) in sets for option in self.options[name])
        )


def _same_but(convention: ConventionSet, name: str, option: object) -> ConventionSet:
    """The set with one choice changed; timing is nothing to choose without a rate."""
    changed = replace(convention, **{name: option})
    return replace(changed, discounting="end_year") if changed.discount_rate == 0 else changed
