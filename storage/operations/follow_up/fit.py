"""What keeps a value from being kept: not to be written now, or not what such a value can be."""

from datetime import date

from chain.follow_up_checks import check_value
from chain.measurement import Observation, PlannedIndicator
from chain.problem import Problem, problem
from chain.workflow import LockReason, State, lock_reason
from storage.fitness import unfit_value, unfit_words
from storage.operations.follow_up.answers import MeasurementKey
from storage.operations.follow_up.rows import Row, blocking, window_of

LOCKED = {
    LockReason.NOT_OVER: "follow_up.locked_not_over",
    LockReason.WINDOW_CLOSED: "follow_up.locked_window_closed",
    LockReason.APPROVED: "follow_up.locked_approved",
    LockReason.INDICATOR_CLOSED: "follow_up.locked_indicator_closed",
}


def unfit_observation(plan: PlannedIndicator, observation: Observation, today: date) -> tuple[Problem, ...]:
    """What keeps the value from being kept; its warnings are for the page to ask about before it saves."""
    unkeepable = tuple(unfit_value("value", observation.model_dump(mode="json")))
    return unkeepable or blocking(check_value(observation, plan, today))


def unfit_reason(place: str, reason: str, most: int = 2_000) -> tuple[Problem, ...]:
    """Why these words cannot stand as the reason for an act: there must be some."""
    if not reason.strip():
        return (problem("follow_up.reason_missing", place),)
    if len(reason) > most:
        return (problem("form.too_long", place, count=len(reason), limit=most),)
    return tuple(unfit_words(place, reason))


def locked(key: MeasurementKey, row: Row, today: date) -> Problem | None:
    """Why the measurement cannot be written today, as a problem that quotes its period, or None."""
    reason = lock_reason(State(row["state"]), window_of(row), today)
    return problem(LOCKED[reason], "value", period=key.period) if reason else None
