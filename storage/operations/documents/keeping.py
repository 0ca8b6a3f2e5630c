"""List, load, add, copy and save documents of a kind; an organisation's own alone."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from chain.assumption import Frozen
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.text import Text
from storage.changes import Change, plain
from storage.document_changes import document_changes
from storage.fitness import unfit_words
from storage.operations.answers import Conflict, Refused, Saved
from storage.operations.documents.answers import DocumentSummary, StoredDocument
from storage.operations.documents.kinds import Kind
from storage.operations.documents.rows import (
    PLACE,
    Row,
    columns_of,
    document_row,
    no_document,
    stored_document,
    unchangeable,
    unfit_document,
)
from storage.operations.keeping import barred_here, reads_here, stamps_of, text_of
from storage.operations.log import changes_since, record
from storage.rows import table
from storage.unit_of_work import Store, now

IN_USE = {"archived_at": None, "archived_by": None}


def documents(store: Store, acting: Acting, kind: Kind, archived: bool) -> list[DocumentSummary]:
    """The organisation's documents of a kind, in use or put away, latest changed first."""
    rows, listed = table(kind.table), [each.name for each in fields(kind.summary) if each.name != "name"]
    query = select(*(rows.c[name] for name in listed), rows.c.name_sv, rows.c.name_en)
    put_away = rows.c.archived_at.is_not(None) if archived else rows.c.archived_at.is_(None)
    query = query.where(rows.c.organisation_id == acting.organisation_id, put_away)
    if not reads_here(acting):
        return []
    with store.reading() as db:
        found = db.execute(query.order_by(rows.c.updated_at.desc(), rows.c.id)).mappings().all()
    return [kind.summary(**{name: row[name] for name in listed}, name=text_of(row, "name")) for row in found]


def load_document(store: Store, acting: Acting, kind: Kind, document_id: str) -> StoredDocument | None:
    """The document as it stands now, or None when it is not there for this organisation."""
    with store.reading() as db:
        row = document_row(db, acting, kind, document_id)
    return stored_document(kind, row) if row else None


def add_document(
    store: Store,
    acting: Acting,
    kind: Kind,
    content: Frozen,
    action: str,
    own: Mapping[str, object] | None = None,
    refusal: Callable[[Connection], Problem | None] | None = None,
) -> StoredDocument | Refused:
    """Keep a new document under its own id, as the organisation's own. Added twice it is there once.

    `action` is what the history calls it: create, import or copy; `own` what only this kind has columns for, and
    `refusal(db)` why that cannot be.
    """
    unfit = unfit_document(kind, content)
    if unfit:
        return Refused(unfit)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.COMPARE)
        refused = refusal(db) if refusal else None
        if problems or refused:
            return Refused(problems or (refused,))
        if document_taken(db, kind, content.id):
            return _added_before(db, acting, kind, content)
        return put_document(db, acting, now(), kind, content, action, own)


def put_document(
    db: Connection,
    acting: Acting,
    at: datetime,
    kind: Kind,
    content: Frozen,
    action: str = "create",
    own: Mapping[str, object] | None = None,
) -> StoredDocument:
    """Insert a document that is fit and whose id is free; it belongs to whom the person acts for."""
    row = {"id": content.id, "organisation_id": acting.organisation_id, "version": 1, **(own or {})}
    row |= IN_USE | columns_of(kind, content) | stamps_of(acting, at)
    db.execute(insert(table(kind.table)).values(row))
    born = Change(kind.table, None, {"name": plain(content.name)})
    note(db, acting, at, kind, action, (born,), content.id, 1)
    return stored_document(kind, row | {"writable": True})


def document_taken(db: Connection, kind: Kind, document_id: str) -> bool:
    """Whether a document of the kind has or had this id: a history is one thing's."""
    rows, log = table(kind.table), table("change")
    there = select(rows.c.id).where(rows.c.id == document_id)
    past = select(log.c.id).where(log.c.intervention_id == kind.key(document_id)).limit(1)
    return any(db.execute(query).first() is not None for query in (there, past))


def _added_before(db: Connection, acting: Acting, kind: Kind, content: Frozen) -> StoredDocument | Refused:
    row = document_row(db, acting, kind, content.id)
    there = stored_document(kind, row) if row else None
    if there and there.content == content:
        return there
    return Refused((problem(kind.codes.id_taken, PLACE, id=content.id),))


def twin_of(content: Frozen, new_name: Text, new_id: str) -> Frozen:
    """The same under another name and id."""
    return content.model_copy(update={"id": new_id, "name": new_name})


def save_document(
    store: Store, acting: Acting, kind: Kind, content: Frozen, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw.

    A Conflict when someone else has saved since, with nothing kept; a save of what is there already is no conflict and
    no new version. Refused when it is gone or put away, or when something in it cannot be kept.
    """
    with store.reading() as db:
        row = document_row(db, acting, kind, content.id)
    refused = unchangeable(kind, row, content.id)
    if refused:
        return Refused((refused,))
    there = stored_document(kind, row)
    if there.content == content:
        return Saved(there.version, there.updated_at, there.updated_by, ())
    if there.version != expected_version:
        return _conflict(store, acting, kind, content.id, expected_version)
    done = save_document_over(store, acting, kind, there, content, "save", reason)
    return done or save_document(store, acting, kind, content, expected_version, reason)


def save_document_over(
    store: Store,
    acting: Acting,
    kind: Kind,
    there: StoredDocument,
    content: Frozen,
    action: str,
    reason: str | None = None,
    undoes: int | None = None,
) -> Saved | Refused | None:
    """Write the document if nobody has saved since `there` was read; None if someone has."""
    unfit = (*unfit_document(kind, content), *unfit_words("change/reason", reason or ""))
    if unfit:
        return Refused(unfit)
    found, at, version = document_changes(there.content, content), now(), there.version + 1
    rows = table(kind.table)
    with store.writing(kind.key(content.id)) as db:
        row = document_row(db, acting, kind, content.id)
        if unchangeable(kind, row, content.id) or row["version"] != there.version:
            return None
        told = columns_of(kind, content) | {"version": version, "updated_at": at, "updated_by": acting.who}
        db.execute(update(rows).where(rows.c.id == content.id).values(told))
        note(db, acting, at, kind, action, found, content.id, version, reason, undoes)
    return Saved(version, at, acting.who, found)


def _conflict(store: Store, acting: Acting, kind: Kind, document_id: str, expected_version: int) -> Conflict | Refused:
    with store.reading() as db:
        row = document_row(db, acting, kind, document_id)
        since = changes_since(db, kind.key(document_id), expected_version)
    if row is None:
        return Refused((no_document(kind, document_id),))
    current = stored_document(kind, row)
    return Conflict(current.updated_by, current.updated_at, current.version, since, current)


def note(
    db: Connection,
    acting: Acting,
    at: datetime,
    kind: Kind,
    action: str,
    found: tuple[Change, ...],
    document_id: str,
    version: int,
    reason: str | None = None,
    undoes: int | None = None,
) -> None:
    """Lines in the document's history."""
    record(db, acting, at, acting.organisation_id, action, found, kind.key(document_id), version, reason, undoes)


def changed_by(
    store: Store,
    acting: Acting,
    kind: Kind,
    document_id: str,
    change: Callable[[Connection, Row], Problem | None],
) -> Problem | None:
    """Do something with a row that may be changed, in one transaction; `change(db, row)` may refuse."""
    with store.writing() as db:
        row = document_row(db, acting, kind, document_id)
        return unchangeable(kind, row, document_id) or change(db, row)
