"""A model made ready to be reckoned: what is walked once for whom, and what is added up on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chain.cohort_model import CohortModel, Strategy
from chain.formula import read
from sroi.forecast.cohort import Cohort, Move, Number, Weighted, sources_of, walk
from sroi.forecast.matrix import Matrix, Watch, Watched, matrix_of
from sroi.forecast.program import BY_DRAW, BY_TIME, Program
from sroi.forecast.rewards import Term, Terms
from sroi.forecast.timing import BY_CYCLE
from sroi.forecast.values import Values


@dataclass
class Walked:
    """One cohort that is walked, for every strategy with this matrix and this start."""

    matrix: Matrix
    start: tuple[int, ...]
    terms: dict[Term, None]

    @cached_property
    def rows(self) -> dict[tuple[float, ...], set[int]]:
        """The states whose weighted time is wanted, by weights."""
        found: dict[tuple[float, ...], set[int]] = {}
        for term in self.terms:
            if term.moving is None:
                found.setdefault(term.weights, set()).update(term.states)
        return found

    @cached_property
    def moving(self) -> list[Term]:
        """The terms that are reckoned cycle by cycle."""
        return [term for term in self.terms if term.moving is not None]

    @property
    def wanted(self) -> set[int]:
        """The states that anything depends on."""
        return {state for term in self.terms for state in term.states}

    @cached_property
    def cells(self) -> dict[Move, int]:
        """The steps of the moves that anything depends on."""
        needed = sources_of(self.matrix.cells, len(self.start), self.wanted)
        return {move: step for move, step in self.matrix.cells.items() if move[1] in needed}


class Plan:
    """A model's program, its cohorts to walk, and each strategy's terms; for `cycles` at most the model's own.

    Raises ValueError for a horizon beyond the model's, and for another one where the weights are given one by one.
    """

    def __init__(self, model: CohortModel, cycles: int | None = None):
        self.model, self.cycles = model, model.cycles if cycles is None else cycles
        if not 1 <= self.cycles <= model.cycles or (self.cycles != model.cycles and model.occupancy == "weights"):
            raise ValueError(f"{self.cycles} cycles of {model.cycles}")
        self.program = Program(model)
        terms = Terms(self.program, self.cycles)
        self.walked: list[Walked] = []
        self.walk_of: list[Walked] = []
        self.terms: list[list[Term]] = []
        self.one_offs: list[list[Term]] = []
        for strategy in model.strategies:
            matrix, start = matrix_of(self.program, strategy), self._start(strategy)
            own = terms.of(strategy, matrix)
            self.walk_of.append(self._joined(matrix, start, own))
            self.terms.append(own)
            self.one_offs.append(terms.one_offs(strategy))

    def _start(self, strategy: Strategy) -> tuple[int, ...]:
        start = self.model.start
        return tuple(self.program.formula(read(start.get(state.id, 0.0)), strategy) for state in self.model.states)

    def _joined(self, matrix: Matrix, start: tuple[int, ...], terms: list[Term]) -> Walked:
        for each in self.walked:
            if (each.matrix.key, each.start) == (matrix.key, start):
                each.terms |= dict.fromkeys(terms)
                return each
        self.walked.append(Walked(matrix, start, dict.fromkeys(terms)))
        return self.walked[-1]

    @cached_property
    def roots(self) -> set[int]:
        """Every step whose value is wanted for the sums."""
        found = self._watched.roots
        for each in self.walked:
            found |= {*each.start, *each.cells.values()}
        for term in (term for own in (*self.terms, *self.one_offs) for term in own):
            found |= {term.factor} if term.moving is None else {term.factor, term.moving}
        return found

    @cached_property
    def traced(self) -> set[int]:
        """Every step whose value is wanted to follow everybody, also to states that nothing depends on."""
        return self.roots.union(*(each.matrix.cells.values() for each in self.walked))

    @cached_property
    def work(self) -> int:
        """How many steps there are in all cycles together."""
        program = self.program
        moving = sum(bool(program.levels[step] & BY_TIME) for step in program.needed(self.roots))
        walks = (len(each.matrix.cells) + len(each.moving) + sum(map(len, each.rows.values())) for each in self.walked)
        return self.cycles * (moving + sum(walks))

    @cached_property
    def wide(self) -> int:
        """How many numbers are held for each draw while it is reckoned."""
        needed = self.program.needed(self.roots)
        sums = (2 * len(each.start) + sum(map(len, each.rows.values())) + len(each.moving) for each in self.walked)
        return sum(bool(self.program.levels[step] & BY_DRAW) for step in needed) + sum(sums)

    def watch(self) -> Watch:
        """A new watch over every matrix."""
        return Watch(self._watched)

    @cached_property
    def _watched(self) -> Watched:
        matrices, starts = ([getattr(each, name) for each in self.walked] for name in ("matrix", "start"))
        return Watched(self.program, matrices, starts, self.cycles)

    def parameters(self) -> dict[str, Number]:
        """The parameters' own values."""
        return {each.id: each.value for each in self.model.parameters}


