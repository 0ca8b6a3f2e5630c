"""The rows of follow-up: what is to be measured, its targets, where each value stands, what was seen, and evidence.

`measurement` is one row for each indicator and period, made with the plan, so that a list of what is due reads an index
and no document. What was seen stands in `measurement_version`, which like `target` is only ever added to: the database
refuses to change a row, but for a redaction, and lets one go with its whole indicator alone.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary
from sqlmodel import Field

from chain.measurement import Focus, Rule
from chain.period import Every
from chain.workflow import State
from storage.tables import Base, Stamps, one_of

OF_INDICATOR = ("intervention_id", "indicator_id")
OF_MEASUREMENT = (*OF_INDICATOR, "period")


def part_of(columns: tuple[str, ...], whole: str, keys: tuple[str, ...]) -> ForeignKeyConstraint:
    """The row goes when the row that it is a part of goes."""
    return ForeignKeyConstraint(columns, tuple(f"{whole}.{key}" for key in keys), ondelete="CASCADE")


class PlannedIndicatorRow(Stamps, Base, table=True):
    """A planned indicator. `content` is it, as JSON; the other columns repeat what lists ask for.

    `version` counts the saves. A closed one is measured no more; `succeeded_by` names the one that took its place.
    """

    __tablename__ = "planned_indicator"
    __table_args__ = (
        one_of("focus", Focus),
        one_of("rule", Rule),
        one_of("every", Every),
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="closed_by_someone"),
    )
    intervention_id: str = Field(primary_key=True, foreign_key="intervention.id", ondelete="CASCADE")
    id: str = Field(primary_key=True)
    position: int
    version: int
    name_sv: str
    name_en: str
    focus: str
    element: str
    rule: str
    every: str
    owner: str
    reviewer: str
    closed_at: datetime | None = None
    closed_by: str | None = None
    succeeded_by: str | None = None
    content: str


class TargetRow(Base, table=True):
    """What a value was meant to be, as decided; a later decision is a row beside the earlier ones."""

    __tablename__ = "target"
    __table_args__ = (
        part_of(OF_INDICATOR, "planned_indicator", ("intervention_id", "id")),
        CheckConstraint("version >= 1", name="version_counts"),
    )
    intervention_id: str = Field(primary_key=True)
    indicator_id: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    value: float
    reason_sv: str
    reason_en: str
    decided_by: str
    decided_on: date | None = None
    created_at: datetime
    created_by: str


class MeasurementRow(Base, table=True):
    """Where the value of one indicator in one period stands.

    `version` counts everything that is done with it, `value_version` what was seen (0: nothing yet),
    `submitted_version` and `approved_version` say which of those was last sent in and last approved. `closes_on` is
    the last day that it can be written on, `open_until` the last day of a reopening that someone granted.
    `organisation_id`, `owner` and `reviewer` repeat the intervention's and the indicator's.
    """

    __tablename__ = "measurement"
    __table_args__ = (
        part_of(OF_INDICATOR, "planned_indicator", ("intervention_id", "id")),
        one_of("state", State),
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("value_version >= 0", name="value_version_counts"),
        CheckConstraint("(value_version = 0) = (state = 'expected')", name="expected_until_seen"),
        CheckConstraint("submitted_version BETWEEN 1 AND value_version", name="submitted_is_there"),
        CheckConstraint("approved_version BETWEEN 1 AND value_version", name="approved_is_there"),
        CheckConstraint(
            "state NOT IN ('approved', 'locked') OR approved_version = value_version", name="what_counts_is_approved"
        ),
        Index(None, "organisation_id", "state", "period_end"),
    )
    intervention_id: str = Field(primary_key=True)
    indicator_id: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    period_start: date
    period_end: date
    due_on: date
    state: str
    is_open: bool
    owner: str
    reviewer: str
    version: int
    value_version: int
    submitted_version: int | None = None
    submitted_at: datetime | None = None
    submitted_by: str | None = None
    approved_version: int | None = None
    approved_at: datetime | None = None
    approved_by: str | None = None
    locked_at: datetime | None = None
    locked_by: str | None = None
    returned_note: str
    asked_by: str | None = None
    asked_reason: str
    closes_on: date | None = None
    open_until: date | None = None
    opened_by: str | None = None
    updated_at: datetime
    updated_by: str


class MeasurementVersionRow(Base, table=True):
    """What was seen, as someone wrote it down; a correction is a row beside the earlier ones, and says why.

    `content` is the observation as JSON; `moment` the measurement's own version when it was written.
    """

    __tablename__ = "measurement_version"
    __table_args__ = (
        part_of(OF_MEASUREMENT, "measurement", OF_MEASUREMENT),
        CheckConstraint("version >= 1", name="version_counts"),
    )
    intervention_id: str = Field(primary_key=True)
    indicator_id: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    moment: int
    content: str
    reason: str
    at: datetime
    who: str


class EvidenceFileRow(Base, table=True):
    """A file that a value rests on, as it came. It is handed out as a download and never opened here."""

    __tablename__ = "evidence_file"
    __table_args__ = (
        part_of(OF_MEASUREMENT, "measurement", OF_MEASUREMENT),
        CheckConstraint("size > 0", name="size_counts"),
        Index("uq_evidence_file_once", *OF_MEASUREMENT, "sha256", unique=True),
    )
    id: str = Field(primary_key=True)
    intervention_id: str
    indicator_id: str
    period: str
    name: str
    kind: str
    size: int
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    at: datetime
    who: str
