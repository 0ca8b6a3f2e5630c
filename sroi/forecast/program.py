"""A model's formulas as one list of small steps, each worked out once however often and wherever it is used.

Equal steps of all strategies are one step, so strategies that say the same share the work, and two strategies have
equal matrices exactly when their cells are the same steps. The steps take numbers and arrays over draws alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from math import isnan, nan

import numpy as np

from chain.cohort_model import CohortModel, Strategy
from chain.cohort_names import TIMES, Names
from chain.formula import Call, Name, Tree
from sroi.forecast.cohort import Number
from sroi.forecast.lookup import Lookup
from sroi.forecast.valueless import divided, with_value

STEPS: dict[str, Callable] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": divided, "^": with_value(np.power), "negative": np.negative,
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "min": np.minimum, "max": np.maximum,
    "<": with_value(np.less), "<=": with_value(np.less_equal), ">": with_value(np.greater),
    ">=": with_value(np.greater_equal), "==": with_value(np.equal), "!=": with_value(np.not_equal),
}  # fmt: skip
FIXED, BY_TIME, BY_DRAW, BY_BOTH = range(4)
"""How a step changes: never, from cycle to cycle, with the parameters, or with both (the union of two bits)."""


@dataclass(frozen=True)
class Step:
    """One operation on earlier steps, by number; `value` of a number, `name` of a parameter, a table or a time."""

    operation: str
    arguments: tuple[int, ...] = ()
    name: str = ""
    value: float = 0.0


@dataclass(frozen=True)
class _Named:
    """To be done when a definition's step is there: remember it."""

    key: tuple[str, str, bool]


@dataclass(frozen=True)
class _Made:
    """To be done when the steps of a call's arguments are there: the call itself."""

    call: Call


class Program:
    """The steps of a model, in an order in which each comes after what it needs."""

    def __init__(self, model: CohortModel):
        self.model, self.names = model, Names(model)
        self.lookups = {table.id: Lookup.of(table) for table in model.tables}
        self.steps: list[Step] = []
        self.levels: list[int] = []
        self._numbers: dict[Step, int] = {}
        self._meanings: dict[tuple[str, str, bool], int] = {}

    def formula(self, tree: Tree, strategy: Strategy) -> int:
        """The step that gives a formula's value under a strategy.

        Walked with a list of what is left to do, last first: definitions may lean on one another deeper than Python may
        call itself. The steps that a call or a name waits for lie last in `made`.
        """
        made: list[int] = []
        left: list[tuple[Tree | _Named | _Made, str | None]] = [(tree, None)]
        while left:
            part, inside = left.pop()
            if isinstance(part, float):
                made.append(self.number(part))
            elif isinstance(part, Name):
                made += self._named(part.name, strategy, inside, left)
            elif isinstance(part, _Named):
                self._meanings[part.key] = made[-1]
            elif isinstance(part, _Made):
                first = len(made) - len(part.call.arguments)
                made[first:] = [self.call(part.call, made[first:])]
            else:
                left.append((_Made(part), inside))
                left += [(each, inside) for each in reversed(part.arguments)]
        return made[0]

    def call(self, tree: Call, arguments: list[int]) -> int:
        """The step that does something with earlier steps."""
        if tree.function in self.lookups:
            return self._table(tree.function, *arguments)
        if tree.function in ("min", "max"):
            return reduce(lambda one, other: self.apply(tree.function, one, other), arguments)
        return self.apply(tree.function, *arguments)

    def _table(self, name: str, place: int) -> int:
        """A table's value: a number at once where it is asked in one place only and has an answer there."""
        found = self.lookups[name].at(self.steps[place].value) if self.levels[place] == FIXED else nan
        return self._add(Step("table", (place,), name)) if isnan(found) else self.number(found)

    def apply(self, operation: str, *arguments: int) -> int:
        """An operation on earlier steps; on numbers alone it is done at once."""
        if all(self.levels[each] == FIXED for each in arguments):
            with np.errstate(all="ignore"):
                values = [self.steps[each].value for each in arguments]
                return self.number(float(chosen(*values) if operation == "choose" else STEPS[operation](*values)))
        if operation == "negative":
            return self._negative(*arguments)
        if operation == "-" and (inner := self._what_is_left_of_one(*arguments)) is not None:
            return inner
        return self._add(Step(operation, arguments))

    def _what_is_left_of_one(self, one: int, taken: int) -> int | None:
        """1 − (1 − x) is x: fewer steps and one rounding less. So who survives a rate is exp(−rate) itself."""
        inside, unit = self.steps[taken], self.number(1.0)
        return inside.arguments[1] if one == unit and inside.operation == "-" and inside.arguments[0] == unit else None

    def _negative(self, of: int) -> int:
        """A minus is put on the factor that is a single number for all draws: same digits, less work."""
        step = self.steps[of]
        if step.operation == "*":
            for at, (single, other) in enumerate((step.arguments, step.arguments[::-1])):
                if not self.levels[single] & BY_DRAW and self.levels[other] & BY_DRAW:
                    turned = self.apply("negative", single)
                    return self.apply("*", *((turned, other) if at == 0 else (other, turned)))
        return self._add(Step("negative", (of,)))

    def number(self, value: float) -> int:
        """A number."""
        return self._add(Step("number", value=value))

    def total(self, steps: list[int]) -> int:
        """The sum of steps, in their order; 0 where there are none."""
        return reduce(lambda one, other: self.apply("+", one, other), steps) if steps else self.number(0.0)

    def _named(self, name: str, strategy: Strategy, inside: str | None, left: list) -> list[int]:
        """The step of a name; none yet where its formula is to be done first, which is then put on the list."""
        key = (name, strategy.id, name == inside)
        if key not in self._meanings:
            meant = self.names.meant(name, strategy, inside)
            if meant is not None:
                is_set = name in strategy.sets and name != inside
                left += [(_Named(key), None), (meant, name if is_set else None)]
                return []
            self._meanings[key] = self._own(name)
        return [self._meanings[key]]

    def _own(self, name: str) -> int:
        if name in TIMES:
            return self._add(Step("time", name=name))
        if name == "start_age":
            return self.number(self.model.start_age)
        if name == "cycle_years":
            return self.number(self.model.cycle_years)
        return self._add(Step("parameter", name=name))

    def _add(self, step: Step) -> int:
        found = self._numbers.get(step)
        if found is None:
            found = self._numbers[step] = len(self.steps)
            self.steps.append(step)
            own = {"time": BY_TIME, "table": BY_TIME, "parameter": BY_DRAW}.get(step.operation, FIXED)
            self.levels.append(reduce(lambda one, other: one | self.levels[other], step.arguments, own))
        return found

    def needed(self, roots: set[int]) -> list[int]:
        """The steps that these need, themselves included, in order."""
        found, left = set(), list(roots)
        while left:
            step = left.pop()
            if step not in found:
                found.add(step)
                left += self.steps[step].arguments
        return sorted(found)


def chosen(condition: Number, then: Number, otherwise: Number) -> Number:
    """What holds where a condition does (is not 0), else the other; nothing where the condition has no value."""
    if np.ndim(condition):
        return np.where(np.isnan(condition), np.nan, np.where(condition != 0, then, otherwise))
    if np.isnan(condition):
        return condition
    return then if condition else otherwise
