"""The first visit: what the tool does, and the choice between the example municipality and an empty start."""

import streamlit as st

from pages.parts import inputs, workspace
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations

LONGEST_NAME = 200


def show() -> None:
    """Ask how to begin."""
    st.title(t("welcome.title"), anchor=False)
    st.write(t("welcome.what"))
    example, empty = st.columns(2, border=True)
    with example:
        st.header(t("welcome.example"), anchor=False)
        st.write(t("welcome.example_help"))
        st.button(t("welcome.example_button"), type="primary", on_click=_with_example, key="start-example")
    with empty:
        st.header(t("welcome.empty"), anchor=False)
        st.write(t("welcome.empty_help"))
        name = st.text_input(t("welcome.organisation"), key="start-name", max_chars=LONGEST_NAME)
        st.button(t("welcome.empty_button"), on_click=_empty, args=(name,), key="start-empty")
        if st.session_state.get("start-unnamed"):
            st.error(t("welcome.unnamed"))
        for each in st.session_state.get("start-refused", ()):
            st.error(plain(sentence(language(), each)))
    st.caption(t("welcome.where"))


def _with_example() -> None:
    operations.start_with_example(workspace.store(), workspace.who())


def _empty(name: str) -> None:
    name = st.session_state.get("start-name", name).strip()
    st.session_state["start-unnamed"] = not name
    unfit = inputs.unkept("organisation/name", name, LONGEST_NAME)
    st.session_state["start-refused"] = (unfit,) if unfit else ()
    if name and not unfit:
        operations.start_empty(workspace.store(), workspace.who(), name)
