"""Show the calculation: the terms behind a figure and the places their numbers come from. Numbers and keys only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chain.model import Chain, YearlyProfile
from sroi.breakdown import members_of
from sroi.discounting import INDEXES, Index
from sroi.effect_terms import Basis
from sroi.flows import Flows, flows_of
from sroi.inputs import Figures
from sroi.ledger import income_factors
from sroi.ratio import calculate
from sroi.results import Total
from sroi.settings import Settings


@dataclass(frozen=True)
class Term:
    """One step of a calculation.

    `key` names the step, `value` is its number in `unit` (`sek`, `share`, `years`, `number`, `factor`, `ratio`).
    `role` tells what the step does to the figure: `times`, `plus`, `minus`, `divided_by`, `about` (read by later steps)
    or `equals` (a result on the way or at the end). `place` is where the number stands in the chain, `year` its
    calendar year.
    """

    key: str
    value: float
    unit: str
    role: str
    place: str | None = None
    year: int | None = None


def explain_effect(
    chain: Chain,
    settings: Settings,
    effect_id: str,
    figures: Figures | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> tuple[Term, ...]:
    """From quantity and price to the present value of one effect; empty when the effect is not counted."""
    flows = flows_of(chain, settings, figures, indexes)
    row = next((row for row, effect in enumerate(flows.inputs.effects) if effect.id == effect_id), None)
    if row is None:
        return ()
    return (*_first_year(flows, row), *_timing(flows, row), *_years(flows, row))


def _number(array: np.ndarray, row: int) -> float:
    return float(array[row].mean())


def _first_year(flows: Flows, row: int) -> list[Term]:
    """What one starter (or the programme) is worth in the first effect year, and what of it is ours."""
    effect, columns = flows.inputs.effects[row], flows.inputs.columns
    start = f"effects/{effect.id}"
    terms = [Term("sign", float(effect.sign), "number", "times", f"{start}/sign")]
    if flows.inputs.basis[row] == Basis.COHORT_SIZE:
        terms.append(Term("share", _number(columns["share"], row), "share", "times", f"{start}/quantity/share"))
    units = "number" if flows.inputs.basis[row] in (Basis.ONCE, Basis.EACH_COHORT) else "units"
    if not isinstance(effect.quantity, YearlyProfile):
        terms.append(Term("units", _number(columns["units"], row), "number", "times", f"{start}/quantity/{units}"))
    place = f"proxies/{effect.proxy_id}/price"
    terms.append(Term("price", _number(columns["price"], row), "sek", "times", place))
    terms.append(Term("price_factor", float(flows.inputs.price_factor[row]), "factor", "times", "settings/price_year"))
    terms.append(Term("gross_per_start", _number(flows.amount, row), "sek", "equals"))
    for name in ("deadweight", "displacement", "attribution"):
        terms.append(Term(name, _number(columns[name], row), "share", "minus", f"{start}/{name}"))
    terms.append(Term("filters_left", _number(flows.shares_left[2], row), "share", "times"))
    terms.append(Term("impact_per_start", _number(flows.impact, row), "sek", "equals"))
    return terms


def _timing(flows: Flows, row: int) -> list[Term]:
    """Who starts when, and how the effect lasts."""
    effect, timeline = flows.inputs.effects[row], flows.timeline
    start, columns = f"effects/{effect.id}", flows.inputs.columns
    if isinstance(effect.quantity, YearlyProfile):
        place = f"{start}/quantity/units"
        profile = sorted(effect.quantity.units.values.items())
        return [Term("profile_units", units, "number", "times", place, year) for year, units in profile]
    of_cohort = flows.inputs.basis[row] == Basis.COHORT_SIZE
    starters = timeline.starts[flows.inputs.basis[row]] * (flows.inputs.cohort_factor.mean() if of_cohort else 1.0)
    terms = [
        Term("starters", float(starters[at]), "number", "times", "chain/cohorts", timeline.first_year + int(at))
        for at in np.flatnonzero(starters)
        if flows.inputs.basis[row] != Basis.ONCE
    ]
    timing = (("lag", "lag_years", "years"), ("duration", "duration_years", "years"), ("drop_off", "drop_off", "share"))
    return terms + [
        Term(column, _number(columns[column], row), unit, "about", f"{start}/{name}") for column, name, unit in timing
    ]


def _years(flows: Flows, row: int) -> list[Term]:
    """Year by year: value, discount factor, discounted value; then their sum."""
    timeline, terms = flows.timeline, []
    for at in np.flatnonzero(flows.value_by_year[row].any(axis=-1)):
        year, value = timeline.first_year + int(at), float(flows.value_by_year[row, at].mean())
        factor = float(timeline.discount[at])
        terms.append(Term("value_in_year", value, "sek", "equals", None, year))
        terms.append(Term("discount_factor", factor, "factor", "times", "settings/discount_rate", year))
        terms.append(Term("discounted_in_year", value * factor, "sek", "plus", None, year))
    return [*terms, Term("present_value", _number(flows.present_value, row), "sek", "equals", None)]


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
    resource, timeline, columns = flows.inputs.resources[row], flows.timeline, flows.inputs.resource_columns
    start, by_hours = f"resources/{resource_id}", resource.amounts is None
    terms = [Term("cost_sign", float(flows.cost_sign[row]), "number", "times", f"{start}/kind")]
    if by_hours:
        terms.append(Term("hourly_cost", _number(columns["unit_cost"], row), "sek", "times", f"{start}/hourly_cost"))
    if by_hours and resource.on_cost_share is not None:
        terms.append(Term("on_cost", _number(columns["on_cost"], row), "share", "about", f"{start}/on_cost_share"))
    terms.append(
        Term("price_factor", float(flows.inputs.resource_factor[row]), "factor", "times", "settings/price_year")
    )
    per_unit, cost = _number(flows.money, row) * float(flows.cost_sign[row]), flows.cost(timeline.cost_factors)
    entered = ("hours", "number", f"{start}/hours") if by_hours else ("amount", "sek", f"{start}/amounts")
    for at in np.flatnonzero(flows.entered[row]):
        year, number, factor = timeline.first_year + int(at), float(flows.entered[row, at]), timeline.cost_factors[at]
        terms.append(Term(entered[0], number, entered[1], "times", entered[2], year))
        terms.append(Term("discount_factor", float(factor), "factor", "times", "settings/discount_rate", year))
        terms.append(Term("discounted_in_year", number * per_unit * float(factor), "sek", "plus", None, year))
    return (*terms, Term("investment", _number(cost, row), "sek", "equals"))


COMPOSED: dict[str, tuple[tuple[str, str], ...]] = {
    "net": (("value", "plus"), ("investment", "minus")),
    "ratio": (("value", "plus"), ("investment", "divided_by")),
    "net_ratio": (("net", "plus"), ("investment", "divided_by")),
    "net_of_cashable": (("cashable", "plus"), ("investment", "minus")),
}
"""Figures that follow from other figures, and how."""
FIGURES = (
    "investment", "investment_programme", "value", "cashable", "calculated_saving", "welfare_value", *COMPOSED,
)  # fmt: skip


def explain_total(
    chain: Chain,
    settings: Settings,
    perspective: str,
    figure: str,
    figures: Figures | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> tuple[Term, ...]:
    """The terms of one figure of a total, SEK or ratio, the figure itself last; empty when it is not shown.

    Sums name each resource (`resources/…`) or effect (`effects/…`) with what it brings in. Raises KeyError for a figure
    that is not in `FIGURES`.
    """
    if figure not in FIGURES:
        raise KeyError(figure)
    result = calculate(chain, settings, figures, indexes)
    total = result.total(perspective)
    if getattr(total, figure) is None:
        return ()
    if figure in COMPOSED:
        terms = [_composed(total, name, role) for name, role in COMPOSED[figure]]
    else:
        terms = _sum_terms(flows_of(chain, settings, figures, indexes), chain, perspective, figure)
    unit = "ratio" if figure in ("ratio", "net_ratio") else "sek"
    return (*terms, Term(figure, _mean(getattr(total, figure)), unit, "equals"))


def _composed(total: Total, name: str, role: str) -> Term:
    return Term(name, _mean(getattr(total, name)), "sek", role)


def _mean(figure: "float | np.ndarray") -> float:
    return float(np.mean(figure))


def _sum_terms(flows: Flows, chain: Chain, perspective: str, figure: str) -> list[Term]:
    if figure in ("investment", "investment_programme"):
        timeline = flows.timeline
        factors = timeline.cost_factors if figure == "investment" else timeline.programme_factors
        return _resource_terms(flows, flows.cost(factors), perspective)
    public, members = members_of(chain, "public"), members_of(chain, perspective)
    income = flows.income_value(income_factors(flows))
    if figure == "value":
        return _effect_terms(flows, flows.present_value, members) + _resource_terms(flows, income, perspective)
    if figure == "welfare_value":
        private = members - public
        outside = [term for term in _resource_terms(flows, income, perspective) if _payer(chain, term) in private]
        return _effect_terms(flows, flows.present_value, private) + outside
    if figure == "calculated_saving":
        return _effect_terms(flows, flows.present_value - flows.cashable, public & members)
    return _effect_terms(flows, flows.cashable, public & members) + _resource_terms(flows, income, "public")


def _effect_terms(flows: Flows, values: np.ndarray, members: frozenset[str]) -> list[Term]:
    terms = []
    for row, effect in enumerate(flows.inputs.effects):
        sides = (effect.actor_id in members) - (effect.transfer_counterpart_id in members)
        touched = effect.actor_id in members or effect.transfer_counterpart_id in members
        if touched:
            terms.append(Term("effect", sides * _number(values, row), "sek", "plus", f"effects/{effect.id}"))
    return terms


def _resource_terms(flows: Flows, amounts: np.ndarray, perspective: str) -> list[Term]:
    who = (flows.members(perspective) @ flows.pays) * amounts.any(axis=-1)
    return [
        Term("resource", _number(amounts, row), "sek", "plus", f"resources/{flows.inputs.resources[row].id}")
        for row in np.flatnonzero(who)
    ]


def _payer(chain: Chain, term: Term) -> str | None:
    resource_id = (term.place or "").removeprefix("resources/")
    return next((resource.payer_id for resource in chain.resources if resource.id == resource_id), None)
