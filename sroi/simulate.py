"""The ratio's own functions run over draws, effect by effect and piece by piece, so that memory stays small.

Everything is elementwise in the draws, and sums over effects are taken in the chain's order. So the size of the pieces,
the number of threads and the kind of processor leave every digit as it is, and draw n equals a calculation with the
figures of draw n.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
import os

import numpy as np

from chain.model import Chain
from chain.problem import Problem
from sroi.discounting import INDEXES, Index
from sroi.draws import Drawer, Plan, Uncertain, uncertain_figures
from sroi.effect_terms import Basis
from sroi.flows import Flows, flows_of
from sroi.inputs import COHORTS
from sroi.ledger import by_actor, income_factors
from sroi.settings import Settings
from sroi.steady import weighed
from sroi.streams import BLOCK

LARGEST_PIECE = 64 * BLOCK
"""Draws worked on at a time by a thread: larger ones leave the processor's cache."""
SMALLEST_SHARE = 32 * BLOCK
"""Below one such piece each, a second thread only gets in the way: the steps are so short that they wait for it."""
HELD_BYTES = 32_000_000
"""How much memory the pieces of all threads may take together, apart from one effect's own draws."""
THREADS = 2
TIMING = frozenset({"lag", "duration"})

Progress = Callable[[int, int], None]
"""Told after each piece how many draws are done, and of how many. An exception raised in it ends the work."""


@dataclass(frozen=True)
class Simulated:
    """What each actor puts in and gets out in every draw, SEK, present values.

    `value` is (H, A, N) and `investment` (H, A, N), or (H, A, 1) when nothing that is drawn reaches it; H horizons in
    the order of `horizons`, A actors in the chain's order. `points` holds the same calculation without draws.
    """

    chain: Chain
    settings: Settings
    horizons: tuple[int, ...]
    draws: int
    seed: int
    plan: Plan
    figures: tuple[Uncertain, ...]
    problems: tuple[Problem, ...]
    points: tuple[Flows, ...]
    value: np.ndarray
    investment: np.ndarray

    @cached_property
    def point(self) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
        """By horizon value and investment of each actor by the chain's own numbers, (A, 1) each."""
        return tuple(by_actor(flows) for flows in self.points)

    def of(self, perspective: str, horizon_years: int) -> tuple[np.ndarray, np.ndarray]:
        """Value and investment of a perspective, each (N,), or (1,) when it is the same in every draw."""
        at = self.horizons.index(horizon_years)
        members = self.points[at].members(perspective)
        return weighed(members, self.value[at]), weighed(members, self.investment[at])


@dataclass
class _Effect:
    """One effect's row and the uncertain figures in it, by column."""

    row: int
    figures: dict[str, Uncertain] = field(default_factory=dict)


class _Work:
    """All that is the same in every piece."""

    def __init__(self, points: tuple[Flows, ...], figures: tuple[Uncertain, ...]):
        self.points, self.first = points, points[0]
        self.effects, self.resources, self.cohorts = _columns_of(self.first, figures)
        self.shared = _repeated([effect.figures for effect in self.effects], self.resources, self.cohorts)
        self.sides = [list(_sides(self.first, effect.row)) for effect in self.effects]
        self.is_value_fixed = not (self.cohorts or any(effect.figures for effect in self.effects))
        self.is_cost_fixed = not self.resources
        if self.points[0].benefit_sign.any() and self.resources:
            self.is_value_fixed = False

    @cached_property
    def coefficients(self) -> list[list[np.ndarray]]:
        """By horizon and effect the coefficients of the closed form, (1, K, 1), without the empty years at the end."""
        return [[_trimmed(flows.value_coefficient[row : row + 1]) for row in self.rows] for flows in self.points]

    @property
    def held(self) -> int:
        """About how many numbers a piece holds for each draw: shared figures, and six a year where timing is drawn."""
        timed = any(not TIMING.isdisjoint(effect.figures) for effect in self.effects)
        years = max(len(flows.timeline.discount) for flows in self.points)
        return len(self.shared) + (6 * years if timed else 0)

    @property
    def rows(self) -> range:
        """The rows of the counted effects."""
        return range(len(self.effects))


def _repeated(effects: list[dict], resources: dict, cohorts: Uncertain | None) -> tuple[Uncertain, ...]:
    """The figures that more than one effect needs, or the resources, or everyone: drawn once for each piece."""
    inside = [_by_name(figures.values()) for figures in effects]
    uses = Counter(name for figures in inside for name in figures)
    often = [figure for figures in inside for name, figure in figures.items() if uses[name] > 1]
    return tuple(_by_name([*often, *resources.values(), *((cohorts,) if cohorts else ())]).values())


