"""What the operations on people share: a person's row, the roles that somebody has, and who may change them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
import secrets
from unicodedata import normalize

from sqlalchemy import ColumnElement, Connection, select

from chain import hostile
from chain.people import Acting, Grant, Role, Wish, able
from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL
from storage.operations.keeping import barred_here, not_for_role
from storage.operations.people.answers import Person
from storage.repositories import headers
from storage.rows import table

LONGEST_NAME = 200
PEOPLE = "people"
"""What writers of roles, invitations and visits wait for each other about: two who look first and write then see."""
Row = Mapping[str, object]


def plain_login(told: str) -> str:
    """A login or e-mail address as it is compared: without ends and capitals, however the letters were made."""
    return normalize("NFKC", told).strip().casefold()


def new_token() -> str:
    """A secret that nobody guesses (256 bits)."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token. It is too long to be guessed, so a fast hash without salt is enough."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def person_where(db: Connection, **columns: object) -> Row | None:
    """The row of the person of whom this holds, or None."""
    rows = table("person")
    same = (rows.c[name] == value for name, value in columns.items())
    return db.execute(select(rows).where(*same)).mappings().first()


def person_of(row: Row) -> Person:
    """The row as an answer."""
    return Person(row["id"], row["login"], row["name"], row["email"])


def grants_in(db: Connection, organisation_id: str, person_ids: Collection[str]) -> dict[str, frozenset[Grant]]:
    """The roles that these have in the organisation, by person; a person without any is left out."""
    rows, found = table("membership"), {}
    query = select(rows.c.person_id, rows.c.role, rows.c.intervention_id)
    query = query.where(rows.c.organisation_id == organisation_id, rows.c.person_id.in_(person_ids))
    for person_id, role, intervention_id in db.execute(query):
        found[person_id] = found.get(person_id, frozenset()) | {Grant(Role(role), intervention_id)}
    return found


def grants_told(grants: Iterable[Grant]) -> list[dict[str, str | None]]:
    """The roles as plain data, in one order."""
    told = ({"role": str(each.role), "intervention_id": each.intervention_id} for each in grants)
    return sorted(told, key=lambda each: (each["role"], each["intervention_id"] or ""))


def grants_from(told: Iterable[Mapping[str, str | None]]) -> frozenset[Grant]:
    """The roles out of plain data."""
    return frozenset(Grant(Role(each["role"]), each["intervention_id"]) for each in told)


def unfit_grants(db: Connection, acting: Acting, grants: Collection[Grant]) -> Problem | None:
    """Why these roles cannot be given: none, an administrator of one intervention, or one that is not there."""
    named = {each.intervention_id for each in grants if each.intervention_id is not None}
    if not grants:
        return problem("people.no_roles", "people/roles")
    if any(each.role is Role.ADMINISTRATOR and each.intervention_id for each in grants):
        return problem("people.administers_all", "people/roles")
    whole = Acting(acting.who, acting.organisation_id)
    missing = named - set(headers(db, whole, named)) if named else set()
    return problem("storage.gone", "people/roles", id=min(missing)) if missing else None


def barred_from_people(db: Connection, acting: Acting) -> Problem | None:
    """Why this person may not look after the organisation's people now, or None.

    Asked of the rows once more: roles that were read when the page was drawn may have been taken away since.
    """
    refused = barred_here(db, acting, Wish.ADMINISTER)
    if refused or acting.grants is None:
        return next(iter(refused), None)
    still = db.execute(_administrators(acting.organisation_id, table("person").c.id == acting.who)).first()
    return None if still else not_for_role(Wish.ADMINISTER, "organisation")


def last_administrator(db: Connection, organisation_id: str, person_id: str) -> Problem | None:
    """Why the organisation cannot do without this person, or None: nobody else would be left to look after it."""
    there = set(db.execute(_administrators(organisation_id)).scalars())
    return problem("people.last_administrator", "people/roles") if there == {person_id} else None


def _administrators(organisation_id: str, *more: ColumnElement[bool]):
    rows, people = table("membership"), table("person")
    query = select(people.c.id).join(rows, rows.c.person_id == people.c.id)
    roles = [str(role) for role in able(Wish.ADMINISTER)]
    return query.where(rows.c.organisation_id == organisation_id, rows.c.role.in_(roles), people.c.active, *more)


def member_row(db: Connection, acting: Acting, person_id: str) -> Row | None:
    """The person's row where they have a role in the organisation that is acted for; None for anybody else."""
    there = grants_in(db, acting.organisation_id, (person_id,))
    row = person_where(db, id=person_id)
    return row if there else None


def elsewhere(db: Connection, acting: Acting, person_id: str) -> Problem | None:
    """Why this organisation alone cannot shut the person's account or open it: it is others' colleague too."""
    rows = table("membership")
    others = rows.c.person_id == person_id, rows.c.organisation_id != acting.organisation_id
    found = db.execute(select(rows.c.role).where(*others).limit(1)).first()
    return problem("people.elsewhere_too", "people/person") if found else None


def unfit_name(name: str, needed: bool = True) -> Iterator[Problem]:
    """Why a person's name cannot be shown to others as it is."""
    place, hidden = "people/name", CONTROL.search(name) or BIDI.search(name)
    if hidden:
        yield problem("form.unreadable", place, character=hostile.named(hidden[0]))
    elif len(name) > LONGEST_NAME:
        yield problem("form.too_long", place, count=len(name), limit=LONGEST_NAME)
    elif needed and not name.strip():
        yield problem("people.no_name", place)


def no_person(person_id: str) -> Problem:
    """Nobody of this organisation has this id: nobody is told whether someone of another has."""
    return problem("people.gone", "people/person", id=person_id)
