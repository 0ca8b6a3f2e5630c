"""All portfolios: what each chooses among, what stops it, and the ways to begin one."""

import streamlit as st

from chain.people import Wish
from chain.plan.document import write_portfolio
from pages.parts import document_acts, flash, links, portfolio_begin, portfolio_desk, workspace
from pages.parts.access import guard
from pages.parts.words import plain, t
from reports.texts.moments import format_moment
from storage.operations import plan as plans
from storage.operations.plan import StoredPortfolio

PER_SHEET = 10
ACTS = document_acts.Acts(
    document_acts.Said(
        take_out="compared.take_out",
        archive_ask="portfolio.archive_ask",
        archived="portfolio.archived_done",
        restored="portfolio.restored",
        delete_ask="portfolio.delete_ask",
        delete_name="portfolio.delete_name",
        deleted="portfolio.deleted",
    ),
    write_portfolio,
    plans.copy_portfolio,
    plans.archive_portfolio,
    plans.restore_portfolio,
    plans.delete_portfolio,
    plans.last_own_portfolio_changes,
    plans.undo_portfolio,
)


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
            _card(found, each)


def _card(found: StoredPortfolio, each: plans.PortfolioSummary) -> None:
    portfolio = found.content
    with st.container(border=True, key=f"portfolio-{portfolio.id}".replace(".", "-").replace(":", "-")):
        st.header(portfolio_desk.name_of(portfolio), anchor=False)
        st.markdown(portfolio_desk.conventions_line(portfolio))
        st.markdown(_how_far(portfolio))
        when, who = format_moment(each.updated_at), plain(workspace.by_whom(each.updated_by))
        st.caption(t("portfolio.changed", when=when, who=who))
        with st.container(horizontal=True):
            links.link("portfolio_options", t("portfolio.open"), portfolio=portfolio.id)
            if not portfolio_desk.errors_of(portfolio):
                links.link("portfolio_result", t("portfolio.to_result"), portfolio=portfolio.id)
        with st.container(horizontal=True):
            document_acts.show(ACTS, portfolio, found.archived, found.writable)


def _how_far(portfolio) -> str:
    """How many options there are, and what stops the choice."""
    told = t("portfolio.option_count", count=len(portfolio.options))
    others = sum(not portfolio_desk.is_stop(each) for each in portfolio_desk.errors_of(portfolio))
    wrong = others + len(portfolio_desk.stops_of(portfolio))
    if not wrong:
        return told
    return f"{told} {t('portfolio.to_mend_one') if wrong == 1 else t('portfolio.to_mend', count=wrong)}"