def _by_name(figures: Iterable[Uncertain]) -> dict[str, Uncertain]:
    return {figure.name: figure for figure in figures}


def _trimmed(coefficient: np.ndarray) -> np.ndarray:
    """Without trailing years of weight 0: they add nothing, and Horner's rule starts from 0 either way."""
    used = np.flatnonzero(coefficient.any(axis=(0, 2)))
    return coefficient[:, : used[-1] + 1 if used.size else 1]


def _columns_of(flows: Flows, figures: tuple[Uncertain, ...]):
    """Which uncertain figure stands in which column of which effect and resource, and the one of the cohorts."""
    terms, rows = flows.inputs.terms, {effect.id: row for row, effect in enumerate(flows.inputs.effects)}
    effects = [_Effect(row) for row in range(len(rows))]
    resources: dict[tuple[str, int], Uncertain] = {}
    cohorts = None
    for figure in figures:
        for place in figure.places:
            if place == COHORTS:
                cohorts = figure
            for table, column, at in terms.places.get(place, ()):
                if table == "resources":
                    resources[column, at] = figure
                elif (row := rows.get(terms.effects.effects[at].id)) is not None:
                    effects[row].figures[column] = figure
    return effects, resources, cohorts


def _sides(flows: Flows, row: int) -> Iterator[tuple[int, float]]:
    """Who gains from an effect and who loses by it: actor, and +1 or −1."""
    column = flows.gains[:, row]
    return ((int(actor), float(column[actor])) for actor in np.flatnonzero(column))


# --- one piece ---


def _piece(work: _Work, drawer: Drawer, first: int, last: int, value: np.ndarray, investment: np.ndarray) -> None:
    """Work out draws `first` to `last` − 1 and put them into value and investment (H, A, last − first)."""
    shared = _named_draws(work.shared, drawer, first, last)
    cohorts = shared[work.cohorts.name] if work.cohorts else None
    for effect, sides in zip(work.effects, work.sides, strict=True):
        drawn = _drawn(effect.figures, shared, drawer, first, last)
        for at, present_value in enumerate(_present_values(work, effect, drawn, cohorts)):
            for actor, sign in sides:
                value[at, actor] += sign * present_value[0]
    drawn = {column: shared[figure.name] for column, figure in work.resources.items()}
    for at, flows in enumerate(work.points):
        priced = _with_resources(flows, drawn)
        value[at] += weighed(flows.pays, priced.income_value(income_factors(priced)))
        investment[at] = weighed(flows.pays, priced.cost(flows.timeline.cost_factors))


def _drawn(figures: Mapping, shared: Mapping, drawer: Drawer, first: int, last: int) -> dict:
    """Column → draws, (n,)."""
    own = [figure for name, figure in _by_name(figures.values()).items() if name not in shared]
    found = _named_draws(own, drawer, first, last)
    return {column: (found if each.name in found else shared)[each.name] for column, each in figures.items()}


def _named_draws(figures: Sequence[Uncertain], drawer: Drawer, first: int, last: int) -> dict[str, np.ndarray]:
    return dict(zip((figure.name for figure in figures), drawer.draw(figures, first, last), strict=True))


def _present_values(work: _Work, effect: _Effect, drawn: dict, cohorts: np.ndarray | None) -> Iterator[np.ndarray]:
    """The effect's present value by horizon, each (1, n), or (1, 1) when nothing in it is drawn."""
    follows_cohorts = cohorts is not None and work.first.inputs.basis[effect.row] == Basis.COHORT_SIZE
    if not drawn and not follows_cohorts:
        yield from (flows.present_value[effect.row : effect.row + 1] for flows in work.points)
        return
    impact = None
    for at, flows in enumerate(work.points):
        part = _one_effect(flows, effect.row, drawn, cohorts if follows_cohorts else None)
        if TIMING.isdisjoint(drawn):
            part.value_coefficient = work.coefficients[at][effect.row]
        if impact is not None:
            part.impact = impact
        yield part.present_value
        impact = part.impact


