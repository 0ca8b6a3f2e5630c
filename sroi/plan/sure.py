"""How sure the choice is: every portfolio held against the same draws, and the choice made anew in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chain.assumption import Shape
from chain.plan.model import Option, Portfolio
from sroi.distributions import Distribution
from sroi.draws import Drawer, Plan, Uncertain, loading_of
from sroi.plan.choosing import Chosen, chosen, optimum
from sroi.plan.compiled import Compiled
from sroi.plan.enumerated import feasible
from sroi.plan.portfolio import ready
from sroi.plan.solver import best
from sroi.steady import measured
from sroi.uncertainty import SEED

DRAWS = 10_000
SOLVED_DRAWS = 200
"""Draws that are searched one by one, some 25 ms each, where the portfolios are too many to look through."""
MOST_CELLS = 4_000_000
"""Portfolios × draws that are held at a time."""
MOST_ALTERNATIVES = 500
"""How many portfolios a robust one is looked for among: those that are best in most draws."""
REGRET_SHARE = 0.9
"""Regret is told at this quantile: it is larger in one draw of ten."""


@dataclass(frozen=True)
class Held:
    """A portfolio held against the draws, SEK: what it is worth on average, and its regret.

    Regret is what the best portfolio of a draw is worth more than this one there. `regret_sek` is its mean,
    `high_regret_sek` what it exceeds in one draw of ten; `best_share` in how many draws (0–1) nothing is better.
    """

    portfolio: Chosen
    expected_sek: float
    regret_sek: float
    high_regret_sek: float
    best_share: float


@dataclass(frozen=True)
class Sureness:
    """How sure the choice is.

    `in_best_share` by option: in how many draws (0–1) it is in that draw's best portfolio. `worth_of_knowing_sek` is
    what perfect knowledge of everything drawn would be worth (EVPI): the mean of each draw's best less the mean of the
    portfolio that is best on average. `robust` is the portfolio whose high regret is the lowest, and of those alike the
    one of highest expected value, among the portfolios that are best in some draw; `robust_price_sek` what it is worth
    less than `best` on average. `method`: all portfolios `enumerated` in every draw, or the best `solved` for in each.
    """

    draws: int
    method: Literal["enumerated", "solved"]
    portfolios: int
    in_best_share: dict[str, float]
    worth_of_knowing_sek: float
    best: Held
    own: Held | None
    robust: Held
    robust_price_sek: float


def spread_factors(options: Sequence[Option], draws: int, seed: int = SEED, plan: Plan = "random") -> np.ndarray:
    """Each option's gains in each draw as a multiple of what is stated, (options, draws); 1 where no spread is stated.

    Formula: exp(s·z − s²/2), so that the mean is 1. Options of one group share a score, as figures of a chain do
    (`sroi.draws`). An option's draws hang on its id alone, not on what else there is.
    """
    found = np.ones((len(options), draws))
    drawer = Drawer(seed, plan)
    for row, option in zip(found, options, strict=True):
        if option.spread is not None and option.spread.log_sd:
            row[:] = drawer.draw((_uncertain(option),), 0, draws)[0]
    return found


def _uncertain(option: Option) -> Uncertain:
    spread = option.spread
    distribution = Distribution(Shape.LOGNORMAL, (-(spread.log_sd**2) / 2, spread.log_sd))
    loading = loading_of(spread.group_correlation)
    return Uncertain(option.id, (), distribution, spread.group_id if loading else None, loading)


def sureness(
    portfolio: Portfolio,
    factors: np.ndarray | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    plan: Plan = "random",
    most: int | None = None,
) -> Sureness | None:
    """How sure the best portfolio is, over draws of the gains; None when nothing keeps within the rules.

    `factors` (options in the portfolio's order, draws): each option's drawn gains ÷ stated gains, drawn together where
    options share assumptions; made from the options' spreads when not given. Costs are as stated. With more than `most`
    portfolios on the way the best is searched for in the first `SOLVED_DRAWS` draws only. Raises `RefusedError` for a
    portfolio with errors, ValueError for factors of another shape.
    """
    problem = ready(portfolio)
    point = optimum(problem)
    if point is None:
        return None
    if factors is None:
        factors = spread_factors(portfolio.options, draws, seed, plan)
    own = None if portfolio.choice is None else problem.bits(portfolio.choice.option_ids)
    return _judged(drawn_choice(portfolio, problem, factors, most), point, own)


@dataclass(frozen=True)
class DrawnChoice:
    """The best portfolio of each draw: `bits` (portfolios that are best in some draw), `times` how often each is,
    `best_sek` (draws)."""

    problem: Compiled
    method: Literal["enumerated", "solved"]
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
        )


def drawn_choice(portfolio: Portfolio, problem: Compiled, factors: np.ndarray, most: int | None = None) -> DrawnChoice:
    """The choice made anew in every draw. Raises ValueError for factors that are not (options, draws)."""
    factors = np.asarray(factors, dtype=float)
    if factors.ndim != 2 or len(factors) != len(portfolio.options) or not factors.size:
        raise ValueError(f"factors of shape {factors.shape} for {len(portfolio.options)} options")
    at = {option.id: row for row, option in enumerate(portfolio.options)}
    factors = factors[[at[name] for name in problem.option_ids]]
    every = feasible(problem) if most is None else feasible(problem, most)
    if every is None:
        return _solved(problem, factors[:, :SOLVED_DRAWS])
    columns = problem.columns(every)
    gains = np.column_stack([measured(columns, each) for each in problem.gains])
    costs = measured(columns, problem.costs)
    which, best_sek = _best_of(gains, costs, factors)
    places, times = np.unique(which, return_counts=True)
    return DrawnChoice(problem, "enumerated", len(every), factors, every[places], times, best_sek)


def _best_of(gains: np.ndarray, costs: np.ndarray, factors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which portfolio (row of gains) is best in each draw, the first of equals, and its worth; a piece at a time.

    The best is found by a matrix product, which is fast, and its worth is added up in order, to the same digits always.
    """
    which = np.empty(factors.shape[1], dtype=int)
    step = max(1, MOST_CELLS // len(gains))
    for first in range(0, len(which), step):
        piece = slice(first, first + step)
        which[piece] = (gains @ factors[:, piece] - costs[:, None]).argmax(axis=0)
    worth = np.zeros(len(which))
    for gain, factor in zip(gains.T, factors, strict=True):
        worth += gain[which] * factor
    return which, worth - costs[which]


def _solved(problem: Compiled, factors: np.ndarray) -> DrawnChoice:
    found = [best(problem, measured(problem.gains.T, draw) - problem.costs) for draw in factors.T]
    bits, which, times = np.unique(np.array(found), axis=0, return_inverse=True, return_counts=True)
    drawn = DrawnChoice(problem, "solved", len(bits), factors, bits, times, np.empty(0))
    worth = np.array([drawn.worth(each) for each in bits])
    best_sek = worth[which.ravel(), np.arange(factors.shape[1])]
    return DrawnChoice(problem, "solved", len(bits), factors, bits, times, best_sek)


def _judged(drawn: DrawnChoice, point: np.ndarray, own: np.ndarray | None) -> Sureness:
    draws = drawn.factors.shape[1]
    in_best = (drawn.times @ drawn.bits) / draws
    alternatives = [drawn.held(each) for each in alternatives_of(drawn, point)]
    best_held = alternatives[0]
    robust = _robust(alternatives, drawn.problem.tie)
    return Sureness(
        draws=draws,
        method=drawn.method,
        portfolios=drawn.portfolios,
        in_best_share=dict(zip(drawn.problem.option_ids, in_best.tolist(), strict=True)),
        worth_of_knowing_sek=max(float(drawn.best_sek.mean()) - drawn.most_expected_sek, 0.0),
        best=best_held,
        own=None if own is None else drawn.held(own),
        robust=robust,
        robust_price_sek=max(best_held.expected_sek - robust.expected_sek, 0.0),
    )


def alternatives_of(drawn: DrawnChoice, point: np.ndarray) -> list[np.ndarray]:
    """The best portfolio at the stated figures, and those that are best in most draws."""
    often = np.argsort(-drawn.times, kind="stable")[:MOST_ALTERNATIVES]
    return [point, *(each for each in drawn.bits[often] if not np.array_equal(each, point))]


def _robust(alternatives: Sequence[Held], tie: float) -> Held:
    least = min(each.high_regret_sek for each in alternatives)
    alike = [each for each in alternatives if each.high_regret_sek <= least + tie]
    return max(alike, key=lambda each: each.expected_sek)
