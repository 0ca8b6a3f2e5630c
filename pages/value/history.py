"""The history: every change of the open intervention, the way back from one's own, and what two may take away."""

import streamlit as st

from chain.people import Access, Acting
from chain.problem import Problem
from pages.parts import compute, compute_drivers, flash, show, steps, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.history import history_json, history_table, pair_in_words
from reports.tables import to_csv
from reports.texts.problems import place_name, sentence
from reports.version_list import version_name
from storage import operations
from storage.operations import Redaction, Refused, Stored

PER_SHEET = 50
EVERYWHERE = ""


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(t("page.history"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    st.write(t("history.about"))
    _own_last(stored)
    place = _place(stored)
    _entries(stored, place)
    _take_along(stored, place)
    if stored.access is not Access.READ:
        _redactions(stored)


# --- undo ------------------------------------------------------------------------------------------------------------


def _own_last(stored: Stored) -> None:
    steps_back = operations.last_own_changes(workspace.store(), workspace.acting(), stored.chain.id)
    if not steps_back:
        return
    with st.container(border=True, key="history-undo"):
        st.markdown(t("history.own_last"))
        for each in steps_back[:5]:
            old, new = pair_in_words(language(), each.place, each.old, each.new)
            name = place_name(language(), each.place, stored.chain)
            st.markdown("- " + plain(t("history.line", place=name, old=old, new=new)))
        if len(steps_back) > 5:
            st.markdown(t("history.more", count=len(steps_back) - 5))
        st.button(t("history.undo"), key="history-undo-button", on_click=_undo, args=(stored,))


def _undo(stored: Stored) -> None:
    outcome = operations.undo(workspace.store(), workspace.acting(), stored.chain.id)
    if isinstance(outcome, Refused):
        _refuse(outcome.problems, stored)
    else:
        flash.tell(t("history.undone"))


def _refuse(problems: tuple[Problem, ...], stored: Stored | None = None) -> None:
    words = " ".join(sentence(language(), each, stored and stored.chain) for each in problems)
    flash.tell(plain(words), grave=True)


# --- reading and taking along ----------------------------------------------------------------------------------------


def _place(stored: Stored) -> str:
    places = operations.history_places(workspace.store(), workspace.acting(), stored.chain.id)
    names = {EVERYWHERE: t("common.all")} | {each: place_name(language(), each, stored.chain) for each in places}
    return st.selectbox(
        t("history.place"), list(names), format_func=lambda code: names.get(code, code), key=f"history@{language()}"
    )


def _entries(stored: Stored, place: str) -> None:
    shown = st.session_state.get("history-shown", PER_SHEET)
    found = operations.history(workspace.store(), workspace.acting(), stored.chain.id, place or None, limit=shown + 1)
    if not found:
        st.info(t("history.nothing"))
        return
    show.table(history_table(found[:shown], stored.chain, language(), workspace.person), t("history.caption"))
    if len(found) > shown:
        st.button(t("history.older"), key="history-older", on_click=_show_older, args=(shown,))


def _show_older(shown: int) -> None:
    st.session_state["history-shown"] = shown + PER_SHEET


def _take_along(stored: Stored, place: str) -> None:
    """The whole history in files; read only when someone asks for one."""
    wanted = workspace.acting(), stored.chain.id, place or None

    def as_csv() -> bytes:
        return to_csv(
            history_table(operations.history(workspace.store(), *wanted), stored.chain, language()), language()
        )

    def as_json() -> bytes:
        return history_json(operations.history(workspace.store(), *wanted))

    with st.container(horizontal=True, key="history-files"):
        for kind, data, mime in (("csv", as_csv, "text/csv"), ("json", as_json, "application/json")):
            st.download_button(
                t(f"history.as_{kind}"), data=data, file_name=f"history.{kind}", mime=mime, key=f"history-{kind}",
                on_click="ignore",
            )  # fmt: skip


# --- words about a person that should never have been written ---------------------------------------------------------


def _redactions(stored: Stored) -> None:
    found = operations.redactions(workspace.store(), workspace.acting(), stored.chain.id)
    with st.expander(t("redaction.title"), expanded=any(each.words for each in found)):
        st.write(t("redaction.about"))
        for each in found:
            _redaction(each)
        with st.form("redaction-proposal", border=False):
            words = st.text_input(t("redaction.words"), key="redaction-words")
            reason = st.text_input(t("redaction.reason"), key="redaction-reason")
            kept_too = st.checkbox(t("redaction.kept_too"), help=t("redaction.kept_too_help"), key="redaction-kept")
            person = st.text_input(t("redaction.person"), key="redaction-person")
            if st.form_submit_button(t("redaction.propose")):
                _propose(stored, words, reason, person, kept_too)


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


def _propose(stored: Stored, words: str, reason: str, person: str, kept_too: bool) -> None:
    if not person.strip():
        st.error(t("redaction.who_missing"))
        return
    outcome = operations.propose_redaction(workspace.store(), _as(person), stored.chain.id, words, reason, kept_too)
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
        compute.forget()
        compute_drivers.forget()
        flash.tell(t("redaction.carried_out"))
    st.rerun()


def _withdraw(wanted: Redaction) -> None:
    problem = operations.withdraw_redaction(workspace.store(), workspace.acting(), wanted.id)
    if problem:
        _refuse((problem,))
    else:
        flash.tell(t("redaction.withdrawn"))
