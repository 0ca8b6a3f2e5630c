"""The guard that every page begins with."""

import streamlit as st

from pages.parts import welcome, workspace


def guard() -> None:
    """Let the page run only inside the application, and only when there is an organisation to work for.

    A page file that is run raw, around the router, ends here and shows nothing.
    """
    if not st.session_state.get("pages"):
        st.stop()
    if workspace.organisation() is None:
        welcome.show()
        st.stop()
