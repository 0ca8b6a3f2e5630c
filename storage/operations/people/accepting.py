"""Take up an invitation: with a password for an account here, or on the way in from another service."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from chain.people import LOCAL, Acting
from chain.problem import Problem, problem
from storage.operations.answers import Refused
from storage.operations.people.answers import OpenInvitation, SignedIn
from storage.operations.people.attempts import held_back, let_in
from storage.operations.people.record import note
from storage.operations.people.roles import put_roles
from storage.operations.people.visits import begin_visit, end_visits
from storage.operations.people.who import (
    PEOPLE,
    Row,
    elsewhere,
    grants_from,
    grants_told,
    member_row,
    person_where,
    token_hash,
    unfit_name,
)
from storage.passwords import hashed, matches, unfit_password
from storage.people_tables import How
from storage.rows import table
from storage.unit_of_work import Store


def invitation_of(store: Store, token: str) -> OpenInvitation | None:
    """What the invitation of this token says to whom it was sent, while it can be taken up; None for any other."""
    with store.reading() as db:
        row = _open(db, store.clock(), token)
        if row is None:
            return None
        rows = table("organisation")
        organisation = db.execute(select(rows.c.name).where(rows.c.id == row["organisation_id"])).scalar_one()
        known = person_where(db, login=row["email"]) is not None
    return OpenInvitation(organisation, row["email"], row["name"], known, row["person_id"] is not None)


def accept_invitation(store: Store, token: str, name: str, password: str, address: str = "") -> SignedIn | Refused:
    """Make the account, give it the roles that wait, and let the person in.

    Who has an account already gives its password, so that the roles come to the right person; an invitation for a new
    password gives the account that one, and ends the visits that were open. An invitation is taken up once.
    """
    with store.reading() as db:
        row = _open(db, store.clock(), token)
        there = row and _account(db, row)
    problems = _refusals(store, row, there, name, password, address)
    if problems:
        return Refused(problems)
    fresh = None if there and not row["person_id"] else hashed(password)
    at = store.clock()
    with store.writing(PEOPLE) as db:
        if _open(db, at, token) != row or _account(db, row) != there:
            return Refused((_gone(),))
        person = there or new_person(db, at, row["email"], name)
        if fresh:
            _give_password(db, at, person["id"], fresh)
        take_up(db, at, row, person)
        return begin_visit(db, at, person, How.ACCOUNTS)


def _refusals(
    store: Store, row: Row | None, there: Row | None, name: str, password: str, address: str
) -> tuple[Problem, ...]:
    """Why the invitation cannot be taken up with this name and this password."""
    if row is None or (there and not there["active"]):
        return (_gone(),)
    if there is None:
        return (*unfit_name(name), *unfit_password(row["email"], password))
    if row["person_id"]:
        return tuple(unfit_password(there["login"], password))
    held = held_back(store, there["login"], address)
    if held:
        return (held,)
    if not matches(there["password_hash"], password):
        return (problem("people.wrong_password", "people/password"),)
    let_in(store, there["login"], address)
    return ()


def _gone() -> Problem:
    """Never made, taken up, withdrawn or run out: nobody is told which."""
    return problem("people.invitation_gone", "people/invitation")


def _open(db: Connection, at: datetime, token: str) -> Row | None:
    rows = table("invitation")
    lasts = rows.c.token_sha256 == token_hash(token), rows.c.used_at.is_(None), rows.c.expires_at > at
    row = db.execute(select(rows).where(*lasts)).mappings().first()
    return row if row and _still_theirs(db, row) else None


def _still_theirs(db: Connection, row: Row) -> bool:
    """Whether a link to a new password still opens no other organisation's doors than those of whoever made it."""
    if row["person_id"] is None or row["created_by"] == LOCAL:
        return True
    acting = Acting(row["created_by"], row["organisation_id"])
    return bool(member_row(db, acting, row["person_id"])) and not elsewhere(db, acting, row["person_id"])


def _account(db: Connection, row: Row) -> Row | None:
    """The account that the invitation is for, if there is one."""
    return person_where(db, id=row["person_id"]) if row["person_id"] else person_where(db, login=row["email"])


def waiting_for(db: Connection, at: datetime, login: str) -> Sequence[Row]:
    """The open invitations to this login, oldest first."""
    rows = table("invitation")
    lasts = rows.c.email == login, rows.c.used_at.is_(None), rows.c.expires_at > at
    return db.execute(select(rows).where(*lasts).order_by(rows.c.created_at, rows.c.id)).mappings().all()


def new_person(db: Connection, at: datetime, login: str, name: str, **told: str) -> Row:
    """Put in somebody new, under their login where the name cannot be shown. They write their own row first."""
    made, tidy = str(uuid4()), "" if any(unfit_name(name)) else " ".join(name.split())
    stamps = {"created_at": at, "created_by": made, "updated_at": at, "updated_by": made}
    own = {"id": made, "login": login, "name": tidy or login, "email": login, "active": True}
    db.execute(insert(table("person")).values(own | stamps | told))
    return person_where(db, id=made)


def _give_password(db: Connection, at: datetime, person_id: str, kept: str) -> None:
    rows, told = table("person"), {"password_hash": kept, "updated_at": at, "updated_by": person_id}
    db.execute(update(rows).where(rows.c.id == person_id).values(told))
    end_visits(db, at, person_id)


def take_up(db: Connection, at: datetime, invitation: Row, person: Row) -> None:
    """Give the person the roles that wait, all but those for interventions that are gone; it cannot be done again."""
    rows, acting = table("invitation"), Acting(person["id"], invitation["organisation_id"])
    this = rows.c.id == invitation["id"], rows.c.used_at.is_(None)
    db.execute(update(rows).where(*this).values(used_at=at, used_by=person["id"]))
    given = put_roles(db, acting, at, person["id"], grants_from(invitation["grants"]))
    action = "new_password" if invitation["person_id"] and not given else "accept"
    note(db, acting, at, action, f"people/{person['id']}", None, {"grants": grants_told(given)})
