"""Transition matrices as steps of a program, and the watch over them: rows sum to one, nothing lies outside 0–1."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from chain.cohort_model import REST, Strategy
from chain.cohort_names import moves_under
from chain.formula import read
from sroi.forecast.bounds import Proof
from sroi.forecast.cohort import Move, Number
from sroi.forecast.program import BY_TIME, Program
from sroi.forecast.values import Values

ROUNDING = 1e-9
"""How far outside 0–1, or how far from one in a row, rounding may take a probability."""


@dataclass(frozen=True)
class Row:
    """The moves out of one state: (to, step, position in the document); `rest` is the one that takes what is left.

    `total` is the step that adds the others up.
    """

    origin: int
    moves: tuple[tuple[int, int, int], ...]
    rest: tuple[int, int, int] | None
    total: int

    @property
    def watched(self) -> tuple[int, ...]:
        """Steps that may not be below 0; with a sum that is one (at most one, before a rest), none is above 1 then."""
        return tuple(step for _, step, _ in self.moves)


@dataclass(frozen=True)
class Matrix:
    """Every move's step. Equal matrices have equal steps, so that strategies which share one are run once."""

    cells: dict[Move, int]
    rows: tuple[Row, ...]

    @property
    def key(self) -> tuple:
        """What equal matrices have in common."""
        return tuple(sorted(self.cells.items()))


def matrix_of(program: Program, strategy: Strategy) -> Matrix:
    """The matrix of a strategy."""
    positions = {state.id: at for at, state in enumerate(program.model.states)}
    rows: dict[int, list] = {at: [] for at in positions.values()}
    for (origin, to), (index, each) in moves_under(program.model, strategy.id).items():
        step = None if each.probability == REST else program.formula(read(each.probability), strategy)
        rows[positions[origin]].append((positions[to], step, index))
    made = tuple(_row(program, origin, row) for origin, row in rows.items())
    cells = {
        (row.origin, to): step
        for row in made
        for to, step, _ in (*row.moves, *([row.rest] if row.rest else []))
    }  # fmt: skip
    return Matrix(cells, made)


def _row(program: Program, origin: int, row: list) -> Row:
    moves = tuple(each for each in row if each[1] is not None)
    steps = [step for _, step, _ in moves]
    open_end = next((each for each in row if each[1] is None), None)
    total = program.total(steps)
    if open_end is None:
        return Row(origin, moves, None, total)
    to, _, index = open_end
    return Row(origin, moves, (to, program.apply("-", program.number(1.0), total), index), total)


@dataclass
class Fault:
    """What was wrong with a probability, or with a row's sum: in how many draws, first in which cycle, how far."""

    code: str
    index: int
    origin: int
    to: int
    draws: int = 0
    cycle: int = 0
    lowest: float = np.inf
    highest: float = -np.inf


Found = tuple[str, tuple[int, int, int], np.ndarray, np.ndarray]
"""A code, the move it is about, the values, and in which draws they are wrong."""


@dataclass
class Watched:
    """What a watch looks at: every row of some matrices over so many cycles, and who starts where."""

    program: Program
    matrices: list[Matrix]
    starts: list[tuple[int, ...]]
    cycles: int

    def __post_init__(self) -> None:
        rows = list(dict.fromkeys(row for matrix in self.matrices for row in matrix.rows))
        self.fixed = [row for row in rows if not self._moves(row)]
        self.moving = [row for row in rows if self._moves(row)]
        self.proof = Proof(self.program, [(row.watched, row.rest is None) for row in self.moving], self.cycles)

    def _moves(self, row: Row) -> bool:
        return any(self.program.levels[step] & BY_TIME for step in row.watched)

    @property
    def roots(self) -> set[int]:
        """The steps it looks at; the sum of a row that changes in time is reckoned only where it is not proven."""
        found = {step for start in self.starts for step in start} | {row.total for row in self.fixed}
        return found | {step for row in (*self.fixed, *self.moving) for step in row.watched}


