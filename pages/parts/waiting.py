"""What a visitor sees while ranges are worked out outside the page's process: how far, and a way to stop waiting."""

from collections.abc import Callable
from functools import partial
import secrets
from typing import NamedTuple

import streamlit as st

from pages.parts import compute
from pages.parts.jobs import JOBS, Job
from pages.parts.words import language, t
from reports.texts.numbers import format_number
from sroi.settings import Settings
from sroi.sureness import Drawing, Sureness
from storage.operations import Stored

LOOK_AGAIN = "500ms"
SHOWN = "sureness-job"
STOPPED = "stopped-job"
"""What this visit does not want begun again by itself."""


def visitor() -> str:
    """A name for this visit, so that one who stops waiting stops no one else."""
    return st.session_state.setdefault("visitor", secrets.token_hex(8))


def leave() -> None:
    """Wait for nothing any more."""
    JOBS.leave(visitor())


def sureness(stored: Stored, settings: Settings, drawing: Drawing) -> Sureness | None:
    """The ranges: at once where that is quick; else when they are done, and until then with the usual draws if those
    are quick, or None. What is under way, and what went wrong, is told here."""
    if not compute.is_long(stored, settings, drawing):
        leave()
        return compute.all_sureness(stored, settings, drawing)
    job = compute.sureness_job(stored, settings, drawing)
    if job is None or is_new_here(job):
        job = compute.sureness_job(stored, settings, drawing, visitor())
    if job.state == "done":
        leave()
        return job.result
    with st.container(border=True, key=SHOWN):
        begin = partial(compute.sureness_job, stored, settings, drawing, visitor())
        tell(job, drawn("job", drawing.draws), begin)
        if compute.is_long(stored, settings):
            return None
        st.markdown(t("uncertainty.meanwhile", draws=_count(compute.PLAIN.draws)))
    return compute.all_sureness(stored, settings, compute.PLAIN)


def is_new_here(job: Job) -> bool:
    """Whether this visit has not waited for it yet: it then joins in, or begins anew what went wrong for others."""
    return job.state != "done" and visitor() not in job.waiting and st.session_state.get(STOPPED) != job.key


class Told(NamedTuple):
    """What is told of a job under way: what it is, how far it is (done, of), and how it may end.

    `key` sets its buttons apart from those of other jobs, `ended` is the family of the sentences about its end, and
    `visitor` is under which name this visit waits for it.
    """

    key: str
    running: str
    progress: Callable[[int, int], str]
    ended: str = "uncertainty."
    visitor: Callable[[], str] = visitor


def drawn(key: str, draws: int) -> Told:
    """What is told of draws that are being made."""
    return Told(
        key,
        t("uncertainty.running", draws=_count(draws)),
        lambda done, of: t("uncertainty.progress", done=_count(done), all=_count(of)),
    )


def tell(job: Job, told: Told, begin: Callable[[], object]) -> None:
    """How far the job is, with a way to stop; or that it was cancelled, lost or failed, with a way to `begin` again."""
    if not job.is_over:
        st.markdown(told.running)
        _follow(job, told)
        return
    (st.info if job.state == "cancelled" else st.error)(t(told.ended + job.state))
    st.button(t("uncertainty.again"), key=f"again-{told.key}", on_click=_again, args=(begin,))


@st.fragment(run_every=LOOK_AGAIN)
def _follow(job: Job, told: Told) -> None:
    """The bar and the button, drawn anew twice a second; the whole page when it is over."""
    if job.is_over:
        st.rerun()
    done, of = job.progress
    st.progress(done / of if of else 0.0, text=told.progress(done, of) if of else t("uncertainty.waiting"))
    if st.button(t("uncertainty.cancel"), key=f"cancel-{told.key}"):
        st.session_state[STOPPED] = job.key
        JOBS.leave(told.visitor())
        st.rerun()


def _again(begin: Callable[[], object]) -> None:
    st.session_state.pop(STOPPED, None)
    begin()


def _count(number: int) -> str:
    return format_number(language(), number, 0)
