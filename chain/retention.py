"""How long each kind of what is kept is kept: the rules that hold until an organisation decides otherwise.

A thing is due to be disposed of when more than the time of its rule has passed since its last day. Nothing is disposed
of by itself: somebody looks at what is due and says so.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What there are rules for, in the order in which it is disposed of: parts before what they are parts of, and the
    past of what is gone before more goes.

    The last day is, in turn: when a draft was typed in; the last line in the history of something that is gone, with
    nothing kept of it; the end of the period that a file is evidence for; the end of an indicator's last period; when
    an intervention or a comparison was put away; when a typed report was saved; when a result was kept; until when a
    closed procurement is to be kept by its own note; when a portfolio or a fund's
    account was put away.
    """

    DRAFTS = "drafts"
    PASTS = "pasts"
    EVIDENCE = "evidence"
    MEASUREMENTS = "measurements"
    INTERVENTIONS = "interventions"
    COMPARISONS = "comparisons"
    PRINTED = "printed"
    KEPT = "kept"
    PROCUREMENTS = "procurements"
    PORTFOLIOS = "portfolios"
    FUNDS = "funds"


class Unit(StrEnum):
    """What a rule counts in."""

    DAYS = "days"
    YEARS = "years"


UNITS: Mapping[Kind, Unit] = MappingProxyType(dict.fromkeys(Kind, Unit.YEARS) | {Kind.DRAFTS: Unit.DAYS})
DEFAULTS: Mapping[Kind, int | None] = MappingProxyType(
    {
        Kind.DRAFTS: 180,
        Kind.PASTS: 10,
        Kind.EVIDENCE: 5,
        Kind.MEASUREMENTS: 10,
        Kind.INTERVENTIONS: 10,
        Kind.COMPARISONS: 10,
        Kind.PRINTED: 10,
        Kind.KEPT: None,
        Kind.PROCUREMENTS: 1,
        Kind.PORTFOLIOS: 10,
        Kind.FUNDS: 10,
    }
)
"""How many days or years; None: always, as a published result must be possible to calculate again."""
MOST: Mapping[Unit, int] = MappingProxyType({Unit.DAYS: 3_650, Unit.YEARS: 100})


def cutoff(kind: Kind, keep: int, today: date) -> date:
    """The first day that is not due: what has its last day before it is. From 29 February, years go to the 28th."""
    if UNITS[kind] is Unit.DAYS:
        return today - timedelta(days=keep)
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    return today.replace(year=today.year - keep, day=day)
