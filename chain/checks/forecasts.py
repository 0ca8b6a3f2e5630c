"""A forecast that was put into the chain, beside what stands there already: the same value or cost twice."""

from collections.abc import Iterator
from itertools import combinations, product

from chain.checks.rule import NOTE, WARNING, Seen, are_same_words, at, has_profile, is_over_years, label, rule
from chain.forecast.origin import effect_origin, resource_origin
from chain.model import MonetisedEffect, Resource


def _put_in(seen: Seen) -> list[MonetisedEffect]:
    return [effect for effect in seen.priced if effect_origin(effect)]


def _beside(seen: Seen) -> Iterator[tuple[MonetisedEffect, MonetisedEffect]]:
    """Each effect that was put in with each other one that meets it in some year, for someone of the same kind.

    A forecast knows kinds of payers only, so what it saves "the municipality" may be what a row of one's own saves one
    of its committees.
    """
    put = _put_in(seen)
    own = [effect for effect in seen.priced if not effect_origin(effect)] if put else []
    for one, other in product(put, own):
        levels = {seen.actors[each.actor_id].level for each in (one, other)}
        if len(levels) == 1 and one.sign == other.sign and _meet(seen, one, other):
            yield one, other


def _meet(seen: Seen, one: MonetisedEffect, other: MonetisedEffect) -> bool:
    """Whether both may be counted in one year; years that nobody has stated may be any."""
    years = set(one.quantity.units.values)
    if has_profile(other):
        return not years.isdisjoint(other.quantity.units.values)
    if not is_over_years(other):
        return True
    first = seen.chain.start_year + other.lag_years.value
    last = max(seen.chain.start_year, seen.chain.end_year) + other.lag_years.value + other.duration_years.value
    return any(first <= year < last for year in years)


def _is_same(seen: Seen, one: MonetisedEffect, other: MonetisedEffect) -> bool:
    """Whether names or prices say that the two are the same thing."""
    prices = seen.proxies[one.proxy_id], seen.proxies[other.proxy_id]
    outcomes = seen.outcomes[one.outcome_id], seen.outcomes[other.outcome_id]
    named_alike = any(are_same_words(left.name, right.name) for left, right in ((one, other), prices, outcomes))
    first, second = (each.price for each in prices)
    has_source = bool(first.source.strip() or first.url.strip())
    return named_alike or (
        has_source and (first.value, first.source, first.url) == (second.value, second.source, second.url)
    )


@rule("double.forecast_options", WARNING, "SROI principle 5: two forecasts for the same children in one chain")
def two_options(seen: Seen):
    """Two options, each with its own forecast against what would have happened anyway."""
    first = {origin.option: effect for effect in reversed(_put_in(seen)) for origin in [effect_origin(effect)]}
    outcomes = {option: seen.outcomes[effect.outcome_id] for option, effect in first.items()}
    for one, other in combinations(sorted(first), 2):
        names = [outcomes[each].description or label(outcomes[each]) for each in (one, other)]
        yield at(f"outcomes/{outcomes[other].id}", first=names[0], second=names[1])


@rule(
    "double.forecast_and_row",
    WARNING,
    "SROI principle 5: a forecast and a row of one's own with the same name or price",
)
def forecast_and_row(seen: Seen):
    """What a forecast values stands in the chain already, by its name or its price."""
    for one, other in _beside(seen):
        if _is_same(seen, one, other):
            actor = label(seen.actors[one.actor_id])
            yield at(f"effects/{other.id}", own=label(other), forecast=label(one), actor=actor)


@rule("double.forecast_same_payer", NOTE, "SROI principle 5: a forecast and rows of one's own for the same actor")
def forecast_same_payer(seen: Seen):
    """A forecast saves an actor's costs, and so do other rows in the same years."""
    others: dict[str, dict[str, MonetisedEffect]] = {}
    for one, other in _beside(seen):
        if not _is_same(seen, one, other):
            others.setdefault(one.actor_id, {})[other.id] = other
    for actor_id, found in others.items():
        names = tuple(label(each) for each in found.values())
        yield at(f"effects/{next(iter(found))}", names=names, actor=label(seen.actors[actor_id]))


@rule(
    "double.forecast_cost", WARNING, "SROI principle 5: the intervention's cost from a forecast and from one's own rows"
)
def forecast_cost(seen: Seen):
    """A payer puts in what the forecast says that the intervention costs, and resources of its own the same year."""
    put = [each for each in seen.chain.resources if resource_origin(each) and each.valued]
    own = [each for each in seen.chain.resources if not resource_origin(each) and each.valued]
    for one in put:
        same = tuple(label(each) for each in own if each.payer_id == one.payer_id and _years(each) & _years(one))
        if same and one.payer_id in seen.actors:
            yield at(f"resources/{one.id}", names=same, actor=label(seen.actors[one.payer_id]))


def _years(resource: Resource) -> set[int]:
    series = resource.amounts or resource.hours
    return {year for year, amount in series.values.items() if amount} if series else set()
