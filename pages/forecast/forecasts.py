"""All forecasts: how far each is described, what is missing, and the next step."""

from collections.abc import Callable

import streamlit as st

from chain.forecast.checks import check_comparison
from chain.forecast.document import write_comparison
from chain.forecast.walk import next_part, states
from chain.people import Wish
from chain.problem import Problem
from chain.text import Text
from pages.parts import compared_steps, flash, links, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused, Saved, StoredComparison

PER_SHEET = 10


def render() -> None:
    """Draw the page."""
    guard(change=Wish.COMPARE)
    st.title(t("page.forecasts"), anchor=False)
    st.caption(plain(workspace.organisation().name))
    flash.show()
    archived = st.session_state.get("forecasts-archived", False)
    there = operations.comparisons(workspace.store(), workspace.acting(), archived)
    if not there:
        st.info(t("compared.none_archived" if archived else "compared.empty"))
    if not archived and workspace.may_here(Wish.COMPARE):
        links.link("forecast_start", t("compared.begin"))
    sheets = -(-len(there) // PER_SHEET)
    sheet = st.pagination(sheets, key=f"forecasts-sheet-{sheets}") if sheets > 1 else 1
    for each in there[(sheet - 1) * PER_SHEET : sheet * PER_SHEET]:
        found = operations.load_comparison(workspace.store(), workspace.acting(), each.id)
        if found is not None:
            _card(found)
    st.toggle(t("overview.archived"), key="forecasts-archived", persist_state="session")


def _name(found: StoredComparison) -> str:
    return found.comparison.name.into(language()) or found.comparison.id


def _card(found: StoredComparison) -> None:
    comparison = found.comparison
    of = states(comparison, check_comparison(comparison))
    missing, done = next_part(of), sum(each.done for each in of)
    with st.container(border=True, key=f"forecast-{comparison.id}".replace(".", "-").replace(":", "-")):
        st.header(plain(_name(found)), anchor=False)
        names = ", ".join(each.name.into(language()) or each.id for each in comparison.options)
        st.markdown(plain(names or t("compared.no_options")))
        st.markdown(plain(" ".join((t("trail.done", count=done, of=len(of)), *_example(found)))))
        with st.container(horizontal=True):
            if missing is not None:
                title = t(f"page.{missing}")
                links.link(missing, t("overview.go_on", title=title), comparison=comparison.id)
            else:
                links.link("forecast_decision", t("compared.open"), comparison=comparison.id)
                compared_steps.to_result(comparison.id)
        _actions(found)


def _example(found: StoredComparison) -> list[str]:
    return [t("compared.is_example")] if found.comparison.example else []


def _actions(found: StoredComparison) -> None:
    id_ = found.comparison.id
    with st.container(horizontal=True):
        if found.writable:
            st.button(t("overview.copy"), key=f"copy-{id_}", on_click=_copy, args=(found,))
        st.download_button(t("compared.take_out"), data=write_comparison(found.comparison), file_name=f"{id_}.json",
                           mime="application/json", on_click="ignore", key=f"take-{id_}")  # fmt: skip
        if not found.writable:
            return
        if found.archived:
            st.button(t("overview.restore"), key=f"restore-{id_}", on_click=_restore, args=(id_,))
            with st.popover(t("overview.delete")):
                _ask_deletion(id_)
            return
        with st.popover(t("overview.archive")):
            st.write(t("compared.archive_ask"))
            st.button(t("overview.archive_yes"), key=f"archive-{id_}", on_click=_archive, args=(id_,))
        if operations.last_own_comparison_changes(workspace.store(), workspace.acting(), id_):
            st.button(t("compared.undo"), key=f"undo-{id_}", on_click=_undo, args=(id_,))


def _ask_deletion(comparison_id: str) -> None:
    st.write(t("compared.delete_ask"))
    key = f"delete-name-{comparison_id}"
    st.text_input(t("compared.delete_name"), key=key)
    st.button(t("overview.delete_yes"), key=f"delete-{comparison_id}", on_click=_delete, args=(comparison_id, key))


def _copy(found: StoredComparison) -> None:
    old = found.comparison.name
    name = Text(sv=old.sv and t("overview.copy_of", name=old.sv), en=old.en and t("overview.copy_of", name=old.en))
    new_id = operations.new_intervention_id()
    made = operations.copy_comparison(workspace.store(), workspace.acting(), found.comparison.id, name, new_id)
    _tell(made, t("overview.copied"))


def _archive(comparison_id: str) -> None:
    found = operations.archive_comparison(workspace.store(), workspace.acting(), comparison_id)
    _tell(found, t("compared.archived_done"), lambda: _restore(comparison_id))


def _restore(comparison_id: str) -> None:
    _tell(operations.restore_comparison(workspace.store(), workspace.acting(), comparison_id), t("compared.restored"))


def _delete(comparison_id: str, key: str) -> None:
    typed = st.session_state.get(key, "")
    found = operations.delete_comparison(workspace.store(), workspace.acting(), comparison_id, typed)
    _tell(found, t("compared.deleted"))


def _undo(comparison_id: str) -> None:
    _tell(operations.undo_comparison(workspace.store(), workspace.acting(), comparison_id), t("edit.undone"))


def _tell(
    outcome: Problem | StoredComparison | Saved | Refused | None, message: str, undo: Callable[[], None] | None = None
) -> None:
    """Say that it is done, or why it is not."""
    problems = (outcome,) if isinstance(outcome, Problem) else getattr(outcome, "problems", ())
    if problems:
        flash.tell(plain(" ".join(sentence(language(), each) for each in problems)), grave=True)
    else:
        flash.tell(message, undo)
