"""What a result must say about itself: why no ratio is shown, and what weakens it."""

import numpy as np

from chain.problem import Problem, Severity, problem
from sroi.flows import Flows
from sroi.inputs import incomplete_investment
from sroi.ledger import Ledger
from sroi.steady import weighed

PERSPECTIVES = ("public", "society")
NOTHING_INVESTED = {
    "public": ("engine.no_public_investment", Severity.NOTE),  # others may well pay for it all
    "society": ("engine.no_investment", Severity.ERROR),
}
NET_INCOME = {
    "public": ("engine.negative_public_investment", Severity.WARNING),
    "society": ("engine.negative_investment", Severity.ERROR),
}


def problems_of(ledger: Ledger) -> list[Problem]:
    """What keeps a ratio from being shown, then what weakens it."""
    flows = ledger.flows
    found = list(flows.inputs.problems)
    if incomplete_investment(found):
        found.append(problem("engine.investment_not_known", "chain/resources"))
    if not (flows.inputs.effects or flows.benefit_sign.any()):
        found.append(problem("engine.nothing_valued", "chain/effects"))
    for perspective in PERSPECTIVES:
        investment = weighed(flows.members(perspective), ledger.investment)
        if not (investment > 0).all():
            code, severity = (NOTHING_INVESTED if not investment.any() else NET_INCOME)[perspective]
            found.append(problem(code, "chain/resources", severity, amount_sek=float(investment.min())))
    return found + _doubts(flows)


def _doubts(flows: Flows) -> list[Problem]:
    """Warnings: a negative effect left out, deductions above the whole, costs cut though their cohort counts."""
    inputs, settings = flows.inputs, flows.settings
    found = []
    left_out = {p.words().get("effect") for p in inputs.excluded}
    for effect_id in [effect.id for effect in flows.chain.effects if effect.sign == -1 and left_out]:
        if effect_id in left_out:
            found.append(_warning("engine.negative_effect_left_out", f"effects/{effect_id}", effect=effect_id))
    if settings.filters == "additive":
        columns = inputs.columns
        taken = columns["deadweight"] + columns["displacement"] + columns["attribution"]
        for row in np.flatnonzero((taken > 1 + 1e-12).any(axis=1)):
            effect_id, total = inputs.effects[row].id, float(taken[row].max())
            found.append(
                _warning("engine.deductions_above_whole", f"effects/{effect_id}", effect=effect_id, total_share=total)
            )
    cut = flows.entered.any(axis=0) & (flows.timeline.cost_counts == 0)
    if settings.horizon_from == "cohort_start" and cut.any():
        year = flows.timeline.first_year + int(np.flatnonzero(cut)[0])
        found.append(_warning("engine.costs_cut_though_cohorts_count", "settings/costs_after_horizon", year=year))
    return found


def _warning(code: str, place: str, **values: object) -> Problem:
    return problem(code, place, Severity.WARNING, **values)
