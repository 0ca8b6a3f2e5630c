"""From what a bid says to what counts, by the rules that were told before; each use of a rule is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from chain.procurement.bid import Bid, Clarification
from chain.procurement.bid_checks import promise_of
from chain.procurement.model import AboveRule, Measure, MissingRule
from sroi.procurement.exact import NOUGHT, exact, total


class AppliedRule(StrEnum):
    """The rule that made what counts differ from what the bid says."""

    BLANK_IS_ZERO = "blank_is_zero"
    BLANK_CLARIFIED = "blank_clarified"
    ABOVE_CLARIFIED = "above_clarified"
    ABOVE_CAPPED = "above_capped"
    STOPS_COUNTING = "stops_counting"


@dataclass(frozen=True)
class Applied:
    """One use of a rule: on which measure, in which period (its position; None: the whole promise), from what to what.

    `before` is None where the bid was blank.
    """

    measure_id: str
    rule: AppliedRule
    period: int | None
    before: Decimal | None
    after: Decimal


@dataclass(frozen=True)
class Counted:
    """What a bid promises of a measure by period (None: blank), what of it counts, and by which rules."""

    promised: tuple[Decimal | None, ...]
    counts: tuple[Decimal, ...]
    applied: tuple[Applied, ...]


def count(bid: Bid, measure: Measure, periods: int, cleared: Sequence[Clarification] = ()) -> Counted:
    """What counts of a bid's promise of one measure.

    A blank is 0 units, or what was made clear. Above the allowed range what counts is the highest, or the capacity that
    was shown, never more than promised; beyond the cap nothing more counts. Where less counts than is promised, the
    latest periods lose first.
    """
    promise = promise_of(bid, measure)
    told = promise.quantities if promise else (None,) * periods
    promised = tuple(None if each is None else exact(each) for each in told)
    mine = {
        each.period: exact(each.quantity) for each in cleared if (each.bid_id, each.measure_id) == (bid.id, measure.id)
    }
    filled, applied = _filled(promised, measure, mine)
    for rule, limit in _limits(total(filled), measure, mine.get(None)):
        before = total(filled)
        filled = within(filled, limit)
        applied.append(Applied(measure.id, rule, None, before, total(filled)))
    return Counted(promised, filled, tuple(applied))


def _filled(promised, measure: Measure, mine: dict) -> tuple[tuple[Decimal, ...], list[Applied]]:
    filled, applied = list(promised), []
    asks = measure.missing is MissingRule.CLARIFY
    for period, quantity in enumerate(promised):
        if quantity is None:
            rule = AppliedRule.BLANK_CLARIFIED if asks and period in mine else AppliedRule.BLANK_IS_ZERO
            filled[period] = mine[period] if rule is AppliedRule.BLANK_CLARIFIED else NOUGHT
            applied.append(Applied(measure.id, rule, period, None, filled[period]))
    return tuple(filled), applied


def _limits(promised: Decimal, measure: Measure, shown: Decimal | None):
    """What the whole promise is limited to, one rule after the other; nothing where it is within all of them."""
    if measure.highest is not None and promised > exact(measure.highest):
        limit, rule = exact(measure.highest), AppliedRule.ABOVE_CAPPED
        if measure.above is AboveRule.CLARIFY_THEN_CAP and shown is not None and shown > limit:
            limit, rule = shown, AppliedRule.ABOVE_CLARIFIED
        promised = min(promised, limit)
        yield rule, limit
    if measure.cap is not None and promised > exact(measure.cap):
        yield AppliedRule.STOPS_COUNTING, exact(measure.cap)


def within(quantities: Sequence[Decimal], limit: Decimal) -> tuple[Decimal, ...]:
    """The quantities as far as their running sum is within the limit."""
    left, found = limit, []
    for each in quantities:
        found.append(min(each, left))
        left -= found[-1]
    return tuple(found)
