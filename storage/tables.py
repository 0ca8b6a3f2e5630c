"""The rows of the organisation's side: organisation, interventions, goals, prices, drafts, preferences, and the log of
changes.

Rows have no behaviour. `Base` carries its own registry, so a reload of this module never finds its tables already
defined, and a naming convention, so that a migration can name every constraint on every database. Columns may be
emptier than a chain would be (a draft is a draft); what the database itself refuses stands in the CHECK constraints.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKeyConstraint, Index, Integer, MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from chain.assumption import Evidence, Mark, Shape
from chain.model import Claim, CostBasis, Method, PriceQuality, Span, Status

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
COUNTING_ID = BigInteger().with_variant(Integer(), "sqlite")


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Every row's base."""


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """The column holds one of the enumeration's words, or nothing."""
    known = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({known})", name=f"{column}_known")


def share(column: str) -> CheckConstraint:
    """The column is a share 0–1, or nothing."""
    return CheckConstraint(f"{column} >= 0 AND {column} <= 1", name=f"{column}_is_share")


class Stamps(SQLModel):
    """Who wrote the row first and last, and when (UTC)."""

    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str


class PassportColumns(SQLModel):
    """What a number carries besides the number; the same columns wherever a figure is kept."""

    unit: str
    mark: str
    source: str
    url: str
    price_year: int | None = None
    evidence: str | None = None
    reason_sv: str
    reason_en: str
    derivation_sv: str
    derivation_en: str
    note_sv: str
    note_en: str
    author: str
    noted_on: date | None = None
    figure_id: str | None = None
    shape: str | None = None
    credibility: float | None = None
    sample_hits: int | None = None
    sample_size: int | None = None
    group_id: str | None = None
    group_correlation: float | None = None


def passport_rules() -> tuple[CheckConstraint, ...]:
    """What the database refuses in a passport."""
    return one_of("mark", Mark), one_of("evidence", Evidence), one_of("shape", Shape), share("credibility")


class OrganisationRow(Stamps, Base, table=True):
    """A municipality, region or other body that keeps interventions here."""

    __tablename__ = "organisation"
    id: str = Field(primary_key=True)
    name: str
    is_example: bool


