"""Come in: with login and password, or because another service has said who it is; and change one's password."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from chain.people import Acting
from chain.problem import Problem, problem
from storage.operations.people.accepting import new_person, take_up, waiting_for
from storage.operations.people.answers import SignedIn
from storage.operations.people.attempts import held_back, let_in
from storage.operations.people.record import note
from storage.operations.people.visits import begin_visit, end_visits, visit_of
from storage.operations.people.who import PEOPLE, Row, person_where, plain_login, unfit_name
from storage.passwords import hashed, is_old, matches, unfit_password
from storage.people_tables import How
from storage.rows import table
from storage.unit_of_work import Store


def sign_in(store: Store, login: str, password: str, address: str = "") -> SignedIn | Problem:
    """Let in the person of this login and password, from this address.

    An unknown login, a wrong password and a shut account get one and the same answer after the same work; after a few
    failures nobody is let in under the login, or from the address, for a while.
    """
    login = plain_login(login)
    held = held_back(store, login, address)
    if held:
        return held
    with store.reading() as db:
        there = person_where(db, login=login)
    if not matches(there and there["password_hash"], password) or not there["active"]:
        return problem("people.wrong_login", "people/login")
    let_in(store, login, address)
    renewed = hashed(password) if is_old(there["password_hash"]) else there["password_hash"]
    with store.writing(PEOPLE) as db:
        same = {name: there[name] for name in ("id", "password_hash", "active")}
        if not _set_password(db, same, renewed):
            return problem("people.wrong_login", "people/login")
        return begin_visit(db, store.clock(), there, How.ACCOUNTS)


def _set_password(db: Connection, still: dict[str, object], kept: str) -> bool:
    """Keep this hash for the person of whom this is still so; whether it was."""
    rows = table("person")
    same = (rows.c[name] == value for name, value in still.items())
    return db.execute(update(rows).where(*same).values(password_hash=kept)).rowcount == 1


def sign_in_from(store: Store, how: str, issuer: str, subject: str, login: str, name: str = "") -> SignedIn | Problem:
    """Let in the person whom another service (`how`: oidc or proxy) has told us of by its own name for them.

    They are known by `issuer` and `subject`. Open invitations to `login`, which the service must have verified, are
    taken up on the way, and are the only way in for somebody new: also for somebody who had a password here before.
    Another person at the service who has come by somebody's old login is not that somebody, and is not let in.
    """
    at, login = store.clock(), plain_login(login)
    with store.writing(PEOPLE) as db:
        waiting = waiting_for(db, at, login)
        person = person_where(db, issuer=issuer, subject=subject)
        if person is None and waiting:
            person = _newcomer(db, at, {"issuer": issuer, "subject": subject}, login, name or waiting[0]["name"])
        elif person is not None:
            person = _renamed(db, at, person, name)
        if person is None or not person["active"]:
            return problem("people.not_let_in", "people/login")
        for each in waiting:
            take_up(db, at, each, person)
        return begin_visit(db, at, person, How(how))


def _newcomer(db: Connection, at: datetime, told: dict[str, str], login: str, name: str) -> Row | None:
    """A new person, or the one of this login who until now was known by a password only; None for another's login."""
    there, rows = person_where(db, login=login), table("person")
    if there is None:
        return new_person(db, at, login, name, **told)
    if there["issuer"] is not None:
        return None
    db.execute(update(rows).where(rows.c.id == there["id"]).values(told | {"password_hash": None, "updated_at": at}))
    end_visits(db, at, there["id"])  # whoever came in with the password may be somebody else
    return person_where(db, id=there["id"])


def _renamed(db: Connection, at: datetime, person: Row, name: str) -> Row:
    """The person under the name that the service has for them now, if that can be shown."""
    rows, tidy = table("person"), " ".join(name.split())
    if not tidy or tidy == person["name"] or any(unfit_name(tidy)):
        return person
    told = {"name": tidy, "updated_at": at, "updated_by": person["id"]}
    db.execute(update(rows).where(rows.c.id == person["id"]).values(told))
    return {**person, "name": tidy}


def change_password(store: Store, token: str, old: str, new: str) -> Problem | None:
    """Give the person whose visit this is another password; every other visit of theirs ends."""
    person = visit_of(store, token)
    if person is None:
        return problem("people.signed_out", "people/password")
    problems = [*unfit_password(person.login, new)] or [*filter(None, (held_back(store, person.login),))]
    if problems:
        return problems[0]
    with store.reading() as db:
        kept = person_where(db, id=person.id)["password_hash"]
    if not matches(kept, old):
        return problem("people.wrong_password", "people/old_password")
    let_in(store, person.login)
    at, rows, fresh = store.clock(), table("membership"), hashed(new)
    with store.writing(PEOPLE) as db:
        if not _set_password(db, {"id": person.id, "password_hash": kept, "active": True}, fresh):
            return problem("people.wrong_password", "people/old_password")
        end_visits(db, at, person.id, but=token)
        homes = select(rows.c.organisation_id).where(rows.c.person_id == person.id).distinct()
        for home in db.execute(homes).scalars().all():
            note(db, Acting(person.id, home), at, "new_password", f"people/{person.id}")
    return None
