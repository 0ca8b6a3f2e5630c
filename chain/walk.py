"""The walk along a chain: its links in order, how far each has come, and the one next step."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from chain.model import Chain
from chain.problem import Problem, Severity


class Step(StrEnum):
    """The links of the chain, in the order they are walked."""

    NEED = "need"
    STAKEHOLDERS = "stakeholders"
    RESOURCES = "resources"
    ACTIVITIES = "activities"
    OUTPUTS = "outputs"
    OUTCOMES = "outcomes"
    INDICATORS = "indicators"
    IMPACT = "impact"
    VALUE = "value"
    RESULT = "result"


STEPS = tuple(Step)


class Progress(NamedTuple):
    """How far one link has come: whether anything is there, and the problems that belong to it."""

    step: Step
    begun: bool
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems stop a figure."""
        return sum(each.severity is Severity.ERROR for each in self.problems)

    @property
    def done(self) -> bool:
        """Begun, and nothing left that stops a figure."""
        return self.begun and not self.errors


_KIND_STEP = {
    "chain": Step.NEED,
    "actors": Step.STAKEHOLDERS,
    "stakeholders": Step.STAKEHOLDERS,
    "goals": Step.OUTCOMES,
    "resources": Step.RESOURCES,
    "activities": Step.ACTIVITIES,
    "outputs": Step.OUTPUTS,
    "outcomes": Step.OUTCOMES,
    "indicators": Step.INDICATORS,
    "proxies": Step.VALUE,
    "answers": Step.RESULT,
    "reviews": Step.RESULT,
    "decisions": Step.RESULT,
    "groups": Step.IMPACT,
}
# What of an effect is answered under *impact*; the rest belongs to *value*.
_IMPACT_FIELDS = frozenset(
    {
        "outcome_id",
        "quantity",
        "measured_against_comparison",
        "deadweight",
        "displacement",
        "attribution",
        "drop_off",
        "lag_years",
        "duration_years",
    }
)
# What is missing altogether (`chain/effects`) is mended where the first of its kind is added.
_CHAIN_STEP = {"no_negative_reason": Step.OUTCOMES, "learning": Step.RESULT, "effects": Step.IMPACT}


def step_of(place: str) -> Step:
    """The link where a problem at this place is mended."""
    kind, *rest = place.split("/")
    if kind == "effects":
        return Step.IMPACT if len(rest) > 1 and rest[1] in _IMPACT_FIELDS else Step.VALUE
    if kind == "chain" and rest:
        return _CHAIN_STEP.get(rest[0]) or _KIND_STEP.get(rest[0], Step.NEED)
    return _KIND_STEP.get(kind, Step.NEED)


def _begun(chain: Chain) -> dict[Step, bool]:
    priced = any(each.actor_id and each.proxy_id for each in chain.effects)
    return {
        Step.NEED: bool(chain.need or chain.purpose),
        Step.STAKEHOLDERS: bool(chain.stakeholders and chain.actors),
        Step.RESOURCES: bool(chain.resources),
        Step.ACTIVITIES: bool(chain.activities),
        Step.OUTPUTS: bool(chain.outputs),
        Step.OUTCOMES: bool(chain.outcomes),
        Step.INDICATORS: bool(chain.indicators),
        Step.IMPACT: bool(chain.effects),
        Step.VALUE: priced,
        Step.RESULT: priced and bool(chain.resources),
    }


def progress(chain: Chain, problems: Iterable[Problem]) -> tuple[Progress, ...]:
    """Every link with its state; `problems` are those that the checks found in this chain."""
    begun = _begun(chain)
    found: dict[Step, list[Problem]] = {step: [] for step in STEPS}
    for each in problems:
        found[step_of(each.place)].append(each)
    return tuple(Progress(step, begun[step], tuple(found[step])) for step in STEPS)


def next_step(states: Iterable[Progress]) -> Step:
    """The first link that is not done; the result when all are."""
    return next((state.step for state in states if not state.done), Step.RESULT)
