"""List, load, add, copy and save comparisons of interventions for children; an organisation's own alone."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from chain.forecast.model import Comparison
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.text import Text
from storage.changes import Change, plain
from storage.comparison_changes import comparison_changes
from storage.fitness import unfit_words
from storage.operations.answers import ComparisonSummary, Conflict, Refused, Saved, StoredComparison
from storage.operations.comparison_rows import (
    columns_of,
    comparison_key,
    comparison_row,
    no_comparison,
    own_intervention,
    stored_comparison,
    unchangeable,
    unfit_comparison,
)
from storage.operations.keeping import barred_here, reads_here, stamps_of
from storage.operations.log import changes_since, record
from storage.rows import table
from storage.unit_of_work import Store, now

_LISTED = tuple(name for name in ComparisonSummary.__dataclass_fields__ if name != "name")
_IN_USE = {"archived_at": None, "archived_by": None}


def comparisons(store: Store, acting: Acting, archived: bool = False) -> list[ComparisonSummary]:
    """The organisation's comparisons, in use or put away, latest changed first."""
    rows = table("comparison")
    query = select(*(rows.c[name] for name in _LISTED), rows.c.name_sv, rows.c.name_en)
    put_away = rows.c.archived_at.is_not(None) if archived else rows.c.archived_at.is_(None)
    query = query.where(rows.c.organisation_id == acting.organisation_id, put_away)
    if not reads_here(acting):
        return []
    with store.reading() as db:
        found = db.execute(query.order_by(rows.c.updated_at.desc(), rows.c.id)).mappings().all()
    return [ComparisonSummary(**{name: row[name] for name in _LISTED}, name=_name(row)) for row in found]


def _name(row) -> Text:
    return Text(sv=row["name_sv"], en=row["name_en"])


def load_comparison(store: Store, acting: Acting, comparison_id: str) -> StoredComparison | None:
    """The comparison as it stands now, or None when it is not there for this organisation."""
    with store.reading() as db:
        row = comparison_row(db, acting, comparison_id)
    return stored_comparison(row) if row else None


def add_comparison(
    store: Store, acting: Acting, comparison: Comparison, intervention_id: str | None = None, action: str = "create"
) -> StoredComparison | Refused:
    """Keep a new comparison under its own id, as the organisation's own. Added twice it is there once.

    `action` is what the history calls it: create, import or copy.
    """
    unfit = unfit_comparison(comparison)
    if unfit:
        return Refused(unfit)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.COMPARE)
        refused = own_intervention(db, acting, intervention_id)
        if problems or refused:
            return Refused(problems or (refused,))
        if comparison_taken(db, comparison.id):
            return _added_before(db, acting, comparison)
        return put_comparison(db, acting, now(), comparison, intervention_id, action)


def put_comparison(
    db: Connection,
    acting: Acting,
    at: datetime,
    comparison: Comparison,
    intervention_id: str | None = None,
    action: str = "create",
) -> StoredComparison:
    """Insert a comparison that is fit and whose id is free; it belongs to whom the person acts for."""
    own = {"id": comparison.id, "organisation_id": acting.organisation_id, "intervention_id": intervention_id}
    row = own | {"version": 1} | _IN_USE | columns_of(comparison) | stamps_of(acting, at)
    db.execute(insert(table("comparison")).values(row))
    born = Change("comparison", None, {"name": plain(comparison.name)})
    _note(db, acting, at, action, (born,), comparison.id, 1)
    return stored_comparison(row | {"writable": True})


def comparison_taken(db: Connection, comparison_id: str) -> bool:
    """Whether a comparison has or had this id: a history is one thing's."""
    rows, log = table("comparison"), table("change")
    there = select(rows.c.id).where(rows.c.id == comparison_id)
    past = select(log.c.id).where(log.c.intervention_id == comparison_key(comparison_id)).limit(1)
    return any(db.execute(query).first() is not None for query in (there, past))


