"""The history of a portfolio: every change of it, and what two may take away."""

import streamlit as st

from pages.parts import portfolio_desk, whole_past
from pages.parts.access import guard
from pages.parts.portfolio_desk import DESK
from pages.parts.words import t
from storage.operations import HistoryEntry


def render() -> None:
    """Draw the page."""
    guard()
    found = portfolio_desk.begin("portfolio_history")
    st.write(t("portfolio.history_about"))

    def read(limit: int | None) -> list[HistoryEntry]:
        return portfolio_desk.past_of(found, None, limit)

    whole_past.show_past("portfolio-history", DESK.key(found), found.content, read)
