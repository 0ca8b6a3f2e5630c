"""How sure a forecast is, small enough to keep: intervals, chances, curves, and what more knowledge would be worth."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from chain.forecast.model import Comparison
from sroi.discounting import INDEXES, Index
from sroi.forecast.child_choice import acceptability, worth_of_knowing
from sroi.forecast.child_psa import DRAWS, SEED, OptionDraws, Simulation, quadrant_shares, simulate
from sroi.forecast.curves import Curves
from sroi.forecast.decision import Quadrant
from sroi.outlook import Chance, chance_of
from sroi.sureness import CREDIBILITY
from sroi.voi import ValueOfInformation

MOST_SEK, STEPS = 1_000_000, 50
"""Willingness to pay is looked at from nought to so much, in so many steps, and at the threshold."""
CLOUD = 300
"""Draws of each option that are kept for the cost-effectiveness plane."""
SECONDS_PER_STEP = 1.5e-6
"""One draw of one option in one year with one payer's cost; measured on a busy machine of 2026 and doubled."""

Progress = Callable[[int, int], None]


class Spread(NamedTuple):
    """One amount: from the stated numbers, as the mean of the draws with its Monte Carlo error, and its interval."""

    point: float
    mean: float
    mean_error: float
    low: float
    high: float

    @property
    def varies(self) -> bool:
        """Whether any drawn number reaches it."""
        return self.low != self.high


@dataclass(frozen=True)
class Certainty:
    """One option for one perspective or payer at one horizon. SEK, QALYs; chances as of the draws.

    `benefit_cost` and `return_share` only where the cost is above nought in every draw, `per_qaly` only where every
    draw costs and gives more: elsewhere a quantile of the ratio has no meaning. `gain`: offset above cost;
    `beneficial`: net benefit above nought; `quadrants`: share of draws in each.
    """

    option_id: str
    whose: str
    years: int
    offset: Spread
    net: Spread
    qalys: Spread
    net_benefit: Spread
    benefit_cost: Spread | None
    per_qaly: Spread | None
    gain: Chance
    beneficial: Chance
    quadrants: Mapping[Quadrant, float]


@dataclass(frozen=True)
class Sure:
    """What the draws say of a comparison, for one perspective and horizon in full, for all in intervals and chances.

    `cloud` holds (QALYs, incremental SEK) of the first draws of each option. `varying` names what was drawn, `outside`
    counts the draws with an impossible probability by option. Worth and curves are SEK for one year's cohort.
    """

    engine_version: str
    seed: int
    draws: int
    perspective: str
    years: int
    persistence: Mapping[str, str]
    threshold_sek: float
    alternatives: tuple[str, ...]
    varying: tuple[str, ...]
    outside: Mapping[str, int]
    certainties: Mapping[tuple[str, str, int], Certainty]
    curves: Curves | None
    worth: ValueOfInformation | None
    cloud: Mapping[str, tuple[tuple[float, float], ...]]

    def of(self, option_id: str, whose: str | None = None, years: int | None = None) -> Certainty:
        """One option; the perspective and horizon asked for when none is named. KeyError for what is not held."""
        return self.certainties[option_id, whose or self.perspective, years or self.years]


def seconds_expected(comparison: Comparison, draws: int = DRAWS) -> float:
    """About how long the draws take."""
    steps = draws * len(comparison.options) * max(comparison.decision.horizons, default=1)
    return steps * (2 + len(comparison.excess_costs)) / 4 * SECONDS_PER_STEP


