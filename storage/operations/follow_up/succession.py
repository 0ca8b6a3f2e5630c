"""An indicator's end: closed, opened again, succeeded by another, or taken away before anything was seen of it."""

from datetime import datetime

from sqlalchemy import Connection, delete, update

from chain.measurement import PlannedIndicator
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.operations.answers import Conflict, Refused
from storage.operations.follow_up.answers import StoredIndicator
from storage.operations.follow_up.plan import (
    filed_periods,
    measured_periods,
    put_indicator,
    unfit_indicator,
    write_indicator,
)
from storage.operations.follow_up.rows import Row, indicator_is, indicator_row, no_indicator, opened, stored_indicator
from storage.operations.log import record
from storage.repositories import header
from storage.rows import table
from storage.unit_of_work import Store, now

_OPEN = {"closed_at": None, "closed_by": None, "succeeded_by": None}


def close_indicator(
    store: Store, acting: Acting, intervention_id: str, indicator_id: str, expected_version: int
) -> StoredIndicator | Conflict | Refused:
    """Measure the indicator no more. What was seen stays and counts; a second time changes nothing."""
    with store.writing(intervention_id) as db:
        found, row = _held(db, acting, intervention_id, indicator_id, expected_version)
        if row is None or (isinstance(found, Conflict) and row["closed_at"] is None):
            return found
        if row["closed_at"] is not None:
            return stored_indicator(row, bool(measured_periods(db, intervention_id, indicator_id)))
        return _close(db, acting, now(), found, row, None)


def reopen_indicator(
    store: Store, acting: Acting, intervention_id: str, indicator_id: str, expected_version: int
) -> StoredIndicator | Conflict | Refused:
    """Measure a closed indicator again, unless another has taken its place. A second time changes nothing."""
    with store.writing(intervention_id) as db:
        found, row = _held(db, acting, intervention_id, indicator_id, expected_version)
        if row is None or (isinstance(found, Conflict) and row["closed_at"] is not None):
            return found
        if row["closed_at"] is None:
            return stored_indicator(row, bool(measured_periods(db, intervention_id, indicator_id)))
        if row["succeeded_by"] is not None:
            return Refused((problem("follow_up.succeeded", "indicator"),))
        _let_write(db, row, is_open=True)
        opened_again = Change(f"follow_up/{indicator_id}/closed", True, False)
        return write_indicator(db, acting, now(), found, row, "open_indicator", (opened_again,), _OPEN)


def succeed_indicator(
    store: Store,
    acting: Acting,
    intervention_id: str,
    indicator_id: str,
    successor: PlannedIndicator,
    expected_version: int,
) -> StoredIndicator | Conflict | Refused:
    """Close the indicator and let another take its place in one step; the earlier series stands."""
    successor = successor.model_copy(update={"succeeds": indicator_id})
    with store.writing(intervention_id) as db:
        found, row = _held(db, acting, intervention_id, indicator_id, expected_version)
        if row is None:
            return found
        there = indicator_row(db, intervention_id, successor.id)
        if there is not None:
            return _succeeded_before(row, there, successor)
        if isinstance(found, Conflict):
            return found
        unfit = unfit_indicator(store, db, acting, header(db, acting, intervention_id), successor)
        if unfit:
            return Refused(unfit)
        at = now()
        made = put_indicator(db, acting, at, found, intervention_id, successor)
        if isinstance(made, StoredIndicator):
            _close(db, acting, at, found, row, successor.id)
        return made


def _succeeded_before(row: Row, there: Row, successor: PlannedIndicator) -> StoredIndicator | Refused:
    twin = stored_indicator(there, measured=False)
    if row["succeeded_by"] == successor.id and twin.indicator == successor:
        return twin
    return Refused((problem("follow_up.indicator_taken", "indicator", id=successor.id),))


def remove_indicator(
    store: Store, acting: Acting, intervention_id: str, indicator_id: str, expected_version: int
) -> Conflict | Refused | None:
    """Take an indicator that nothing was ever seen of out of the plan, with its targets. None: it is done."""
    with store.writing(intervention_id) as db:
        found, row = _held(db, acting, intervention_id, indicator_id, expected_version)
        if row is None or isinstance(found, Conflict):
            return found
        if measured_periods(db, intervention_id, indicator_id):
            return Refused((problem("follow_up.has_values", "indicator"),))
        if filed_periods(db, intervention_id, indicator_id):
            return Refused((problem("follow_up.has_files", "indicator"),))
        left = Change(f"follow_up/{indicator_id}", plain(stored_indicator(row, False).indicator), None)
        record(db, acting, now(), found, "plan", (left,), intervention_id)
        db.execute(
            delete(table("planned_indicator")).where(*indicator_is("planned_indicator", intervention_id, indicator_id))
        )
    return None


def _held(
    db: Connection, acting: Acting, intervention_id: str, indicator_id: str, expected_version: int
) -> tuple[str | Conflict | Refused, Row | None]:
    """Whose the indicator is, and its row; a Conflict in the first place when it is another than the person saw, and no
    row when there is none for this person."""
    found = opened(db, acting, Wish.PLAN, intervention_id)
    if isinstance(found, Problem):
        return Refused((found,)), None
    row = indicator_row(db, intervention_id, indicator_id)
    if row is None:
        return Refused((no_indicator(indicator_id),)), None
    if row["version"] != expected_version:
        there = stored_indicator(row, bool(measured_periods(db, intervention_id, indicator_id)))
        return Conflict(row["updated_by"], row["updated_at"], row["version"], (), there), row
    return found["organisation_id"], row


def _close(
    db: Connection, acting: Acting, at: datetime, owner_id: str, row: Row, successor: str | None
) -> StoredIndicator:
    _let_write(db, row, is_open=False)
    closed = Change(f"follow_up/{row['id']}/closed", False, True)
    told = {"closed_at": at, "closed_by": acting.who, "succeeded_by": successor}
    return write_indicator(db, acting, at, owner_id, row, "close_indicator", (closed,), told)


def _let_write(db: Connection, row: Row, is_open: bool) -> None:
    ours = indicator_is("measurement", row["intervention_id"], row["id"])
    db.execute(update(table("measurement")).where(*ours).values(is_open=is_open))
