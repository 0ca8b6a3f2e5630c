"""The history of a forecast: every change of it, and what two may take away."""

import streamlit as st

from pages.parts import flash, whole_past, workspace
from pages.parts.access import guard
from pages.parts.compared_forecast import DESK, opened
from pages.parts.words import language, plain, t
from storage import operations
from storage.operations import HistoryEntry


def render() -> None:
    """Draw the page."""
    guard()
    found = opened()
    st.title(t("page.forecast_history"), anchor=False)
    st.caption(plain(found.comparison.name.into(language())))
    flash.show()
    st.write(t("compared.history_about"))

    def read(limit: int | None) -> list[HistoryEntry]:
        return operations.comparison_history(workspace.store(), workspace.acting(), found.comparison.id, limit=limit)

    whole_past.show_past("forecast-history", DESK.key(found), found.comparison, read)
