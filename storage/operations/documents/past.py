"""The way back from one's own last save of a document."""

from sqlalchemy import Connection

from chain.people import Acting
from chain.problem import problem
from storage.changes import Change
from storage.document_changes import document_before
from storage.operations.answers import Refused, Saved
from storage.operations.documents.answers import StoredDocument
from storage.operations.documents.keeping import save_document_over
from storage.operations.documents.kinds import Kind
from storage.operations.documents.rows import PLACE, document_row, stored_document, unchangeable
from storage.operations.history import last_own
from storage.taking_back import MovedOn
from storage.unit_of_work import Store


def last_own_document_changes(store: Store, acting: Acting, kind: Kind, document_id: str) -> tuple[Change, ...]:
    """What `undo_document` would take back: this person's last save that is not taken back yet, or ()."""
    with store.reading() as db:
        row = document_row(db, acting, kind, document_id)
        return () if unchangeable(kind, row, document_id) else _last_own(db, acting, kind, row)[1]


def _last_own(db: Connection, acting: Acting, kind: Kind, row) -> tuple[int | None, tuple[Change, ...]]:
    return last_own(db, acting, kind.key(row["id"]), row["organisation_id"])


def undo_document(store: Store, acting: Acting, kind: Kind, document_id: str) -> Saved | Refused:
    """Take back this person's last save, as a new change; once more, the one before it.

    Refused when there is none, or when someone has since changed the same place: then nothing is taken back.
    """
    with store.reading() as db:
        row = document_row(db, acting, kind, document_id)
        refused = unchangeable(kind, row, document_id)
        if refused:
            return Refused((refused,))
        version, steps = _last_own(db, acting, kind, row)
    if version is None:
        return Refused((problem("storage.nothing_to_undo", PLACE),))
    there = stored_document(kind, row)
    return _take_back(store, acting, kind, there, version, steps) or undo_document(store, acting, kind, document_id)


def _take_back(
    store: Store, acting: Acting, kind: Kind, there: StoredDocument, version: int, steps: tuple[Change, ...]
) -> Saved | Refused | None:
    try:
        before = document_before(there.content, steps)
    except MovedOn as moved:
        return Refused((problem("storage.moved_on", moved.place),))
    return save_document_over(store, acting, kind, there, before, "undo", undoes=version)
