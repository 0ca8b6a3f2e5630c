"""The organisations of an installation: an empty start, or the example municipality; and their names."""

from collections.abc import Callable
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, insert, select, update

import chain
from chain import hostile
from chain.document import read_chain
from chain.follow_up_checks.plan import FORECAST
from chain.follow_up_document import read_follow_up
from chain.forecast.starter import worked_example
from chain.measurement import FollowUp
from chain.model import Chain
from chain.people import LOCAL, Acting, Wish
from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL
from chain.workflow import State
from storage.changes import Change
from storage.operations.answers import Organisation, Refused
from storage.operations.documents.keeping import document_taken, put_document
from storage.operations.documents.kinds import COMPARISONS
from storage.operations.exchange import add_goals
from storage.operations.follow_up.examples import UNFINISHED, put_follow_up, unfit_follow_up
from storage.operations.goals import registered
from storage.operations.keeping import barred_here, new_intervention_id, put_in, stamps_of, unfit
from storage.operations.log import record
from storage.operations.prices import put_library
from storage.repositories import taken
from storage.rows import table
from storage.sources.prices import shipped_prices
from storage.unit_of_work import Store, now

EXAMPLES = Path(chain.__file__).parent / "examples"
EXAMPLE_FILES = "I[0-9]*.json"
FOLLOW_UP_FILES = "follow_up/*.json"
EXAMPLE_NAME = "Ljusnaby"
LONGEST_NAME = 200


def organisations(store: Store, who: str) -> list[Organisation]:
    """The organisations that this person may act for, oldest first: all for the local user, where nobody signs in.

    Anyone else is the id of a person, and gets those where the person has a role.
    """
    with store.reading() as db:
        return _listed(db, *(() if who == LOCAL else (_where_a_member(who),)))


def _where_a_member(who: str) -> ColumnElement[bool]:
    members, people = table("membership"), table("person")
    homes = select(members.c.organisation_id).join(people, people.c.id == members.c.person_id)
    return table("organisation").c.id.in_(homes.where(people.c.id == who, people.c.active))


def _listed(db: Connection, *which: ColumnElement[bool]) -> list[Organisation]:
    rows = table("organisation")
    query = select(rows.c.id, rows.c.name, rows.c.is_example).order_by(rows.c.created_at, rows.c.id)
    return [Organisation(*row) for row in db.execute(query.where(*which))]


def others(store: Store, acting: Acting) -> list[Organisation]:
    """The other organisations of the installation, with which one can share: for those who may share something."""
    wishes = acting.wishes().union(*(acting.wishes(each) for each in acting.reads() or ()))
    with store.reading() as db:
        return _listed(db, table("organisation").c.id != acting.organisation_id) if Wish.OWN in wishes else []


def _same(db: Connection, wanted: Organisation) -> Organisation | None:
    """The organisation of this name (or the example) that is there already."""
    rows = table("organisation")
    same = rows.c.is_example if wanted.is_example else rows.c.name == wanted.name
    found = db.execute(select(rows.c.id, rows.c.name, rows.c.is_example).where(same)).first()
    return Organisation(*found) if found else None


def start_empty(store: Store, who: str, name: str) -> Organisation | Refused:
    """Make an organisation, with the price library and nothing else. If its name is there already, that is it.

    For the local user alone, where nobody signs in or at the shell: no role in one organisation makes another.
    """
    problems = _not_local(who) or _unfit_name(name)
    if problems:
        return Refused(problems)
    return _start(store, who, Organisation(str(uuid4()), _tidy(name), False))


def start_with_example(store: Store, who: str, folder: Path = EXAMPLES) -> Organisation | Refused:
    """Make the example municipality with its interventions and their follow-up, forecast, goals and prices: all of it,
    or nothing and why.

    For the local user alone. The examples' own ids may be in use elsewhere by now; then they get ids of their own.
    """
    chains, problems = ([], _not_local(who)) if who != LOCAL else _examples(folder)
    follow_ups, unread = ([], []) if problems else _follow_ups(folder, chains)
    if problems or unread:
        return Refused((*problems, *unread))

    def fill(db: Connection, at: datetime, acting: Acting) -> None:
        forecast = _put_forecast(db, acting, at)
        ids = {each.id: _put_chain(db, acting, at, each) for each in chains}
        for each, state in zip_longest(follow_ups, UNFINISHED[: len(follow_ups)], fillvalue=State.APPROVED):
            put_follow_up(db, acting, at, ids[each.intervention_id], _pointed_at(each, forecast), state)

    return _start(store, who, Organisation(str(uuid4()), EXAMPLE_NAME, True), fill)


