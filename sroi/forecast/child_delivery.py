"""How many begin, whom the effect reaches, what it costs and who pays: booked at time 0, outside any correction."""

from dataclasses import dataclass

import numpy as np

from chain.forecast.effect import EffectBasis
from chain.forecast.model import Comparison, CostItem, CostPer, Option
from chain.model import Level
from sroi.forecast.child_numbers import Number, Prices, Read
from sroi.forecast.conversions import annuity


@dataclass(frozen=True)
class Delivery:
    """An option carried out for one year's cohort.

    `reached_share` of those offered get the effect: those who begin, or of these those who go through when the effect
    holds for them. `costs` is SEK by payer, `parents_sek` the parents' time, which counts for society only. `parts` is
    SEK by cost item.
    """

    offered: Number
    begin: Number
    reached_share: Number
    costs: dict[Level, Number]
    parents_sek: Number
    parts: dict[str, Number]

    @property
    def programme_sek(self) -> Number:
        """What the programme costs, the parents' time left out."""
        return sum(self.costs.values())


def delivered(comparison: Comparison, option: Option, read: Read, prices: Prices) -> Delivery:
    """Beginners, reach and cost of an option.

    Cost = Σ amount × quantity × (beginners, or groups; a set-up cost once, spread over its years as an annuity at the
    discount rate for costs, or evenly); each payer pays its share of it.
    """
    place = f"options/{option.id}"
    offered = read("population/children", comparison.population.children)
    uptake = read(f"{place}/delivery/uptake_share", option.delivery.uptake_share)
    begin = offered * uptake
    parts = {item.id: _cost_of(item, comparison, option, begin, read, prices) for item in option.costs}
    parents = {item.id for item in option.costs if item.per is CostPer.PARENT_TIME}
    programme = sum((sek for name, sek in parts.items() if name not in parents), 0.0)
    shares = {
        each.payer: read(f"{place}/payer_shares/{at}/share", each.share) for at, each in enumerate(option.payer_shares)
    }
    return Delivery(
        offered,
        begin,
        uptake * _completing(option, read),
        {payer: programme * share for payer, share in shares.items()},
        sum((parts[name] for name in parents), 0.0),
        parts,
    )


def _completing(option: Option, read: Read) -> Number:
    """Whom among the beginners the effect reaches: all of them when it was measured in all who began."""
    if option.effect.basis is not EffectBasis.COMPLETERS:
        return 1.0
    return read(f"options/{option.id}/delivery/completion_share", option.delivery.completion_share)


def _cost_of(
    item: CostItem, comparison: Comparison, option: Option, begin: Number, read: Read, prices: Prices
) -> Number:
    place = f"options/{option.id}/costs/{item.id}"
    amount = read(f"{place}/amount", item.amount) * prices.factor(item.amount)
    each = amount * read.or_else(f"{place}/quantity", item.quantity, 1.0)
    if item.per is CostPer.SETUP:
        years = read(f"{place}/life_years", item.life_years)
        rate = read("decision/cost_discount", comparison.decision.cost_discount)
        return each / years if item.spread == "even" else _annuity(each, rate, years)
    if item.per is CostPer.GROUP:
        return each * _groups(option, begin, read)
    return each * begin


def _annuity(amount: Number, rate: Number, years: Number) -> Number:
    """The annuity, also where some of the rates are 0."""
    if np.ndim(rate) == 0:
        return annuity(amount, float(rate), years)
    safe = np.where(rate == 0, 0.01, rate)
    return np.where(rate == 0, amount / years, annuity(amount, safe, years))


def _groups(option: Option, begin: Number, read: Read) -> Number:
    place, delivery = f"options/{option.id}/delivery", option.delivery
    if delivery.groups is not None:
        return read(f"{place}/groups", delivery.groups)
    return begin / read(f"{place}/group_size", delivery.group_size)
