"""Invite somebody: a link that works once, for a week, with the roles that wait at its end."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select

from chain import hostile
from chain.people import Acting, Grant
from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL
from storage.operations.answers import Refused
from storage.operations.people.answers import Invitation, Invited
from storage.operations.people.record import note
from storage.operations.people.who import (
    LONGEST_NAME,
    PEOPLE,
    Row,
    barred_from_people,
    elsewhere,
    grants_from,
    grants_in,
    grants_told,
    member_row,
    new_token,
    no_person,
    person_where,
    plain_login,
    token_hash,
    unfit_grants,
    unfit_name,
)
from storage.rows import table
from storage.unit_of_work import Store

VALID = timedelta(days=7)


def invite(store: Store, acting: Acting, email: str, name: str, grants: Collection[Grant]) -> Invited | Refused:
    """Make an invitation to this login or e-mail address; one that waits for the same already goes.

    Refused for somebody who has a role here: they are given more of them instead.
    """
    login = plain_login(email)
    problems = (*unfit_login(login), *unfit_name(name, needed=False))
    with store.writing(PEOPLE) as db:
        refused = barred_from_people(db, acting)
        if refused or problems:
            return Refused((refused,) if refused else problems)
        there = person_where(db, login=login)
        if there and grants_in(db, acting.organisation_id, (there["id"],)):
            return Refused((problem("people.there_already", "people/login"),))
        unfit = unfit_grants(db, acting, grants)
        return Refused((unfit,)) if unfit else put_invitation(db, acting, store.clock(), login, name, grants)


def unfit_login(login: str) -> Iterator[Problem]:
    """Why this is no login or e-mail address."""
    place, hidden = "people/login", CONTROL.search(login) or BIDI.search(login)
    if hidden:
        yield problem("form.unreadable", place, character=hostile.named(hidden[0]))
    elif len(login) > LONGEST_NAME:
        yield problem("form.too_long", place, count=len(login), limit=LONGEST_NAME)
    elif not login or any(sign.isspace() for sign in login):
        yield problem("people.no_login", place)


def put_invitation(
    db: Connection,
    acting: Acting,
    at: datetime,
    login: str,
    name: str,
    grants: Collection[Grant],
    person_id: str | None = None,
) -> Invited:
    """Keep an invitation, in place of what waits for this login here; with `person_id` it is for a new password."""
    rows, token = table("invitation"), new_token()
    mine = rows.c.organisation_id == acting.organisation_id, rows.c.email == login, rows.c.used_at.is_(None)
    db.execute(delete(rows).where(*mine))
    row = {
        "id": str(uuid4()),
        "token_sha256": token_hash(token),
        "organisation_id": acting.organisation_id,
        "person_id": person_id,
        "email": login,
        "name": " ".join(name.split()),
        "grants": grants_told(grants),
        "created_at": at,
        "created_by": acting.who,
        "expires_at": at + VALID,
    }
    db.execute(insert(rows).values(row))
    note(db, acting, at, "invite", f"invitations/{row['id']}", None, {"grants": row["grants"]})
    return Invited(token, _told(row))


def _told(row: Row) -> Invitation:
    dates = (row[name] for name in ("created_at", "created_by", "expires_at"))
    grants = grants_from(row["grants"])
    return Invitation(row["id"], row["email"], row["name"], grants, *dates, row["person_id"] is not None)


def new_password_link(store: Store, acting: Acting, person_id: str) -> Invited | Refused:
    """A link for somebody who has forgotten their password; whoever opens it chooses a new one.

    Only for an account that is this organisation's alone: it would open another's doors as well.
    """
    with store.writing(PEOPLE) as db:
        refused = barred_from_people(db, acting)
        there = None if refused else member_row(db, acting, person_id)
        refused = refused or (elsewhere(db, acting, person_id) if there else no_person(person_id))
        if not refused and not there["active"]:
            refused = problem("people.shut", "people/person")
        if not refused and there["issuer"] is not None:
            refused = problem("people.no_password_here", "people/person")
        if refused:
            return Refused((refused,))
        return put_invitation(db, acting, store.clock(), there["login"], there["name"], (), person_id)


def invitations(store: Store, acting: Acting) -> list[Invitation]:
    """The invitations that nobody has taken up, latest first, those that have run out too; for administrators."""
    rows = table("invitation")
    query = select(rows).where(rows.c.organisation_id == acting.organisation_id, rows.c.used_at.is_(None))
    with store.reading() as db:
        if barred_from_people(db, acting):
            return []
        found = db.execute(query.order_by(rows.c.created_at.desc(), rows.c.id)).mappings()
        return [_told(row) for row in found]


def withdraw_invitation(store: Store, acting: Acting, invitation_id: str) -> Problem | None:
    """Take back an invitation that waits; nothing of it is left but that it was made."""
    rows = table("invitation")
    this = rows.c.id == invitation_id, rows.c.organisation_id == acting.organisation_id, rows.c.used_at.is_(None)
    with store.writing(PEOPLE) as db:
        refused = barred_from_people(db, acting)
        if refused:
            return refused
        if db.execute(delete(rows).where(*this)).rowcount == 0:
            return problem("people.no_invitation", "people/invitation")
        note(db, acting, store.clock(), "withdraw_invitation", f"invitations/{invitation_id}")
    return None
