"""What the operations on typed reports answer with: plain frozen data, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sroi.printed import Report


@dataclass(frozen=True)
class PrintedSummary:
    """What a list shows of a typed report. Times are UTC."""

    id: str
    title: str
    version: int
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True)
class StoredPrinted:
    """A typed report as it stands. `touched` tells which save changed a part last; one that is not there, none."""

    id: str
    report: Report
    version: int
    touched: Mapping[str, int]
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True)
class PrintedMoved:
    """Another save came first; `current` is what to build on."""

    current: StoredPrinted