class InterventionRow(Stamps, Base, table=True):
    """A chain's header. `version` counts the saves: the second of two writers sees that it has moved.

    `searched`, `order_sv` and `order_en` repeat its names as a list looks for them and sorts them (storage/finding.py).
    """

    __tablename__ = "intervention"
    __table_args__ = (
        one_of("method", Method),
        one_of("status", Status),
        one_of("claim", Claim),
        CheckConstraint("version >= 1", name="version_counts"),
        Index(None, "organisation_id", "archived_at", "status"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    version: int
    archived_at: datetime | None = None
    archived_by: str | None = None
    name_sv: str
    name_en: str
    need_sv: str
    need_en: str
    purpose_sv: str
    purpose_en: str
    target_group_sv: str
    target_group_en: str
    responsible_unit_sv: str
    responsible_unit_en: str
    method: str
    status: str
    claim: str
    evidence_sv: str
    evidence_en: str
    start_year: int
    end_year: int
    cohort_unit_sv: str
    cohort_unit_en: str
    no_negative_reason_sv: str
    no_negative_reason_en: str
    risks: list = Field(sa_type=JSON)
    learning_sv: str
    learning_en: str
    searched: str = Field(sa_column_kwargs={"server_default": ""})
    order_sv: str = Field(sa_column_kwargs={"server_default": ""})
    order_en: str = Field(sa_column_kwargs={"server_default": ""})


class SharingRow(Base, table=True):
    """Another organisation that an intervention is shared with, for reading or for writing."""

    __tablename__ = "sharing"
    __table_args__ = (
        CheckConstraint("access IN ('read', 'write')", name="access_known"),
        Index(None, "organisation_id"),
    )
    intervention_id: str = Field(primary_key=True, foreign_key="intervention.id", ondelete="CASCADE")
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    access: str
    created_at: datetime
    created_by: str


class FigureRow(PassportColumns, Base, table=True):
    """A number of a chain with its passport, by its place; money in whole öre, everything else as it is.

    A series has no value of its own: its numbers stand in `figure_year`, and low and high are factors on them.
    """

    __tablename__ = "figure"
    __table_args__ = (
        *passport_rules(),
        CheckConstraint("value IS NULL OR value_ore IS NULL", name="one_value"),
        CheckConstraint("low IS NULL OR low_ore IS NULL", name="one_low"),
        CheckConstraint("high IS NULL OR high_ore IS NULL", name="one_high"),
        CheckConstraint("is_series = (value IS NULL AND value_ore IS NULL)", name="series_or_value"),
    )
    intervention_id: str = Field(primary_key=True, foreign_key="intervention.id", ondelete="CASCADE")
    place: str = Field(primary_key=True)
    is_series: bool
    value: float | None = None
    value_ore: int | None = Field(default=None, sa_type=BigInteger)
    low: float | None = None
    low_ore: int | None = Field(default=None, sa_type=BigInteger)
    high: float | None = None
    high_ore: int | None = Field(default=None, sa_type=BigInteger)


class FigureYearRow(Base, table=True):
    """One calendar year's number of a series; exactly one of `value` and `value_ore`."""

    __tablename__ = "figure_year"
    __table_args__ = (
        ForeignKeyConstraint(
            ("intervention_id", "place"), ("figure.intervention_id", "figure.place"), ondelete="CASCADE"
        ),
        CheckConstraint("(value IS NULL) <> (value_ore IS NULL)", name="one_value"),
        CheckConstraint("year >= 1900 AND year <= 2200", name="year_is_calendar_year"),
    )
    intervention_id: str = Field(primary_key=True)
    place: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    value: float | None = None
    value_ore: int | None = Field(default=None, sa_type=BigInteger)


class LinkRow(Base, table=True):
    """An explicit link between two elements, in its place among the links of the same role."""

    __tablename__ = "link"
    __table_args__ = (Index(None, "intervention_id", "to_kind", "to_id"),)
    intervention_id: str = Field(primary_key=True, foreign_key="intervention.id", ondelete="CASCADE")
    from_kind: str = Field(primary_key=True)
    from_id: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    to_kind: str
    to_id: str


class GoalRow(Stamps, Base, table=True):
    """A goal in the organisation's register; retired goals stay, since interventions still point at them."""

    __tablename__ = "goal"
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    id: str = Field(primary_key=True)
    position: int
    name_sv: str
    name_en: str
    adopted_by_sv: str
    adopted_by_en: str
    retired_at: datetime | None = None
    retired_by: str | None = None


class PriceRow(Stamps, PassportColumns, Base, table=True):
    """An entry of the price library. An organisation's own figure is a row of its own beside the shipped one."""

    __tablename__ = "price"
    __table_args__ = (
        *passport_rules(),
        one_of("quality", PriceQuality),
        one_of("basis", CostBasis),
        one_of("span", Span),
    )
    organisation_id: str = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    library_id: str = Field(primary_key=True)
    own: bool = Field(primary_key=True)
    position: int
    name_sv: str
    name_en: str
    payer: str
    quality: str
    basis: str
    span: str
    payers: list = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    flags: list = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    value_ore: int = Field(sa_type=BigInteger)
    low_ore: int | None = Field(default=None, sa_type=BigInteger)
    high_ore: int | None = Field(default=None, sa_type=BigInteger)


class DraftRow(Base, table=True):
    """What someone has typed in a form and not yet saved, as typed. The intervention may not exist yet."""

    __tablename__ = "draft"
    who: str = Field(primary_key=True)
    intervention_id: str = Field(primary_key=True, index=True)
    form: str = Field(primary_key=True)
    version: int | None = None
    fields: dict = Field(sa_type=JSON)
    updated_at: datetime


class PreferenceRow(Base, table=True):
    """A person's choice, such as the language."""

    __tablename__ = "preference"
    who: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    value: str


class ChangeRow(Base, table=True):
    """The history: what was changed, from what to what, by whom, when and why; in the change's own transaction.

    Triggers refuse to change or delete a row, but for a redaction. `undoes` is the version that an undo took back. It
    outlives the intervention on purpose, so `intervention_id` is no foreign key. `organisation_id` is whose it is;
    `by_organisation_id` whom the person acted for, where that was another.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "intervention_id", "version"),
        Index(None, "intervention_id", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=COUNTING_ID)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    intervention_id: str | None = None
    version: int | None = None
    action: str
    place: str
    old: dict | list | str | None = Field(default=None, sa_type=JSON(none_as_null=True))
    new: dict | list | str | None = Field(default=None, sa_type=JSON(none_as_null=True))
    at: datetime
    who: str
    reason: str | None = None
    undoes: int | None = None
    by_organisation_id: str | None = None


class RedactionRow(Base, table=True):
    """Words that should never have been written: proposed by one person, taken away when another confirms.

    `words` stand here until then and never after; what is left is their hash. `kept_too`: also out of kept results.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint("confirmed_by <> proposed_by", name="two_people"),
        CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed_at_a_time"),
        CheckConstraint("words IS NOT NULL OR confirmed_by IS NOT NULL", name="words_until_confirmed"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    intervention_id: str = Field(index=True)
    words: str | None = None
    sha256: str
    reason: str
    kept_too: bool
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
