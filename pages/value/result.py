"""The result: what goes in, what comes out, who pays, who gains, when, and how it was counted."""

from collections.abc import Mapping, Sequence

import streamlit as st

from chain.model import Chain
from chain.problem import Problem
from pages.parts import caution, compute, conventions, editor, flash, inputs, keep, links, show, steps
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports import charts, headline, tables
from sroi.results import Result
from sroi.settings import HORIZONS, Settings
from storage.operations import Stored


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(plain(t("result.of", name=stored.chain.name.into(language()))), anchor=False)
    flash.show()
    settings = conventions.choose()
    result = compute.result(stored, settings)
    _headline(stored, result, settings)
    show.table(
        tables.money(result, language(), compute.span(stored, settings)),
        t("result.money", horizon=settings.horizon_years),
        download="money",
    )
    _to_calculations()
    _over_time(stored, result, settings)
    _shares(result, stored.chain, settings)
    _beside(result, stored.chain)
    st.header(t("result.conventions"), anchor=False)
    st.write(headline.conventions_line(language(), settings))
    keep.offer(stored, settings)
    _learning(stored)


def _headline(stored: Stored, result: Result, settings: Settings) -> None:
    if result.total(settings.perspective).ratio is None:
        _problems(t("result.no_ratio"), result.problems, stored.chain)
    span = compute.span(stored, settings)
    first, *rest = headline.headline(result, stored.chain, language(), settings.perspective, span)
    st.markdown(f"**{plain(first)}**")
    caution.show(stored, settings)
    for line in rest:
        st.markdown(plain(line))


def _to_calculations() -> None:
    st.markdown(t("result.calculations"))
    with st.container(horizontal=True, key="to-calculations"):
        for name in ("ratio", "net", "value", "investment", "cashable"):
            links.link("calculation", t(f"calculation.{name}"), figure=f"total/{name}")


def _problems(title: str, problems: Sequence[Problem], chain: Chain) -> None:
    if problems:
        lines = "\n".join(f"- {plain(caution.words(each, chain))}" for each in caution.reasons(problems))
        st.warning(f"**{title}**\n{lines}")


def _over_time(stored: Stored, result: Result, settings: Settings) -> None:
    results, spans = compute.at_horizons(stored, settings, sorted({*HORIZONS, settings.horizon_years}))
    st.header(t("result.horizons"), anchor=False)
    figure = charts.horizons_figure(results, settings.perspective, language(), spans)
    show.chart(figure, t("result.horizons"), download="horizons")
    st.header(t("result.who"), anchor=False)
    show.chart(charts.actors_figure(result, stored.chain, language()), t("result.who"), download="actors")
    show.chart(charts.years_figure(result, stored.chain, language(), settings.perspective), t("result.years"),
               download="years")  # fmt: skip
    with st.expander(t("result.every_actor")):
        frame = tables.actor_year(result, stored.chain, language())
        show.table(frame, t("result.every_actor"), download="actor-year")


def _shares(result: Result, chain: Chain, settings: Settings) -> None:
    st.header(t("result.waterfall"), anchor=False)
    fall = result.total(settings.perspective).waterfall
    show.chart(charts.waterfall_figure(fall, language()), t("result.waterfall"), download="waterfall")
    for owner in ("stakeholder", "outcome", "goal"):
        st.header(t(f"result.per_{owner}"), anchor=False)
        frame = tables.shares(result, chain, owner, settings.perspective, language())
        show.chart(charts.shares_figure(frame, language()), t(f"result.per_{owner}"), download=f"per-{owner}")
    st.markdown(t("result.goals_help"))


def _beside(result: Result, chain: Chain) -> None:
    frame = tables.unpriced(result, chain, language())
    if len(frame):
        st.header(t("result.beside"), anchor=False)
        show.table(frame, t("result.beside"))
    with st.expander(t("result.effects")):
        show.table(tables.effects(result, chain, language()), t("result.effects"), download="effects")


def _learning(stored: Stored) -> None:
    st.header(t("result.learning"), anchor=False)
    st.write(t("result.learning_mistake"))
    editor.header(stored, "learning", _learned)


def _learned(sheet: Sheet, chain: Chain) -> Mapping[str, object]:
    return {"learning": inputs.text(sheet, "learning", chain.learning, long=True)}
