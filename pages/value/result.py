"""The result: what goes in, what comes out, who pays, who gains, when, and how it was counted."""

from collections.abc import Mapping, Sequence

import streamlit as st

from chain.model import Chain
from chain.problem import Problem
from pages.parts import agreed, caution, compute, conventions, editor, flash, inputs, keep, links, put_in, show, steps
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports import charts, headline, tables
from reports.sureness import Sure
from sroi.results import Result
from sroi.settings import HORIZONS, Settings
from storage.operations import Stored


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(plain(t("result.of", name=stored.chain.name.into(language()))), anchor=False)
    flash.show()
    settings = conventions.choose(stored.chain)
    result = compute.result(stored, settings)
    _headline(stored, result, settings)
    put_in.note(stored)
    if headline.is_anything(result):
        _figures(stored, result, settings)
    else:
        st.info(t("result.nothing_yet"))
    _beside(result, stored.chain, show.source(stored, settings))
    st.header(t("result.conventions"), anchor=False)
    st.markdown(plain(headline.conventions_line(language(), settings, stored.chain)))
    agreed.show_set(stored, settings)
    if headline.is_anything(result):
        keep.offer(stored, settings)
    _learning(stored)


def _figures(stored: Stored, result: Result, settings: Settings) -> None:
    """Every table and chart, once there is something to count."""
    origin = show.source(stored, settings)
    sure = compute.quick_sureness(stored, settings)
    money = tables.money(result, language(), compute.span(stored, settings), sure)
    show.table(money, t("result.money", horizon=settings.horizon_years), download="money", origin=origin)
    _to_calculations()
    _budgets(result, stored.chain, sure, origin)
    _over_time(stored, result, settings, origin)
    _shares(result, stored.chain, settings, origin)


def _budgets(result: Result, chain: Chain, sure: Sure | None, origin: show.Source) -> None:
    st.header(t("result.budgets"), anchor=False)
    st.markdown(t("result.budgets_help"))
    caption = t("result.budgets_caption", horizon=result.settings.horizon_years)
    show.table(tables.budgets(result, chain, language(), sure), caption, download="budgets", origin=origin)


def _headline(stored: Stored, result: Result, settings: Settings) -> None:
    if result.total(settings.perspective).ratio is None:
        _problems(t("result.no_ratio"), result.problems, stored.chain)
    span, sure = compute.span(stored, settings), compute.quick_sureness(stored, settings)
    first, *rest = headline.headline(result, stored.chain, language(), settings.perspective, span, sure)
    st.markdown(f"**{plain(first)}**")
    caution.show(stored, settings)
    for line in rest:
        st.markdown(plain(line))
    links.link("uncertainty", t("sureness.link"))


def _to_calculations() -> None:
    st.markdown(t("result.calculations"))
    with st.container(horizontal=True, key="to-calculations"):
        for name in ("ratio", "net", "value", "investment", "cashable", "payback"):
            links.link("calculation", t(f"calculation.{name}"), figure=f"total/{name}")


def _problems(title: str, problems: Sequence[Problem], chain: Chain) -> None:
    if problems:
        lines = "\n".join(f"- {plain(caution.words(each, chain))}" for each in caution.reasons(problems))
        st.warning(f"**{title}**\n{lines}")


def _over_time(stored: Stored, result: Result, settings: Settings, origin: show.Source) -> None:
    results, spans = compute.at_horizons(stored, settings, sorted({*HORIZONS, settings.horizon_years}))
    st.header(t("result.horizons"), anchor=False)
    sure = compute.quick_sureness(stored, settings)
    figure = charts.horizons_figure(results, settings.perspective, language(), spans, sure)
    last, longest = compute.ends(stored, settings), max(each.settings.horizon_years for each in results)
    st.markdown(plain(headline.horizon_sentence(stored.chain.start_year, last, longest, language())))
    show.chart(figure, t("result.horizons"), download="horizons", origin=origin)
    st.header(t("result.who"), anchor=False)
    actors = charts.actors_figure(result, stored.chain, language())
    show.chart(actors, t("result.who"), download="actors", origin=origin)
    years = charts.years_figure(result, stored.chain, language(), settings.perspective)
    show.chart(years, t("result.years"), download="years", origin=origin)
    with folded(t("result.every_actor"), "every-actor") as opened:
        if opened.open:
            frame = tables.actor_year(result, stored.chain, language())
            show.table(frame, t("result.every_actor"), download="actor-year", origin=origin)


def _shares(result: Result, chain: Chain, settings: Settings, origin: show.Source) -> None:
    st.header(t("result.waterfall"), anchor=False)
    fall = result.total(settings.perspective).waterfall
    waterfall = charts.waterfall_figure(fall, language())
    show.chart(waterfall, t("result.waterfall"), download="waterfall", origin=origin)
    for owner in ("stakeholder", "outcome", "goal"):
        st.header(t(f"result.per_{owner}"), anchor=False)
        if owner == "stakeholder":
            st.markdown(t("result.whose_change"))
        frame = tables.shares(result, chain, owner, settings.perspective, language())
        figure = charts.shares_figure(frame, language())
        show.chart(figure, t(f"result.per_{owner}"), download=f"per-{owner}", origin=origin)
        if owner == "outcome":
            for told in tables.transfers(result, chain, settings.perspective, language()):
                st.markdown(plain(told))
    st.markdown(t("result.goals_help"))


def _beside(result: Result, chain: Chain, origin: show.Source) -> None:
    frame = tables.unpriced(result, chain, language())
    if len(frame):
        st.header(t("result.beside"), anchor=False)
        show.table(frame, t("result.beside"), download="beside", origin=origin)
    if not result.effects:
        return
    with folded(t("result.effects"), "every-effect") as opened:
        if opened.open:
            every = tables.effects(result, chain, language())
            show.table(every, t("result.effects"), download="effects", origin=origin)


def _learning(stored: Stored) -> None:
    st.header(t("result.learning"), anchor=False)
    st.write(t("result.learning_mistake"))
    editor.header(stored, "learning", _learned)


def _learned(sheet: Sheet, chain: Chain) -> Mapping[str, object]:
    return {"learning": inputs.text(sheet, "learning", chain.learning, long=True)}
