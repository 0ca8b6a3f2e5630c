"""Beside every page: which intervention is open, and the choice of language."""

import streamlit as st

from pages.parts import workspace
from pages.parts.words import language, t
from reports.texts import LANGUAGES


def show_sidebar() -> None:
    """Draw what stands beside every page."""
    with st.sidebar:
        st.segmented_control(
            t("common.language"),
            LANGUAGES,
            default=language(),
            required=True,
            format_func={code: t(f"language.{code}") for code in LANGUAGES}.get,
            key="language-choice",
            on_change=_switch,
        )
        _name_open()


def _switch() -> None:
    chosen = st.session_state["language-choice"]
    if chosen in LANGUAGES:
        st.session_state["language"] = chosen
        st.query_params["lang"] = chosen


def _name_open() -> None:
    stored = workspace.stored() if workspace.organisation() else None
    if stored is not None:
        st.caption(t("common.open_now"))
        st.text(stored.chain.name.into(language()))
