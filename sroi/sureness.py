"""The ranges of a result together with what they rest on, freshly drawn or as they were kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from chain.model import Chain
from chain.problem import Problem
from sroi.coverage import Coverage, coverage_of, figures_used
from sroi.discounting import INDEXES, Index
from sroi.outlook import Chance, Interval, Range
from sroi.settings import Settings
from sroi.simulate import Progress
from sroi.uncertainty import DRAWS, SEED, Outlook, Uncertainty, all_perspectives, uncertainty

CREDIBILITIES = (0.5, 0.8, 0.9, 0.95)
CREDIBILITY = 0.9
"""Of the interval that is told where nobody has chosen another."""
KEPT_CHANCES = ("0.025", "0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95", "0.975")
"""The quantiles that are kept with a result: the median, and the ends of the intervals of `CREDIBILITIES`."""
AMOUNTS = ("value", "investment", "net", "ratio")


class Drawing(NamedTuple):
    """How the draws are made: the same number and seed give the same digits."""

    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True)
class Sureness:
    """What every perspective can expect, and how many of the numbers in use were allowed to vary."""

    found: Uncertainty
    coverage: Coverage

    @property
    def drawing(self) -> Drawing:
        """How the draws were made."""
        return Drawing(self.found.draws, self.found.seed)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be drawn, and what else weakens the ranges."""
        return self.found.problems

    def of(self, perspective: str, horizon_years: int | None = None) -> Outlook | None:
        """A perspective at a horizon, the settings' own when None; None for what was not asked for."""
        try:
            return self.found.of(perspective, horizon_years)
        except KeyError:
            return None


def sureness(
    chain: Chain,
    settings: Settings,
    drawing: Drawing = Drawing(),  # noqa: B008, a named tuple never changes
    *,
    perspectives: tuple[str, ...] | None = None,
    horizons: tuple[int, ...] | None = None,
    progress: Progress | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> Sureness | None:
    """The ranges of `sroi.uncertainty`; None where no number in use has an uncertainty that can be drawn."""
    coverage = coverage_of(figures_used(chain, settings.with_optional))
    if not coverage.drawn:
        return None
    found = uncertainty(
        chain, settings, draws=drawing.draws, seed=drawing.seed, perspectives=perspectives, horizons=horizons,
        progress=progress, indexes=indexes,
    )  # fmt: skip
    return Sureness(found, coverage)


NANOSECONDS_PER_STEP = 25
"""Measured on two cores of 2026, doubled; only which runs are made outside the page's process depends on it."""


def seconds_expected(chain: Chain, drawn: int, draws: int, horizons: int) -> float:
    """About how long a run takes: figures to draw, effects to value and perspectives to sort, for each draw."""
    sorts = 6 * len(all_perspectives(chain))
    return draws * (drawn * 2 + horizons * (len(chain.effects) + sorts)) * NANOSECONDS_PER_STEP * 1e-9


# --- as kept ---


def sureness_as_data(sure: Sureness) -> dict[str, object]:
    """The ranges at the settings' horizon as JSON data, floats as they are; each quantile with its standard error."""
    perspectives = dict.fromkeys(outlook.perspective for outlook in sure.found.outlooks)
    return {
        "plan": sure.found.plan,
        "figures": {figure.name: list(figure.places) for figure in sure.found.figures},
        "counts": sure.coverage._asdict(),
        "outlooks": {each: _outlook_as_data(sure.of(each)) for each in perspectives},
    }


def _outlook_as_data(outlook: Outlook) -> dict[str, object]:
    data = {name: _range_as_data(getattr(outlook, name)) for name in AMOUNTS}
    return data | {"chance": outlook.chance and outlook.chance._asdict()}


def _range_as_data(amount: Range | None) -> dict[str, object] | None:
    if amount is None:
        return None
    told = {name: getattr(amount, name) for name in _TOLD}
    return told | {"quantiles": {each: _quantile(amount, float(each)) for each in KEPT_CHANCES}}


_TOLD = ("point", "at_means", "mean", "mean_error", "deviation")


def _quantile(amount: Range, chance: float) -> list[float]:
    """The quantile and its error: it is an end of the interval that leaves as much outside on either side."""
    low, high, low_error, high_error = amount.interval(abs(1 - 2 * chance))
    return [low, low_error] if chance <= 0.5 else [high, high_error]


@dataclass(frozen=True)
class KeptRange:
    """A range as it was kept; read like `sroi.outlook.Range` at the credibilities of `CREDIBILITIES`."""

    point: float
    at_means: float
    mean: float
    mean_error: float
    deviation: float
    quantiles: Mapping[str, tuple[float, float]]

    def interval(self, credibility: float = CREDIBILITY) -> Interval:
        """The interval with so much of the draws in it. Raises KeyError for a credibility that was not kept."""
        low, high = (self.quantiles[f"{round(end, 6):g}"] for end in ((1 - credibility) / 2, (1 + credibility) / 2))
        return Interval(low[0], high[0], low[1], high[1])


@dataclass(frozen=True)
class KeptSureness:
    """The ranges as they were kept; read like `Sureness` at the kept horizon."""

    coverage: Coverage
    drawing: Drawing
    outlooks: Mapping[str, Outlook]
    problems: tuple[Problem, ...] = ()

    def of(self, perspective: str, horizon_years: int | None = None) -> Outlook | None:
        """A perspective at the kept horizon; None for what was not kept."""
        found = self.outlooks.get(perspective)
        return found if horizon_years in (None, found and found.horizon_years) else None


def kept_sureness(data: Mapping[str, object] | None, drawing: Drawing, horizon_years: int) -> KeptSureness | None:
    """What `sureness_as_data` was given; None where nothing was drawn."""
    if not data:
        return None
    outlooks = {name: _kept_outlook(name, horizon_years, each) for name, each in data["outlooks"].items()}
    return KeptSureness(Coverage(**data["counts"]), drawing, outlooks)


def _kept_outlook(perspective: str, horizon_years: int, data: Mapping[str, object]) -> Outlook:
    amounts = {name: _kept_range(data[name]) for name in AMOUNTS}
    chance = data["chance"] and Chance(**data["chance"])
    return Outlook(perspective=perspective, horizon_years=horizon_years, chance=chance, **amounts)


def _kept_range(data: Mapping[str, object] | None) -> KeptRange | None:
    if data is None:
        return None
    quantiles = {name: tuple(pair) for name, pair in data["quantiles"].items()}
    return KeptRange(**{name: data[name] for name in _TOLD}, quantiles=quantiles)
