"""The forecast beside the SROI ratio of the same intervention: the same sums, and why the two may still differ."""

import streamlit as st

from chain.model import Chain
from chain.text import Text
from pages.parts import (
    conventions,
    flash,
    follow_forecast,
    forecast_compute,
    forecast_view,
    forecast_waiting,
    links,
    put_in,
    show,
    workspace,
)
from pages.parts.access import guard
from pages.parts.forecast_view import View
from pages.parts.words import language, plain, t
from reports.forecast import beside_ratio, headline
from reports.forecast.names import of_purse, option_name
from sroi.results import Result
from sroi.settings import Settings
from storage import operations
from storage.operations import Stored

ALONE = "forecast-alone"


def render() -> None:
    """Draw the page."""
    guard()
    view = forecast_view.begin("forecast_beside")
    sure = forecast_waiting.sure(view.stored, view.beside.perspective, view.beside.years)
    view = view._replace(beside=view.beside._replace(sure=sure))
    st.markdown(t("prognosis.beside.about"))
    flash.show()
    about = _about(view)
    chain = about and about.chain
    if about:
        follow_forecast.note(view.stored, about)
    settings = beside_ratio.settings_of(view.beside, conventions.settings())
    alone = Chain(id=ALONE, name=Text(sv="Prognosen"), start_year=_start(view), end_year=_start(view))
    found = beside_ratio.BesideRatio(
        forecast_compute.as_chain(view.stored, view.option_id, alone, settings),
        None if chain is None else _whole(view, chain, settings),
    )
    name = option_name(view.beside.comparison, view.option_id, language())
    caption = t("prognosis.caption.beside", option=name, years=view.beside.years,
                whose=of_purse(view.beside.perspective, language()))  # fmt: skip
    frame = beside_ratio.sums_table(view.beside, view.option_id, found, language())
    show.table(frame, caption, download="prognosis-beside", origin=forecast_view.source(view))
    for line in beside_ratio.sentences(view.beside, view.option_id, found, chain or alone, language()):
        st.markdown(f"- {plain(line)}")
    _ratio(view)
    if about:
        put_in.offer(view, about)
    forecast_view.end(view, "forecast_beside")


def _start(view: View) -> int:
    decision = view.beside.comparison.decision
    return decision.start_year or decision.price_year


def _whole(view: View, chain: Chain, settings: Settings) -> Result:
    with_costs = put_in.with_costs(view, chain)
    return forecast_compute.as_chain(view.stored, view.option_id, chain, settings, with_costs)


def _about(view: View) -> Stored | None:
    """The intervention that the forecast is about, else the open one; None when there is none."""
    about = view.stored.intervention_id
    named = operations.load(workspace.store(), workspace.acting(), about) if about else None
    found = named or workspace.stored()
    if found is None:
        st.info(t("prognosis.beside.none_open"))
        links.link("overview", t("walk.choose_intervention"))
        return None
    st.caption(plain(t("prognosis.beside.with", name=found.chain.name.into(language()) or found.chain.id)))
    return found


def _ratio(view: View) -> None:
    """The forecast's own ratio, with its interval, in the same words as on the result page."""
    option = view.beside.forecast.of(view.option_id)
    balance = option.at(view.beside.years).of(view.beside.perspective)
    for line in headline.ratio_lines(view.beside, option, balance, language()):
        st.markdown(plain(line))
