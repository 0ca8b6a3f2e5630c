"""How accessible the program is, by what has been tried, what is known to be missing, and how to report a fault."""

from datetime import date

import streamlit as st

from pages.parts import turn_to
from pages.parts.access import guard
from pages.parts.words import plain, t
from reports.texts.numbers import format_date

REVIEWED_ON = date(2026, 11, 30)
"""When the statement was last held against the tests. docs/operations.md says the same day."""
TRIED = ("axe", "colours", "narrow", "keyboard", "focus", "tables", "language")
MISSING = ("screen_readers", "people", "date_field", "drop_zone", "charts", "files", "zoom", "installation")
AUTHORITY = "https://www.digg.se/tdosanmalan"


def render() -> None:
    """Draw the page."""
    guard(None)
    st.title(t("page.accessibility"), anchor=False)
    st.write(t("accessibility.about", organisation=turn_to.whose()))
    st.header(t("accessibility.how_far"), anchor=False)
    st.write(t("accessibility.partly"))
    st.header(t("accessibility.tried_title"), anchor=False)
    st.write(t("accessibility.tried_how"))
    turn_to.points("accessibility.tried.", *TRIED)
    st.header(t("accessibility.missing_title"), anchor=False)
    turn_to.points("accessibility.missing.", *MISSING)
    st.header(t("accessibility.report"), anchor=False)
    st.write(t("accessibility.report_how"))
    turn_to.show()
    st.header(t("accessibility.authority"), anchor=False)
    st.markdown(t("accessibility.authority_how", link=f"[{plain(AUTHORITY)}](<{AUTHORITY}>)"))
    st.caption(t("accessibility.reviewed", day=format_date(REVIEWED_ON)))
