"""Beginning a portfolio: the worked example that ships with the product, an empty one, and options put into one."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from chain.model import Actor, Goal, by_id
from chain.plan.document import read_portfolio
from chain.plan.edit import free_id
from chain.plan.model import Conventions, Option, Portfolio
from chain.text import Text

EXAMPLE = Path(__file__).parent.parent / "examples" / "plan" / "seven.json"


@cache
def worked_example() -> Portfolio:
    """Seven applications to a social investment fund; all of it is made up."""
    found, problems = read_portfolio(EXAMPLE.read_bytes())
    if found is None:
        raise ValueError(f"the worked example cannot be read: {problems[0].code}")
    return found


def new_portfolio(portfolio_id: str, name: Text, start_year: int, conventions: Conventions) -> Portfolio:
    """A portfolio without options."""
    return Portfolio(id=portfolio_id, name=name, start_year=start_year, conventions=conventions)


def with_options(
    portfolio: Portfolio, options: Iterable[Option], actors: Iterable[Actor], goals: Iterable[Goal]
) -> Portfolio:
    """The portfolio with these options last, and the actors and goals that they point at.

    An option whose id is taken gets one of its own; an actor or a goal of the same id is taken for the same.
    """
    there = list(portfolio.options)
    for each in options:
        there.append(each.model_copy(update={"id": free_id([one.id for one in there], each.id)}))
    wanted = {gain.gainer_id for each in there for gain in each.gains}
    wanted |= {payment.payer_id for each in there for payment in each.payments}
    wanted_goals = {goal for each in there for held in (each, *each.gains) for goal in held.goal_ids}
    update = {
        "options": tuple(there),
        "actors": _with(portfolio.actors, actors, wanted),
        "goals": _with(portfolio.goals, goals, wanted_goals),
    }
    return portfolio.model_copy(update=update)


def _with(there: tuple, more: Iterable, wanted: set[str]) -> tuple:
    known = by_id(there)
    return (*there, *(each for each in by_id(tuple(more)).values() if each.id in wanted and each.id not in known))
