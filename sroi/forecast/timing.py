"""Weights on time points: for what part of a cycle a person counts, and what a later year is worth today.

Time points are 0, 1 … T; cycle k lies between the points k − 1 and k. Two families are in use. *By cycle*: the
occupancy of cycle k is taken at its start, at its end, or as their mean (the life table), and the cycle's amount is
discounted as one. *By point*: every time point has a weight of its own and is discounted by its own time.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

Occupancy = Literal["start", "end", "life_table", "half_cycle", "none", "weights"]
"""By cycle: start, end, life table (mean of both). By point: ½ at both ends and else 1 (`half_cycle`), 1 everywhere
(`none`, which counts one point more than there are cycles), or weights given."""
Moment = Literal["start", "middle", "end"]
"""When in a cycle its amount falls."""
SHIFTS: dict[Moment, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
BY_CYCLE: dict[Occupancy, tuple[float, float]] = {"start": (1.0, 0.0), "end": (0.0, 1.0), "life_table": (0.5, 0.5)}
"""How much of a cycle's occupancy is taken from its start and from its end."""


def periods(occupancy: Occupancy, cycles: int) -> int:
    """How many amounts there are: one a cycle, or one a time point. Number k is of cycle k + 1, from its start."""
    return cycles if occupancy in BY_CYCLE else cycles + 1


def discount(occupancy: Occupancy, cycles: int, yearly_rate: float, cycle_years: float, moment: Moment) -> np.ndarray:
    """What a krona of each period is worth at time 0: (1 + rate)^−((k + shift) × cycle years), k = 0, 1 …

    The shift is 0, ½ or 1 for the start, the middle and the end of a cycle; a time point is the start of a cycle.
    """
    return (1 + yearly_rate) ** (-(np.arange(periods(occupancy, cycles)) + SHIFTS[moment]) * cycle_years)


def state_weights(occupancy: Occupancy, factors: np.ndarray, given: Sequence[float] = ()) -> np.ndarray:
    """Weights of the time points, (T + 1,), from a factor for each period: discounting, or 0 where nothing is paid."""
    if occupancy in BY_CYCLE:
        at_start, at_end = BY_CYCLE[occupancy]
        return np.append(at_start * factors, 0.0) + np.append(0.0, at_end * factors)
    if occupancy == "weights":
        return factors * np.array(given, dtype=float)[: len(factors)]
    weights = np.array(factors, dtype=float)
    if occupancy == "half_cycle":
        weights[[0, -1]] *= 0.5
    return weights
