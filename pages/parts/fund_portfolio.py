"""A fund's investments out of a portfolio: what was chosen there, with what it costs and the frames it lowers."""

import streamlit as st

from chain.plan.model import Portfolio
from pages.parts import links, portfolio_desk, saving, workspace
from pages.parts.choices import choice_key
from pages.parts.fund_desk import DESK
from pages.parts.show import table
from pages.parts.words import language, t
from reports.plan.fund import choice_table
from sroi.plan.fund_feeding import fed_of_choice, with_choice
from storage.operations import plan as plans
from storage.operations.plan import StoredFund


def show(found: StoredFund) -> None:
    """Choose a portfolio, see what its choice costs and lowers, and take all of it into the account."""
    names = portfolio_desk.told_apart(plans.portfolios(workspace.store(), workspace.acting()))
    if not names:
        st.info(t("fund.feed_no_portfolio"))
        links.link("portfolios", t("fund.feed_to_portfolios"))
        return
    chosen = st.selectbox(t("fund.feed_portfolio"), list(names), format_func=names.get, index=None,
                          key=choice_key("fund-feed-portfolio"), placeholder=t("common.choose"))  # fmt: skip
    kept = plans.load_portfolio(workspace.store(), workspace.acting(), chosen) if chosen else None
    if kept is not None:
        _preview(found, kept.content)


def _preview(found: StoredFund, portfolio: Portfolio) -> None:
    chosen = _chosen(portfolio)
    if not chosen:
        st.warning(t("fund.feed_nothing_chosen"))
        return
    feds = fed_of_choice(portfolio, chosen, found.content.rules)
    frame = choice_table(portfolio, feds, language())
    table(frame, t("fund.feed_choice_caption"), download="fund-feed-choice")
    st.markdown(t("fund.feed_choice_help"))
    if found.content.rules.frame_reduction_share is None:
        st.markdown(t("fund.feed_no_rule"))
    st.caption(portfolio_desk.conventions_line(portfolio))
    if found.writable:
        st.button(t("fund.feed_add_choice", count=len(feds)), key="fund-take-choice", type="primary",
                  on_click=saving.change, args=(lambda fund: with_choice(fund, portfolio, feds), t("fund.feed_done"),
                                                DESK))  # fmt: skip


def _chosen(portfolio: Portfolio) -> tuple[str, ...]:
    """The own choice where there is one, else the best; nothing where no choice can be made."""
    if portfolio.choice and portfolio.choice.option_ids:
        return portfolio.choice.option_ids
    if portfolio_desk.errors_of(portfolio):
        return ()
    best = portfolio_desk.plan_of(portfolio).best
    return best.option_ids if best else ()
