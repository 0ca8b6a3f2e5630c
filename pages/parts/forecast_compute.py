"""Forecasts of kept comparisons, worked out once per version and view; long draws outside the page's process."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from chain.document import fingerprint
from chain.forecast.model import Comparison
from chain.forecast.origin import Origin, PutIn
from chain.model import Chain
from chain.problem import Problem
from pages.parts.compute import KEPT
from pages.parts.jobs import JOBS, Job
from reports.forecast.stamp import Beside
from sroi.forecast.child import forecast, problems_of
from sroi.forecast.child_break_even import BreakEven, Ceilings, break_evens, ceilings
from sroi.forecast.child_budget import budget
from sroi.forecast.child_chain import Standing, into_chain
from sroi.forecast.child_chain import standing as standing_of
from sroi.forecast.child_log import Log, log_of
from sroi.forecast.child_points import Question
from sroi.forecast.child_psa import DRAWS, SEED
from sroi.forecast.child_results import BudgetYear, Forecast, OptionResult
from sroi.forecast.child_scenarios import Scenario, rules, scenarios, side_by_side, with_second_rule
from sroi.forecast.child_sure import Sure, seconds_expected, sure_of
from sroi.forecast.child_tornado import Tornado, tornado
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import Settings
from storage.operations import StoredComparison

LONG_SECONDS = 1.0
"""Draws that are expected to take longer are made outside the page's process."""
LONG_SIDES_SECONDS = 4.0
"""The same for draws that no curves are made of: they were measured at a seventh of what is expected."""
Key = tuple[object, ...]


@dataclass(frozen=True)
class Measured(StoredComparison):
    """A saved version with what was measured in place of what it says: another one for each state of the follow-up."""

    follow_up_sha256: str


def key_of(stored: StoredComparison) -> Key:
    """What everything worked out from a saved version is kept by."""
    measured = (stored.follow_up_sha256,) if isinstance(stored, Measured) else ()
    return stored.comparison.id, stored.organisation_id, stored.version, str(stored.updated_at), *measured


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _problems(key: Key, _comparison: Comparison) -> tuple[Problem, ...]:
    return tuple(problems_of(_comparison))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _forecast(key: Key, _comparison: Comparison) -> Forecast:
    return forecast(_comparison)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _log(key: Key, _forecast: Forecast) -> Log:
    return log_of(_forecast)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _sides(key: Key, _comparison: Comparison) -> Mapping[str, tuple[OptionResult, ...]]:
    return side_by_side(_comparison)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _sure(key: Key, _comparison: Comparison, _keywords: Mapping) -> Sure:
    return sure_of(_comparison, **_keywords)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _as_chain(
    key: Key, asked: tuple[str, str, bool], settings: Settings, _comparison: Comparison, _chain: Chain
) -> Result:
    _, option_id, with_costs = asked
    return calculate(into_chain(_chain, _comparison, option_id, with_costs=with_costs), settings)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _standing(key: Key | None, asked: tuple[str, Origin], _comparison: Comparison | None, _of: tuple) -> Standing:
    chain, held = _of
    return standing_of(chain, _comparison, held)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _budget(key: Key, option_id: str, cohorts: int, _comparison: Comparison) -> tuple[BudgetYear, ...]:
    return budget(_comparison, option_id, cohorts, max(_comparison.decision.horizons))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _tips(key: Key, view: tuple, target: str, _question: Question) -> tuple[BreakEven, ...]:
    return break_evens(_question, target)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _tornado(key: Key, view: tuple, _question: Question) -> Tornado:
    return tornado(_question)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _scenarios(key: Key, perspective: str, years: int, _comparison: Comparison) -> tuple[Scenario, ...]:
    return scenarios(_comparison, perspective, years)


def problems(stored: StoredComparison) -> tuple[Problem, ...]:
    """All that is wrong with a saved comparison; where there is an error, nothing may be calculated."""
    return _problems(key_of(stored), stored.comparison)


def result(stored: StoredComparison) -> Forecast:
    """The forecast of a saved comparison."""
    return _forecast(key_of(stored), stored.comparison)


