"""Every rule of a sound comparison: a comparison goes in, all its problems come out at once.

An *error* stops the figures; a *warning* is one of the traps by which a forecast claims too much; a *note* is worth a
look. What holds for every number (its interval, its spread, its source) is checked by the rules of a chain.
"""

from chain.checks import figures, spreads
from chain.checks.rule import Rule
from chain.forecast.checks import course, decision, effects, money
from chain.forecast.checks.looked import Looked
from chain.forecast.model import Comparison
from chain.problem import Problem, Severity

__all__ = ["CODES", "RULES", "check_comparison"]

OF_CHAINS_ONLY = frozenset({"figure.illustrative", "figure.not_stated"})
"""Counts that name the chain; the comparison has its own."""
RULES: tuple[Rule, ...] = tuple(
    found
    for topic in (decision, effects, course, money, figures, spreads)
    for found in vars(topic).values()
    if isinstance(found, Rule) and found.code not in OF_CHAINS_ONLY
)
CODES: dict[str, Severity] = {rule.code: rule.severity for rule in RULES}


def check_comparison(comparison: Comparison) -> list[Problem]:
    """Every problem of the comparison, in the order of the rules and then of the comparison."""
    seen = Looked(comparison)
    return [problem for rule in RULES for problem in rule.problems(seen)]
