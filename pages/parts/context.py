"""Fetched statistics on a page: a key figure as chart and table with its source, alone or beside an own indicator."""

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from chain.text import Text
from pages.parts import links, show, workspace
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.statistics import (
    MOST_LINES,
    area_name,
    changes_table,
    key_figure_name,
    marks,
    series_figure,
    sexes_of,
    source_line,
)
from storage import operations
from storage.operations import Series


class Naming(Protocol):
    """What may name a key figure: an indicator of the chain, or one that is measured."""

    id: str
    name: Text
    kolada_kpi: str


def beside(indicators: Sequence[Naming], intervention_id: str) -> None:
    """What was fetched of the key figures that these indicators name; where nothing was, the way to fetch it."""
    naming = [each for each in indicators if _code(each)]
    if not naming:
        return
    st.header(t("statistics.beside"), anchor=False)
    st.write(t("statistics.beside_help"))
    for indicator in naming:
        beside_one(indicator, intervention_id)


def _code(indicator: Naming) -> str:
    return indicator.kolada_kpi.strip().upper()


def beside_one(indicator: Naming, intervention_id: str) -> None:
    """What was fetched of the key figure that one indicator names, or the way to fetch it; nothing where none is."""
    if not _code(indicator):
        return
    name, code = indicator.name.into(language()) or indicator.id, _code(indicator)
    series = workspace.ask(
        *("statistics", workspace.acting(), code, intervention_id),
        find=lambda there: operations.statistics_series(there, workspace.acting(), code, intervention_id),
    )
    if series is None:
        with st.container(border=True, key=f"statistics-none-{indicator.id}".replace(".", "-").replace(":", "-")):
            st.markdown(plain(t("statistics.not_fetched", indicator=name, id=code)))
            links.link("statistics", t("statistics.to_page"))
        return
    label = t("statistics.beside_one", indicator=plain(name), title=plain(key_figure_name(series.key_figure)))
    with folded(label, f"beside-{indicator.id}") as opened:
        if opened.open:
            show_series(series, f"beside-{indicator.id}")


def show_series(series: Series, key: str) -> None:
    """A key figure: whom it is about, chart and table, source, the source's own marks, and what it has changed."""
    sex, lines = _choices(series, key)
    figure = series_figure(series, sex, lines, language())
    cited = show.Cited((key_figure_name(series.key_figure), source_line(series, language())))
    caption = t("statistics.caption", title=key_figure_name(series.key_figure), sex=t(f"statistics.sex.{sex}").lower())
    show.chart(figure, caption, download=f"{key}-{series.key_figure.id}-{sex}", origin=cited)
    st.caption(plain(source_line(series, language())))
    for each in marks(series, sex, language()):
        st.markdown(plain(each))
    if series.key_figure.description:
        st.caption(plain(series.key_figure.description))
    if series.replaced:
        show.table(changes_table(series, language()), t("statistics.changed"))


def _choices(series: Series, key: str) -> tuple[str, list[str]]:
    """Whom the figures are about, and which lines are drawn: no more than can be told apart."""
    sexes, names = sexes_of(series), {area.id: area_name(area) for area in series.areas}
    sex = sexes[0]
    if len(sexes) > 1:
        told = {each: t(f"statistics.sex.{each}") for each in sexes}
        sex = st.segmented_control(
            t("statistics.for_whom"), sexes, default=sex, required=True, format_func=told.get,
            key=f"{key}-sex@{language()}",
        )  # fmt: skip
    if len(names) <= MOST_LINES:
        return sex or sexes[0], list(names)
    lines = st.multiselect(
        t("statistics.lines", most=MOST_LINES), list(names), default=list(names)[:MOST_LINES],
        format_func=lambda code: names.get(code, code), max_selections=MOST_LINES, key=f"{key}-lines@{language()}",
        placeholder=t("common.choose"),
    )  # fmt: skip
    return sex or sexes[0], lines
