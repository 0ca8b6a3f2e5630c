"""Amounts of a model as weights on time points times values: what is paid, to whom, in which cycles, what it is worth.

An amount that is alike in all cycles, or whose change in time is the same in all draws, needs only the time that is
spent in its states, weighted. Only what changes in time *and* with the draws is multiplied cycle by cycle.
"""

from dataclasses import dataclass

import numpy as np

from chain.cohort_model import Kind, Paid, StateReward, Strategy, TransitionReward
from chain.formula import read
from sroi.forecast.matrix import Matrix
from sroi.forecast.program import BY_DRAW, BY_TIME, FIXED, Program
from sroi.forecast.timing import BY_CYCLE, discount, periods, state_weights
from sroi.forecast.values import Values


@dataclass(frozen=True)
class Term:
    """Σ_t weight(t) × m(t) over states × value, or × moves: one amount of one strategy.

    `weights` is a row of time-point weights; `factor` the step that does not change in time; `moving` the one that does
    (worked out with the draws, cycle by cycle, on `by_period` factors), where there is one. `by_time` are the steps
    that the weights hold already.
    """

    kind: Kind
    part: str
    place: str
    may_be_negative: bool
    states: tuple[int, ...]
    weights: tuple[float, ...]
    factor: int
    moving: int | None = None
    by_period: tuple[float, ...] = ()
    is_move: bool = False
    by_time: tuple[int, ...] = ()


class Terms:
    """Makes the terms of every strategy of a model over so many cycles."""

    def __init__(self, program: Program, cycles: int):
        self.program, self.cycles, self.model = program, cycles, program.model
        self._positions = {state.id: at for at, state in enumerate(self.model.states)}
        self._periods = periods(self.model.occupancy, cycles)
        self._discount = {"cost": self._factors("cost"), "effect": self._factors("effect")}

    def _factors(self, kind: Kind) -> np.ndarray:
        model = self.model
        rate = getattr(model.discounting, f"{kind}_rate")
        return discount(model.occupancy, self.cycles, rate, model.cycle_years, model.discounting.moment)

    def of(self, strategy: Strategy, matrix: Matrix) -> list[Term]:
        """The terms of a strategy, in the document's order."""
        found = []
        for kind, make in (("state_rewards", self._state), ("transition_rewards", self._move)):
            for index, each in enumerate(getattr(self.model, kind)):
                if not each.strategies or strategy.id in each.strategies:
                    found.append(make(each, strategy, matrix, f"/model/{kind}/{index}"))
        return found

    def one_offs(self, strategy: Strategy) -> list[Term]:
        """Amounts at the start, whole: weight 1 on time point 0 and nothing else."""
        return [
            self._term(each, f"/model/one_off_rewards/{index}/per_person", self._chosen(each.states), (1.0,),
                       self.program.formula(read(each.per_person), strategy))
            for index, each in enumerate(self.model.one_off_rewards)
            if not each.strategies or strategy.id in each.strategies
        ]  # fmt: skip

    def _chosen(self, states: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self._positions[state] for state in states) or tuple(self._positions.values())

    def _term(self, paid: Paid, place: str, states, weights, factor: int, **more) -> Term:
        negative = paid.income or paid.kind == "effect"
        return Term(paid.kind, paid.part, place, negative, states, tuple(weights), factor, **more)

    def _state(self, paid: StateReward, strategy: Strategy, matrix: Matrix, place: str) -> Term:
        factors = self._discount[paid.kind] * self.model.cycle_years
        first, last = paid.first_cycle or 1, paid.last_cycle or self._periods
        factors = np.where(_within(self._periods, first, last), factors, 0.0)
        step = self.program.formula(read(paid.per_year), strategy)
        steady, by_time, moving = _split(self.program, step)
        factors = factors * self._by_period(by_time)
        weights = self._on_points(factors)
        by_period = tuple(factors if self.model.occupancy in BY_CYCLE else weights) if moving is not None else ()
        return self._term(paid, f"{place}/per_year", self._chosen(paid.states), weights, steady,
                          moving=moving, by_period=by_period, by_time=(by_time,))  # fmt: skip

    def _on_points(self, factors: np.ndarray) -> np.ndarray:
        return state_weights(self.model.occupancy, factors, self.model.weights)

    def _by_period(self, step: int) -> np.ndarray:
        """What a step that changes in time alone is in each period."""
        values = Values(self.program, {}, {step})
        with np.errstate(all="ignore"):
            return np.array([float(values.at(period + 1)[step]) for period in range(self._periods)])

    def _move(self, paid: TransitionReward, strategy: Strategy, matrix: Matrix, place: str) -> Term:
        """A move in cycle t falls when its cycle's amounts do; by point, with the weight of the point it leads to."""
        factors = self._discount[paid.kind]
        weights = factors if self.model.occupancy in BY_CYCLE else self._on_points(factors)[1:]
        move = self._positions[paid.origin], self._positions[paid.to]
        amount = self.program.apply("*", matrix.cells[move], self.program.formula(read(paid.per_move), strategy))
        is_moving = bool(self.program.levels[amount] & BY_TIME)
        steady = self.program.number(1.0) if is_moving else amount
        return self._term(paid, f"{place}/per_move", (move[0],), np.append(weights, 0.0), steady,
                          moving=amount if is_moving else None, by_period=tuple(weights), is_move=True)  # fmt: skip


def _within(count: int, first: int, last: int) -> np.ndarray:
    numbers = np.arange(1, count + 1)
    return (numbers >= first) & (numbers <= last)


def _split(program: Program, step: int) -> tuple[int, int, int | None]:
    """A step as (what does not change in time, what changes in time alone, what changes with both): their product."""
    one = program.number(1.0)
    level, made = program.levels[step], program.steps[step]
    if level in (FIXED, BY_DRAW):
        return step, one, None
    if level == BY_TIME:
        return one, step, None
    if made.operation == "*":
        first, second = made.arguments
        if program.levels[first] == BY_TIME and not program.levels[second] & BY_TIME:
            return second, first, None
        if program.levels[second] == BY_TIME and not program.levels[first] & BY_TIME:
            return first, second, None
    return one, one, step
