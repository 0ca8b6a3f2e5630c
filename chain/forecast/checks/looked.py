"""A comparison as its rules look at it, with what they share worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

from chain.assumption import Assumption
from chain.forecast.model import Comparison, figures
from chain.problem import Problem
from chain.spread import problems_of, spread_of


@dataclass(frozen=True)
class Looked:
    """A comparison. `figures` and `spread_problems` as the rules of a chain know them."""

    comparison: Comparison

    @cached_property
    def figures(self) -> list[tuple[str, Assumption]]:
        """Every number with its place."""
        return list(figures(self.comparison))

    @cached_property
    def spread_problems(self) -> list[Problem]:
        """What is wrong with how sure one says one is of each number."""
        return [each for place, figure in self.figures for each in problems_of(spread_of(place, figure), place)]

    @property
    def horizon_years(self) -> int:
        """The longest horizon; 0 when none is stated."""
        return max(self.comparison.decision.horizons, default=0)

    @cached_property
    def ages(self) -> range | None:
        """The ages at the start of each year within the longest horizon; None before the age is stated."""
        start = self.comparison.population.age_at_start
        return None if start is None else range(start, start + self.horizon_years)

    @cached_property
    def bands(self) -> list[tuple[str, tuple]]:
        """Every table by age that has any rows, with its place."""
        course = self.comparison.natural_course
        found = [(f"natural_course/{name}", getattr(course, name)) for name in ("remission", "relapse", "mortality")]
        found += [(f"excess_costs/{cost.id}/bands", cost.bands) for cost in self.comparison.excess_costs]
        return [(place, bands) for place, bands in found if bands]

    def moves(self) -> Iterator[tuple[int, float, float]]:
        """Age, remission and relapse wherever both are known."""
        course = self.comparison.natural_course
        for age in self.ages or ():
            both = [at_age(bands, age) for bands in (course.remission, course.relapse)]
            if None not in both:
                yield age, both[0].probability.value, both[1].probability.value

    @property
    def implied_half_life_years(self) -> float | None:
        """How long until half of an initial difference is gone by itself at the first age; None where it never is."""
        for _, remission, relapse in self.moves():
            left = 1 - remission - relapse
            return log(0.5) / log(left) if 0 < left < 1 else None
        return None


def at_age(bands: tuple, age: int):
    """The band that holds at an age; None where there is a gap."""
    return next((band for band in bands if band.age_from <= age <= band.age_to), None)
