"""What the operations about how long things are kept answer."""

from dataclasses import dataclass
from datetime import date, datetime

from chain.retention import UNITS, Kind, Unit
from chain.text import Text


@dataclass(frozen=True)
class RetentionRule:
    """The rule in force for one kind; `keep` None: always. `version` 0 is the default, which nobody has changed."""

    kind: Kind
    keep: int | None
    reason: str = ""
    version: int = 0
    updated_at: datetime | None = None
    updated_by: str = ""

    @property
    def unit(self) -> Unit:
        """What `keep` counts."""
        return UNITS[self.kind]


@dataclass(frozen=True)
class DueThing:
    """One thing that is due: what it is called, what it belongs to, and its last day."""

    name: Text
    within: Text
    last_on: date


@dataclass(frozen=True)
class Due:
    """What is due of one kind: how many, the first of them by name, and a seal that is another for any other list."""

    rule: RetentionRule
    before: date
    count: int
    first: tuple[DueThing, ...]
    seal: str


@dataclass(frozen=True)
class Disposal:
    """What was disposed of, by which rule, when and by whom; nothing of what it was."""

    kind: Kind
    keep: int
    counted: int
    cutoff: datetime
    at: datetime
    who: str
