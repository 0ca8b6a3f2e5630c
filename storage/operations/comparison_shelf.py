"""Put a comparison away, take it back, or delete it for good."""

from sqlalchemy import delete, update

from chain.people import Acting
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.operations.comparison_rows import barred_comparison, comparison_key, comparison_row
from storage.operations.keeping import text_of
from storage.operations.log import record
from storage.rows import table
from storage.unit_of_work import Store, now

_IN_USE = {"archived_at": None, "archived_by": None}


def archive_comparison(store: Store, acting: Acting, comparison_id: str) -> Problem | None:
    """Put it away; it can no longer be saved, and can be restored. A second time changes nothing."""
    return _move(store, acting, comparison_id, "archive")


def restore_comparison(store: Store, acting: Acting, comparison_id: str) -> Problem | None:
    """Take it back into use. A second time changes nothing."""
    return _move(store, acting, comparison_id, "restore")


def _move(store: Store, acting: Acting, comparison_id: str, action: str) -> Problem | None:
    at, rows = now(), table("comparison")
    with store.writing() as db:
        row = comparison_row(db, acting, comparison_id)
        refused = barred_comparison(row, comparison_id)
        if refused:
            return refused
        if (row["archived_at"] is None) == (action == "archive"):
            put_away = {"archived_at": at, "archived_by": acting.who} if action == "archive" else _IN_USE
            db.execute(update(rows).where(rows.c.id == comparison_id).values(put_away))
            moved, key = Change("comparison", None, None), comparison_key(comparison_id)
            record(db, acting, at, acting.organisation_id, action, (moved,), key, row["version"])
    return None


def delete_comparison(store: Store, acting: Acting, comparison_id: str, typed_name: str) -> Problem | None:
    """Delete an archived comparison with everybody's drafts about it. No way back; the log keeps that it was done.

    `typed_name` must be its name, in either language (its id, if it has no name).
    """
    drafts, rows, key = table("draft"), table("comparison"), comparison_key(comparison_id)
    with store.writing() as db:
        row = comparison_row(db, acting, comparison_id)
        refused = barred_comparison(row, comparison_id)
        if refused:
            return refused
        if row["archived_at"] is None:
            return problem("storage.comparison_not_archived", "name")
        name = text_of(row, "name")
        if typed_name.strip() not in ({name.sv.strip(), name.en.strip()} - {""} or {comparison_id}):
            return problem("storage.comparison_other_name", "name", typed=typed_name)
        db.execute(delete(drafts).where(drafts.c.intervention_id == key))
        db.execute(delete(rows).where(rows.c.id == comparison_id))
        left = Change("comparison", {"name": plain(name)}, None)
        record(db, acting, now(), acting.organisation_id, "delete", (left,), key, row["version"])
    return None
