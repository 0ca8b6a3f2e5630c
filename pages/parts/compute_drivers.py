"""What drives, tips and weakens a saved version, worked out once per version and conventions."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from chain.model import Chain
from pages.parts import compute
from pages.parts.compute import KEPT
from pages.parts.outside import Asked, answer
from sroi.accounted import Accounted, shares_of_variance
from sroi.coverage import coverage_of
from sroi.deciding import Decision, decide
from sroi.effort import seconds_of_deciding, seconds_of_shares, seconds_of_switching
from sroi.honesty import Panel, hold_up
from sroi.movable import Movable, movables
from sroi.results import Result
from sroi.scenarios import Scenario, scenarios
from sroi.sensitivity import Tornado, tornado
from sroi.settings import Settings
from sroi.stated import stated_ranges
from sroi.switching import SwitchingValues, switching_values
from storage.operations import Stored

Own = Mapping[str, Mapping[str, float]]
"""Own scenarios: name → place → figure."""


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _movables(key: compute.Key, _chain: Chain, _settings: Settings) -> tuple[Movable, ...]:
    return movables(_chain, _settings, stated_ranges(_chain))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _tornado(key: compute.Key, _chain: Chain, _settings: Settings) -> Tornado:
    return tornado(_chain, _settings, ranges=stated_ranges(_chain))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _accounted(key: compute.Key, _chain: Chain, _settings: Settings) -> Accounted:
    return shares_of_variance(_chain, _settings)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _scenarios(key: compute.Key, own: tuple, _chain: Chain, _settings: Settings) -> tuple[Scenario, ...]:
    figures = {name: dict(changed) for name, changed in own}
    return scenarios(_chain, _settings, figures, ranges=stated_ranges(_chain))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _switching(key: compute.Key, target: float, _chain: Chain, _settings: Settings) -> SwitchingValues:
    return switching_values(_chain, _settings, target, ranges=stated_ranges(_chain))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _decision(keys: tuple[compute.Key, ...], _chains: tuple[Chain, ...], _settings: Settings) -> Decision:
    return decide(_chains, _settings)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _panel(key: compute.Key, today: date, _chain: Chain, _settings: Settings, _result: Result) -> Panel:
    return hold_up(_chain, _settings, _result, today)


def _asked(stored: Stored, settings: Settings) -> tuple[compute.Key, Chain, Settings]:
    return compute.key_of(stored, settings), stored.chain, settings


def numbers(stored: Stored, settings: Settings) -> tuple[Movable, ...]:
    """Every assumption that the ratio rests on."""
    return _movables(*_asked(stored, settings))


def drivers(stored: Stored, settings: Settings) -> Tornado:
    """Each assumption from its low to its high, one at a time."""
    return _tornado(*_asked(stored, settings))


def _drawn(stored: Stored, settings: Settings) -> int:
    return coverage_of(compute.used(stored, settings)).drawn


def accounted(stored: Stored, settings: Settings) -> Accounted | None:
    """Which uncertain numbers the spread of the net value comes from; None while that is worked out elsewhere."""
    key, *asked = _asked(stored, settings)
    seconds = seconds_of_shares(_drawn(stored, settings))
    long = Asked(("shares", key), seconds, shares_of_variance, tuple(asked), {})
    return answer(long, lambda: _accounted(key, *asked), "outside.shares")


def side_by_side(stored: Stored, settings: Settings, own: Own) -> tuple[Scenario, ...]:
    """Cautious, base and optimistic, and the reader's own scenarios."""
    key, chain, now = _asked(stored, settings)
    told = tuple((name, tuple(sorted(figures.items()))) for name, figures in own.items())
    return _scenarios(key, told, chain, now)


def switching(stored: Stored, settings: Settings, target: float) -> SwitchingValues | None:
    """Where each assumption makes the ratio the target; None while that is worked out elsewhere."""
    key, chain, now = _asked(stored, settings)
    seconds = seconds_of_switching(len(numbers(stored, settings)))
    long = Asked(("switching", key, target), seconds, switching_values, (chain, now, target),
                 {"ranges": stated_ranges(chain)})  # fmt: skip
    return answer(long, lambda: _switching(key, target, chain, now), "outside.switching")


def decision(several: tuple[Stored, ...], settings: Settings) -> Decision | None:
    """What knowing more is worth to doing one of these, or none; None while that is worked out elsewhere."""
    keys, chains = tuple(compute.key_of(each, settings) for each in several), tuple(each.chain for each in several)
    seconds = seconds_of_deciding(sum(_drawn(each, settings) for each in several))
    long = Asked(("deciding", keys), seconds, decide, (chains, settings), {})
    return answer(long, lambda: _decision(keys, chains, settings), "outside.deciding")


def panel(stored: Stored, settings: Settings) -> Panel:
    """The analysis held against the checklist today."""
    key, chain, now = _asked(stored, settings)
    return _panel(key, date.today(), chain, now, compute.result(stored, settings))


def forget() -> None:
    """Let go of all that was worked out."""
    for each in (_movables, _tornado, _accounted, _scenarios, _switching, _decision, _panel):
        each.clear()
