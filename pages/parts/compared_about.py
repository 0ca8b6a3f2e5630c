"""Which of the organisation's interventions a comparison is about: a choice that shares and counts nothing."""

import streamlit as st

from chain.people import Access
from chain.problem import Problem
from pages.parts import flash, workspace
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import StoredComparison

NONE = ""


def show(found: StoredComparison) -> None:
    """The choice, kept at once; nothing where the organisation has no intervention."""
    there = operations.find_interventions(workspace.store(), workspace.acting()).shown
    names = {each.id: each.name.into(language()) or each.id for each in there if each.access is Access.OWN}
    if not names or found.archived:
        return
    chosen = found.intervention_id if found.intervention_id in names else NONE
    if not found.writable:
        if chosen:
            st.header(t("compared.about"), anchor=False)
            st.text(names[chosen])
        return
    options = {NONE: t("compared.about_none"), **names}
    st.header(t("compared.about"), anchor=False)
    st.caption(t("compared.about_help"))
    key = choice_key(f"about-{found.comparison.id}-{chosen}")
    index = list(options).index(chosen)
    picked = st.selectbox(t("compared.about_which"), list(options), index=index, key=key, format_func=options.get)
    if picked != chosen:
        _point(found.comparison.id, picked)
        st.rerun()


def _point(comparison_id: str, intervention_id: str) -> None:
    outcome = operations.point_comparison(workspace.store(), workspace.acting(), comparison_id, intervention_id or None)
    refused = isinstance(outcome, Problem)
    flash.tell(plain(sentence(language(), outcome)) if refused else t("edit.saved"), grave=refused)
