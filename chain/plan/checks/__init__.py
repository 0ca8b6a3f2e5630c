"""Every rule of a sound portfolio: a portfolio goes in, all its problems come out at once.

An *error* stops the choice; a *warning* says that the choice claims too much or lacks its reason; a *note* is worth a
look.
"""

from chain.checks.rule import Rule
from chain.plan.checks import limits, options, whole
from chain.plan.checks.looked import Looked
from chain.plan.model import Portfolio
from chain.problem import Problem, Severity

__all__ = ["CODES", "RULES", "check_portfolio"]

RULES: tuple[Rule, ...] = tuple(
    found for topic in (whole, options, limits) for found in vars(topic).values() if isinstance(found, Rule)
)
CODES: dict[str, Severity] = {rule.code: rule.severity for rule in RULES}


def check_portfolio(portfolio: Portfolio) -> list[Problem]:
    """Every problem of the portfolio, in the order of the rules and then of the portfolio."""
    seen = Looked(portfolio)
    return [problem for rule in RULES for problem in rule.problems(seen)]
