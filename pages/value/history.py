"""The history: every change of the open intervention, the way back from one's own, and what two may take away."""

import streamlit as st

from chain.people import Access
from chain.problem import Problem
from pages.parts import flash, redacting, show, steps, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.history import history_json, history_table, pair_in_words
from reports.tables import to_csv
from reports.texts.problems import place_name, sentence
from storage import operations
from storage.operations import Refused, Stored

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
        redacting.show(stored.chain.id)


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
