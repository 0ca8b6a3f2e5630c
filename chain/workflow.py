"""The way of a value: draft → submitted → returned or approved → locked, and who may take which step.

A locked value says for which of four reasons, and who can open it; opening has an end. A correction of an approved
value takes the approval away until it is given again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chain.people import Wish


class State(StrEnum):
    """Where a value stands. Only APPROVED and LOCKED values count in a result."""

    EXPECTED = "expected"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


COUNTING = frozenset({State.APPROVED, State.LOCKED})


class Step(StrEnum):
    """What can be done with a value."""

    WRITE = "write"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    RETURN = "return"
    APPROVE = "approve"
    LOCK = "lock"
    REOPEN = "reopen"


class LockReason(StrEnum):
    """Why a value cannot be written: the period is not over, its window has closed, it is approved, or the indicator is
    closed (replaced, or the intervention is put away)."""

    NOT_OVER = "not_over"
    WINDOW_CLOSED = "window_closed"
    APPROVED = "approved"
    INDICATOR_CLOSED = "indicator_closed"


_FROM: dict[Step, frozenset[State]] = {
    Step.WRITE: frozenset({State.EXPECTED, State.DRAFT, State.RETURNED}),
    Step.SUBMIT: frozenset({State.DRAFT, State.RETURNED}),
    Step.TAKE_BACK: frozenset({State.SUBMITTED}),
    Step.RETURN: frozenset({State.SUBMITTED}),
    Step.APPROVE: frozenset({State.SUBMITTED}),
    Step.LOCK: frozenset({State.APPROVED}),
    Step.REOPEN: frozenset({State.APPROVED, State.LOCKED}),
}
_TO = {
    Step.WRITE: State.DRAFT,
    Step.SUBMIT: State.SUBMITTED,
    Step.TAKE_BACK: State.DRAFT,
    Step.RETURN: State.RETURNED,
    Step.APPROVE: State.APPROVED,
    Step.LOCK: State.LOCKED,
    Step.REOPEN: State.DRAFT,
}
NEEDS = {
    Step.WRITE: Wish.LOG,
    Step.SUBMIT: Wish.LOG,
    Step.TAKE_BACK: Wish.LOG,
    Step.RETURN: Wish.REVIEW,
    Step.APPROVE: Wish.REVIEW,
    Step.LOCK: Wish.REVIEW,
    Step.REOPEN: Wish.REOPEN,
}
"""What a person must be allowed in order to take the step."""


def after(state: State, step: Step) -> State | None:
    """The state that the step leads to; None where it cannot be taken from here."""
    return _TO[step] if state in _FROM[step] else None


def steps(state: State) -> tuple[Step, ...]:
    """The steps that can be taken from here, by someone who may."""
    return tuple(step for step in Step if state in _FROM[step])


@dataclass(frozen=True)
class Window:
    """When a value can be written: after its period's end, until the window closes (None: never), if the indicator is
    open; `open_until` is the last day of a granted reopening."""

    period_end: date
    closes_on: date | None = None
    indicator_open: bool = True
    open_until: date | None = None


def lock_reason(state: State, window: Window, today: date) -> LockReason | None:
    """Why the value cannot be written today, or None when it can."""
    if not window.indicator_open:
        return LockReason.INDICATOR_CLOSED
    if today <= window.period_end:
        return LockReason.NOT_OVER
    if state in COUNTING:
        return LockReason.APPROVED
    reopened = window.open_until is not None and today <= window.open_until
    if window.closes_on is not None and today > window.closes_on and not reopened:
        return LockReason.WINDOW_CLOSED
    return None
