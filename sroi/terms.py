"""The numbers of a chain, taken out once into columns, with the place each came from.

Nothing here depends on rate, horizon or price year. What cannot be counted is named in a Problem, never read as 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
import weakref

import numpy as np

from chain.model import (
    Chain,
    DirectNumber,
    MonetisedEffect,
    Resource,
    ResourceKind,
    ShareOfCohort,
    YearlyProfile,
    by_id,
)
from chain.problem import Problem, Severity, problem

EFFECT_COLUMNS = (
    "share", "units", "price", "deadweight", "displacement", "attribution", "drop_off", "lag", "duration", "cashable",
)  # fmt: skip
RESOURCE_COLUMNS = ("amount", "unit_cost", "on_cost")
SHARES = ("share", "deadweight", "displacement", "attribution", "drop_off", "cashable")
FOREVER = 1e6


class Basis(IntEnum):
    """What an effect's quantity is counted per: the cohort's size, the programme once, each cohort, or its own profile."""

    COHORT_SIZE = 0
    ONCE = 1
    EACH_COHORT = 2
    OWN_PROFILE = 3


@dataclass
class EffectTerms:
    """The countable effects, one row each. `numbers` is (E, 10) in the order of `EFFECT_COLUMNS`."""

    effects: list[MonetisedEffect] = field(default_factory=list)
    numbers: np.ndarray | None = None
    sign: list[int] = field(default_factory=list)
    basis: list[Basis] = field(default_factory=list)
    price_year: list[int | None] = field(default_factory=list)
    actor: list[int] = field(default_factory=list)
    counterpart: list[int | None] = field(default_factory=list)
    profiles: dict[int, dict[int, float]] = field(default_factory=dict)


@dataclass
class ResourceTerms:
    """The countable resources, one row each; `numbers` is (R, 3), `entries` SEK or hours as (row, calendar year, number)."""

    resources: list[Resource] = field(default_factory=list)
    numbers: np.ndarray | None = None
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    price_year: list[int | None] = field(default_factory=list)
    payer: list[int] = field(default_factory=list)


@dataclass
class Terms:
    """A chain in columns. `excluded` tells what is left out and why; `problems` what else is wrong."""

    effects: EffectTerms
    resources: ResourceTerms
    public: np.ndarray
    cohorts: dict[int, float]
    excluded: list[Problem]
    problems: list[Problem]

    def places(self) -> dict[str, list[tuple[str, str, int]]]:
        """Where each number of the chain goes: place → (table, column, row) for every place it is used."""
        found: dict[str, list[tuple[str, str, int]]] = {}
        for place, *target in (*_effect_places(self.effects), *_resource_places(self.resources)):
            found.setdefault(place, []).append(tuple(target))
        return found


_kept: dict[tuple[int, bool], tuple[weakref.ref, Terms]] = {}


def terms_of(chain: Chain, with_optional: bool = False) -> Terms:
    """The chain's columns, computed once for as long as this very object lives."""
    key = (id(chain), with_optional)
    kept = _kept.get(key)
    if kept is not None and kept[0]() is chain:
        return kept[1]
    terms = read_terms(chain, with_optional)
    _kept[key] = (weakref.ref(chain, lambda _: _kept.pop(key, None)), terms)
    return terms


def read_terms(chain: Chain, with_optional: bool) -> Terms:
    """Take the numbers out of the chain; effects outside the base case only when `with_optional`."""
    actor_rows = {actor.id: row for row, actor in enumerate(chain.actors)}
    resources, problems = _read_resources(chain, actor_rows)
    effects, excluded, doubts = _read_effects(chain, actor_rows, with_optional)
    return Terms(
        effects=effects,
        resources=resources,
        public=np.array([actor.is_public for actor in chain.actors], dtype=bool),
        cohorts=dict(chain.cohorts.values) if chain.cohorts else {},
        excluded=excluded,
        problems=problems + doubts,
    )


# --- effects ---------------------------------------------------------------------------------------------------------


