"""What moves and what tips the forecast: the tornado, the exact break-evens in sentences, the fixed scenarios."""

import streamlit as st

from pages.parts import forecast_compute, forecast_view, show
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.forecast_view import View
from pages.parts.words import language, plain, t
from reports.forecast import charts_choice, tables_choice, tipping
from reports.forecast.names import figure_name, of_purse, option_name

TARGETS = ("net", "net_benefit")


def render() -> None:
    """Draw the page."""
    guard()
    view = forecast_view.begin("forecast_tips")
    _tips(view)
    _drivers(view)
    _scenarios(view)
    forecast_view.end(view, "forecast_tips")


def _tips(view: View) -> None:
    beside, option_id = view.beside, view.option_id
    st.header(t("prognosis.page.tips"), anchor=False)
    target = forecast_view.choose("target", TARGETS, TARGETS[0], lambda each: t(f"prognosis.target.{each}"))
    for line in tipping.ceiling_sentences(forecast_compute.most(beside, option_id), beside, option_id, language()):
        st.markdown(plain(line))
    found = forecast_compute.tips(view.stored, beside, option_id, target)
    lines = [plain(tipping.sentence(each, beside, option_id, language())) for each in tipping.tips(found)]
    st.markdown("\n".join(f"- {line}" for line in lines) if lines else t("prognosis.page.nothing_tips"))
    st.caption(tipping.exactness(beside, option_id, language()))
    with folded(t("prognosis.page.all_tips"), "forecast-all-tips") as opened:
        if opened.open:
            frame = tables_choice.break_evens(found, beside.comparison, language())
            show.table(frame, t("prognosis.page.all_tips"), download="prognosis-tips",
                       origin=forecast_view.source(view))  # fmt: skip


def _drivers(view: View) -> None:
    st.header(t("prognosis.page.tornado"), anchor=False)
    found = forecast_compute.drivers(view.stored, view.beside, view.option_id)
    if found.bars:
        figure = charts_choice.tornado_figure(view.beside, view.option_id, found, language())
        show.chart(figure, t("prognosis.page.tornado"), download="prognosis-tornado",
                   origin=forecast_view.source(view))  # fmt: skip
    else:
        st.markdown(plain(charts_choice.tornado_sentence(view.beside, view.option_id, found, language())))
    if found.without_range:
        with folded(t("prognosis.page.without_range", count=len(found.without_range)), "forecast-unranged") as opened:
            if opened.open:
                st.markdown(t("prognosis.page.without_range_help"))
                names = (
                    figure_name(view.beside.comparison, each.places[0], language()) for each in found.without_range
                )
                st.markdown("\n".join(f"- {plain(name)}" for name in names))


def _scenarios(view: View) -> None:
    st.header(t("prognosis.page.scenarios"), anchor=False)
    st.markdown(t("prognosis.page.scenarios_help"))
    own = [
        each for each in forecast_compute.fixed_scenarios(view.stored, view.beside) if each.option_id == view.option_id
    ]
    name = option_name(view.beside.comparison, view.option_id, language())
    caption = t("prognosis.caption.scenarios", option=name, years=view.beside.years,
                whose=of_purse(view.beside.perspective, language()))  # fmt: skip
    show.table(tables_choice.scenarios(own, view.beside.comparison, language()), caption,
               download="prognosis-scenarios", origin=forecast_view.source(view))  # fmt: skip
