"""Put an intervention away, take it back, or delete it for good: its owner alone."""

from sqlalchemy import Connection, delete, update

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.operations.keeping import barred, text_of
from storage.operations.log import record
from storage.repositories import header
from storage.rows import table
from storage.unit_of_work import Store, now


def archive(store: Store, acting: Acting, intervention_id: str) -> Problem | None:
    """Put the intervention away; it can no longer be saved, and can be restored. A second time changes nothing."""
    return _move(store, acting, intervention_id, "archive")


def restore(store: Store, acting: Acting, intervention_id: str) -> Problem | None:
    """Take an intervention back into use. A second time changes nothing."""
    return _move(store, acting, intervention_id, "restore")


def _move(store: Store, acting: Acting, intervention_id: str, action: str) -> Problem | None:
    at = now()
    with store.writing() as db:
        found = header(db, acting, intervention_id)
        refused = barred(acting, Wish.OWN, found, intervention_id)
        if refused:
            return refused
        if (found["archived_at"] is None) == (action == "archive"):
            put_away = {"archived_at": at, "archived_by": acting.who} if action == "archive" else _IN_USE
            rows = table("intervention")
            db.execute(update(rows).where(rows.c.id == intervention_id).values(put_away))
            moved = Change("chain", None, None)
            record(db, acting, at, found["organisation_id"], action, (moved,), intervention_id, found["version"])
    return None


_IN_USE = {"archived_at": None, "archived_by": None}


def delete_for_good(store: Store, acting: Acting, intervention_id: str, typed_name: str) -> Problem | None:
    """Delete an archived intervention, its whole chain and its drafts. No way back; the log keeps that it was done.

    `typed_name` must be the intervention's name, in either language (its id, if it has no name).
    """
    with store.writing() as db:
        found = header(db, acting, intervention_id)
        refused = barred(acting, Wish.OWN, found, intervention_id)
        if refused:
            return refused
        if found["archived_at"] is None:
            return problem("storage.not_archived", "chain", id=intervention_id)
        name = text_of(found, "name")
        if typed_name.strip() not in ({name.sv.strip(), name.en.strip()} - {""} or {intervention_id}):
            return problem("storage.other_name", "chain/name", typed=typed_name)
        _delete(db, intervention_id)
        left = Change("chain", {"name": plain(name)}, None)
        record(db, acting, now(), found["organisation_id"], "delete", (left,), intervention_id, found["version"])
    return None


def _delete(db: Connection, intervention_id: str) -> None:
    drafts, rows = table("draft"), table("intervention")
    db.execute(delete(drafts).where(drafts.c.intervention_id == intervention_id))
    db.execute(delete(rows).where(rows.c.id == intervention_id))
