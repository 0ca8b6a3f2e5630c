"""How sure is it: the interval first, then how probable, for whom, at which horizon, and on which figures it rests."""

import streamlit as st

from pages.parts import compute, conventions, drawing, links, show, steps, sure_figures, waiting
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.drawing import Asked
from pages.parts.words import language, plain, t
from reports import tables_sure
from reports.charts_sure import Amount, curve_figure, dots_figure
from reports.headline import ratio_sentence
from reports.sureness import drawn_with, likely, net_sentence, outside, varies, why_middles_differ
from reports.texts.numbers import format_number, format_share, format_years
from sroi.coverage import coverage_of
from sroi.perspective import ONE_ACTOR
from sroi.settings import Settings
from sroi.sureness import Sureness
from sroi.uncertainty import all_perspectives
from storage.operations import Stored

AMOUNTS = ("ratio", "net", "value", "investment")


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(t("page.uncertainty"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    st.write(t("uncertainty.about"))
    settings = conventions.choose(stored.chain)
    used = compute.used(stored, settings)
    if coverage_of(used).drawn:
        _ranges(stored, settings, drawing.choose())
        sure_figures.show_drawn(stored, used)
    else:
        waiting.leave()
        sure_figures.teach(stored)
    _prices(stored, settings)
    sure_figures.show_fixed(stored, used)


def _ranges(stored: Stored, settings: Settings, asked: Asked) -> None:
    sure = waiting.sureness(stored, settings, asked.drawing)
    if sure is None:
        return
    _answer(stored, settings, sure, asked)
    origin = show.source(stored, settings)
    _charts(settings, sure, asked, origin)
    _for_whom(stored, settings, sure, asked, origin)
    _at_horizons(settings, sure, asked, origin)


def _answer(stored: Stored, settings: Settings, sure: Sureness, asked: Asked) -> None:
    """The money first, how probable, and on what it rests: loudly where most is held fixed."""
    whose, chain = settings.perspective, stored.chain
    result, span = compute.result(stored, settings), compute.span(stored, settings)
    first = ratio_sentence(result, language(), whose, span, sure, asked.credibility)
    st.markdown(f"**{plain(first)}**")
    sure_figures.warn(sure.coverage)
    told = [
        likely(language(), sure, whose, chain),
        net_sentence(language(), sure, settings, chain, asked.credibility),
        outside(language(), sure, whose, asked.credibility),
        t("uncertainty.drawn", drawn=drawn_with(language(), sure.drawing)),
    ]
    for line in filter(None, told):
        st.markdown(plain(line))
    sure_figures.show_problems(stored, sure)


def _charts(settings: Settings, sure: Sureness, asked: Asked, origin: show.Source) -> None:
    """Quantile dots, cumulative curve and the three middles of the chosen amount."""
    outlook = sure.of(settings.perspective)
    there = {name: t(f"sureness.amount.{name}") for name in AMOUNTS if varies(getattr(outlook, name))}
    if not there:
        st.info(t("uncertainty.no_range"))
        return
    key = choice_key("sure-amount")
    if st.session_state.get(key) not in there:
        st.session_state[key] = next(iter(there))
    name = st.selectbox(t("uncertainty.amount"), list(there), format_func=lambda each: there.get(each, each), key=key)
    amount = Amount(name, getattr(outlook, name))
    dots = dots_figure(amount, language(), asked.dots)
    for kind, figure in (("dots", dots), ("curve", curve_figure(amount, language(), asked.credibility))):
        title = t(f"uncertainty.{kind}_title", amount=there[name].lower())
        st.header(title, anchor=False)
        show.chart(figure, title, download=f"sure-{kind}", origin=origin)
    st.header(t("uncertainty.middles"), anchor=False)
    frame = tables_sure.middles(amount.range, amount.unit, language())
    show.table(frame, t("uncertainty.middles"), download="middles", origin=origin)
    for line in why_middles_differ(language(), amount.range):
        st.markdown(line)


def _for_whom(stored: Stored, settings: Settings, sure: Sureness, asked: Asked, origin: show.Source) -> None:
    """Every perspective by itself: probability, ratio and net."""
    horizon, chain = format_years(language(), settings.horizon_years), stored.chain
    st.header(t("uncertainty.payers"), anchor=False)
    st.markdown(t("uncertainty.payers_help", horizon=horizon))
    moved = {ONE_ACTOR + each.actor_id for each in compute.result(stored, settings).actors
             if each.investment or each.value}  # fmt: skip
    shown = [each for each in all_perspectives(chain) if not each.startswith(ONE_ACTOR) or each in moved]
    chances = tables_sure.chances(sure, shown, chain, language())
    show.table(chances, t("uncertainty.chances_caption", horizon=horizon), download="chances", origin=origin)
    share = format_share(language(), asked.credibility, 0)
    caption = t("uncertainty.ranges_caption", credibility=share, horizon=horizon)
    ranges = tables_sure.ranges(sure, shown, chain, language(), asked.credibility)
    show.table(ranges, caption, download="ranges", origin=origin)


def _at_horizons(settings: Settings, sure: Sureness, asked: Asked, origin: show.Source) -> None:
    st.header(t("uncertainty.horizons"), anchor=False)
    horizons = compute.horizons_of(settings)
    frame = tables_sure.by_horizon(sure, settings.perspective, horizons, language(), asked.credibility)
    show.table(frame, t("uncertainty.horizons_caption"), download="sure-horizons", origin=origin)


def _prices(stored: Stored, settings: Settings) -> None:
    """The prices' ends, told apart from the interval."""
    span = compute.span(stored, settings)
    ends = span.of(settings.perspective)
    if ends.cautious is None:
        return
    st.header(t("uncertainty.prices"), anchor=False)
    st.markdown(t("uncertainty.prices_help"))
    cautious, hopeful = (format_number(language(), end, 2) for end in (ends.cautious, ends.hopeful))
    counts = {"spread": span.spread_prices, "prices": span.prices}
    st.markdown(t("uncertainty.prices_are", cautious=cautious, hopeful=hopeful, **counts))
    links.link("result", t("version.to_result"))
