"""The way of a procurement: draft → reviewed → published → opened → evaluated → decided → contract.

No way leads back. What is published is locked; whoever must change it makes a new round, which is written down with its
reason and begins again as a draft.
"""

from datetime import datetime
from enum import StrEnum

from chain.problem import Problem, problem
from chain.procurement.model import Procurement


class State(StrEnum):
    """Where a procurement stands."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    OPENED = "opened"
    EVALUATED = "evaluated"
    DECIDED = "decided"
    CONTRACT = "contract"


class Step(StrEnum):
    """What can be done with a procurement."""

    EDIT = "edit"
    REVIEW = "review"
    PUBLISH = "publish"
    OPEN = "open"
    EVALUATE = "evaluate"
    DECIDE = "decide"
    SIGN = "sign"
    NEW_ROUND = "new_round"


_WAYS: dict[tuple[State, Step], State] = {
    (State.DRAFT, Step.EDIT): State.DRAFT,
    (State.REVIEWED, Step.EDIT): State.DRAFT,
    (State.DRAFT, Step.REVIEW): State.REVIEWED,
    (State.REVIEWED, Step.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Step.OPEN): State.OPENED,
    (State.OPENED, Step.EVALUATE): State.EVALUATED,
    (State.EVALUATED, Step.DECIDE): State.DECIDED,
    (State.DECIDED, Step.SIGN): State.CONTRACT,
    (State.PUBLISHED, Step.NEW_ROUND): State.DRAFT,
    (State.OPENED, Step.NEW_ROUND): State.DRAFT,
    (State.EVALUATED, Step.NEW_ROUND): State.DRAFT,
    (State.DECIDED, Step.NEW_ROUND): State.DRAFT,
}
LOCKED = frozenset({State.PUBLISHED, State.OPENED, State.EVALUATED, State.DECIDED, State.CONTRACT})
"""States in which nothing of the model can be changed."""


def after(state: State, step: Step) -> State | None:
    """The state that the step leads to; None where it cannot be taken from here."""
    return _WAYS.get((state, step))


def steps(state: State) -> tuple[Step, ...]:
    """The steps that can be taken from a state."""
    return tuple(step for step in Step if (state, step) in _WAYS)


def refusal(state: State, step: Step) -> Problem | None:
    """Why a step cannot be taken; None where it can."""
    if after(state, step) is not None:
        return None
    if step is Step.EDIT:
        return problem("procurement.locked", "procurement/state", procurement_state=state)
    if step is Step.NEW_ROUND and state is State.CONTRACT:
        return problem("procurement.contract_signed", "procurement/state")
    return problem("procurement.not_from_here", "procurement/state", procurement_state=state, procurement_step=step)


def sealed(model: Procurement, now: datetime) -> Problem | None:
    """Why bids cannot be taken in yet: the opening time has not come. None when it has."""
    if model.opens_at is None:
        return problem("procurement.no_opening_time", "procurement/opens_at")
    if now < model.opens_at:
        return problem("procurement.sealed", "procurement/opens_at", opens=model.opens_at.isoformat())
    return None


def new_round(model: Procurement) -> Procurement:
    """The model as a draft of the next round."""
    return model.model_copy(update={"round": model.round + 1})
