"""What the operations of follow-up ask with and answer with: plain frozen data, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from chain.measurement import Observation, PlannedIndicator, Target
from chain.people import Role, Wish
from chain.period import Period
from chain.problem import Problem
from chain.text import Text
from chain.workflow import LockReason, State, Step
from storage.changes import Change


class MeasurementKey(NamedTuple):
    """Which measurement: of an intervention's indicator, in a period (by its name: 2025, 2025-Q3, …)."""

    intervention_id: str
    indicator_id: str
    period: str

    @property
    def place(self) -> str:
        """Where it is, as problems and the history name it."""
        return f"follow_up/{self.indicator_id}/{self.period}"


@dataclass(frozen=True)
class StoredIndicator:
    """A planned indicator as it stands. `version` is what a save must name to show that it builds on this.

    `measured`: values exist, so what it counts and how it is summed up is settled. A closed one is measured no more.
    """

    indicator: PlannedIndicator
    version: int
    measured: bool
    closed_at: datetime | None
    closed_by: str | None
    succeeded_by: str | None
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True)
class StoredPlan:
    """What is to be measured of an intervention, in order, closed ones last; and every target in all its versions."""

    intervention_id: str
    indicators: tuple[StoredIndicator, ...]
    targets: tuple[Target, ...]

    def of(self, indicator_id: str) -> StoredIndicator | None:
        """The indicator of this id."""
        return next((each for each in self.indicators if each.indicator.id == indicator_id), None)


@dataclass(frozen=True)
class Colleague:
    """Somebody who may enter (LOG) or review values of an intervention, by the roles that reach it."""

    id: str
    name: str
    login: str
    roles: frozenset[Role]
    may: frozenset[Wish]


class Group(StrEnum):
    """Why a measurement stands on someone's list: to be entered and in time, to be entered and late, sent back, or to
    be looked at by a reviewer."""

    DUE = "due"
    LATE = "late"
    RETURNED = "returned"
    REVIEW = "review"


@dataclass(frozen=True)
class Task:
    """One line of what is to be done. `version` is what the first act upon it names."""

    key: MeasurementKey
    group: Group
    intervention: Text
    indicator: Text
    state: State
    period_end: date
    due_on: date
    owner: str
    reviewer: str
    version: int
    changed_since_approval: bool


@dataclass(frozen=True)
class ToDo:
    """What is to be done: how many in each group, and one sheet of them, soonest due first."""

    counts: Mapping[Group, int]
    shown: tuple[Task, ...]

    @property
    def total(self) -> int:
        """How many there are in all groups."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class ObservationVersion:
    """What was seen, as someone wrote it down at a time; `reason` says why it was corrected. `number` counts them."""

    number: int
    observation: Observation
    at: datetime
    who: str
    reason: str


@dataclass(frozen=True)
class EvidenceSummary:
    """A file that a value rests on, without what it holds. `kind` is what it was found to be: pdf, png, xlsx …"""

    id: str
    name: str
    kind: str
    size: int
    sha256: str
    at: datetime
    who: str


@dataclass(frozen=True)
class EvidenceFile:
    """A file with what it holds, to be handed out as a download and never shown in place."""

    summary: EvidenceSummary
    content: bytes


@dataclass(frozen=True)
class Standing:
    """Where a value stands, and who has done what with it. `closes_on` and `open_until` are last days, both within."""

    state: State
    version: int
    due_on: date
    submitted_at: datetime | None
    submitted_by: str | None
    approved_at: datetime | None
    approved_by: str | None
    locked_at: datetime | None
    locked_by: str | None
    returned_note: str
    asked_by: str | None
    asked_reason: str
    closes_on: date | None
    open_until: date | None
    opened_by: str | None
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True)
class SeenBefore:
    """What was seen in another period, and whether it counts."""

    state: State
    observation: Observation


@dataclass(frozen=True)
class Measurement:
    """All that the form of one indicator in one period needs.

    `versions` are all that was written down, latest first. `approved` is the value that was last approved, told only
    when it has been changed since: then `difference` says how. `others` are what was seen in the other periods, in
    order. `lock` says why it cannot be written today; `may` are the steps that the person who asked can take now.
    """

    key: MeasurementKey
    period: Period
    indicator: PlannedIndicator
    targets: tuple[Target, ...]
    standing: Standing
    versions: tuple[ObservationVersion, ...]
    approved: ObservationVersion | None
    difference: tuple[Change, ...]
    others: tuple[SeenBefore, ...]
    evidence: tuple[EvidenceSummary, ...]
    lock: LockReason | None
    may: frozenset[Step]

    @property
    def target(self) -> Target | None:
        """The target in force for the period."""
        return self.targets[-1] if self.targets else None

    @property
    def observation(self) -> Observation | None:
        """What was seen, as it was last written down."""
        return self.versions[0].observation if self.versions else None

    @property
    def version(self) -> int:
        """What an act must name to show that it builds on this."""
        return self.standing.version

    @property
    def changed_since_approval(self) -> bool:
        """Whether it was approved once and has been changed since."""
        return self.approved is not None


@dataclass(frozen=True)
class Done:
    """The act is kept. `version` is what the next act names. A replayed act is answered so too, and changes nothing."""

    key: MeasurementKey
    state: State
    version: int
    at: datetime
    by: str


@dataclass(frozen=True)
class PeriodLocked:
    """How many approved values of a period were locked, and how many others can no longer be written."""

    locked: int
    closed: int


@dataclass(frozen=True)
class OpenValue:
    """A value that can be written today: where it stands, at which version, and what was last written down."""

    key: MeasurementKey
    state: State
    version: int
    there: Observation | None


@dataclass(frozen=True)
class Entry:
    """One value of many that are entered together, on the measurement's version that was looked at."""

    observation: Observation
    expected_version: int


@dataclass(frozen=True)
class BulkRefusal:
    """A value that was not kept, and why."""

    key: MeasurementKey
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class BulkDone:
    """What was kept of many values, and what was not: everything, or the good ones, as the person chose."""

    kept: tuple[Done, ...]
    refused: tuple[BulkRefusal, ...]


@dataclass(frozen=True)
class Reporting:
    """How the reporting of an indicator stands: its periods that are over, by state, and how many are late."""

    intervention_id: str
    indicator_id: str
    name: Text
    owner: str
    closed: bool
    over: int
    late: int
    changed_since_approval: int
    states: Mapping[State, int]
