"""A shared investment as each party sees it: who pays, who gains, when, and when it has come back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isnan
from typing import Literal

import numpy as np

from chain.model import Actor, by_id
from chain.plan.model import Gain, Option, Portfolio
from sroi.payback import payback_years
from sroi.plan.once import counted_once
from sroi.plan.worth import by_year, cost_factors_of, factors_of
from sroi.settings import Settings
from sroi.steady import measured

ByParty = Literal["actor", "level", "sector"]
"""Each actor by itself, all of one level (municipality, region, state …) together, or the public sector as one beside
civil society, business and the rest."""
PUBLIC = "public"
"""The party that the public sector is when it is seen as one."""


@dataclass(frozen=True)
class Party:
    """One payer or gainer. By year as planned, SEK; sums are present values.

    `cumulative_by_year` is the present net so far; `payback_years` the first year (1 is the first of the horizon) from
    which it stays at or above nought, None when never or when the party pays nothing. `ratio` is its own gain ÷ its own
    cost and `cashable_ratio` the cashable part of the gain ÷ the same, None where it pays nothing. `gain_share` is its
    part of everyone's gain (0–1).
    """

    name: str
    paid_by_year: tuple[float, ...]
    gained_by_year: tuple[float, ...]
    cashable_by_year: tuple[float, ...]
    paid_sek: float
    gained_sek: float
    cashable_sek: float
    cumulative_by_year: tuple[float, ...]
    payback_years: int | None
    ratio: float | None
    cashable_ratio: float | None
    gain_share: float | None

    @property
    def net_sek(self) -> float:
        """Gain less cost, present value."""
        return self.gained_sek - self.paid_sek


@dataclass(frozen=True)
class Shared:
    """Who pays and who gains of options chosen together, each person counted once.

    `everyone` is all parties together. `flows` (parties that pay, parties that gain, years): what a gainer has from
    each payer's money, as planned, SEK: the gain of the year × the payer's part of the present investment.
    """

    years: tuple[int, ...]
    parties: tuple[Party, ...]
    everyone: Party
    payers: tuple[str, ...]
    gainers: tuple[str, ...]
    flows: np.ndarray

    def party(self, name: str) -> Party:
        """A party by name; KeyError when there is none."""
        return {each.name: each for each in self.parties}[name]


def shared(
    portfolio: Portfolio, option_ids: Sequence[str], *, horizon_years: int | None = None, by: ByParty = "level"
) -> Shared:
    """The investment in some of a portfolio's options, seen by each payer and gainer.

    `horizon_years` counts only the first of the portfolio's years; costs after it are cut as gains are. Discounting by
    the portfolio's conventions. Raises ValueError for a horizon beyond the portfolio's.
    """
    years = portfolio.years[:horizon_years]
    if horizon_years is not None and not 1 <= horizon_years <= len(portfolio.years):
        raise ValueError(f"a horizon of {horizon_years} years of {len(portfolio.years)}")
    options = counted_once(portfolio, option_ids)
    factors, cost_factors = (of(portfolio.conventions)[: len(years)] for of in (factors_of, cost_factors_of))
    seen = _Seen(by_id(portfolio.actors), by, years, factors, cost_factors)
    names = seen.names(portfolio.actors, options)
    whole = seen.party("everyone", options, None, None)
    parties = tuple(seen.party(name, options, name, whole.gained_sek) for name in names)
    payers = [each for each in parties if each.paid_sek > 0]
    gainers = [each for each in parties if any(each.gained_by_year)]
    paid = sum(each.paid_sek for each in payers)
    parts = np.array([each.paid_sek / paid for each in payers])
    gained = np.array([each.gained_by_year for each in gainers]).reshape(len(gainers), len(years))
    flows = parts[:, None, None] * gained[None]
    return Shared(
        tuple(years), parties, whole, tuple(each.name for each in payers), tuple(each.name for each in gainers), flows
    )


@dataclass(frozen=True)
class _Seen:
    """The parties of an investment."""

    actors: dict[str, Actor]
    by: ByParty
    years: range
    factors: np.ndarray
    cost_factors: np.ndarray

    def name(self, actor_id: str) -> str:
        """Which party an actor belongs to."""
        if self.by == "actor":
            return actor_id
        actor = self.actors[actor_id]
        return PUBLIC if self.by == "sector" and actor.is_public else actor.level.value

    def names(self, actors: Iterable[Actor], options: Sequence[Option]) -> list[str]:
        """The parties that pay or gain, in the order of the actors."""
        part = {each.payer_id for option in options for each in option.payments}
        part |= {each.gainer_id for option in options for each in option.gains}
        return list(dict.fromkeys(self.name(each.id) for each in actors if each.id in part))

    def party(self, name: str, options: Sequence[Option], only: str | None, gained_by_all: float | None) -> Party:
        """One party's figures; everyone's where `only` is None."""
        gains = [each for option in options for each in option.gains if only in (None, self.name(each.gainer_id))]
        paid = by_year(
            (
                each.amounts
                for option in options
                for each in option.payments
                if only in (None, self.name(each.payer_id))
            ),
            self.years,
        )
        gained = by_year((each.amounts for each in gains), self.years)
        return self._told(name, paid, gained, self._cashable(gains), gained_by_all)

    def _cashable(self, gains: Sequence[Gain]) -> np.ndarray:
        """What can leave a public budget, a year."""
        public = [each for each in gains if self.actors[each.gainer_id].is_public and each.cashable_share]
        return sum(
            (by_year([each.amounts], self.years) * each.cashable_share for each in public), np.zeros(len(self.years))
        )

    def _told(self, name: str, paid: np.ndarray, gained: np.ndarray, cashable: np.ndarray, of: float | None) -> Party:
        costs, values = (paid * self.cost_factors).tolist(), (gained * self.factors).tolist()
        paid_sek = float(measured(paid, self.cost_factors))
        gained_sek, cashable_sek = (float(measured(each, self.factors)) for each in (gained, cashable))
        years = payback_years(costs, values, Settings(horizon_years=len(self.years)))
        of = gained_sek if of is None else of
        return Party(
            name=name,
            paid_by_year=tuple(paid.tolist()),
            gained_by_year=tuple(gained.tolist()),
            cashable_by_year=tuple(cashable.tolist()),
            paid_sek=paid_sek,
            gained_sek=gained_sek,
            cashable_sek=cashable_sek,
            cumulative_by_year=tuple(accumulate(value - cost for value, cost in zip(values, costs, strict=True))),
            payback_years=None if isnan(years) else int(years),
            ratio=gained_sek / paid_sek if paid_sek > 0 else None,
            cashable_ratio=cashable_sek / paid_sek if paid_sek > 0 else None,
            gain_share=gained_sek / of if of else None,
        )
