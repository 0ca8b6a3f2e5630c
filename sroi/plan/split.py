"""How an investment could be split among those who gain from it, and who would do better without the others."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import factorial, fsum
from typing import Literal

import numpy as np

from sroi.plan.shared import Shared
from sroi.steady import measured

MOST_PARTIES = 14
ROUNDING = 1e-9
"""Share of all gains below which a difference is the arithmetic's rounding."""


@dataclass(frozen=True)
class Better:
    """Parties that would have more by carrying the whole investment alone than by the split, SEK."""

    parties: tuple[str, ...]
    alone_sek: float
    in_split_sek: float

    @property
    def difference_sek(self) -> float:
        """What they would have more alone."""
        return self.alone_sek - self.in_split_sek


@dataclass(frozen=True)
class Split:
    """One proposal, present values in SEK by party: what each pays, what it has left, and who would do better alone.

    Below nought a payment is a compensation. Without anyone in `better_alone` the split is in the core.
    """

    payments: dict[str, float]
    surplus: dict[str, float]
    better_alone: tuple[Better, ...]

    @property
    def is_in_core(self) -> bool:
        """Whether no group of parties would do better alone."""
        return not self.better_alone

    def by_year(self, cost_by_year: Sequence[float]) -> dict[str, tuple[float, ...]]:
        """What each pays each year, as planned: its part of the investment × the year's cost."""
        whole = sum(self.payments.values())
        return {
            name: tuple(paid / whole * cost for cost in cost_by_year) if whole else (0.0,) * len(cost_by_year)
            for name, paid in self.payments.items()
        }


@dataclass(frozen=True)
class Splits:
    """The proposals. `worth_it` is False when all gains together do not cover the cost: then nothing is proposed."""

    cost_sek: float
    gains: dict[str, float]
    worth_it: bool
    proportional: Split | None
    shapley: Split | None


Counting = Literal["gain", "cashable"]
"""All that each party gains, or only what can leave its budget."""


def gains_of(investment: Shared, counting: Counting = "gain") -> dict[str, float]:
    """What each party has of an investment, present value in SEK; a party without a gain is left out."""
    field = {"gain": "gained_sek", "cashable": "cashable_sek"}[counting]
    gains = {each.name: getattr(each, field) for each in investment.parties}
    return {name: gain for name, gain in gains.items() if gain}


def splits_of(investment: Shared, counting: Counting = "gain", among: Collection[str] | None = None) -> Splits:
    """The proposals for an investment, counting all that each party gains or only what can leave its budget.

    `among` are the parties that take part in the agreement, all by default; they carry the whole cost, and what others
    gain does not count.
    """
    gains = gains_of(investment, counting)
    taking_part = {name: gain for name, gain in gains.items() if among is None or name in among}
    return splits(taking_part, investment.everyone.paid_sek)


def splits(gains: Mapping[str, float], cost_sek: float) -> Splits:
    """The proposals for gains by party and the cost of the whole investment, present values in SEK.

    Proportional: cost × gain ÷ all gains (parties that lose pay nothing). Shapley: each pays its gain less its Shapley
    value in the game where a group S can carry the whole investment alone: v(S) = max(0, gains of S − cost); the value
    is a party's mean contribution over all orders of joining. Raises ValueError for more than `MOST_PARTIES` parties, a
    cost below nought or no party.
    Source: Shapley 1953, A value for n-person games; Gillies 1959, Solutions to general non-zero-sum games (the core).
    """
    names = list(gains)
    if not 1 <= len(names) <= MOST_PARTIES or cost_sek < 0:
        raise ValueError(f"{len(names)} parties and a cost of {cost_sek}")
    each = np.array([gains[name] for name in names], dtype=float)
    tie = ROUNDING * max(float(np.abs(each).sum()), 1.0)
    if each.sum() < cost_sek - tie:
        return Splits(cost_sek, dict(gains), False, None, None)
    alone = _alone(each, cost_sek)
    positive = np.maximum(each, 0.0)
    proportional = cost_sek * positive / positive.sum() if positive.sum() else positive
    proposals = (_judged(names, each, paid, alone, tie) for paid in (proportional, each - shapley(alone)))
    return Splits(cost_sek, dict(gains), True, *proposals)


def _alone(gains: np.ndarray, cost: float) -> np.ndarray:
    """What each group has by carrying the investment alone, by group (its members' bits)."""
    groups = np.arange(1 << len(gains))[:, None] >> np.arange(len(gains)) & 1
    return np.maximum(measured(groups, gains) - cost, 0.0)


def shapley(worth: np.ndarray) -> np.ndarray:
    """The Shapley value of each party, from the worth of every group (2^n, the group's members as bits)."""
    count = len(worth).bit_length() - 1
    groups = np.arange(len(worth))
    sizes = (groups[:, None] >> np.arange(count) & 1).sum(axis=1)
    weights = np.array([factorial(size) * factorial(count - size - 1) for size in range(count)]) / factorial(count)
    found = np.empty(count)
    for at in range(count):
        without = groups[(groups >> at & 1) == 0]
        found[at] = fsum(weights[sizes[without]] * (worth[without | 1 << at] - worth[without]))
    return found


def _judged(names: Sequence[str], gains: np.ndarray, paid: np.ndarray, alone: np.ndarray, tie: float) -> Split:
    surplus = gains - paid
    return Split(
        dict(zip(names, paid.tolist(), strict=True)),
        dict(zip(names, surplus.tolist(), strict=True)),
        tuple(sorted(_better(names, surplus, alone, tie), key=lambda each: -each.difference_sek)),
    )


def _better(names: Sequence[str], surplus: np.ndarray, alone: np.ndarray, tie: float) -> Iterator[Better]:
    """Every group that would do better alone; a party whose surplus is below nought is one."""
    members = np.arange(len(alone))[:, None] >> np.arange(len(names)) & 1
    together = measured(members, surplus)
    for group in np.flatnonzero(alone > together + tie):
        parties = tuple(name for name, is_in in zip(names, members[group], strict=True) if is_in)
        yield Better(parties, float(alone[group]), float(together[group]))
