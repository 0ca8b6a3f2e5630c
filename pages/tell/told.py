"""A kept result told: read it, say it in your own words, take it out as documents, show it, share it."""

import streamlit as st

from pages.parts import flash, links, rights, told_desk, told_papers, told_words
from pages.parts.access import guard
from pages.parts.told_desk import RESULT, TONGUE, Told
from pages.parts.words import t


def render() -> None:
    """Draw the page."""
    guard()
    told = told_desk.begin("told")
    flash.show()
    if told is None:
        return
    st.write(t("telling.about"))
    _ways(told)
    told_papers.show_papers(told)
    told_papers.show_gate(told)
    if not told.may_write:
        st.info(rights.who_publishes(told.stored))
    told_words.show_story(told)


def _ways(told: Told) -> None:
    """To the room, and to those without an account."""
    here = {RESULT: told.summary.id, TONGUE: told.language}
    with st.container(horizontal=True, key="told-ways"):
        links.link("present", t("telling.present"), **here)
        links.link("share_link", t("telling.share"), **here)
