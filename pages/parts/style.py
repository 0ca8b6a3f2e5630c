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
/* A wide table scrolls under the names of its rows. */
[data-testid="stHtml"] .vk-table table { border-collapse: separate; border-spacing: 0; }
.vk-table :is(tbody th, thead th:first-child) {
  position: sticky; left: 0; background: light-dark(#ffffff, #10161c);
}
/* The one way on from a page is seen at once. */
[class*="st-key-"][class*="-next"] [data-testid="stPageLink"] a {
  border: 2px solid light-dark(#0b5c8c, #8cc8ee); border-radius: .35rem; padding: .4rem .8rem; font-weight: 600;
}
[data-testid="stSidebarHeader"] { height: 2.75rem; margin-bottom: 0; }
[data-testid="stSidebarNavLinkContainer"] { height: 1.875rem; }
[data-testid="stSidebarNavLink"] { margin: 0; }
/* A field that is only shown is there to be read. */
:is(input, textarea):disabled { opacity: 1; -webkit-text-fill-color: light-dark(#060d14, #eef2f5) !important; }
/* On the narrowest phone the longest word of a title stands whole. */
@media (max-width: 640px) {
  .block-container { padding-left: 1rem; padding-right: 1rem; }
  [data-testid="stMain"] [data-testid="stHeading"] h1 { font-size: 1.6rem; }
}
</style>
"""


_STAGE = """
<style>
:is([data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stExpandSidebarButton"]) { display: none; }
.block-container { max-width: 100%; padding: 1.25rem clamp(1rem, 4vw, 5rem) 3rem; }
.vk-stage { font-size: clamp(1.2rem, .85rem + 1.15vw, 2.1rem); line-height: 1.4; max-width: 62em; margin: 0 auto; }
.vk-stage h1 { font-size: 1.7em; line-height: 1.15; margin: .2em 0 .5em; padding: 0; }
.vk-stage :is(p, ul, li, dt, dd, figcaption) { font-size: inherit; margin: 0 0 .6em; }
.vk-stage .vk-mark { border: 2px solid currentColor; border-radius: .3rem; padding: 0 .4em; font-weight: 700; }
.vk-stage :is(.vk-where, .vk-how) { font-size: max(1rem, .62em); }
.vk-stage .vk-first { font-size: 1.2em; font-weight: 600; line-height: 1.3; }
.vk-stage :is(dt, dd) { margin: 0; }
@media (min-width: 50rem) { .vk-stage dl { display: grid; grid-template-columns: max-content 1fr; gap: .3em 1.2em; } }
.st-key-present-kept p, .st-key-present-tried p { font-size: clamp(1rem, .8rem + .7vw, 1.5rem); }
.vk-stage figcaption h2 { font-size: 1em; }
.vk-stage details, .vk-stage dl { font-size: max(1rem, .72em); }
.vk-stage figure img { max-height: 54vh; object-fit: contain; }
</style>
"""


def fill_the_screen() -> None:
    """Nothing but the page: no menu, no header, and letters that are read from the back of a room."""
    st.html(_STAGE)


def dress() -> None:
    """Put the rules on the page."""
    st.html(_CSS)
