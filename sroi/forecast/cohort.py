"""A cohort moved from state to state, cycle by cycle: who is where, for one number or for many draws at once.

There is one vector over draws for each state, and work only for the moves that exist. Nothing is kept of the way
there: `walk` shows every time point in turn, `Weighted` adds them up as it goes, `trace` is for a few draws.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np

from sroi.forecast.room import room

Number = float | np.ndarray
"""One number for all draws, or one for each draw (N,)."""
Move = tuple[int, int]
"""From one state to another or the same, both by position."""
Moves = Mapping[Move, Number]
"""The probability of each move that exists in a cycle; a move that is not there has none. Each row sums to one."""
MovesAt = Moves | Callable[[int], Moves]
"""The same moves in every cycle, or those of cycle 1, 2 …; which moves there are is told by cycle 1."""
Cohort = list[np.ndarray]
"""How many (persons or shares) are in each state, (N,) each."""


def walk(
    start: Sequence[Number], moves: MovesAt, cycles: int, wanted: Collection[int] | None = None
) -> Iterator[Cohort]:
    """The cohort at the time points 0, 1 … `cycles`; cycle t leads from point t − 1 to point t.

    m_j(t) = Σ_i m_i(t − 1) × p_ij(t). N is the number of draws, 1 where every number is single. States that no `wanted`
    state can be reached from are left at their start. What is shown is written over at the next step but one: copy
    what is to be kept. The moves of a cycle are asked for when that cycle begins.
    """
    first = {} if not cycles else moves(1) if callable(moves) else moves
    size = draws_in([*start, *first.values()])
    now, after = ([_filled(size, share) for share in start] for _ in range(2))
    spare = room(size)
    yield now
    sources = sources_of(first, len(start), wanted)
    # Where the moves stay the same, so do the works of every other cycle.
    kept = None if callable(moves) else [_works(now, moves, sources, after, spare)]
    kept = kept and [*kept, _works(after, moves, sources, now, spare)]
    for cycle in range(1, cycles + 1):
        for work, one, other, out in kept[1 - cycle % 2] if kept else _works(now, moves(cycle), sources, after, spare):
            work(one, other, out)
        now, after = after, now
        yield now


def _filled(size: int, share: Number) -> np.ndarray:
    found = room(size)
    found[:] = share
    return found


def draws_in(numbers: Collection[Number]) -> int:
    """How many draws the numbers are of; 1 where all are single. Raises ValueError for unlike lengths."""
    sizes = {np.size(number) for number in numbers} - {1}
    if len(sizes) > 1:
        raise ValueError(f"numbers of {sorted(sizes)} draws in one cohort")
    return sizes.pop() if sizes else 1


def sources_of(moves: Collection[Move], states: int, wanted: Collection[int] | None) -> dict[int, tuple[int, ...]]:
    """For each state that matters, the states that it is reached from."""
    sources = {to: tuple(source for source, target in moves if target == to) for to in range(states)}
    if wanted is None:
        return sources
    found, open_ends = set(), set(wanted)
    while open_ends:
        found |= open_ends
        open_ends = {source for to in open_ends for source in sources[to]} - found
    return {to: sources[to] for to in sorted(found)}


Work = tuple[np.ufunc, np.ndarray, Number, np.ndarray]
"""An operation, what it is done on, and where the outcome is written."""


def _works(
    now: Cohort, moves: Moves, sources: Mapping[int, tuple[int, ...]], after: Cohort, spare: np.ndarray
) -> list[Work]:
    """What is done in one cycle to get from `now` to `after`, in order."""
    found: list[Work] = []
    for to, froms in sources.items():
        arrived = after[to]
        if not froms:
            found.append((np.multiply, now[to], 0.0, arrived))
        for at, source in enumerate(froms):
            found.append((np.multiply, now[source], moves[source, to], spare if at else arrived))
            if at:
                found.append((np.add, arrived, spare, arrived))
    return found


class Weighted:
    """Σ_t weight(t) × m_s(t), added up while a cohort walks.

    `weights` (K, cycles + 1) are K sets of weights on time points (correction × discounting), `states` by set those
    that are added up; `sums[k][s]` (N,) is the outcome.
    """

    def __init__(self, weights: np.ndarray, states: Sequence[Collection[int]]):
        self._by_point = np.asarray(weights, dtype=float).T.tolist()
        self._states = [tuple(each) for each in states]
        self.sums: list[dict[int, np.ndarray]] = [{} for _ in states]
        self._spare: np.ndarray | None = None
        self._totals: list[list[tuple[int, np.ndarray]]] = []

    @property
    def wanted(self) -> set[int]:
        """The states that are added up."""
        return {state for states in self._states for state in states}

    def add(self, point: int, now: Cohort) -> None:
        """Take the cohort at a time point in; the points may come in any order."""
        if self._spare is None:
            size = len(now[0])
            self._spare = room(size)
            self.sums = [{state: room(size, 0.0) for state in states} for states in self._states]
            self._totals = [list(sums.items()) for sums in self.sums]
        spare, multiply, plus = self._spare, np.multiply, np.add
        for weight, totals in zip(self._by_point[point], self._totals, strict=True):
            if weight:
                for state, total in totals:
                    plus(total, now[state] if weight == 1 else multiply(now[state], weight, spare), total)


def occupancy(start: Sequence[Number], moves: MovesAt, cycles: int, weights: np.ndarray) -> np.ndarray:
    """Weighted time in every state, (K, S, N), for K sets of weights (K, cycles + 1) on the time points."""
    weighted = Weighted(weights, [range(len(start))] * len(weights))
    for point, now in enumerate(walk(start, moves, cycles)):
        weighted.add(point, now)
    return np.array([[sums[state] for state in range(len(start))] for sums in weighted.sums])


def trace(start: Sequence[Number], moves: MovesAt, cycles: int) -> np.ndarray:
    """The whole way, (cycles + 1, S, N): for charts and checks, with one number or a few draws."""
    return np.array([np.array(now) for now in walk(start, moves, cycles)])
