"""One option's forecast put into a value-creation chain, so that the ratio and the forecast agree from one assumption.

Every excess cost becomes, for each age band, a price (SEK a child and year, with its own passport) and an effect whose
yearly profile is the child-years with the problem that the forecast averts. The comparator is what would have happened
anyway, so deadweight is 0; the measured difference is the intervention's, so attribution and displacement are 0.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
import hashlib
from typing import NamedTuple

from chain.assumption import Assumption, Frozen, Mark, Series
from chain.forecast.document import fingerprint
from chain.forecast.model import Comparison, CostBand, ExcessCost, Option
from chain.forecast.origin import Origin, PutIn, address, effect_origin, resource_origin
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
from chain.text import LANGUAGES, Text
from sroi.discounting import INDEXES, Index
from sroi.forecast.child import RefusedError, one, refuse_unsound
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
COST = Text(
    sv="Insatsens kostnad för betalaren, ur den hälsoekonomiska prognosen.",
    en="The intervention's cost to the payer, from the health-economic forecast.",
)
KINDS = ("outcomes", "proxies", "effects", "resources")
BY_HAND = {"effects": ("cashable_from_year", "in_base_case"), "resources": ("account",)}
"""What people say of an element and the forecast knows nothing of; an outcome is theirs whole once it is there."""
STAMPED = ("url", "source", "note", "author", "noted_on")
LONGEST_ID, LONGEST_NAME, OLDEST = 24, 200, 100


class Stamp(NamedTuple):
    """Which saved version of the comparison is put in, by whom and when."""

    version: int
    who: str
    on: date


def into_chain(
    chain: Chain,
    comparison: Comparison,
    option_id: str,
    *,
    with_costs: bool = True,
    stamp: Stamp | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> Chain:
    """The chain with the option's outcome, effects and (unless it has its own) costs, from the chain's start year on.

    Actors of the levels that pay or save are taken from the chain, or added. Elements that an earlier call made for the
    option are replaced where they stand, and keep what people have said of them (`BY_HAND`). The sums agree with the
    forecast's when the chain is calculated at the same rate, price year and discounting. With a `stamp` every series
    tells where it came from. Raises KeyError for an unknown option, ValueError as the forecast.
    """
    refuse_unsound(comparison, indexes)
    run = Run(comparison, indexes=indexes)
    option = run.of(comparison.option(option_id))
    start = start_of(comparison.id, option_id)
    actors = _actors(chain, option)
    told = _told(comparison, option_id, stamp)
    rows = list(_rows(chain, option, start, actors, told))
    made = {
        "outcomes": [Outcome(id=start, name=OUTCOME, description=option.option.name)],
        "proxies": [proxy for proxy, _ in rows],
        "effects": [effect for _, effect in rows],
        "resources": list(_resources(chain, option, start, actors, told)) if with_costs else [],
    }
    more = (each for each in actors.values() if each.id not in by_id(chain.actors))
    put = {kind: _in_place(kind, getattr(chain, kind), made[kind], start) for kind in KINDS}
    return chain.model_copy(update={"actors": (*chain.actors, *more), **put})


def start_of(comparison_id: str, option_id: str) -> str:
    """With what the ids of all that is made of the option begin."""
    return f"forecast-{_digest(f'{comparison_id}/{option_id}')}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:10]


def _in_place(kind: str, old: tuple[Frozen, ...], made: list[Frozen], start: str) -> tuple[Frozen, ...]:
    """What is made now in the place of what was made before, new ones last, and what is not made any more gone."""
    fresh = by_id(made)
    kept = [
        _renewed(kind, each, fresh.pop(each.id)) if each.id in fresh else each
        for each in old
        if each.id in fresh or not is_made(each.id, start)
    ]
    return (*kept, *fresh.values())


def _renewed(kind: str, old: Frozen, new: Frozen) -> Frozen:
    return (
        old
        if kind == "outcomes"
        else new.model_copy(update={name: getattr(old, name) for name in BY_HAND.get(kind, ())})
    )


def is_made(element_id: str, start: str) -> bool:
    """Whether the element was made of the option whose ids begin so."""
    return element_id == start or element_id.startswith(f"{start}-x-")


class Standing(StrEnum):
    """What has become of a forecast that stands in a chain: nothing, its comparison gives other figures now, someone
    has changed them in the chain, or its comparison is not there."""

    CURRENT = "current"
    MOVED = "moved"
    EDITED = "edited"
    GONE = "gone"


def standing(
    chain: Chain, comparison: Comparison | None, held: PutIn, indexes: Mapping[str, Index] = INDEXES
) -> Standing:
    """How what is put in stands to its comparison now. A comparison with errors gives no figures: it has moved."""
    if comparison is None or held.origin.option_id not in by_id(comparison.options):
        return Standing.GONE
    same_state = held.origin.sha256 == fingerprint(comparison)
    try:
        if is_current(chain, comparison, held, indexes):
            return Standing.CURRENT
    except RefusedError:
        return Standing.MOVED
    return Standing.EDITED if same_state else Standing.MOVED


def is_current(chain: Chain, comparison: Comparison, held: PutIn, indexes: Mapping[str, Index] = INDEXES) -> bool:
    """Whether the figures in the chain are those that the comparison gives now; who put them in and when is no figure.

    Raises as `into_chain`.
    """
    again = into_chain(chain, comparison, held.origin.option_id, with_costs=held.with_costs, indexes=indexes)
    return _unstamped(again) == _unstamped(chain)


def _unstamped(chain: Chain) -> Chain:
    """The chain with nothing said of where its forecasts' figures came from."""
    effects, resources = [], []
    for effect in chain.effects:
        bare = _bare(effect.quantity.units) if effect_origin(effect) else None
        effects.append(effect.model_copy(update={"quantity": YearlyProfile(units=bare)}) if bare else effect)
    for each in chain.resources:
        resources.append(each.model_copy(update={"amounts": _bare(each.amounts)}) if resource_origin(each) else each)
    return chain.model_copy(update={"effects": tuple(effects), "resources": tuple(resources)})


