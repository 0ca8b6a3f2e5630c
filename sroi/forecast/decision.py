"""Which of several options to choose by cost and effect: comparison of two, the frontier of many, net benefit.

Nothing here gives a negative ratio, or a ratio to an option that dominates or is dominated: there are words for that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

Amount = float | np.ndarray


ROUNDING = 1e-12
"""Two sums whose difference is so small a part of them are the same sum, taken in another order."""


class Quadrant(StrEnum):
    """Where an option lies beside another: which costs more, which gives more."""

    COSTS_AND_GIVES_MORE = "costs_and_gives_more"
    DOMINANT = "dominant"
    DOMINATED = "dominated"
    COSTS_AND_GIVES_LESS = "costs_and_gives_less"
    SAME_EFFECT_COSTS_MORE = "same_effect_costs_more"
    SAME_EFFECT_COSTS_LESS = "same_effect_costs_less"
    NO_DIFFERENCE = "no_difference"


class Standing(StrEnum):
    """How an option stands among all: the cheapest on the frontier, another on it, or why it is not on it."""

    REFERENCE = "reference"
    ON_FRONTIER = "on_frontier"
    DOMINATED = "dominated"
    EXTENDEDLY_DOMINATED = "extendedly_dominated"
    ALIKE = "alike"


BEATEN = frozenset({Standing.DOMINATED, Standing.EXTENDEDLY_DOMINATED})
"""Others leave no reason to choose it, so no ICER is told of it."""


@dataclass(frozen=True)
class Option:
    """An option with its cost (money) and effect, as totals or per person."""

    name: str
    cost: float
    effect: float


@dataclass(frozen=True)
class Comparison:
    """An option beside another. `icer` (money per unit of effect) only where both cost and effect are higher, or both
    lower; in the second case it is what is saved for each unit given up, and high is good."""

    option: str
    against: str
    cost_difference: float
    effect_difference: float
    quadrant: Quadrant
    icer: float | None


@dataclass(frozen=True)
class Placed:
    """An option's place beside the frontier. For one on it: what it costs and gives beyond the one before, and the ICER
    of that step; `because` names the option that dominates one off it (one of the two neighbours, when extendedly)."""

    option: Option
    standing: Standing
    against: str | None = None
    cost_difference: float | None = None
    effect_difference: float | None = None
    icer: float | None = None
    because: str | None = None


def quadrant_of(cost_difference: float, effect_difference: float) -> Quadrant:
    """The word for a difference in cost and a difference in effect. Raises ValueError for what is no number."""
    if not (np.isfinite(cost_difference) and np.isfinite(effect_difference)):
        raise ValueError(f"differences of {cost_difference} and {effect_difference}")
    if effect_difference == 0:
        if cost_difference == 0:
            return Quadrant.NO_DIFFERENCE
        return Quadrant.SAME_EFFECT_COSTS_MORE if cost_difference > 0 else Quadrant.SAME_EFFECT_COSTS_LESS
    if effect_difference > 0:
        return Quadrant.COSTS_AND_GIVES_MORE if cost_difference > 0 else Quadrant.DOMINANT
    return Quadrant.DOMINATED if cost_difference >= 0 else Quadrant.COSTS_AND_GIVES_LESS


def difference(of: Amount, against: Amount) -> Amount:
    """One sum less another; exactly 0 where rounding alone tells them apart, so that no price is put on rounding."""
    found = of - against
    is_rounding = abs(found) <= ROUNDING * np.maximum(abs(of), abs(against))
    return np.where(is_rounding, 0.0, found) if np.ndim(found) else 0.0 if is_rounding else found


def compare(option: Option, against: Option) -> Comparison:
    """One option beside another; ICER = Δcost ÷ Δeffect, where it means something."""
    cost, effect = difference(option.cost, against.cost), difference(option.effect, against.effect)
    quadrant = quadrant_of(cost, effect)
    has_ratio = quadrant in (Quadrant.COSTS_AND_GIVES_MORE, Quadrant.COSTS_AND_GIVES_LESS)
    return Comparison(option.name, against.name, cost, effect, quadrant, cost / effect if has_ratio else None)


def frontier(options: Sequence[Option]) -> tuple[Placed, ...]:
    """Every option's place, in the order given.

    By cost, then by effect from the most. *Dominated*: another costs no more and gives no less, one of them strictly.
    *Extendedly dominated*: its ICER over the option before it on the frontier exceeds that of the next one over it;
    this is repeated until ICERs rise all along. ICERs are against the option before on the frontier, never against a
    common comparator. *Alike*: cost and effect are those of an earlier option.
    """
    cost, effect = (_evened([getattr(each, field) for each in options]) for field in ("cost", "effect"))
    options = [Option(each.name, cost[each.cost], effect[each.effect]) for each in options]
    ordered = sorted(options, key=lambda each: (each.cost, -each.effect))
    placed, kept = {}, []
    for each in ordered:
        if kept and each.effect <= kept[-1].effect:
            is_alike = (each.cost, each.effect) == (kept[-1].cost, kept[-1].effect)
            standing = Standing.ALIKE if is_alike else Standing.DOMINATED
            placed[each.name] = Placed(each, standing, because=kept[-1].name)
        else:
            kept.append(each)
    on, extended = _convex(kept)
    placed |= {each.option.name: each for each in extended}
    for at, each in enumerate(on):
        placed[each.name] = Placed(each, Standing.REFERENCE) if not at else _step(each, on[at - 1])
    return tuple(placed[each.name] for each in options)


def _evened(amounts: Sequence[float]) -> dict[float, float]:
    """What each amount counts as: the lowest of those that rounding alone tells from the one below them."""
    found: dict[float, float] = {}
    for each in sorted(amounts):
        below = next(reversed(found), None)
        found[each] = each if below is None or difference(each, below) else found[below]
    return found


def _convex(kept: list[Option]) -> tuple[list[Option], list[Placed]]:
    """The options on the lower hull, and those that two neighbours together beat."""
    on: list[Option] = []
    out: list[Placed] = []
    for each in kept:
        while len(on) > 1 and _icer(on[-1], on[-2]) > _icer(each, on[-1]):
            out.append(Placed(on.pop(), Standing.EXTENDEDLY_DOMINATED, because=each.name))
        on.append(each)
    return on, out


def _icer(option: Option, against: Option) -> float:
    return (option.cost - against.cost) / (option.effect - against.effect)


def _step(option: Option, against: Option) -> Placed:
    cost, effect = option.cost - against.cost, option.effect - against.effect
    return Placed(option, Standing.ON_FRONTIER, against.name, cost, effect, cost / effect)


def chosen_at(placed: Sequence[Placed], threshold: float) -> Placed | None:
    """The option to choose when a unit of effect may cost so much: the last on the frontier whose ICER is no higher."""
    on = [each for each in placed if each.standing in (Standing.REFERENCE, Standing.ON_FRONTIER)]
    on.sort(key=lambda each: each.option.cost)
    within = [each for each in on if each.icer is None or each.icer <= threshold]
    return within[-1] if within else None


def net_monetary_benefit(cost: Amount, effect: Amount, threshold: float) -> Amount:
    """Effect × threshold − cost, money."""
    return effect * threshold - cost


def net_health_benefit(cost: Amount, effect: Amount, threshold: float) -> Amount:
    """Effect − cost ÷ threshold, in units of effect. Raises ValueError for a threshold of nought or below."""
    if threshold <= 0:
        raise ValueError(f"a threshold of {threshold}")
    return effect - cost / threshold
