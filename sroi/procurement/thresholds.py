"""Which bid wins where: the exact weights at which the winner changes.

Each bid is a straight line, comparison number = constant − weight × slope, before rounding; the winner is the lowest
line. The corners of that lower envelope are ratios of amounts and are worked out as fractions, without rounding.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from chain.procurement.bid import Bids
from chain.procurement.model import Procurement
from sroi.procurement.evaluate import Line, scored
from sroi.procurement.exact import exact

Lines = Mapping[str, tuple[Fraction, Fraction]]
"""Constant and slope by bid."""


@dataclass(frozen=True)
class Stretch:
    """Weights from `start` to `end` (None: without end), and who wins there; several where lines are the same."""

    start: Fraction
    end: Fraction | None
    winners: tuple[str, ...]


def envelope(lines: Lines) -> tuple[Stretch, ...]:
    """The lower envelope of constant − weight × slope over weights from 0, as stretches with their winners."""
    if not lines:
        return ()
    found, start = [], Fraction(0)
    current = min(lines.values(), key=lambda line: (line[0], -line[1]))
    while True:
        ahead = [(_crossing(current, other), -other[1], other) for other in lines.values() if other[1] > current[1]]
        winners = tuple(sorted(name for name, line in lines.items() if line == current))
        if not ahead:
            return (*found, Stretch(start, None, winners))
        end, _, following = min(ahead)
        if end > start:
            found.append(Stretch(start, end, winners))
        start, current = end, following


def _crossing(current: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> Fraction:
    """The weight at which a steeper line comes below the current one."""
    return (other[0] - current[0]) / (other[1] - current[1])


def by_value_weight(model: Procurement, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """Who wins at which value weight λ: constant = price − judged deductions, slope = value."""
    return envelope(
        {line.bid_id: (Fraction(line.price) - _judged(model, line), Fraction(line.value)) for line in lines}
    )


def by_total_deduction(model: Procurement, lines: Sequence[Line]) -> tuple[Stretch, ...]:
    """Who wins at which total of the judged criteria's greatest deductions (SEK), their proportions kept."""
    whole, weight = _most(model), Fraction(exact(model.value_weight or 0.0))
    if not whole:
        return ()
    return envelope(
        {
            line.bid_id: (Fraction(line.price) - weight * Fraction(line.value), _judged(model, line) / whole)
            for line in lines
        }
    )


def _most(model: Procurement) -> Fraction:
    return sum((Fraction(exact(each.most_sek)) for each in model.criteria), Fraction(0))


def _judged(model: Procurement, line: Line) -> Fraction:
    """The judged deductions before rounding."""
    most = {each.id: Fraction(exact(each.most_sek)) for each in model.criteria}
    return sum((most[each.criterion_id] * each.level / max(each.top, 1) for each in line.criteria), Fraction(0))


def with_total_deduction(model: Procurement, total_sek: float) -> Procurement:
    """The model with the judged criteria's greatest deductions coming to this total (SEK), their proportions kept.

    Raises ValueError where the model has no judged criteria.
    """
    whole = _most(model)
    if not whole:
        raise ValueError("the model has no judged criteria")
    factor = Fraction(exact(total_sek)) / whole
    criteria = tuple(
        each.model_copy(update={"most_sek": float(Fraction(exact(each.most_sek)) * factor)}) for each in model.criteria
    )
    return model.model_copy(update={"criteria": criteria})


def total_deduction(model: Procurement) -> float:
    """The judged criteria's greatest deductions in all, SEK."""
    return float(_most(model))


def at_total_deduction(model: Procurement, came: Bids, total_sek: float) -> tuple[Line, ...]:
    """The bids in order of rank, had the judged criteria's greatest deductions come to this total (SEK)."""
    changed = with_total_deduction(model, total_sek)
    return scored(changed, came.bids, came.judgements, came.clarifications)
