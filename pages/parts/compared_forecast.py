"""Which comparison of interventions for children is open: the address says it, else what was opened on this visit."""

import streamlit as st

from pages.parts import links, workspace
from pages.parts.words import t
from storage import operations
from storage.operations import StoredComparison

NAME = "comparison"
"""The part of the address, and what the visit remembers it under."""


def open_comparison(comparison_id: str) -> None:
    """Make this the comparison that the pages show."""
    st.session_state[NAME] = comparison_id
    st.query_params[NAME] = comparison_id


def comparison_id() -> str | None:
    """The open comparison's id, kept in the address so that a shared link opens alike."""
    asked, known = st.query_params.get(NAME), st.session_state.get(NAME)
    if asked and asked != known:
        st.session_state[NAME] = asked
    elif known and not asked:
        st.query_params[NAME] = known
    return asked or known


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
    return found
