"""What each losing bid would have needed to come first: a lower price, or more of one measure. Own figures only.

A tie is not a win: whether it is enough depends on the tie-break that was told, and that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from chain.procurement.model import Engine, Procurement
from sroi.procurement.evaluate import Line, MeasureTerm, ranked
from sroi.procurement.exact import EXACT, NOUGHT, exact, product, quotient, rounded, total
from sroi.procurement.greatest import most_counted

SMALLEST_STEP = Decimal("0.01")
"""The smallest difference between two prices, SEK."""
MOST_STEPS = 10_000
"""Beyond so many units nobody is helped by the number."""


@dataclass(frozen=True)
class MoreUnits:
    """How many more whole units of one measure would have brought the bid first, all else alike; None where none would:
    the range or the cap ends before, or a unit lowers the price by nothing."""

    measure_id: str
    units: int | None


@dataclass(frozen=True)
class Switching:
    """What a losing bid would have needed.

    `tie_price_cut` (SEK) gives the same comparison number as the winner; `tie_wins` says whether the tie-break then
    puts the bid first; `winning_price_cut` (SEK) is the least that does. None where no positive price is low enough.
    """

    bid_id: str
    tie_price_cut: Decimal
    tie_wins: bool
    winning_price_cut: Decimal | None
    more_units: tuple[MoreUnits, ...]


def switching(model: Procurement, lines: Sequence[Line]) -> tuple[Switching, ...]:
    """For each bid that did not come first; none under relative points, where the answer depends on all other bids.

    `lines` in order of rank, as `evaluate` gives them.
    """
    if model.engine is Engine.RELATIVE or not lines:
        return ()
    return tuple(_of(model, lines[0], line) for line in lines[1:] if line.rank > 1)


def _of(model: Procurement, winner: Line, line: Line) -> Switching:
    gap = total([line.comparison, winner.comparison.copy_negate()])
    tie_wins = _wins(model, _cheaper(line, gap), winner)
    cut = gap if tie_wins else gap + SMALLEST_STEP
    more = tuple(_more(model, winner, line, term) for term in line.measures)
    return Switching(line.bid_id, gap, tie_wins, cut if cut < line.price else None, more)


def _cheaper(line: Line, cut: Decimal) -> Line:
    return replace(line, price=line.price - cut, comparison=line.comparison - cut)


def _wins(model: Procurement, line: Line, winner: Line) -> bool:
    """Whether the line comes first of the two, alone."""
    first = ranked(model, [line, winner])[0]
    return first.bid_id == line.bid_id and not first.is_tied


def _more(model: Procurement, winner: Line, line: Line, term: MeasureTerm) -> MoreUnits:
    """Units are added in the period where one is worth most; the search begins just below what the exact gap takes."""
    worth = max(term.unit_worth, default=NOUGHT)
    lowers = product(exact(model.value_weight or 0.0), worth)
    if not lowers:
        return MoreUnits(term.measure_id, None)
    limit = _room(model, term)
    gap = total([line.comparison, winner.comparison.copy_negate(), exact(model.rounding_sek or 1.0).copy_negate()])
    first = max(1, int(quotient(gap, lowers).to_integral_value(ROUND_CEILING, EXACT)))
    for units in range(first, min(limit, first + MOST_STEPS) + 1):
        if _wins(model, _promising(model, line, product(Decimal(units), worth)), winner):
            return MoreUnits(term.measure_id, units)
    return MoreUnits(term.measure_id, None)


def _room(model: Procurement, term: MeasureTerm) -> int:
    """How many more whole units can count."""
    measure = next(each for each in model.measures if each.id == term.measure_id)
    most = most_counted(measure)
    return 10**12 if most is None else max(0, int(most - total(term.counted)))


def _promising(model: Procurement, line: Line, more: Decimal) -> Line:
    """The bid with so much more value, SEK."""
    value = total([line.value, more])
    lowered = rounded(product(exact(model.value_weight or 0.0), value), exact(model.rounding_sek or 1.0))
    comparison = total([line.comparison, line.value_deduction, lowered.copy_negate()])
    return replace(line, value=value, value_deduction=lowered, comparison=comparison)
