"""Before a room: what people ask *what if* about, tried with the engine at once, beside what is kept."""

from typing import NamedTuple

import streamlit as st

from chain.problem import Problem
from pages.parts.folded import folded
from pages.parts.told_desk import Told, story_of
from pages.parts.typed import limits, parsed, prefilled
from pages.parts.words import language, plain, t
from reports.amounts import mover_name, shown
from reports.tell.story import Story
from reports.tell.voice import Voice
from reports.texts.numbers import format_years
from reports.texts.problems import sentence
from reports.whose import holder_name
from sroi.frozen import FrozenVersion
from sroi.movable import Movable
from sroi.perspective import LEVELS
from sroi.sensitivity import tornado
from sroi.settings import ENGINE_VERSION, HORIZONS, Settings
from sroi.tried import tried

TRY = "present-try"
MOST_NUMBERS = 4
KEPT = 20


class Wanted(NamedTuple):
    """What is tried: the settings, and numbers by place where they differ from the kept ones."""

    settings: Settings
    values: tuple[tuple[str, float], ...]


def show_tried(told: Told) -> None:
    """The controls, folded away until somebody asks; then the kept numbers and the tried ones beside each other."""
    with folded(t("present.try"), TRY) as opened:
        if not opened.open:
            return
        if told.version.record.engine_version != ENGINE_VERSION:
            st.info(t("present.old_engine"))
            return
        st.markdown(t("present.try_help"))
        wanted = _wanted(told)
        st.button(t("present.reset"), key="present-reset", on_click=_reset, args=(told,))
        if wanted is not None:
            _beside(told, wanted)


def _key(told: Told, name: str) -> str:
    return f"try/{told.summary.id}/{name}@{language()}"


def _reset(told: Told) -> None:
    for key in [key for key in st.session_state if str(key).startswith(f"try/{told.summary.id}/")]:
        del st.session_state[key]


def _wanted(told: Told) -> Wanted | None:
    """What stands in the controls; None while a number cannot be read, which is then said."""
    kept, chain = told.version.record.settings, told.version.chain
    views = list(dict.fromkeys((kept.perspective, "public", "society", *LEVELS)))
    spans = sorted({kept.horizon_years, *HORIZONS})
    left, right = st.columns(2)
    with left:
        horizon = st.selectbox(
            t("present.horizon"), spans, index=spans.index(kept.horizon_years), key=_key(told, "horizon"),
            format_func=lambda years: format_years(language(), years),
        )  # fmt: skip
    with right:
        view = st.selectbox(
            t("present.whose"), views, key=_key(told, "whose"),
            format_func=lambda each: holder_name(each, chain, language()),
        )  # fmt: skip
    values = {each.place: _number(told, each) for each in _numbers(told)}
    if None in values.values():
        return None
    moved = tuple((each.place, values[each.place]) for each in _numbers(told) if values[each.place] != each.base)
    return Wanted(kept.model_copy(update={"horizon_years": horizon, "perspective": view}), moved)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _movers(key: tuple[str, ...], _version: FrozenVersion) -> tuple[Movable, ...]:
    found = tornado(_version.chain, _version.record.settings, _version.indexes)
    hidden = Voice(_version, "sv").hidden
    bars = (each.movable for each in found.bars if each.swing and not set(each.movable.places) & set(hidden))
    return tuple(bars)[:MOST_NUMBERS]


def _numbers(told: Told) -> tuple[Movable, ...]:
    """The numbers that move the ratio most, but none that rests on a few."""
    return _movers((told.version.record_json, told.version.record.result_sha256), told.version)


def _number(told: Told, number: Movable) -> float | None:
    said = {"name": mover_name(number, told.version.chain, language()), "kept": shown(number, number.base, language())}
    raw = st.text_input(
        plain(t("present.number", **said)), prefilled(number, number.base, language()), max_chars=40,
        key=_key(told, number.place), help=t("scenario.percent_of_plan") if number.unit == "factor" else None,
    )  # fmt: skip
    value = limits(number, parsed(number, raw))
    if isinstance(value, Problem):
        st.error(plain(sentence(language(), value)))
        return None
    return value


# --- beside each other ---


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _tried(key: tuple, _version: FrozenVersion) -> FrozenVersion | list[Problem]:
    settings, values = key[-2:]
    return tried(_version, Settings.model_validate_json(settings), dict(values))


def _beside(told: Told, wanted: Wanted) -> None:
    """Kept to the left and always there; tried to the right, marked as not kept."""
    is_kept = not wanted.values and wanted.settings == told.version.record.settings
    left, right = st.columns(2)
    with left:
        _sentences(told.story, t("present.kept"), "present-kept")
    with right:
        if is_kept:
            st.info(t("present.nothing_tried"))
            return
        asked = wanted.settings.model_dump_json(), wanted.values
        found = _tried((told.version.record_json, told.version.record.result_sha256, *asked), told.version)
        if isinstance(found, list):
            for each in found:
                st.error(plain(sentence(language(), each, told.version.chain)))
            return
        story = story_of(found, told.summary.number, told.language, told.stored.owner)
        _sentences(story, t("present.tried"), "present-tried")


def _sentences(story: Story, title: str, key: str) -> None:
    with st.container(border=True, key=key):
        st.markdown(f"**{title}**")
        for at, each in enumerate(story.headline[:3]):
            words = plain(each.words)
            st.markdown(f"**{words}**" if at == 0 else words)


def forget() -> None:
    """Let go of all that was tried."""
    for each in (_movers, _tried):
        each.clear()
