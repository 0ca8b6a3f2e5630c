"""What the net benefits are on average when one or several assumptions are known: regression on draws."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sroi.binning import Binned

FINE_BINS = 512
KNOTS = (3, 5, 8)
ROUNDING = 1e-12
"""The least noise there can be, as a share of the mean square: rounding."""
MOST_TERMS = 200
RIDGES = np.array([0.0, 1e-4, 1e-3, 1e-2, 1e-1, 1.0])
"""Ridge strengths tried for groups, as shares of the regressors' mean variance."""


@dataclass(frozen=True)
class Known:
    """Conditional means of C columns at M points with their weights (M,), from N `draws`, and the spread behind them.

    `means` (M, C) are the fitted means, `observed` (M, C) the draws' own means there, `squares` (M, C) their mean
    squares. A point is a bin of draws or a single draw.
    """

    draws: int
    weights: np.ndarray
    means: np.ndarray
    observed: np.ndarray
    squares: np.ndarray


def natural_spline(at: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Basis of natural cubic splines: straight lines beyond the outer knots; (M,) and K distinct knots → (M, K).

    Columns 1, x and d_k − d_(K−1) with d_k = ((x − ξ_k)³₊ − (x − ξ_K)³₊) ÷ (ξ_K − ξ_k), x scaled to the outer knots.
    Source: Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, 5.2.1.
    """
    low, high = knots[0], knots[-1]
    x, inner = (at - low) / (high - low), (knots - low) / (high - low)
    cubes = np.maximum(x[:, None] - inner, 0) ** 3
    bends = (cubes[:, :-1] - cubes[:, -1:]) / (1 - inner[:-1])
    return np.column_stack([np.ones_like(x), x, bends[:, :-1] - bends[:, -1:]])


def known_one(draw: np.ndarray, columns: np.ndarray, total_squares: np.ndarray) -> Known:
    """Means of `columns` (N, C) given one assumption's draws (N,): a regression spline over fine bins.

    An assumption of few values takes the means given each value. How many knots is chosen by Mallows' Cp, with the
    noise taken from within the bins; a constant and a straight line are among the candidates. `total_squares` (C,) is
    Σ columns².
    """
    bins = Binned.of(draw, columns, FINE_BINS)
    squares = np.add.reduceat(columns[bins.order] ** 2, bins.starts, axis=0) / bins.counts[:, None]
    weights = bins.counts / draw.size
    if bins.one_value_each or bins.counts.size < 2:
        return Known(draw.size, weights, bins.means, bins.means, squares)
    noise = (total_squares - bins.counts @ bins.means**2) / (draw.size - bins.counts.size)
    root = np.sqrt(bins.counts)[:, None]
    fits = [(basis.shape[1], _projected(basis * root, bins.means * root)) for basis in _candidates(bins.at)]
    noise = np.maximum(noise, ROUNDING * total_squares / draw.size + np.finfo(float).tiny)
    costs = [_mallows(terms, fit - bins.means * root, noise) for terms, fit in fits]
    return Known(draw.size, weights, fits[int(np.argmin(costs))][1] / root, bins.means, squares)


def _candidates(at: np.ndarray) -> Iterator[np.ndarray]:
    """A constant, a straight line, and splines with more and more knots at even quantiles."""
    yield np.ones((at.size, 1))
    if at[0] == at[-1]:
        return
    yield np.column_stack([np.ones_like(at), (at - at[0]) / (at[-1] - at[0])])
    for count in KNOTS:
        places = np.linspace(0.02, 0.98, count) * (at.size - 1)
        knots = np.unique(at[places.astype(int)])
        if knots.size == count:
            yield natural_spline(at, knots)


def _projected(basis: np.ndarray, columns: np.ndarray) -> np.ndarray:
    q, _ = np.linalg.qr(basis)
    return q @ (q.T @ columns)


def _mallows(terms: int, residual: np.ndarray, noise: np.ndarray) -> float:
    return float(((residual**2).sum(axis=0) / noise).sum() + 2 * terms * noise.size)


def known_group(draws: np.ndarray, columns: np.ndarray) -> Known:
    """Means of `columns` (N, C) given several assumptions' draws (N, k): ridge regression on low-order terms.

    Terms: powers one to three of each standardised assumption and products of pairs, fewer where there would be more
    than 200. The ridge is chosen by generalised cross-validation.
    """
    terms = _low_order(draws)
    terms = terms - terms.mean(axis=0)
    level = columns.mean(axis=0)
    values, vectors = np.linalg.eigh(terms.T @ terms / len(terms))
    kept = values > 1e-10 * max(values[-1], 1e-300)
    values, turned = values[kept], terms @ vectors[:, kept]
    towards = turned.T @ (columns - level) / len(terms)
    best = _cross_validated(values, towards, columns - level)
    means = level + turned @ (towards / (values + best)[:, None])
    size = len(columns)
    return Known(size, np.full(size, 1 / size), means, columns, columns**2)


def _low_order(draws: np.ndarray) -> np.ndarray:
    spread = draws.std(axis=0)
    z = (draws - draws.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    size = z.shape[1]
    parts = [z]
    if 3 * size + size * (size - 1) // 2 <= MOST_TERMS:
        parts += [z**2, z**3, *(z[:, [i]] * z[:, [j]] for i, j in combinations(range(size), 2))]
    elif 3 * size <= MOST_TERMS:
        parts += [z**2, z**3]
    return np.concatenate(parts, axis=1)


def _cross_validated(values: np.ndarray, towards: np.ndarray, columns: np.ndarray) -> float:
    """The ridge with the least generalised cross-validation error over all columns."""
    size = len(columns)
    ridges = RIDGES[:, None] * (values.mean() if values.size else 1.0)
    shrunk = 1 / (values + ridges) if values.size else np.zeros((len(RIDGES), 0))
    explained = (2 * shrunk - values * shrunk**2) @ towards**2
    left = (columns**2).mean(axis=0) - explained
    freedom = np.maximum(1 - (1 + (values * shrunk).sum(axis=1)) / size, ROUNDING)
    return float(ridges[int(np.argmin((left / np.maximum(left[:1], 1e-300)).sum(axis=1) / freedom**2)), 0])
