"""What follows from follow-up, worked out once for each saved state of chain, values and conventions."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from chain.follow_up_document import fingerprint
from chain.measurement import FollowUp
from chain.model import Chain
from pages.parts import compute, forecast_compute
from pages.parts.forecast_compute import Measured
from sroi.follow_up.comparison import LearnedComparison, put_again
from sroi.follow_up.outcome import Outcome, outcome
from sroi.ratio import Headline, calculate, headline_in
from sroi.results import Result
from sroi.settings import Settings
from sroi.sureness import Drawing, Sureness, sureness
from storage.operations import Stored, StoredComparison

KEPT = 50
Key = tuple[object, ...]


class Judged(NamedTuple):
    """Forecast beside outcome, how sure each is, and the outcome's whole result."""

    key: Key
    outcome: Outcome
    sures: tuple[Sureness | None, Sureness | None]
    result: Result


def judged(stored: Stored, follow_up: FollowUp, settings: Settings, perspective: str) -> Judged:
    """Forecast and outcome of a saved version with these values, under these conventions."""
    told = settings.model_copy(update={"perspective": perspective})
    return _judged((*compute.key_of(stored, told), fingerprint(follow_up)), stored.chain, follow_up, told)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _judged(key: Key, _chain: Chain, _follow_up: FollowUp, _settings: Settings) -> Judged:
    found = outcome(_chain, _follow_up, _settings)
    learned = found.shown.learned.chain
    views = (_settings.perspective,)
    sures = tuple(sureness(each, _settings, Drawing(), perspectives=views) for each in (_chain, learned))
    return Judged(key, found, sures, calculate(learned, _settings))


Forecasts = Sequence[tuple[StoredComparison, Measured, LearnedComparison]]
"""Comparisons as they are kept, with what was measured, and what was replaced in them."""


class Again(NamedTuple):
    """The outcome of a chain whose forecasts are as they are with what was measured."""

    figures: Headline
    sure: Sureness | None


def with_forecasts(judged: Judged, forecasts: Forecasts, settings: Settings) -> Again | None:
    """The outcome with these forecasts put into the chain again; None where it holds none of them as they are kept."""
    key = (*judged.key, *(forecast_compute.key_of(measured) for _, measured, _ in forecasts))
    return _with_forecasts(key, judged, forecasts, settings) if forecasts else None


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _with_forecasts(key: Key, _judged: Judged, _forecasts: Forecasts, _settings: Settings) -> Again | None:
    was = chain = _judged.outcome.shown.learned.chain
    for kept, _, learned in _forecasts:
        chain = put_again(chain, kept.comparison, learned)
    if chain is was:
        return None
    return Again(
        headline_in(chain, _settings), sureness(chain, _settings, Drawing(), perspectives=(_settings.perspective,))
    )
