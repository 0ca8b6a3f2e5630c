"""A result read by stakeholder, outcome, goal, actor and year; at several horizons; and how two settings differ."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from chain.model import Chain, Outcome, by_id
from sroi.inputs import Figures
from sroi.perspective import members_of
from sroi.ratio import calculate
from sroi.results import EffectResult, Result
from sroi.settings import Settings


@dataclass(frozen=True)
class Slice:
    """A part of a total's value: whose it is (None: the remainder, belonging to none), SEK, and its share of the total.

    `share` is 0–1, above 1 or below 0 where other parts are negative, and None when the total is not positive.
    """

    element_id: str | None
    value: float
    share: float | None


def by_outcome(chain: Chain, result: Result, perspective: str) -> tuple[Slice, ...]:
    """The value of each outcome, SEK; the remainder is income taken as a benefit."""
    return _slices(chain, result, perspective, lambda outcome: (outcome.id,))


def by_stakeholder(chain: Chain, result: Result, perspective: str) -> tuple[Slice, ...]:
    """The value of each stakeholder's outcomes, SEK; the remainder has no stakeholder."""
    return _slices(chain, result, perspective, lambda outcome: (outcome.stakeholder_id,))


def by_goal(chain: Chain, result: Result, perspective: str) -> tuple[Slice, ...]:
    """The value of the outcomes under each goal, SEK; the remainder has no goal.

    An outcome with two goals stands under both with its whole value, so goals may add up to more than the total.
    """
    return _slices(chain, result, perspective, lambda outcome: outcome.goal_ids or (None,))


def _slices(
    chain: Chain, result: Result, perspective: str, owners: Callable[[Outcome], Iterable[str | None]]
) -> tuple[Slice, ...]:
    total = float(result.total(perspective).value)
    outcomes, members = by_id(chain.outcomes), members_of(chain, perspective)
    values: dict[str | None, float] = {}
    from_effects = 0.0
    for effect in result.effects:
        value = value_in(effect, members)
        from_effects += value
        for owner in owners(outcomes[effect.outcome_id]):
            values[owner] = values.get(owner, 0.0) + value
    rest = values.pop(None, 0.0) + _unless_rounding(total - from_effects, total)
    if rest:
        values[None] = rest
    return tuple(Slice(owner, value, value / total if total > 0 else None) for owner, value in values.items())


def value_in(effect: EffectResult, members: frozenset[str]) -> float:
    """An effect's present value for these actors together, its counterpart's side included, SEK."""
    sides = (effect.actor_id in members) - (effect.counterpart_id in members)
    return sides * float(effect.present_value)


def _unless_rounding(amount: float, scale: float) -> float:
    return 0.0 if abs(amount) <= 1e-9 * max(1.0, abs(scale)) else amount


def optional_effects(result: Result) -> tuple[EffectResult, ...]:
    """The effects outside the base case that could be counted and, by the settings, are not: what each would add."""
    if result.run.optional is not None:
        return result.run.optional
    left_out = {effect.id for effect in result.run.chain.effects if not effect.in_base_case}
    if result.settings.with_optional or not left_out:
        return ()
    whole = calculate(result.run.chain, result.settings.model_copy(update={"with_optional": True}))
    return tuple(effect for effect in whole.effects if effect.effect_id in left_out)


def last_year(chain: Chain, settings: Settings) -> int:
    """The last calendar year in which anything is paid or gained; beyond it a longer horizon changes nothing.

    Looks a century ahead: what lasts longer ends in that century's last year.
    """
    ahead = calculate(chain, settings.model_copy(update={"horizon_years": 100}))
    active = [
        year
        for actor in ahead.actors
        for year, paid, gained in zip(ahead.years, actor.investment_by_year, actor.value_by_year, strict=True)
        if paid or gained
    ]
    return max(active, default=chain.start_year)


@dataclass(frozen=True)
class ActorByYear:
    """Who pays and who gains when: rows are `actor_ids`, columns `years`; SEK, weighed over time like the result."""

    actor_ids: tuple[str, ...]
    years: tuple[int, ...]
    investment: np.ndarray
    value: np.ndarray

    @property
    def net(self) -> np.ndarray:
        """Value less investment, (A, T)."""
        return self.value - self.investment


def actor_by_year(result: Result) -> ActorByYear:
    """The actor × year table of a single calculation."""
    return ActorByYear(
        actor_ids=tuple(actor.actor_id for actor in result.actors),
        years=result.years,
        investment=np.array([actor.investment_by_year for actor in result.actors], dtype=float),
        value=np.array([actor.value_by_year for actor in result.actors], dtype=float),
    )


def with_horizons(
    chain: Chain, settings: Settings, horizons: Iterable[int], figures: Figures | None = None
) -> dict[int, Result]:
    """The same calculation at several horizons (years), all else equal."""
    return {
        horizon: calculate(chain, settings.model_copy(update={"horizon_years": horizon}), figures)
        for horizon in horizons
    }


def same_conventions(one: Settings, other: Settings) -> tuple[str, ...]:
    """The names of the conventions in which two settings differ; empty when their ratios may stand side by side.

    The settings' own name is no convention. Conventions without effect are named too, to be on the safe side.
    """
    return tuple(
        name for name in Settings.model_fields if name != "name" and getattr(one, name) != getattr(other, name)
    )
