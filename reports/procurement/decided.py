"""What was typed when an award was decided, read from its record, so that its documents can be made again."""

from dataclasses import dataclass
from datetime import date
import json

from reports.procurement.decision import Secret


@dataclass(frozen=True)
class Decided:
    """The choices of whoever decided, by the names that `Award` has for them."""

    winner_id: str
    decided_on: date
    standstill_until: date | None = None
    legal_reference: str = ""
    decided_by: str = ""
    choice_note: str = ""
    kept_until: date | None = None
    secrets: frozenset[Secret] = frozenset()


def read_decided(record: str) -> Decided:
    """What the record of an award (`record_text`) says was decided."""
    told = json.loads(record)
    days = {name: _day(told[name]) for name in ("decided_on", "standstill_until", "kept_until")}
    return Decided(
        winner_id=told["chosen"]["bid_id"],
        choice_note=told["chosen"]["how"],
        legal_reference=told["legal_reference"],
        decided_by=told["decided_by"],
        secrets=frozenset(map(Secret, told["secrets"])),
        **days,
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
