"""Fetching statistics outside the page's process: begun by a press, followed, cancelled; what it brings is kept here.

It waits under a name of its own, so that it goes on while the visitor reads other pages.
"""

from collections.abc import Callable

import streamlit as st

from chain.problem import Problem
from pages.parts import flash, waiting, workspace
from pages.parts.jobs import JOBS, Job
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_number
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Kept, Refused
from storage.sources.kolada import fetch_lists, fetch_values

BEGUN = "statistics-job"
"""The fetch that this visit has begun: for which organisation, of what (the lists, or the figures), and which it is."""


def _visitor() -> str:
    return f"{waiting.visitor()} statistics"


def begin(lists: bool = False) -> None:
    """Ask for the lists of what there is, or for the figures that are chosen; a press is one fetch."""
    question = operations.ask_statistics(workspace.store(), workspace.acting(), lists)
    if isinstance(question, Refused):
        _tell_refused(question)
        return
    number = st.session_state.get(f"{BEGUN}-count", 0) + 1
    key = (BEGUN, workspace.acting().organisation_id, lists, _visitor(), number)
    st.session_state.update({BEGUN: key, f"{BEGUN}-count": number})
    if question.asked is None:
        JOBS.start(key, _visitor(), fetch_lists, question.base)
    else:
        JOBS.start(key, _visitor(), fetch_values, question.base, question.asked)


def show() -> bool:
    """How far the fetch of this visit is, whether one is under way; what has come is kept, and told on top."""
    key = st.session_state.get(BEGUN)
    if key is None or key[1] != workspace.acting().organisation_id:
        return False
    job, lists = JOBS.find(key), key[2]
    if job is None:
        del st.session_state[BEGUN]
        return False
    if job.state == "done":
        del st.session_state[BEGUN]
        _keep(job, lists)
        st.rerun()
    with st.container(border=True, key="statistics-fetch"):
        running = t("statistics.fetching_lists" if lists else "statistics.fetching")
        told = waiting.Told("statistics", running, _progress, "statistics.job.", _visitor)
        waiting.tell(job, told, _again(lists))
    return not job.is_over


def _again(lists: bool) -> Callable[[], None]:
    return lambda: begin(lists)


def _progress(done: int, of: int) -> str:
    return t("statistics.progress", done=_count(done), of=_count(of))


def _count(number: int) -> str:
    return format_number(language(), number, 0)


def _keep(job: Job, lists: bool) -> None:
    if isinstance(job.result, Problem):
        flash.tell(plain(sentence(language(), job.result)), grave=True)
        return
    keep = operations.keep_statistics_lists if lists else operations.keep_statistics
    kept = keep(workspace.store(), workspace.acting(), job.result)
    if isinstance(kept, Refused):
        _tell_refused(kept)
    else:
        flash.tell(_told(kept, lists))


def _told(kept: Kept, lists: bool) -> str:
    if lists:
        return t("statistics.lists_kept", count=_count(kept.figures))
    parts = [t("statistics.kept", count=_count(kept.figures))]
    if kept.changed:
        parts.append(t("statistics.kept_changed", count=_count(kept.changed)))
    if kept.unknown:
        parts.append(t("statistics.kept_unknown", ids=", ".join(kept.unknown)))
    return plain(" ".join(parts))


def _tell_refused(refused: Refused) -> None:
    flash.tell(plain(" ".join(sentence(language(), each) for each in refused.problems)), grave=True)
