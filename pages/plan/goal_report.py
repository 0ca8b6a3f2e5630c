"""What is done for each adopted goal: cost, value, whom it reaches, effects and follow-up, across interventions."""

from datetime import date

import streamlit as st

from pages.parts import goals_counted, links, portfolio_desk, show
from pages.parts.access import guard
from pages.parts.goals_counted import INTERVENTIONS, Counted
from pages.parts.words import language, plain, t
from reports.plan import goals
from reports.plan.names import listed
from reports.texts.numbers import format_date, format_share
from sroi.plan.goals import ByGoal, by_goal


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.goal_report"), anchor=False)
    st.write(t("goal_report.about"))
    found = goals_counted.counted()
    if found is None or not found.portfolio.options:
        st.info(t("goal_report.nothing_counted"))
        links.link("overview", t("goal_report.to_overview"))
        return
    sums = by_goal(found.portfolio, found.option_ids)
    if not sums.goals:
        st.info(t("goal_report.no_goals"))
        links.link("goals", t("goal_report.to_goals"))
        return
    _told(found, sums)
    origin = _source(found)
    _table("cost_and_value", "goal-costs", goals.goals_table(sums, found.portfolio, language()), origin)
    effects = goals.measures_table(sums, found.portfolio, language())
    if len(effects):
        _table("effects", "goal-effects", effects, origin)
    else:
        st.header(t("goal_report.effects"), anchor=False)
        st.info(t("goal_report.no_effects"))
    links.link("goals", t("goal_report.to_goals"))
    if portfolio_desk.stored() is not None:
        portfolio_desk.onward("fund", t("goal_report.next"))


def _told(found: Counted, sums: ByGoal) -> None:
    for each in goals.sentences(sums, found.portfolio, language()):
        st.markdown(plain(each))
    if found.left_out:
        st.warning(plain(t("goal_report.left_out", names=listed(found.left_out, language()))))
    if found.more:
        st.caption(t("goal_report.most", most=goals_counted.MOST))
    st.caption(_counted(found))
    if found.of == INTERVENTIONS:
        st.caption(t("goal_report.persons_apart"))


def _counted(found: Counted) -> str:
    """In which prices, over which years, at which rate."""
    held, years = found.portfolio.conventions, found.portfolio.years
    said = {"first": str(years[0]), "last": str(years[-1]), "rate": format_share(language(), held.discount_rate)}
    if held.price_year is None:
        return t("goal_report.counted_plain", **said)
    return t("goal_report.counted", price_year=str(held.price_year), **said)


def _table(title: str, download: str, frame, origin: show.Cited) -> None:
    st.header(t(f"goal_report.{title}"), anchor=False)
    show.table(frame, t(f"goal_report.{title}"), download=download, origin=origin)


def _source(found: Counted) -> show.Cited:
    name = found.portfolio.name.into(language()) or t(f"goal_report.of_{found.of}")
    return show.Cited((name, _counted(found), t("file.taken", day=format_date(date.today()))))