def _not_local(who: str) -> tuple[Problem, ...]:
    return () if who == LOCAL else (problem("people.begins_at_the_shell", "organisation"),)


def _put_chain(db: Connection, acting: Acting, at: datetime, example: Chain) -> str:
    """Insert an example; returns the id that it got."""
    add_goals(db, acting, example.goals, registered(db, acting.organisation_id))
    is_taken = taken(db, acting, example.id)
    free = example.model_copy(update={"id": new_intervention_id()}) if is_taken else example
    return put_in(db, acting, at, "create", free).chain.id


def _put_forecast(db: Connection, acting: Acting, at: datetime) -> str:
    """Insert the worked forecast; returns the id that it got."""
    forecast = worked_example()
    if document_taken(db, COMPARISONS, forecast.id):
        forecast = forecast.model_copy(update={"id": new_intervention_id()})
    return put_document(db, acting, at, COMPARISONS, forecast, own={"intervention_id": None}).content.id


def _pointed_at(follow_up: FollowUp, forecast_id: str) -> FollowUp:
    """The follow-up with what replaces a number of the worked forecast pointing at the id that this one got."""
    before, after = f"{FORECAST}{worked_example().id}/", f"{FORECAST}{forecast_id}/"
    return FollowUp.model_validate_json(follow_up.model_dump_json().replace(f'"{before}', f'"{after}'))


def _start(
    store: Store,
    who: str,
    wanted: Organisation,
    fill: Callable[[Connection, datetime, Acting], None] | None = None,
) -> Organisation:
    at, library, acting = now(), shipped_prices(), Acting(who, wanted.id)
    with store.writing() as db:
        there = _same(db, wanted)
        if there:
            return there
        _insert(db, acting, at, wanted)
        put_library(db, acting, at, library)
        if fill:
            fill(db, at, acting)
    return wanted


def _insert(db: Connection, acting: Acting, at: datetime, made: Organisation) -> None:
    row = {"id": made.id, "name": made.name, "is_example": made.is_example} | stamps_of(acting, at)
    db.execute(insert(table("organisation")).values(row))
    record(db, acting, at, made.id, "create", (Change("organisation/name", None, made.name),))


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


def _follow_ups(folder: Path, chains: list[Chain]) -> tuple[list[FollowUp], list[Problem]]:
    found, problems = [], []
    for path in sorted(folder.glob(FOLLOW_UP_FILES)):
        follow_up, unread = read_follow_up(path.read_bytes())
        reasons = unfit_follow_up(follow_up, chains, (worked_example(),)) if follow_up else unread
        problems += [each._replace(place=f"{path.parent.name}/{path.name}#{each.place}") for each in reasons]
        found += [follow_up] if follow_up else []
    return found, problems


def rename_organisation(store: Store, acting: Acting, name: str) -> Organisation | Refused:
    """Give the organisation that the person acts for another name, one that no other has."""
    problems = _unfit_name(name)
    if problems:
        return Refused(problems)
    rows, wanted = table("organisation"), _tidy(name)
    with store.writing() as db:
        refused = barred_here(db, acting, Wish.ADMINISTER)
        if refused:
            return Refused(refused)
        there = db.execute(select(rows).where(rows.c.id == acting.organisation_id)).mappings().one()
        if db.execute(select(rows.c.id).where(rows.c.name == wanted, rows.c.id != there["id"])).first():
            return Refused((problem("storage.name_taken", "organisation/name", name=wanted),))
        if there["name"] != wanted:
            _rename(db, acting, there["name"], wanted)
    return Organisation(there["id"], wanted, there["is_example"])


def _rename(db: Connection, acting: Acting, before: str, after: str) -> None:
    at, rows = now(), table("organisation")
    told = {"name": after, "updated_at": at, "updated_by": acting.who}
    db.execute(update(rows).where(rows.c.id == acting.organisation_id).values(told))
    change = Change("organisation/name", before, after)
    record(db, acting, at, acting.organisation_id, "rename", (change,))


def _unfit_name(name: str) -> tuple[Problem, ...]:
    """A name stands on everybody's pages: it can be read, and has no sign that turns or hides what stands around it."""
    place, hidden = "organisation/name", CONTROL.search(name) or BIDI.search(name)
    if hidden:
        return (problem("form.unreadable", place, character=hostile.named(hidden[0])),)
    if len(name) > LONGEST_NAME:
        return (problem("form.too_long", place, count=len(name), limit=LONGEST_NAME),)
    return () if name.strip() else (problem("storage.no_name", place),)


def _tidy(name: str) -> str:
    """The name with single plain spaces, so that no other looks the same for their sake."""
    return " ".join(name.split())
