"""All portfolios: what each chooses among, what stops it, and the ways to begin one."""

from collections.abc import Callable

import streamlit as st

from chain.people import Wish
from chain.plan.document import write_portfolio
from chain.problem import Problem
from chain.text import Text
from pages.parts import flash, links, portfolio_begin, portfolio_desk, workspace
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused, Saved
from storage.operations import plan as plans
from storage.operations.plan import StoredPortfolio

PER_SHEET = 10


def render() -> None:
    """Draw the page."""
    guard(change=Wish.COMPARE)
    st.title(t("page.portfolios"), anchor=False)
    st.caption(plain(workspace.organisation().name))
    flash.show()
    archived = st.session_state.get("portfolios-archived", False)
    there = plans.portfolios(workspace.store(), workspace.acting(), archived)
    if not there:
        st.info(t("portfolio.none_archived" if archived else "portfolio.empty"))
    _cards(there)
    st.toggle(t("overview.archived"), key="portfolios-archived", persist_state="session")
    if not archived and workspace.may_here(Wish.COMPARE):
        portfolio_begin.show()


def _cards(there: list[plans.PortfolioSummary]) -> None:
    sheets = -(-len(there) // PER_SHEET)
    sheet = st.pagination(sheets, key=f"portfolios-sheet-{sheets}") if sheets > 1 else 1
    for each in there[(sheet - 1) * PER_SHEET : sheet * PER_SHEET]:
        found = plans.load_portfolio(workspace.store(), workspace.acting(), each.id)
        if found is not None:
            _card(found)


def _card(found: StoredPortfolio) -> None:
    portfolio = found.content
    with st.container(border=True, key=f"portfolio-{portfolio.id}".replace(".", "-").replace(":", "-")):
        st.header(portfolio_desk.name_of(portfolio), anchor=False)
        st.markdown(portfolio_desk.conventions_line(portfolio))
        st.markdown(_how_far(portfolio))
        with st.container(horizontal=True):
            links.link("portfolio_options", t("portfolio.open"), portfolio=portfolio.id)
            if not portfolio_desk.errors_of(portfolio):
                links.link("portfolio_result", t("portfolio.to_result"), portfolio=portfolio.id)
        _actions(found)


def _how_far(portfolio) -> str:
    """How many options there are, and what stops the choice."""
    told = t("portfolio.option_count", count=len(portfolio.options))
    others = sum(not portfolio_desk.is_stop(each) for each in portfolio_desk.errors_of(portfolio))
    wrong = others + len(portfolio_desk.stops_of(portfolio))
    return f"{told} {t('portfolio.to_mend', count=wrong)}" if wrong else told


# --- what can be done with one ----------------------------------------------------------------------------------------


def _actions(found: StoredPortfolio) -> None:
    id_ = found.content.id
    with st.container(horizontal=True):
        if found.writable:
            st.button(t("overview.copy"), key=f"copy-{id_}", on_click=_copy, args=(found,))
        st.download_button(t("compared.take_out"), data=write_portfolio(found.content), file_name=f"{id_}.json",
                           mime="application/json", on_click="ignore", key=f"take-{id_}")  # fmt: skip
        if found.writable:
            (_put_away if found.archived else _in_use)(id_)


def _put_away(portfolio_id: str) -> None:
    st.button(t("overview.restore"), key=f"restore-{portfolio_id}", on_click=_restore, args=(portfolio_id,))
    with st.popover(t("overview.delete")):
        st.write(t("portfolio.delete_ask"))
        key = f"delete-name-{portfolio_id}"
        st.text_input(t("portfolio.delete_name"), key=key)
        st.button(t("overview.delete_yes"), key=f"delete-{portfolio_id}", on_click=_delete, args=(portfolio_id, key))


def _in_use(portfolio_id: str) -> None:
    with st.popover(t("overview.archive")):
        st.write(t("portfolio.archive_ask"))
        st.button(t("overview.archive_yes"), key=f"archive-{portfolio_id}", on_click=_archive, args=(portfolio_id,))
    if plans.last_own_portfolio_changes(workspace.store(), workspace.acting(), portfolio_id):
        st.button(t("compared.undo"), key=f"undo-{portfolio_id}", on_click=_undo, args=(portfolio_id,))


def _copy(found: StoredPortfolio) -> None:
    old = found.content.name
    name = Text(sv=old.sv and t("overview.copy_of", name=old.sv), en=old.en and t("overview.copy_of", name=old.en))
    new_id = operations.new_intervention_id()
    made = plans.copy_portfolio(workspace.store(), workspace.acting(), found.content.id, name, new_id)
    _tell(made, t("overview.copied"))


def _archive(portfolio_id: str) -> None:
    found = plans.archive_portfolio(workspace.store(), workspace.acting(), portfolio_id)
    _tell(found, t("portfolio.archived_done"), lambda: _restore(portfolio_id))


def _restore(portfolio_id: str) -> None:
    found = plans.restore_portfolio(workspace.store(), workspace.acting(), portfolio_id)
    _tell(found, t("portfolio.restored"))


def _delete(portfolio_id: str, key: str) -> None:
    typed = st.session_state.get(key, "")
    found = plans.delete_portfolio(workspace.store(), workspace.acting(), portfolio_id, typed)
    _tell(found, t("portfolio.deleted"))


def _undo(portfolio_id: str) -> None:
    _tell(plans.undo_portfolio(workspace.store(), workspace.acting(), portfolio_id), t("edit.undone"))


def _tell(
    outcome: Problem | StoredPortfolio | Saved | Refused | None, message: str, undo: Callable[[], None] | None = None
) -> None:
    """Say that it is done, or why it is not."""
    problems = (outcome,) if isinstance(outcome, Problem) else getattr(outcome, "problems", ())
    if problems:
        flash.tell(plain(" ".join(sentence(language(), each) for each in problems)), grave=True)
    else:
        flash.tell(message, undo)
