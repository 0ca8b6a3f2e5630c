"""What bidders answer, what assessors judge, and what was made clear after the opening."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from chain.assumption import Frozen, Identifier, Line, Number
from chain.procurement.model import Amount, Fingerprint
from chain.text import Text


class Promise(Frozen):
    """The quantity of one measure that is promised in each period, in their order; None is a blank, which is not 0."""

    measure_id: Identifier
    quantities: tuple[Number | None, ...]
    timing: Text = Text()


class Answer(Frozen):
    """Whether a mandatory requirement is met, and how that is shown."""

    requirement_id: Identifier
    is_met: bool
    note: Text = Text()


class Bid(Frozen):
    """One bid: a price (SEK), quantities, timing and method. It holds no value of its own making.

    `fingerprint` is that of the model it answers, as printed on the bid sheet.
    """

    id: Identifier
    bidder: Line
    price_sek: Number
    promises: tuple[Promise, ...] = ()
    answers: tuple[Answer, ...] = ()
    method: Text = Text()
    fingerprint: Fingerprint = ""
    received_at: AwareDatetime | None = None


class Judgement(Frozen):
    """The level that a bid is judged to reach of one criterion, why, and by whom."""

    bid_id: Identifier
    criterion_id: Identifier
    level: Annotated[int, Field(ge=0, le=100)]
    motive: Text = Text()
    assessor: Line = ""


class Clarification(Frozen):
    """What a bidder made clear when asked: a quantity that was blank, or the capacity behind one above the range.

    `quantity` is for one period where a blank was asked about, and for all of them where the range was; a bid is never
    made better than what it first said.
    """

    bid_id: Identifier
    measure_id: Identifier
    period: Annotated[int, Field(ge=0)] | None = None
    quantity: Amount
    reason: Text = Text()
    decided_by: Line = ""


class Bids(Frozen):
    """What came in on one model, with what was judged and made clear."""

    procurement_id: Identifier
    bids: tuple[Bid, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
