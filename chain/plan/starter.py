"""Beginning a portfolio: the worked example that ships with the product, an empty one, and options put into one."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from chain.model import Actor, Goal
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

    Ids are each intervention's own, so two may mean different things by one: an actor or a goal is taken for one that
    is there when it is called the same (and is on the same level), and else gets an id that is free. So does an option.
    """
    options = tuple(options)
    paid = {each.payer_id for option in options for each in option.payments}
    gained = {each.gainer_id for option in options for each in option.gains}
    served = {goal for option in options for held in (option, *option.gains) for goal in held.goal_ids}
    all_actors, actor_ids = known_by_name(portfolio.actors, [each for each in actors if each.id in paid | gained])
    all_goals, goal_ids = known_by_name(portfolio.goals, [each for each in goals if each.id in served])
    there = list(portfolio.options)
    for each in options:
        new_id = free_id([one.id for one in there], each.id)
        there.append(_pointing(each, actor_ids, goal_ids).model_copy(update={"id": new_id}))
    return portfolio.model_copy(update={"options": tuple(there), "actors": all_actors, "goals": all_goals})


def known_by_name(there: tuple, more: Iterable) -> tuple[tuple, dict[str, str]]:
    """All actors (or goals), each once by name and level, and under which id each that was added is found."""
    found, ids = list(there), {}
    for each in more:
        same = next((one for one in found if is_same(one, each)), None)
        if same is None:
            same = each.model_copy(update={"id": free_id([one.id for one in found], each.id)})
            found.append(same)
        ids[each.id] = same.id
    return tuple(found), ids


def is_same(one: Actor | Goal, other: Actor | Goal) -> bool:
    """Whether both are called the same, in either language, and are on the same level; an id is its own document's."""
    named = ({name.strip().casefold() for name in (each.name.sv, each.name.en)} - {""} for each in (one, other))
    return not set.isdisjoint(*named) and getattr(one, "level", None) == getattr(other, "level", None)


def _pointing(option: Option, actor_ids: Mapping[str, str], goal_ids: Mapping[str, str]) -> Option:
    """The option with its links to whom and what they are called here."""

    def goals_of(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(goal_ids.get(each, each) for each in ids)

    payments = tuple(
        each.model_copy(update={"payer_id": actor_ids.get(each.payer_id, each.payer_id)}) for each in option.payments
    )
    gains = tuple(
        each.model_copy(
            update={
                "gainer_id": actor_ids.get(each.gainer_id, each.gainer_id),
                "goal_ids": goals_of(each.goal_ids),
            }
        )
        for each in option.gains
    )
    return option.model_copy(update={"payments": payments, "gains": gains, "goal_ids": goals_of(option.goal_ids)})
