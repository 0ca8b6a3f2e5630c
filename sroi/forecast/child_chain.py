"""One option's forecast put into a value-creation chain, so that the ratio and the forecast agree from one assumption.

Every excess cost becomes, for each age band, a price (SEK a child and year, with its own passport) and an effect whose
yearly profile is the child-years with the problem that the forecast averts. The comparator is what would have happened
anyway, so deadweight is 0; the measured difference is the intervention's, so attribution and displacement are 0.
"""

from collections.abc import Iterator, Mapping

from chain.assumption import Assumption, Mark, Series
from chain.forecast.model import Comparison, CostBand, ExcessCost, Option
from chain.model import (
    Actor,
    Chain,
    CostBasis,
    Level,
    MonetisedEffect,
    Outcome,
    Proxy,
    Resource,
    ResourceKind,
    YearlyProfile,
    by_id,
)
from chain.text import Text
from sroi.discounting import INDEXES, Index
from sroi.forecast.child import one, refuse_unsound
from sroi.forecast.child_run import OptionRun, Run

NAMES = {
    Level.MUNICIPALITY: Text(sv="Kommunen", en="Municipality"),
    Level.REGION: Text(sv="Regionen", en="Region"),
    Level.STATE: Text(sv="Staten", en="State"),
    Level.CIVIL_SOCIETY: Text(sv="Civilsamhället", en="Civil society"),
    Level.BUSINESS: Text(sv="Näringslivet", en="Business"),
    Level.PARTICIPANTS: Text(sv="Deltagarna", en="Participants"),
    Level.OTHERS: Text(sv="Övriga", en="Others"),
}
LOCKED = Text(
    sv="Låst vid 0: prognosen jämför redan med vad som hade hänt utan insatsen.",
    en="Locked at 0: the forecast already compares with what would have happened without the intervention.",
)
OURS = Text(
    sv="Låst vid 0: den uppmätta skillnaden är insatsens egen, och hur den avtar står i prognosens år.",
    en="Locked at 0: the measured difference is the intervention's own, and how it fades is in the forecast's years.",
)
OUTCOME = Text(sv="Färre barn med problemet", en="Fewer children with the problem")
YEARS_AVERTED = Text(
    sv="Barnår med problemet som undviks, ur den hälsoekonomiska prognosen.",
    en="Child-years with the problem averted, from the health-economic forecast.",
)


def into_chain(
    chain: Chain,
    comparison: Comparison,
    option_id: str,
    *,
    with_costs: bool = True,
    indexes: Mapping[str, Index] = INDEXES,
) -> Chain:
    """The chain with the option's outcome, effects and (unless it has its own) costs, from the chain's start year on.

    Actors of the levels that pay or save are taken from the chain, or added. Elements that an earlier call made for the
    option are replaced. The sums agree with the forecast's when the chain is calculated at the same rate, price year
    and discounting. Raises KeyError for an unknown option, ValueError as the forecast.
    """
    refuse_unsound(comparison, indexes)
    run = Run(comparison, indexes=indexes)
    option = run.of(comparison.option(option_id))
    start = f"forecast-{option_id}"
    cleared = _without(chain, start)
    actors = _actors(cleared, option)
    rows = list(_rows(cleared, option, start, actors))
    return cleared.model_copy(
        update={
            "actors": (*cleared.actors, *(each for each in actors.values() if each.id not in by_id(cleared.actors))),
            "outcomes": (*cleared.outcomes, Outcome(id=start, name=OUTCOME, description=option.option.name)),
            "proxies": (*cleared.proxies, *(proxy for proxy, _ in rows)),
            "effects": (*cleared.effects, *(effect for _, effect in rows)),
            "resources": (*cleared.resources, *(_resources(cleared, option, start, actors) if with_costs else ())),
        }
    )


def _without(chain: Chain, start: str) -> Chain:
    """The chain without what was made for the option before."""
    kinds = ("outcomes", "proxies", "effects", "resources")
    kept = {kind: tuple(each for each in getattr(chain, kind) if not _is_made(each.id, start)) for kind in kinds}
    return chain.model_copy(update=kept)


