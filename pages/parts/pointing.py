"""The focus on what is to be mended: whoever hears the page, or uses the keyboard alone, is led straight to it."""

from functools import cache
from pathlib import Path
from secrets import token_hex

import streamlit as st


def at_first_wrong() -> None:
    """Move the focus to the field before the first error on the page; call it after everything is drawn."""
    # The browser runs a script once: with the same words it would not lead anyone there a second time.
    st.html(f"<script>/* {token_hex(4)} */{_script()}</script>", unsafe_allow_javascript=True)


@cache
def _script() -> str:
    return Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
