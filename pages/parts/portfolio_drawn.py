"""Draws of a portfolio's gains, from the chains that options still are counted from; once for each content."""

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from chain.document import fingerprint as chain_print
from chain.model import Chain
from chain.plan.document import fingerprint
from chain.plan.model import Portfolio
from pages.parts import outside, workspace
from pages.parts.compute import KEPT
from sroi.effort import seconds_of_choosing
from sroi.plan.drawn_factors import Factors, factors_together
from sroi.plan.from_chain import settings_of
from sroi.plan.how_sure import HowSure, how_sure
from storage import operations
from storage.operations import Stored

LOOKED_DRAWS = 2_000
"""Draws for the intervals and scenarios of a page that is not about them."""
Key = tuple[object, ...]


class Rooted(NamedTuple):
    """The interventions that options come from, by their id; and by option the chains they still are counted from.

    `changed_ids` are options whose intervention is another now than when they were counted.
    """

    stored: Mapping[str, Stored]
    chains: Mapping[str, Chain]
    changed_ids: tuple[str, ...]


def rooted(portfolio: Portfolio) -> Rooted:
    """Where the options come from, as far as this person may read it."""
    acting = workspace.acting()
    ids = tuple(dict.fromkeys(each.origin.chain_id for each in portfolio.options if each.origin.chain_id))
    there = workspace.ask("rooted", acting, ids, find=lambda there: operations.load_several(there, acting, ids))
    prints = {each: chain_print(found.chain) for each, found in there.items()}
    of_chains = [each for each in portfolio.options if each.origin.chain_id in there]
    same = {
        each.id: there[each.origin.chain_id].chain
        for each in of_chains
        if each.origin.fingerprint == prints[each.origin.chain_id]
    }
    changed = tuple(each.id for each in of_chains if each.id not in same)
    return Rooted(there, same if _is_known(portfolio) else {}, changed)


def _is_known(portfolio: Portfolio) -> bool:
    """Whether the conventions are such as chains can be counted by here: those of a file may be anything."""
    try:
        settings_of(portfolio.conventions, portfolio.objective.perspective)
    except ValueError:
        return False
    return True


def _key(portfolio: Portfolio, found: Rooted, draws: int) -> Key:
    return fingerprint(portfolio), tuple(sorted(found.chains)), draws


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _how_sure(key: Key, _portfolio: Portfolio, _chains: Mapping[str, Chain]) -> HowSure | None:
    return how_sure(_portfolio, _chains, draws=key[-1])


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _factors(key: Key, _portfolio: Portfolio, _chains: Mapping[str, Chain]) -> Factors:
    return factors_together(_portfolio, _chains, key[-1])


def sure(portfolio: Portfolio, found: Rooted, draws: int) -> HowSure | None:
    """How sure the choice is: at once where that is quick; else when it is done, and None until then, which is told.

    Not to be asked where nothing keeps within the rules.
    """
    key, chains = _key(portfolio, found, draws), dict(found.chains)
    seconds = seconds_of_choosing(len(portfolio.options), draws, len({each.id for each in chains.values()}))
    asked = outside.Asked(("portfolio", *key), seconds, how_sure, (portfolio, chains), {"draws": draws})
    return outside.answer(asked, lambda: _how_sure(key, portfolio, chains), "portfolio_sure.running")


def factors(portfolio: Portfolio, found: Rooted) -> Factors:
    """Drawn gains ÷ stated gains, for intervals and scenarios."""
    chains = dict(found.chains)
    return _factors(_key(portfolio, found, LOOKED_DRAWS), portfolio, chains)
