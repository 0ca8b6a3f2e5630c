"""Who may do what in an organisation: its people and their roles, given, taken and shut off by its administrators."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from chain.people import Acting, Grant, Wish, able
from chain.problem import Problem
from storage.operations.people.answers import Member, Person
from storage.operations.people.record import note
from storage.operations.people.visits import end_visits
from storage.operations.people.who import (
    PEOPLE,
    barred_from_people,
    elsewhere,
    grants_in,
    grants_told,
    last_administrator,
    member_row,
    no_person,
    person_of,
    unfit_grants,
)
from storage.repositories import exists
from storage.rows import table
from storage.unit_of_work import Store


def acting_for(store: Store, person: Person, organisation_id: str) -> Acting | None:
    """The person at work for the organisation, with the roles they have there now; None without any, or shut off."""
    rows = table("person")
    with store.reading() as db:
        grants = grants_in(db, organisation_id, (person.id,)).get(person.id)
        active = grants and db.execute(select(rows.c.active).where(rows.c.id == person.id)).scalar()
    return Acting(person.id, organisation_id, grants) if active else None


def people_of(store: Store, acting: Acting) -> list[Member]:
    """Everybody with a role in the organisation, by name; for those alone who look after its people."""
    rows, members = table("person"), table("membership")
    here = select(members.c.person_id).where(members.c.organisation_id == acting.organisation_id)
    with store.reading() as db:
        if barred_from_people(db, acting):
            return []
        found = db.execute(select(rows).where(rows.c.id.in_(here)).order_by(rows.c.name, rows.c.login)).mappings().all()
        grants = grants_in(db, acting.organisation_id, [each["id"] for each in found])
    return [Member(person_of(each), each["active"], grants[each["id"]], each["last_signed_in_at"]) for each in found]


def names_of(store: Store, acting: Acting, ids: Collection[str]) -> dict[str, str]:
    """The names of those who stand in a history by their ids, also when they are no longer here; others are left out.

    An id is seen only where one may read what its person did, so who has an id may have the name.
    """
    rows = table("person")
    if not ids or acting.grants == frozenset():
        return {}
    with store.reading() as db:
        return dict(db.execute(select(rows.c.id, rows.c.name).where(rows.c.id.in_(ids))).all())


def give_role(store: Store, acting: Acting, person_id: str, grant: Grant) -> Problem | None:
    """Give somebody who has a role here another one. A second time changes nothing."""
    with store.writing(PEOPLE) as db:
        refused = _refused(db, acting, person_id) or unfit_grants(db, acting, (grant,))
        if refused:
            return refused
        at = store.clock()
        for given in put_roles(db, acting, at, person_id, (grant,)):
            note(db, acting, at, "give_role", f"people/{person_id}", None, grants_told((given,))[0])
    return None


def put_roles(
    db: Connection, acting: Acting, at: datetime, person_id: str, grants: Collection[Grant]
) -> frozenset[Grant]:
    """Write the roles that the person does not have yet, for interventions that are there; returns those."""
    there = grants_in(db, acting.organisation_id, (person_id,)).get(person_id, frozenset())
    new = frozenset(
        each for each in grants if each not in there and (not each.intervention_id or exists(db, each.intervention_id))
    )
    born = {"person_id": person_id, "organisation_id": acting.organisation_id}
    born |= {"created_at": at, "created_by": acting.who}
    for told in grants_told(new):
        db.execute(insert(table("membership")).values(born | told | {"scope": told["intervention_id"] or ""}))
    return new


def take_role(store: Store, acting: Acting, person_id: str, grant: Grant) -> Problem | None:
    """Take a role away; with the last one the person is no longer here. A second time changes nothing."""
    rows = table("membership")
    with store.writing(PEOPLE) as db:
        refused = _refused(db, acting, person_id)
        if not refused and grant.role in able(Wish.ADMINISTER):
            refused = last_administrator(db, acting.organisation_id, person_id)
        if refused:
            return refused
        this = rows.c.person_id == person_id, rows.c.organisation_id == acting.organisation_id
        which = rows.c.role == str(grant.role), rows.c.scope == (grant.intervention_id or "")
        if db.execute(delete(rows).where(*this, *which)).rowcount:
            note(db, acting, store.clock(), "take_role", f"people/{person_id}", grants_told((grant,))[0])
    return None


def _refused(db: Connection, acting: Acting, person_id: str) -> Problem | None:
    """Why this person's roles cannot be changed by the one who acts, or None."""
    refused = barred_from_people(db, acting)
    if refused:
        return refused
    return None if member_row(db, acting, person_id) else no_person(person_id)


def deactivate(store: Store, acting: Acting, person_id: str) -> Problem | None:
    """Shut the person's account: every visit ends with it. Roles stay, and what they wrote bears their name."""
    with store.writing(PEOPLE) as db:
        refused = _refused(db, acting, person_id) or elsewhere(db, acting, person_id)
        refused = refused or last_administrator(db, acting.organisation_id, person_id)
        if refused:
            return refused
        at, rows = store.clock(), table("invitation")
        end_visits(db, at, person_id)
        db.execute(delete(rows).where(rows.c.person_id == person_id, rows.c.used_at.is_(None)))
        set_active(db, acting, at, person_id, active=False)
    return None


def reactivate(store: Store, acting: Acting, person_id: str) -> Problem | None:
    """Open the person's account again, with the roles that they had."""
    with store.writing(PEOPLE) as db:
        refused = _refused(db, acting, person_id) or elsewhere(db, acting, person_id)
        if refused:
            return refused
        set_active(db, acting, store.clock(), person_id, active=True)
    return None


def set_active(db: Connection, acting: Acting, at: datetime, person_id: str, active: bool) -> None:
    """Open or shut the account, and note it where that changes anything."""
    rows, told = table("person"), {"active": active, "updated_at": at, "updated_by": acting.who}
    if db.execute(update(rows).where(rows.c.id == person_id, rows.c.active != active).values(told)).rowcount:
        note(db, acting, at, "reactivate" if active else "deactivate", f"people/{person_id}")
