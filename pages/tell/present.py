"""A told result before a room: full screen, one part at a time, by the keyboard."""

import streamlit as st

from pages.parts import links, present, present_tried, told_desk
from pages.parts.access import guard
from pages.parts.style import fill_the_screen
from pages.parts.words import t


def render() -> None:
    """Draw the page."""
    guard()
    told = told_desk.asked()
    if told is None:
        st.title(t("page.present"), anchor=False)
        st.info(t("telling.none"))
        links.link("told", t("present.leave"))
        return
    fill_the_screen()
    at = present.part_shown()
    present.show_ways(told, at)
    present.show_part(told.story, at)
    present_tried.show_tried(told)
    st.caption(t("present.keys"))
