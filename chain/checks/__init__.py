"""Every rule of a sound chain: a chain goes in, all its problems come out at once.

A problem is an *error* only where a figure cannot be computed or is surely wrong; a *warning* where the claim is weaker
than it looks; a *note* where a second look is worth while. Unfinished chains are told what is missing, and rules that
could not yet be met stay silent.
"""

from chain.checks import (
    double_counting,
    effects,
    figures,
    forecasts,
    impact,
    indicators,
    links,
    money,
    outcomes,
    prices,
    resources,
    scope,
    spreads,
    stakeholders,
    words,
)
from chain.checks.rule import Rule, Seen
from chain.model import Chain
from chain.problem import Problem, Severity
from chain.spread import SHARE_FIELDS

__all__ = ["ALL_RULES", "CODES", "SHARE_FIELDS", "Rule", "check_chain"]

TOPICS = (
    scope,
    stakeholders,
    resources,
    links,
    outcomes,
    indicators,
    effects,
    impact,
    money,
    double_counting,
    forecasts,
    prices,
    figures,
    spreads,
    words,
)
ALL_RULES: tuple[Rule, ...] = tuple(
    found for topic in TOPICS for found in vars(topic).values() if isinstance(found, Rule)
)
CODES: dict[str, Severity] = {rule.code: rule.severity for rule in ALL_RULES}
"""Code → severity of every rule, in the order in which problems are listed."""


def check_chain(chain: Chain, this_year: int) -> list[Problem]:
    """Every problem of the chain, in the order of the rules and then of the chain. `this_year` dates the prices."""
    seen = Seen(chain, this_year)
    return [problem for rule in ALL_RULES for problem in rule.problems(seen)]
