"""Another portfolio of the organisation beside the open one, when somebody asks: what differs, and what it makes."""

import streamlit as st

from chain.plan.model import Portfolio
from pages.parts import portfolio_desk, workspace
from pages.parts.choices import choice_key
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.plan.between import Side, difference_lines, result_sentences, unlike
from storage.operations import plan as plans


def show_between(portfolio: Portfolio) -> None:
    """Draw it, folded away."""
    with folded(t("between.heading"), "portfolio-between") as opened:
        if opened.open:
            _draw(portfolio)


def _draw(portfolio: Portfolio) -> None:
    others = (each for each in plans.portfolios(workspace.store(), workspace.acting()) if each.id != portfolio.id)
    names = portfolio_desk.told_apart(others)
    if not names:
        st.info(t("between.none"))
        return
    chosen = st.selectbox(t("between.which"), list(names), format_func=names.get, index=None,
                          key=choice_key("portfolio-between-which"), placeholder=t("common.choose"))  # fmt: skip
    kept = plans.load_portfolio(workspace.store(), workspace.acting(), chosen) if chosen else None
    if kept is not None:
        _beside(portfolio, kept.content)


def _beside(here: Portfolio, there: Portfolio) -> None:
    if portfolio_desk.errors_of(there):
        st.warning(t("between.stopped"))
        return
    sides = [Side(each, portfolio_desk.plan_of(each)) for each in (here, there)]
    if sides[1].plan.best is None:
        st.warning(t("between.impossible"))
        return
    if fields := unlike(here, there, language()):
        st.warning(plain(t("between.unlike", fields=fields)))
        return
    for each in result_sentences(*sides, language()):
        st.markdown(plain(each))
    lines = difference_lines(*sides, language())
    if not lines:
        st.markdown(t("between.nothing"))
        return
    st.markdown("\n".join([t("between.explains"), "", *(f"- {plain(each)}" for each in lines)]))
    if len(lines) == 1:
        st.markdown(t("between.only"))
