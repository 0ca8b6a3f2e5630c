"""Who pays and who gains of what is chosen, year by year, and when it has come back."""

import streamlit as st

from chain.plan.model import Portfolio
from pages.parts import goals_counted, links, portfolio_desk, portfolio_parties, portfolio_view, show
from pages.parts.access import guard
from pages.parts.portfolio_parties import CASES, Looked
from pages.parts.words import language, plain, t
from reports.plan import payers
from reports.plan.payers_chart import cumulative_figure


def render() -> None:
    """Draw the page."""
    guard()
    stored = portfolio_view.begin("portfolio_payers")
    st.write(t("portfolio_payers.about"))
    looked = portfolio_parties.choose(stored.content)
    if not looked.option_ids:
        st.info(t("portfolio_payers.nothing_chosen"))
        return
    origin = portfolio_desk.cited(stored.content)
    _now(looked, origin)
    _matrix(looked, origin)
    _otherwise(looked, origin)
    links.link("invest_together", t("portfolio_payers.together"))
    portfolio_desk.onward("goal_report", t("portfolio_payers.next"), **_counted(stored.content))


def _counted(portfolio: Portfolio) -> dict[str, str]:
    """What the report of goals is to count: this portfolio, where it serves any goal."""
    if not portfolio.goals:
        return {}
    return {"of": goals_counted.BEST if portfolio.choice is None else goals_counted.OWN}


def _now(looked: Looked, origin: show.Cited) -> None:
    """The findings, the running sum, and what each pays and gains."""
    seen = looked.seen()
    st.markdown(f"**{plain(payers.headline(seen, language()))}**")
    for each in payers.findings(seen, language()):
        st.markdown(plain(each))
    if seen.shared.payers:
        st.header(t("portfolio_payers.running"), anchor=False)
        st.markdown(t("portfolio_payers.running_help"))
        show.chart(cumulative_figure(seen, language()), t("portfolio_payers.running"), download="portfolio-running",
                   origin=origin)  # fmt: skip
    _table("parties", payers.parties_table(seen, language()), origin)


def _matrix(looked: Looked, origin: show.Cited) -> None:
    """Whose money gives whom what in which year."""
    seen = looked.seen()
    if seen.shared.payers:
        _table("matrix", payers.matrix(seen, language()), origin, t("portfolio_payers.matrix_help"))
    _table("flows", payers.flows_table(seen, language()), origin)


def _otherwise(looked: Looked, origin: show.Cited) -> None:
    """The same at other horizons, and when the gains turn out otherwise."""
    several = [looked.seen(years=each) for each in looked.horizons]
    _table("horizons", payers.horizons_table(several, language()), origin)
    if looked.varies:
        cases = [looked.seen(scenario=each) for each in CASES]
        _table("scenarios", payers.scenarios_table(cases, language()), origin, t("portfolio_payers.scenarios_help"))


def _table(name: str, frame, origin: show.Cited, about: str = "") -> None:
    st.header(t(f"portfolio_payers.{name}"), anchor=False)
    if about:
        st.markdown(about)
    show.table(frame, t(f"portfolio_payers.{name}"), download=f"portfolio-{name}", origin=origin)
