"""Load, create and save interventions."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, update

from chain.model import Chain
from chain.people import Access, Acting, Wish
from chain.problem import Problem, problem
from storage.changes import changes
from storage.fitness import unfit_chain, unfit_words
from storage.mapping import header_columns, sharing, sound
from storage.operations.answers import Conflict, Refused, Saved, Stored
from storage.operations.follow_up.copying import copy_plan
from storage.operations.keeping import (
    barred,
    barred_here,
    gone,
    put_in,
    stored,
    stored_several,
    unfit,
    with_header,
)
from storage.operations.log import changes_since, record
from storage.repositories import Header, header, headers, read_chain, taken
from storage.rows import difference, table, write
from storage.unit_of_work import Store, now


def load(store: Store, acting: Acting, intervention_id: str) -> Stored | None:
    """The intervention as it stands now; None when there is none, or none for whom this person acts for."""
    with store.reading() as db:
        found = header(db, acting, intervention_id)
        return stored(store, db, found) if found else None


def load_several(store: Store, acting: Acting, intervention_ids: Collection[str]) -> dict[str, Stored]:
    """The interventions as they stand now, by id, in as many queries as for one; those out of reach are left out."""
    if not intervention_ids:
        return {}
    with store.reading() as db:
        return stored_several(store, db, headers(db, acting, intervention_ids).values())


def create(store: Store, acting: Acting, chain: Chain, plan_of: str | None = None) -> Stored | Refused:
    """Keep a new intervention under the chain's own id, as the organisation's own. Created twice it is there once.

    `plan_of` is an intervention whose plan of what to measure it gets.
    """
    problems = unfit(chain)
    if problems:
        return Refused(problems)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.BEGIN)
        if problems:
            return Refused(problems)
        if taken(db, acting, chain.id):
            return _created_before(db, acting, chain)
        return _put_in_with_plan(db, acting, chain, plan_of)


def _put_in_with_plan(db: Connection, acting: Acting, chain: Chain, plan_of: str | None) -> Stored:
    at = now()
    made = put_in(db, acting, at, "create", chain)
    if plan_of is not None and header(db, acting, plan_of) is not None:
        copy_plan(db, acting, at, plan_of, chain.id)
    return made


def _created_before(db: Connection, acting: Acting, chain: Chain) -> Stored | Refused:
    there = header(db, acting, chain.id)
    if there and there["access"] is Access.OWN and read_chain(db, there) == chain:
        return with_header(chain, there)
    return Refused((problem("storage.id_taken", "chain/id", id=chain.id),))


def save(
    store: Store, acting: Acting, chain: Chain, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw, with the reason where asked.

    A Conflict when someone else has saved since, with nothing kept and nothing lost; a save of what is there already is
    no conflict and no new version, so a double click is harmless. Refused when the intervention is gone, put away or
    only for reading, or when something in the chain cannot be kept as it is.
    """
    with store.reading() as db:
        found = header(db, acting, chain.id)
        unchangeable = closed(acting, found, chain.id)
        if unchangeable:
            return Refused((unchangeable,))
        there = stored(store, db, found)
    chain = sharing(there.chain, chain)
    if there.chain == chain:
        return Saved(there.version, there.updated_at, there.updated_by, ())
    if there.version != expected_version:
        return _conflict(store, acting, chain.id, expected_version)
    told = {"action": "save", "reason": reason}
    return save_over(store, acting, there, chain, **told) or save(store, acting, chain, expected_version, reason)


def closed(acting: Acting, found: Header | None, intervention_id: str) -> Problem | None:
    """Why the intervention with this header cannot be changed by this person now, or None."""
    put_away = found and found["archived_at"] is not None
    archived = problem("storage.archived", "chain", id=intervention_id) if put_away else None
    return barred(acting, Wish.WRITE, found, intervention_id) or archived


def save_over(
    store: Store,
    acting: Acting,
    there: Stored,
    chain: Chain,
    action: str,
    reason: str | None = None,
    undoes: int | None = None,
) -> Saved | Refused | None:
    """Write the difference if nobody has saved since `there` was read; None if someone has."""
    before, after = difference(there.chain, chain)
    problems = [*unfit_chain(chain, after), *unfit_words("change/reason", reason or "")]
    if problems:
        return Refused(tuple(problems))
    chain = sound(there.chain, chain)
    found, at, version = changes(there.chain, chain), now(), there.version + 1
    with store.writing(chain.id) as db:
        if not _move_version(db, acting, at, there.version, chain):
            return None
        write(db, before, after)
        record(db, acting, at, there.organisation_id, action, found, chain.id, version, reason, undoes)
    store.recent.keep((chain.id, version, there.created_at, at), chain)
    return Saved(version, at, acting.who, found)


def _move_version(db: Connection, acting: Acting, at: datetime, version: int, chain: Chain) -> bool:
    """Write the header where it still has this version and may still be written; whether it was."""
    rows = table("intervention")
    if closed(acting, header(db, acting, chain.id), chain.id):
        return False
    untouched = (rows.c.id == chain.id, rows.c.version == version, rows.c.archived_at.is_(None))
    values = header_columns(chain) | {"version": version + 1, "updated_at": at, "updated_by": acting.who}
    return db.execute(update(rows).where(*untouched).values(values)).rowcount == 1


def _conflict(store: Store, acting: Acting, intervention_id: str, expected_version: int) -> Conflict | Refused:
    with store.reading() as db:
        found = header(db, acting, intervention_id)
        if found is None:
            return Refused((gone(intervention_id),))
        current = stored(store, db, found)
        since = changes_since(db, intervention_id, expected_version)
    return Conflict(current.updated_by, current.updated_at, current.version, since, current)