@dataclass
class Watch:
    """Looks at every row, for all draws, and counts the draws in which something is wrong.

    Nothing is cut to fit: the draws are reckoned as they are, and how many they are is told.
    """

    over: Watched
    below_start: dict[int, int] = field(default_factory=dict)
    uneven_starts: int = 0
    below_nought: dict[str, int] = field(default_factory=dict)
    faults: dict[tuple[str, int], Fault] = field(default_factory=dict)
    draws_at_fault: int = 0

    def __post_init__(self) -> None:
        self._wrong: np.ndarray | None = None
        self._seen: dict[tuple[str, int], np.ndarray] = {}
        self._open: list[list[Row]] = []

    def begin(self, values: Values) -> None:
        """A new piece of draws; `end` closes it. Counts, by state, in how many draws fewer than none would start."""
        values.at(1)  # also a start may have asked a table that has ended
        self._wrong, self._seen = self._uneven(values), {}
        self._open = self._unproven(values)
        self.uneven_starts += int(self._wrong.sum())
        for state, step in sorted({pair for start in self.over.starts for pair in enumerate(start)}):
            if not _least(values[step]) >= 0:
                wrong = ~(np.broadcast_to(values[step], self._wrong.shape) >= 0)
                self.below_start[state] = self.below_start.get(state, 0) + int(wrong.sum())
                self._wrong |= wrong

    def _uneven(self, values: Values) -> np.ndarray:
        """In which draws the shares that start, where they are shares, do not come to one."""
        wrong = np.zeros(values.draws, dtype=bool)
        for start in self.over.starts if self.over.program.model.start_in == "shares" else ():
            wrong |= ~(np.abs(sum(values[step] for step in start) - 1) <= ROUNDING)
        return wrong

    def _unproven(self, values: Values) -> list[list[Row]]:
        """For each cycle the rows that change in time and are to be looked at."""
        rows, proven = self.over.moving, self.over.proof.of(values)
        return [[row for row, own in zip(rows, proven, strict=True) if not own[at]] for at in range(self.over.cycles)]

    def look(self, values: Values, cycle: int) -> None:
        """Look at what holds in a cycle and is not proven sound; what never changes is looked at in the first."""
        for row in (*self.over.fixed, *self._open[0]) if cycle == 1 else self._open[cycle - 1]:
            if not _is_sound(row, values):
                for found in _wrong_in(row, values):
                    self._count(row, cycle, *found)

    def look_at_costs(self, costs: Mapping[str, Sequence[np.ndarray]]) -> None:
        """Counts, by the cost's place, in how many draws it is below nought though nothing else is wrong in them."""
        for place, amounts in costs.items():
            if count := int((np.logical_or.reduce([amount < 0 for amount in amounts]) & ~self._wrong).sum()):
                self.below_nought[place] = self.below_nought.get(place, 0) + count

    def end(self) -> None:
        """Add the piece's draws to the counts."""
        self.draws_at_fault += int(self._wrong.sum())
        for key, seen in self._seen.items():
            self.faults[key].draws += int(seen.sum())

    def _count(self, row: Row, cycle: int, code: str, move: tuple, values: np.ndarray, wrong: np.ndarray) -> None:
        to, _, index = move
        key = (code, index)
        fault = self.faults.setdefault(key, Fault(code, index, row.origin, to, 0, cycle))
        finite = values[wrong & np.isfinite(values)]
        fault.cycle = min(fault.cycle, cycle)
        fault.lowest = min(fault.lowest, *finite.tolist()[:1], finite.min(initial=np.inf))
        fault.highest = max(fault.highest, finite.max(initial=-np.inf))
        self._seen[key] = self._seen.get(key, False) | wrong
        self._wrong |= wrong


def _is_sound(row: Row, values: Values) -> bool:
    for step in row.watched:
        if not _least(values[step]) >= -ROUNDING:  # NaN too
            return False
    whole = _total(row, values)
    if not _most(whole) <= 1 + ROUNDING:
        return False
    return row.rest is not None or _least(whole) >= 1 - ROUNDING


def _total(row: Row, values: Values) -> Number:
    """The sum of a row's moves, in their order, as the step of it would give."""
    whole = values[row.total]
    return reduce(np.add, (values[step] for step in row.watched)) if whole is None else whole


def _least(value: Number) -> float:
    return value if isinstance(value, float) else np.minimum.reduce(value)


def _most(value: Number) -> float:
    return value if isinstance(value, float) else np.maximum.reduce(value)


def _wrong_in(row: Row, values: Values) -> Iterator[Found]:
    """Each wrong probability; the rest or the row's sum is blamed only where no single move is wrong."""
    blamed = np.zeros(values.draws, dtype=bool)
    for move in row.moves:
        value = np.broadcast_to(values[move[1]], blamed.shape)
        missing = np.isnan(value)
        outside = ~missing & ~((value >= -ROUNDING) & (value <= 1 + ROUNDING))
        for code, wrong in (("forecast.no_value", missing), ("forecast.outside", outside)):
            if wrong.any():
                yield code, move, value, wrong
                blamed = blamed | wrong
    whole = np.broadcast_to(_total(row, values), blamed.shape)
    wrong = ~blamed & ((whole > 1 + ROUNDING) | ((whole < 1 - ROUNDING) & (row.rest is None)))
    if wrong.any():
        yield "forecast.row_sum", row.rest or row.moves[0], whole, wrong
