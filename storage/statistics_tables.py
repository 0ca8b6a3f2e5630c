"""The rows of statistics from outside: what an organisation has chosen to look at, and what was fetched of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from storage.sources.kolada_answers import AreaKind, Missing, Sex
from storage.tables import Base, Stamps, one_of


class StatisticsRow(Stamps, Base, table=True):
    """Whether the organisation fetches statistics at all, which area is its own, and the years that it looks at."""

    __tablename__ = "statistics"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("first_year >= 1900 AND last_year <= 2200 AND first_year <= last_year", name="years_in_order"),
    )
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    version: int
    is_on: bool
    own_area_id: str | None = None
    first_year: int
    last_year: int
    lists_fetched_at: datetime | None = None


class KeyFigureRow(Base, table=True):
    """A key figure in the service's own words. `chosen_at` tells that the organisation looks at it."""

    __tablename__ = "statistics_key_figure"
    __table_args__ = (Index(None, "organisation_id", "chosen_at"),)
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    id: str = Field(primary_key=True)
    title: str
    description: str
    operating_area: str
    by_sex: bool
    published: str
    fetched_at: datetime | None = None
    chosen_at: datetime | None = None


class AreaRow(Base, table=True):
    """A municipality, region or group, by the service's own name. `chosen_at` as above."""

    __tablename__ = "statistics_area"
    __table_args__ = (one_of("kind", AreaKind), Index(None, "organisation_id", "chosen_at"))
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    id: str = Field(primary_key=True)
    title: str
    kind: str
    fetched_at: datetime | None = None
    chosen_at: datetime | None = None


class StatisticsFigureRow(Base, table=True):
    """What the service said at some time. The one without `replaced_at` stands; those before it were said earlier.

    `number` counts what has been said of the same thing; `fetched_at` is when it was last said.
    """

    __tablename__ = "statistics_figure"
    __table_args__ = (
        one_of("sex", Sex),
        one_of("missing", Missing),
        CheckConstraint("(value IS NULL) = (missing IS NOT NULL)", name="value_or_why_not"),
        CheckConstraint("year >= 1900 AND year <= 2200", name="year_is_calendar_year"),
        CheckConstraint("number >= 1", name="number_counts"),
        ForeignKeyConstraint(
            ("organisation_id", "key_figure_id"),
            ("statistics_key_figure.organisation_id", "statistics_key_figure.id"),
            name="fk_statistics_figure_key_figure",  # the usual name would be longer than PostgreSQL takes
            ondelete="CASCADE",
        ),
    )
    organisation_id: str = Field(primary_key=True)
    key_figure_id: str = Field(primary_key=True)
    area_id: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    sex: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    value: float | None = None
    missing: str | None = None
    status: str
    fetched_at: datetime
    replaced_at: datetime | None = None
