"""Pay for outcomes: what validated successes give, where it breaks even, and how a price per success is set."""

from decimal import Decimal

from chain.procurement.contract import OutcomePay
from chain.procurement.model import Procurement
from sroi.procurement.evaluate import Line
from sroi.procurement.exact import EXACT, exact, product, quotient, rounded, total
from sroi.procurement.kept import Commitments

KRONA = Decimal(1)


def payment(pay: OutcomePay, successes: float) -> Decimal:
    """What is paid for so many validated successes, SEK: fixed + successes × price per success, at most the cap."""
    earned = total([exact(pay.fixed_sek), product(exact(pay.per_success_sek), exact(successes))])
    return earned if pay.most_sek is None else min(earned, exact(pay.most_sek))


def per_success(total_sek: float, outcome_share: float, promised: float) -> Decimal:
    """The price of a success when a share of the contract sum is paid for the promised number, SEK, in whole kronor."""
    return rounded(quotient(product(exact(total_sek), exact(outcome_share)), exact(promised)), KRONA)


def pay_of(total_sek: float, outcome_share: float, promised: float) -> OutcomePay:
    """A contract sum split into a fixed part and a part by outcome; never more than the sum is paid."""
    fixed = product(exact(total_sek), Decimal(1) - exact(outcome_share))
    return OutcomePay(
        fixed_sek=float(fixed),
        per_success_sek=float(per_success(total_sek, outcome_share, promised)),
        most_sek=total_sek,
    )


def agreed_pay(model: Procurement, line: Line | Commitments) -> OutcomePay | None:
    """What the locked model says is paid for outcomes, at the price and the promises of one bid; None where nothing is,
    or where the bid promises nothing of what is paid for."""
    terms = model.outcome_terms
    term = next((each for each in line.measures if terms and each.measure_id == terms.measure_id), None)
    promised = total(term.bound) if term else None
    if terms is None or not promised:
        return None
    return pay_of(float(line.price), terms.outcome_share, float(promised))


def guaranteed_pay(
    planned_sek: float, guaranteed_share: float, most_return_share: float, per_success_sek: float
) -> OutcomePay:
    """An investor's contract: a share of the planned investment comes back in any case, and at most the investment with
    its greatest return."""
    return OutcomePay(
        fixed_sek=float(product(exact(planned_sek), exact(guaranteed_share))),
        per_success_sek=per_success_sek,
        most_sek=float(product(exact(planned_sek), Decimal(1) + exact(most_return_share))),
    )


def provider_result(pay: OutcomePay, cost_sek: float, successes: float) -> Decimal:
    """What is left for the one who carries the cost, SEK: payment − cost; negative is a loss."""
    return total([payment(pay, successes), exact(cost_sek).copy_negate()])


def provider_break_even(pay: OutcomePay, cost_sek: float) -> int | None:
    """The fewest validated successes at which the payment covers the cost; None where none does."""
    missing = total([exact(cost_sek), exact(pay.fixed_sek).copy_negate()])
    if missing <= 0:
        return 0
    if not pay.per_success_sek or (pay.most_sek is not None and pay.most_sek < cost_sek):
        return None
    return _whole(quotient(missing, exact(pay.per_success_sek)))


def buyer_break_even(pay: OutcomePay, success_worth_sek: float) -> int | None:
    """The fewest successes at which what they are worth to the buyer covers the payment; None where none does.

    Where each costs as much as it is worth, or more, only the cap can make it break even.
    """
    if not pay.fixed_sek:
        return 0
    worth, each = exact(success_worth_sek), exact(pay.per_success_sek)
    found = []
    if worth > each:
        found.append(_whole(quotient(exact(pay.fixed_sek), worth - each)))
    if pay.most_sek is not None and worth > 0:
        found.append(_whole(quotient(exact(pay.most_sek), worth)))
    return min(found, default=None)


def _whole(number: Decimal) -> int:
    return int(number.to_integral_value("ROUND_CEILING", EXACT))
