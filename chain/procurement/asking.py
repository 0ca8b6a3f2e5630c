"""What bidders may be asked to make clear after the opening, by the rules that were told before; the same for all."""

from collections.abc import Iterator
from dataclasses import dataclass

from chain.procurement.bid import Bid, Bids
from chain.procurement.bid_checks import promise_of
from chain.procurement.model import AboveRule, Measure, MissingRule, Procurement


@dataclass(frozen=True)
class Question:
    """A blank of one period (its position), or a whole promise above the range (`period` None, `promised` units)."""

    bid: Bid
    measure: Measure
    period: int | None
    promised: float | None = None


def questions(model: Procurement, came: Bids) -> tuple[Question, ...]:
    """All that may be asked and is not answered yet, in the order of the bids and the measures."""
    answered = {(each.bid_id, each.measure_id, each.period) for each in came.clarifications}
    found = (each for bid in came.bids for measure in model.measures for each in _of(model, bid, measure))
    return tuple(each for each in found if (each.bid.id, each.measure.id, each.period) not in answered)


def _of(model: Procurement, bid: Bid, measure: Measure) -> Iterator[Question]:
    promise = promise_of(bid, measure)
    told = promise.quantities if promise else (None,) * len(model.periods)
    if measure.missing is MissingRule.CLARIFY:
        yield from (Question(bid, measure, at) for at, each in enumerate(told) if each is None)
    whole = sum(each for each in told if each is not None)
    is_above = measure.highest is not None and whole > measure.highest
    if is_above and measure.above is AboveRule.CLARIFY_THEN_CAP:
        yield Question(bid, measure, None, whole)
