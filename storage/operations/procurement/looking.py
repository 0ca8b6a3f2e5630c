"""Procurements as everybody who reads them may see them: a list, one of them, its log. Nothing here tells of bids."""

from sqlalchemy import Connection, select

from chain.people import Acting
from chain.procurement.part import SEALED, SEES_BIDS, Event, Part
from chain.procurement.state import State
from chain.text import Text
from storage.operations.keeping import reads_here
from storage.operations.procurement.answers import (
    Appointment,
    LockedModel,
    LogLine,
    ProcurementMoved,
    ProcurementSummary,
    Signature,
    StoredProcurement,
)
from storage.operations.procurement.rows import Held, Reached, Row, model_of, reached, rows_in
from storage.rows import table
from storage.unit_of_work import Store

_OWN = ("id", "round", "version", "intervention_id", "standstill_until", "closed_at", "closed_by", "closing_note")
_OWN += ("kept_until", "created_at", "created_by", "updated_at", "updated_by")
_LISTED = ("id", "round", "version", "intervention_id", "opens_at", "closed_at", "updated_at", "updated_by")


def procurements(store: Store, acting: Acting, closed: bool = False) -> list[ProcurementSummary]:
    """The procurements that the person reads or is appointed in, open or closed, latest changed first."""
    rows, parts = table("procurement"), table("procurement_part")
    names = (*_LISTED, "state", "title_sv", "title_en")
    shut = rows.c.closed_at.is_not(None) if closed else rows.c.closed_at.is_(None)
    query = select(*(rows.c[name] for name in names)).where(rows.c.organisation_id == acting.organisation_id, shut)
    if not reads_here(acting):
        mine = select(parts.c.procurement_id).where(parts.c.who == acting.who, parts.c.part != str(Part.SUPPLIER))
        query = query.where(rows.c.id.in_(mine))
    if acting.grants == frozenset():
        return []
    with store.reading() as db:
        found = db.execute(query.order_by(rows.c.updated_at.desc(), rows.c.id)).mappings().all()
    return [_summary(row) for row in found]


def _summary(row: Row) -> ProcurementSummary:
    told = {name: row[name] for name in _LISTED}
    return ProcurementSummary(**told, state=State(row["state"]), title=Text(sv=row["title_sv"], en=row["title_en"]))


def load(store: Store, acting: Acting, procurement_id: str) -> StoredProcurement | None:
    """The procurement as it stands, or None when it is not there for this person."""
    with store.reading() as db:
        found = reached(db, acting, procurement_id)
        return stored(db, found) if found else None


def stored(db: Connection, found: Reached) -> StoredProcurement:
    """The row as an answer, with all that hangs on it and is for everybody."""
    row = found.row
    locked = rows_in(db, "locked_model", row["id"], order="round")
    now = next((each for each in locked if each["round"] == row["round"]), None)
    return StoredProcurement(
        **{name: row[name] for name in _OWN},
        model=model_of(row, now),
        state=State(row["state"]),
        locked=tuple(_locked(row, each) for each in locked),
        appointed=tuple(map(_appointment, rows_in(db, "procurement_part", row["id"]))),
        signatures=tuple(map(_signature, rows_in(db, "opening_signature", row["id"]))),
        parts=found.parts,
    )


def again(held: Held) -> StoredProcurement:
    """The procurement as it stands after what was just written."""
    return stored(held.db, reached(held.db, held.acting, held.id))


def moved(held: Held, expected_version: int) -> ProcurementMoved | None:
    """Who was first, where the procurement is no longer the version that the person saw."""
    row = held.row
    if row["version"] == expected_version:
        return None
    return ProcurementMoved(row["updated_by"], row["updated_at"], row["version"], stored(held.db, held))


def _locked(row: Row, each: Row) -> LockedModel:
    told = {name: each[name] for name in ("round", "content", "engine_version", "at", "who")}
    return LockedModel(model=model_of(row, each), fingerprint=each["sha256"], **told)


def _appointment(row: Row) -> Appointment:
    return Appointment(Part(row["part"]), row["who"], row["name"], row["at"], row["by_who"])


def _signature(row: Row) -> Signature:
    return Signature(*(row[name] for name in Signature.__dataclass_fields__))


def log(store: Store, acting: Acting, procurement_id: str) -> list[LogLine]:
    """What was done, first first; the lines that are there because of bids only for those who see bids."""
    with store.reading() as db:
        found = reached(db, acting, procurement_id)
        lines = rows_in(db, "procurement_event", procurement_id, order="number")
    if found is None:
        return []
    shown = frozenset(Event) if found.parts & SEES_BIDS else frozenset(Event) - SEALED
    return [_line(row) for row in lines if Event(row["event"]) in shown]


def _line(row: Row) -> LogLine:
    return LogLine(row["round"], Event(row["event"]), row["about"], row["words"], row["at"], row["who"])
