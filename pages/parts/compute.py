"""Results of saved chains, computed once per version and conventions: the one cache of the pages."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from threading import Lock

import streamlit as st

from chain.checks import check_chain
from chain.model import Chain
from chain.people import Acting
from chain.problem import Problem
from pages.parts import workspace
from pages.parts.jobs import JOBS, Job
from reports.version_report import archive
from sroi.assumption_set import LockedSet
from sroi.breakdown import last_year
from sroi.bridge import Bridge, bridge
from sroi.coverage import Used, coverage_of, figures_used
from sroi.frozen import FrozenVersion
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import HORIZONS, Settings
from sroi.span import Span, price_span
from sroi.sureness import Drawing, Sureness, seconds_expected, sureness
from storage import operations
from storage.operations import SetSummary, Stored
from storage.store import Store

KEPT = 400
Key = tuple[str, int, str]


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _result(key: Key, _chain: Chain, _settings: Settings) -> Result:
    return calculate(_chain, _settings)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _span(key: Key, _chain: Chain, _settings: Settings) -> Span:
    return price_span(_chain, _settings, result=_result(key, _chain, _settings))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _bridge(key: tuple[str, ...], _before: FrozenVersion, _after: FrozenVersion) -> Bridge:
    return bridge(_before, _after)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _problems(key: Key, _chain: Chain, this_year: int) -> tuple[Problem, ...]:
    return tuple(check_chain(_chain, this_year))


def problems(stored: Stored) -> tuple[Problem, ...]:
    """What the checks find in a saved version this year."""
    return _problems((stored.chain.id, stored.version, str(stored.updated_at)), stored.chain, date.today().year)


def key_of(stored: Stored, settings: Settings) -> Key:
    """What a thing worked out from a saved version under these conventions is kept by."""
    return stored.chain.id, stored.version, f"{stored.updated_at} {settings.model_dump_json()}"


def result(stored: Stored, settings: Settings) -> Result:
    """The result of a saved version under these conventions; shared and unchangeable."""
    return _result(key_of(stored, settings), stored.chain, settings)


def span(stored: Stored, settings: Settings) -> Span:
    """The ratio when every price is at its low end, and at its high end."""
    return _span(key_of(stored, settings), stored.chain, settings)


class Remembered:
    """Small things by key, the ones used last; unlike a cached function it can be asked what it does not know."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._things: OrderedDict[tuple, object] = OrderedDict()

    def get(self, key: tuple) -> object | None:
        """What is remembered under this key, or None."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def keep(self, key: tuple, thing: object) -> None:
        """Remember it, and forget what has been unused for longest when there are too many."""
        with self._lock:
            self._things[key] = thing
            while len(self._things) > self._most:
                self._things.popitem(last=False)


@st.cache_resource(show_spinner=False)
def glances() -> Remembered:
    """What lists tell of interventions (pages/parts/glance.py)."""
    return Remembered(most=KEPT * 25)


def between(before: FrozenVersion, after: FrozenVersion) -> Bridge:
    """What each change between two kept versions did; worked out once for each pair."""
    key = tuple(text for each in (before, after) for text in (each.record.fingerprint, each.record.result_sha256))
    return _bridge(key, before, after)


@st.cache_resource(max_entries=KEPT // 10, show_spinner=False)
def _package(key: tuple[str, ...], _version: FrozenVersion) -> bytes:
    return archive(_version, key[-1])


def package(version: FrozenVersion, language: str) -> bytes:
    """The version's archive package, with its report in this language."""
    return _package((version.record_json, version.record.result_sha256, language), version)


