"""The history of a forecast: every change of it, and what two may take away."""

import streamlit as st

from pages.parts import flash, redacting, show, workspace
from pages.parts.access import guard
from pages.parts.compared_forecast import DESK, opened
from pages.parts.words import language, plain, t
from reports.history import history_json, history_table
from reports.tables import to_csv
from storage import operations
from storage.operations import HistoryEntry, StoredComparison

PER_SHEET = 50


def render() -> None:
    """Draw the page."""
    guard()
    found = opened()
    st.title(t("page.forecast_history"), anchor=False)
    st.caption(plain(found.comparison.name.into(language())))
    flash.show()
    st.write(t("compared.history_about"))
    _entries(found)
    _take_along(found)
    redacting.show(DESK.key(found), has_kept=False)


def _read(found: StoredComparison, limit: int | None = None) -> list[HistoryEntry]:
    store, acting = workspace.store(), workspace.acting()
    return operations.comparison_history(store, acting, found.comparison.id, limit=limit)


def _entries(found: StoredComparison) -> None:
    shown = st.session_state.get("forecast-history-shown", PER_SHEET)
    entries = _read(found, shown + 1)
    told = history_table(entries[:shown], found.comparison, language(), workspace.person)
    show.table(told, t("history.caption"))
    if len(entries) > shown:
        st.button(t("history.older"), key="forecast-history-older", on_click=_show_older, args=(shown,))


def _show_older(shown: int) -> None:
    st.session_state["forecast-history-shown"] = shown + PER_SHEET


def _take_along(found: StoredComparison) -> None:
    """The whole history in files; read only when someone asks for one."""

    def as_csv() -> bytes:
        return to_csv(history_table(_read(found), found.comparison, language()), language())

    def as_json() -> bytes:
        return history_json(_read(found))

    with st.container(horizontal=True, key="history-files"):
        for kind, data, mime in (("csv", as_csv, "text/csv"), ("json", as_json, "application/json")):
            st.download_button(
                t(f"history.as_{kind}"), data=data, file_name=f"history.{kind}", mime=mime, key=f"history-{kind}",
                on_click="ignore",
            )  # fmt: skip