def _read_effects(chain: Chain, actor_rows: dict[str, int], with_optional: bool):
    terms, rows, excluded, doubts = EffectTerms(), [], [], []
    proxies, outcomes = by_id(chain.proxies), by_id(chain.outcomes)
    for effect in chain.effects:
        if not (effect.in_base_case or with_optional):
            continue
        reasons = list(_why_not(effect, chain, actor_rows, proxies, outcomes))
        if reasons:
            excluded += reasons
            continue
        actor = actor_rows[effect.actor_id]
        if effect.cashable_share is None and chain.actors[actor].is_public:
            doubts.append(_about(effect, "cashable_share", "engine.cashable_not_stated", Severity.WARNING))
        rows.append(_effect_row(effect, proxies[effect.proxy_id].price.value))
        _note_effect(terms, effect, proxies[effect.proxy_id].price.price_year, actor_rows)
    terms.numbers = np.array(rows, dtype=float).reshape(len(rows), len(EFFECT_COLUMNS))
    return terms, excluded, doubts


def _note_effect(
    terms: EffectTerms, effect: MonetisedEffect, price_year: int | None, actor_rows: dict[str, int]
) -> None:
    quantity = effect.quantity
    basis = Basis.ONCE
    if isinstance(quantity, ShareOfCohort):
        basis = Basis.COHORT_SIZE
    elif isinstance(quantity, YearlyProfile):
        basis = Basis.OWN_PROFILE
        terms.profiles[len(terms.effects)] = quantity.units.values
    elif quantity.every_cohort:
        basis = Basis.EACH_COHORT
    terms.effects.append(effect)
    terms.sign.append(effect.sign)
    terms.basis.append(basis)
    terms.price_year.append(price_year)
    terms.actor.append(actor_rows[effect.actor_id])
    counterpart = effect.transfer_counterpart_id
    terms.counterpart.append(None if counterpart is None else actor_rows[counterpart])


def _effect_row(effect: MonetisedEffect, price: float) -> tuple[float, ...]:
    """The ten numbers of one effect. A yearly profile carries its own timing: no lag, no drop-off, no end."""
    quantity, timed = effect.quantity, not isinstance(effect.quantity, YearlyProfile)
    share, units = 1.0, 1.0
    if isinstance(quantity, ShareOfCohort):
        share, units = quantity.share.value, quantity.units.value
    elif isinstance(quantity, DirectNumber):
        units = quantity.number.value
    cashable = effect.cashable_share
    return (
        share,
        units,
        price,
        effect.deadweight.value,
        effect.displacement.value,
        effect.attribution.value,
        effect.drop_off.value if timed else 0.0,
        effect.lag_years.value if timed else 0.0,
        effect.duration_years.value if timed else FOREVER,
        0.0 if cashable is None else cashable.value,
    )


ALWAYS_NEEDED = ("outcome_id", "actor_id", "proxy_id", "quantity", "deadweight", "displacement", "attribution")
NEEDED_WITHOUT_PROFILE = ("drop_off", "lag_years", "duration_years")


def _why_not(effect: MonetisedEffect, chain: Chain, actor_rows, proxies, outcomes) -> Iterator[Problem]:
    """Every reason why this effect cannot be counted: questions not answered, links that lead nowhere."""
    values = effect.__dict__
    for name in ALWAYS_NEEDED:
        if values[name] is None:
            yield _about(effect, name, f"engine.effect_without.{name}")
    if not isinstance(effect.quantity, YearlyProfile):
        for name in NEEDED_WITHOUT_PROFILE:
            if values[name] is None:
                yield _about(effect, name, f"engine.effect_without.{name}")
    links = (
        ("outcome_id", outcomes),
        ("actor_id", actor_rows),
        ("proxy_id", proxies),
        ("transfer_counterpart_id", actor_rows),
    )
    for name, known in links:
        if values[name] is not None and values[name] not in known:
            yield _about(effect, name, "engine.link_leads_nowhere", link=values[name])
    outcome = outcomes.get(effect.outcome_id)
    if outcome is not None and not outcome.valued:
        yield _about(effect, "outcome_id", "engine.outcome_beside_the_ratio", Severity.NOTE)
    if _needs_cohorts(effect) and not (chain.cohorts and chain.cohorts.values):
        yield problem("engine.no_cohorts", "chain/cohorts", effect=effect.id)


def _needs_cohorts(effect: MonetisedEffect) -> bool:
    quantity = effect.quantity
    return isinstance(quantity, ShareOfCohort) or (isinstance(quantity, DirectNumber) and quantity.every_cohort)


