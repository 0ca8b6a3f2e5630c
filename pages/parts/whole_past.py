"""The whole history of a document of the organisation's: every change, files of it, and what two may take away."""

from collections.abc import Callable

import streamlit as st

from chain.assumption import Frozen
from pages.parts import redacting, show, workspace
from pages.parts.words import language, t
from reports.history import history_json, history_table
from reports.tables import to_csv
from storage.operations import HistoryEntry

PER_SHEET = 50
Read = Callable[[int | None], list[HistoryEntry]]
"""The latest changes, at most so many."""


def show_past(name: str, key: str, content: Frozen, read: Read) -> None:
    """Draw it: `name` is the page's, `key` what the document's history lies under."""
    _entries(name, content, read)
    _take_along(content, read)
    redacting.show(key, has_kept=False)


def _entries(name: str, content: Frozen, read: Read) -> None:
    shown = st.session_state.get(f"{name}-shown", PER_SHEET)
    entries = read(shown + 1)
    told = history_table(entries[:shown], content, language(), workspace.person)
    show.table(told, t("history.caption"))
    if len(entries) > shown:
        st.button(t("history.older"), key=f"{name}-older", on_click=_show_older, args=(name, shown))


def _show_older(name: str, shown: int) -> None:
    st.session_state[f"{name}-shown"] = shown + PER_SHEET


def _take_along(content: Frozen, read: Read) -> None:
    """The whole history in files; read only when someone asks for one."""

    def as_csv() -> bytes:
        return to_csv(history_table(read(None), content, language()), language())

    def as_json() -> bytes:
        return history_json(read(None))

    with st.container(horizontal=True, key="history-files"):
        for kind, data, mime in (("csv", as_csv, "text/csv"), ("json", as_json, "application/json")):
            st.download_button(
                t(f"history.as_{kind}"), data=data, file_name=f"history.{kind}", mime=mime, key=f"history-{kind}",
                on_click="ignore",
            )  # fmt: skip
