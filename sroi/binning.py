"""Draws sorted by one assumption into bins: what the result is on average where the assumption lies."""

from dataclasses import dataclass

import numpy as np

FEWEST_PER_BIN = 8
FEW_VALUES = 64
"""An assumption with at most so many values gets a bin for each of them."""


@dataclass(frozen=True)
class Binned:
    """B bins of N draws. `order` (N,) sorts the draws; in that order bins are consecutive, `counts` (B,) draws each.

    `at` (B,) is the assumption's mean in each bin, `means` (B, D) the result columns' means. `one_value_each` tells
    whether each bin holds one single value of the assumption, so that the means are those given that value.
    """

    order: np.ndarray
    starts: np.ndarray
    counts: np.ndarray
    at: np.ndarray
    means: np.ndarray
    one_value_each: bool

    @classmethod
    def of(cls, draw: np.ndarray, columns: np.ndarray, most_bins: int) -> "Binned":
        """Sort `columns` (N, D) by `draw` (N,): a bin for each value where there are few, else bins of equal count."""
        order, ordered = _sorted(draw)
        steps = np.flatnonzero(np.diff(ordered)) + 1
        is_few = steps.size < min(FEW_VALUES, draw.size // 2)
        bins = max(1, min(most_bins, draw.size // FEWEST_PER_BIN))
        starts = np.concatenate([[0], steps]) if is_few else np.arange(bins) * draw.size // bins
        counts = np.diff(np.append(starts, draw.size))
        summed = np.add.reduceat(columns[order], starts, axis=0)
        return cls(order, starts, counts, np.add.reduceat(ordered, starts) / counts, summed / counts[:, None], is_few)


def _sorted(draw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The order that sorts, and what is sorted. Draws that are alike keep their order, so that every computer gives the
    same digits; the quick way, which does not promise that, will do where no two are alike."""
    order = np.argsort(draw)
    ordered = draw[order]
    if (ordered[1:] == ordered[:-1]).any():
        order = np.argsort(draw, kind="stable")
        ordered = draw[order]
    return order, ordered