def _is_made(element_id: str, start: str) -> bool:
    return element_id == start or element_id.startswith(f"{start}-x-")


def _actors(chain: Chain, option: OptionRun) -> dict[Level, Actor]:
    """One actor for each level that pays, saves, or is the other side of a transfer."""
    costs = option.run.comparison.excess_costs
    levels = dict.fromkeys([*option.delivery.costs, *(cost.payer for cost in costs)])
    if any(cost.transfer for cost in costs) or one(option.delivery.parents_sek):
        levels[Level.PARTICIPANTS] = None
    known = {actor.level: actor for actor in reversed(chain.actors)}
    return {level: known.get(level) or Actor(id=f"level-{level}", name=NAMES[level], level=level) for level in levels}


def _rows(
    chain: Chain, option: OptionRun, start: str, actors: dict[Level, Actor]
) -> Iterator[tuple[Proxy, MonetisedEffect]]:
    age_at_start = option.run.comparison.population.age_at_start
    averted = [one(each) for each in option.case_years]
    for cost in option.run.comparison.excess_costs:
        for at, band in enumerate(cost.bands):
            units = {
                chain.start_year + year: averted[year]
                for year in range(option.run.years)
                if band.age_from <= age_at_start + year <= band.age_to
            }
            if units and band.amount.value:
                yield _row(option, cost, band, units, f"{start}-x-{cost.id}-{at}", start, actors)


def _row(option, cost: ExcessCost, band: CostBand, units, name: str, outcome_id: str, actors):
    level = one(option.run.read.or_else("excess_level", option.run.comparison.excess_level, 1.0))
    price = band.amount.model_copy(
        update={"value": band.amount.value * level, "low": None, "high": None, "shape": None}
    )
    years = Text(
        sv=f"{cost.name.into('sv')}, {band.age_from}–{band.age_to} år",
        en=f"{cost.name.into('en')}, ages {band.age_from}–{band.age_to}",
    )
    basis = CostBasis.TRANSFER if cost.transfer else CostBasis.AVERAGE
    proxy = Proxy(id=name, name=years, price=price, payer_id=actors[cost.payer].id, quality=cost.quality, basis=basis)
    profile = Series(
        values=units, unit="child-years", mark=Mark.DERIVED, derivation=YEARS_AVERTED, reason=_source_of(option.option)
    )
    effect = MonetisedEffect(
        id=name,
        name=years,
        outcome_id=outcome_id,
        actor_id=actors[cost.payer].id,
        proxy_id=name,
        quantity=YearlyProfile(units=profile),
        measured_against_comparison=True,
        deadweight=Assumption(value=0, reason=LOCKED),
        displacement=Assumption(value=0, reason=OURS),
        attribution=Assumption(value=0, reason=OURS),
        cashable_share=cost.cashable_share,
        transfer_counterpart_id=actors[Level.PARTICIPANTS].id if cost.transfer else None,
    )
    return proxy, effect


def _source_of(option: Option) -> Text:
    estimate = option.effect.estimate
    return estimate.reason or Text(sv=estimate.source, en=estimate.source)


def _resources(chain: Chain, option: OptionRun, start: str, actors: dict[Level, Actor]) -> Iterator[Resource]:
    """What each payer puts in, in the first year; the parents' time as a resource of the participants."""
    paid = [(level, one(sek), ResourceKind.MONEY) for level, sek in option.delivery.costs.items()]
    paid.append((Level.PARTICIPANTS, one(option.delivery.parents_sek), ResourceKind.IN_KIND))
    price_year = option.run.decision.price_year
    for level, sek, kind in paid:
        if sek:
            amounts = Series(values={chain.start_year: sek}, unit="SEK", mark=Mark.DERIVED, price_year=price_year)
            name = f"{start}-x-{level}-{kind}"
            yield Resource(id=name, name=option.option.name, kind=kind, payer_id=actors[level].id, amounts=amounts)
