"""What the last action did, told once at the top of the next page, with a way back where there is one."""

from collections.abc import Callable

import streamlit as st

from pages.parts.words import t


def tell(message: str, undo: Callable[[], None] | None = None, *, grave: bool = False) -> None:
    """Leave a message for the next drawing of the page; `undo` takes the action back, `grave` says it failed."""
    st.session_state["flash"] = (message, undo, grave)


def show() -> None:
    """Show what was left, once; its undo button works as long as the message stands.

    The place stays when the message goes: if it went too, the fields below would be drawn anew, and what someone is
    typing in one of them just then would be lost.
    """
    left = st.session_state.pop("flash", None)
    with st.container():
        if left is None:
            return
        message, undo, grave = left
        (st.error if grave else st.success)(message)
        if undo is not None:
            st.button(t("common.undo"), key="flash-undo", on_click=undo)
