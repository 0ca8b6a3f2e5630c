"""The rows of published reports that someone types in, to be held against their own figures."""

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from storage.tables import Base, Stamps


class PrintedReportRow(Stamps, Base, table=True):
    """A typed report. `content` is its open document; `touched` tells for each part which save changed it last.

    It is a document and not rows of figures: it is another's print, read whole and judged whole, and no chain.
    """

    __tablename__ = "printed_report"
    __table_args__ = (CheckConstraint("version >= 1", name="version_counts"),)
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT", index=True)
    version: int
    title: str
    content: str
    touched: dict = Field(sa_type=JSON)