def sure_of(
    comparison: Comparison,
    perspective: str,
    years: int,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    persistence: Mapping[str, str] | None = None,
    whole: bool = True,
    indexes: Mapping[str, Index] = INDEXES,
    progress: Progress | None = None,
) -> Sure:
    """Draw and sum up; `whole`: every payer and horizon, curves and the worth of knowing, else one certainty an option.

    Raises as `sroi.forecast.child_psa.simulate`, ValueError for a horizon that the comparison does not have.
    """
    drawn = simulate(comparison, draws=draws, seed=seed, persistence=persistence, indexes=indexes, progress=progress)
    if years not in drawn.horizons:
        raise ValueError(f"no horizon of {years} years among {drawn.horizons}")
    horizons = drawn.horizons if whole else (years,)
    return Sure(
        drawn.engine_version,
        seed,
        draws,
        perspective,
        years,
        drawn.persistence,
        drawn.threshold_sek,
        drawn.alternatives,
        tuple(each.name for each in drawn.figures),
        drawn.outside,
        {(each.option_id, each.whose, each.years): each for each in _certainties(drawn, perspective, horizons, whole)},
        acceptability(drawn, perspective, years, thresholds(drawn.threshold_sek)) if whole else None,
        worth_of_knowing(drawn, perspective, years) if whole and drawn.figures else None,
        {name: _cloud(drawn, name, perspective, years) for name in drawn.options} if whole else {},
    )


def thresholds(threshold_sek: float) -> tuple[float, ...]:
    """The willingness to pay that is looked at, SEK per QALY, the threshold always among it."""
    most = max(MOST_SEK, 2 * threshold_sek)
    return tuple(sorted({*(most * step / STEPS for step in range(STEPS + 1)), threshold_sek}))


def _certainties(drawn: Simulation, perspective: str, horizons: Sequence[int], whole: bool) -> Iterator[Certainty]:
    for name, option in drawn.options.items():
        for whose in option.offsets if whole else (perspective,):
            for years in horizons:
                yield _certainty(drawn, name, whose, years)


def _certainty(drawn: Simulation, name: str, whose: str, years: int) -> Certainty:
    cost, offset, qalys = _numbers(drawn.options[name], whose, drawn.horizons.index(years), drawn.draws)
    base = tuple(float(each[0]) for each in _numbers(drawn.point[name], whose, drawn.horizons.index(years), 1))
    worth, more = drawn.threshold_sek, cost - offset
    has_cost = bool((cost > 0).all()) and base[0] > 0
    priced = bool(((more > 0) & (qalys > 0)).all()) and base[0] > base[1] and base[2] > 0
    return Certainty(
        name,
        whose,
        years,
        _spread(offset, base[1]),
        _spread(-more, base[1] - base[0]),
        _spread(qalys, base[2]),
        _spread(worth * qalys - more, worth * base[2] - base[0] + base[1]),
        _spread(offset / cost, base[1] / base[0]) if has_cost else None,
        _spread(more / qalys, (base[0] - base[1]) / base[2]) if priced else None,
        chance_of(more < 0, False),
        chance_of(worth * qalys > more, False),
        quadrant_shares(more, qalys),
    )


def _numbers(option: OptionDraws, whose: str, at: int, size: int) -> tuple[np.ndarray, ...]:
    """Cost, offset and QALYs of every draw, (N,) each."""
    found = option.costs[whose], option.offsets[whose][at], option.qalys[at]
    return tuple(np.broadcast_to(each, (size,)) for each in found)


def _spread(draws: np.ndarray, point: float) -> Spread:
    mean = float(draws.mean())
    if not np.ptp(draws):
        return Spread(point, float(draws[0]), 0.0, float(draws[0]), float(draws[0]))
    low, high = np.quantile(draws, [(1 - CREDIBILITY) / 2, (1 + CREDIBILITY) / 2])  # the level of every ratio too
    return Spread(point, mean, float(draws.std(ddof=1) / np.sqrt(draws.size)), float(low), float(high))


def _cloud(drawn: Simulation, name: str, perspective: str, years: int) -> tuple[tuple[float, float], ...]:
    option, at = drawn.options[name], drawn.horizons.index(years)
    cost, offset, qalys = _numbers(option, perspective, at, drawn.draws)
    return tuple(zip(qalys[:CLOUD].tolist(), (cost - offset)[:CLOUD].tolist(), strict=True))
