"""How the draws are made and how sure the interval should be: the controls, kept in the address."""

from typing import NamedTuple

import streamlit as st

from chain.problem import Problem, problem
from pages.parts.words import language, plain, t
from reports.charts_sure import DOTS
from reports.texts.numbers import format_number, format_share, parse_whole
from reports.texts.problems import sentence
from sroi.frozen import LARGEST_SEED
from sroi.sureness import CREDIBILITIES, CREDIBILITY, Drawing

DRAWS = (10_000, 100_000)
PLAIN = Drawing()


class Asked(NamedTuple):
    """What the reader asks for: draws and seed, the interval's credibility (0–1), and dots in the chart."""

    drawing: Drawing
    credibility: float
    dots: int


def asked() -> Asked:
    """What the address asks for; the usual where it asks for nothing, or for something that cannot be."""
    draws, seed = _whole("draws", PLAIN.draws), _whole("seed", PLAIN.seed)
    drawing = Drawing(draws if draws in DRAWS else PLAIN.draws, seed if seed <= LARGEST_SEED else PLAIN.seed)
    credibility, dots = _whole("interval", round(100 * CREDIBILITY)) / 100, _whole("dots", DOTS[0])
    known = credibility if credibility in CREDIBILITIES else CREDIBILITY
    return Asked(drawing, known, dots if dots in DOTS else DOTS[0])


def _whole(name: str, otherwise: int) -> int:
    told = st.query_params.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 10 else otherwise


def choose() -> Asked:
    """Draw the controls: how sure the interval should be first, how it is drawn behind."""
    now = asked()
    shares = {str(round(100 * each)): format_share(language(), each, 0) for each in CREDIBILITIES}
    _one_of("interval", t("uncertainty.credibility"), shares, str(round(100 * now.credibility)))
    with st.expander(t("uncertainty.controls"), key="drawing-controls"):
        counts = {str(each): format_number(language(), each, 0) for each in DRAWS}
        _one_of("draws", t("uncertainty.draws"), counts, str(now.drawing.draws))
        _seed(now.drawing.seed)
        _one_of("dots", t("uncertainty.dots"), {str(each): str(each) for each in DOTS}, str(now.dots))
    return now


def _one_of(name: str, label: str, options: dict[str, str], chosen: str) -> None:
    key = f"drawing-{name}-{chosen}@{language()}"
    st.segmented_control(
        label,
        list(options),
        default=chosen,
        required=True,
        format_func=options.get,
        key=key,
        on_change=lambda: st.query_params.update({name: st.session_state[key]}),
    )


def _seed(now: int) -> None:
    """The field shows the seed in force; what cannot be one stays as typed, and is told."""
    key = f"drawing-seed={now}"
    st.text_input(t("uncertainty.seed"), str(now), key=key, on_change=lambda: _take_seed(key), max_chars=12)
    found = st.session_state.get(f"{key}-problem")
    if found is not None:
        st.error(plain(sentence(language(), found)))


def _take_seed(key: str) -> None:
    value = parse_whole(st.session_state[key], "settings/seed")
    if isinstance(value, int) and not 0 <= value <= LARGEST_SEED:
        value = problem("form.seed", "settings/seed", raw=st.session_state[key].strip(), most=LARGEST_SEED)
    is_wrong = isinstance(value, Problem)
    st.session_state[f"{key}-problem"] = value if is_wrong else None
    if not is_wrong:
        st.query_params["seed"] = str(value)
