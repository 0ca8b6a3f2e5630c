"""The history of an intervention, and the way back from one's own last actions."""

from sqlalchemy import ColumnElement, Connection, func, or_, select

from chain.people import Acting
from chain.problem import problem
from storage.changes import Change
from storage.operations.answers import HistoryEntry, Refused, Saved, Stored
from storage.operations.interventions import closed, save_over
from storage.operations.keeping import reads_past, stored
from storage.repositories import header
from storage.rows import table
from storage.taking_back import MovedOn, taken_back
from storage.unit_of_work import Store

_FIELDS = tuple(name for name in HistoryEntry.__dataclass_fields__ if name != "by_organisation")


def history(
    store: Store,
    acting: Acting,
    intervention_id: str,
    place_prefix: str | None = None,
    limit: int | None = None,
    before: int | None = None,
) -> list[HistoryEntry]:
    """Every change of the intervention, latest first: in the order they were made, whatever the clock said.

    `place_prefix` leaves what concerns that place: itself, what is inside it, and the coming or going of what it
    belongs to. `before` is the id of the entry after which to go on. Who may read the
    intervention reads its history; that of a deleted one is its owner's.
    """
    log = table("change")
    others = table("organisation")
    query = select(*(log.c[name] for name in _FIELDS), others.c.name.label("by_organisation"))
    query = query.outerjoin(others, others.c.id == log.c.by_organisation_id)
    query = query.where(log.c.intervention_id == intervention_id)
    if place_prefix:
        query = query.where(_concerns(log.c.place, place_prefix))
    if before is not None:
        query = query.where(log.c.id < before)
    with store.reading() as db:
        if not reads_past(db, acting, intervention_id):
            return []
        return [HistoryEntry(*row) for row in db.execute(query.order_by(log.c.id.desc()).limit(limit))]


def _concerns(place: ColumnElement, prefix: str) -> ColumnElement:
    steps = prefix.split("/")
    above = ["/".join(steps[:count]) for count in range(2, len(steps))]
    inside = f"{prefix}/"
    return or_(place.in_([prefix, *above]), func.substr(place, 1, len(inside)) == inside)


def history_places(store: Store, acting: Acting, intervention_id: str) -> list[str]:
    """The places that the history tells about, down to the element: `chain`, `effects/E1`, …; in alphabetic order."""
    log = table("change")
    query = select(log.c.place).where(log.c.intervention_id == intervention_id).distinct()
    with store.reading() as db:
        found = db.execute(query).scalars().all() if reads_past(db, acting, intervention_id) else []
    return sorted({"/".join(each.split("/")[: 1 if each.startswith("chain") else 2]) for each in found})


def last_own_changes(store: Store, acting: Acting, intervention_id: str) -> tuple[Change, ...]:
    """What `undo` would take back: this person's last save for this organisation that is not taken back yet, or ()."""
    with store.reading() as db:
        found = header(db, acting, intervention_id)
        closed_now = closed(acting, found, intervention_id)
        return () if closed_now else last_own(db, acting, found["id"], found["organisation_id"])[1]


def last_own(db: Connection, acting: Acting, of: str, owner_id: str) -> tuple[int | None, tuple[Change, ...]]:
    """The version and the changes of this person's last save of the thing `of` that is not taken back yet.

    One's own is what this person did for this organisation; the log names it where it is not the owner.
    """
    log = table("change")
    ours = log.c.intervention_id == of
    undone = select(log.c.undoes).where(ours, log.c.undoes.is_not(None))
    guest = acting.organisation_id if acting.organisation_id != owner_id else None
    by = log.c.who == acting.who, log.c.by_organisation_id.is_not_distinct_from(guest)
    own = (ours, *by, log.c.action == "save", log.c.version.not_in(undone))
    version = db.execute(select(log.c.version).where(*own).order_by(log.c.id.desc()).limit(1)).scalar()
    query = select(log.c.place, log.c.old, log.c.new).where(ours, log.c.version == version, log.c.action == "save")
    return version, tuple(Change(*row) for row in db.execute(query.order_by(log.c.id)))


def undo(store: Store, acting: Acting, intervention_id: str) -> Saved | Refused:
    """Take back this person's last save for this organisation, as a new change; once more, the one before it.

    Refused when there is none, or when someone has since changed the same place: then nothing is taken back.
    """
    with store.reading() as db:
        found = header(db, acting, intervention_id)
        unchangeable = closed(acting, found, intervention_id)
        if unchangeable:
            return Refused((unchangeable,))
        there = stored(store, db, found)
        version, steps = last_own(db, acting, found["id"], found["organisation_id"])
    if version is None:
        return Refused((problem("storage.nothing_to_undo", "chain"),))
    return _take_back(store, acting, there, version, steps) or undo(store, acting, intervention_id)


def _take_back(
    store: Store, acting: Acting, there: Stored, version: int, steps: tuple[Change, ...]
) -> Saved | Refused | None:
    try:
        before = taken_back(there.chain, steps)
    except MovedOn as moved:
        return Refused((problem("storage.moved_on", moved.place),))
    return save_over(store, acting, there, before, "undo", undoes=version)
