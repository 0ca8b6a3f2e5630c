"""The log of a procurement: who did what and when, as far as the reader may know."""

from pandas import DataFrame
import streamlit as st

from pages.parts import show, tender_award, workspace
from pages.parts.folded import folded
from pages.parts.tender_desk import Open
from pages.parts.words import language, t
from reports.procurement.words import event_name
from reports.texts.moments import format_moment


def show_log(found: Open) -> None:
    """Every line, first first, behind a fold."""
    with folded(t("tender_decision.log"), "tender-log") as opened:
        if opened.open:
            st.caption(t("tender_decision.log_help"))
            show.table(_table(found), t("tender_decision.log_table"), download="tender-log")


def _table(found: Open) -> DataFrame:
    rows = [
        {
            "moment": format_moment(each.at),
            "person": workspace.person(each.who),
            "action": event_name(language(), each.event),
            "why": each.words,
        }
        for each in tender_award.lines(found)
    ]
    return DataFrame(rows, columns=["moment", "person", "action", "why"])
