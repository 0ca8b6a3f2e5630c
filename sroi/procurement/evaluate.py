"""Every bid on one yardstick: price less what its promises are worth and how it is judged; lowest is best.

The same lines run for every bid, in decimals rounded as declared, whatever order they came in. Negative numbers are
fine. The ratio stands last and decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from chain.problem import Problem, Severity
from chain.procurement.bid import Bid, Bids, Clarification, Judgement
from chain.procurement.bid_checks import check_bids, check_judgements
from chain.procurement.document import fingerprint
from chain.procurement.model import Engine, Points, Procurement, TieBreak
from sroi.procurement.counting import Applied, count
from sroi.procurement.exact import NOUGHT, exact, product, quotient, rounded, total
from sroi.procurement.greatest import greatest_deduction
from sroi.procurement.relative import points_of
from sroi.procurement.worth import unit_worth
from sroi.settings import ENGINE_VERSION


@dataclass(frozen=True)
class MeasureTerm:
    """One measure of a bid: promised and counted by period, what a unit is worth in each (SEK), and the value (SEK)."""

    measure_id: str
    promised: tuple[Decimal | None, ...]
    counted: tuple[Decimal, ...]
    unit_worth: tuple[Decimal, ...]
    value: Decimal

    @property
    def bound(self) -> tuple[Decimal, ...]:
        """What a contract holds the bidder to, by period: all that is promised, and of a blank what counts."""
        pairs = zip(self.promised, self.counted, strict=True)
        return tuple(counts if told is None else told for told, counts in pairs)


@dataclass(frozen=True)
class CriterionTerm:
    """One judged criterion of a bid: the level it reaches of the top one, and the deduction (SEK)."""

    criterion_id: str
    level: int
    top: int
    deduction: Decimal


@dataclass(frozen=True)
class Line:
    """One bid with every term; amounts in SEK.

    `comparison` = price − value_deduction − Σ criteria; `points` only under the relative engine. `net` = value − price
    and `ratio` = value ÷ price are told beside and decide nothing (None where no measure has a value). `is_tied` says
    that not even the tie-break tells the bid from another of the same rank.
    """

    bid_id: str
    bidder: str
    price: Decimal
    measures: tuple[MeasureTerm, ...]
    criteria: tuple[CriterionTerm, ...]
    applied: tuple[Applied, ...]
    value: Decimal
    value_deduction: Decimal
    comparison: Decimal
    net: Decimal | None
    ratio: Decimal | None
    points: Decimal | None = None
    rank: int = 0
    is_tied: bool = False

    @property
    def deduction(self) -> Decimal:
        """All that lowers the price, SEK."""
        return total([self.value_deduction, *(each.deduction for each in self.criteria)])


@dataclass(frozen=True)
class Rejected:
    """A bid that is not compared, and why."""

    bid_id: str
    bidder: str
    reasons: tuple[Problem, ...]


@dataclass(frozen=True)
class Evaluation:
    """The bids in order of rank, those rejected, and what keeps the evaluation unfinished (then there are no lines).

    `reference_value` is what the buyer's own reference quantities would be worth (SEK), beside what is promised.
    """

    engine_version: str
    fingerprint: str
    lines: tuple[Line, ...]
    rejected: tuple[Rejected, ...]
    problems: tuple[Problem, ...]
    reference_value: Decimal | None

    @property
    def ratio_differs(self) -> bool:
        """Whether the bid with the highest ratio is another than the one that comes first."""
        ratios = [line.ratio for line in self.lines]
        return bool(ratios) and None not in ratios and max(ratios) != self.lines[0].ratio


def evaluate(model: Procurement, came: Bids) -> Evaluation:
    """All bids under the model. A bid with an error is rejected; what the buyer has not done yet leaves no order."""
    wrong = [each for each in check_bids(model, came) if each.severity is Severity.ERROR]
    rejected = tuple(_rejected(bid, wrong) for bid in sorted(came.bids, key=lambda bid: bid.id))
    rejected = tuple(each for each in rejected if each.reasons)
    out = frozenset(each.bid_id for each in rejected)
    problems = tuple(check_judgements(model, came, out))
    accepted = () if problems else [bid for bid in came.bids if bid.id not in out]
    lines = scored(model, accepted, came.judgements, came.clarifications)
    return Evaluation(ENGINE_VERSION, fingerprint(model), lines, rejected, problems, reference_value(model))


def _rejected(bid: Bid, problems: Sequence[Problem]) -> Rejected:
    at = f"procurement/bids/{bid.id}/"
    return Rejected(bid.id, bid.bidder, tuple(each for each in problems if each.place.startswith(at)))


def scored(
    model: Procurement,
    bids: Sequence[Bid],
    judgements: Sequence[Judgement] = (),
    cleared: Sequence[Clarification] = (),
) -> tuple[Line, ...]:
    """Sound bids with every term, in order of rank; of the same rank in the order of their ids."""
    worth = {measure.id: unit_worth(measure, model) for measure in model.measures}
    levels = {(each.bid_id, each.criterion_id): each.level for each in judgements}
    lines = [_line(model, bid, worth, levels, cleared) for bid in bids]
    if model.engine is Engine.RELATIVE:
        lines = _with_points(model, lines)
    return ranked(model, lines)


def _line(model: Procurement, bid: Bid, worth: dict, levels: dict, cleared: Sequence[Clarification]) -> Line:
    step, price = exact(model.rounding_sek or 1.0), exact(bid.price_sek)
    counted = {each.id: count(bid, each, len(model.periods), cleared) for each in model.measures}
    measures = tuple(_term(id_, found, worth[id_]) for id_, found in counted.items())
    criteria = tuple(_judged(each, levels[bid.id, each.id], step) for each in model.criteria)
    value = total(term.value for term in measures)
    lowered = rounded(product(exact(model.value_weight or 0.0), value), step)
    told = bool(model.measures)
    return Line(
        bid_id=bid.id,
        bidder=bid.bidder,
        price=price,
        measures=measures,
        criteria=criteria,
        applied=tuple(each for found in counted.values() for each in found.applied),
        value=value,
        value_deduction=lowered,
        comparison=total([price, lowered.copy_negate(), *(each.deduction.copy_negate() for each in criteria)]),
        net=total([value, price.copy_negate()]) if told else None,
        ratio=quotient(value, price) if told else None,
    )


def _term(measure_id: str, found, worth: tuple[Decimal, ...]) -> MeasureTerm:
    value = total(product(units, each) for units, each in zip(found.counts, worth, strict=True))
    return MeasureTerm(measure_id, found.promised, found.counts, worth, value)


def _judged(criterion, level: int, step: Decimal) -> CriterionTerm:
    deduction = quotient(product(exact(criterion.most_sek), Decimal(level)), max(criterion.top, 1))
    return CriterionTerm(criterion.id, level, criterion.top, rounded(deduction, step))


def _with_points(model: Procurement, lines: Sequence[Line]) -> list[Line]:
    """Points of the relative engine; quality is the deduction as a share of the greatest there can be."""
    points, greatest = model.points or Points(), greatest_deduction(model)
    offers = {line.bid_id: (line.price, quotient(line.deduction, greatest) if greatest else NOUGHT) for line in lines}
    found = points_of(offers, exact(points.price), exact(points.quality))
    return [replace(line, points=found[line.bid_id]) for line in lines]


def ranked(model: Procurement, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in order of rank; those that the tie-break cannot tell apart share one."""
    ordered = sorted(lines, key=lambda line: (_standing(model, line), line.bid_id))
    standings = [_standing(model, line) for line in ordered]
    return tuple(
        replace(line, rank=standings.index(mine) + 1, is_tied=standings.count(mine) > 1)
        for line, mine in zip(ordered, standings, strict=True)
    )


def _standing(model: Procurement, line: Line) -> tuple[Decimal, Decimal]:
    first = line.comparison if line.points is None else line.points.copy_negate()
    return first, line.value.copy_negate() if model.tie_break is TieBreak.GREATEST_VALUE else line.price


def reference_value(model: Procurement) -> Decimal | None:
    """What the buyer's reference quantities would be worth, spread evenly over the periods; None where one lacks."""
    references = [each.reference_quantity for each in model.measures]
    if not references or None in references or not model.periods:
        return None
    return total(
        product(exact(measure.reference_quantity), quotient(total(unit_worth(measure, model)), len(model.periods)))
        for measure in model.measures
    )
