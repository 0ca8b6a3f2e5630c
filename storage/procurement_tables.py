"""The rows of procurements: the draft and where it stands, and beside it only rows that stand once they are written.

Everything but `procurement` and `procurement_part` is only ever added to: the database refuses to change a row, and
lets one go with its whole procurement alone. `content` is canonical JSON and `sha256` its fingerprint, in hex.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from chain.procurement.part import Event, Part
from chain.procurement.state import State
from storage.tables import Base, Stamps, one_of


def round_counts() -> CheckConstraint:
    """Rounds are counted from one."""
    return CheckConstraint("round >= 1", name="round_counts")


class ProcurementRow(Stamps, Base, table=True):
    """A procurement. `draft` is its model's document as last written; `version` counts what everybody may see of it.

    `title_sv`, `title_en` and `opens_at` repeat the model's, for lists. `standstill_until` is the last day on which the
    contract may not be signed yet, `kept_until` the last day on which a closed one is not to be disposed of.
    """

    __tablename__ = "procurement"
    __table_args__ = (
        one_of("state", State),
        CheckConstraint("version >= 1", name="version_counts"),
        round_counts(),
        CheckConstraint(
            "(closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (kept_until IS NULL)",
            name="closed_by_someone",
        ),
        Index(None, "organisation_id", "closed_at"),
    )
    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisation.id", ondelete="RESTRICT")
    intervention_id: str | None = Field(
        default=None, foreign_key="intervention.id", ondelete="SET NULL", nullable=True, index=True
    )
    state: str
    round: int
    version: int
    title_sv: str
    title_en: str
    draft: str
    opens_at: datetime | None = None
    standstill_until: date | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    closing_note: str
    kept_until: date | None = None


class ProcurementPartRow(Base, table=True):
    """Someone appointed in a procurement: a person by id, or by a typed name where nobody signs in."""

    __tablename__ = "procurement_part"
    __table_args__ = (one_of("part", Part), Index(None, "who"))
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    part: str = Field(primary_key=True)
    who: str = Field(primary_key=True)
    name: str
    at: datetime
    by_who: str


class LockedModelRow(Base, table=True):
    """The model of a round as it was published, letter by letter; `format_version` is its document's."""

    __tablename__ = "locked_model"
    __table_args__ = (round_counts(),)
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    round: int = Field(primary_key=True)
    content: str
    sha256: str
    format_version: int
    engine_version: str
    at: datetime
    who: str


class OpeningSignatureRow(Base, table=True):
    """One of the two who open the bids of a round; `opener` tells them apart, `reference` names the attested list."""

    __tablename__ = "opening_signature"
    __table_args__ = (
        CheckConstraint("position IN (1, 2)", name="one_of_two"),
        UniqueConstraint("procurement_id", "round", "opener"),
    )
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    round: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    opener: str
    name: str
    reference: str
    at: datetime
    who: str


class BidFileRow(Base, table=True):
    """A file as it came, whether it was accepted or rejected; `reasons` are the problems found, as JSON."""

    __tablename__ = "bid_file"
    __table_args__ = (
        round_counts(),
        CheckConstraint("size > 0", name="size_counts"),
        UniqueConstraint("procurement_id", "round", "sha256"),
    )
    id: str = Field(primary_key=True)
    procurement_id: str = Field(foreign_key="procurement.id", ondelete="CASCADE")
    round: int
    bidder: str
    name: str
    size: int
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    is_accepted: bool
    reasons: str
    at: datetime
    who: str


class BidRow(Base, table=True):
    """An accepted bid. `bid_id` is its own in its round, `code` what an assessor knows it by.

    `bidder` is written as names are compared, so that one bidder has one bid.
    """

    __tablename__ = "bid"
    __table_args__ = (
        UniqueConstraint("procurement_id", "round", "bid_id"),
        UniqueConstraint("procurement_id", "round", "bidder"),
        UniqueConstraint("procurement_id", "round", "code"),
    )
    file_id: str = Field(primary_key=True, foreign_key="bid_file.id", ondelete="CASCADE")
    procurement_id: str = Field(foreign_key="procurement.id", ondelete="CASCADE")
    round: int
    bid_id: str
    bidder: str
    code: str
    content: str
    sha256: str
    at: datetime
    who: str


class ClarificationRow(Base, table=True):
    """What a bidder made clear of a measure; `period` is empty for all of them."""

    __tablename__ = "clarification"
    id: str = Field(primary_key=True)
    procurement_id: str = Field(foreign_key="procurement.id", ondelete="CASCADE", index=True)
    round: int
    file_id: str = Field(foreign_key="bid.file_id", ondelete="CASCADE", index=True)
    measure_id: str
    period: int | None = None
    content: str
    at: datetime
    who: str


class JudgementRow(Base, table=True):
    """How a bid is judged by one criterion; a later judgement is a row beside the earlier ones, and the last counts."""

    __tablename__ = "judgement"
    __table_args__ = (CheckConstraint("version >= 1", name="version_counts"),)
    file_id: str = Field(primary_key=True, foreign_key="bid.file_id", ondelete="CASCADE")
    criterion_id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    procurement_id: str = Field(foreign_key="procurement.id", ondelete="CASCADE", index=True)
    round: int
    content: str
    at: datetime
    who: str


class EvaluationRow(Base, table=True):
    """The evaluation of a round with every term."""

    __tablename__ = "evaluation"
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    round: int = Field(primary_key=True)
    content: str
    sha256: str
    engine_version: str
    at: datetime
    who: str


class AwardRow(Base, table=True):
    """The decision on the award: its record, and the edition of it that anybody may see."""

    __tablename__ = "award"
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    round: int = Field(primary_key=True)
    bid_id: str
    content: str
    sha256: str
    masked: str
    standstill_until: date
    at: datetime
    who: str


class ContractRow(Base, table=True):
    """The contract with its commitments."""

    __tablename__ = "contract"
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    round: int
    signed_on: date
    content: str
    sha256: str
    at: datetime
    who: str


class DeliveryRow(Base, table=True):
    """What somebody says was delivered of a measure in a period (its position)."""

    __tablename__ = "delivery"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity_counts"),
        CheckConstraint("period >= 0", name="period_counts"),
    )
    id: str = Field(primary_key=True)
    procurement_id: str = Field(foreign_key="contract.procurement_id", ondelete="CASCADE", index=True)
    measure_id: str
    period: int
    quantity: float
    note: str
    name: str
    at: datetime
    who: str


class DeliveryCheckRow(Base, table=True):
    """That somebody independent has looked at a delivery, and found it so or not."""

    __tablename__ = "delivery_check"
    delivery_id: str = Field(primary_key=True, foreign_key="delivery.id", ondelete="CASCADE")
    procurement_id: str = Field(foreign_key="procurement.id", ondelete="CASCADE", index=True)
    is_validated: bool
    reason: str
    name: str
    at: datetime
    who: str


class ProcurementEventRow(Base, table=True):
    """A line in the log. `hash` covers the line and the hash of the one before, `digest` the row that `about` names."""

    __tablename__ = "procurement_event"
    __table_args__ = (one_of("event", Event), CheckConstraint("number >= 1", name="number_counts"))
    procurement_id: str = Field(primary_key=True, foreign_key="procurement.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    round: int
    event: str
    about: str
    digest: str
    words: str
    at: datetime
    who: str
    previous: str
    hash: str
