"""The rows of how long things are kept: an organisation's own rules, and the record of what was disposed of by them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from chain.retention import Kind
from storage.tables import Base, one_of


class RetentionRuleRow(Base, table=True):
    """What an organisation decided for one kind; `keep` is empty for always. Without a row the default holds."""

    __tablename__ = "retention_rule"
    __table_args__ = (
        one_of("kind", Kind),
        CheckConstraint("keep >= 1", name="keep_counts"),
        CheckConstraint("version >= 1", name="version_counts"),
    )
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    keep: int | None = None
    reason: str
    version: int
    updated_at: datetime
    updated_by: str


class DisposalRow(Base, table=True):
    """One kind disposed of, by which rule, how many. Only while it is under way does the database let history go.

    `cutoff` is the moment before which the last day of everything lay. The row itself stands.
    """

    __tablename__ = "disposal"
    __table_args__ = (
        one_of("kind", Kind),
        CheckConstraint("keep >= 1", name="keep_counts"),
        CheckConstraint("counted >= 1", name="counted_counts"),
        Index(None, "organisation_id", "at"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    kind: str
    keep: int
    counted: int
    cutoff: datetime
    under_way: bool
    at: datetime
    who: str
