"""The best portfolio and what stands beside it: what limits it, the margin, the ratio order, the user's own choice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
import math

import numpy as np

from chain.plan.checks import check_portfolio
from chain.plan.model import Portfolio
from chain.problem import RefusedError, Severity
from chain.problem import problem as problem_of
from sroi.plan.choosing import Chosen, Margin, Tight, chosen, difference, margins, optimum, runner_up, tight
from sroi.plan.clash import Clash, clash
from sroi.plan.compiled import Compiled, compiled
from sroi.plan.worth import Worth
from sroi.settings import ENGINE_VERSION
from sroi.steady import measured

STEP_SEK = 1_000_000.0
"""A unit of money, when a budget is loosened or tightened."""


@dataclass(frozen=True)
class Used:
    """How much of a rule a portfolio uses, in the rule's unit; the ends are infinite where there is none."""

    name: str
    unit: str
    used: float
    low: float
    high: float


@dataclass(frozen=True)
class Beside:
    """Another portfolio beside the best one.

    `broken` are the rules it breaks and by how much; `price_sek` what it is worth less than the best (below nought only
    where it breaks a rule; None where there is no best). `added` and `dropped` are against the best.
    """

    portfolio: Chosen
    broken: tuple[tuple[str, float], ...]
    price_sek: float | None
    added: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def is_feasible(self) -> bool:
        """Whether it keeps within every rule."""
        return not self.broken


@dataclass(frozen=True)
class Plan:
    """The choice. `best` is None when no portfolio keeps within the rules; then `clash` says which cannot all hold.

    `second` is the best portfolio but one. `by_ratio` is what sorting by ratio would have chosen: it is told, never
    aimed at. `own` is the user's choice.
    """

    engine_version: str
    best: Chosen | None
    second: Chosen | None
    used: tuple[Used, ...]
    tight: tuple[Tight, ...]
    margins: tuple[Margin, ...]
    by_ratio: Beside
    own: Beside | None
    clash: Clash | None


def ready(portfolio: Portfolio) -> Compiled:
    """The portfolio as numbers. Raises `RefusedError` for a portfolio with errors."""
    errors = [each for each in check_portfolio(portfolio) if each.severity is Severity.ERROR]
    if errors:
        raise RefusedError(errors)
    return compiled(portfolio)


def plan(
    portfolio: Portfolio, step_sek: float = STEP_SEK, progress: Callable[[int, int], object] = lambda done, of: None
) -> Plan:
    """The portfolio that is worth the most to the aim within the rules, proven, and all that stands beside it.

    `step_sek` is the unit that budgets are loosened and tightened by; `progress` is told how many rules and budgets of
    how many have been looked at. Raises `RefusedError` for a portfolio with errors, KeyError for an own choice of an
    option that is not there.
    """
    found, problem = best_plan(portfolio), ready(portfolio)
    if found.best is None:
        return found
    budgets = sum(each.unit == "sek" for each in problem.limits)
    steps, of = count(1), len(problem.limits) + budgets

    def looked() -> None:
        progress(next(steps), of)

    leaning = tight(problem, problem.bits(found.best.option_ids), step_sek, looked)
    return replace(found, tight=leaning, margins=margins(problem, found.best, step_sek, leaning, looked))


def best_plan(portfolio: Portfolio) -> Plan:
    """The same but for what limits it and the margins, which take a search for each rule: none are told.

    Raises as `plan`.
    """
    problem = ready(portfolio)
    bits = optimum(problem)
    own = None if portfolio.choice is None else problem.bits(portfolio.choice.option_ids)
    best = None if bits is None else chosen(problem, bits)
    second = None if bits is None else runner_up(problem, bits)
    return Plan(
        engine_version=ENGINE_VERSION,
        best=best,
        second=None if second is None else chosen(problem, second),
        used=() if bits is None else uses(problem, bits),
        tight=(),
        margins=(),
        by_ratio=beside(problem, by_ratio(problem), best),
        own=None if own is None else beside(problem, own, best),
        clash=clash(problem) if bits is None else None,
    )


def uses(problem: Compiled, bits: np.ndarray) -> tuple[Used, ...]:
    """How much of each rule a portfolio uses."""
    columns = problem.columns(bits)
    return tuple(
        Used(each.name, each.unit, float(measured(columns, each.weights)), each.low, each.high)
        for each in problem.limits
    )


def beside(problem: Compiled, bits: np.ndarray, best: Chosen | None) -> Beside:
    """A portfolio held against the best one and against the rules."""
    columns, other = problem.columns(bits), chosen(problem, bits)
    missed = ((each.name, float(each.missed(columns))) for each in problem.limits)
    price = None if best is None else best.net_sek - other.net_sek
    if price is not None and abs(price) <= problem.tie:
        price = 0.0
    added, dropped = difference(other.option_ids, best.option_ids if best else ())
    return Beside(other, tuple(each for each in missed if each[1]), price, added, dropped)


def by_ratio(problem: Compiled) -> np.ndarray:
    """What sorting by gain ÷ cost chooses: the highest first, skipping what does not fit or is excluded.

    What is kept comes first. Of equal ratios the cheaper comes first, then the first by id. Floors are not looked at.
    """
    bits = np.zeros(len(problem.option_ids))
    for each in problem.limits:
        if each.name.endswith("/kept"):
            bits = np.maximum(bits, each.weights[: len(bits)])
    for at in sorted(range(len(bits)), key=lambda at: (-_ratio(problem, at), problem.costs[at], at)):
        tried = bits.copy()
        tried[at] = 1
        columns = problem.columns(tried)
        if all(measured(columns, each.weights) <= each.high + each.slack for each in problem.limits):
            bits = tried
    return bits


def _ratio(problem: Compiled, at: int) -> float:
    alone = np.zeros(len(problem.option_ids))
    alone[at] = 1
    gain, cost = float(measured(problem.columns(alone), problem.gain)), float(problem.costs[at])
    return round(gain / cost, 9) if cost > 0 else math.copysign(math.inf, gain)


def decided(portfolio: Portfolio) -> tuple[Chosen | None, Beside]:
    """What is decided when this portfolio is: the best one, and the user's choice held against it.

    Without a choice of one's own the best one is chosen. Raises `RefusedError` for a portfolio with errors, and where
    nothing keeps within the rules and nothing else is chosen; KeyError for an own choice of what is not there.
    """
    problem = ready(portfolio)
    bits = optimum(problem)
    best = None if bits is None else chosen(problem, bits)
    if portfolio.choice is not None:
        return best, beside(problem, problem.bits(portfolio.choice.option_ids), best)
    if bits is None:
        raise RefusedError([problem_of("plan.nothing_possible", "budgets")])
    return best, beside(problem, bits, best)


def alone(portfolio: Portfolio) -> dict[str, Chosen]:
    """What each option is worth to the aim by itself, by id: nobody it reaches is counted elsewhere.

    Raises KeyError for a payer or a gainer that is not there, ValueError when the aim is the ratio.
    """
    worth = Worth(portfolio)
    found = {}
    for each in portfolio.options:
        gain, cost = math.fsum(map(worth.gain, each.gains)), worth.cost(each)
        found[each.id] = Chosen((each.id,), gain - cost, gain, cost)
    return found
