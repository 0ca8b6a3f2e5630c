"""Results read off the ledger: totals by perspective, actors, effects."""

from dataclasses import dataclass

import numpy as np

from chain.model import Chain
from sroi.flows import Flows
from sroi.ledger import Giver, Ledger, by_members, ratios
from sroi.results import ActorResult, EffectResult, Total, Waterfall


def total_of(ledger: Ledger, perspective: str) -> Total:
    flows, give, shown = ledger.flows, ledger.give, ledger.flows.timeline.shown
    members = flows.members(perspective)
    investment, value = members @ ledger.investment, members @ ledger.value
    cashable = members @ ledger.cashable
    public_value = (members * flows.inputs.terms.public) @ ledger.value
    investment_by_year = by_members(members, ledger.investment_by_year)
    value_by_year = by_members(members, ledger.value_by_year)
    ratio, net_ratio = ratios(flows, investment, value)
    return Total(
        perspective=perspective,
        investment=give(investment),
        investment_programme=give(members @ ledger.programme),
        value=give(value),
        net=give(value - investment),
        ratio=ratio,
        net_ratio=net_ratio,
        payback=ledger.payback(lambda series: by_members(members, series)),
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


def _own_side(ledger: Ledger, members: np.ndarray) -> np.ndarray:
    """Undiscounted value of effects whose own actor is a member, counterparts not taken off; income as benefit."""
    flows = ledger.flows
    yearly = members[flows.inputs.actor] @ flows.value_by_year.sum(axis=1)
    return yearly + (members @ flows.pays) @ ledger.income_plain


def _waterfall(ledger: Ledger, members: np.ndarray) -> Waterfall:
    flows, give = ledger.flows, ledger.give
    steps = (members @ flows.gains) @ flows.steps
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


def actor_of(ledger: Ledger, row: int) -> ActorResult:
    give, shown = ledger.give, ledger.flows.timeline.shown
    return ActorResult(
        actor_id=ledger.flows.chain.actors[row].id,
        investment=give(ledger.investment[row]),
        programme_investment=give(ledger.programme[row]),
        value=give(ledger.value[row]),
        net=give(ledger.value[row] - ledger.investment[row]),
        cashable=give(ledger.cashable[row]),
        payback=ledger.payback(lambda series: series[row]),
        investment_by_year=give.years(ledger.investment_by_year[row], shown),
        value_by_year=give.years(ledger.value_by_year[row], shown),
    )


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
        flows, give = self.flows, Giver(self.flows.inputs.draws)
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
