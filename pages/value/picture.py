"""The chain as a picture, and the same as a list."""

import streamlit as st

from pages.parts import steps
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.picture import chain_picture, picture_finding, picture_list


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(t("page.picture"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    st.markdown(plain(picture_finding(stored.chain, language())))
    # Streamlit keeps drawings only here; every word in the picture is escaped where it is drawn.
    st.markdown(chain_picture(stored.chain, language()), unsafe_allow_html=True)
    st.header(t("picture.as_list"), anchor=False)
    st.html(picture_list(stored.chain, language()))
