"""What other sizes of one budget would give: the best portfolio at each, proven, beside the best as it is."""

from collections.abc import Callable
import math

from chain.plan.model import Portfolio
from sroi.plan.choosing import Margin, chosen, margin_of, optimum
from sroi.plan.portfolio import STEP_SEK, ready

STEPS = 4
"""How many steps less and more are tried."""
MOST = 2 * STEPS + 1


def step_of(limit_sek: float) -> float:
    """A round step of about a tenth of a budget, SEK: 1, 2 or 5 times a power of ten; a million where it is nought."""
    if limit_sek <= 0:
        return STEP_SEK
    power = 10.0 ** math.floor(math.log10(limit_sek / 10))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= limit_sek / 10)


def at_sizes(
    portfolio: Portfolio, budget_id: str, progress: Callable[[int, int], object] = lambda done, of: None
) -> tuple[Margin, ...]:
    """The best portfolio at each size of the budget, the smallest first; the one that is no change among them.

    `progress` is told how many of how many are done. Nothing where nothing keeps within the rules as they are. Raises
    `RefusedError` for a portfolio with errors, StopIteration for a budget that is not there.
    """
    problem = ready(portfolio)
    at = next(at for at, each in enumerate(problem.limits) if each.name == f"budgets/{budget_id}")
    bits, limit = optimum(problem), problem.limits[at].high
    if bits is None:
        return ()
    now, step = chosen(problem, bits), step_of(limit)
    changes = [times * step for times in range(-STEPS, STEPS + 1) if limit + times * step >= 0]
    found = []
    for done, change in enumerate(changes, start=1):
        found.append(margin_of(problem, at, now, change))
        progress(done, len(changes))
    return tuple(found)
