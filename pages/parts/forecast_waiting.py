"""What a visitor sees while a forecast's draws are made outside the page's process: how far, and a way to stop."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from pages.parts import forecast_compute
from pages.parts.waiting import drawn, is_new_here, leave, tell, visitor
from sroi.forecast.child_psa import DRAWS
from sroi.forecast.child_sure import Sure
from storage.operations import StoredComparison


class Asked(NamedTuple):
    """Which draws: of which comparison, for whom and how far in full, and how many."""

    stored: StoredComparison
    perspective: str
    years: int
    draws: int = DRAWS


def sure(stored: StoredComparison, perspective: str, years: int, draws: int = DRAWS) -> Sure | None:
    """How sure everything is: at once where that is quick; else when it is done, and None until then, which is told."""
    return sures([Asked(stored, perspective, years, draws)])[0]


def sures(all_asked: Sequence[Asked]) -> list[Sure | None]:
    """The same of several, one after the other: those after the one that is waited for are None as well."""
    found: list[Sure | None] = []
    for asked in all_asked:
        found.append(_sure(asked))
        if found[-1] is None:
            return [*found, *[None] * (len(all_asked) - len(found))]
    leave()
    return found


def _sure(asked: Asked) -> Sure | None:
    if not forecast_compute.is_long(asked.stored.comparison, asked.draws):
        return forecast_compute.sure_now(*asked)
    begin = partial(forecast_compute.sure_job, *asked, visitor())
    job = forecast_compute.sure_job(*asked)
    if job is None or is_new_here(job):
        job = begin()
    if job.state == "done":
        return job.result
    with st.container(border=True, key="forecast-job"):
        tell(job, drawn("forecast-job", asked.draws), begin)
    return None