def _one_effect(flows: Flows, row: int, drawn: dict, cohorts: np.ndarray | None) -> Flows:
    """The flows of one effect alone, with draws in the columns that have them."""
    inputs, only = copy(flows.inputs), slice(row, row + 1)
    inputs.effects = inputs.effects[only]
    inputs.columns = {name: column[only] for name, column in inputs.columns.items()}
    inputs.columns |= {name: draws[None] for name, draws in drawn.items()}
    inputs.sign, inputs.basis, inputs.price_factor = inputs.sign[only], inputs.basis[only], inputs.price_factor[only]
    inputs.profiles = {0: inputs.profiles[row]} if row in inputs.profiles else {}
    if cohorts is not None:
        inputs.cohort_factor = cohorts
    return Flows(flows.chain, flows.settings, inputs, flows.timeline)


def _with_resources(flows: Flows, drawn: dict) -> Flows:
    """The flows with draws in the resources that have them."""
    if not drawn:
        return flows
    inputs = copy(flows.inputs)
    size = len(next(iter(drawn.values())))
    columns = {name: np.repeat(column, size, axis=1) for name, column in inputs.resource_columns.items()}
    for (column, row), draws in drawn.items():
        columns[column][row] = draws
    inputs.resource_columns = columns
    return Flows(flows.chain, flows.settings, inputs, flows.timeline)


# --- all pieces ---


def simulate(
    chain: Chain,
    settings: Settings,
    *,
    draws: int,
    seed: int,
    horizons: tuple[int, ...] | None = None,
    plan: Plan = "random",
    threads: int = THREADS,
    progress: Progress | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> Simulated:
    """Draw every uncertain number of the chain and compute value and investment of each actor in each draw.

    `horizons` in years (the settings' own when None). Raises ValueError for fewer than one draw. Memory: 8 bytes ×
    horizons × actors × draws, twice when costs are uncertain, and some 30 MB for the pieces and tables.
    """
    if draws < 1:
        raise ValueError(f"{draws} draws")
    horizons = horizons or (settings.horizon_years,)
    points = tuple(
        flows_of(chain, settings.model_copy(update={"horizon_years": years}), None, indexes) for years in horizons
    )
    figures, problems = uncertain_figures(chain, settings.with_optional)
    work = _Work(points, figures)
    value, investment = _pieces(work, draws, seed, plan, threads, progress)
    return Simulated(chain, settings, horizons, draws, seed, plan, figures, problems, points, value, investment)


def _pieces(work: _Work, draws: int, seed: int, plan: Plan, threads: int, progress: Progress | None):
    """Value and investment in all draws."""
    shape = (len(work.points), len(work.first.gains))
    width = 1 if work.is_value_fixed and work.is_cost_fixed else draws
    value = np.zeros((*shape, width))
    investment = np.zeros((*shape, 1 if work.is_cost_fixed else draws))
    bounds = _bounds(width, threads, work.held)

    def run(bound: tuple[int, int]) -> int:
        first, last = bound
        cost = investment if work.is_cost_fixed else investment[:, :, first:last]
        _piece(work, Drawer(seed, plan), first, last, value[:, :, first:last], cost)
        return last - first

    _ready(work)
    done = 0
    for finished in _each(run, bounds, threads):
        done += finished
        if progress is not None:
            progress(draws if width == 1 else done, draws)
    return value, investment


def _each(run: Callable[[tuple[int, int]], int], bounds: list[tuple[int, int]], threads: int) -> Iterator[int]:
    """Run the pieces and give what they return in order. What has not begun when the work is ended is not done."""
    count = min(threads, os.cpu_count() or 1, len(bounds))
    if count < 2:
        yield from map(run, bounds)
        return
    pool = ThreadPoolExecutor(max_workers=count)
    try:
        yield from pool.map(run, bounds)
    finally:
        pool.shutdown(cancel_futures=True)


def _ready(work: _Work) -> None:
    """Work out, before threads begin, what they all read."""
    for flows in work.points:
        flows.present_value, flows.pays, flows.entered, flows.money, flows.cost_sign, flows.benefit_sign  # noqa: B018
    for figure in (*work.shared, *(each for effect in work.effects for each in effect.figures.values())):
        figure.distribution.table  # noqa: B018
    work.coefficients  # noqa: B018


def _bounds(draws: int, threads: int, held: int) -> list[tuple[int, int]]:
    """First and last draw of each piece, in whole blocks; smaller pieces where many numbers are held for each draw."""
    blocks = -(-draws // BLOCK)
    room = HELD_BYTES // (8 * threads * max(1, held))
    shared = threads if draws >= threads * SMALLEST_SHARE else 1
    pieces = max(-(-draws // max(BLOCK, min(LARGEST_PIECE, room))), shared)
    size = -(-blocks // pieces) * BLOCK
    return [(first, min(first + size, draws)) for first in range(0, draws, size)]
