"""Show the calculation of what is not an effect's value: a resource, cashable money, payback, an end of the span."""

from collections.abc import Mapping
from math import fsum

import numpy as np

from chain.model import Chain
from sroi.discounting import INDEXES, Index
from sroi.flows import Flows, flows_of
from sroi.inputs import Figures
from sroi.ledger import Ledger, by_members
from sroi.settings import Settings
from sroi.span import price_span
from sroi.term import Term, mean, number_at


def explain_resource(
    chain: Chain,
    settings: Settings,
    resource_id: str,
    figures: Figures | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> tuple[Term, ...]:
    """From amounts or hours to what a resource adds to the investment; empty when it is not counted.

    Income that lowers cost comes out negative; income taken as a benefit is 0 in the investment.
    """
    flows = flows_of(chain, settings, figures, indexes)
    row = next((row for row, resource in enumerate(flows.inputs.resources) if resource.id == resource_id), None)
    if row is None:
        return ()
    years = [term for at in np.flatnonzero(flows.entered[row]) for term in _resource_year(flows, row, int(at))]
    total = number_at(flows.cost(flows.timeline.cost_factors), row)
    return (*_per_unit(flows, row), *years, Term("investment", total, "sek", "equals"))


def _per_unit(flows: Flows, row: int) -> list[Term]:
    """What one hour, or one krona entered, costs in the price year's money."""
    resource, columns = flows.inputs.resources[row], flows.inputs.resource_columns
    start, terms = f"resources/{resource.id}", []
    if resource.amounts is None:
        price = number_at(columns["unit_cost"], row)
        terms.append(Term("hourly_cost", price, "sek", "times", f"{start}/hourly_cost"))
        if resource.on_cost_share is not None:
            on_cost = number_at(columns["on_cost"], row)
            terms.append(Term("on_cost", on_cost, "share", "times_one_plus", f"{start}/on_cost_share"))
    factor = float(flows.inputs.resource_factor[row])
    terms.append(Term("price_factor", factor, "factor", "times", "settings/price_year"))
    if flows.cost_sign[row] != 1:
        terms.append(Term("cost_sign", float(flows.cost_sign[row]), "number", "times", f"{start}/kind"))
    return [*terms, Term("per_unit", _unit_cost(flows, row), "sek", "equals")]


def _unit_cost(flows: Flows, row: int) -> float:
    return number_at(flows.money, row) * float(flows.cost_sign[row])


def _resource_year(flows: Flows, row: int, at: int) -> list[Term]:
    """A year's hours or kronor, its cost, its discount factor, and what it adds."""
    resource, timeline = flows.inputs.resources[row], flows.timeline
    start, year = f"resources/{resource.id}", timeline.first_year + at
    kind = ("amount", "sek", "amounts") if resource.amounts is not None else ("hours", "number", "hours")
    entered, factor = float(flows.entered[row, at]), float(timeline.cost_factors[at])
    cost, weighed = entered * _unit_cost(flows, row), "discount_factor" if factor else "after_horizon"
    return [
        Term(kind[0], entered, kind[1], "times", f"{start}/{kind[2]}", year),
        Term("cost_in_year", cost, "sek", "equals", None, year),
        Term(weighed, factor, "factor", "times", "settings/discount_rate", year),
        Term("discounted_in_year", cost * factor, "sek", "plus", None, year),
    ]


def explain_cashable(chain: Chain, settings: Settings, effect_id: str) -> tuple[Term, ...]:
    """From an effect's discounted years to the part that can leave its actor's budget; empty when not counted."""
    flows = flows_of(chain, settings, None, INDEXES)
    row = next((row for row, effect in enumerate(flows.inputs.effects) if effect.id == effect_id), None)
    if row is None:
        return ()
    timeline, terms = flows.timeline, []
    first = flows.inputs.cashable_from.get(row, timeline.first_year)
    for at in np.flatnonzero(flows.value_by_year[row].any(axis=-1)):
        year, value = timeline.first_year + int(at), number_at(flows.value_by_year[row], at) * timeline.discount[at]
        key, role = ("discounted_in_year", "plus") if year >= first else ("before_cashable", "with")
        terms.append(Term(key, float(value), "sek", role, f"effects/{effect_id}/cashable_from_year", year))
    share = number_at(flows.inputs.columns["cashable"], row)
    summed = fsum(term.value for term in terms if term.role == "plus")
    return (
        *terms,
        Term("can_be_cashable", summed, "sek", "equals"),
        Term("cashable_share", share, "share", "times", f"effects/{effect_id}/cashable_share"),
        Term("cashable", number_at(flows.cashable, row), "sek", "equals"),
    )


def explain_payback(chain: Chain, settings: Settings, perspective: str) -> tuple[Term, ...]:
    """The running sum of what comes back less what is put in, and the payback in years where there is one.

    Under the Guide's rule, the investment divided by the first year's value. Empty when the investment is not known.
    """
    flows = flows_of(chain, settings, None, INDEXES)
    ledger, members = Ledger(flows), flows.members(perspective)
    if not ledger.investment_known:
        return ()
    found = ledger.payback(lambda series: by_members(members, series))
    end = () if found is None else (Term("payback", mean(found.years), "years", "equals"),)
    discounted = settings.payback_discounted
    paid = ledger.investment_by_year if discounted else ledger.plain_cost_by_year
    gained = ledger.value_by_year if discounted else ledger.plain_value_by_year
    flow = [by_members(members, each)[: flows.timeline.shown].mean(axis=-1) for each in (paid, gained)]
    if settings.payback == "annual_value":
        return (*_by_first_year(flows, *flow), *end) if end else ()
    return (*_running_sum(flows, *flow), *end)


def _by_first_year(flows: Flows, paid: np.ndarray, gained: np.ndarray) -> list[Term]:
    at = int(np.flatnonzero(gained)[0])
    year = flows.timeline.first_year + at
    return [
        Term("investment", fsum(paid), "sek", "plus"),
        Term("gained_in_year", float(gained[at]), "sek", "divided_by", None, year),
    ]


def _running_sum(flows: Flows, paid: np.ndarray, gained: np.ndarray) -> list[Term]:
    terms, running = [], 0.0
    for at in np.flatnonzero((paid != 0) | (gained != 0)):
        year, running = flows.timeline.first_year + int(at), running + float(gained[at] - paid[at])
        terms.append(Term("gained_in_year", float(gained[at]), "sek", "plus", None, year))
        terms.append(Term("paid_in_year", float(paid[at]), "sek", "minus", None, year))
        terms.append(Term("running_sum", running, "sek", "equals", None, year))
    return terms


def explain_span(chain: Chain, settings: Settings, perspective: str, end: str) -> tuple[Term, ...]:
    """Each effect's value with its price at an end of `sroi.span.ENDS`, and the ratio they give; empty without one."""
    span = price_span(chain, settings)
    ends = dict(zip(("low", "high", "cautious", "hopeful"), span.of(perspective), strict=True))
    if ends[end] is None:
        return ()
    total, terms, rest = span.result.total(perspective), [], span.result.total(perspective).value
    for each in span.weights(perspective):
        rest -= each.weight * each.price.value
        place = f"effects/{each.effect_id}"
        terms.append(Term("price_at_end", each.at(end), "sek", "with", place))
        terms.append(Term("effect", each.weight * each.at(end), "sek", "plus", place))
    if abs(rest) > 1e-6:
        terms.append(Term("income_value", rest, "sek", "plus"))
    summed = fsum(term.value for term in terms if term.role == "plus")
    return (
        *terms,
        Term("value", summed, "sek", "equals"),
        Term("investment", total.investment, "sek", "divided_by"),
        Term(f"ratio_{end}", ends[end], "ratio", "equals"),
    )
