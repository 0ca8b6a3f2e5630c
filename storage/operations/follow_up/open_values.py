"""The values of one intervention that can be written today, as a sheet to fill in is made of them."""

from datetime import date

from sqlalchemy import select

from chain.people import Acting, Wish
from chain.problem import Problem
from chain.workflow import COUNTING, State, Step, after, lock_reason
from storage.operations.follow_up.answers import OpenValue
from storage.operations.follow_up.bulk import MOST_ENTRIES
from storage.operations.follow_up.looking import latest_of
from storage.operations.follow_up.rows import Row, key_of, opened, seen, window_of
from storage.rows import table
from storage.unit_of_work import Store


def open_values(store: Store, acting: Acting, intervention_id: str, today: date) -> tuple[OpenValue, ...]:
    """What can be written today, in order of time within each indicator; none for those who may not enter values."""
    rows, told = table("measurement"), table("measurement_version")
    query = select(rows, told.c.content).join(told, latest_of(rows, told), isouter=True)
    query = query.where(rows.c.intervention_id == intervention_id, rows.c.is_open, rows.c.period_end < today)
    with store.reading() as db:
        if isinstance(opened(db, acting, Wish.LOG, intervention_id), Problem):
            return ()
        found = db.execute(query.order_by(rows.c.indicator_id, rows.c.period_start)).mappings()
        return tuple(_told(row) for row in found if _is_writable(row, today))[:MOST_ENTRIES]


def _is_writable(row: Row, today: date) -> bool:
    state = State(row["state"])
    step = Step.CORRECT if state in COUNTING else Step.WRITE
    return after(state, step) is not None and lock_reason(state, window_of(row), today) is None


def _told(row: Row) -> OpenValue:
    there = seen([row["content"]])[0] if row["content"] is not None else None
    return OpenValue(key_of(row), State(row["state"]), row["version"], there)