@st.cache_resource(max_entries=KEPT // 10, show_spinner=False)
def _locked(sha256: str, _store: Store, _acting: Acting, set_id: str) -> LockedSet | None:
    found, problems = operations.assumption_set(_store, _acting, set_id)
    return None if problems else found


def locked_set(summary: SetSummary) -> LockedSet | None:
    """The content of a set that this person has found in a list; None when it is not what was locked."""
    asked = summary.sha256, workspace.store(), workspace.acting(), summary.id
    found = _locked(*asked)
    if found is None:
        _locked.clear(*asked)  # it may be only this person who may not see it any more: nobody else is told so
    return found


def set_in_force(stored: Stored | None = None) -> LockedSet | None:
    """The assumption set in force: one's own, or that of the one whose intervention one writes in."""
    of = stored.organisation_id if stored else None
    last = operations.set_in_force(workspace.store(), workspace.acting(), of)
    return locked_set(last) if last else None


def forget() -> None:
    """Let go of all that was worked out: words have been taken away from what it was worked out from."""
    cached = (_result, _span, _bridge, _problems, _package, _last_year, _sure_of_one, _sure, _used, glances)
    for each in cached:
        each.clear()
    JOBS.forget()


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _last_year(key: Key, _chain: Chain, _settings: Settings) -> int:
    return last_year(_chain, _settings)


def ends(stored: Stored, settings: Settings) -> int:
    """The last calendar year in which anything is paid or gained."""
    return _last_year(key_of(stored, settings), stored.chain, settings)


def at_horizons(stored: Stored, settings: Settings, horizons: Iterable[int]) -> tuple[list[Result], list[Span]]:
    """The results and the price spans at several horizons, all else alike."""
    several = [settings.model_copy(update={"horizon_years": years}) for years in horizons]
    return [result(stored, each) for each in several], [span(stored, each) for each in several]


# --- how sure ---

PLAIN = Drawing()
LONG_SECONDS = 0.4
"""Expected to take longer than this, a run is made outside the page's process: the page's own share is a second."""
KEPT_WHOLE = KEPT // 10
"""Ranges of every payer at every horizon take megabytes, so fewer of them are kept."""


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _sure_of_one(key: tuple[str, int, str], _chain: Chain, _settings: Settings) -> Sureness | None:
    return sureness(_chain, _settings, PLAIN, perspectives=(_settings.perspective,))


@st.cache_resource(max_entries=KEPT_WHOLE, show_spinner=False)
def _sure(key: tuple[object, ...], _chain: Chain, _settings: Settings) -> Sureness | None:
    return sureness(_chain, _settings, key[-1], horizons=horizons_of(_settings))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _used(key: tuple[object, ...], _chain: Chain) -> tuple[Used, ...]:
    return figures_used(_chain, key[-1])


def used(stored: Stored, settings: Settings) -> tuple[Used, ...]:
    """Every number that the calculation uses, and whether it varies in the draws."""
    key = stored.chain.id, stored.version, str(stored.updated_at), settings.with_optional
    return _used(key, stored.chain)


def horizons_of(settings: Settings) -> tuple[int, ...]:
    """The horizons at which ranges are shown: the usual ones and the chosen one."""
    return tuple(sorted({*HORIZONS, settings.horizon_years}))


def _all_views(stored: Stored, settings: Settings, drawing: Drawing) -> tuple[object, ...]:
    """One key for every perspective: they come out of the same draws."""
    return (*key_of(stored, settings.model_copy(update={"perspective": "society"})), drawing)


def card_sureness(stored: Stored, settings: Settings) -> Sureness | None:
    """How sure the one ratio on a card is: one perspective at one horizon, which takes a few milliseconds."""
    return _sure_of_one(key_of(stored, settings), stored.chain, settings)


def is_long(stored: Stored, settings: Settings, drawing: Drawing = PLAIN) -> bool:
    """Whether the ranges take too long to work out while a page is drawn."""
    drawn = coverage_of(used(stored, settings)).drawn
    return seconds_expected(stored.chain, drawn, drawing.draws, len(horizons_of(settings))) > LONG_SECONDS


def quick_sureness(stored: Stored, settings: Settings) -> Sureness | None:
    """How sure every ratio on a page is; where that would take long, only the chosen perspective at its horizon."""
    return card_sureness(stored, settings) if is_long(stored, settings) else all_sureness(stored, settings, PLAIN)


def all_sureness(stored: Stored, settings: Settings, drawing: Drawing) -> Sureness | None:
    """Every perspective at every usual horizon, worked out now."""
    return _sure(_all_views(stored, settings, drawing), stored.chain, settings)


def sureness_job(stored: Stored, settings: Settings, drawing: Drawing, visitor: str = "") -> Job | None:
    """The same outside the page's process: as it stands, begun for the visitor where one is named."""
    key = _all_views(stored, settings, drawing)
    if not visitor:
        return JOBS.find(key)
    horizons = horizons_of(settings)
    return JOBS.start(key, visitor, sureness, stored.chain, settings, drawing, horizons=horizons)
