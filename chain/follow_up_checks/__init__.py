"""Every rule of a sound follow-up: what is planned, what it was meant to be, and what was seen.

Places begin with what a person has before them: `indicator/…` in the plan, `target/…`, and `value/…` in a measurement
(`value/hits`, `value/groups/sex/men/answered`, `value/comparison/hits`, `value/comment`). Told of a whole follow-up
they stand behind the indicator's id, and the period's: `M1/indicator/rule`, `M1/2025/value/hits`.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from chain.follow_up_checks.plan import changed_plan, check_indicator, check_target, unmeasured
from chain.follow_up_checks.value import check_value
from chain.follow_up_checks.words import personal_words
from chain.forecast.model import Comparison
from chain.measurement import FollowUp, Observation
from chain.model import Chain, by_id
from chain.problem import Problem, problem

__all__ = [
    "changed_plan",
    "check_follow_up",
    "check_indicator",
    "check_target",
    "check_value",
    "personal_words",
    "unmeasured",
]


def check_follow_up(
    follow_up: FollowUp, chain: Chain, today: date, comparisons: Iterable[Comparison] = ()
) -> list[Problem]:
    """Every problem of a follow-up: of the plan against the chain (and the forecasts that it feeds), of the targets,
    and of every value against its indicator."""
    found = [*_plan(follow_up, chain, tuple(comparisons)), *_targets(follow_up), *_values(follow_up, today)]
    return [*found, *unmeasured(chain, follow_up.plan)]


def _plan(follow_up: FollowUp, chain: Chain, comparisons: tuple[Comparison, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for indicator in follow_up.plan:
        if indicator.id in seen:
            yield problem("follow_up.repeated_id", f"{indicator.id}/indicator/id", id=indicator.id)
        seen.add(indicator.id)
        others = tuple(each for each in follow_up.plan if each is not indicator)
        yield from _behind(indicator.id, check_indicator(indicator, chain, others, comparisons))


def _targets(follow_up: FollowUp) -> Iterator[Problem]:
    plan = by_id(follow_up.plan)
    for target in follow_up.targets:
        indicator, behind = plan.get(target.indicator_id), f"{target.indicator_id}/{target.period}"
        if indicator is None:
            yield problem("follow_up.unknown_indicator", f"{behind}/target", id=target.indicator_id)
        else:
            yield from _behind(behind, check_target(target, indicator))


def _values(follow_up: FollowUp, today: date) -> Iterator[Problem]:
    plan, seen = by_id(follow_up.plan), set()
    for each in follow_up.observations:
        behind = f"{each.indicator_id}/{each.period}"
        if behind in seen:
            yield problem("follow_up.measured_twice", f"{behind}/value", period=each.period)
        seen.add(behind)
        yield from _behind(behind, _value(each, plan, today))


def _value(observation: Observation, plan: dict, today: date) -> list[Problem]:
    indicator = plan.get(observation.indicator_id)
    if indicator is None:
        return [problem("follow_up.unknown_indicator", "value", id=observation.indicator_id)]
    return check_value(observation, indicator, today)


def _behind(prefix: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    return (each._replace(place=f"{prefix}/{each.place}") for each in problems)
