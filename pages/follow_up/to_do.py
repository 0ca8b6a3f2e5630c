"""What is to be measured now: due, late and returned values across interventions, each straight to its field."""

import streamlit as st

from pages.parts import flash, follow_tasks, links, workspace
from pages.parts.access import guard
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up.tasks import to_enter_sentence
from storage.operations import Group

TO_ENTER = (Group.RETURNED, Group.LATE, Group.DUE)


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.to_do"), anchor=False)
    st.caption(plain(workspace.organisation().name))
    flash.show()
    whose = follow_tasks.whose("to-do-whose")
    counted = follow_tasks.find(whose, (Group.LATE,), 1)
    st.markdown(f"**{plain(to_enter_sentence(dict(counted.counts), counted.shown, today(), language()))}**")
    for group in TO_ENTER:
        follow_tasks.group(group, counted, whose)
    follow_tasks.group(Group.REVIEW, counted, whose)
    if not counted.total:
        st.info(t("to_do.empty"))
        links.link("measuring_plan", t("to_do.to_plan"))
