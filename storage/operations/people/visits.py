"""Who is signed in: a visit begins with a token, is seen again at every page, and ends."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from storage.failure import StorageFailed
from storage.operations.people.answers import Person, SignedIn
from storage.operations.people.who import PEOPLE, Row, new_token, person_of, token_hash
from storage.people_tables import How
from storage.rows import table
from storage.unit_of_work import Store

IDLE, LONGEST, NOTED = timedelta(hours=8), timedelta(hours=24), timedelta(minutes=1)
"""A visit ends after so long without a page, and so long after it began; it is noted as seen this often at most."""


def begin_visit(db: Connection, at: datetime, person: Row, how: How) -> SignedIn:
    """Let the person in. Visits that have run out are forgotten on the way."""
    rows, people, token = table("visit"), table("person"), new_token()
    db.execute(delete(rows).where(rows.c.ends_at < at))
    told = {"token_sha256": token_hash(token), "person_id": person["id"], "how": str(how)}
    db.execute(insert(rows).values(told | {"begun_at": at, "seen_at": at, "ends_at": at + LONGEST}))
    db.execute(update(people).where(people.c.id == person["id"]).values(last_signed_in_at=at))
    return SignedIn(token, person_of(person))


def visit_of(store: Store, token: str) -> Person | None:
    """The person whose visit this token opens, while it lasts and they are active; None for any other token."""
    at, rows, people = store.clock(), table("visit"), table("person")
    query = select(people, rows.c.seen_at).join(rows, rows.c.person_id == people.c.id)
    query = query.where(rows.c.token_sha256 == token_hash(token), *_lasts(at), people.c.active)
    with store.reading() as db:
        row = db.execute(query).mappings().first()
    if row is None:
        return None
    if at - row["seen_at"] >= NOTED:
        _note_seen(store, token, at)
    return person_of(row)


def _lasts(at: datetime) -> tuple[ColumnElement[bool], ...]:
    rows = table("visit")
    return rows.c.ended_at.is_(None), rows.c.ends_at > at, rows.c.seen_at > at - IDLE


def _note_seen(store: Store, token: str, at: datetime) -> None:
    rows, key = table("visit"), token_hash(token)
    # A store that cannot write for the moment may still be read.
    with suppress(StorageFailed), store.writing(f"visit {key}") as db:
        db.execute(update(rows).where(rows.c.token_sha256 == key, rows.c.seen_at < at).values(seen_at=at))


def sign_out(store: Store, token: str) -> None:
    """End this visit; a token that opens none ends none."""
    with store.writing(PEOPLE) as db:
        _end(db, store.clock(), table("visit").c.token_sha256 == token_hash(token))


def sign_out_everywhere(store: Store, token: str) -> None:
    """End every visit of the person whose visit this token opens, on all their devices."""
    person = visit_of(store, token)
    if person:
        with store.writing(PEOPLE) as db:
            end_visits(db, store.clock(), person.id)


def end_visits(db: Connection, at: datetime, person_id: str, but: str = "") -> None:
    """End the person's visits, all but the one that this token opens."""
    rows = table("visit")
    _end(db, at, rows.c.person_id == person_id, rows.c.token_sha256 != token_hash(but))


def _end(db: Connection, at: datetime, *which: ColumnElement[bool]) -> None:
    rows = table("visit")
    db.execute(update(rows).where(*which, rows.c.ended_at.is_(None)).values(ended_at=at))
