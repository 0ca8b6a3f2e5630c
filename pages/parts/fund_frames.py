"""A year's lower frames decided or carried out together, as budgets are: one decision for all of them."""

import streamlit as st

from chain.plan.fund import Status
from chain.plan.fund_edit import with_carried_out, with_decided, years_with
from chain.problem import Problem
from pages.parts import flash, inputs, saving
from pages.parts.fund_desk import DESK
from pages.parts.fund_fields import label
from pages.parts.words import language, plain, t
from reports.texts.numbers import parse_day
from reports.texts.problems import sentence
from storage.operations.plan import StoredFund

DECISION, DAY = "fund-decision", "fund-decided-on"


def show(found: StoredFund) -> None:
    """The years that have something to decide or carry out, each with a question before it is done."""
    if not found.writable:
        return
    fund = found.content
    undecided, decided = years_with(fund, Status.CALCULATED), years_with(fund, Status.DECIDED)
    if not undecided and not decided:
        return
    st.header(t("fund.whole_year"), anchor=False)
    st.write(t("fund.whole_year_help"))
    with st.container(horizontal=True, key="fund-whole-year"):
        if undecided:
            with st.popover(t("fund.decide")):
                _decide(undecided)
        if decided:
            with st.popover(t("fund.carry_out")):
                year = _year("fund-carried-year", decided)
                st.write(t("fund.carry_out_ask", year=year))
                st.button(t("fund.carry_out_yes"), key="fund-carry-out", on_click=_carry_out, args=(year,))


def _year(key: str, years: list[int]) -> int:
    return st.selectbox(label("year"), years, key=key)


def _decide(years: list[int]) -> None:
    year = _year("fund-decided-year", years)
    st.text_input(label("decision"), key=DECISION, max_chars=200)
    st.text_input(label("decided_on"), key=DAY, max_chars=40, help=t("fund.day_help"))
    st.write(t("fund.decide_ask", year=year))
    st.button(t("fund.decide_yes"), key="fund-decide", on_click=_decided, args=(year,))


def _decided(year: int) -> None:
    """Decide the year's frames; without a decision to point at, or with a day that is none, nothing is done."""
    decision, typed = (st.session_state.get(key, "").strip() for key in (DECISION, DAY))
    day = parse_day(typed, "fund/decided_on") if typed else None
    unfit = inputs.unkept("fund/decision", decision, inputs.LONGEST_LINE)
    problem = day if isinstance(day, Problem) else unfit
    if problem or not decision:
        told = sentence(language(), problem) if problem else t("fund.decision_missing")
        flash.tell(plain(told), grave=True)
        return
    saving.change(lambda fund: with_decided(fund, year, decision, day), t("fund.decided_done", year=year), DESK)


def _carry_out(year: int) -> None:
    saving.change(lambda fund: with_carried_out(fund, year), t("fund.carried_out_done", year=year), DESK)
