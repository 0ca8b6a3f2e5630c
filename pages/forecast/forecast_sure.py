"""How sure the forecast is: chances by payer, the plane, which option is best at which price, what to find out."""

import streamlit as st

from pages.parts import forecast_view, forecast_waiting, links, show
from pages.parts.access import guard
from pages.parts.forecast_view import View
from pages.parts.words import language, plain, t
from reports.forecast import charts_sure, headline, tables_sure
from reports.forecast.names import option_name
from reports.texts.numbers import format_number
from sroi.forecast.child_psa import DRAWS

MOST_DRAWS = (2_000, DRAWS, 50_000)


def render() -> None:
    """Draw the page."""
    guard()
    view = forecast_view.begin("forecast_sure")
    draws = forecast_view.choose("draws", MOST_DRAWS, DRAWS, lambda each: format_number(language(), each, 0))
    sure = forecast_waiting.sure(view.stored, view.beside.perspective, view.beside.years, draws)
    if sure is None:
        return
    view = view._replace(beside=view.beside._replace(sure=sure))
    option = view.beside.forecast.of(view.option_id)
    for line in headline.how_sure(view.beside, option, language()):
        st.markdown(plain(line))
    if sure.varying:
        _chances(view)
        _charts(view)
    else:
        st.info(t("prognosis.page.nothing_varies"))
        links.link("forecast_effects", t("prognosis.page.state_ranges"))
    forecast_view.end(view, "forecast_sure")


def _chances(view: View) -> None:
    st.header(t("prognosis.page.chances"), anchor=False)
    name = option_name(view.beside.comparison, view.option_id, language())
    frame = tables_sure.chances(view.beside, view.option_id, language())
    show.table(frame, t("prognosis.caption.chances", option=name), download="prognosis-chances",
               origin=forecast_view.source(view))  # fmt: skip


def _charts(view: View) -> None:
    for name in ("plane", "acceptability", "knowing", "worth"):
        st.header(t(f"prognosis.page.{name}"), anchor=False)
        if name in ("acceptability", "worth"):
            st.markdown(t(f"prognosis.page.{name}_help"))
        figure = getattr(charts_sure, f"{name}_figure")(view.beside, language())
        show.chart(figure, t(f"prognosis.page.{name}"), download=f"prognosis-{name}",
                   origin=forecast_view.source(view))  # fmt: skip
