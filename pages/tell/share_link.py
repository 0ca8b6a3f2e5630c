"""Share a kept result by a link with people without an account: who can see what, until when, and an end at once."""

import streamlit as st

from pages.parts import flash, links, rights, share_links, told_desk
from pages.parts.access import guard
from pages.parts.told_desk import RESULT, TONGUE
from pages.parts.words import t


def render() -> None:
    """Draw the page."""
    guard()
    told = told_desk.begin("share_link")
    flash.show()
    if told is None:
        return
    st.write(t("share_link.about"))
    share_links.show_made()
    if told.may_write:
        share_links.show_form(told)
    else:
        st.info(rights.who_publishes(told.stored))
    share_links.show_list(told.stored, told.may_write)
    links.link("told", t("share_link.to_story"), **{RESULT: told.summary.id, TONGUE: told.language})
