"""The rows of plans: an organisation's portfolios, what was decided on them, which stands, and accounts of funds."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from storage.tables import Base, Stamps


class PortfolioRow(Stamps, Base, table=True):
    """A portfolio. `content` is its open document, `version` counts the saves; the names repeat it for lists."""

    __tablename__ = "portfolio"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("(archived_by IS NULL) = (archived_at IS NULL)", name="archived_by_someone"),
        Index(None, "organisation_id", "archived_at"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    version: int
    archived_at: datetime | None = None
    archived_by: str | None = None
    name_sv: str
    name_en: str
    content: str


class FundRow(Stamps, Base, table=True):
    """The account of a social investment fund; its columns as those of a portfolio."""

    __tablename__ = "fund"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("(archived_by IS NULL) = (archived_at IS NULL)", name="archived_by_someone"),
        Index(None, "organisation_id", "archived_at"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    version: int
    archived_at: datetime | None = None
    archived_by: str | None = None
    name_sv: str
    name_en: str
    content: str


class PortfolioDecisionRow(Base, table=True):
    """What somebody decided on a portfolio as it stood at a version; the rows are only ever added to.

    `chosen` and `best` are options with their names as they were, `broken` the rules that the choice breaks and by how
    much. Money is the present value in SEK. `best`, `best_net_sek` and `price_sek` are empty where no choice keeps
    within the rules. `sha256` is the fingerprint of the portfolio.
    """

    __tablename__ = "portfolio_decision"
    __table_args__ = (
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("(best_net_sek IS NULL) = (price_sek IS NULL)", name="price_against_best"),
    )
    portfolio_id: str = Field(primary_key=True, foreign_key="portfolio.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    version: int
    sha256: str
    engine_version: str
    chosen: list = Field(sa_type=JSON)
    best: list = Field(sa_type=JSON)
    broken: list = Field(sa_type=JSON)
    net_sek: float
    gain_sek: float
    cost_sek: float
    best_net_sek: float | None = None
    price_sek: float | None = None
    reason_sv: str
    reason_en: str
    at: datetime
    who: str
