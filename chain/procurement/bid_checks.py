"""What is wrong with bids, judgements and clarifications, held against the locked model.

Places tell whose it is: `procurement/bids/A/promises/M1`, `procurement/judgements/A/U1`. An error on a bid's own
place rejects the bid, with that as its reason. An error on a judgement or a clarification leaves the evaluation
unfinished instead: a bidder does not answer for what the buyer has not done.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from chain.model import by_id
from chain.problem import Problem, problem
from chain.procurement.bid import Bid, Bids, Promise
from chain.procurement.document import fingerprint
from chain.procurement.lock_checks import is_blank
from chain.procurement.model import AboveRule, Measure, MissingRule, Procurement
from chain.procurement.place import within
from chain.text import plain_name

ORE = -2
"""The finest that a price is told: two decimals. A bid could else be cheaper by less than can be paid."""
ABSURD_FACTOR = 100
"""A promise so many times the highest allowed is taken for a mistake in the sheet."""


def check_bids(model: Procurement, came: Bids) -> list[Problem]:
    """Every problem of the bids, in the order of the bids."""
    expected = fingerprint(model)
    found = [each for bid in came.bids for each in _bid(bid, model, expected)]
    return within((*found, *_twice(came)))


def check_judgements(model: Procurement, came: Bids, rejected: frozenset[str] = frozenset()) -> list[Problem]:
    """What is missing or wrong in what the buyer judged and made clear; of bids that are not rejected."""
    left = [bid for bid in came.bids if bid.id not in rejected]
    judged = (*_judged(model, came), *_unjudged(model, came, left))
    return within((*judged, *_cleared(model, came), *_unclear(model, came, left)))


def _bid(bid: Bid, model: Procurement, expected: str) -> Iterator[Problem]:
    at = f"bids/{bid.id}"
    if bid.fingerprint != expected:
        yield problem("procurement.other_model", f"{at}/fingerprint")
    if bid.price_sek <= 0:
        yield problem("procurement.no_price", f"{at}/price_sek", value_sek=bid.price_sek)
    elif Decimal(repr(bid.price_sek)).as_tuple().exponent < ORE:
        yield problem("procurement.finer_than_ore", f"{at}/price_sek")
    if bid.received_at and model.bids_close_at and bid.received_at > model.bids_close_at:
        yield problem("procurement.late", f"{at}/received_at", closed=model.bids_close_at.isoformat())
    yield from _answers(bid, model)
    yield from _promises(bid, model)


def _answers(bid: Bid, model: Procurement) -> Iterator[Problem]:
    at, known = f"bids/{bid.id}/answers", {each.id for each in model.requirements}
    for id_ in _repeats(each.requirement_id for each in bid.answers):
        yield problem("procurement.answered_twice", f"{at}/{id_}", id=id_)
    for answer in bid.answers:
        if answer.requirement_id not in known:
            yield problem("procurement.unknown_requirement", f"{at}/{answer.requirement_id}", id=answer.requirement_id)
    met = {answer.requirement_id: answer.is_met for answer in bid.answers}
    for each in model.requirements:
        if each.id not in met:
            yield problem("procurement.requirement_blank", f"{at}/{each.id}", requirement=each.text)
        elif not met[each.id]:
            yield problem("procurement.requirement_unmet", f"{at}/{each.id}", requirement=each.text)


def _promises(bid: Bid, model: Procurement) -> Iterator[Problem]:
    measures, at = by_id(model.measures), f"bids/{bid.id}/promises"
    for id_ in _repeats(each.measure_id for each in bid.promises):
        yield problem("procurement.answered_twice", f"{at}/{id_}", id=id_)
    for promise in bid.promises:
        measure, place = measures.get(promise.measure_id), f"{at}/{promise.measure_id}"
        if measure is None:
            yield problem("procurement.unknown_measure", place, id=promise.measure_id)
        elif len(promise.quantities) != len(model.periods):
            yield problem(
                "procurement.other_periods", place, name=measure.name, count=len(promise.quantities),
                expected=len(model.periods),
            )  # fmt: skip
        else:
            yield from _quantities(promise, measure, place)
    for measure in model.measures:
        if measure.missing is MissingRule.INCOMPLETE and has_blank(promise_of(bid, measure)):
            yield problem("procurement.incomplete", f"{at}/{measure.id}", name=measure.name)


def _quantities(promise: Promise, measure: Measure, place: str) -> Iterator[Problem]:
    told, name = [each for each in promise.quantities if each is not None], measure.name
    if any(each < 0 for each in told):
        yield problem("procurement.negative", place, name=name, value=min(told))
        return
    total, blank = sum(told), len(told) < len(promise.quantities)
    if measure.highest is not None and total > ABSURD_FACTOR * measure.highest:
        yield problem("procurement.absurd", place, name=name, value=total, limit=measure.highest)
    elif measure.highest is not None and total > measure.highest and measure.above is AboveRule.REFUSE:
        yield problem("procurement.above_range", place, name=name, value=total, limit=measure.highest)
    if measure.lowest is not None and total < measure.lowest and not blank:
        yield problem("procurement.below_range", place, name=name, value=total, limit=measure.lowest)


def promise_of(bid: Bid, measure: Measure) -> Promise | None:
    """What the bid promises of a measure; None where it says nothing at all, which is a blank."""
    return next((each for each in bid.promises if each.measure_id == measure.id), None)


def has_blank(promise: Promise | None) -> bool:
    """Whether some quantity is blank."""
    return promise is None or None in promise.quantities


def _twice(came: Bids) -> Iterator[Problem]:
    for id_ in _repeats(bid.id for bid in came.bids):
        yield problem("procurement.repeated_id", f"bids/{id_}/id", id=id_)
    names = list(_repeats(plain_name(bid.bidder) for bid in came.bids))
    for bid in came.bids:
        if plain_name(bid.bidder) in names:
            yield problem("procurement.two_bids", f"bids/{bid.id}/bidder", bidder=bid.bidder)


def _repeats(names) -> Iterator[str]:
    """Each name that stands more than once, once."""
    listed = sorted(names)
    return iter(sorted({one for one, other in pairwise(listed) if one == other}))


# --- what the buyer judged and made clear ---


def _judged(model: Procurement, came: Bids) -> Iterator[Problem]:
    criteria, bids = by_id(model.criteria), {bid.id for bid in came.bids}
    for id_ in _repeats(f"{each.bid_id}/{each.criterion_id}" for each in came.judgements):
        yield problem("procurement.judged_twice", f"judgements/{id_}")
    for each in came.judgements:
        place, criterion = f"judgements/{each.bid_id}/{each.criterion_id}", criteria.get(each.criterion_id)
        if each.bid_id not in bids:
            yield problem("procurement.unknown_bid", place, id=each.bid_id)
        if criterion is None:
            yield problem("procurement.unknown_criterion", place, id=each.criterion_id)
        elif each.level > criterion.top:
            yield problem("procurement.no_such_level", place, name=criterion.name, level=each.level, top=criterion.top)
        if is_blank(each.motive):
            yield problem("procurement.no_motive", f"{place}/motive")


def _unjudged(model: Procurement, came: Bids, left: list[Bid]) -> Iterator[Problem]:
    judged = {(each.bid_id, each.criterion_id) for each in came.judgements}
    for bid in left:
        for criterion in model.criteria:
            if (bid.id, criterion.id) not in judged:
                place = f"judgements/{bid.id}/{criterion.id}"
                yield problem("procurement.unjudged", place, name=criterion.name, bidder=bid.bidder)


def _cleared(model: Procurement, came: Bids) -> Iterator[Problem]:
    bids, measures = {bid.id for bid in came.bids}, {each.id for each in model.measures}
    for id_ in _repeats(f"{each.bid_id}/{each.measure_id}/{each.period}" for each in came.clarifications):
        yield problem("procurement.clarified_twice", f"clarifications/{id_}")
    for each in came.clarifications:
        place = f"clarifications/{each.bid_id}/{each.measure_id}"
        if each.bid_id not in bids:
            yield problem("procurement.unknown_bid", place, id=each.bid_id)
        if each.measure_id not in measures:
            yield problem("procurement.unknown_measure", place, id=each.measure_id)
        if each.period is not None and each.period >= len(model.periods):
            yield problem("procurement.no_such_period", place, period=each.period + 1)
        if is_blank(each.reason):
            yield problem("procurement.no_motive", f"{place}/reason")


def _unclear(model: Procurement, came: Bids, left: list[Bid]) -> Iterator[Problem]:
    """Blanks that are to be asked about and have no answer yet."""
    cleared = {(each.bid_id, each.measure_id, each.period) for each in came.clarifications}
    asked = [each for each in model.measures if each.missing is MissingRule.CLARIFY]
    for bid in left:
        for measure in asked:
            promise = promise_of(bid, measure)
            quantities = promise.quantities if promise else (None,) * len(model.periods)
            blank = [at for at, each in enumerate(quantities) if each is None]
            if any((bid.id, measure.id, at) not in cleared for at in blank):
                place = f"clarifications/{bid.id}/{measure.id}"
                yield problem("procurement.awaits_clarification", place, name=measure.name, bidder=bid.bidder)
