"""Show the calculation: the terms behind a figure and the places their numbers come from. Numbers and keys only."""

from collections.abc import Mapping

import numpy as np

from chain.model import Chain, YearlyProfile
from sroi.discounting import INDEXES, Index
from sroi.effect_terms import Basis
from sroi.flows import Flows, flows_of
from sroi.inputs import Figures
from sroi.ledger import income_factors
from sroi.perspective import members_of
from sroi.ratio import calculate
from sroi.results import Total
from sroi.settings import Settings
from sroi.term import Term, mean, number_at


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


def _first_year(flows: Flows, row: int) -> list[Term]:
    """What one starter (or the programme) is worth in the first effect year, and what of it is ours."""
    effect, columns = flows.inputs.effects[row], flows.inputs.columns
    start = f"effects/{effect.id}"
    terms = [Term("sign", float(effect.sign), "number", "times", f"{start}/sign")]
    if flows.inputs.basis[row] == Basis.COHORT_SIZE:
        terms.append(Term("share", number_at(columns["share"], row), "share", "times", f"{start}/quantity/share"))
    units = "number" if flows.inputs.basis[row] in (Basis.ONCE, Basis.EACH_COHORT) else "units"
    if not isinstance(effect.quantity, YearlyProfile):
        terms.append(Term("units", number_at(columns["units"], row), "number", "times", f"{start}/quantity/{units}"))
    place = f"proxies/{effect.proxy_id}/price"
    terms.append(Term("price", number_at(columns["price"], row), "sek", "times", place))
    terms.append(Term("price_factor", float(flows.inputs.price_factor[row]), "factor", "times", "settings/price_year"))
    terms.append(Term("gross_per_start", number_at(flows.amount, row), "sek", "equals"))
    for name in ("deadweight", "displacement", "attribution"):
        terms.append(Term(name, number_at(columns[name], row), "share", "minus", f"{start}/{name}"))
    terms.append(Term("filters_left", number_at(flows.shares_left[2], row), "share", "times"))
    terms.append(Term("impact_per_start", number_at(flows.impact, row), "sek", "equals"))
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
        Term(column, number_at(columns[column], row), unit, "about", f"{start}/{name}") for column, name, unit in timing
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
    return [*terms, Term("present_value", number_at(flows.present_value, row), "sek", "equals", None)]


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
    return (*terms, Term(figure, mean(getattr(total, figure)), unit, "equals"))


def _composed(total: Total, name: str, role: str) -> Term:
    return Term(name, mean(getattr(total, name)), "sek", role)


def _sum_terms(flows: Flows, chain: Chain, perspective: str, figure: str) -> list[Term]:
    members, public = members_of(chain, perspective), members_of(chain, "public")
    if figure in ("investment", "investment_programme"):
        timeline = flows.timeline
        factors = timeline.cost_factors if figure == "investment" else timeline.programme_factors
        return _resource_terms(flows, flows.cost(factors), members)
    if figure == "calculated_saving":
        return _effect_terms(flows, flows.present_value - flows.cashable, public & members)
    values = flows.cashable if figure == "cashable" else flows.present_value
    whose = {"value": members, "welfare_value": members - public, "cashable": members & public}[figure]
    income = flows.income_value(income_factors(flows))
    return _effect_terms(flows, values, whose) + _resource_terms(flows, income, whose)


def _effect_terms(flows: Flows, values: np.ndarray, members: frozenset[str]) -> list[Term]:
    """Each effect that gives to a member, and each that takes the same from one as the counterpart of a transfer."""
    terms = []
    for row, effect in enumerate(flows.inputs.effects):
        value, place = number_at(values, row), f"effects/{effect.id}"
        if effect.actor_id in members:
            terms.append(Term("effect", value, "sek", "plus", place))
        if effect.transfer_counterpart_id in members:
            terms.append(Term("counterpart", value, "sek", "minus", place))
    return terms


def _resource_terms(flows: Flows, amounts: np.ndarray, members: frozenset[str]) -> list[Term]:
    return [
        Term("resource", number_at(amounts, row), "sek", "plus", f"resources/{resource.id}")
        for row, resource in enumerate(flows.inputs.resources)
        if resource.payer_id in members and amounts[row].any()
    ]
