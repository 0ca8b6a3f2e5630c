"""List, load, create and save interventions."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from chain.model import Chain
from chain.problem import problem
from storage.changes import changes
from storage.fitness import unfit_chain, unfit_words
from storage.mapping import HEADER, columns, sharing, sound
from storage.operations.answers import Conflict, InterventionSummary, Refused, Saved, Stored
from storage.operations.keeping import gone, missing_organisation, put_in, stored, text_of, unfit
from storage.operations.log import changes_since, record
from storage.repositories import header, read_chain
from storage.rows import difference, table, write
from storage.unit_of_work import Store, now

_TEXTS = ("name", "responsible_unit")
_LISTED = tuple(field for field in InterventionSummary.__dataclass_fields__ if field not in _TEXTS)


def list_interventions(store: Store, organisation_id: str, archived: bool = False) -> list[InterventionSummary]:
    """The organisation's interventions, oldest first: those in use, or those put away."""
    rows = table("intervention")
    names = (*_LISTED, *(f"{field}_{language}" for field in _TEXTS for language in ("sv", "en")))
    put_away = rows.c.archived_at.is_not(None) if archived else rows.c.archived_at.is_(None)
    query = select(*(rows.c[name] for name in names)).where(rows.c.organisation_id == organisation_id, put_away)
    with store.reading() as db:
        found = db.execute(query.order_by(rows.c.created_at, rows.c.id)).mappings()
        return [_summary(row) for row in found]


def _summary(row: Mapping[str, object]) -> InterventionSummary:
    told = {name: row[name] for name in _LISTED} | {field: text_of(row, field) for field in _TEXTS}
    kinds = InterventionSummary.__annotations__
    return InterventionSummary(**told | {name: kinds[name](told[name]) for name in ("status", "claim", "method")})


def load(store: Store, intervention_id: str) -> Stored | None:
    """The intervention as it stands now, or None."""
    with store.reading() as db:
        found = header(db, intervention_id)
        return stored(store, db, found) if found else None


def create(store: Store, who: str, organisation_id: str, chain: Chain) -> Stored | Refused:
    """Keep a new intervention under the chain's own id. The same chain created twice is there once."""
    problems = unfit(chain)
    if problems:
        return Refused(problems)
    with store.writing() as db:
        there = header(db, chain.id)
        if there:
            return _created_before(db, there, organisation_id, chain)
        problems = missing_organisation(db, organisation_id)
        return Refused(problems) if problems else put_in(db, who, now(), organisation_id, "create", chain)


def _created_before(db: Connection, there: Mapping, organisation_id: str, chain: Chain) -> Stored | Refused:
    if there["organisation_id"] == organisation_id and read_chain(db, there) == chain:
        return Stored(chain, **{name: there[name] for name in Stored.__dataclass_fields__ if name != "chain"})
    return Refused((problem("storage.id_taken", "chain/id", id=chain.id),))


def save(
    store: Store, who: str, chain: Chain, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw, with the reason where asked.

    A Conflict when someone else has saved since, with nothing kept and nothing lost; a save of what is there already is
    no conflict and no new version, so a double click is harmless. Refused when the intervention is gone or put away,
    or when something in the chain cannot be kept as it is.
    """
    with store.reading() as db:
        found = header(db, chain.id)
        there = stored(store, db, found) if found else None
    if there is None or there.archived:
        return Refused((gone(chain.id) if there is None else problem("storage.archived", "chain", id=chain.id),))
    chain = sharing(there.chain, chain)
    if there.chain == chain:
        return Saved(there.version, there.updated_at, there.updated_by, ())
    if there.version != expected_version:
        return _conflict(store, chain.id, expected_version)
    told = {"action": "save", "reason": reason}
    return save_over(store, who, there, chain, **told) or save(store, who, chain, expected_version, reason)


def save_over(
    store: Store,
    who: str,
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
        if not _move_version(db, who, at, there.version, chain):
            return None
        write(db, before, after)
        record(db, who, at, there.organisation_id, action, found, chain.id, version, reason, undoes)
    store.recent.keep((chain.id, version, there.created_at, at), chain)
    return Saved(version, at, who, found)


def _move_version(db: Connection, who: str, at: datetime, version: int, chain: Chain) -> bool:
    """Write the header where it still has this version; whether it had."""
    rows = table("intervention")
    untouched = (rows.c.id == chain.id, rows.c.version == version, rows.c.archived_at.is_(None))
    values = columns(HEADER, chain) | {"version": version + 1, "updated_at": at, "updated_by": who}
    return db.execute(update(rows).where(*untouched).values(values)).rowcount == 1


def _conflict(store: Store, intervention_id: str, expected_version: int) -> Conflict | Refused:
    with store.reading() as db:
        found = header(db, intervention_id)
        if found is None:
            return Refused((gone(intervention_id),))
        current = stored(store, db, found)
        since = changes_since(db, intervention_id, expected_version)
    return Conflict(current.updated_by, current.updated_at, current.version, since, current)
