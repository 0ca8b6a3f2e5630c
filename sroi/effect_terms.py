"""The monetised effects of a chain as columns of numbers, and why some of them cannot be counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from chain.model import Chain, DirectNumber, MonetisedEffect, ShareOfCohort, YearlyProfile, by_id
from chain.problem import Problem, Severity, problem

EFFECT_COLUMNS = (
    "share", "units", "price", "deadweight", "displacement", "attribution", "drop_off", "lag", "duration", "cashable",
)  # fmt: skip
SHARES = ("share", "deadweight", "displacement", "attribution", "drop_off", "cashable")
FOREVER = 1e6


class Basis(IntEnum):
    """What a quantity is counted per: the cohort's size, the programme once, each cohort, or its own profile."""

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


def read_effects(chain: Chain, actor_rows: dict[str, int], with_optional: bool):
    """The countable effects, what is excluded, and what is doubtful: (EffectTerms, problems, problems)."""
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


def effect_places(terms: EffectTerms) -> Iterator[tuple[str, str, str, int]]:
    """Each number's place, then where it stands: table, column, row."""
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
