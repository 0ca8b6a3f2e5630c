"""The open comparison of interventions for children, and how forms write in it."""

from typing import Any

import streamlit as st

from chain.forecast.edit import with_element, without_element
from chain.forecast.model import Comparison, figures
from chain.people import Wish
from pages.parts import links, visit, workspace
from pages.parts.access import say_who_changes
from pages.parts.desk import Desk
from pages.parts.words import t
from storage import operations
from storage.operations import Conflict, HistoryEntry, Refused, Saved, StoredComparison

NAME = "comparison"
"""What it is called in the address."""


def open_comparison(comparison_id: str) -> None:
    """Make this the comparison that the pages show."""
    visit.show(NAME, comparison_id)


def comparison_id() -> str | None:
    """The open comparison's id."""
    return visit.shown(NAME)


def stored() -> StoredComparison | None:
    """The open comparison as last saved, or None when none is open or it is gone."""
    name = comparison_id()
    return operations.load_comparison(workspace.store(), workspace.acting(), name) if name else None


def opened() -> StoredComparison:
    """The open comparison; without one, the page ends with a way to choose."""
    found = stored()
    if found is None:
        st.title(t("compared.none_open"), anchor=False)
        st.write(t("compared.none_open_help"))
        links.link("forecasts", t("compared.choose"))
        st.stop()
    if found.archived:
        st.warning(t("compared.archived"))
    say_who_changes(Wish.COMPARE)
    return found


def _save(comparison: Comparison, version: int) -> Saved | Conflict | Refused:
    return operations.save_comparison(workspace.store(), workspace.acting(), comparison, version)


def _past(of: StoredComparison, place: str, limit: int) -> list[HistoryEntry]:
    store, acting = workspace.store(), workspace.acting()
    return operations.comparison_history(store, acting, of.comparison.id, place_prefix=place, limit=limit)


def _nobody(*_: Any) -> list:
    """Nothing in a comparison points at anything else in it."""
    return []


DESK = Desk(
    stored, lambda found: found.comparison, lambda found: operations.comparison_key(found.comparison.id), _save,
    with_element, without_element, _nobody, figures, _past, has_settings=False,
)  # fmt: skip
