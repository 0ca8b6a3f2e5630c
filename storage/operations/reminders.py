"""Reminders by mail, at most one a week for each person: who is to have one now, the claim, and what came of it.

A reminder is claimed before it is sent. Where nobody knows what came of a claim (the program ended, the mail server
fell silent with the mail in its hands), it counts as sent: nobody ever gets two
(docs/decisions/0028-one-reminder-a-week.md). Asked by the program itself, in no person's name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, union, update

from storage.contact import is_mail
from storage.operations.follow_up.answers import ToDo
from storage.operations.follow_up.to_do import to_do
from storage.operations.people.answers import Person
from storage.operations.people.roles import acting_for
from storage.operations.people.who import Row, person_of
from storage.people_tables import Posted
from storage.rows import table
from storage.unit_of_work import Store

WEEK = timedelta(days=7)
REMINDERS, DECLINED = "reminders", "none"
"""A person's choice: under which name it is kept, and what it is for those who want no reminders."""
MOST = 25
"""So many things are told one by one for each organisation; the others are counted."""


@dataclass(frozen=True)
class Assigned:
    """What waits for a person in one of their organisations."""

    organisation_id: str
    organisation: str
    to_do: ToDo


@dataclass(frozen=True)
class Reminder:
    """What a person is to be reminded of. `choice` is what they have chosen about reminders, None for nothing."""

    person: Person
    choice: str | None
    assigned: tuple[Assigned, ...]


def reminders_due(store: Store, today: date) -> Iterator[Reminder]:
    """Who is to be reminded, of what their roles let them see: people whose account is open, who have an e-mail address
    and have not declined, were not reminded in the last seven days, and have something to enter or to review."""
    with store.reading() as db:
        found = _to_be_asked(db, today)
        homes = _homes(db, [each["id"] for each in found])
    for each in found:
        person = person_of(each)
        assigned = tuple(_assigned(store, person, homes.get(person.id, ()), today))
        if assigned:
            yield Reminder(person, each["choice"], assigned)


def _to_be_asked(db: Connection, today: date, *more: ColumnElement[bool]) -> list[Row]:
    """Everybody who may be reminded now and who stands in a plan, by name."""
    people, last, chosen, plan = (table(name) for name in ("person", "reminder", "preference", "planned_indicator"))
    choice = and_(chosen.c.who == people.c.id, chosen.c.key == REMINDERS)
    query = select(people, chosen.c.value.label("choice")).outerjoin(chosen, choice)
    query = query.outerjoin(last, last.c.person_id == people.c.id)
    wanted = or_(chosen.c.value.is_(None), chosen.c.value != DECLINED)
    refused = and_(last.c.outcome == str(Posted.REFUSED), last.c.day < today)
    again = or_(last.c.person_id.is_(None), last.c.day <= today - WEEK, refused)
    planned = people.c.id.in_(union(select(plan.c.owner), select(plan.c.reviewer)))
    query = query.where(people.c.active, wanted, again, planned, *more).order_by(people.c.name, people.c.id)
    return [row for row in db.execute(query).mappings() if is_mail(row["email"])]


def _homes(db: Connection, person_ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    """The organisations that these have roles in, by person: id and name, by name."""
    members, organisations = table("membership"), table("organisation")
    query = select(members.c.person_id, organisations.c.id, organisations.c.name).distinct()
    query = query.join(organisations, organisations.c.id == members.c.organisation_id)
    query = query.where(members.c.person_id.in_(person_ids)).order_by(organisations.c.name, organisations.c.id)
    found: dict[str, list[tuple[str, str]]] = {}
    for person_id, *home in db.execute(query):
        found.setdefault(person_id, []).append(tuple(home))
    return found


def _assigned(store: Store, person: Person, homes: Iterable[tuple[str, str]], today: date) -> Iterator[Assigned]:
    for home_id, name in homes:
        acting = acting_for(store, person, home_id)
        there = acting and to_do(store, acting, today, whose=person.id, limit=MOST)
        if there and there.total:
            yield Assigned(home_id, name, there)


def claim_reminder(store: Store, person_id: str, today: date) -> bool:
    """Take it upon oneself to remind this person today; False where another has, or where it is not to be done now."""
    rows, told = table("reminder"), {"day": today, "outcome": str(Posted.CLAIMED)}
    with store.writing(f"reminder of {person_id}") as db:
        if not _to_be_asked(db, today, table("person").c.id == person_id):
            return False
        if db.execute(update(rows).where(rows.c.person_id == person_id).values(told)).rowcount == 0:
            db.execute(insert(rows).values(told | {"person_id": person_id}))
    return True


def note_reminder(store: Store, person_id: str, day: date, taken: bool) -> None:
    """What came of the reminder that was claimed on this day. One that was not taken may be tried again from the next
    day on."""
    rows, outcome = table("reminder"), Posted.SENT if taken else Posted.REFUSED
    this = rows.c.person_id == person_id, rows.c.day == day, rows.c.outcome == str(Posted.CLAIMED)
    with store.writing(f"reminder of {person_id}") as db:
        db.execute(update(rows).where(*this).values(outcome=str(outcome)))
