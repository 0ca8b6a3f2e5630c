"""Put a document away, take it back, or delete it for good."""

from sqlalchemy import delete, update

from chain.people import Acting
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.operations.documents.keeping import IN_USE, note
from storage.operations.documents.kinds import Kind
from storage.operations.documents.rows import PLACE, barred_document, document_row
from storage.operations.keeping import text_of
from storage.rows import table
from storage.unit_of_work import Store, now


def archive_document(store: Store, acting: Acting, kind: Kind, document_id: str) -> Problem | None:
    """Put it away; it can no longer be saved, and can be restored. A second time changes nothing."""
    return _move(store, acting, kind, document_id, "archive")


def restore_document(store: Store, acting: Acting, kind: Kind, document_id: str) -> Problem | None:
    """Take it back into use. A second time changes nothing."""
    return _move(store, acting, kind, document_id, "restore")


def _move(store: Store, acting: Acting, kind: Kind, document_id: str, action: str) -> Problem | None:
    at, rows = now(), table(kind.table)
    with store.writing() as db:
        row = document_row(db, acting, kind, document_id)
        refused = barred_document(kind, row, document_id)
        if refused:
            return refused
        if (row["archived_at"] is None) == (action == "archive"):
            put_away = {"archived_at": at, "archived_by": acting.who} if action == "archive" else IN_USE
            db.execute(update(rows).where(rows.c.id == document_id).values(put_away))
            note(db, acting, at, kind, action, (Change(kind.table, None, None),), document_id, row["version"])
    return None


def delete_document(store: Store, acting: Acting, kind: Kind, document_id: str, typed_name: str) -> Problem | None:
    """Delete an archived document with everybody's drafts about it. No way back; the log keeps that it was done.

    `typed_name` must be its name, in either language (its id, if it has no name).
    """
    drafts, rows = table("draft"), table(kind.table)
    with store.writing() as db:
        row = document_row(db, acting, kind, document_id)
        refused = barred_document(kind, row, document_id)
        if refused:
            return refused
        if row["archived_at"] is None:
            return problem(kind.codes.not_archived, PLACE)
        name = text_of(row, "name")
        if typed_name.strip() not in ({name.sv.strip(), name.en.strip()} - {""} or {document_id}):
            return problem(kind.codes.other_name, PLACE, typed=typed_name)
        db.execute(delete(drafts).where(drafts.c.intervention_id == kind.key(document_id)))
        db.execute(delete(rows).where(rows.c.id == document_id))
        left = Change(kind.table, {"name": plain(name)}, None)
        note(db, acting, now(), kind, "delete", (left,), document_id, row["version"])
    return None
