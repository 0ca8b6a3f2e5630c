"""The values of a program's steps for some draws: those that do not change in time at once, the others by cycle."""

from collections.abc import Callable, Mapping

import numpy as np

from chain.cycle_length import cycles_in_a_year
from sroi.forecast.cohort import Number, draws_in
from sroi.forecast.program import BY_TIME, STEPS, Program, Step, chosen
from sroi.forecast.room import room

Work = Callable[[], Number]


class Values:
    """Every step's value: a number, or (N,) over draws where a parameter it leans on is.

    `parameters` by name, a number or (N,). A value that changes in time is written over when the next cycle is asked
    for. What has no value (log of −1, a table that has ended) is NaN, and found by whoever uses it.
    """

    def __init__(self, program: Program, parameters: Mapping[str, Number], roots: set[int]):
        self._program, self._parameters, self._cycle = program, parameters, 0
        self._a_year = cycles_in_a_year(program.model.cycle_years)
        self.draws = draws_in(parameters.values())
        self._now: list[Number | None] = [None] * len(program.steps)
        self._wide: set[int] = set()
        self._roomed: set[int] = set()
        self._moving: list[tuple[int, Work]] = []
        for number in program.needed(roots):
            work = self._work(number, program.steps[number])
            if program.levels[number] & BY_TIME:
                self._moving.append((number, work))
            else:
                self._now[number] = work()

    def __getitem__(self, number: int) -> Number:
        return self._now[number]

    def keeps(self, number: int) -> bool:
        """Whether a step's value is the same object in every cycle, if written over."""
        return number in self._roomed or not self._program.levels[number] & BY_TIME

    def at(self, cycle: int) -> "Values":
        """The same values, those that change in time as in this cycle."""
        if cycle != self._cycle:
            self._cycle, now = cycle, self._now
            for number, work in self._moving:
                now[number] = work()
        return self

    def _work(self, number: int, step: Step) -> Work:
        """How a step is done, made ready once."""
        match step.operation:
            case "number":
                return lambda: step.value
            case "parameter":
                given = self._parameters[step.name]
                if np.ndim(given):
                    self._wide.add(number)
                return lambda: given
            case "time":
                return lambda: self._time(step.name)
            case "table":
                lookup, place = self._program.lookups[step.name], step.arguments[0]
                return lambda: lookup.at(self._now[place])
        if not self._wide.isdisjoint(step.arguments):
            self._wide.add(number)
        return self._operation(number, step)

    def _operation(self, number: int, step: Step) -> Work:
        now, arguments = self._now, step.arguments
        if step.operation == "choose":
            return lambda: chosen(*(now[each] for each in arguments))
        function, first, last = STEPS[step.operation], arguments[0], arguments[-1]
        if number not in self._wide:
            if len(arguments) == 1:
                return lambda: float(function(now[first]))
            return lambda: float(function(now[first], now[last]))
        out = room(self.draws)
        self._roomed.add(number)
        if len(arguments) == 1:
            return lambda: function(now[first], out=out)
        return lambda: function(now[first], now[last], out=out)

    def _time(self, name: str) -> float:
        model, passed = self._program.model, self._cycle - 1
        years = passed / self._a_year if self._a_year else passed * model.cycle_years
        return {"cycle": float(self._cycle), "years": years, "age": (model.start_age or 0.0) + years}[name]
