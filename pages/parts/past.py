"""The history of a value, readable where the value stands."""

import streamlit as st

from pages.parts import show, workspace
from pages.parts.folded import folded
from pages.parts.words import language, t
from reports.history import history_table
from storage import operations
from storage.operations import HistoryEntry, Stored

LATEST = 20


def show_where_it_stands(stored: Stored, *places: str) -> None:
    """Behind a fold, the latest changes at these places; they are read when the fold is opened."""
    with folded(t("history.here"), f"history-{places[0]}") as opened:
        if opened.open:
            _show(stored, places)


def _show(stored: Stored, places: tuple[str, ...]) -> None:
    entries = entries_at(stored.chain.id, places)[:LATEST]
    if entries:
        show.table(
            history_table(entries, stored.chain, language(), workspace.person), t("history.here_caption", count=LATEST)
        )
    else:
        st.write(t("history.here_nothing"))


def entries_at(intervention_id: str, places: tuple[str, ...]) -> list[HistoryEntry]:
    """The latest changes at any of the places, latest first."""
    found = [
        each
        for place in places
        for each in operations.history(
            workspace.store(), workspace.acting(), intervention_id, place_prefix=place, limit=LATEST
        )
    ]
    return sorted(found, key=lambda each: each.id, reverse=True)
