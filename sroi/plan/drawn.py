"""The choice made anew in every draw of the gains, and portfolios held against the draws."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from chain.plan.model import Portfolio
from sroi.plan.choosing import Chosen, chosen
from sroi.plan.compiled import Compiled
from sroi.plan.enumerated import feasible
from sroi.plan.searched import Search
from sroi.plan.solver import best
from sroi.simulate import Progress
from sroi.steady import measured

SEARCHED_DRAWS = 2_000
"""Draws that are searched one by one, some 5 ms each with thirty options, where the portfolios are too many to look
through."""
MOST_CELLS = 4_000_000
"""Portfolios × draws that are held at a time."""
MOST_ALTERNATIVES = 500
"""How many portfolios a robust one is looked for among: those that are best in most draws."""
REGRET_SHARE = 0.9
"""Regret is told at this quantile: it is larger in one draw of ten."""
WORST_SHARE = 0.05
"""The draws that a portfolio does worst in, of which the mean is told."""
TOLD_EVERY = 20
"""Draws searched between two words of progress."""


@dataclass(frozen=True)
class Held:
    """A portfolio held against the draws, SEK: what it is worth on average, its regret, and how badly it can go.

    Regret is what the best portfolio of a draw is worth more than this one there. `regret_sek` is its mean,
    `high_regret_sek` what it exceeds in one draw of ten; `best_share` in how many draws (0–1) nothing is better.
    `low_sek` and `high_sek` hold nine draws of ten between them; `worst_sek` is the mean of the worst draws of twenty.
    """

    portfolio: Chosen
    expected_sek: float
    regret_sek: float
    high_regret_sek: float
    best_share: float
    low_sek: float
    high_sek: float
    worst_sek: float


@dataclass(frozen=True)
class DrawnChoice:
    """The best portfolio of each draw: `bits` (portfolios that are best in some draw), `times` how often each is,
    `best_sek` (draws)."""

    problem: Compiled
    method: Literal["enumerated", "searched"]
    portfolios: int
    factors: np.ndarray
    bits: np.ndarray
    times: np.ndarray
    best_sek: np.ndarray

    def worth(self, bits: np.ndarray) -> np.ndarray:
        """What one portfolio is worth in each draw, SEK."""
        columns = self.problem.columns(bits)
        gains = measured(self.problem.gains, columns)
        return measured(self.factors.T, gains) - measured(columns, self.problem.costs)

    @property
    def most_expected_sek(self) -> float:
        """The highest mean over the draws that any portfolio has, SEK."""
        net = measured(self.problem.gains.T, self.factors.mean(axis=1)) - self.problem.costs
        return float(measured(self.problem.columns(best(self.problem, net)), net))

    def held(self, bits: np.ndarray) -> Held:
        """One portfolio held against the draws."""
        worth = self.worth(bits)
        regret = np.maximum(self.best_sek - worth, 0.0)
        return Held(
            chosen(self.problem, bits),
            float(worth.mean()),
            float(regret.mean()),
            float(np.quantile(regret, REGRET_SHARE)),
            float((regret <= self.problem.tie).mean()),
            *(float(np.quantile(worth, each)) for each in (WORST_SHARE, 1 - WORST_SHARE)),
            worst_mean(worth),
        )


def worst_mean(worth: np.ndarray) -> float:
    """The mean of the lowest twentieth of the draws, at least one."""
    count = max(round(WORST_SHARE * len(worth)), 1)
    return float(np.sort(worth)[:count].mean())


def drawn_choice(
    portfolio: Portfolio,
    problem: Compiled,
    factors: np.ndarray,
    most: int | None = None,
    progress: Progress | None = None,
) -> DrawnChoice:
    """The choice made anew in every draw; `progress` is told how many are done, and of how many.

    With more than `most` portfolios on the way the best is searched for, in the first `SEARCHED_DRAWS` draws only.
    Raises ValueError for factors that are not (options, draws).
    """
    factors = np.asarray(factors, dtype=float)
    if factors.ndim != 2 or len(factors) != len(portfolio.options) or not factors.size:
        raise ValueError(f"factors of shape {factors.shape} for {len(portfolio.options)} options")
    at = {option.id: row for row, option in enumerate(portfolio.options)}
    factors = factors[[at[name] for name in problem.option_ids]]
    every = feasible(problem) if most is None else feasible(problem, most)
    if every is None:
        return _searched(problem, factors[:, :SEARCHED_DRAWS], progress)
    columns = problem.columns(every)
    gains = np.column_stack([measured(columns, each) for each in problem.gains])
    costs = measured(columns, problem.costs)
    which, best_sek = _best_of(gains, costs, factors, progress)
    places, times = np.unique(which, return_counts=True)
    return DrawnChoice(problem, "enumerated", len(every), factors, every[places], times, best_sek)


def _best_of(
    gains: np.ndarray, costs: np.ndarray, factors: np.ndarray, progress: Progress | None
) -> tuple[np.ndarray, np.ndarray]:
    """Which portfolio (row of gains) is best in each draw, the first of equals, and its worth; a piece at a time.

    The best is found by a matrix product, which is fast, and its worth is added up in order, to the same digits always.
    """
    which = np.empty(factors.shape[1], dtype=int)
    step = max(1, MOST_CELLS // len(gains))
    for first in range(0, len(which), step):
        piece = slice(first, first + step)
        which[piece] = (gains @ factors[:, piece] - costs[:, None]).argmax(axis=0)
        if progress is not None:
            progress(min(first + step, len(which)), len(which))
    worth = np.zeros(len(which))
    for gain, factor in zip(gains.T, factors, strict=True):
        worth += gain[which] * factor
    return which, worth - costs[which]


def _searched(problem: Compiled, factors: np.ndarray, progress: Progress | None) -> DrawnChoice:
    search, found = Search(problem), []
    for draw in factors.T:
        found.append(search.best(measured(problem.gains.T, draw) - problem.costs))
        if progress is not None and len(found) % TOLD_EVERY == 0:
            progress(len(found), factors.shape[1])
    bits, which, times = np.unique(np.array(found), axis=0, return_inverse=True, return_counts=True)
    drawn = DrawnChoice(problem, "searched", len(bits), factors, bits, times, np.empty(0))
    worth = np.array([drawn.worth(each) for each in bits])
    return replace(drawn, best_sek=worth[which.ravel(), np.arange(factors.shape[1])])


def alternatives_of(drawn: DrawnChoice, point: np.ndarray) -> list[np.ndarray]:
    """The best portfolio at the stated figures, and those that are best in most draws."""
    often = np.argsort(-drawn.times, kind="stable")[:MOST_ALTERNATIVES]
    return [point, *(each for each in drawn.bits[often] if not np.array_equal(each, point))]
