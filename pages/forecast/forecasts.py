"""All forecasts: how far each is described, what is missing, and the next step."""

import streamlit as st

from chain.forecast.checks import check_comparison
from chain.forecast.document import write_comparison
from chain.forecast.walk import next_part, states
from chain.people import Wish
from pages.parts import compared_steps, document_acts, flash, links, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from storage import operations
from storage.operations import StoredComparison

PER_SHEET = 10
ACTS = document_acts.Acts(
    document_acts.Said(
        take_out="compared.take_out",
        archive_ask="compared.archive_ask",
        archived="compared.archived_done",
        restored="compared.restored",
        delete_ask="compared.delete_ask",
        delete_name="compared.delete_name",
        deleted="compared.deleted",
    ),
    write_comparison,
    operations.copy_comparison,
    operations.archive_comparison,
    operations.restore_comparison,
    operations.delete_comparison,
    operations.last_own_comparison_changes,
    operations.undo_comparison,
)


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
        with st.container(horizontal=True):
            document_acts.show(ACTS, comparison, found.archived, found.writable)


def _example(found: StoredComparison) -> list[str]:
    return [t("compared.is_example")] if found.comparison.example else []
