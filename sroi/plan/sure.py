"""How sure the choice is: every portfolio held against the same draws, and the choice made anew in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chain.assumption import Shape
from chain.plan.model import Option, Portfolio
from sroi.distributions import Distribution
from sroi.draws import Drawer, Plan, Uncertain, loading_of
from sroi.plan.choosing import optimum
from sroi.plan.drawn import DrawnChoice, Held, alternatives_of, drawn_choice
from sroi.plan.portfolio import ready
from sroi.uncertainty import SEED

DRAWS = 10_000


@dataclass(frozen=True)
class Sureness:
    """How sure the choice is.

    `in_best_share` by option: in how many draws (0–1) it is in that draw's best portfolio. `worth_of_knowing_sek` is
    what perfect knowledge of everything drawn would be worth (EVPI): the mean of each draw's best less the mean of the
    portfolio that is best on average. `robust` is the portfolio whose high regret is the lowest, and of those alike the
    one of highest expected value, among the portfolios that are best in some draw; `robust_price_sek` what it is worth
    less than `best` on average. `method`: all portfolios are `enumerated` in every draw, or the best `searched` for.
    """

    draws: int
    method: Literal["enumerated", "searched"]
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
    (`sroi.draws`). Scale variants of one project have the same score. An option's draws hang on its own id, or its
    project's, and not on what else there is.
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
    return Uncertain(option.project_id or option.id, (), distribution, spread.group_id if loading else None, loading)


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
    options share assumptions; made from the options' spreads when not given. Costs are as stated. `most`: see
    `sroi.plan.drawn.drawn_choice`. Raises `RefusedError` for a
    portfolio with errors, ValueError for factors of another shape.
    """
    problem = ready(portfolio)
    point = optimum(problem)
    if point is None:
        return None
    if factors is None:
        factors = spread_factors(portfolio.options, draws, seed, plan)
    return judged(portfolio, drawn_choice(portfolio, problem, factors, most), point)


def judged(portfolio: Portfolio, drawn: DrawnChoice, point: np.ndarray) -> Sureness:
    """What the draws say of the best portfolio as stated (`point`), of the user's own, and of a robust one."""
    draws, own = drawn.factors.shape[1], portfolio.choice
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
        own=None if own is None else drawn.held(drawn.problem.bits(own.option_ids)),
        robust=robust,
        robust_price_sek=max(best_held.expected_sek - robust.expected_sek, 0.0),
    )


def _robust(alternatives: Sequence[Held], tie: float) -> Held:
    least = min(each.high_regret_sek for each in alternatives)
    alike = [each for each in alternatives if each.high_regret_sek <= least + tie]
    return max(alike, key=lambda each: each.expected_sek)
