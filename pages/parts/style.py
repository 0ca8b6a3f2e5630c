"""The few rules of appearance that the theme cannot say: calm spacing, readable tables, nothing cut off on a phone."""

import streamlit as st

_CSS = """
<style>
.block-container { padding-top: 3.5rem; }
[data-testid="stMain"] { overflow-wrap: anywhere; }
[data-testid="stMain"] a { text-decoration: underline; }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
@media (max-width: 640px) { .block-container { padding-left: 1rem; padding-right: 1rem; } h1 { font-size: 1.6rem; } }
</style>
"""


def dress() -> None:
    """Put the rules on the page."""
    st.html(_CSS)
