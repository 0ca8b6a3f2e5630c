"""The greatest value that a model can give, what each measure has of it, and where promises stop counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from chain.problem import Problem, Severity, problem
from chain.procurement.lock_checks import check_lock
from chain.procurement.model import Measure, Procurement
from sroi.distributions import distribution_of
from sroi.procurement.exact import NOUGHT, exact, product, quotient, total
from sroi.procurement.worth import FIGURES, unit_worth

DOMINATES_SHARE = Decimal("0.5")
"""A measure with more than this of the greatest value decides the order nearly alone."""


@dataclass(frozen=True)
class Greatest:
    """What a measure can be worth at most (SEK), its share (0–1) of all measures', and where promises stop counting."""

    measure_id: str
    value: Decimal
    share: Decimal
    stops_at: Decimal | None


def greatest(model: Procurement) -> tuple[Greatest, ...]:
    """Each measure at the most that can count of it, at its best period."""
    values = [
        product(most_counted(each) or NOUGHT, max(unit_worth(each, model), default=NOUGHT)) for each in model.measures
    ]
    whole = total(values)
    return tuple(
        Greatest(measure.id, value, quotient(value, whole) if whole else NOUGHT, most_counted(measure))
        for measure, value in zip(model.measures, values, strict=True)
    )


def most_counted(measure: Measure) -> Decimal | None:
    """The quantity beyond which nothing more counts; None where there is none."""
    limits = [exact(each) for each in (measure.highest, measure.cap) if each is not None]
    return min(limits) if limits else None


def greatest_deduction(model: Procurement) -> Decimal:
    """The most that a bid's price can be lowered by, SEK."""
    value = total(each.value for each in greatest(model))
    judged = total(exact(each.most_sek) for each in model.criteria)
    return total([product(exact(model.value_weight or 0.0), value), judged])


def before_lock(model: Procurement) -> list[Problem]:
    """Everything that refuses the lock or is to be thought over before it: the model's own rules, how its numbers are
    said to spread, and a measure that decides nearly alone."""
    return list(dict.fromkeys((*check_lock(model), *_spreads(model), *_dominating(model))))


def _spreads(model: Procurement) -> Iterator[Problem]:
    for measure in model.measures:
        for name in FIGURES:
            figure = getattr(measure, name)
            if figure is not None:
                yield from distribution_of(f"procurement/measures/{measure.id}/{name}", figure)[1]


def _dominating(model: Procurement) -> Iterator[Problem]:
    names = {each.id: each.name for each in model.measures}
    for each in greatest(model):
        if each.share > DOMINATES_SHARE and len(names) > 1:
            place, share = f"procurement/measures/{each.measure_id}/unit_value", round(float(each.share), 2)
            yield problem(
                "procurement.dominates", place, Severity.WARNING, name=names[each.measure_id], value_share=share
            )
