"""The ways to begin a portfolio: from one's own interventions, from the worked example, out of a file, or empty."""

from datetime import date

import streamlit as st

from chain.plan.document import read_portfolio
from chain.plan.model import Portfolio
from chain.plan.starter import new_portfolio, worked_example
from chain.problem import Problem
from chain.text import Text
from pages.parts import flash, inputs, links, portfolio_desk, portfolio_sources, unread, workspace
from pages.parts.words import language, plain, t
from reports.texts.numbers import parse_year
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused
from storage.operations import plan as plans

NAME, START = "portfolio-name", "portfolio-start"


def show() -> None:
    """Draw the ways."""
    st.header(t("portfolio.begin"), anchor=False)
    st.write(t("portfolio.begin_help"))
    inputs.warn_of_person(st.text_input(t("portfolio.name"), key=NAME, max_chars=200, persist_state="session") or "")
    picked = portfolio_sources.choose("portfolio-begin")
    st.text_input(t("portfolio_field.start_year"), key=START, max_chars=40, persist_state="session",
                  placeholder=str(_usual_start(picked)), help=t("portfolio.start_help"))  # fmt: skip
    if st.button(t("portfolio.begin_button"), type="primary", key="portfolio-create"):
        _begin(picked)
    left, right = st.columns(2, border=True)
    with left:
        st.subheader(t("portfolio.example"), anchor=False)
        st.write(t("portfolio.example_help"))
        if st.button(t("portfolio.example_button"), key="portfolio-example"):
            _keep(_anew(worked_example()), "create")
    with right:
        st.subheader(t("portfolio.file"), anchor=False)
        _from_file()


def _usual_start(picked: list[portfolio_sources.Source]) -> int:
    """The year when the first of the interventions begins, so that their costs count; without any, next year."""
    return min((each.intervention.start_year for each in picked), default=date.today().year + 1)


def _begin(picked: list[portfolio_sources.Source]) -> None:
    """Keep a portfolio of what is chosen; say all that is wrong at once, and keep nothing while something is."""
    name, raw = st.session_state[NAME].strip(), st.session_state[START].strip()
    start = parse_year(raw, "portfolio/start_year") if raw else _usual_start(picked)
    wrong = [each for each in (inputs.unkept("portfolio/name", name), start) if isinstance(each, Problem)]
    if not name:
        st.error(t("portfolio.unnamed"))
    for each in wrong:
        st.error(plain(sentence(language(), each)))
    if not name or wrong:
        return
    held = portfolio_sources.conventions_in_force()
    empty = new_portfolio(operations.new_intervention_id(), Text(**{language(): name}), start, held)
    found, refused = portfolio_sources.put_in(empty, picked)
    for line in refused:
        st.error(line)
    if not refused:
        _keep(found, "create")


def _anew(portfolio: Portfolio) -> Portfolio:
    return portfolio.model_copy(update={"id": operations.new_intervention_id()})


def _from_file() -> None:
    file = st.file_uploader(t("portfolio.file_choose"), type=["json"], key="portfolio-file")
    if file is None:
        return
    portfolio, problems = read_portfolio(file.getvalue())
    if portfolio is None:
        unread.show(problems)
        return
    told = t("portfolio.file_holds", name=portfolio_desk.name_of(portfolio), count=len(portfolio.options))
    st.markdown(told)
    if st.button(t("portfolio.file_button"), type="primary", key="portfolio-bring-in"):
        _keep(_anew(portfolio), "import")


def _keep(portfolio: Portfolio, action: str) -> None:
    """Keep it, open it, and go on with its options."""
    made = plans.add_portfolio(workspace.store(), workspace.acting(), portfolio, action)
    if isinstance(made, Refused):
        for each in made.problems:
            st.error(plain(sentence(language(), each)))
        return
    portfolio_desk.open_portfolio(portfolio.id)
    for key in (NAME, START):
        st.session_state.pop(key, None)
    flash.tell(t("portfolio.made"))
    links.go("portfolio_options", portfolio=portfolio.id)
