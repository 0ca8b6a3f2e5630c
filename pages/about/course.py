"""A course of half a day: a tour of the pages that can be gone on with, and exercises that the program checks."""

import streamlit as st

from chain.walk import STEPS
from pages.parts import course_progress, links
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports.course_words import choice_words, question, verdict
from sroi.course import EXERCISES, Exercise

STOPS = ("need", "outcomes", "impact", "value", "result", "calculation", "uncertainty", "tipping", "honesty",
         "versions", "to_do", "learned", "forecasts", "procurements", "portfolios", "told", "technique")  # fmt: skip


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.course"), anchor=False)
    st.write(t("course.about"))
    done, exercises = course_progress.done(), [make() for make in EXERCISES]
    _standing(done, [*STOPS, *(each.name for each in exercises)])
    st.header(t("course.tour"), anchor=False)
    st.write(t("course.tour_help"))
    for stop in STOPS:
        _stop(stop, stop in done)
    st.header(t("course.exercises"), anchor=False)
    st.write(t("course.exercises_help"))
    for exercise in exercises:
        _exercise(exercise, exercise.name in done)


def _title(stop: str) -> str:
    return t(f"step.{stop}.title") if stop in STEPS else t(f"page.{stop}")


def _standing(done: frozenset[str], all_of_it: list[str]) -> None:
    count = len(done.intersection(all_of_it))
    st.write(t("course.done", done=count, count=len(all_of_it)))
    left = next((stop for stop in STOPS if stop not in done), None)
    if left:
        links.link(left, t("course.next", page=_title(left)))
    elif count == len(all_of_it):
        st.success(t("course.all_done"))


def _stop(stop: str, is_done: bool) -> None:
    key = f"course-{stop}"
    st.checkbox(
        _title(stop), is_done, key=key, on_change=lambda: course_progress.mark(stop, bool(st.session_state[key]))
    )
    st.caption(t(f"course.stop.{stop}"))
    links.link(stop, f"{t('course.open')}: {_title(stop)}")


def _exercise(exercise: Exercise, is_done: bool) -> None:
    name = t(f"course.exercise.{exercise.name}")
    st.subheader(f"{name} – {t('course.solved')}" if is_done else name, anchor=False)
    st.write(plain(question(language(), exercise)))
    names = {each.id: choice_words(language(), each) for each in exercise.choices}
    key = f"course-{exercise.name}"
    chosen = st.radio(
        f"{t('course.choose')}: {name}", list(names), index=None, format_func=lambda each: plain(names[each]), key=key
    )
    if st.button(f"{t('course.check')}: {name}", key=f"{key}-check"):
        _answered(exercise, chosen)


def _answered(exercise: Exercise, chosen: str | None) -> None:
    if chosen is None:
        st.info(t("course.no_answer"))
    elif chosen in exercise.right:
        course_progress.mark(exercise.name, True)
        st.success(plain(verdict(language(), exercise, chosen)))
    else:
        st.info(plain(verdict(language(), exercise, chosen)))
