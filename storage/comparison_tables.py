"""The rows of comparisons of interventions for children: one row each, its content an open document."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from storage.tables import Base, Stamps


class ComparisonRow(Stamps, Base, table=True):
    """A comparison. `content` is its canonical document, `version` counts the saves; the names repeat it for lists.

    `intervention_id` is the organisation's own intervention that it is about, where it says one.
    """

    __tablename__ = "comparison"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("(archived_by IS NULL) = (archived_at IS NULL)", name="archived_by_someone"),
        Index(None, "organisation_id", "archived_at"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    intervention_id: str | None = Field(
        default=None, foreign_key="intervention.id", ondelete="SET NULL", nullable=True, index=True
    )
    version: int
    archived_at: datetime | None = None
    archived_by: str | None = None
    name_sv: str
    name_en: str
    content: str
