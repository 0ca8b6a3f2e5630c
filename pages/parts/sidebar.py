"""Beside every page: for which organisation one works, which intervention is open, and the choice of language."""

import streamlit as st

from pages.parts import visitor, workspace
from pages.parts.words import language, t
from reports.texts import LANGUAGES

CHOICE = "organisation-choice"


def show_sidebar() -> None:
    """Draw what stands beside every page."""
    with st.sidebar:
        st.segmented_control(
            t("common.language"),
            LANGUAGES,
            default=language(),
            required=True,
            format_func={code: t(f"language.{code}") for code in LANGUAGES}.get,
            key="language-choice",
            on_change=_switch,
        )
        _name_organisation()
        _name_open()
        _name_person()


def _name_person() -> None:
    """Who has signed in, with which roles, and the ways to the account and out."""
    if not visitor.signs_in():
        return
    person = visitor.person(workspace.store())
    st.caption(t("visitor.signed_in"))
    st.text(person.name or person.login)
    st.caption(visitor.roles_told(workspace.grants()) or t("visitor.no_roles_here"))
    visitor.offer_to_sign_out()
    visitor.look_after_sleep()


def _name_organisation() -> None:
    """The organisation one acts for; a choice where there are several."""
    home, there = workspace.organisation(), workspace.organisations()
    if len(there) < 2:
        return
    names = {each.id: each.name for each in there}
    st.session_state[CHOICE] = home.id
    st.selectbox(t("common.organisation"), list(names), format_func=names.get, key=CHOICE, on_change=_work_for)


def _work_for() -> None:
    workspace.work_for(st.session_state[CHOICE])


def _switch() -> None:
    chosen = st.session_state["language-choice"]
    if chosen in LANGUAGES:
        st.session_state["language"] = chosen
        st.query_params["lang"] = chosen


def _name_open() -> None:
    stored = workspace.stored()
    if stored is not None:
        st.caption(t("common.open_now"))
        st.text(stored.chain.name.into(language()))
