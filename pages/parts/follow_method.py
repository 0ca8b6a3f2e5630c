"""Whether the method is kept to, and the local result beside the study's: for methods with evidence."""

import streamlit as st

from chain.measurement import FollowUp
from pages.parts import follow_forecast, show
from pages.parts.words import language, plain, t
from reports.follow_up import fidelity, local_result
from sroi.follow_up.learned import learned
from storage.operations import Stored


def show_method(stored: Stored, follow_up: FollowUp) -> None:
    """Both, each where the plan has indicators of it; else nothing."""
    _fidelity(follow_up)
    _local(stored, follow_up)


def _fidelity(follow_up: FollowUp) -> None:
    found = fidelity.demands(follow_up)
    if not found:
        return
    st.header(t("fidelity.title"), anchor=False)
    st.markdown(t("fidelity.about"))
    st.markdown(f"**{plain(fidelity.sentence(found, language()))}**")
    show.table(fidelity.table(found, language()), t("fidelity.table"))


def _local(stored: Stored, follow_up: FollowUp) -> None:
    forecasts = (each.learned for each in follow_forecast.moved(follow_up))
    all_learned = (learned(stored.chain, follow_up), *forecasts)
    lines = [line for each in all_learned for line in local_result.sentences(each, follow_up, language())]
    if lines:
        st.header(t("local.title"), anchor=False)
        for line in lines:
            st.markdown(plain(line))
