"""Why nothing can be chosen: the smallest set of rules that cannot all hold."""

from collections.abc import Sequence
from dataclasses import dataclass
import math

import numpy as np

from sroi.plan.compiled import Compiled, Limit
from sroi.plan.solver import best

MOST_ROUNDS = 300
"""How many times a smaller set is looked for before an irreducible one is told instead."""


@dataclass(frozen=True)
class Clash:
    """Rules (by place) that cannot all hold; without any one of them the rest can.

    `is_smallest` when it is proven that no set of fewer rules clashes.
    """

    names: tuple[str, ...]
    is_smallest: bool


def clash(problem: Compiled, most_rounds: int = MOST_ROUNDS) -> Clash | None:
    """The smallest set of rules that clash; None when they can all hold.

    Every set that clashes has a rule in common with every set whose removal makes room. So the smallest set that hits
    all removals found so far is tried: if it clashes, none is smaller; if not, it is filled up while it can hold, and
    what was left over is a removal more. After `most_rounds` one rule after another is dropped from all of them while
    the rest still clash, and what is left is irreducible but need not be the smallest.
    Source: Ignatiev, Previti, Liffiton & Marques-Silva 2015, Smallest MUS extraction with minimal hitting set
    dualization, CP 2015; Chinneck & Dravnieks 1991, Locating minimal infeasible constraint sets, ORSA J. Comput. 3(2).
    """
    count = len(problem.limits)
    if _can_hold(problem, range(count)):
        return None
    removals: list[set[int]] = []
    for _ in range(most_rounds):
        tried = _fewest_hitting(removals, count)
        if not _can_hold(problem, tried):
            return _told(problem, tried, True)
        removals.append(set(range(count)) - _filled(problem, tried))
    return _told(problem, irreducible(problem, range(count)), False)


def irreducible(problem: Compiled, rules: Sequence[int]) -> list[int]:
    """Of rules that clash, some that still do, and of which none can be spared: each in turn is dropped if it can."""
    left = list(rules)
    for each in rules:
        without = [rule for rule in left if rule != each]
        left = left if _can_hold(problem, without) else without
    return left


def _told(problem: Compiled, rules: Sequence[int], is_smallest: bool) -> Clash:
    return Clash(tuple(problem.limits[at].name for at in rules), is_smallest)


def _can_hold(problem: Compiled, rules: Sequence[int]) -> bool:
    some = problem.with_limits([problem.limits[at] for at in rules])
    return best(some, np.zeros(len(problem.costs))) is not None


def _filled(problem: Compiled, rules: Sequence[int]) -> set[int]:
    """The rules with as many others, in their order, as can hold beside them."""
    held = set(rules)
    for at in range(len(problem.limits)):
        if at not in held and _can_hold(problem, sorted(held | {at})):
            held.add(at)
    return held


def _fewest_hitting(sets: Sequence[set[int]], count: int) -> list[int]:
    """The fewest numbers below `count` with one in each set; among as few, those with the lowest sum."""
    hits = tuple(
        Limit(str(at), np.array([float(each in one) for each in range(count)]), low=1, high=math.inf)
        for at, one in enumerate(sets)
    )
    weights = -(count**2 + np.arange(count, dtype=float))
    names = tuple(map(str, range(count)))
    found = best(Compiled(names, (), np.zeros((count, count)), np.zeros(count), hits), weights)
    return np.flatnonzero(found).tolist()