def _about(effect: MonetisedEffect, name: str, code: str, severity: Severity = Severity.ERROR, **values) -> Problem:
    return problem(code, f"effects/{effect.id}/{name}", severity, effect=effect.id, **values)


PLAIN_PLACES = (
    ("deadweight", "deadweight"), ("displacement", "displacement"), ("attribution", "attribution"),
    ("drop_off", "drop_off"), ("lag_years", "lag"), ("duration_years", "duration"), ("cashable_share", "cashable"),
)  # fmt: skip


def _effect_places(terms: EffectTerms) -> Iterator[tuple[str, str, str, int]]:
    for row, effect in enumerate(terms.effects):
        start, quantity = f"effects/{effect.id}", effect.quantity
        yield f"proxies/{effect.proxy_id}/price", "effects", "price", row
        if isinstance(quantity, ShareOfCohort):
            yield f"{start}/quantity/share", "effects", "share", row
        number = "number" if isinstance(quantity, DirectNumber) else "units"
        yield f"{start}/quantity/{number}", "effects", "units", row
        timing_is_own = isinstance(quantity, YearlyProfile)
        for name, column in PLAIN_PLACES:
            if not (timing_is_own and column in ("drop_off", "lag", "duration")):
                yield f"{start}/{name}", "effects", column, row


# --- resources -------------------------------------------------------------------------------------------------------


def _read_resources(chain: Chain, actor_rows: dict[str, int]):
    terms, rows, problems = ResourceTerms(), [], []
    for resource in chain.resources:
        if not resource.valued:
            continue
        reasons = list(_why_not_counted(resource, actor_rows))
        problems += reasons
        if any(reason.severity is Severity.ERROR for reason in reasons):
            continue
        rows.append(_resource_row(resource))
        source = resource.amounts or resource.hourly_cost
        series = resource.amounts or resource.hours
        terms.entries += [(len(terms.resources), year, number) for year, number in series.values.items()]
        terms.resources.append(resource)
        terms.price_year.append(source.price_year)
        terms.payer.append(actor_rows[resource.payer_id])
    terms.numbers = np.array(rows, dtype=float).reshape(len(rows), len(RESOURCE_COLUMNS))
    return terms, problems


def _resource_row(resource: Resource) -> tuple[float, float, float]:
    if resource.amounts is not None:
        return 1.0, 1.0, 0.0
    on_cost = resource.on_cost_share
    return 1.0, resource.hourly_cost.value, 0.0 if on_cost is None else on_cost.value


def _why_not_counted(resource: Resource, actor_rows: dict[str, int]) -> Iterator[Problem]:
    """What keeps a resource out of the investment; without it the investment is not known and no ratio is shown."""
    place = f"resources/{resource.id}"
    priced_hours = resource.hours is not None and bool(resource.hours.values) and resource.hourly_cost is not None
    amounts_missing = resource.amounts is None or not resource.amounts.values
    if amounts_missing and not (priced_hours and resource.amounts is None):
        yield problem("engine.resource_without_amount", f"{place}/amounts", resource=resource.id)
    if resource.payer_id is None:
        yield problem("engine.resource_without_payer", f"{place}/payer_id", resource=resource.id)
    elif resource.payer_id not in actor_rows:
        yield problem("engine.link_leads_nowhere", f"{place}/payer_id", link=resource.payer_id)
    hours_count = resource.amounts is None and priced_hours
    if hours_count and resource.kind is ResourceKind.STAFF_TIME and resource.on_cost_share is None:
        yield problem("engine.no_on_cost", f"{place}/on_cost_share", Severity.WARNING, resource=resource.id)


def _resource_places(terms: ResourceTerms) -> Iterator[tuple[str, str, str, int]]:
    for row, resource in enumerate(terms.resources):
        start = f"resources/{resource.id}"
        if resource.amounts is not None:
            yield f"{start}/amounts", "resources", "amount", row
            continue
        yield f"{start}/hours", "resources", "amount", row
        yield f"{start}/hourly_cost", "resources", "unit_cost", row
        if resource.on_cost_share is not None:
            yield f"{start}/on_cost_share", "resources", "on_cost", row
