"""The rows of kept versions. They are written once: the database itself refuses to change or delete them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from chain.model import Claim
from storage.tables import Base, one_of


class FrozenVersionRow(Base, table=True):
    """A kept result. `record`, `chain`, `result` and `follow_up` (of results of what came out) are canonical JSON,
    letter by letter what the hashes cover.

    The other columns repeat what a list needs. It outlives the intervention on purpose, so `intervention_id` is no
    foreign key. When a redaction had to take the chain away, `redaction_id` says which, and `removed_sha256` is what is
    left of it.
    """

    __tablename__ = "frozen_version"
    __table_args__ = (
        one_of("claim", Claim),
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("(redaction_id IS NULL) = (removed_sha256 IS NULL)", name="withdrawn_whole"),
        UniqueConstraint("intervention_id", "number"),
        Index(None, "organisation_id", "created_at"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    intervention_id: str
    intervention_version: int
    number: int
    name: str
    note: str
    claim: str
    created_at: datetime
    created_by: str
    engine_version: str
    fingerprint: str
    settings: dict = Field(sa_type=JSON)
    ratio: float | None = None
    ratio_low: float | None = None
    ratio_high: float | None = None
    interval_low: float | None = None
    interval_high: float | None = None
    value_chance: float | None = None
    drawn_figures: int | None = None
    all_figures: int | None = None
    record: str
    chain: str
    result: str
    follow_up: str | None = None
    follow_up_sha256: str | None = None
    redaction_id: str | None = Field(default=None, foreign_key="redaction.id", ondelete="RESTRICT")
    removed_sha256: str | None = None


class AssumptionSetRow(Base, table=True):
    """An organisation's prices and conventions as they were locked; `sha256` covers `content` letter by letter."""

    __tablename__ = "assumption_set"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_counts"),
        UniqueConstraint("organisation_id", "number"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    number: int
    name: str
    note: str
    created_at: datetime
    created_by: str
    sha256: str
    content: str
