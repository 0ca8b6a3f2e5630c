"""The forecast's calculation, every formula and value, to look at and take along; and the CHEERS 2022 page."""

import streamlit as st

from pages.parts import forecast_compute, forecast_view, forecast_waiting, show
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.forecast_view import View
from pages.parts.words import language, plain, t
from reports.forecast import cheers, log
from reports.forecast.names import of_purse, option_name

KINDS = {"html": "text/html", "csv": "text/csv", "json": "application/json"}


def render() -> None:
    """Draw the page."""
    guard()
    view = forecast_view.begin("forecast_log")
    sure = forecast_waiting.sure(view.stored, view.beside.perspective, view.beside.years)
    view = view._replace(beside=view.beside._replace(sure=sure))
    _calculation(view)
    _cheers(view)
    forecast_view.end(view, "forecast_log")


def _calculation(view: View) -> None:
    beside, found = view.beside, forecast_compute.written_out(view.stored)
    st.header(t("prognosis.page.steps"), anchor=False)
    st.markdown(t("prognosis.page.steps_help"))
    with st.container(horizontal=True, key="forecast-files"):
        for kind in KINDS:
            _download(view, kind)
    lines = log.chosen_lines(found, view.option_id, beside.years, beside.perspective)
    caption = t("prognosis.caption.steps", option=option_name(beside.comparison, view.option_id, language()),
                years=beside.years, whose=of_purse(beside.perspective, language()))  # fmt: skip
    st.caption(plain(" ".join(log.legend(language()))))
    show.table(log.steps_table(found, beside, language(), lines)[list(log.SHOWN)], caption)
    with folded(t("prognosis.page.given"), "forecast-given") as opened:
        if opened.open:
            show.table(log.given_table(found, beside, language()), t("prognosis.page.given"),
                       download="prognosis-given", origin=forecast_view.source(view))  # fmt: skip


def _download(view: View, kind: str) -> None:
    tongue = language()  # the file is written later, outside the run
    found, beside = forecast_compute.written_out(view.stored), view.beside
    sides = forecast_compute.sides(view.stored)
    write = {
        "html": lambda: log.html_file(found, beside, view.option_id, sides, tongue),
        "csv": lambda: log.csv_file(found, beside, tongue),
        "json": lambda: log.json_file(found, beside),
    }
    name = forecast_view.source(view).file_name("prognosis-steps").removesuffix(".csv")
    st.download_button(t(f"prognosis.page.take_{kind}"), data=write[kind], file_name=f"{name}.{kind}",
                       mime=KINDS[kind], key=f"forecast-{kind}", on_click="ignore")  # fmt: skip


def _cheers(view: View) -> None:
    st.header(t("prognosis.page.cheers"), anchor=False)
    count = cheers.untold(view.beside, language())
    st.markdown(plain(t("prognosis.page.cheers_help", count=count)))
    frame = cheers.cheers_table(view.beside, language())
    show.table(frame, t("prognosis.page.cheers"), download="prognosis-cheers", origin=forecast_view.source(view))
