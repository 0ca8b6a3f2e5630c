"""Statistics from outside: switched on by an administrator, chosen, fetched when someone presses, and read here."""

import streamlit as st

from chain.people import Wish
from chain.problem import Problem
from pages.parts import context, fetching, flash, statistics_choosing, workspace
from pages.parts.access import guard
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.statistics import key_figure_name
from reports.texts.numbers import format_date
from reports.texts.problems import sentence
from storage import operations
from storage.operations import ListedKeyFigure, Statistics


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.statistics"), anchor=False)
    under_way = fetching.show()
    flash.show()
    st.write(t("statistics.about"))
    there = operations.statistics(workspace.store(), workspace.acting())
    if there is None:
        st.info(t("statistics.not_for_you"))
        return
    _fetched(there)
    if not there.is_allowed:
        st.warning(t("problem.statistics.not_here"))
    elif there.is_on:
        _work(there, under_way)
    _switch(there)


def _fetched(there: Statistics) -> None:
    """What has been fetched, each key figure folded away until someone opens it."""
    fetched = [each for each in there.key_figures if each.fetched_at is not None]
    if not fetched:
        return
    st.header(t("statistics.fetched"), anchor=False)
    for each in fetched:
        _series(each)


def _series(listed: ListedKeyFigure) -> None:
    code = listed.key_figure.id
    with folded(plain(key_figure_name(listed.key_figure)), f"statistics-{code}") as opened:
        if not opened.open:
            return
        series = operations.statistics_series(workspace.store(), workspace.acting(), code)
        if series is None:
            st.info(t("statistics.none_for_areas"))
        else:
            context.show_series(series, f"statistics-{code}")


def _work(there: Statistics, under_way: bool) -> None:
    """Choosing and fetching, for those who may."""
    if not workspace.acting().wishes() & {Wish.REGISTER, Wish.PLAN}:
        st.info(t("statistics.only_read"))
        return
    _fetch(there, under_way)
    if there.lists_fetched_at is None:
        _lists(there, under_way)
    statistics_choosing.key_figures(there)
    statistics_choosing.areas(there)
    if there.lists_fetched_at is not None:
        _lists(there, under_way)


def _fetch(there: Statistics, under_way: bool) -> None:
    """The press that fetches; before it, in words, what is sent."""
    st.header(t("statistics.fetch"), anchor=False)
    if not there.key_figures or not there.areas:
        st.info(t("statistics.choose_first"))
        return
    years = {"first": str(there.first_year), "last": str(there.last_year)}
    counts = {"key_figures": len(there.key_figures), "areas": len(there.areas)}
    st.markdown(t("statistics.sent", **counts, **years))
    # Streamlit's primary button has words that cannot be read while it is disabled.
    kind = "secondary" if under_way else "primary"
    st.button(t("statistics.fetch_now"), type=kind, key="statistics-fetch-now", on_click=fetching.begin,
              disabled=under_way)  # fmt: skip


def _lists(there: Statistics, under_way: bool) -> None:
    """The service's own lists, by which one searches: nothing is told about us when they are fetched."""
    st.header(t("statistics.lists"), anchor=False)
    at = there.lists_fetched_at
    st.markdown(t("statistics.lists_at", day=format_date(at.astimezone().date())) if at else t("statistics.lists_none"))
    st.button(t("statistics.fetch_lists"), key="statistics-fetch-lists", on_click=fetching.begin, args=(True,),
              disabled=under_way)  # fmt: skip


def _switch(there: Statistics) -> None:
    """Says plainly what leaves the building, and lets an administrator decide."""
    st.header(t("statistics.switch"), anchor=False)
    st.markdown(t("statistics.what_is_sent"))
    if Wish.ADMINISTER not in workspace.acting().wishes():
        st.info(t("statistics.is_on" if there.is_on else "problem.statistics.off"))
    elif there.is_on:
        with st.popover(t("statistics.switch_off")):
            st.write(t("statistics.switch_off_ask"))
            st.button(t("statistics.switch_off_yes"), key="statistics-off", on_click=_turn, args=(False,))
    elif there.is_allowed:
        st.button(t("statistics.switch_on"), type="primary", key="statistics-on", on_click=_turn, args=(True,))


def _turn(on: bool) -> None:
    found = operations.switch_statistics(workspace.store(), workspace.acting(), on)
    if isinstance(found, Problem):
        flash.tell(plain(sentence(language(), found)), grave=True)
    else:
        flash.tell(t("statistics.switched_on" if on else "statistics.switched_off"), lambda: _turn(not on))
