"""The children who are offered a place, and what happens to them without the intervention."""

from collections.abc import Mapping

import streamlit as st

from chain.assumption import Assumption
from chain.forecast.model import Comparison, NaturalCourse
from chain.forecast.walk import Part
from pages.parts import compared_steps, figures, inputs
from pages.parts.access import guard
from pages.parts.compared_fields import bands, known_for, label, number, text
from pages.parts.sheet import Sheet
from pages.parts.words import language, t
from reports.texts.numbers import format_input, parse_whole

PLACES = ("population", "natural_course")


def _draw(sheet: Sheet, comparison: Comparison) -> Mapping[str, object]:
    old = comparison.population
    age = _age(sheet, old.age_at_start)
    given = {
        "words": text(sheet, "words", old.words, long=True),
        "children": number(sheet, "children", old.children, figures.NUMBER, unit="children"),
        "age_at_start": age,
    }
    for name in ("start_share", "recovered_share", "girls_share"):
        given[name] = _share(sheet, name, getattr(old, name))
    return {
        "population": {**dict(old), **given},
        "natural_course": {**dict(comparison.natural_course), **_course(sheet, comparison.natural_course, age)},
    }


def _age(sheet: Sheet, old: int | None) -> int | None:
    raw = sheet.line("age_at_start", label("age_at_start"), format_input(language(), old), max_chars=40)
    return inputs.number(sheet, "age_at_start", raw, parse_whole)


def _share(sheet: Sheet, name: str, old: Assumption | None) -> Assumption | None:
    place, known = f"population/{name}", known_for(name)
    return number(sheet, name, old, figures.SHARE, unit="share", place=place, known=known)


def _course(sheet: Sheet, old: NaturalCourse, age: int | None) -> Mapping[str, object]:
    """Recovery, new cases and death, by age."""
    st.header(t("compared.course"), anchor=False)
    st.write(t("compared.course_help"))
    given = {
        "remission": bands(sheet, "remission", old.remission, "probability", figures.SHARE, age,
                           known=known_for("probability"), place="natural_course/remission"),
        "relapse": bands(sheet, "relapse", old.relapse, "probability", figures.SHARE, age),
    }  # fmt: skip
    with st.expander(t("compared.mortality")):
        given["mortality"] = bands(sheet, "mortality", old.mortality, "probability", figures.SHARE, age)
        given["mortality_ratio"] = number(sheet, "mortality_ratio", old.mortality_ratio, figures.NUMBER, unit="ratio")
    return given


def render() -> None:
    """Draw the page."""
    guard()
    found, states = compared_steps.begin(Part.POPULATION)
    compared_steps.form(found, "population", _draw, PLACES)
    compared_steps.end(Part.POPULATION, states)
