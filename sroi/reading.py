"""Results read off the ledger: totals by perspective, actors, effects."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chain.model import Chain, MonetisedEffect
from sroi.flows import Flows
from sroi.ledger import Giver, Ledger, by_members, ratios
from sroi.results import ActorResult, EffectResult, Payback, Total, Waterfall
from sroi.steady import summed, weighed


def total_of(ledger: Ledger, perspective: str) -> Total:
    flows, give, shown = ledger.flows, ledger.give, ledger.flows.timeline.shown
    members = flows.members(perspective)
    investment, value = weighed(members, ledger.investment), weighed(members, ledger.value)
    cashable = weighed(members, ledger.cashable)
    public_value = weighed(members * flows.inputs.terms.public, ledger.value)
    investment_by_year = by_members(members, ledger.investment_by_year)
    value_by_year = by_members(members, ledger.value_by_year)
    ratio, net_ratio = ratios(flows, investment, value)
    return Total(
        perspective=perspective,
        investment_known=ledger.investment_known,
        investment=give(investment),
        expenses=give(weighed(members, ledger.expenses)),
        investment_programme=give(weighed(members, ledger.programme)),
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
    yearly = weighed(members[flows.inputs.actor], summed(flows.value_by_year, axis=1))
    return yearly + weighed(members @ flows.pays, ledger.income_plain)


def _waterfall(ledger: Ledger, members: np.ndarray) -> Waterfall:
    flows, give = ledger.flows, ledger.give
    steps = by_members(members @ flows.gains, flows.steps.transpose(1, 0, 2))
    payers = members @ flows.pays
    income_plain, income = (weighed(payers, part) for part in (ledger.income_plain, ledger.income))
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


def actors_of(ledger: Ledger) -> tuple[ActorResult, ...]:
    """What every actor of the chain puts in and gets out."""
    give, shown = ledger.give, ledger.flows.timeline.shown
    columns = zip(
        ledger.flows.chain.actors,
        give.rows(ledger.investment),
        give.rows(ledger.programme),
        give.rows(ledger.value),
        give.rows(ledger.value - ledger.investment),
        give.rows(ledger.cashable),
        [ledger.payback(lambda series, row=row: series[row]) for row in range(len(ledger.investment))],
        give.rows_by_year(ledger.investment_by_year, shown),
        give.rows_by_year(ledger.value_by_year, shown),
        strict=True,
    )
    return tuple(ActorResult(actor.id, *figures) for actor, *figures in columns)


@dataclass(frozen=True)
class EffectRun:
    """The calculation kept behind a result, for the figures of single effects."""

    flows: Flows
    optional: None = None

    @property
    def chain(self) -> Chain:
        """The chain that was calculated."""
        return self.flows.chain

    @cached_property
    def ledger(self) -> Ledger:
        """The flows gathered by actor."""
        return Ledger(self.flows)

    def total(self, perspective: str) -> Total:
        """The figures of any perspective."""
        return total_of(self.ledger, perspective)

    def cashable_payback(self, perspective: str) -> Payback | None:
        """When money that can leave a public budget has alone made up for the perspective's investment."""
        members = self.flows.members(perspective)
        return self.ledger.cashable_payback(lambda series: by_members(members, series))

    def effect_results(self) -> tuple[EffectResult, ...]:
        """Every counted effect's figures, in the chain's order."""
        flows, give = self.flows, Giver(self.flows.inputs.draws)
        shown = flows.timeline.shown
        discounted = flows.value_by_year * flows.timeline.discount[:, None]
        waterfalls = zip(*(give.rows(step) for step in flows.steps), strict=True)
        columns = zip(
            flows.inputs.effects,
            give.rows(flows.price),
            flows.inputs.price_factor.tolist(),
            give.rows(flows.shares_left[2]),
            give.rows_by_year(flows.value_by_year, shown),
            give.rows_by_year(discounted, shown),
            give.rows(flows.present_value),
            give.rows(flows.steps[0]),
            give.rows(flows.cashable * self._public_sides()[:, None]),
            (Waterfall(*steps) for steps in waterfalls),
            strict=True,
        )
        return tuple(EffectResult(*_links(effect), *figures) for effect, *figures in columns)

    def _public_sides(self) -> np.ndarray:
        """+1 where the gaining actor is public, −1 where the counterpart is, their sum where both are, (E,)."""
        return self.flows.inputs.terms.public.astype(float) @ self.flows.gains


def _links(effect: MonetisedEffect) -> tuple[str, str, str, str | None, str]:
    return effect.id, effect.outcome_id, effect.actor_id, effect.transfer_counterpart_id, effect.proxy_id
