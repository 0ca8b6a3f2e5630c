"""Delivered against promised: each measure by itself, at the locked prices; only what is validated is paid for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chain.procurement.contract import Delivery, OutcomePay
from sroi.procurement.evaluate import Line, MeasureTerm
from sroi.procurement.exact import NOUGHT, exact, product, quotient, total
from sroi.procurement.kept import Commitments
from sroi.procurement.pay import payment


@dataclass(frozen=True)
class Fulfilled:
    """One measure, in one period or (`period` None) in all: units promised, delivered and validated, the values of the
    first two at locked prices (SEK), the share delivered (0–1, None where nothing was promised) and what is left."""

    measure_id: str
    period: int | None
    promised: Decimal
    delivered: Decimal
    validated: Decimal
    promised_value: Decimal
    delivered_value: Decimal
    share: Decimal | None
    left: Decimal


def fulfilled(line: Line | Commitments, deliveries: Sequence[Delivery]) -> tuple[Fulfilled, ...]:
    """Every measure by period and in all, in the model's order. More of one measure never makes up for another.

    Promised is what the bidder is bound to (`MeasureTerm.bound`); several deliveries in a period are added.
    """
    return tuple(each for term in line.measures for each in _of(term, deliveries))


def _of(term: MeasureTerm, deliveries: Sequence[Delivery]) -> list[Fulfilled]:
    mine = [each for each in deliveries if each.measure_id == term.measure_id]
    rows = [_period(term, at, [each for each in mine if each.period == at]) for at in range(len(term.promised))]
    added = {
        name: total(getattr(row, name) for row in rows)
        for name in ("promised", "delivered", "validated", "promised_value", "delivered_value")
    }
    return [*rows, _row(term.measure_id, None, **added)]


def _period(term: MeasureTerm, period: int, deliveries: Sequence[Delivery]) -> Fulfilled:
    promised, worth = term.bound[period], term.unit_worth[period]
    delivered = total(exact(each.quantity) for each in deliveries)
    return _row(
        term.measure_id,
        period,
        promised=promised,
        delivered=delivered,
        validated=total(exact(each.quantity) for each in deliveries if each.is_validated),
        promised_value=product(promised, worth),
        delivered_value=product(delivered, worth),
    )


def _row(measure_id: str, period: int | None, promised: Decimal, delivered: Decimal, **more: Decimal) -> Fulfilled:
    return Fulfilled(
        measure_id=measure_id,
        period=period,
        promised=promised,
        delivered=delivered,
        share=quotient(delivered, promised) if promised else None,
        left=max(promised - delivered, NOUGHT),
        **more,
    )


def paid(pay: OutcomePay, measure_id: str, deliveries: Sequence[Delivery]) -> Decimal:
    """What is to be paid for the validated deliveries of the measure that the contract pays for, SEK."""
    validated = total(
        exact(each.quantity) for each in deliveries if each.measure_id == measure_id and each.is_validated
    )
    return payment(pay, float(validated))
