"""The same value counted twice."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from chain.checks.rule import NOTE, WARNING, Seen, at, is_over_years, label, rule
from chain.model import MonetisedEffect, Outcome, Proxy, ShareOfCohort, Span

TOLERANCE = 1e-9


def _priced_pairs(seen: Seen) -> Iterator[tuple[Outcome, Outcome]]:
    """Pairs of priced outcomes where the second follows from the first, and not the other way round."""
    for later in seen.chain.outcomes:
        for earlier in seen.chain.outcomes:
            follows = earlier.id in seen.precursors[later.id] and later.id not in seen.precursors[earlier.id]
            if follows and seen.effects_of.get(earlier.id) and seen.effects_of.get(later.id):
                yield earlier, later


def _same_direction(seen: Seen, earlier: Outcome, later: Outcome) -> list[tuple[MonetisedEffect, MonetisedEffect]]:
    pairs = product(seen.effects_of[earlier.id], seen.effects_of[later.id])
    return [(one, other) for one, other in pairs if one.sign == other.sign]


@rule("double.precursor", WARNING, "SROI principle 5: intermediate and final outcome both valued, for the same actor")
def precursor(seen: Seen):
    """An outcome and what it follows from are both priced for the same actor."""
    for earlier, later in _priced_pairs(seen):
        pairs = _same_direction(seen, earlier, later)
        twice = {other.id: other for one, other in pairs if one.actor_id == other.actor_id}
        for effect in twice.values():
            actor = label(seen.actors[effect.actor_id])
            yield at(f"effects/{effect.id}/outcome_id", earlier=label(earlier), later=label(later), actor=actor)


@rule("double.precursor_same_price", WARNING, "SROI principle 5: one price, claimed on the way and at the end")
def precursor_same_price(seen: Seen):
    """An outcome and what it follows from are both priced with the same price, for different actors."""
    for earlier, later in _priced_pairs(seen):
        pairs = [pair for pair in _same_direction(seen, earlier, later) if pair[0].actor_id != pair[1].actor_id]
        twice = {other.id: one for one, other in pairs if _has_same_price(seen, one, other)}
        for effect_id, one in twice.items():
            price = label(seen.proxies[one.proxy_id])
            yield at(f"effects/{effect_id}/proxy_id", earlier=label(earlier), later=label(later), price=price)


@rule("double.precursor_other_actor", NOTE, "SROI principle 5: intermediate and final outcome both valued")
def precursor_other_actor(seen: Seen):
    """An outcome and what it follows from are both priced, for different actors and with different prices."""
    for earlier, later in _priced_pairs(seen):
        pairs = _same_direction(seen, earlier, later)
        if pairs and not any(
            one.actor_id == other.actor_id or _has_same_price(seen, one, other) for one, other in pairs
        ):
            yield at(f"effects/{pairs[0][1].id}/outcome_id", earlier=label(earlier), later=label(later))


def _has_same_price(seen: Seen, one: MonetisedEffect, other: MonetisedEffect) -> bool:
    return _price_key(seen.proxies[one.proxy_id]) == _price_key(seen.proxies[other.proxy_id])


def _price_key(proxy: Proxy) -> str:
    """The same entry of the price library is the same price, under whatever id."""
    return f"library {proxy.library_id}" if proxy.library_id else proxy.id


def _people(seen: Seen, effect: MonetisedEffect) -> str:
    """Who is counted: a year of a person's life can be counted once, an event once for each outcome."""
    outcome = seen.outcomes[effect.outcome_id]
    is_event = seen.proxies[effect.proxy_id].span is Span.EVENT
    return outcome.id if is_event or outcome.stakeholder_id is None else f"stakeholder {outcome.stakeholder_id}"


@rule("double.same_people", WARNING, "SROI principle 5: same people and price on rows whose units sum to more than one")
def same_people(seen: Seen):
    """The same people are charged the same price on several rows, more than once in a year."""
    rows = defaultdict(list)
    for effect in seen.priced:
        if isinstance(effect.quantity, ShareOfCohort) and is_over_years(effect):
            rows[_price_key(seen.proxies[effect.proxy_id]), _people(seen, effect), effect.sign].append(effect)
    for group in rows.values():
        units = _most_units_in_a_year(group)
        if units > 1 + TOLERANCE:
            names = tuple(label(effect) for effect in group)
            yield at(f"effects/{group[-1].id}/quantity/units", names=names, units=units)


def _most_units_in_a_year(group: list[MonetisedEffect]) -> float:
    """The highest sum of units per case over rows that are counted in the same year; 0 where no two rows meet."""
    met = [
        [other for other in group if _first(other) <= _first(effect) < _first(other) + other.duration_years.value]
        for effect in group
    ]
    return max((sum(each.quantity.units.value for each in rows) for rows in met if len(rows) > 1), default=0.0)


def _first(effect: MonetisedEffect) -> float:
    return effect.lag_years.value


@rule("double.repeated_row", NOTE, "SROI principle 5: the same outcome, actor and price on two rows")
def repeated_row(seen: Seen):
    """Two rows with the same outcome, actor and price, where no shares tell the people apart."""
    rows = defaultdict(list)
    for effect in seen.priced:
        price = _price_key(seen.proxies[effect.proxy_id])
        rows[effect.outcome_id, effect.actor_id, effect.sign, price].append(effect)
    for first, *others in rows.values():
        has_share = isinstance(first.quantity, ShareOfCohort)
        for other in others:
            if not (has_share and isinstance(other.quantity, ShareOfCohort)):
                yield at(f"effects/{other.id}", first=label(first))


@rule("double.lifetime_and_years", WARNING, "a lifetime value beside its yearly parts")
def lifetime_and_years(seen: Seen):
    """A price for a whole life, and prices for years or events of the same change, for the same actor."""
    wholes = [effect for effect in seen.priced if seen.proxies[effect.proxy_id].span is Span.LIFETIME]
    for whole, part in product(wholes, seen.priced):
        if seen.proxies[part.proxy_id].span is not Span.LIFETIME and _same_change(seen, whole, part):
            yield at(f"effects/{part.id}/proxy_id", whole=label(whole), actor=label(seen.actors[whole.actor_id]))


def _same_change(seen: Seen, one: MonetisedEffect, other: MonetisedEffect) -> bool:
    first, second = one.outcome_id, other.outcome_id
    is_linked = first == second or first in seen.precursors[second] or second in seen.precursors[first]
    return is_linked and one.actor_id == other.actor_id and one.sign == other.sign
