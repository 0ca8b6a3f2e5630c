"""Which steps a value can take from where, and why it cannot be written, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from chain.workflow import COUNTING, WRITING, LockReason, State, Step, Window, after, lock_reason, steps

END = date(2025, 12, 31)
OPEN = Window(END)
NEXT, TODAY = date(2026, 1, 1), date(2026, 2, 14)


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        (State.EXPECTED, {Step.WRITE}),
        (State.DRAFT, {Step.WRITE, Step.SUBMIT}),
        (State.SUBMITTED, {Step.TAKE_BACK, Step.RETURN, Step.APPROVE}),
        (State.RETURNED, {Step.WRITE, Step.SUBMIT}),
        (State.APPROVED, {Step.LOCK, Step.REOPEN}),
        (State.LOCKED, {Step.REOPEN}),
    ],
)
def test_the_steps_from_every_state(state, possible):
    assert set(steps(state, OPEN, TODAY)) == possible
    assert {step for step in Step if after(state, step)} >= possible


@pytest.mark.parametrize("state", [State.APPROVED, State.LOCKED])
def test_what_counts_is_corrected_only_while_it_is_open(state):
    granted = replace(OPEN, open_until=TODAY)
    assert lock_reason(state, granted, TODAY) is None
    assert Step.CORRECT in steps(state, granted, TODAY)
    assert after(state, Step.CORRECT) is State.DRAFT
    assert lock_reason(state, granted, date(2026, 2, 15)) is LockReason.APPROVED
    assert Step.CORRECT not in steps(state, granted, date(2026, 2, 15))


@pytest.mark.parametrize(
    ("window", "today", "reason"),
    [
        (OPEN, END, LockReason.NOT_OVER),
        (OPEN, NEXT, None),
        (replace(OPEN, closes_on=TODAY), TODAY, None),
        (replace(OPEN, closes_on=NEXT), TODAY, LockReason.WINDOW_CLOSED),
        (replace(OPEN, closes_on=NEXT, open_until=TODAY), TODAY, None),
        (replace(OPEN, indicator_open=False, open_until=TODAY), TODAY, LockReason.INDICATOR_CLOSED),
    ],
)
def test_why_a_value_cannot_be_written(window, today, reason):
    for state in (State.EXPECTED, State.DRAFT):
        assert lock_reason(state, window, today) is reason
        assert WRITING.isdisjoint(steps(state, window, today)) == (reason is not None)


def test_a_returned_value_can_be_written_in_a_closed_window_too():
    assert lock_reason(State.RETURNED, replace(OPEN, closes_on=NEXT), TODAY) is None


def test_only_approved_values_count():
    assert set(COUNTING) == {State.APPROVED, State.LOCKED}
