"""Fictive bids before publication: what the model will reward, and whether a bid that loses can turn the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from chain.procurement.bid import Bid, Judgement, Promise
from chain.procurement.model import FictiveBid, Measure, Procurement
from chain.text import Text
from sroi.procurement.evaluate import Line, scored
from sroi.procurement.exact import EXACT, exact


class Kind(StrEnum):
    """A fictive bid made from the model's ranges."""

    LOW = "low"
    BALANCED = "balanced"
    HIGH = "high"
    EXTREME = "extreme"


PRICE_FACTOR = {Kind.LOW: 0.8, Kind.BALANCED: 1.0, Kind.HIGH: 1.2, Kind.EXTREME: 1.2}
"""The price against the expected one; the extreme bid costs as the high one and promises twice as much."""


def fictive_bids(model: Procurement) -> tuple[FictiveBid, ...]:
    """The buyer's own test bids, and four made from the ranges where a price is expected: the lowest, the middle and
    the highest of every range (levels 0, half and top), and twice the highest."""
    if model.estimate_sek is None:
        return model.test_bids
    taken = {each.id for each in model.test_bids}
    made = (_made(model, kind) for kind in Kind if kind not in taken)
    return (*model.test_bids, *made)


def _made(model: Procurement, kind: Kind) -> FictiveBid:
    part = {Kind.LOW: 0, Kind.BALANCED: 1}.get(kind, 2)
    return FictiveBid(
        id=kind.value,
        name=Text(),
        price_sek=model.estimate_sek * PRICE_FACTOR[kind],
        quantities={each.id: _quantity(each, kind) for each in model.measures},
        levels={each.id: max(each.top, 0) * part // 2 for each in model.criteria},
    )


def _quantity(measure: Measure, kind: Kind) -> float:
    lowest, highest = measure.lowest or 0.0, measure.highest or 0.0
    return {Kind.LOW: lowest, Kind.BALANCED: (lowest + highest) / 2, Kind.HIGH: highest}.get(kind, 2 * highest)


def as_bid(model: Procurement, fictive: FictiveBid) -> tuple[Bid, tuple[Judgement, ...]]:
    """A fictive bid as one that could come in: quantities as even as whole units allow, the earliest periods first."""
    promises = (
        Promise(measure_id=each.id, quantities=_spread(fictive.quantities.get(each.id, 0.0), len(model.periods)))
        for each in model.measures
    )
    judged = (
        Judgement(bid_id=fictive.id, criterion_id=each.id, level=fictive.levels.get(each.id, 0))
        for each in model.criteria
    )
    bid = Bid(id=fictive.id, bidder=fictive.id, price_sek=fictive.price_sek, promises=tuple(promises))
    return bid, tuple(judged)


def _spread(whole: float, periods: int) -> tuple[float, ...]:
    if not periods:
        return ()
    each, rest = EXACT.divmod(exact(whole), Decimal(periods))
    extra = [min(Decimal(1), max(rest - at, Decimal(0))) for at in range(periods)]
    return tuple(float(each + more) for more in extra)


def tried(model: Procurement, fictive: Sequence[FictiveBid] | None = None) -> tuple[Line, ...]:
    """The fictive bids evaluated, in order of rank."""
    made = [as_bid(model, each) for each in (fictive_bids(model) if fictive is None else fictive)]
    return scored(model, [bid for bid, _ in made], [each for _, judged in made for each in judged])


@dataclass(frozen=True)
class Reward:
    """What the model will reward: the fictive bids that come first, before which one, and by how much (SEK, or points).

    `extreme_pays` says that promising twice the highest allowed beats promising the highest at the same price.
    """

    winners: tuple[str, ...]
    runner_up: str | None
    margin: Decimal | None
    extreme_pays: bool


def reward(lines: Sequence[Line]) -> Reward | None:
    """The finding behind *what the model will reward*; None without bids. `lines` as `tried` gives them."""
    if not lines:
        return None
    first, second = lines[0], next((line for line in lines if line.rank > 1), None)
    margin = None if second is None else abs(_number(second) - _number(first))
    places = {line.bid_id: line for line in lines}
    high, extreme = places.get(Kind.HIGH), places.get(Kind.EXTREME)
    pays = bool(high and extreme and extreme.value > high.value)
    winners = tuple(line.bid_id for line in lines if line.rank == 1)
    return Reward(winners, second and second.bid_id, margin, pays)


def _number(line: Line) -> Decimal:
    return line.comparison if line.points is None else line.points


# --- irrelevant bids ---


@dataclass(frozen=True)
class Turned:
    """A bid that does not win turns the order of two others when it is there: `first` is before `second` without it."""

    left_out: str
    first: str
    second: str


def irrelevant_bids(model: Procurement, fictive: Sequence[FictiveBid]) -> tuple[Turned, ...]:
    """Every pair of bids whose order is another when a bid that does not win is left out. Never any with deductions in
    kronor: the difference between two bids has no third bid in it."""
    order = [line.bid_id for line in tried(model, fictive)]
    found = []
    for loser in order[1:]:
        without = [line.bid_id for line in tried(model, [each for each in fictive if each.id != loser])]
        left = [name for name in order if name != loser]
        found += [
            Turned(loser, first, second)
            for at, first in enumerate(without)
            for second in without[at + 1 :]
            if left.index(first) > left.index(second)
        ]
    return tuple(found)
