"""A shared investment and its splits, worked out once for each saved version, conventions and choice."""

from typing import NamedTuple

import streamlit as st

from chain.follow_up_document import fingerprint
from chain.measurement import FollowUp
from chain.model import Chain
from chain.plan.document import fingerprint as plan_fingerprint
from chain.plan.model import Portfolio
from pages.parts import compute
from sroi.follow_up.learned import Learned, learned
from sroi.plan.from_chain import portfolio_of_one
from sroi.plan.shared import ByParty
from sroi.plan.so_far import SoFar, so_far
from sroi.plan.split import Counting
from sroi.plan.together import Together, together, with_cashable_share
from sroi.settings import Settings
from storage.operations import Stored

KEPT = 100


class Way(NamedTuple):
    """How a shared investment is looked at: who counts as one party, how far, what is split, and among whom.

    `cashable_share` is a share (0–1) that is tried in place of what is stated; None for what is stated.
    """

    by: ByParty
    horizon_years: int | None = None
    counting: Counting = "gain"
    among: tuple[str, ...] | None = None
    cashable_share: float | None = None


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _portfolio(key: compute.Key, _chain: Chain, _settings: Settings) -> Portfolio:
    return portfolio_of_one(_chain, _settings)


def portfolio(stored: Stored, settings: Settings) -> Portfolio:
    """The open intervention as one option. Raises `RefusedError` where no figures can be made of it."""
    return _portfolio(compute.key_of(stored, settings), stored.chain, settings)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _together(key: tuple[object, ...], _portfolio: Portfolio) -> Together:
    way: Way = key[-1]
    tried = _portfolio if way.cashable_share is None else with_cashable_share(_portfolio, way.cashable_share)
    return together(tried, by=way.by, horizon_years=way.horizon_years, counting=way.counting, among=way.among)


def shared_by(portfolio: Portfolio, way: Way) -> Together:
    """The investment with its splits, looked at in this way."""
    return _together((plan_fingerprint(portfolio), way), portfolio)


class Got(NamedTuple):
    """Who has got what so far, None before anything is measured, and what the figures were replaced by."""

    found: SoFar | None
    learned: Learned


def got(stored: Stored, settings: Settings, follow_up: FollowUp, by: ByParty) -> Got:
    """What each party has paid and gained by the last measured year."""
    return _got((*compute.key_of(stored, settings), fingerprint(follow_up), by), stored.chain, settings, follow_up)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _got(key: tuple[object, ...], _chain: Chain, _settings: Settings, _follow_up: FollowUp) -> Got:
    found = learned(_chain, _follow_up)
    return Got(so_far(_chain, found, _settings, key[-1]), found)
