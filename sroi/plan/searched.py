"""The best portfolio of one draw after the other, where there are too many portfolios to look through."""

import numpy as np

from sroi.plan.compiled import Compiled
from sroi.plan.enumerated import in_order, looked_through
from sroi.plan.solver import Relaxed, best
from sroi.steady import measured

WIDTH = 200
"""Portfolios gone on with when a good one is looked for quickly."""
FEW = 1_000
"""Portfolios on the way, beyond which a better one to hold them against is looked for first."""
MOST = 20_000
"""Portfolios on the way, beyond which the solver's own search is quicker than looking them through."""


class Search:
    """The best portfolio for any objective (by column) over the same options and limits, each one proven.

    What is known of earlier draws is held against a bound (`sroi.plan.solver.Relaxed`), and only the portfolios that
    could reach above it are looked through; where they are many, the solver searches.
    """

    def __init__(self, problem: Compiled):
        self._problem, self._relaxed = problem, Relaxed(problem)
        self._known = np.empty((0, len(problem.option_ids)))

    def best(self, objective: np.ndarray) -> np.ndarray | None:
        """The portfolio (bits) with the most of the objective, by the rule for ties; None when nothing is allowed."""
        ceiling, beyond = self._relaxed.bound(objective)
        beyond = beyond[: len(self._problem.option_ids)]
        losses = np.array([np.maximum(beyond, 0.0), np.maximum(-beyond, 0.0)])
        few = self._above_known(losses, ceiling, objective, FEW)
        if few is None:
            self._learn(looked_through(self._problem, losses, np.inf, MOST, WIDTH), objective)
            few = self._above_known(losses, ceiling, objective, MOST)
        return self._solved(objective) if few is None else self._first(few, objective)

    def _above_known(self, losses: np.ndarray, ceiling: float, objective: np.ndarray, most: int) -> np.ndarray | None:
        """Every portfolio that could be worth more than those known; None when they are many or none is known."""
        if not len(self._known):
            return None
        room = max(ceiling - float(self._worth(self._known, objective).max()), 0.0) + 2 * self._problem.tie
        return looked_through(self._problem, losses, room, most)

    def _worth(self, rows: np.ndarray, objective: np.ndarray) -> np.ndarray:
        return measured(self._problem.columns(rows), objective)

    def _learn(self, rows: np.ndarray, objective: np.ndarray) -> None:
        """Keep the best of some portfolios, for the draws to come."""
        if len(rows):
            best_row = rows[self._worth(rows, objective).argmax()]
            if not (self._known == best_row).all(axis=1).any():
                self._known = np.concatenate([self._known, best_row[None]])

    def _first(self, rows: np.ndarray, objective: np.ndarray) -> np.ndarray:
        """The best of these and of the known ones, by the rule for ties."""
        rows = np.concatenate([rows, self._known])
        worth = self._worth(rows, objective)
        first = in_order(self._problem, rows[worth >= worth.max() - self._problem.tie])[0]
        self._learn(first[None], objective)
        return first

    def _solved(self, objective: np.ndarray) -> np.ndarray | None:
        found = best(self._problem, objective)
        if found is not None:
            self._learn(found[None], objective)
        return found
