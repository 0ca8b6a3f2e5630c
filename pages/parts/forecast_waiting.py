"""What a visitor sees while a forecast's draws are made outside the page's process: how far, and a way to stop."""

from functools import partial

import streamlit as st

from pages.parts import forecast_compute
from pages.parts.waiting import drawn, is_new_here, leave, tell, visitor
from sroi.forecast.child_psa import DRAWS
from sroi.forecast.child_sure import Sure
from storage.operations import StoredComparison


def sure(stored: StoredComparison, perspective: str, years: int, draws: int = DRAWS) -> Sure | None:
    """How sure everything is: at once where that is quick; else when it is done, and None until then, which is told."""
    if not forecast_compute.is_long(stored.comparison, draws):
        leave()
        return forecast_compute.sure_now(stored, perspective, years, draws)
    asked = stored, perspective, years, draws
    begin = partial(forecast_compute.sure_job, *asked, visitor())
    job = forecast_compute.sure_job(*asked)
    if job is None or is_new_here(job):
        job = begin()
    if job.state == "done":
        leave()
        return job.result
    with st.container(border=True, key="forecast-job"):
        tell(job, drawn("forecast-job", draws), begin)
    return None
