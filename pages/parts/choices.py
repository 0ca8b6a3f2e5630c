"""Choices that follow the reader from one language to the other."""

import streamlit as st

from pages.parts.words import language
from reports.texts import LANGUAGES


def choice_key(name: str) -> str:
    """The key of a list to choose from; what was chosen in the other language stands chosen in this one.

    The key bears the language because the browser answers with the words shown, not with the code behind them.
    """
    key = f"{name}@{language()}"
    chosen = [f"{name}@{each}" for each in LANGUAGES if f"{name}@{each}" in st.session_state]
    if chosen and key not in chosen:
        st.session_state[key] = st.session_state[chosen[0]]
    return key
