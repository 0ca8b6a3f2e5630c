"""What a visitor sees while ranges are worked out outside the page's process: how far, and a way to stop waiting."""

import secrets

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
        _tell(job, stored, settings, drawing)
        if compute.is_long(stored, settings):
            return None
        st.markdown(t("uncertainty.meanwhile", draws=_count(compute.PLAIN.draws)))
    return compute.all_sureness(stored, settings, compute.PLAIN)


def is_new_here(job: Job) -> bool:
    """Whether this visit has not waited for it yet: it then joins in, or begins anew what went wrong for others."""
    return job.state != "done" and visitor() not in job.waiting and st.session_state.get(STOPPED) != job.key


def _tell(job: Job, stored: Stored, settings: Settings, drawing: Drawing) -> None:
    if job.is_over:
        _ended(job, stored, settings, drawing)
        return
    st.markdown(t("uncertainty.running", draws=_count(drawing.draws)))
    _follow(job)


@st.fragment(run_every=LOOK_AGAIN)
def _follow(job: Job) -> None:
    """The bar and the button, drawn anew twice a second; the whole page when it is over."""
    if job.is_over:
        st.rerun()
    done, of = job.progress
    words = t("uncertainty.progress", done=_count(done), all=_count(of)) if of else t("uncertainty.waiting")
    st.progress(done / of if of else 0.0, text=words)
    if st.button(t("uncertainty.cancel"), key="cancel-job"):
        st.session_state[STOPPED] = job.key
        leave()
        st.rerun()


def _ended(job: Job, stored: Stored, settings: Settings, drawing: Drawing) -> None:
    """Cancelled, lost or failed, with a way to begin again."""
    (st.info if job.state == "cancelled" else st.error)(t(f"uncertainty.{job.state}"))
    st.button(t("uncertainty.again"), key="again-job", on_click=_begin, args=(stored, settings, drawing))


def _begin(stored: Stored, settings: Settings, drawing: Drawing) -> None:
    st.session_state.pop(STOPPED, None)
    compute.sureness_job(stored, settings, drawing, visitor())


def _count(number: int) -> str:
    return format_number(language(), number, 0)