def _bare(series: Series) -> Series:
    return series.model_copy(
        update={name: Series.model_fields[name].get_default(call_default_factory=True) for name in STAMPED}
    )


def _told(comparison: Comparison, option_id: str, stamp: Stamp | None) -> dict[str, object]:
    """What the passport of a series says of the comparison that it came from."""
    if stamp is None:
        return {}
    sha256, option = fingerprint(comparison), comparison.option(option_id)
    of = {tongue: (_called(option, tongue), _called(comparison, tongue)) for tongue in LANGUAGES}
    state = f"version {stamp.version}, {sha256[:12]}"
    note = {tongue: f"{what} ({whole}), {state}" for tongue, (what, whole) in of.items()}
    return {
        "url": address(Origin(comparison.id, option_id, stamp.version, sha256)),
        "source": of["sv"][1],
        "note": Text(**note),
        "author": stamp.who,
        "noted_on": stamp.on,
    }


def _actors(chain: Chain, option: OptionRun) -> dict[Level, Actor]:
    """One actor for each level that pays, saves, or is the other side of a transfer."""
    costs = option.run.comparison.excess_costs
    levels = dict.fromkeys([*option.delivery.costs, *(cost.payer for cost in costs)])
    if any(cost.transfer for cost in costs) or one(option.delivery.parents_sek):
        levels[Level.PARTICIPANTS] = None
    known = {actor.level: actor for actor in reversed(chain.actors)}
    return {level: known.get(level) or Actor(id=f"level-{level}", name=NAMES[level], level=level) for level in levels}


def _called(named: Comparison | Option | ExcessCost, language: str) -> str:
    return " ".join((named.name.into(language) or named.id).split())[:LONGEST_NAME]


def _rows(
    chain: Chain, option: OptionRun, start: str, actors: dict[Level, Actor], told: Mapping[str, object]
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
                series = _profile(option, units, told)
                yield _row(option, cost, band, series, f"{start}-x-{_short(cost.id)}-{at}", start, actors)


def _short(name: str) -> str:
    """An id that leaves room for what it is joined to."""
    return name if len(name) <= LONGEST_ID else _digest(name)


def _profile(option: OptionRun, units: dict[int, float], told: Mapping[str, object]) -> Series:
    """The child-years averted, with what the effect rests on."""
    estimate = option.option.effect.estimate
    reason = estimate.reason or Text(sv=estimate.source, en=estimate.source)
    said = {"mark": Mark.DERIVED, "derivation": YEARS_AVERTED, "reason": reason, "evidence": estimate.evidence}
    return Series(values=units, unit="child-years", **said, **told)


def _ages(band: CostBand) -> dict[str, str]:
    if band.age_to >= OLDEST:
        return {"sv": f"från {band.age_from} år", "en": f"from age {band.age_from}"}
    return {"sv": f"{band.age_from}–{band.age_to} år", "en": f"ages {band.age_from}–{band.age_to}"}


def _row(option, cost: ExcessCost, band: CostBand, series: Series, name: str, outcome_id: str, actors):
    level = one(option.run.read.or_else("excess_level", option.run.comparison.excess_level, 1.0))
    price = band.amount.model_copy(
        update={"value": band.amount.value * level, "low": None, "high": None, "shape": None}
    )
    years = Text(**{tongue: f"{_called(cost, tongue)}, {ages}" for tongue, ages in _ages(band).items()})
    basis = CostBasis.TRANSFER if cost.transfer else CostBasis.AVERAGE
    proxy = Proxy(id=name, name=years, price=price, payer_id=actors[cost.payer].id, quality=cost.quality, basis=basis)
    effect = MonetisedEffect(
        id=name,
        name=years,
        outcome_id=outcome_id,
        actor_id=actors[cost.payer].id,
        proxy_id=name,
        quantity=YearlyProfile(units=series),
        measured_against_comparison=True,
        deadweight=Assumption(value=0, reason=LOCKED),
        displacement=Assumption(value=0, reason=OURS),
        attribution=Assumption(value=0, reason=OURS),
        cashable_share=cost.cashable_share,
        transfer_counterpart_id=actors[Level.PARTICIPANTS].id if cost.transfer else None,
    )
    return proxy, effect


def _resources(
    chain: Chain, option: OptionRun, start: str, actors: dict[Level, Actor], told: Mapping[str, object]
) -> Iterator[Resource]:
    """What each payer puts in, in the first year; the parents' time as a resource of the participants."""
    paid = [(level, one(sek), ResourceKind.MONEY) for level, sek in option.delivery.costs.items()]
    paid.append((Level.PARTICIPANTS, one(option.delivery.parents_sek), ResourceKind.IN_KIND))
    price_year = option.run.decision.price_year
    for level, sek, kind in paid:
        if sek:
            said = {"mark": Mark.DERIVED, "derivation": COST, "price_year": price_year}
            amounts = Series(values={chain.start_year: sek}, unit="SEK", **said, **told)
            name = f"{start}-x-{level}-{kind}"
            yield Resource(id=name, name=option.option.name, kind=kind, payer_id=actors[level].id, amounts=amounts)
