"""What the chosen options cost and give for each adopted goal: sums that may be summed, and never a ratio of ratios."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from chain.plan.model import GoalEffect, Option, Portfolio
from sroi.plan.once import counted_once, persons_once
from sroi.plan.worth import by_year, cost_factors_of, factors_of
from sroi.steady import measured


@dataclass(frozen=True)
class Reached:
    """How many different persons of a target group are reached; `unstated` options do not say how many."""

    target_group_id: str
    persons: float
    unstated: int


@dataclass(frozen=True)
class Measured:
    """One measure of a goal over several options, in its own unit: planned, and observed where anyone has looked.

    `observed` sums the `followed` options of `options` that have a value, `planned_of_followed` what these had planned;
    what nobody has observed is not read as 0.
    """

    measure_id: str
    planned: float
    observed: float | None
    planned_of_followed: float
    followed: int
    options: int


@dataclass(frozen=True)
class ForGoal:
    """One goal, present values in SEK. `cost_sek` is all that the options serving it cost, `shared_cost_sek` the part
    of it that serves another goal too: costs of goals do not add up to the whole. `value_sek` is the gains that serve
    the goal, with each person counted once; `shared_value_sek` the part of it that serves another goal too.
    """

    goal_id: str
    option_ids: tuple[str, ...]
    cost_sek: float
    shared_cost_sek: float
    value_sek: float
    shared_value_sek: float
    reached: tuple[Reached, ...]
    measures: tuple[Measured, ...]


@dataclass(frozen=True)
class ByGoal:
    """Every goal of the portfolio in its order, and the whole, where each krona is counted once.

    `without_goal_ids` are chosen options that serve no goal; their cost is in the whole.
    """

    goals: tuple[ForGoal, ...]
    cost_sek: float
    value_sek: float
    without_goal_ids: tuple[str, ...]


def by_goal(portfolio: Portfolio, option_ids: Sequence[str]) -> ByGoal:
    """Cost, value, effects and follow-up by adopted goal across the chosen options.

    An option serves the goals it names and those that its gains or effects name. Persons and gains in the overlap of
    several options count once, as in the choice (`sroi.plan.once`).
    """
    sums = _Sums(portfolio, counted_once(portfolio, option_ids))
    return ByGoal(
        goals=tuple(sums.goal(each.id) for each in portfolio.goals),
        cost_sek=fsum(map(sums.cost, sums.options)),
        value_sek=fsum(value for option in sums.options for value, _ in sums.values(option)),
        without_goal_ids=tuple(each.id for each in sums.options if not each.served_goal_ids),
    )


class _Sums:
    """The chosen options, as they count together."""

    def __init__(self, portfolio: Portfolio, options: Sequence[Option]):
        self.portfolio, self.options = portfolio, options
        self._factors, self._cost_factors = factors_of(portfolio.conventions), cost_factors_of(portfolio.conventions)

    def cost(self, option: Option) -> float:
        """What everyone pays for it."""
        paid = by_year((each.amounts for each in option.payments), self.portfolio.years)
        return float(measured(paid, self._cost_factors))

    def values(self, option: Option) -> list[tuple[float, tuple[str, ...]]]:
        """Each gain's present value, and the goals it serves."""
        years, factors = self.portfolio.years, self._factors
        return [(float(measured(by_year([each.amounts], years), factors)), each.goal_ids) for each in option.gains]

    def goal(self, goal_id: str) -> ForGoal:
        """One goal's sums."""
        serving = [each for each in self.options if goal_id in each.served_goal_ids]
        values = [pair for each in serving for pair in self.values(each) if goal_id in pair[1]]
        return ForGoal(
            goal_id=goal_id,
            option_ids=tuple(each.id for each in serving),
            cost_sek=fsum(map(self.cost, serving)),
            shared_cost_sek=fsum(self.cost(each) for each in serving if len(each.served_goal_ids) > 1),
            value_sek=fsum(value for value, _ in values),
            shared_value_sek=fsum(value for value, goals in values if len(set(goals)) > 1),
            reached=self._reached(serving),
            measures=_measures([each for option in serving for each in option.effects if each.goal_id == goal_id]),
        )

    def _reached(self, serving: Sequence[Option]) -> tuple[Reached, ...]:
        ids = [each.id for each in serving]
        named = {each.target_group_id for option in serving for each in option.reaches}
        groups = [each.id for each in self.portfolio.target_groups if each.id in named]
        return tuple(Reached(group, *persons_once(self.portfolio, ids, group)) for group in groups)


def _measures(effects: Sequence[GoalEffect]) -> tuple[Measured, ...]:
    found: dict[str, list[GoalEffect]] = {}
    for each in effects:
        found.setdefault(each.measure_id, []).append(each)
    return tuple(_measured(name, each) for name, each in found.items())


def _measured(name: str, effects: Sequence[GoalEffect]) -> Measured:
    followed = [each for each in effects if each.observed is not None]
    return Measured(
        measure_id=name,
        planned=fsum(each.planned for each in effects),
        observed=fsum(each.observed for each in followed) if followed else None,
        planned_of_followed=fsum(each.planned for each in followed),
        followed=len(followed),
        options=len(effects),
    )
