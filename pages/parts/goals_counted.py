"""What is counted by goal: the organisation's interventions, or what a portfolio chooses."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from chain.model import Chain
from chain.people import Access
from chain.plan.model import Portfolio
from pages.parts import compute, conventions, portfolio_desk, workspace
from pages.parts.compute import KEPT
from pages.parts.portfolio_view import choose
from pages.parts.words import language, t
from reports.plan.goal_effects import effects_of
from sroi.plan.from_chain import portfolio_of
from sroi.settings import Settings
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


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _side_by_side(
    keys: tuple[compute.Key, ...], _chains: tuple[Chain, ...], _settings: Settings
) -> tuple[Portfolio, tuple[str, ...]]:
    return portfolio_of(_chains, _settings)


def _interventions() -> Counted | None:
    """Those of the organisation that this person may read, with what their follow-up has seen."""
    store, acting, settings = workspace.store(), workspace.acting(), conventions.settings()
    found = operations.find_interventions(store, acting, Wanted(), limit=MOST)
    ids = tuple(each.id for each in found.shown if each.access is Access.OWN)
    there = tuple(operations.load_several(store, acting, ids).values())
    if not there:
        return None
    chains = tuple(each.chain for each in there)
    keys = tuple(compute.key_of(each, settings) for each in there)
    portfolio, left_out = _side_by_side(keys, chains, settings)
    names = {each.id: each.name.into(language()) or each.id for each in chains}
    return Counted(
        _with_goals(portfolio, chains),
        tuple(each.id for each in portfolio.options),
        INTERVENTIONS,
        tuple(names[each] for each in left_out),
        found.total > MOST,
    )


def _with_goals(portfolio: Portfolio, chains: Sequence[Chain]) -> Portfolio:
    """The interventions with the goals of the register, and with what they are to change for them."""
    store, acting = workspace.store(), workspace.acting()
    follow_ups = {each.id: operations.follow_up_of(store, acting, each.id) for each in chains}
    effects, measures = effects_of(chains, {name: each for name, each in follow_ups.items() if each is not None})
    goals = {each.goal.id: each.goal for each in operations.goals(store, acting)}
    goals |= {each.id: each for each in portfolio.goals}
    options = tuple(each.model_copy(update={"effects": effects[each.id]}) for each in portfolio.options)
    return portfolio.model_copy(update={"options": options, "measures": measures, "goals": tuple(goals.values())})
