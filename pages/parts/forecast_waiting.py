"""What a visitor sees while a forecast's draws are made outside the page's process: how far, and a way to stop."""

import streamlit as st

from pages.parts import forecast_compute
from pages.parts.jobs import Job
from pages.parts.waiting import LOOK_AGAIN, STOPPED, leave, visitor
from pages.parts.words import language, t
from reports.texts.numbers import format_number
from sroi.forecast.child_psa import DRAWS
from sroi.forecast.child_sure import Sure
from storage.operations import StoredComparison


def sure(stored: StoredComparison, perspective: str, years: int, draws: int = DRAWS) -> Sure | None:
    """How sure everything is: at once where that is quick; else when it is done, and None until then, which is told."""
    if not forecast_compute.is_long(stored.comparison, draws):
        leave()
        return forecast_compute.sure_now(stored, perspective, years, draws)
    asked = stored, perspective, years, draws
    job = forecast_compute.sure_job(*asked)
    if job is None or _is_new_here(job):
        job = forecast_compute.sure_job(*asked, visitor())
    if job.state == "done":
        leave()
        return job.result
    with st.container(border=True, key="forecast-job"):
        if job.is_over:
            _ended(job, asked)
        else:
            st.markdown(t("uncertainty.running", draws=_count(draws)))
            _follow(job)
    return None


def _is_new_here(job: Job) -> bool:
    """Whether this visit has not waited for it yet: it then joins in, or begins anew what went wrong for others."""
    return job.state != "done" and visitor() not in job.waiting and st.session_state.get(STOPPED) != job.key


@st.fragment(run_every=LOOK_AGAIN)
def _follow(job: Job) -> None:
    """The bar and the button, drawn anew twice a second; the whole page when it is over."""
    if job.is_over:
        st.rerun()
    done, of = job.progress
    words = t("uncertainty.progress", done=_count(done), all=_count(of)) if of else t("uncertainty.waiting")
    st.progress(done / of if of else 0.0, text=words)
    if st.button(t("uncertainty.cancel"), key="cancel-forecast-job"):
        st.session_state[STOPPED] = job.key
        leave()
        st.rerun()


def _ended(job: Job, asked: tuple) -> None:
    """Cancelled, lost or failed, with a way to begin again."""
    (st.info if job.state == "cancelled" else st.error)(t(f"uncertainty.{job.state}"))
    st.button(t("uncertainty.again"), key="again-forecast-job", on_click=_begin, args=asked)


def _begin(*asked: object) -> None:
    st.session_state.pop(STOPPED, None)
    forecast_compute.sure_job(*asked, visitor())


def _count(number: int) -> str:
    return format_number(language(), number, 0)
