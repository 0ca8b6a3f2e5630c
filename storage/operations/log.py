"""Writing the history: each change in the transaction that makes it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from chain.people import Acting
from storage.changes import Change, joined
from storage.rows import table

IN_THE_CHAIN = ("save", "undo", "redact")
"""The actions that make a new version of a chain that is there."""


def record(
    db: Connection,
    acting: Acting,
    at: datetime,
    organisation_id: str,
    action: str,
    found: Iterable[Change],
    intervention_id: str | None = None,
    version: int | None = None,
    reason: str | None = None,
    undoes: int | None = None,
) -> None:
    """Note what was done, one row for each change; why, where that was asked; and which version an undo takes back.

    `organisation_id` is whose the thing is. Someone else's doing bears the name of whom they acted for.
    """
    common = {
        "organisation_id": organisation_id,
        "intervention_id": intervention_id,
        "version": version,
        "action": action,
        "at": at,
        "who": acting.who,
        "reason": reason,
        "undoes": undoes,
        "by_organisation_id": acting.organisation_id if acting.organisation_id != organisation_id else None,
    }
    rows = [common | change._asdict() for change in found]
    if rows:
        db.execute(insert(table("change")), rows)


def changes_since(db: Connection, intervention_id: str, version: int) -> tuple[Change, ...]:
    """All that was changed in the chain after this version, each place from its first old to its last new."""
    log = table("change")
    query = select(log.c.place, log.c.old, log.c.new).where(
        log.c.intervention_id == intervention_id, log.c.version > version, log.c.action.in_(IN_THE_CHAIN)
    )
    return joined(Change(*row) for row in db.execute(query.order_by(log.c.id)))
