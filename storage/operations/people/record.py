"""The history of an organisation's people: who gave whom which role, and when; without names and free texts."""

from datetime import datetime

from sqlalchemy import Connection, or_, select

from chain.people import Acting, Standing, Wish, may
from storage.changes import Change
from storage.operations.answers import HistoryEntry
from storage.operations.log import record
from storage.rows import table
from storage.unit_of_work import Store

_FIELDS = tuple(name for name in HistoryEntry.__dataclass_fields__ if name != "by_organisation")


def note(
    db: Connection, acting: Acting, at: datetime, action: str, place: str, old: object = None, new: object = None
) -> None:
    """Note what was done about a person or an invitation of the organisation that is acted for."""
    record(db, acting, at, acting.organisation_id, action, (Change(place, old, new),))


def people_history(
    store: Store, acting: Acting, limit: int | None = None, before: int | None = None
) -> list[HistoryEntry]:
    """What was done about the organisation's people and invitations, latest first; for its administrators.

    `before` is the id of the entry after which to go on.
    """
    log = table("change")
    about = or_(log.c.place.like("people/%"), log.c.place.like("invitations/%"))
    query = select(*(log.c[name] for name in _FIELDS)).where(log.c.organisation_id == acting.organisation_id)
    query = query.where(log.c.intervention_id.is_(None), about)
    if before is not None:
        query = query.where(log.c.id < before)
    if not may(acting, Wish.ADMINISTER, Standing(acting.organisation_id)):
        return []
    with store.reading() as db:
        return [HistoryEntry(*row, None) for row in db.execute(query.order_by(log.c.id.desc()).limit(limit))]