def written_out(stored: StoredComparison) -> Log:
    """The calculation step by step."""
    return _log(key_of(stored), result(stored))


def sides(stored: StoredComparison) -> Mapping[str, tuple[OptionResult, ...]]:
    """Every option under each of its rules of fading."""
    return _sides(key_of(stored), stored.comparison)


def as_chain(
    stored: StoredComparison, option_id: str, chain: Chain, settings: Settings, with_costs: bool = True
) -> Result:
    """The SROI result of a chain with the option's forecast put into it."""
    asked = fingerprint(chain), option_id, with_costs
    return _as_chain(key_of(stored), asked, settings, stored.comparison, chain)


def standing(chain: Chain, stored: StoredComparison | None, held: PutIn) -> Standing:
    """What has become of a forecast in a chain; `stored` is its comparison, if it is there."""
    key, comparison = (key_of(stored), stored.comparison) if stored else (None, None)
    return _standing(key, (fingerprint(chain), held.origin), comparison, (chain, held))


def year_by_year(stored: StoredComparison, option_id: str, cohorts: int) -> tuple[BudgetYear, ...]:
    """The budget's years with a new cohort each year."""
    return _budget(key_of(stored), option_id, cohorts, stored.comparison)


def question(beside: Beside, option_id: str) -> Question:
    """What is looked at when one number is moved."""
    return Question(beside.comparison, option_id, beside.perspective, beside.years)


def tips(stored: StoredComparison, beside: Beside, option_id: str, target: str) -> tuple[BreakEven, ...]:
    """The break-even of every number."""
    view = option_id, beside.perspective, beside.years
    return _tips(key_of(stored), view, target, question(beside, option_id))


def most(beside: Beside, option_id: str) -> Ceilings:
    """The highest cost per child, and how many children it takes."""
    return ceilings(question(beside, option_id))


def drivers(stored: StoredComparison, beside: Beside, option_id: str) -> Tornado:
    """The numbers by how far they move the net benefit."""
    return _tornado(key_of(stored), (option_id, beside.perspective, beside.years), question(beside, option_id))


def fixed_scenarios(stored: StoredComparison, beside: Beside) -> tuple[Scenario, ...]:
    """The scenarios that always stand beside a forecast."""
    return _scenarios(key_of(stored), beside.perspective, beside.years, stored.comparison)


# --- how sure ---


def is_long(comparison: Comparison, draws: int = DRAWS, limit_seconds: float = LONG_SECONDS) -> bool:
    """Whether the draws take too long to make while a page is drawn."""
    return seconds_expected(comparison, draws) > limit_seconds


def _keywords(perspective: str, years: int, draws: int) -> dict:
    return {"perspective": perspective, "years": years, "draws": draws, "seed": SEED}


def sure_now(stored: StoredComparison, perspective: str, years: int, draws: int = DRAWS) -> Sure:
    """How sure everything is, worked out now."""
    keywords = _keywords(perspective, years, draws)
    return _sure((*key_of(stored), *keywords.values()), stored.comparison, keywords)


def sure_job(stored: StoredComparison, perspective: str, years: int, draws: int, visitor: str = "") -> Job | None:
    """The same outside the page's process: as it stands, begun for the visitor where one is named."""
    keywords = _keywords(perspective, years, draws)
    key = ("forecast", *key_of(stored), *keywords.values())
    return JOBS.start(key, visitor, sure_of, stored.comparison, **keywords) if visitor else JOBS.find(key)


def sure_sides(stored: StoredComparison, perspective: str, years: int) -> tuple[Sure, ...]:
    """The draws under the base rules of fading, the second ones, and so on; none where that takes long."""
    widened = with_second_rule(stored.comparison)
    chosen = rules(widened)
    if is_long(widened, DRAWS * len(chosen), LONG_SIDES_SECONDS):
        return ()
    keywords = _keywords(perspective, years, DRAWS) | {"whole": False}
    return tuple(
        _sure((*key_of(stored), *keywords.values(), at), widened, keywords | {"persistence": rule})
        for at, rule in enumerate(chosen)
    )
