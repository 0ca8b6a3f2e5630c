"""The forecast's result: what goes in, what comes out, who pays, who gains, when, how sure; then the figures."""

import streamlit as st

from pages.parts import forecast_compute, forecast_view, forecast_waiting, show
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.forecast_view import View
from pages.parts.words import language, plain, t
from reports.forecast import charts_budget, charts_choice, charts_course, headline, stamp, tables, tables_choice
from reports.forecast.names import of_purse, option_name, payers_of, purse
from reports.texts.problems import sentence
from sroi.forecast.child_budget import COHORTS
from sroi.forecast.child_choice import choice, choices, finding

MOST_COHORTS = 10


def render() -> None:
    """Draw the page."""
    guard()
    view = forecast_view.begin("forecast_result")
    sure = forecast_waiting.sure(view.stored, view.beside.perspective, view.beside.years)
    view = view._replace(beside=view.beside._replace(sure=sure))
    forecast_view.warnings(view)
    _headline(view)
    _figures(view)
    _rules(view)
    _payers(view)
    _choice(view)
    _course(view)
    _budget(view)
    forecast_view.end(view, "forecast_result")


def _headline(view: View) -> None:
    sides = forecast_compute.sides(view.stored)
    first, *rest = headline.headline(view.beside, view.option_id, sides, language())
    st.markdown(f"**{plain(first)}**")
    for line in rest:
        st.markdown(plain(line))
    st.caption(plain(stamp.stamp_line(view.beside, language())))


def _figures(view: View) -> None:
    """All options at the chosen horizon: money, health, and what comes back."""
    st.header(t("prognosis.page.options"), anchor=False)
    for name in ("money", "health", "returns"):
        show.table(getattr(tables, name)(view.beside, language()), _caption(view, name), download=f"prognosis-{name}",
                   origin=forecast_view.source(view))  # fmt: skip


def _caption(view: View, name: str) -> str:
    whose = of_purse(view.beside.perspective, language())
    return t(f"prognosis.caption.{name}", years=view.beside.years, whose=whose)


def _rules(view: View) -> None:
    st.header(t("prognosis.page.rules"), anchor=False)
    st.markdown(t("prognosis.page.rules_help"))
    beside = view.beside
    sures = forecast_compute.sure_sides(view.stored, beside.perspective, beside.years)
    if not sures and beside.sure and beside.sure.varying:
        sures = (beside.sure,)  # of the first rules, which the draws above were made under
        st.caption(t("prognosis.page.rules_first_alone"))
    figure = charts_course.rules_figure(beside, forecast_compute.sides(view.stored), sures, language())
    show.chart(figure, _caption(view, "rules"), download="prognosis-rules", origin=forecast_view.source(view))


def _payers(view: View) -> None:
    option = option_name(view.beside.comparison, view.option_id, language())
    origin = forecast_view.source(view)
    st.header(t("prognosis.page.payers"), anchor=False)
    frame = tables.payers(view.beside, view.option_id, language())
    caption = t("prognosis.caption.payers", option=option, years=view.beside.years)
    show.table(frame, caption, download="prognosis-payers", origin=origin)
    caption = t("prognosis.caption.horizons", option=option, whose=of_purse(view.beside.perspective, language()))
    frame = tables.horizons(view.beside, view.option_id, language())
    show.table(frame, caption, download="prognosis-horizons", origin=origin)


def _choice(view: View) -> None:
    beside = view.beside
    st.header(t("prognosis.page.choice"), anchor=False)
    st.markdown(f"**{plain(sentence(language(), finding(beside.forecast, beside.perspective)))}**")
    at = choice(beside.forecast, beside.perspective, beside.years)
    figure = charts_choice.frontier_figure(at, beside.comparison, language())
    show.chart(figure, _caption(view, "frontier"), download="prognosis-frontier", origin=forecast_view.source(view))
    with folded(t("prognosis.page.every_horizon"), "forecast-frontiers") as opened:
        if opened.open:
            found = choices(beside.forecast, beside.perspective)
            for each in found:
                st.markdown(plain(charts_choice.frontier_sentence(each, beside.comparison, language())))
            frame = tables_choice.frontier(found, beside.comparison, language())
            show.table(frame, t("prognosis.page.every_horizon"), download="prognosis-frontiers",
                       origin=forecast_view.source(view))  # fmt: skip


def _course(view: View) -> None:
    st.header(t("prognosis.page.course"), anchor=False)
    figure = charts_course.prevalence_figure(view.beside.forecast, language())
    show.chart(figure, t("prognosis.page.course"), download="prognosis-course", origin=forecast_view.source(view))


def _budget(view: View) -> None:
    comparison = view.beside.comparison
    st.header(t("prognosis.page.budget"), anchor=False)
    st.markdown(t("prognosis.page.budget_help"))
    left, right = st.columns(2)
    with left:
        payers = payers_of(comparison)
        if not payers:
            return
        payer = forecast_view.choose("payer", payers, payers[0], lambda each: purse(each, language()))
    with right:
        cohorts = forecast_view.choose("cohorts", range(1, MOST_COHORTS + 1), COHORTS, str)
    rows = forecast_compute.year_by_year(view.stored, view.option_id, cohorts)
    option, start = option_name(comparison, view.option_id, language()), comparison.decision.start_year
    figure = charts_budget.budget_figure(rows, payer, start, option, cohorts, language())
    show.chart(figure, t("prognosis.page.budget"), download="prognosis-budget", origin=forecast_view.source(view))
    with folded(t("prognosis.page.every_payer"), "forecast-budgets") as opened:
        if opened.open:
            show.table(tables.budget(rows, start, language()), t("prognosis.page.every_payer"),
                       download="prognosis-budgets", origin=forecast_view.source(view))  # fmt: skip
