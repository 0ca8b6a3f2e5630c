"""The uncertain numbers of a chain, and their draws.

Places that bear the same `figure_id` are one number and get one draw. Figures of one group move together through a
Gaussian copula: each is √r × the group's own normal score + √(1 − r) × its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt
from typing import Literal
import weakref

import numpy as np

from chain.assumption import Assumption, Series, Shape
from chain.model import Chain, passports
from chain.problem import Problem
from sroi.distributions import Distribution, distribution_of
from sroi.inputs import COHORTS
from sroi.quantiles import Grid, normal_quantile
from sroi.streams import Streams
from sroi.tables import look_up, table_of
from sroi.terms import terms_of

Plan = Literal["random", "latin"]
"""Independent draws, or Latin hypercubes in blocks of 512 (`sroi.streams`)."""
GROUP = "group:"
"""Before a group's name: the stream of what its figures have in common."""


@dataclass(frozen=True)
class Uncertain:
    """One uncertain number: its name (`figure_id`, or else its place), every place it stands in, how it is drawn.

    `loading` (−1 to 1) is the weight of the group's score in the figure's.
    """

    name: str
    places: tuple[str, ...]
    distribution: Distribution
    group: str | None = None
    loading: float = 0.0


def uncertain_figures(chain: Chain, with_optional: bool = False) -> tuple[tuple[Uncertain, ...], tuple[Problem, ...]]:
    """Every uncertain number that the calculation uses, in the chain's order, and what is wrong with how it is stated.

    A number of a shared `figure_id` is drawn as its first place says. What cannot be drawn is fixed, and said.
    """
    key = (id(chain), with_optional)
    kept = _kept.get(key)
    if kept is None or kept[0]() is not chain:
        forget = weakref.ref(chain, lambda _: _kept.pop(key, None))
        kept = _kept[key] = (forget, _read(chain, with_optional))
    return kept[1]


_kept: dict[tuple[int, bool], tuple[weakref.ref, tuple[tuple[Uncertain, ...], tuple[Problem, ...]]]] = {}


def _read(chain: Chain, with_optional: bool) -> tuple[tuple[Uncertain, ...], tuple[Problem, ...]]:
    used = terms_of(chain, with_optional).places
    found: dict[str, tuple[list[str], Assumption | Series]] = {}
    for place, figure in passports(chain):
        if place in used or place == COHORTS:
            found.setdefault(figure.figure_id or place, ([], figure))[0].append(place)
    uncertain, problems = [], []
    for name, (places, figure) in found.items():
        distribution, about = distribution_of(places[0], figure)
        problems += about
        if distribution.shape is not Shape.FIXED:
            group, loading = figure.group_id, loading_of(figure.group_correlation)
            uncertain.append(Uncertain(name, tuple(places), distribution, group if loading else None, loading))
    return tuple(uncertain), tuple(problems)


def loading_of(rank_correlation: float | None) -> float:
    """√r with the sign kept, where r = 2 sin(π ρ/6) is the normal scores' correlation for the rank correlation ρ.

    Source: Pearson (1907), On Further Methods of Determining Correlation, Drapers' Company Research Memoirs IV.
    """
    if not rank_correlation:
        return 0.0
    angle = pi * abs(rank_correlation) / 6
    term = sine = angle
    for order in range(3, 20, 2):
        term = -term * angle * angle / (order * (order - 1))
        sine += term
    return min(1.0, sqrt(2 * sine)) * (1 if rank_correlation > 0 else -1)


class Drawer:
    """Draws of figures under one seed and plan. Not for use by two threads at once: each has its own."""

    def __init__(self, seed: int, plan: Plan = "random"):
        streams = Streams(seed)
        self._fill = streams.fill_evenly if plan == "latin" else streams.fill

    def draw(self, figures: Sequence[Uncertain], first: int, last: int) -> np.ndarray:
        """Draws `first` to `last` − 1 of the figures, (R, last − first), in the number's own unit."""
        found = np.empty((len(figures), last - first))
        for figure, chances in zip(figures, found, strict=True):
            self._fill(figure.name, first, chances)
            if figure.group is not None:
                chances[:] = self._moved(figure, chances, first)
            look_up(figure.distribution.table, chances)
        return found

    def _moved(self, figure: Uncertain, chances: np.ndarray, first: int) -> np.ndarray:
        """The chances moved along with what the figure's group has in common."""
        common = np.empty_like(chances)
        self._fill(GROUP + figure.group, first, common)
        own, common = look_up(_normal_table(), chances), look_up(_normal_table(), common)
        return normal_chance(figure.loading * common + sqrt(max(0.0, 1 - figure.loading**2)) * own)


def draws_of(
    chain: Chain, draws: int, seed: int, *, plan: Plan = "random", with_optional: bool = False
) -> Mapping[str, np.ndarray]:
    """All draws at once, place → (N,), as `sroi.ratio.calculate` takes them. Places of one number share one array.

    Memory is 8 bytes × figures × draws; `sroi.uncertainty` works in pieces instead, with the same digits.
    """
    figures, _ = uncertain_figures(chain, with_optional)
    drawer = Drawer(seed, plan)
    found = ((figure, drawer.draw((figure,), 0, draws)[0]) for figure in figures)
    return {place: values for figure, values in found for place in figure.places}


# --- the normal scores of groups ---

FARTHEST, PER_UNIT = 8, 1024


@lru_cache(maxsize=1)
def _normal_table() -> np.ndarray:
    return table_of(normal_quantile)


@lru_cache(maxsize=1)
def _normal_chances() -> np.ndarray:
    points = np.linspace(-FARTHEST, FARTHEST, 2 * FARTHEST * PER_UNIT + 1)
    grid = Grid.of(points, -points * points / 2, -points)
    return grid.below / (grid.below + grid.above)


def normal_chance(score: np.ndarray) -> np.ndarray:
    """The probability of a lower standard normal number, by straight lines 1/1024 apart (error below 1e-7), (N,)."""
    chances = _normal_chances()
    place = (np.clip(score, -FARTHEST, FARTHEST) + FARTHEST) * PER_UNIT
    cell = np.minimum(place.astype(np.intp), len(chances) - 2)
    return chances[cell] + (place - cell) * (chances[cell + 1] - chances[cell])
