"""The first visit: an empty start, or the example municipality; and the organisation's name."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

import chain
from chain.document import read_chain
from chain.model import Chain
from chain.problem import Problem, problem
from storage.changes import Change
from storage.fitness import unfit_words
from storage.operations.answers import Organisation, Refused
from storage.operations.exchange import add_goals
from storage.operations.goals import registered
from storage.operations.keeping import put_in, unfit
from storage.operations.log import record
from storage.operations.prices import put_library
from storage.rows import table
from storage.sources.prices import shipped_prices
from storage.unit_of_work import Store, now

EXAMPLES = Path(chain.__file__).parent / "examples"
EXAMPLE_FILES = "I[0-9]*.json"
EXAMPLE_NAME = "Ljusnaby"


def organisation(store: Store) -> Organisation | None:
    """The organisation that keeps its interventions here, or None before the first visit."""
    with store.reading() as db:
        return _first(db)


def _first(db: Connection) -> Organisation | None:
    rows = table("organisation")
    query = select(rows.c.id, rows.c.name, rows.c.is_example).order_by(rows.c.created_at, rows.c.id)
    found = db.execute(query).first()
    return Organisation(*found) if found else None


def start_empty(store: Store, who: str, name: str) -> Organisation | Refused:
    """Make the organisation, with the price library and nothing else. If there is one already, that is the answer."""
    problems = _unfit_name(name)
    if problems:
        return Refused(problems)
    return _start(store, who, Organisation(str(uuid4()), name.strip(), False))


def start_with_example(store: Store, who: str, folder: Path = EXAMPLES) -> Organisation | Refused:
    """Make the example municipality with its interventions, goals and prices: all of it, or nothing and the reasons."""
    chains, problems = _examples(folder)
    if problems:
        return Refused(tuple(problems))

    def fill(db: Connection, at: datetime, made: Organisation) -> None:
        for each in chains:
            add_goals(db, who, made.id, each.goals, registered(db, made.id))
            put_in(db, who, at, made.id, "create", each)

    return _start(store, who, Organisation(str(uuid4()), EXAMPLE_NAME, True), fill)


def _start(
    store: Store,
    who: str,
    wanted: Organisation,
    fill: Callable[[Connection, datetime, Organisation], None] | None = None,
) -> Organisation:
    at, library = now(), shipped_prices()
    with store.writing() as db:
        there = _first(db)
        if there:
            return there
        _insert(db, who, at, wanted)
        put_library(db, who, at, wanted.id, library)
        if fill:
            fill(db, at, wanted)
    return wanted


def _insert(db: Connection, who: str, at: datetime, made: Organisation) -> None:
    stamps = {"created_at": at, "created_by": who, "updated_at": at, "updated_by": who}
    row = {"id": made.id, "name": made.name, "is_example": made.is_example} | stamps
    db.execute(insert(table("organisation")).values(row))
    record(db, who, at, made.id, "create", (Change("organisation/name", None, made.name),))


def _examples(folder: Path) -> tuple[list[Chain], list[Problem]]:
    chains, problems = [], []
    for path in sorted(folder.glob(EXAMPLE_FILES)):
        found, unread = read_chain(path.read_bytes())
        reasons = unfit(found) if found else unread
        problems += [each._replace(place=f"{path.name}#{each.place}") for each in reasons]
        chains += [found] if found else []
    if not chains and not problems:
        problems.append(problem("storage.no_example", "examples"))
    return chains, problems


def rename_organisation(store: Store, who: str, organisation_id: str, name: str) -> Organisation | Refused:
    """Give the organisation another name."""
    problems = _unfit_name(name)
    if problems:
        return Refused(problems)
    at, rows, wanted = now(), table("organisation"), name.strip()
    with store.writing() as db:
        there = db.execute(select(rows).where(rows.c.id == organisation_id)).mappings().first()
        if there is None:
            return Refused((problem("storage.no_organisation", "organisation"),))
        if there["name"] != wanted:
            told = {"name": wanted, "updated_at": at, "updated_by": who}
            db.execute(update(rows).where(rows.c.id == organisation_id).values(told))
            change = Change("organisation/name", there["name"], wanted)
            record(db, who, at, organisation_id, "rename", (change,))
    return Organisation(organisation_id, wanted, there["is_example"])


def _unfit_name(name: str) -> tuple[Problem, ...]:
    if not name.strip():
        return (problem("storage.no_name", "organisation/name"),)
    return tuple(unfit_words("organisation/name", name))