@dataclass
class Sums:
    """What was added up on one walk: weighted time by weights and state, and the terms reckoned cycle by cycle."""

    time: dict[tuple[tuple[float, ...], int], np.ndarray]
    moving: dict[Term, np.ndarray]

    def of(self, term: Term, values: Values) -> np.ndarray:
        """A term's amount, (N,)."""
        if term.moving is not None:
            return self.moving[term]
        first, *others = (self.time[term.weights, state] for state in term.states)
        return sum(others, first) * values[term.factor]


def run(plan: Plan, values: Values, watch: Watch) -> list[list[np.ndarray]]:
    """Every strategy's amounts for one piece of draws: a list by strategy of terms, then one-offs, (N,) each."""
    watch.begin(values)
    walks = [_Walk(each, plan, values) for each in plan.walked]
    for point in range(plan.cycles + 1):
        if point:
            watch.look(values.at(point), point)
        for each in walks:
            each.go_on()
        for each in walks:
            each.add(point)
    watch.end()
    sums = {id(each.walked): each.sums() for each in walks}
    return [_amounts(plan, values, sums[id(plan.walk_of[at])], at) for at in range(len(plan.terms))]


def _amounts(plan: Plan, values: Values, sums: Sums, at: int) -> list[np.ndarray]:
    found = [sums.of(term, values) for term in plan.terms[at]]
    start = [values[step] for step in plan.walk_of[at].start]
    found += [sum(start[state] for state in term.states) * values[term.factor] for term in plan.one_offs[at]]
    return [np.broadcast_to(np.asarray(amount, dtype=float), values.draws) for amount in found]


class _Walk:
    """One cohort on its way."""

    def __init__(self, walked: Walked, plan: Plan, values: Values):
        self.walked, self._values = walked, values
        self._by_cycle = plan.model.occupancy in BY_CYCLE
        self._occupancy = plan.model.occupancy
        weights = np.array(list(walked.rows)).reshape(len(walked.rows), plan.cycles + 1)
        self._weighted = Weighted(weights, list(walked.rows.values()))
        self._moving = {term: np.zeros(values.draws) for term in walked.moving}
        cells = walked.cells
        self._changing = {move: step for move, step in cells.items() if not values.keeps(step)}
        self._moves = {move: values[step] for move, step in cells.items()}
        self._steps: Iterator[Cohort] = walk(
            [np.broadcast_to(values[step], values.draws) for step in walked.start],
            self._moves_at if self._changing else self._moves, plan.cycles, walked.wanted,
        )  # fmt: skip
        self._before: Cohort = []
        self._now: Cohort = []

    def _moves_at(self, cycle: int) -> Mapping:
        values = self._values.at(cycle)
        for move, step in self._changing.items():
            self._moves[move] = values[step]
        return self._moves

    def go_on(self) -> None:
        """To the next time point."""
        self._before, self._now = self._now, list(next(self._steps))

    def add(self, point: int) -> None:
        """Add up at this time point."""
        self._weighted.add(point, self._now)
        for term, total in self._moving.items():
            total += self._moved(term, point)

    def _moved(self, term: Term, point: int) -> Number:
        """What a term reckoned cycle by cycle gets at this point: of the cycle that ended, or of the point itself."""
        is_of_cycle = self._by_cycle or term.is_move
        if is_of_cycle and not point:
            return 0.0
        factor = term.by_period[point - 1 if is_of_cycle else point]
        if not factor:
            return 0.0
        value = self._values.at(point if is_of_cycle else point + 1)[term.moving]
        at_start, at_end = (1.0, 0.0) if term.is_move else BY_CYCLE.get(self._occupancy, (0.0, 1.0))
        time = sum(
            at_end * self._now[state] + (at_start * self._before[state] if at_start else 0.0) for state in term.states
        )
        return time * value * factor

    def sums(self) -> Sums:
        """What was added up."""
        rows = zip(self.walked.rows, self._weighted.sums, strict=True)
        return Sums({(weights, state): total for weights, own in rows for state, total in own.items()}, self._moving)
