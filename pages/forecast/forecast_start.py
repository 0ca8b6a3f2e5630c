"""Begin a forecast: choose the methods and what is known of the children; the rest is filled in or left open."""

import streamlit as st

from chain.forecast.catalogue import catalogue
from chain.forecast.checks import check_comparison
from chain.forecast.checks.decision import MOST_OPTIONS
from chain.forecast.document import read_comparison
from chain.forecast.model import Comparator, Comparison
from chain.forecast.starter import Beginning, new_comparison, worked_example
from chain.forecast.walk import Part, next_part, states
from chain.people import Wish
from chain.problem import Problem
from chain.text import Text
from pages.parts import compared_methods, flash, inputs, links, unread, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.compared_fields import label
from pages.parts.compared_forecast import open_comparison
from pages.parts.words import language, plain, t
from reports.texts.numbers import parse_number, parse_whole
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused

NAME, CHILDREN, AGE = "forecast-name", "forecast-children", "forecast-age"


def render() -> None:
    """Draw the page."""
    guard(change=Wish.COMPARE)
    st.title(t("page.forecast_start"), anchor=False)
    flash.show()
    if not workspace.may_here(Wish.COMPARE):
        links.link("forecasts", t("compared.choose"))
        return
    st.write(t("compared.start_help"))
    _choose()
    _other_ways()


def _choose() -> None:
    inputs.warn_of_person(
        st.text_input(t("compared.start_name"), key=NAME, max_chars=200, persist_state="session") or ""
    )
    methods = compared_methods.names()
    picked = st.multiselect(t("compared.start_methods"), list(methods), format_func=methods.get,
                            key=choice_key("forecast-methods"), max_selections=MOST_OPTIONS,
                            placeholder=t("common.choose"))  # fmt: skip
    for each in picked:
        compared_methods.describe(catalogue().method(each))
    left, right = st.columns(2)
    with left:
        st.text_input(t("compared.start_children"), key=CHILDREN, max_chars=40, persist_state="session")
    with right:
        st.text_input(label("age_at_start"), key=AGE, max_chars=40, persist_state="session")
    _tell_ages(picked)
    comparators = dict(inputs.members("comparator", Comparator))
    comparator = st.selectbox(label("comparator"), list(comparators), format_func=comparators.get,
                              key=choice_key("forecast-comparator"), index=None,
                              placeholder=t("common.choose"))  # fmt: skip
    ways = {code: t(f"forecast_fill.{code}") for code in ("open", "example")}
    fill = st.radio(t("compared.start_fill"), list(ways), format_func=ways.get, key=choice_key("forecast-fill"))
    st.caption(t("compared.start_fill_help"))
    if st.button(t("compared.start_button"), type="primary", key="forecast-create"):
        _create(picked, comparator, fill == "example")


def _tell_ages(methods: list[str]) -> None:
    """Say when a chosen method is made for children of another age; it may be compared all the same."""
    age = _typed(AGE, parse_whole, "population/age_at_start")
    if age is None or isinstance(age, Problem):
        return
    entries = [catalogue().method(each) for each in methods]
    other = [each.name.into(language()) for each in entries if not each.age_from <= age <= each.age_to]
    if other:
        st.warning(plain(t("compared.other_age", names=", ".join(other), age=age)))


def _create(methods: list[str], comparator: str | None, filled: bool) -> None:
    name = st.session_state[NAME].strip()
    children = _typed(CHILDREN, parse_number, "population/children")
    age = _typed(AGE, parse_whole, "population/age_at_start")
    problems = [each for each in (inputs.unkept("name", name), children, age) if isinstance(each, Problem)]
    if not name:
        st.error(t("compared.unnamed"))
    if not methods:
        st.error(t("compared.no_methods"))
    for each in problems:
        st.error(plain(sentence(language(), each)))
    if not name or not methods or problems:
        return
    chosen = Beginning(Text(**{language(): name}), Comparator(comparator) if comparator else None, children, age,
                       methods, filled)  # fmt: skip
    _keep(new_comparison(operations.new_intervention_id(), chosen), "create")


def _typed(key: str, parse, place: str) -> float | Problem | None:
    raw = st.session_state[key]
    return parse(raw, place) if raw.strip() else None


def _other_ways() -> None:
    """The worked example, an empty one, and one out of a file."""
    st.header(t("compared.other_ways"), anchor=False)
    example, empty = st.columns(2, border=True)
    with example:
        st.subheader(t("compared.example"), anchor=False)
        st.write(t("compared.example_help"))
        if st.button(t("compared.example_button"), key="forecast-example"):
            _keep(_anew(worked_example()), "create")
    with empty:
        st.subheader(t("compared.blank"), anchor=False)
        st.write(t("compared.blank_help"))
        if st.button(t("compared.blank_button"), key="forecast-blank"):
            name = Text(**{language(): t("compared.unnamed_forecast")})
            beginning = Beginning(name, None, None, None)
            _keep(new_comparison(operations.new_intervention_id(), beginning), "create")
    _from_file()


def _anew(comparison: Comparison) -> Comparison:
    return comparison.model_copy(update={"id": operations.new_intervention_id()})


def _from_file() -> None:
    st.subheader(t("compared.from_file"), anchor=False)
    file = st.file_uploader(t("compared.file"), type=["json"], key="forecast-file")
    if file is None:
        return
    comparison, problems = read_comparison(file.getvalue())
    if comparison is None:
        unread.show(problems)
        return
    name = comparison.name.into(language()) or comparison.id
    st.markdown(t("compared.file_holds", name=plain(name), count=len(comparison.options)))
    if st.button(t("compared.file_button"), type="primary", key="forecast-bring-in"):
        _keep(_anew(comparison), "import")


def _keep(comparison: Comparison, action: str) -> None:
    """Keep it, open it, and go where the first thing is missing."""
    made = operations.add_comparison(workspace.store(), workspace.acting(), comparison, action=action)
    if isinstance(made, Refused):
        for each in made.problems:
            st.error(plain(sentence(language(), each)))
        return
    open_comparison(comparison.id)
    for key in (NAME, CHILDREN, AGE):
        st.session_state.pop(key, None)
    flash.tell(t("compared.made"))
    missing = next_part(states(comparison, check_comparison(comparison)))
    links.go(missing or Part.DECISION, comparison=comparison.id)
