"""The monetised effects of a chain as columns of numbers, and why some of them cannot be counted."""

from collections.abc import Iterator
from dataclasses import dataclass
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


COHORT_SIZE, ONCE, EACH_COHORT, OWN_PROFILE = (int(basis) for basis in Basis)  # plain numbers: rows are built often


@dataclass(frozen=True)
class EffectTerms:
    """The countable effects, one row each. `numbers` is (E, 10) in the order of `EFFECT_COLUMNS`, the rest (E,).

    `sign` is ±1, `basis` a `Basis`, `actor` and `counterpart` rows among the chain's actors (−1: no counterpart),
    `price_years` the distinct price years with `price_year_at` telling which is whose, `cashable_from` rows whose money
    is cashable only from a calendar year, `profiles` the rows with units by calendar year.
    """

    effects: tuple[MonetisedEffect, ...]
    numbers: np.ndarray
    sign: np.ndarray
    basis: np.ndarray
    actor: np.ndarray
    counterpart: np.ndarray
    price_years: tuple[int | None, ...]
    price_year_at: np.ndarray
    cashable_from: dict[int, int]
    profiles: dict[int, dict[int, float]]

    @classmethod
    def of(
        cls, effects: list[MonetisedEffect], rows: list[tuple[float, ...]], years: list[int | None]
    ) -> "EffectTerms":
        """Columns from rows of ten numbers followed by sign, basis, actor and counterpart."""
        table = np.array(rows, dtype=float).reshape(len(rows), len(EFFECT_COLUMNS) + 4)
        links = table[:, len(EFFECT_COLUMNS) :].T
        distinct = tuple(dict.fromkeys(years))
        return cls(
            effects=tuple(effects),
            numbers=table[:, : len(EFFECT_COLUMNS)],
            sign=links[0],
            basis=links[1].astype(int),
            actor=links[2].astype(int),
            counterpart=links[3].astype(int),
            price_years=distinct,
            price_year_at=np.array([distinct.index(year) for year in years], dtype=int),
            cashable_from={row: e.cashable_from_year for row, e in enumerate(effects) if e.cashable_from_year},
            profiles={
                row: e.quantity.units.values for row, e in enumerate(effects) if type(e.quantity) is YearlyProfile
            },
        )


def read_effects(chain: Chain, actor_rows: dict[str, int], with_optional: bool):
    """The countable effects, what is excluded, and what is doubtful: (EffectTerms, problems, problems)."""
    counted, rows, years, excluded, doubts = [], [], [], [], []
    links = _Links(chain, actor_rows)
    for effect in chain.effects:
        if not (effect.in_base_case or with_optional):
            continue
        if not links.countable(effect):
            excluded += links.why_not(effect)
            continue
        proxy = links.proxies[effect.proxy_id]
        counted.append(effect)
        years.append(proxy.price.price_year)
        rows.append(_row(effect, proxy.price.value, actor_rows))
        if effect.cashable_share is None and chain.actors[actor_rows[effect.actor_id]].is_public:
            doubts.append(_about(effect, "cashable_share", "engine.cashable_not_stated", Severity.WARNING))
    return EffectTerms.of(counted, rows, years), excluded, doubts


def _row(effect: MonetisedEffect, price: float, actor_rows: dict[str, int]) -> tuple[float, ...]:
    """One effect's ten numbers, then sign, basis, actor, counterpart."""
    cashable, counterpart = effect.cashable_share, effect.transfer_counterpart_id
    share, units, drop_off, lag, duration, basis = _quantity(effect)
    return (
        share,
        units,
        price,
        effect.deadweight.value,
        effect.displacement.value,
        effect.attribution.value,
        drop_off,
        lag,
        duration,
        0.0 if cashable is None else cashable.value,
        effect.sign,
        basis,
        actor_rows[effect.actor_id],
        -1 if counterpart is None else actor_rows[counterpart],
    )


def _quantity(effect: MonetisedEffect) -> tuple[float, float, float, float, float, int]:
    """Share, units, drop-off, lag, duration, basis. A profile carries its own timing: no lag, no drop-off, no end."""
    quantity = effect.quantity
    if type(quantity) is YearlyProfile:
        return 1.0, 1.0, 0.0, 0.0, FOREVER, OWN_PROFILE
    timing = effect.drop_off.value, effect.lag_years.value, effect.duration_years.value
    if type(quantity) is ShareOfCohort:
        return quantity.share.value, quantity.units.value, *timing, COHORT_SIZE
    return 1.0, quantity.number.value, *timing, EACH_COHORT if quantity.every_cohort else ONCE


ALWAYS_NEEDED = {
    "outcome_id": "engine.effect_without_outcome",
    "actor_id": "engine.effect_without_actor",
    "proxy_id": "engine.effect_without_price",
    "quantity": "engine.effect_without_quantity",
    "deadweight": "engine.effect_without_deadweight",
    "displacement": "engine.effect_without_displacement",
    "attribution": "engine.effect_without_attribution",
}
ALL_NEEDED = ALWAYS_NEEDED | {
    "drop_off": "engine.effect_without_drop_off",
    "lag_years": "engine.effect_without_lag",
    "duration_years": "engine.effect_without_duration",
}
"""What an effect must have to be counted, and the problem when it has not."""


def _needed(effect: MonetisedEffect) -> dict[str, str]:
    return ALWAYS_NEEDED if type(effect.quantity) is YearlyProfile else ALL_NEEDED


class _Links:
    """What effects point to, and whether each effect has all that it needs."""

    def __init__(self, chain: Chain, actor_rows: dict[str, int]):
        self.actors, self.proxies, self.outcomes = actor_rows, by_id(chain.proxies), by_id(chain.outcomes)
        self.has_cohorts = chain.cohorts is not None and bool(chain.cohorts.values)

    def countable(self, effect: MonetisedEffect) -> bool:
        """Whether there is no reason against counting the effect; the quick answer to `why_not`."""
        values = effect.__dict__
        for name in _needed(effect):
            if values[name] is None:
                return False
        outcome = self.outcomes.get(effect.outcome_id)
        counterpart = effect.transfer_counterpart_id
        return (
            outcome is not None
            and outcome.valued
            and effect.actor_id in self.actors
            and effect.proxy_id in self.proxies
            and (counterpart is None or counterpart in self.actors)
            and (self.has_cohorts or not _needs_cohorts(effect))
        )

    def why_not(self, effect: MonetisedEffect) -> Iterator[Problem]:
        """Every reason why the effect cannot be counted: questions not answered, links that lead nowhere."""
        values = effect.__dict__
        for name, code in _needed(effect).items():
            if values[name] is None:
                yield _about(effect, name, code)
        links = (
            ("outcome_id", self.outcomes),
            ("actor_id", self.actors),
            ("proxy_id", self.proxies),
            ("transfer_counterpart_id", self.actors),
        )
        for name, known in links:
            if values[name] is not None and values[name] not in known:
                yield _about(effect, name, "engine.link_leads_nowhere", link=values[name])
        outcome = self.outcomes.get(effect.outcome_id)
        if outcome is not None and not outcome.valued:
            yield _about(effect, "outcome_id", "engine.outcome_beside_the_ratio", Severity.NOTE)
        if _needs_cohorts(effect) and not self.has_cohorts:
            yield _about(effect, "quantity", "engine.no_cohorts")


def _needs_cohorts(effect: MonetisedEffect) -> bool:
    quantity = effect.quantity
    return type(quantity) is ShareOfCohort or (type(quantity) is DirectNumber and quantity.every_cohort)


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
