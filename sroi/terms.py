"""The numbers of a chain, taken out once into columns, with the place each came from.

Nothing here depends on rate, horizon or price year. What cannot be counted is named in a Problem, never read as 0.
"""

from dataclasses import dataclass
from functools import cached_property
import weakref

import numpy as np

from chain.model import Chain
from chain.problem import Problem
from sroi.effect_terms import EffectTerms, effect_places, read_effects
from sroi.resource_terms import ResourceTerms, read_resources, resource_places


@dataclass
class Terms:
    """A chain in columns. `excluded` tells what is left out and why; `problems` what else is wrong."""

    effects: EffectTerms
    resources: ResourceTerms
    public: np.ndarray
    cohorts: dict[int, float]
    excluded: list[Problem]
    problems: list[Problem]

    @cached_property
    def places(self) -> dict[str, list[tuple[str, str, int]]]:
        """Where each number of the chain goes: place → (table, column, row) for every place it is used."""
        found: dict[str, list[tuple[str, str, int]]] = {}
        for place, *target in (*effect_places(self.effects), *resource_places(self.resources)):
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
    resources, problems = read_resources(chain, actor_rows)
    effects, excluded, doubts = read_effects(chain, actor_rows, with_optional)
    return Terms(
        effects=effects,
        resources=resources,
        public=np.array([actor.is_public for actor in chain.actors], dtype=bool),
        cohorts=dict(chain.cohorts.values) if chain.cohorts else {},
        excluded=excluded,
        problems=problems + doubts,
    )
