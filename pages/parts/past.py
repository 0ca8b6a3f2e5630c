"""The history of a value, readable where the value stands."""

import streamlit as st

from pages.parts import show, workspace
from pages.parts.desk import CHAIN, Desk
from pages.parts.folded import folded
from pages.parts.words import language, t
from reports.history import history_table
from storage.operations import HistoryEntry, Stored, StoredComparison

LATEST = 20


def show_where_it_stands(stored: Stored | StoredComparison, *places: str, desk: Desk = CHAIN) -> None:
    """Behind a fold, the latest changes at these places, where such are kept; read when the fold is opened."""
    if desk.past is None:
        return
    with folded(t("history.here"), f"history-{places[0]}") as opened:
        if opened.open:
            _show(stored, places, desk)


def _show(stored: Stored | StoredComparison, places: tuple[str, ...], desk: Desk) -> None:
    entries = entries_at(stored, places, desk)[:LATEST]
    if entries:
        shown = history_table(entries, desk.content(stored), language(), workspace.person)
        show.table(shown, t("history.here_caption", count=LATEST))
    else:
        st.write(t("history.here_nothing"))


def entries_at(stored: Stored | StoredComparison, places: tuple[str, ...], desk: Desk = CHAIN) -> list[HistoryEntry]:
    """The latest changes at any of the places, latest first."""
    found = [each for place in places for each in desk.past(stored, place, LATEST)]
    return sorted(found, key=lambda each: each.id, reverse=True)
