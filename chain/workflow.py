"""The way of a value: draft → submitted → returned or approved → locked, and who may take which step.

A value that cannot be written says for which of four reasons, and who can open it. Opening has an end and changes
nothing by itself: an approved value counts until someone corrects it, and a correction takes the approval away until it
is given again.
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
    CORRECT = "correct"


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
    Step.CORRECT: frozenset({State.APPROVED, State.LOCKED}),
}
_TO = {
    Step.WRITE: State.DRAFT,
    Step.SUBMIT: State.SUBMITTED,
    Step.TAKE_BACK: State.DRAFT,
    Step.RETURN: State.RETURNED,
    Step.APPROVE: State.APPROVED,
    Step.LOCK: State.LOCKED,
    Step.CORRECT: State.DRAFT,
}
NEEDS = {
    Step.WRITE: Wish.LOG,
    Step.SUBMIT: Wish.LOG,
    Step.TAKE_BACK: Wish.LOG,
    Step.RETURN: Wish.REVIEW,
    Step.APPROVE: Wish.REVIEW,
    Step.LOCK: Wish.REVIEW,
    Step.REOPEN: Wish.REOPEN,
    Step.CORRECT: Wish.LOG,
}
"""What a person must be allowed in order to take the step."""


WRITING = frozenset({Step.WRITE, Step.SUBMIT, Step.TAKE_BACK, Step.CORRECT})
"""The steps that a locked value does not let anyone take."""


def after(state: State, step: Step) -> State | None:
    """The state that the step leads to; None where it cannot be taken from here. Reopening leaves the state."""
    if step is Step.REOPEN:
        return state
    return _TO[step] if state in _FROM[step] else None


@dataclass(frozen=True)
class Window:
    """When a value can be written: after its period's end, until the window closes (None: never), if the indicator is
    open; `open_until` is the last day of a granted reopening."""

    period_end: date
    closes_on: date | None = None
    indicator_open: bool = True
    open_until: date | None = None


def lock_reason(state: State, window: Window, today: date) -> LockReason | None:
    """Why the value cannot be written today, or None when it can; a returned one can, since a reviewer asked for it."""
    if not window.indicator_open:
        return LockReason.INDICATOR_CLOSED
    if today <= window.period_end:
        return LockReason.NOT_OVER
    if state is State.RETURNED or (window.open_until is not None and today <= window.open_until):
        return None
    if state in COUNTING:
        return LockReason.APPROVED
    closed = window.closes_on is not None and today > window.closes_on
    return LockReason.WINDOW_CLOSED if closed else None


def steps(state: State, window: Window, today: date) -> tuple[Step, ...]:
    """The steps that can be taken with the value today, by someone who may; reopening only what is locked."""
    lock = lock_reason(state, window, today)
    found = [step for step in Step if after(state, step) and (lock is None or step not in WRITING)]
    can_open = lock in (LockReason.APPROVED, LockReason.WINDOW_CLOSED)
    return tuple(step for step in found if step is not Step.REOPEN or can_open)
