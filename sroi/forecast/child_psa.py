"""How sure a forecast is: all uncertain numbers drawn together, every option calculated on the same draws.

The functions are those of the point estimate. Only what is asked of the draws later is kept of them: by option and
horizon the QALYs and every perspective's offsets, and its costs. Source: Briggs, Claxton and Sculpher (2006), Decision
Modelling for Health Economic Evaluation, ch. 4–5.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chain.forecast.model import Comparison
from chain.problem import Problem
from sroi.discounting import INDEXES, Index
from sroi.draws import Drawer, Plan, Uncertain
from sroi.forecast.child import levels_of, refuse_unsound
from sroi.forecast.child_run import PERSPECTIVES, OptionRun, Run
from sroi.forecast.child_uncertain import uncertain_figures
from sroi.forecast.decision import Quadrant
from sroi.outlook import Chance, Range, chance_of, fixed_range, range_of
from sroi.settings import ENGINE_VERSION
from sroi.streams import BLOCK

DRAWS, SEED = 10_000, 20_260_101
PIECE = 8 * BLOCK
"""Draws worked on at a time: the arrays of a piece stay in the processor's cache."""


@dataclass(frozen=True)
class OptionDraws:
    """One option in every draw: `qalys` (H, N), `offsets` (H, N) and `costs` (N,) by perspective or payer, SEK, and
    the draws in which some probability was `outside` 0–1 (N,)."""

    qalys: np.ndarray
    offsets: dict[str, np.ndarray]
    costs: dict[str, np.ndarray]
    outside: np.ndarray


@dataclass(frozen=True)
class Outlook:
    """What one option can be expected to give one perspective at one horizon.

    `net` is offset − cost, `gain` (0–1) the probability that it is above nought; `quadrants` the share of draws in each
    quadrant of the cost-effectiveness plane, `beneficial` the probability that the net benefit is above nought.
    """

    option_id: str
    perspective: str
    horizon_years: int
    offset: Range
    net: Range
    incremental_cost: Range
    qalys: Range
    net_benefit: Range
    gain: Chance
    beneficial: Chance
    quadrants: dict[Quadrant, float]


