"""The monetised effects of a chain as columns of numbers, and why some of them cannot be counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain as chain_up

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
        width = len(EFFECT_COLUMNS) + 4
        table = np.fromiter(chain_up.from_iterable(rows), dtype=float, count=len(rows) * width).reshape(-1, width)
        links = table[:, len(EFFECT_COLUMNS) :].T
        distinct = {year: at for at, year in enumerate(dict.fromkeys(years))}
        return cls(
            effects=tuple(effects),
            numbers=table[:, : len(EFFECT_COLUMNS)],
            sign=links[0],
            basis=links[1].astype(int),
            actor=links[2].astype(int),
            counterpart=links[3].astype(int),
            price_years=tuple(distinct),
            price_year_at=np.array([distinct[year] for year in years], dtype=int),
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
        row = links.row(effect)
        if row is None:
            excluded += links.why_not(effect)
            continue
        counted.append(effect)
        rows.append(row)
        years.append(links.price_years[effect.proxy_id])
        if effect.cashable_share is None and chain.actors[actor_rows[effect.actor_id]].is_public:
            doubts.append(_about(effect, "cashable_share", "engine.cashable_not_stated", Severity.WARNING))
    return EffectTerms.of(counted, rows, years), excluded, doubts


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
    """What effects point to: each effect as a row of numbers, or why it cannot be one."""

    def __init__(self, chain: Chain, actor_rows: dict[str, int]):
        self.actors, self.outcomes = actor_rows, by_id(chain.outcomes)
        self.prices = {proxy.id: proxy.price.value for proxy in chain.proxies}
        self.price_years = {proxy.id: proxy.price.price_year for proxy in chain.proxies}
        self.has_cohorts = chain.cohorts is not None and bool(chain.cohorts.values)

    def row(self, effect: MonetisedEffect) -> tuple[float, ...] | None:
        """Ten numbers, then sign, basis, actor, counterpart; None when there is a reason against counting it."""
        held = effect.__dict__  # one look at each field: large chains are read anew at every change
        deadweight, displacement, attribution = held["deadweight"], held["displacement"], held["attribution"]
        outcome, price = self.outcomes.get(held["outcome_id"]), self.prices.get(held["proxy_id"])
        actor, counterpart = self.actors.get(held["actor_id"]), held["transfer_counterpart_id"]
        other_side = -1 if counterpart is None else self.actors.get(counterpart)
        quantity = self._quantity(held)
        if outcome is None or price is None or actor is None or other_side is None or quantity is None:
            return None
        if deadweight is None or displacement is None or attribution is None or not outcome.valued:
            return None
        share, units, drop_off, lag, duration, basis = quantity
        filters = deadweight.value, displacement.value, attribution.value
        cashable = held["cashable_share"]
        cashable_share = 0.0 if cashable is None else cashable.value
        return (
            *(share, units, price, *filters, drop_off, lag, duration, cashable_share),
            *(held["sign"], basis, actor, other_side),
        )

    def _quantity(self, held: dict) -> tuple[float, float, float, float, float, int] | None:
        """Share, units, drop-off, lag, duration, basis. A profile has its own timing: no lag, no drop-off, no end."""
        quantity, drop_off, lag, duration = (
            held["quantity"],
            held["drop_off"],
            held["lag_years"],
            held["duration_years"],
        )
        kind = type(quantity)
        if kind is YearlyProfile:
            return 1.0, 1.0, 0.0, 0.0, FOREVER, OWN_PROFILE
        if quantity is None or drop_off is None or lag is None or duration is None:
            return None
        basis = COHORT_SIZE if kind is ShareOfCohort else EACH_COHORT if quantity.every_cohort else ONCE
        if basis != ONCE and not self.has_cohorts:
            return None
        share, units = (
            (quantity.share.value, quantity.units.value) if basis == COHORT_SIZE else (1.0, quantity.number.value)
        )
        return share, units, drop_off.value, lag.value, duration.value, basis

    def why_not(self, effect: MonetisedEffect) -> Iterator[Problem]:
        """Every reason why the effect cannot be counted: questions not answered, links that lead nowhere."""
        values = effect.__dict__
        for name, code in _needed(effect).items():
            if values[name] is None:
                yield _about(effect, name, code)
        links = (
            ("outcome_id", self.outcomes),
            ("actor_id", self.actors),
            ("proxy_id", self.prices),
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
