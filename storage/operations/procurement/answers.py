"""What the operations on procurements answer with: plain frozen data, never rows. Times are UTC."""

from dataclasses import dataclass
from datetime import date, datetime

from chain.problem import Problem
from chain.procurement.bid import Bid, Bids
from chain.procurement.contract import Delivery
from chain.procurement.model import Criterion, Procurement
from chain.procurement.part import Event, Part
from chain.procurement.state import State
from chain.text import Text
from sroi.procurement.kept import Commitments


@dataclass(frozen=True)
class ProcurementSummary:
    """What a list shows of a procurement; nothing in it depends on bids."""

    id: str
    title: Text
    state: State
    round: int
    version: int
    intervention_id: str | None
    opens_at: datetime | None
    closed_at: datetime | None
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True)
class LockedModel:
    """A published model: the canonical JSON whose SHA-256 is `fingerprint`, and the model read from it."""

    round: int
    model: Procurement
    content: str
    fingerprint: str
    engine_version: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Appointment:
    """Someone appointed: a person by id and name, or (where nobody signs in) by a typed name alone."""

    part: Part
    who: str
    name: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Signature:
    """One of the two who opened the bids of a round, and the attested opening list that they refer to."""

    round: int
    position: int
    name: str
    reference: str
    at: datetime
    who: str


@dataclass(frozen=True)
class StoredProcurement:
    """A procurement as everybody who reads it may see it.

    `model` is the draft, or the locked model while there is one in this round. `parts` are the reader's own. `locked`
    holds the models of all rounds, first round first.
    """

    id: str
    model: Procurement
    state: State
    round: int
    version: int
    intervention_id: str | None
    locked: tuple[LockedModel, ...]
    appointed: tuple[Appointment, ...]
    signatures: tuple[Signature, ...]
    parts: frozenset[Part]
    standstill_until: date | None
    closed_at: datetime | None
    closed_by: str | None
    closing_note: str
    kept_until: date | None
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the model that is locked in this round; empty while none is."""
        return next((each.fingerprint for each in self.locked if each.round == self.round), "")


@dataclass(frozen=True)
class ProcurementMoved:
    """Someone else was first, so nothing was kept: who, when, and what to build on."""

    by: str
    at: datetime
    version: int
    current: StoredProcurement


@dataclass(frozen=True)
class ReceivedFile:
    """A file that came in, and what became of it. `bid` is what was accepted, under the id that it got."""

    id: str
    bidder: str
    name: str
    size: int
    sha256: str
    is_accepted: bool
    problems: tuple[Problem, ...]
    bid: Bid | None
    at: datetime
    who: str


@dataclass(frozen=True)
class BidFile:
    """A file with its bytes, as they came."""

    name: str
    content: bytes


@dataclass(frozen=True)
class SeenBids:
    """All that came in in a round, for those who see bids.

    `came` holds the accepted bids with the judgements and clarifications that count: what an evaluation takes. `codes`
    tells by bid id what assessors know it by, `judged` by bid id and criterion which version of a judgement counts.
    """

    round: int
    came: Bids
    files: tuple[ReceivedFile, ...]
    codes: dict[str, str]
    judged: dict[tuple[str, str], int]


@dataclass(frozen=True)
class JudgedSoFar:
    """What a bid is judged to reach of one criterion now."""

    criterion_id: str
    level: int
    motive: Text
    version: int
    who: str


@dataclass(frozen=True)
class BlindBid:
    """A bid as an assessor sees it: by its code, without price, name and quantities, and how it is judged so far."""

    code: str
    method: Text
    timings: dict[str, Text]
    judged: tuple[JudgedSoFar, ...]


@dataclass(frozen=True)
class BlindBids:
    """The bids of a round for an assessor, by their codes, and the criteria to judge by."""

    round: int
    criteria: tuple[Criterion, ...]
    bids: tuple[BlindBid, ...]


@dataclass(frozen=True)
class KeptEvaluation:
    """An evaluation as it was kept: canonical JSON and its SHA-256."""

    round: int
    content: str
    sha256: str
    engine_version: str
    at: datetime
    who: str


@dataclass(frozen=True)
class Award:
    """The decision of a round. `record` is None for those who may see the masked edition alone."""

    round: int
    record: str | None
    masked: str
    sha256: str
    standstill_until: date
    at: datetime
    who: str


@dataclass(frozen=True)
class StoredDelivery:
    """What was said to be delivered, by whom, and what an independent check found (None: not looked at yet)."""

    id: str
    measure_id: str
    period: int
    quantity: float
    note: str
    name: str
    at: datetime
    is_validated: bool | None
    validated_by: str
    reason: str
    checked_at: datetime | None


@dataclass(frozen=True)
class ContractSummary:
    """What a list shows of a contract."""

    procurement_id: str
    title: Text
    signed_on: date
    closed_at: datetime | None


@dataclass(frozen=True)
class StoredContract:
    """A contract: what was promised, and what has been delivered of it."""

    procurement_id: str
    title: Text
    model: Procurement
    commitments: Commitments
    signed_on: date
    deliveries: tuple[StoredDelivery, ...]
    at: datetime
    who: str

    @property
    def counting(self) -> tuple[Delivery, ...]:
        """What was delivered, less what a check found was not so."""
        return tuple(
            Delivery(
                measure_id=each.measure_id,
                period=each.period,
                quantity=each.quantity,
                validated_by=each.validated_by if each.is_validated else "",
            )
            for each in self.deliveries
            if each.is_validated is not False
        )


@dataclass(frozen=True)
class LogLine:
    """A line in the log. `about` names the row that it is about, `words` say why or who; sealed ones have none."""

    round: int
    event: Event
    about: str
    words: str
    at: datetime
    who: str
