"""From chain and conventions to value, ratio and everything beside them: one engine for a number and for draws.

`headline` gives investment, value and ratio alone, from the closed form. `calculate` gives the whole `Result`, with
the same present values, and the years behind them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chain.model import Chain
from chain.problem import Problem, Severity, problem
from sroi.discounting import INDEXES, Index
from sroi.flows import Flows, flows_of
from sroi.inputs import Figures, incomplete_investment
from sroi.payback import payback_of
from sroi.results import ActorResult, EffectResult, Payback, Result, Total, Waterfall
from sroi.settings import ENGINE_VERSION, Settings

PERSPECTIVES = ("public", "society")


@dataclass(frozen=True)
class Headline:
    """One perspective's investment, value and net value (SEK, present values), ratio and net ratio.

    Floats, or arrays (N,) in a calculation over draws. Ratios are None (NaN in single draws) when none may be shown.
    """

    perspective: str
    investment: "float | np.ndarray"
    value: "float | np.ndarray"
    net: "float | np.ndarray"
    ratio: "float | np.ndarray | None"
    net_ratio: "float | np.ndarray | None"


def headline(
    chain: Chain, settings: Settings, figures: Figures | None = None, indexes: Mapping[str, Index] = INDEXES
) -> tuple[Headline, Headline]:
    """Investment, value and ratio for the public sector and for society; nothing else is worked out.

    Inputs and errors as in `calculate`. Memory grows with effects × draws; years cost no memory.
    """
    flows = flows_of(chain, settings, figures, indexes)
    cost = flows.cost(flows.timeline.cost_factors)
    income = flows.income_value(_income_factors(flows))
    return tuple(_headline(flows, perspective, cost, income) for perspective in PERSPECTIVES)


def _headline(flows: Flows, perspective: str, cost: np.ndarray, income: np.ndarray) -> Headline:
    members = flows.members(perspective)
    investment = (members @ flows.pays) @ cost
    value = (members @ flows.gains) @ flows.present_value + (members @ flows.pays) @ income
    ratio, net_ratio = _ratios(flows, investment, value)
    give = _Giver(flows.inputs.draws)
    return Headline(perspective, give(investment), give(value), give(value - investment), ratio, net_ratio)


def calculate(
    chain: Chain, settings: Settings, figures: Figures | None = None, indexes: Mapping[str, Index] = INDEXES
) -> Result:
    """Everything that follows from a chain under named conventions.

    Formula: value = Σ effects Σ cohorts Σ years sign × size × share × units × price × (1−deadweight)(1−displacement)
    (1−attribution) × (1−drop-off)^k ÷ (1+rate)^t, by the settings' conventions; ratio = value ÷ investment.
    `figures` replaces the chain's numbers by place, with a number each or with arrays of draws of one length (N,).
    On a series the figure is a factor on all its years. Amounts are SEK in the settings' price year.
    A mistake in the chain gives Problems in the result. Raises KeyError for a place that the chain does not have and
    ValueError for draws of unequal length or outside what the number can be.
    Source: A Guide to Social Return on Investment (2012), stages 4 and 5.
    """
    flows = flows_of(chain, settings, figures, indexes)
    ledger = _Ledger(flows)
    totals = {perspective: _total(ledger, perspective) for perspective in PERSPECTIVES}
    return Result(
        engine_version=ENGINE_VERSION,
        settings=settings,
        years=flows.timeline.years,
        public=totals["public"],
        society=totals["society"],
        actors=tuple(_actor(ledger, row) for row in range(len(chain.actors))),
        excluded=tuple(flows.inputs.excluded),
        problems=tuple(_problems(ledger)),
        run=EffectRun(flows),
    )


def _income_factors(flows: Flows) -> np.ndarray:
    """Income taken as a benefit is cut like the costs it belongs to, and discounted like any value."""
    return flows.timeline.cost_counts * flows.timeline.discount


class _Giver:
    """Turns an inner array (N,) or (T, N) into what a result holds: floats in a single calculation, else full arrays."""

    def __init__(self, draws: int | None):
        self.draws = draws

    def __call__(self, array: np.ndarray) -> "float | np.ndarray":
        if self.draws is None:
            return float(array[0])
        return np.broadcast_to(array, (self.draws,)).copy()

    def years(self, array: np.ndarray, shown: int) -> "tuple[float, ...] | np.ndarray":
        """The shown years of a series (T, N)."""
        if self.draws is None:
            return tuple(array[:shown, 0].tolist())
        return np.broadcast_to(array[:shown], (min(shown, len(array)), self.draws)).copy()


def _ratios(flows: Flows, investment: np.ndarray, value: np.ndarray):
    """Ratio and net ratio, or None twice when the investment is unknown or not positive, or nothing is valued."""
    inputs = flows.inputs
    valued = inputs.effects or flows.benefit_sign.any()
    positive = investment > 0
    if incomplete_investment(inputs.problems) or not valued or not positive.any():
        return None, None
    ratio = np.divide(value, investment, out=np.full(np.broadcast_shapes(value.shape, positive.shape), np.nan),
                      where=positive)  # fmt: skip
    give = _Giver(inputs.draws)
    return give(ratio), give(ratio - 1)


class _Ledger:
    """The flows gathered by actor, (A, …), SEK."""

    def __init__(self, flows: Flows):
        self.flows, self.give = flows, _Giver(flows.inputs.draws)
        timeline, pays, gains = flows.timeline, flows.pays, flows.gains
        income_factors = _income_factors(flows)
        income = flows.income_value(income_factors)
        self.income_plain = flows.income_value(timeline.cost_counts)
        self.income = income
        self.investment = pays @ flows.cost(timeline.cost_factors)
        self.programme = pays @ flows.cost(timeline.programme_factors)
        self.value = gains @ flows.present_value + pays @ income
        public = flows.inputs.terms.public[:, None]
        self.cashable = public * (gains @ flows.cashable + pays @ income)
        entered = flows.entered[:, :, None]
        cost = entered * (flows.money * flows.cost_sign[:, None])[:, None]
        plain_income = entered * (flows.money * flows.benefit_sign[:, None])[:, None]
        self.plain_cost_by_year = _by_actor(pays, cost) * timeline.cost_counts[:, None]
        effect_value = _by_actor(gains, flows.value_by_year)
        income_by_year = _by_actor(pays, plain_income) * timeline.cost_counts[:, None]
        self.plain_value_by_year = effect_value + income_by_year
        self.investment_by_year = _by_actor(pays, cost) * timeline.cost_factors[:, None]
        self.value_by_year = self.plain_value_by_year * timeline.discount[:, None]

    def payback(self, members: np.ndarray) -> Payback | None:
        """Payback of these actors together."""
        settings, shown = self.flows.settings, self.flows.timeline.shown
        if incomplete_investment(self.flows.inputs.problems):
            return None
        if settings.payback_discounted:
            investment, value = self.investment_by_year, self.value_by_year
        else:
            investment, value = self.plain_cost_by_year, self.plain_value_by_year
        together = [np.tensordot(members, series, axes=1)[:shown] for series in (investment, value)]
        return payback_of(*together, settings, self.flows.inputs.draws)


def _by_actor(who: np.ndarray, series: np.ndarray) -> np.ndarray:
    """(A, X) and (X, T, N) → (A, T, N)."""
    return (who @ series.reshape(len(series), -1)).reshape(len(who), *series.shape[1:])


def _total(ledger: _Ledger, perspective: str) -> Total:
    flows, give, shown = ledger.flows, ledger.give, ledger.flows.timeline.shown
    members = flows.members(perspective)
    investment, value = members @ ledger.investment, members @ ledger.value
    cashable = members @ ledger.cashable
    public_value = (members * flows.inputs.terms.public) @ ledger.value
    investment_by_year = np.tensordot(members, ledger.investment_by_year, axes=1)
    value_by_year = np.tensordot(members, ledger.value_by_year, axes=1)
    ratio, net_ratio = _ratios(flows, investment, value)
    return Total(
        perspective=perspective,
        investment=give(investment),
        investment_programme=give(members @ ledger.programme),
        value=give(value),
        net=give(value - investment),
        ratio=ratio,
        net_ratio=net_ratio,
        payback=ledger.payback(members),
        cashable=give(cashable),
        net_of_cashable=give(cashable - investment),
        calculated_saving=give(public_value - cashable),
        welfare_value=give(value - public_value),
        waterfall=_waterfall(ledger, members),
        investment_by_year=give.years(investment_by_year, shown),
        value_by_year=give.years(value_by_year, shown),
        cumulative_by_year=give.years(np.cumsum(value_by_year - investment_by_year, axis=0), shown),
        undiscounted_gross_value=give(_own_side(ledger, members)),
    )


def _own_side(ledger: _Ledger, members: np.ndarray) -> np.ndarray:
    """Undiscounted value of the effects whose own actor is a member, counterparts not taken off, and income as benefit."""
    flows = ledger.flows
    yearly = members[flows.inputs.actor] @ flows.value_by_year.sum(axis=1)
    return yearly + (members @ flows.pays) @ ledger.income_plain


def _waterfall(ledger: _Ledger, members: np.ndarray) -> Waterfall:
    flows, give = ledger.flows, ledger.give
    steps = np.tensordot(members @ flows.gains, flows.steps, axes=(0, 1))
    income_plain, income = (((members @ flows.pays) @ part) for part in (ledger.income_plain, ledger.income))
    gross, deadweight, displacement, attribution, drop_off, discounting, present_value = steps
    return Waterfall(
        gross=give(gross + income_plain),
        deadweight=give(deadweight),
        displacement=give(displacement),
        attribution=give(attribution),
        drop_off=give(drop_off),
        discounting=give(discounting + income - income_plain),
        present_value=give(present_value + income),
    )


def _actor(ledger: _Ledger, row: int) -> ActorResult:
    give, shown = ledger.give, ledger.flows.timeline.shown
    members = np.zeros(len(ledger.flows.chain.actors))
    members[row] = 1
    return ActorResult(
        actor_id=ledger.flows.chain.actors[row].id,
        investment=give(ledger.investment[row]),
        programme_investment=give(ledger.programme[row]),
        value=give(ledger.value[row]),
        net=give(ledger.value[row] - ledger.investment[row]),
        cashable=give(ledger.cashable[row]),
        payback=ledger.payback(members),
        investment_by_year=give.years(ledger.investment_by_year[row], shown),
        value_by_year=give.years(ledger.value_by_year[row], shown),
    )


def _problems(ledger: _Ledger) -> list[Problem]:
    """What keeps a ratio from being shown, then what weakens it."""
    flows = ledger.flows
    found = list(flows.inputs.problems)
    if incomplete_investment(found):
        found.append(problem("engine.investment_not_known", "chain/resources"))
    if not (flows.inputs.effects or flows.benefit_sign.any()):
        found.append(problem("engine.nothing_valued", "chain/effects"))
    for perspective in PERSPECTIVES:
        investment = flows.members(perspective) @ ledger.investment
        if not (investment > 0).all():
            code = "engine.no_investment" if not investment.any() else "engine.negative_investment"
            found.append(problem(f"{code}_{perspective}", "chain/resources", amount=float(investment.min())))
    return found + _doubts(flows)


def _doubts(flows: Flows) -> list[Problem]:
    """Warnings: a negative effect left out, additive deductions above the whole, costs cut though their cohort counts."""
    inputs, settings = flows.inputs, flows.settings
    found = []
    signs = {effect.id: effect.sign for effect in flows.chain.effects}
    for effect_id in dict.fromkeys(p.words().get("effect") for p in inputs.excluded):
        if signs.get(effect_id) == -1:
            found.append(_warning("engine.negative_effect_left_out", f"effects/{effect_id}", effect=effect_id))
    if settings.filters == "additive":
        columns = inputs.columns
        taken = columns["deadweight"] + columns["displacement"] + columns["attribution"]
        for row in np.flatnonzero((taken > 1 + 1e-12).any(axis=1)):
            effect_id, total = inputs.effects[row].id, float(taken[row].max())
            found.append(
                _warning("engine.deductions_above_whole", f"effects/{effect_id}", effect=effect_id, total=total)
            )
    cut = flows.entered.any(axis=0) & (flows.timeline.cost_counts == 0)
    if settings.horizon_from == "cohort_start" and cut.any():
        year = flows.timeline.first_year + int(np.flatnonzero(cut)[0])
        found.append(_warning("engine.costs_cut_though_cohorts_count", "settings/costs_after_horizon", year=year))
    return found


def _warning(code: str, place: str, **values: object) -> Problem:
    return problem(code, place, Severity.WARNING, **values)


@dataclass(frozen=True)
class EffectRun:
    """The calculation kept behind a result, for the figures of single effects."""

    flows: Flows

    @property
    def chain(self) -> Chain:
        """The chain that was calculated."""
        return self.flows.chain

    def effect_results(self) -> tuple[EffectResult, ...]:
        """Every counted effect's figures, in the chain's order."""
        return tuple(self._effect(row) for row in range(len(self.flows.inputs.effects)))

    def _effect(self, row: int) -> EffectResult:
        flows, give = self.flows, _Giver(self.flows.inputs.draws)
        effect, shown = flows.inputs.effects[row], flows.timeline.shown
        public = flows.inputs.terms.public
        counterpart = flows.inputs.counterpart[row]
        cashable_sides = float(public[flows.inputs.actor[row]]) - float(counterpart >= 0 and public[counterpart])
        by_year = flows.value_by_year[row]
        return EffectResult(
            effect_id=effect.id,
            outcome_id=effect.outcome_id,
            actor_id=effect.actor_id,
            counterpart_id=effect.transfer_counterpart_id,
            proxy_id=effect.proxy_id,
            price=give(flows.price[row]),
            price_factor=float(flows.inputs.price_factor[row]),
            filters_left=give(flows.shares_left[2][row]),
            value_by_year=give.years(by_year, shown),
            discounted_by_year=give.years(by_year * flows.timeline.discount[:, None], shown),
            present_value=give(flows.present_value[row]),
            gross=give(flows.steps[0, row]),
            cashable=give(flows.cashable[row] * cashable_sides),
            waterfall=Waterfall(*(give(step) for step in flows.steps[:, row])),
        )
