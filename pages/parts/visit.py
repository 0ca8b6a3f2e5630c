"""What a visit has open: its id stands in the address, so that a shared link opens alike, and is remembered besides."""

import streamlit as st

VISIT = ("intervention", "comparison", "procurement", "portfolio", "fund")
"""What can be open, by its name in the address."""


def show(name: str, id_: str) -> None:
    """Make this the one that the pages show."""
    st.session_state[name] = id_
    st.query_params[name] = id_


def shown(name: str) -> str | None:
    """The id of the open one: the address decides, else what was opened before on this visit."""
    asked, known = st.query_params.get(name), st.session_state.get(name)
    if asked and asked != known:
        st.session_state[name] = asked
    elif known and not asked:
        st.query_params[name] = known
    return asked or known


def leave(name: str) -> None:
    """Have nothing of this name open any more."""
    st.session_state.pop(name, None)
    st.query_params.pop(name, None)
