"""What every page that reads a forecast begins and ends with: which one, for whom, how far, and by which rules."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from chain.forecast.model import Comparison
from chain.forecast.walk import part_of
from chain.problem import Problem, Severity
from pages.parts import compared_forecast, forecast_compute, links, show
from pages.parts.choices import choice_key
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.forecast.names import element_name, option_name, purse
from reports.forecast.stamp import Beside, stamp_lines, stamp_table
from reports.texts.numbers import format_date, format_years
from reports.texts.problems import place_name, sentence
from sroi.forecast.child_run import PERSPECTIVES
from storage.operations import StoredComparison

USUAL_YEARS = 10
PAGES = ("forecast_result", "forecast_sure", "forecast_tips", "forecast_log", "forecast_beside")


class View(NamedTuple):
    """The open comparison and its forecast as someone has chosen to look at it."""

    stored: StoredComparison
    beside: Beside
    option_id: str


def begin(page: str) -> View:
    """The top of a page: its name, what stops the figures, and the choices. With an error the page ends here."""
    stored = compared_forecast.opened()
    st.title(t(f"page.{page}"), anchor=False)
    st.caption(plain(stored.comparison.name.into(language()) or stored.comparison.id))
    _stop_at_errors(stored)
    if stored.comparison.example:
        st.info(t("prognosis.page.example"))
    return _chosen(stored)


def _stop_at_errors(stored: StoredComparison) -> None:
    """All errors at once, each with its sentence: nothing is calculated that may not be shown."""
    errors = [each for each in forecast_compute.problems(stored) if each.severity is Severity.ERROR]
    if errors:
        st.error(f"**{t('prognosis.page.refused')}**\n{_placed(errors, stored)}")
        links.link(part_of(errors[0].place), t("prognosis.page.mend"))
        st.stop()


def _placed(found: Sequence[Problem], stored: StoredComparison) -> str:
    """Each with the name of its place, so that one finds it."""
    said = []
    for each in found:
        where = place_name(language(), each.place, stored.comparison) if each.place else ""
        words = sentence(language(), each, stored.comparison)
        said.append(t("place.within", whole=where, part=words) if where else words)
    return "\n".join(f"- {plain(line)}" for line in said)


def _listed(found: Sequence[Problem], comparison: Comparison) -> str:
    """Each sentence once, with the names of all that it holds for."""
    alike: dict[str, list[str]] = {}
    for each in found:
        whose = element_name(comparison, each.place, language())
        alike.setdefault(sentence(language(), each, comparison), []).extend([whose] if whose else [])
    lines = (t("place.within", whole=", ".join(dict.fromkeys(names)), part=words) if names else words
             for words, names in alike.items())  # fmt: skip
    return "\n".join(f"- {plain(line)}" for line in lines)


def _chosen(stored: StoredComparison) -> View:
    comparison, result = stored.comparison, forecast_compute.result(stored)
    horizons = result.horizons
    usual = USUAL_YEARS if USUAL_YEARS in horizons else horizons[-1]
    names = {each.id: option_name(comparison, each.id, language()) for each in comparison.options}
    left, middle, right = st.columns(3)
    with left:
        whose = choose("whose", PERSPECTIVES, comparison.decision.perspective, lambda each: purse(each, language()))
    with middle:
        years = choose("horizon", horizons, usual, lambda each: format_years(language(), each))
    with right:
        option = choose("option", list(names), next(iter(names)), names.get)
    return View(stored, Beside(result, whose, years), option)


def choose(name: str, options: Sequence, usual: object, words: Callable) -> object:
    """One choice that the address carries; what the address says wrongly counts as not said."""
    asked = {str(each): each for each in options}.get(st.query_params.get(name), usual)
    key = choice_key(f"forecast-{name}")
    if st.session_state.get(key) not in options:
        st.session_state[key] = asked
    return st.selectbox(
        t(f"prognosis.choice.{name}"),
        list(options),
        format_func=words,
        key=key,
        on_change=lambda: st.query_params.update({name: str(st.session_state[key])}),
    )


def source(view: View) -> show.Source:
    """What a file taken along tells: the forecast, how far ahead, whose money, and all conventions."""
    stored, beside = view.stored, view.beside
    name = stored.comparison.name.into(language()) or stored.comparison.id
    lines = (
        t("prognosis.page.file", name=name, version=stored.version),
        *stamp_lines(beside, language()),
        t("file.taken", day=format_date(date.today())),
    )
    return show.Source(name, beside.years, purse(beside.perspective, language()), lines)


def end(view: View, page: str) -> None:
    """The foot of a page: how it was counted, what weakens it, and the other pages."""
    st.header(t("prognosis.page.how"), anchor=False)
    show.table(stamp_table(view.beside, language()), t("prognosis.page.how"), download="prognosis-conventions",
               origin=source(view))  # fmt: skip
    told = [each for each in view.beside.forecast.problems if each.severity is not Severity.ERROR]
    if told:
        with folded(t("prognosis.page.weakens", count=len(told)), "forecast-weakens") as opened:
            if opened.open:
                st.markdown(_listed(told, view.stored.comparison))
    beside, chosen = view.beside, {"whose": view.beside.perspective, "option": view.option_id}
    for each in PAGES:
        if each != page:
            links.link(each, t(f"page.{each}"), horizon=str(beside.years), **chosen)


def warnings(view: View) -> None:
    """The traps by which a forecast claims too much, in sight and not at the foot."""
    found = [each for each in view.beside.forecast.problems if each.severity is Severity.WARNING]
    if found:
        st.warning(f"**{t('prognosis.page.warnings')}**\n{_listed(found, view.stored.comparison)}")
