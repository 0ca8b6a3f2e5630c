"""How sure one is of a number: said as people speak, folded away under one line that tells what is said now."""

from typing import Any

import streamlit as st

from chain.assumption import Shape
from chain.problem import Problem
from chain.spread import FITTED
from pages.parts import show, sure_group
from pages.parts.folded import folded
from pages.parts.sheet import Sheet
from pages.parts.sure_typed import (
    CREDIBILITIES,
    NEVER,
    NO_SHAPE,
    OWN,
    SHAPES,
    Question,
    Typed,
    figure_said,
    is_error,
    is_unanswered,
    read,
    starts,
    ways,
)
from pages.parts.words import language, plain, t
from reports.charts_spread import spread_figure
from reports.spread_words import kind_of, said
from reports.texts.numbers import format_share, parse_whole
from reports.texts.problems import sentence

PREVIEW = "preview"
Slots = dict[str, st.delta_generator.DeltaGenerator]


def line(question: Question, number: dict[str, object]) -> str:
    """What the form says now of how sure the number is, in one sentence."""
    typed = read(question, number)
    if any(is_error(each) for _, each in typed.faults):
        return t("sure.unfinished")
    told = said(language(), question.place, figure_said(question, number, typed.given), question.measure.told_in)
    return f"{told}."


def ask(question: Question, number: dict[str, object] | None) -> dict[str, object]:
    """Ask how sure one is of a number; returns those parts of its passport.

    `number` is what the number itself is, `{"value": …}` or `{"values": …}`, None while it is not filled in. What is
    typed counts also while the fields are folded away; where it cannot be, they unfold when someone tries to save.
    """
    typed, sheet = read(question, number), question.sheet
    wrong = sheet.tried and any(is_error(each) for _, each in typed.faults)
    with _fold(question, t("sure.fold", field=question.title), opened=wrong) as fold:
        slots = _fields(question, typed) if fold.open else {}
        typed = read(question, number)
        _tell(sheet, typed, slots)
        if PREVIEW in slots:
            with slots[PREVIEW]:
                _preview(question, number, typed)
    return typed.given


def _fold(question: Question, label: str, part: str = "", *, opened: bool = False, **extra: Any) -> Any:
    """A fold of this number's; `opened` opens it, for what has to be seen."""
    key = question.sheet.key(f"{question.name}.{part}open")
    if opened:
        st.session_state[key] = True
    return folded(plain(label), key, **extra)


def _tell(sheet: Sheet, typed: Typed, slots: Slots) -> None:
    """Say under each field what is wrong with it. What is folded away holds the saving back all the same."""
    for field, found in typed.faults:
        if not is_error(found):
            if field in slots:
                slots[field].warning(plain(sentence(language(), found)))
        elif field not in slots or (is_unanswered(found) and not sheet.tried):
            sheet.problems.append(found)
        else:
            with slots[field]:
                sheet.report(found)


def _fields(question: Question, typed: Typed) -> Slots:
    """The fields of the chosen way; returns where to tell what is wrong in each."""
    sheet, name, begun = question.sheet, question.name, starts(question)
    options = [(way, t(f"sure_way.{way}")) for way in ways(question)]
    way = sheet.choice(f"{name}.sure", t("sure.way"), begun["sure"], options)
    st.caption(t(f"sure_way_says.{way}"))
    slots: Slots = {}
    if way == "range":
        slots = _range(question, begun)
    elif way == "sample":
        slots = {"sample": _sample(question, begun), PREVIEW: st.container()}
    if way in ("range", "sample") or (question.old and question.old.group_id):
        slots |= sure_group.draw(question, typed.given)
    if question.old and question.old.figure_id:
        st.caption(t("sure.one_draw"))
    return slots


def _range(question: Question, begun: dict[str, str]) -> Slots:
    sheet, name, slots = question.sheet, question.name, {}
    labels = ("sure.below", "sure.above") if question.is_series else ("sure.low", "sure.high")
    columns = st.columns(2)
    for column, end, label in zip(columns, ("low", "high"), labels, strict=True):
        slots[end] = column.container()
        with slots[end]:
            words = t("sure.ends_help")
            sheet.line(f"{name}.{end}", t(label, field=question.title), begun[end], help=words)
    slots["credibility"] = st.container()
    with slots["credibility"]:
        codes = (NEVER, *CREDIBILITIES, OWN)
        options = [(code, t(f"sure_credibility.{code}")) for code in codes]
        picked = sheet.choice(f"{name}.credibility", t("sure.credibility"), begun["credibility"], options)
        if picked == OWN:
            sheet.line(f"{name}.credibility_own", t("sure.credibility_own"), begun["credibility_own"])
    slots[PREVIEW], slots["shape"] = st.container(), st.container()
    with slots["shape"]:
        _shape(question, begun["shape"])
    return slots


def _shape(question: Question, begun: str) -> None:
    """Which shape, with a sentence on each, and which suits this kind of number; none is chosen for anyone."""
    names = {NO_SHAPE: t("sure.shape_none"), **{str(shape): t(f"shape.{shape}") for shape in SHAPES}}
    with _fold(question, t("sure.shape_fold"), "shape.", type="compact") as fold:
        if fold.open:
            question.sheet.choice(f"{question.name}.shape", t("sure.shape"), begun, list(names.items()))
            kind = kind_of(question.place, question.is_series, question.measure.told_in)
            st.markdown(t(f"sure_advice.{kind}"))
            st.markdown("\n".join(f"- {_about(shape)}" for shape in SHAPES))


def _about(shape: Shape) -> str:
    words = t(f"shape_says.{shape}")
    return t("sure.shape_needs", sentence=words) if shape in FITTED else words


def _sample(question: Question, begun: dict[str, str]) -> st.delta_generator.DeltaGenerator:
    sheet, name = question.sheet, question.name
    slot = st.container()
    with slot:
        columns = st.columns(2)
        with columns[0]:
            hits = sheet.line(f"{name}.sample_hits", t("sure.sample_hits", field=question.title), begun["sample_hits"])
        with columns[1]:
            size = sheet.line(f"{name}.sample_size", t("sure.sample_size", field=question.title), begun["sample_size"])
        _sample_gives(parse_whole(hits), parse_whole(size))
    return slot


def _sample_gives(hits: int | Problem, size: int | Problem) -> None:
    counted = not isinstance(hits, Problem) and not isinstance(size, Problem)
    if counted and 0 <= hits <= size and size:
        st.caption(t("sure.sample_gives", share=format_share(language(), hits / size)))


def _preview(question: Question, number: dict | None, typed: Typed) -> None:
    """The sentence that was said, as a chart; nothing while something in it cannot be."""
    if any(is_error(each) for _, each in typed.faults):
        return
    if number is None:
        st.caption(t("sure.needs_value"))
        return
    figure = figure_said(question, number, typed.given)
    chart = spread_figure(language(), question.place, figure, question.measure.told_in)
    if chart is not None:
        key = f"spread-{question.sheet.form}-{question.name}".replace("/", "-")
        show.chart(chart, t("sure.preview", field=question.title), download=key)
