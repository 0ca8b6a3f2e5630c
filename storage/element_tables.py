"""The rows of a chain's elements: one table per kind, one row per element.

A field that holds a text is two columns (`name_sv`, `name_en`), a figure stands in `figure` under its place, a list
of links in `link`. References to one other element are plain ids, not foreign keys: an unfinished chain may point at
what is not there yet, and the checks say so. What belongs to an intervention goes with it.
"""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from chain.judgement import DecisionKind, ReviewKind, Stand, Verdict
from chain.model import CostBasis, Direction, Level, PriceQuality, ResourceKind, Span, Term
from storage.tables import Base, one_of


class ElementColumns(SQLModel):
    """What every element's row has: whose it is, its id, its place in the order, its name."""

    intervention_id: str = Field(primary_key=True, foreign_key="intervention.id", ondelete="CASCADE")
    id: str = Field(primary_key=True)
    position: int
    name_sv: str
    name_en: str


class ActorRow(ElementColumns, Base, table=True):
    """An actor of a chain."""

    __tablename__ = "actor"
    __table_args__ = (one_of("level", Level),)
    level: str


class StakeholderRow(ElementColumns, Base, table=True):
    """A stakeholder group."""

    __tablename__ = "stakeholder"
    direct: bool
    actor_id: str | None = None
    involved_sv: str
    involved_en: str
    included: bool
    exclusion_reason_sv: str
    exclusion_reason_en: str


class ChainGoalRow(ElementColumns, Base, table=True):
    """A goal as the chain quotes it from the register."""

    __tablename__ = "chain_goal"
    adopted_by_sv: str
    adopted_by_en: str


class ResourceRow(ElementColumns, Base, table=True):
    """A resource; the account columns are all empty (NULL) when no account is given."""

    __tablename__ = "resource"
    __table_args__ = (one_of("kind", ResourceKind),)
    kind: str
    payer_id: str | None = None
    valued: bool
    not_valued_reason_sv: str
    not_valued_reason_en: str
    account_ansvar: str | None = None
    account_verksamhet: str | None = None
    account_konto: str | None = None
    account_motpart: str | None = None


class ActivityRow(ElementColumns, Base, table=True):
    """An activity."""

    __tablename__ = "activity"
    description_sv: str
    description_en: str


class OutputRow(ElementColumns, Base, table=True):
    """An output."""

    __tablename__ = "output"
    unit: str


class OutcomeRow(ElementColumns, Base, table=True):
    """An outcome."""

    __tablename__ = "outcome"
    __table_args__ = (one_of("term", Term),)
    description_sv: str
    description_en: str
    term: str
    positive: bool
    intended: bool
    stakeholder_id: str | None = None
    valued: bool
    not_valued_reason_sv: str
    not_valued_reason_en: str


class IndicatorRow(ElementColumns, Base, table=True):
    """An indicator."""

    __tablename__ = "indicator"
    __table_args__ = (one_of("direction", Direction),)
    outcome_id: str | None = None
    unit: str
    direction: str
    data_source_sv: str
    data_source_en: str
    measured_when_sv: str
    measured_when_en: str
    kolada_kpi: str


class ProxyRow(ElementColumns, Base, table=True):
    """A price as used in the chain."""

    __tablename__ = "proxy"
    __table_args__ = (one_of("quality", PriceQuality), one_of("basis", CostBasis), one_of("span", Span))
    payer_id: str | None = None
    quality: str
    basis: str
    span: str
    library_id: str | None = None


class EffectRow(ElementColumns, Base, table=True):
    """A monetised effect; `quantity_kind` tells which figures its quantity has."""

    __tablename__ = "effect"
    __table_args__ = (
        CheckConstraint("sign IN (1, -1)", name="sign_is_one"),
        CheckConstraint(
            "quantity_kind IN ('share_of_cohort', 'direct_number', 'yearly_profile')", name="quantity_kind_known"
        ),
    )
    outcome_id: str | None = None
    actor_id: str | None = None
    proxy_id: str | None = None
    quantity_kind: str | None = None
    quantity_every_cohort: bool | None = None
    sign: int
    measured_against_comparison: bool
    transfer_counterpart_id: str | None = None
    cashable_from_year: int | None = None
    in_base_case: bool


class AnswerRow(ElementColumns, Base, table=True):
    """An answer to a point of the checklist; its id is the point."""

    __tablename__ = "answer"
    __table_args__ = (one_of("stand", Stand),)
    stand: str | None = None
    words_sv: str
    words_en: str
    answered_by: str
    answered_on: date | None = None


class ReviewRow(ElementColumns, Base, table=True):
    """An occasion when others had a say."""

    __tablename__ = "review"
    __table_args__ = (one_of("kind", ReviewKind), one_of("verdict", Verdict))
    kind: str
    heard_id: str | None = None
    seen_by: str
    seen_on: date | None = None
    persons: int | None = None
    verdict: str | None = None
    words_sv: str
    words_en: str


class DecisionRow(ElementColumns, Base, table=True):
    """A decision or a recommendation."""

    __tablename__ = "decision"
    __table_args__ = (one_of("kind", DecisionKind),)
    kind: str
    owner: str
    decided_on: date | None = None
    follow_up_on: date | None = None
    words_sv: str
    words_en: str
    followed_up_sv: str
    followed_up_en: str


class FigureGroupRow(ElementColumns, Base, table=True):
    """The name of figures that move together."""

    __tablename__ = "figure_group"


ELEMENT_ROWS: dict[str, type[ElementColumns]] = {
    "actors": ActorRow,
    "stakeholders": StakeholderRow,
    "goals": ChainGoalRow,
    "resources": ResourceRow,
    "activities": ActivityRow,
    "outputs": OutputRow,
    "outcomes": OutcomeRow,
    "indicators": IndicatorRow,
    "proxies": ProxyRow,
    "effects": EffectRow,
    "answers": AnswerRow,
    "reviews": ReviewRow,
    "decisions": DecisionRow,
    "groups": FigureGroupRow,
}