def _added_before(db: Connection, acting: Acting, comparison: Comparison) -> StoredComparison | Refused:
    row = comparison_row(db, acting, comparison.id)
    there = stored_comparison(row) if row else None
    if there and there.comparison == comparison:
        return there
    return Refused((problem("storage.comparison_id_taken", "name", id=comparison.id),))


def copy_comparison(
    store: Store, acting: Acting, comparison_id: str, new_name: Text, new_id: str
) -> StoredComparison | Refused:
    """A new comparison like this one, about the same intervention, under a new name and this new id."""
    there = load_comparison(store, acting, comparison_id)
    if there is None:
        return Refused((no_comparison(comparison_id),))
    twin = there.comparison.model_copy(update={"id": new_id, "name": new_name})
    return add_comparison(store, acting, twin, there.intervention_id, "copy")


def save_comparison(
    store: Store, acting: Acting, comparison: Comparison, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw.

    A Conflict when someone else has saved since, with nothing kept; a save of what is there already is no conflict and
    no new version. Refused when it is gone or put away, or when something in it cannot be kept.
    """
    with store.reading() as db:
        row = comparison_row(db, acting, comparison.id)
    refused = unchangeable(row, comparison.id)
    if refused:
        return Refused((refused,))
    there = stored_comparison(row)
    if there.comparison == comparison:
        return Saved(there.version, there.updated_at, there.updated_by, ())
    if there.version != expected_version:
        return _conflict(store, acting, comparison.id, expected_version)
    done = save_comparison_over(store, acting, there, comparison, "save", reason)
    return done or save_comparison(store, acting, comparison, expected_version, reason)


def save_comparison_over(
    store: Store,
    acting: Acting,
    there: StoredComparison,
    comparison: Comparison,
    action: str,
    reason: str | None = None,
    undoes: int | None = None,
) -> Saved | Refused | None:
    """Write the comparison if nobody has saved since `there` was read; None if someone has."""
    unfit = (*unfit_comparison(comparison), *unfit_words("change/reason", reason or ""))
    if unfit:
        return Refused(unfit)
    found, at, version = comparison_changes(there.comparison, comparison), now(), there.version + 1
    rows = table("comparison")
    with store.writing(comparison_key(comparison.id)) as db:
        row = comparison_row(db, acting, comparison.id)
        if unchangeable(row, comparison.id) or row["version"] != there.version:
            return None
        told = columns_of(comparison) | {"version": version, "updated_at": at, "updated_by": acting.who}
        db.execute(update(rows).where(rows.c.id == comparison.id).values(told))
        _note(db, acting, at, action, found, comparison.id, version, reason, undoes)
    return Saved(version, at, acting.who, found)


def _conflict(store: Store, acting: Acting, comparison_id: str, expected_version: int) -> Conflict | Refused:
    with store.reading() as db:
        row = comparison_row(db, acting, comparison_id)
        since = changes_since(db, comparison_key(comparison_id), expected_version)
    if row is None:
        return Refused((no_comparison(comparison_id),))
    current = stored_comparison(row)
    return Conflict(current.updated_by, current.updated_at, current.version, since, current)


def _note(
    db: Connection,
    acting: Acting,
    at: datetime,
    action: str,
    found: tuple[Change, ...],
    comparison_id: str,
    version: int,
    reason: str | None = None,
    undoes: int | None = None,
) -> None:
    key = comparison_key(comparison_id)
    record(db, acting, at, acting.organisation_id, action, found, key, version, reason, undoes)


def point_comparison(store: Store, acting: Acting, comparison_id: str, intervention_id: str | None) -> Problem | None:
    """Say which of the organisation's interventions the comparison is about; None: about none. No new version."""
    rows = table("comparison")
    with store.writing() as db:
        row = comparison_row(db, acting, comparison_id)
        refused = unchangeable(row, comparison_id) or own_intervention(db, acting, intervention_id)
        if refused:
            return refused
        if row["intervention_id"] != intervention_id:
            db.execute(update(rows).where(rows.c.id == comparison_id).values(intervention_id=intervention_id))
            moved = Change("comparison/intervention", row["intervention_id"], intervention_id)
            _note(db, acting, now(), "about", (moved,), comparison_id, row["version"])
    return None
