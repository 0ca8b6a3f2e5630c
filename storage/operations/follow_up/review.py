"""Reviewing values: sent back with a note, approved by another than who sent them in, locked, and opened for a time."""

from datetime import date, timedelta

from sqlalchemy import select

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.workflow import State, Step, after, lock_reason, steps
from storage.operations.answers import Conflict, Refused
from storage.operations.follow_up.answers import Done, MeasurementKey, PeriodLocked
from storage.operations.follow_up.fit import unfit_reason
from storage.operations.follow_up.looking import own_value
from storage.operations.follow_up.rows import Row, done, latest_value, opened, window_of
from storage.operations.follow_up.values import Held, holding, not_from_here
from storage.rows import table
from storage.unit_of_work import Store, now

LONGEST_OPENING_DAYS = 366
_NOTHING_ASKED = {"asked_by": None, "asked_reason": ""}
_NOT_OPENED = {"open_until": None, "opened_by": None}


def return_value(
    store: Store, acting: Acting, key: MeasurementKey, note: str, expected_version: int, today: date
) -> Done | Conflict | Refused:
    """Send a value back with a note that says what to do; it can then be written again. Asked twice it is done once."""
    problems = unfit_reason("review/note", note)
    if problems:
        return Refused(problems)
    told = {"state": str(State.RETURNED), "returned_note": note}
    with holding(store, acting, Wish.REVIEW, key, today) as held:
        return held if isinstance(held, Refused) else _take(held, Step.RETURN, expected_version, "return", told, note)


def approve(
    store: Store, acting: Acting, key: MeasurementKey, expected_version: int, today: date
) -> Done | Conflict | Refused:
    """Let a value count. Where people sign in, whoever wrote it or sent it in does not approve it."""
    with holding(store, acting, Wish.REVIEW, key, today) as held:
        if isinstance(held, Refused):
            return held
        there = latest_value(held.db, held.row)
        if held.state is State.SUBMITTED and own_value(acting, held.row, there.who):
            return Refused((problem("follow_up.four_eyes", "review"),))
        approved = {"approved_version": held.row["value_version"], "approved_at": now(), "approved_by": acting.who}
        told = {"state": str(State.APPROVED)} | approved | _NOTHING_ASKED | _NOT_OPENED
        return _take(held, Step.APPROVE, expected_version, "approve", told)


def _take(
    held: Held, step: Step, expected_version: int, action: str, told: dict[str, object], reason: str = ""
) -> Done | Conflict | Refused:
    if held.replayed(State(told["state"]), expected_version):
        return done(held.row)
    conflict = held.conflict(expected_version)
    if conflict:
        return conflict
    return held.move(action, told, reason) if after(held.state, step) else Refused((not_from_here(held),))


def lock_period(
    store: Store, acting: Acting, intervention_id: str, period_key: str, today: date
) -> PeriodLocked | Refused:
    """Lock every approved value of the period, and let none of the others be written from today on unless reopened."""
    rows = table("measurement")
    with store.writing(intervention_id) as db:
        found = opened(db, acting, Wish.REVIEW, intervention_id)
        if isinstance(found, Problem):
            return Refused((found,))
        query = select(rows).where(rows.c.intervention_id == intervention_id, rows.c.period == period_key)
        there = db.execute(query.order_by(rows.c.indicator_id)).mappings().all()
        if not there:
            return Refused((problem("follow_up.outside_plan", "period", period=period_key),))
        if today <= there[0]["period_end"]:
            return Refused((problem("follow_up.locked_not_over", "period", period=period_key),))
        moved = [_lock(Held(db, acting, found, row, today)) for row in there]
    return PeriodLocked(moved.count(State.LOCKED), sum(each is not None for each in moved) - moved.count(State.LOCKED))


def _lock(held: Held) -> State | None:
    """Lock or close the measurement; its state when that changed anything."""
    yesterday = held.today - timedelta(days=1)
    shut = {"closes_on": yesterday} | _NOT_OPENED
    if held.state is State.APPROVED:
        locked = {"state": str(State.LOCKED), "locked_at": now(), "locked_by": held.acting.who}
        return held.move("lock_period", locked | shut).state
    is_shut = lock_reason(held.state, window_of(held.row), held.today) is not None
    return None if is_shut or held.state is State.RETURNED else held.move("lock_period", shut).state


def ask_reopening(
    store: Store, acting: Acting, key: MeasurementKey, reason: str, expected_version: int, today: date
) -> Done | Conflict | Refused:
    """Ask those who may to open a locked value, and say why."""
    problems = unfit_reason("opening/reason", reason)
    if problems:
        return Refused(problems)
    with holding(store, acting, Wish.LOG, key, today) as held:
        if isinstance(held, Refused):
            return held
        told = {"asked_by": acting.who, "asked_reason": reason}
        return _open(held, expected_version, "ask_opening", told, reason)


def reopen(
    store: Store, acting: Acting, key: MeasurementKey, until: date, reason: str, expected_version: int, today: date
) -> Done | Conflict | Refused:
    """Let a locked value be written to the end of a day, and say why; after that it is locked by itself.

    Opening changes nothing else: an approved value counts until it is corrected.
    """
    problems = (*unfit_reason("opening/reason", reason), *_unfit_end(until, today))
    if problems:
        return Refused(problems)
    with holding(store, acting, Wish.REOPEN, key, today) as held:
        if isinstance(held, Refused):
            return held
        shut = held.row["closes_on"] or today - timedelta(days=1)
        told = {"open_until": until, "opened_by": acting.who, "closes_on": shut} | _NOTHING_ASKED
        return _open(held, expected_version, "reopen", told, reason)


def _unfit_end(until: date, today: date) -> tuple[Problem, ...]:
    fits = today <= until <= today + timedelta(days=LONGEST_OPENING_DAYS)
    told = {"first": today, "last": today + timedelta(days=LONGEST_OPENING_DAYS)}
    return () if fits else (problem("follow_up.opening_end", "opening/until", **told),)


def _open(held: Held, expected_version: int, action: str, told: Row, reason: str) -> Done | Conflict | Refused:
    same = all(held.row[name] == value for name, value in told.items())
    if same and held.replayed(held.state, expected_version):
        return done(held.row)
    conflict = held.conflict(expected_version)
    if conflict:
        return conflict
    can_open = Step.REOPEN in steps(held.state, window_of(held.row), held.today)
    return held.move(action, told, reason) if can_open else Refused((not_from_here(held),))
