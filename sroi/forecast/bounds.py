"""What the moves out of a state can be at the least and at the most, cycle by cycle, over all draws at once.

The least and the most of what a formula is made of tell, by interval arithmetic, between which limits it lies. So a row
of a matrix that changes from cycle to cycle is mostly proven sound for all draws with a few numbers a cycle. A sound
row may be left unproven and is then looked at in every draw; a row that is not sound is never proven.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_

import numpy as np

from sroi.forecast.cohort import Number
from sroi.forecast.program import BY_BOTH, BY_TIME, Program
from sroi.forecast.values import Values

Bound = tuple[Number, Number]
"""The least and the most, alike in all cycles or one of each for every cycle (T,); NaN where nothing can be said."""
MOST = 1e3
"""Beyond this nothing is said: rounding could come near the slack."""
SLACK = 0.5e-9
"""How far outside 0–1 a proven row may lie: half of what the watch allows, the rest is for rounding."""
Moves = tuple[tuple[int, ...], bool]
"""The steps of the moves out of a state, and whether they are to come to one by themselves, no move taking the rest."""


def _product(one: Bound, other: Bound) -> Bound:
    corners = [first * second for first in one for second in other]
    return reduce(np.minimum, corners), reduce(np.maximum, corners)


RULES: dict[str, Callable[..., Bound]] = {
    "+": lambda one, other: (one[0] + other[0], one[1] + other[1]),
    "-": lambda one, other: (one[0] - other[1], one[1] - other[0]),
    "*": _product,
    "negative": lambda one: (-one[1], -one[0]),
    "exp": lambda one: (np.exp(one[0]), np.exp(one[1])),
    "min": lambda one, other: (np.minimum(one[0], other[0]), np.minimum(one[1], other[1])),
    "max": lambda one, other: (np.maximum(one[0], other[0]), np.maximum(one[1], other[1])),
}


class Proof:
    """Tells of rows in which of the cycles 1 … T they are proven sound."""

    def __init__(self, program: Program, rows: Sequence[Moves], cycles: int):
        self._program, self.rows, self._cycles = program, rows, cycles
        self._factored = [_factored(program, steps) for steps, _ in rows]
        wanted = {step for steps, _ in rows for step in steps}
        self._both = [step for step in program.needed(wanted) if program.levels[step] == BY_BOTH]
        leaves = wanted.union(*(program.steps[step].arguments for step in self._both)) - set(self._both)
        by_time = {step for step in leaves if program.levels[step] & BY_TIME}
        self._leaves = leaves - by_time
        self._by_time = self._over_time(by_time)

    def _over_time(self, steps: set[int]) -> dict[int, np.ndarray]:
        values = Values(self._program, {}, steps)
        with np.errstate(all="ignore"):
            found = [[values.at(cycle + 1)[step] for step in steps] for cycle in range(self._cycles)]
        return dict(zip(steps, np.array(found).T, strict=True)) if steps else {}

    def of(self, values: Values) -> list[np.ndarray]:
        """For each row, whether it is proven in each cycle (T,)."""
        with np.errstate(all="ignore"):  # what has no bounds is NaN, and proves nothing
            bounds = self._bounds(values)
            return [self._is_proven(at, bounds, values) for at in range(len(self.rows))]

    def _bounds(self, values: Values) -> dict[int, Bound]:
        bounds: dict[int, Bound] = {step: (each, each) for step, each in self._by_time.items()}
        bounds |= {step: _ends(values[step]) for step in self._leaves}
        for number in self._both:
            step = self._program.steps[number]
            rule = RULES.get(step.operation)
            found = rule(*(bounds[each] for each in step.arguments)) if rule else (np.nan, np.nan)
            bounds[number] = tuple(np.where(np.abs(end) <= MOST, end, np.nan) for end in found)
        return bounds

    def _is_proven(self, at: int, bounds: dict[int, Bound], values: Values) -> np.ndarray:
        steps, is_whole = self.rows[at]
        least, most = self._total(at, bounds, values)
        found = [bounds[step][0] >= -SLACK for step in steps]
        found += [most <= 1 + SLACK, not is_whole or least >= 1 - SLACK]
        return np.logical_and.reduce([np.broadcast_to(each, self._cycles) for each in found])

    def _total(self, at: int, bounds: dict[int, Bound], values: Values) -> Bound:
        """The bounds of a row's sum: of what all its moves share, times the sum of the others in every draw."""
        if factored := self._factored[at]:
            shared, others = factored
            others_sum = sum(reduce(np.multiply, (values[step] for step in each), 1.0) for each in others)
            return reduce(_product, (bounds[step] for step in shared), _ends(others_sum))
        return tuple(sum(bounds[step][end] for step in self.rows[at][0]) for end in (0, 1))


def _factored(program: Program, row: tuple[int, ...]) -> tuple[list[int], list[list[int]]] | None:
    """The factors that change in time, where all moves share them, and for each move the others; else None.

    Who survives moves on or stays: s × p and s × (1 − p) come to s, whatever p is.
    """
    factors = [Counter(_factors(program, step)) for step in row]
    shared = reduce(and_, factors)
    shared = Counter({step: count for step, count in shared.items() if program.levels[step] & BY_TIME})
    others = [list((each - shared).elements()) for each in factors]
    if any(program.levels[step] & BY_TIME for each in others for step in each):
        return None
    return list(shared.elements()), others


def _factors(program: Program, step: int) -> list[int]:
    """A product's factors; what does not change with time and draws both is one."""
    found, left = [], [step]
    while left:
        each = left.pop()
        made = program.steps[each]
        if made.operation == "*" and program.levels[each] == BY_BOTH:
            left += made.arguments
        else:
            found.append(each)
    return found


def _ends(value: Number) -> Bound:
    if not np.ndim(value):
        return value, value
    return np.minimum.reduce(value), np.maximum.reduce(value)
