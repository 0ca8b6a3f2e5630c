"""What follows from follow-up, worked out once for each saved state of chain, values and conventions."""

from typing import NamedTuple

import streamlit as st

from chain.follow_up_document import fingerprint
from chain.measurement import FollowUp
from chain.model import Chain
from pages.parts import compute
from sroi.follow_up.outcome import Outcome, outcome
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import Settings
from sroi.sureness import Drawing, Sureness, sureness
from storage.operations import Stored

KEPT = 50
Key = tuple[object, ...]


class Judged(NamedTuple):
    """Forecast beside outcome, how sure each is, and the outcome's whole result."""

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
    return Judged(found, sures, calculate(learned, _settings))