@dataclass(frozen=True)
class Simulation:
    """A comparison drawn: the numbers of every draw, and all that is needed to get the same digits again.

    `values` holds the draws of every uncertain number by its name, (N,). `problems` tell what could not be drawn.
    """

    engine_version: str
    comparison: Comparison
    persistence: Mapping[str, str]
    seed: int
    draws: int
    plan: Plan
    horizons: tuple[int, ...]
    figures: tuple[Uncertain, ...]
    problems: tuple[Problem, ...]
    values: Mapping[str, np.ndarray]
    options: Mapping[str, OptionDraws]
    point: Mapping[str, OptionDraws]
    at_means: Mapping[str, OptionDraws]

    @cached_property
    def outside(self) -> dict[str, int]:
        """By option, the number of draws in which some probability was not within 0–1. They are kept as they are."""
        return {name: int(np.count_nonzero(each.outside)) for name, each in self.options.items()}

    def cost_and_effect(self, option_id: str, perspective: str, years: int) -> tuple[np.ndarray, np.ndarray]:
        """ΔC and ΔE of every draw, (N,) each: the cloud on the cost-effectiveness plane."""
        cost, _, qalys = self._drawn(self.options[option_id], perspective, years)
        # an option that nothing uncertain reaches is the same in every draw, and stands beside those that are not
        return tuple(np.broadcast_to(each, (self.draws,)) for each in (cost, qalys))

    def net_benefits(self, perspective: str, years: int, threshold_sek: float | None = None) -> np.ndarray:
        """Net monetary benefit of every alternative, (K + 1, N), the comparator first: 0."""
        worth = self.threshold_sek if threshold_sek is None else threshold_sek
        found = [np.zeros(self.draws)]
        for name in self.options:
            cost, qalys = self.cost_and_effect(name, perspective, years)
            found.append(worth * qalys - cost)
        return np.array(found)

    def costs_and_effects(self, perspective: str, years: int) -> tuple[np.ndarray, np.ndarray]:
        """ΔC and ΔE of every alternative, (K + 1, N) each, the comparator first: 0."""
        pairs = [self.cost_and_effect(name, perspective, years) for name in self.options]
        nothing = np.zeros(self.draws)
        return tuple(np.array([nothing, *side]) for side in zip(*pairs, strict=True))

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The rows of `net_benefits`: the comparator's kind, then the options' ids."""
        return (self.comparison.decision.comparator.value, *self.options)

    @property
    def threshold_sek(self) -> float:
        """SEK per QALY."""
        return self.comparison.decision.threshold_sek.value

    def _drawn(self, option: OptionDraws, whose: str, years: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = self.horizons.index(years)
        offset, cost = option.offsets[whose][at], option.costs[whose]
        size = max(len(offset), len(cost), len(option.qalys[at]), len(option.outside))
        return tuple(np.broadcast_to(each, (size,)) for each in (cost - offset, offset, option.qalys[at]))

    def outlook(self, option_id: str, perspective: str, years: int) -> Outlook:
        """One option, one perspective or payer, one horizon."""
        kinds = (self.options, self.point, self.at_means)
        sides = [self._drawn(each[option_id], perspective, years) for each in kinds]
        (cost, _, qalys), worth = sides[0], self.threshold_sek

        def told(of) -> Range:
            draws, point, means = (of(*side) for side in sides)
            return self._range(draws, float(point[0]), float(means[0]))

        benefit = worth * qalys - cost
        return Outlook(
            option_id,
            perspective,
            years,
            told(lambda cost, offset, qalys: offset),
            told(lambda cost, offset, qalys: -cost),
            told(lambda cost, offset, qalys: cost),
            told(lambda cost, offset, qalys: qalys),
            told(lambda cost, offset, qalys: worth * qalys - cost),
            self._chance(cost < 0),
            self._chance(benefit > 0),
            quadrant_shares(cost, qalys),
        )

    def _range(self, draws: np.ndarray, point: float, at_means: float) -> Range:
        if not np.ptp(draws):
            return fixed_range(point, at_means)
        return range_of(draws, np.sort(draws), point, at_means, self.plan == "latin")

    def _chance(self, true: np.ndarray) -> Chance:
        return chance_of(np.broadcast_to(true, (self.draws,)), self.plan == "latin")


def quadrant_shares(cost: np.ndarray, qalys: np.ndarray) -> dict[Quadrant, float]:
    """The share of draws in each quadrant (0–1), by the rules of `sroi.forecast.decision.quadrant_of`."""
    dear, cheap, gains, loses = cost > 0, cost < 0, qalys > 0, qalys < 0
    at = {
        Quadrant.COSTS_AND_GIVES_MORE: gains & dear,
        Quadrant.DOMINANT: gains & ~dear,
        Quadrant.DOMINATED: loses & ~cheap,
        Quadrant.COSTS_AND_GIVES_LESS: loses & cheap,
        Quadrant.SAME_EFFECT_COSTS_MORE: ~(gains | loses) & dear,
        Quadrant.SAME_EFFECT_COSTS_LESS: ~(gains | loses) & cheap,
        Quadrant.NO_DIFFERENCE: ~(gains | loses | dear | cheap),
    }
    return {quadrant: float(np.count_nonzero(where)) / len(where) for quadrant, where in at.items()}


def simulate(
    comparison: Comparison,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    plan: Plan = "random",
    indexes: Mapping[str, Index] = INDEXES,
    persistence: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Simulation:
    """Draw every uncertain number and calculate every option on each draw. `progress` is told (done, all) draws.

    Raises `RefusedError` when the comparison has errors and ValueError for fewer than one draw. Memory: 8 bytes × draws
    × (uncertain numbers + options × horizons × some ten payers and perspectives).
    """
    if draws < 1:
        raise ValueError(f"{draws} draws")
    refuse_unsound(comparison, indexes, None, persistence)
    chosen = persistence or {}
    figures, problems = uncertain_figures(comparison, chosen, indexes)
    drawer = Drawer(seed, plan)
    values = {each.name: np.empty(draws) for each in figures}
    pieces = []
    for first in range(0, draws, PIECE):
        last = min(first + PIECE, draws)
        drawn = dict(zip(figures, drawer.draw(figures, first, last), strict=True))
        for figure, numbers in drawn.items():
            values[figure.name][first:last] = numbers
        pieces.append(_calculated(comparison, _by_place(drawn), indexes, chosen))
        if progress:
            progress(last, draws)
    means = {figure: figure.distribution.mean for figure in figures}
    return Simulation(
        ENGINE_VERSION,
        comparison,
        chosen,
        seed,
        draws,
        plan,
        tuple(sorted(set(comparison.decision.horizons))),
        figures,
        problems,
        values,
        _joined(pieces, draws),
        _calculated(comparison, {}, indexes, chosen),
        _calculated(comparison, _by_place(means), indexes, chosen),
    )


def _by_place(drawn: Mapping) -> dict:
    return {place: numbers for figure, numbers in drawn.items() for place in figure.places}


def _calculated(comparison: Comparison, figures: Mapping, indexes: Mapping, persistence: Mapping) -> dict:
    run = Run(comparison, figures, indexes, persistence)
    rows = np.array(sorted(set(comparison.decision.horizons))) - 1
    return {name: _kept(option, rows) for name, option in run.options().items()}


def _kept(option: OptionRun, rows: np.ndarray) -> OptionDraws:
    whose = dict.fromkeys((*(level.value for level in levels_of(option)), *PERSPECTIVES))
    return OptionDraws(
        option.qalys()[rows],
        {each: option.offsets(each)[rows] for each in whose},
        {each: np.atleast_1d(np.asarray(option.cost(each), dtype=float)) for each in whose},
        np.atleast_1d(option.treated.outside),
    )


def _joined(pieces: list[dict], draws: int) -> dict[str, OptionDraws]:
    """The pieces one after the other; what is the same in all draws stays one number."""
    return {
        name: OptionDraws(
            _side([each[name].qalys for each in pieces], draws),
            {whose: _side([each[name].offsets[whose] for each in pieces], draws) for whose in first.offsets},
            {whose: _side([each[name].costs[whose] for each in pieces], draws) for whose in first.costs},
            _side([each[name].outside for each in pieces], draws),
        )
        for name, first in pieces[0].items()
    }


def _side(parts: list[np.ndarray], draws: int) -> np.ndarray:
    if all(part.shape[-1] == 1 for part in parts) and draws > 1:
        return parts[0] if len({part.tobytes() for part in parts}) == 1 else np.concatenate(parts, axis=-1)
    return np.concatenate(parts, axis=-1)
