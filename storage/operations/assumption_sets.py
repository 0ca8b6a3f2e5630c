"""An organisation's assumption sets: lock one, list them, open one. What is locked is never edited."""

from uuid import uuid4

from sqlalchemy import Connection, insert, select

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from sroi.assumption_set import LockedSet, lock, open_set
from sroi.departures import between
from sroi.settings import Settings
from storage.changes import Change
from storage.operations.answers import Refused, SetSummary
from storage.operations.keeping import barred_here, registers_of
from storage.operations.log import record
from storage.operations.prices import read_library
from storage.rows import table
from storage.unit_of_work import Store, now

_LISTED = tuple(SetSummary.__dataclass_fields__)


def lock_assumptions(
    store: Store, acting: Acting, settings: Settings, name: str, note: str = ""
) -> SetSummary | Refused:
    """Lock these conventions and the organisation's price library as it stands, as its next assumption set.

    From then on it is the one in force. The very same set locked twice is there once, so a double click is harmless.
    """
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.REGISTER)
        if problems:
            return Refused(problems)
        last = _last(db, acting.organisation_id)
        locked = _locked(db, acting, settings, name, note, last.number + 1 if last else 1)
        if not isinstance(locked, LockedSet):
            return Refused(tuple(locked))
        return last if _same(db, last, locked) else _put_in(db, acting, locked)


def would_be_locked(store: Store, acting: Acting, settings: Settings) -> LockedSet | list[Problem]:
    """What locking now would lock, under no name yet; to be held against the set in force. Nothing is kept."""
    with store.reading() as db:
        return list(barred_here(db, acting, Wish.READ)) or _locked(db, acting, settings, "-", "", 1)


def _locked(
    db: Connection, acting: Acting, settings: Settings, name: str, note: str, number: int
) -> LockedSet | list[Problem]:
    rows = table("organisation")
    organisation = db.execute(select(rows.c.name).where(rows.c.id == acting.organisation_id)).scalar()
    prices = read_library(db, acting.organisation_id).values()
    told = {"organisation": organisation, "number": number, "name": name, "note": note}
    return lock(settings, prices, who=acting.who, at=now(), **told)


def _same(db: Connection, last: SetSummary | None, locked: LockedSet) -> bool:
    if last is None or (last.name, last.note) != (locked.set.name, locked.set.note):
        return False
    before, _ = _opened(db, last.id)
    return before is not None and not between(before, locked)


def _put_in(db: Connection, acting: Acting, locked: LockedSet) -> SetSummary:
    what = locked.set
    row = {
        "id": str(uuid4()),
        "organisation_id": acting.organisation_id,
        "number": what.number,
        "name": what.name,
        "note": what.note,
        "created_at": what.locked_at,
        "created_by": what.locked_by,
        "sha256": locked.sha256,
        "content": locked.text,
    }
    db.execute(insert(table("assumption_set")).values(row))
    born = Change(f"assumption_sets/{what.number}", None, {"name": what.name, "sha256": locked.sha256})
    record(db, acting, what.locked_at, acting.organisation_id, "lock", (born,))
    return SetSummary(**{name: row[name] for name in _LISTED})


def assumption_sets(store: Store, acting: Acting) -> list[SetSummary]:
    """The organisation's assumption sets, the one in force first."""
    with store.reading() as db:
        return _listed(db, registers_of(db, acting, None))


def set_in_force(store: Store, acting: Acting, of: str | None = None) -> SetSummary | None:
    """The set that was locked last, or None. `of` is the organisation whose set it is; see `registers_of`."""
    with store.reading() as db:
        return _last(db, registers_of(db, acting, of))


def _listed(db: Connection, organisation_id: str, most: int | None = None) -> list[SetSummary]:
    rows = table("assumption_set")
    query = select(*(rows.c[name] for name in _LISTED)).where(rows.c.organisation_id == organisation_id)
    return [SetSummary(*row) for row in db.execute(query.order_by(rows.c.number.desc()).limit(most))]


def _last(db: Connection, organisation_id: str) -> SetSummary | None:
    return next(iter(_listed(db, organisation_id, most=1)), None)


def assumption_set(store: Store, acting: Acting, set_id: str) -> tuple[LockedSet | None, list[Problem]]:
    """A set opened, with everything about it that does not hold; None when it is not there for this person."""
    rows = table("assumption_set")
    with store.reading() as db:
        owner = db.execute(select(rows.c.organisation_id).where(rows.c.id == set_id)).scalar()
        if registers_of(db, acting, owner or set_id) != owner:
            return None, [problem("assumption_set.gone", "assumption_set")]
        return _opened(db, set_id)


def opened_in_force(db: Connection, organisation_id: str) -> LockedSet | None:
    """The organisation's set in force, if it has one that is what was locked."""
    last = _last(db, organisation_id)
    found, problems = _opened(db, last.id) if last else (None, [])
    return None if problems else found


def _opened(db: Connection, set_id: str) -> tuple[LockedSet | None, list[Problem]]:
    rows = table("assumption_set")
    row = db.execute(select(rows.c.content, rows.c.sha256).where(rows.c.id == set_id)).one()
    return open_set(row.content, row.sha256)
