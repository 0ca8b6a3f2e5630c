"""Words about a person that should never have been written: proposed by one, confirmed by another, taken away."""

import streamlit as st

from chain.people import Acting
from chain.problem import Problem
from pages.parts import compute, compute_drivers, flash, present_tried, told_desk, workspace
from pages.parts.gate import shared
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from reports.version_list import version_name
from storage import operations
from storage.operations import Redaction, Refused


def show(subject_id: str, *, has_kept: bool = True) -> None:
    """The redactions of an intervention, or of a comparison by its key; `has_kept` where it has kept results."""
    found = operations.redactions(workspace.store(), workspace.acting(), subject_id)
    with st.expander(t("redaction.title"), expanded=any(each.words for each in found)):
        st.write(t("redaction.about"))
        for each in found:
            _redaction(each)
        with st.form("redaction-proposal", border=False):
            words = st.text_input(t("redaction.words"), key="redaction-words")
            reason = st.text_input(t("redaction.reason"), key="redaction-reason")
            kept_too = has_kept and st.checkbox(
                t("redaction.kept_too"), help=t("redaction.kept_too_help"), key="redaction-kept"
            )
            person = st.text_input(t("redaction.person"), key="redaction-person")
            if st.form_submit_button(t("redaction.propose")):
                _propose(subject_id, words, reason, person, kept_too)


def _redaction(each: Redaction) -> None:
    if each.words is None:
        st.markdown(plain(t("redaction.done", proposed_by=each.proposed_by, confirmed_by=each.confirmed_by,
                            sha256=each.sha256)))  # fmt: skip
        return
    with st.container(border=True, key=f"redaction-{each.id}"):
        st.markdown(plain(t("redaction.open", words=each.words, reason=each.reason, who=each.proposed_by)))
        _kept_with(each)
        person = st.text_input(t("redaction.confirmer"), key=f"confirmer-{each.id}")
        with st.container(horizontal=True):
            if st.button(t("redaction.confirm"), key=f"confirm-{each.id}"):
                _confirm(each, person)
            st.button(t("redaction.withdraw"), key=f"withdraw-{each.id}", on_click=_withdraw, args=(each,))


def _kept_with(each: Redaction) -> None:
    """Name the kept results that hold the words, and whether they are reached."""
    found = operations.versions_with(workspace.store(), workspace.acting(), each.intervention_id, each.words)
    if found:
        names = "; ".join(version_name(one, language()) for one in found)
        told = "redaction.kept_reached" if each.kept_too else "redaction.kept_not_reached"
        st.warning(plain(t(told, names=names)))


def _propose(subject_id: str, words: str, reason: str, person: str, kept_too: bool) -> None:
    if not person.strip():
        st.error(t("redaction.who_missing"))
        return
    outcome = operations.propose_redaction(workspace.store(), _as(person), subject_id, words, reason, kept_too)
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        return
    flash.tell(t("redaction.proposed"))
    st.rerun()


def _as(person: str) -> Acting:
    """The person who says so, at work for this organisation."""
    return Acting(person.strip(), workspace.acting().organisation_id)


def _confirm(wanted: Redaction, person: str) -> None:
    if not person.strip():
        st.error(t("redaction.who_missing"))
        return
    outcome = operations.confirm_redaction(workspace.store(), _as(person), wanted.id)
    if isinstance(outcome, Refused):
        _refuse(outcome.problems)
    else:
        for each in (compute, compute_drivers, told_desk, present_tried, shared):
            each.forget()
        flash.tell(t("redaction.carried_out"))
    st.rerun()


def _withdraw(wanted: Redaction) -> None:
    problem = operations.withdraw_redaction(workspace.store(), workspace.acting(), wanted.id)
    if problem:
        _refuse((problem,))
    else:
        flash.tell(t("redaction.withdrawn"))


def _refuse(problems: tuple[Problem, ...]) -> None:
    flash.tell(plain(" ".join(sentence(language(), each) for each in problems)), grave=True)
