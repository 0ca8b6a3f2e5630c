"""What interventions are to change for adopted goals, and what follow-up has seen of it, as the public may see it."""

from collections.abc import Iterable, Mapping, Sequence

from chain.measurement import FollowUp, PlannedIndicator, Rule
from chain.model import Chain, by_id
from chain.period import period
from chain.plan.model import GoalEffect, Named
from chain.text import Text
from reports.follow_up.seen import seen
from reports.texts import LANGUAGES
from sroi.follow_up.targets import in_force

HUNDRED = 100
COUNTED = ("antal", "number", "st")
"""Units that say no more than the number does."""


def effects_of(
    chains: Sequence[Chain], follow_ups: Mapping[str, FollowUp]
) -> tuple[dict[str, tuple[GoalEffect, ...]], tuple[Named, ...]]:
    """By intervention the effects on its goals, and the measures that they are told in.

    An indicator counts for the goals of the outcome that it tells of, with its last value that may be seen, and the
    target that this is held against; without a value with its last target. One without a target is not told of.
    """
    effects: dict[str, list[GoalEffect]] = {chain.id: [] for chain in chains}
    measures: list[Named] = []
    for chain in chains:
        follow_up = follow_ups.get(chain.id)
        for indicator in follow_up.plan if follow_up else ():
            goals, told = goals_of(chain, indicator.element), _told(follow_up, indicator)
            if goals and told is not None:
                several, measure = _pair(indicator, goals, told, f"M{len(measures)}")
                effects[chain.id] += several
                measures.append(measure)
    return {name: tuple(found) for name, found in effects.items()}, tuple(measures)


Told = tuple[str, float, float | None]
"""A period, what was planned for it and what was seen."""


def _pair(
    indicator: PlannedIndicator, goals: Iterable[str], told: Told, measure_id: str
) -> tuple[tuple[GoalEffect, ...], Named]:
    key, planned, observed = told
    times = HUNDRED if indicator.rule is Rule.SHARE else 1
    several = tuple(
        GoalEffect(goal_id=goal, measure_id=measure_id, planned=planned * times,
                   observed=None if observed is None else observed * times, observed_year=period(key).end.year)
        for goal in goals
    )  # fmt: skip
    name = Text(**{tongue: f"{indicator.name.into(tongue)} ({key})" for tongue in LANGUAGES})
    unit = "%" if times == HUNDRED else "" if indicator.unit.casefold() in COUNTED else indicator.unit
    return several, Named(id=measure_id, name=name, unit=Text(**dict.fromkeys(LANGUAGES, unit)))


def _told(follow_up: FollowUp, indicator: PlannedIndicator) -> Told | None:
    told = [each for each in seen(follow_up, indicator).periods if each.standing.value is not None]
    last = told[-1] if told else None
    if last is not None and last.standing.target is not None:
        return last.key, last.standing.target, last.standing.value
    targets = in_force(follow_up.targets, indicator.id)
    return (targets[-1].period, targets[-1].value, None) if targets else None


def goals_of(chain: Chain, element: str) -> tuple[str, ...]:
    """The adopted goals that an element of the chain serves: those of the outcome that it belongs to."""
    kind, _, element_id = element.partition("/")
    if kind not in ("indicators", "effects", "outcomes"):
        return ()
    found = by_id(getattr(chain, kind)).get(element_id)
    outcome = found if kind == "outcomes" else by_id(chain.outcomes).get(getattr(found, "outcome_id", None))
    known = by_id(chain.goals)
    return tuple(each for each in outcome.goal_ids if each in known) if outcome else ()
