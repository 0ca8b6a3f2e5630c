"""The few rules of appearance that the theme cannot say: calm spacing, readable tables, nothing cut off on a phone."""

import streamlit as st

_CSS = """
<style>
.block-container { padding-top: 3.5rem; }
[data-testid="stMain"] { overflow-wrap: anywhere; }
[data-testid="stMain"] a { text-decoration: underline; }
[data-testid="stHtml"] a { color: light-dark(#0b5c8c, #8cc8ee); }
/* Where the keyboard stands: one ring for everything, dark on light and light on dark, over Streamlit's faint ones. */
:focus-visible { outline: 3px solid light-dark(#060d14, #eef2f5) !important; outline-offset: 2px; }
/* A field is drawn by the box around its input, which would cut the input's own ring off. */
:is(input, textarea):focus-visible { outline: none !important; }
:is([data-testid="stTextInputRootElement"], [data-testid="stTextAreaRootElement"],
  :is([data-testid="stCheckbox"], [data-testid="stRadio"]) label,
  .react-aria-ComboBox > [role="group"]):has(:focus-visible) {
  outline: 3px solid light-dark(#060d14, #eef2f5) !important; outline-offset: -2px;
}
:is([data-testid="stCheckbox"], [data-testid="stRadio"]) label:has(:focus-visible) { outline-offset: 2px; }
[data-tag]:focus-visible { outline-color: currentColor !important; outline-offset: -3px; }
[data-tag], [data-tag] > span { height: auto; max-width: 100%; white-space: normal; overflow: visible; }
:is([data-testid="stPageLink"], [data-testid="stDownloadButton"]) :is(a, button, span, p) {
  height: auto; white-space: normal; overflow: visible;
}
[data-testid="stSidebarHeader"] { height: 2.75rem; margin-bottom: 0; }
[data-testid="stSidebarNavLinkContainer"] { height: 1.875rem; }
[data-testid="stSidebarNavLink"] { margin: 0; }
/* A field that is only shown is there to be read. */
:is(input, textarea):disabled { opacity: 1; -webkit-text-fill-color: light-dark(#060d14, #eef2f5) !important; }
@media (max-width: 640px) { .block-container { padding-left: 1rem; padding-right: 1rem; } h1 { font-size: 1.6rem; } }
</style>
"""


def dress() -> None:
    """Put the rules on the page."""
    st.html(_CSS)
