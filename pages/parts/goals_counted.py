"""What is counted by goal: the organisation's interventions, or what a portfolio chooses."""

from typing import NamedTuple

from chain.people import Access
from chain.plan.model import Portfolio
from pages.parts import conventions, portfolio_desk, workspace
from pages.parts.portfolio_view import choose
from pages.parts.words import language, t
from reports.plan.goal_effects import effects_of
from sroi.plan.from_chain import portfolio_of
from storage import operations
from storage.operations import Wanted

MOST = 50
"""So many interventions are counted: those changed last."""
INTERVENTIONS, BEST, OWN = "interventions", "best", "own"


class Counted(NamedTuple):
    """What is counted by goal; the names of interventions that cannot be, and whether there are more than are read."""

    portfolio: Portfolio
    option_ids: tuple[str, ...]
    of: str
    left_out: tuple[str, ...] = ()
    more: bool = False


def counted() -> Counted | None:
    """As somebody has chosen; None when the organisation has no intervention."""
    open_now = portfolio_desk.stored()
    there = open_now.content if open_now else None
    options = (INTERVENTIONS, *_of_portfolio(there))
    of = choose("goal_report.of", "of", options, options[0], lambda each: t(f"goal_report.of_{each}"))
    if of == INTERVENTIONS:
        return _interventions()
    ids = portfolio_desk.plan_of(there).best.option_ids if of == BEST else there.choice.option_ids
    return Counted(there, ids, of)


def _of_portfolio(portfolio: Portfolio | None) -> tuple[str, ...]:
    """What the open portfolio has to count: nothing where something stops it."""
    if portfolio is None or portfolio_desk.errors_of(portfolio):
        return ()
    best = () if portfolio_desk.plan_of(portfolio).best is None else (BEST,)
    return (*best, OWN) if portfolio.choice is not None else best


def _interventions() -> Counted | None:
    store, acting = workspace.store(), workspace.acting()
    found = operations.find_interventions(store, acting, Wanted(), limit=MOST)
    ids = tuple(each.id for each in found.shown if each.access is Access.OWN)
    chains = [each.chain for each in operations.load_several(store, acting, ids).values()]
    if not chains:
        return None
    follow_ups = {each.id: operations.follow_up_of(store, acting, each.id) for each in chains}
    effects, measures = effects_of(chains, {name: each for name, each in follow_ups.items() if each is not None})
    portfolio, left_out = portfolio_of(chains, conventions.settings(), effects)
    goals = {each.goal.id: each.goal for each in operations.goals(store, acting)}
    goals |= {each.id: each for each in portfolio.goals}
    names = {each.id: each.name.into(language()) or each.id for each in chains}
    return Counted(
        portfolio.model_copy(update={"measures": measures, "goals": tuple(goals.values())}),
        tuple(each.id for each in portfolio.options),
        INTERVENTIONS,
        tuple(names[each] for each in left_out),
        found.total > MOST,
    )
