"""Two numbers at once: which, between which values, and the ratio for every pair."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from chain.model import Chain
from chain.problem import Problem, problem
from pages.parts import compute_drivers
from pages.parts import show as shown
from pages.parts.choices import choice_key
from pages.parts.typed import limits, parsed, prefilled
from pages.parts.words import language, plain, t
from reports import drivers
from reports.amounts import mover_name
from reports.texts.problems import sentence
from sroi.movable import Movable
from sroi.sensitivity import STEPS, grid
from sroi.settings import Settings
from storage.operations import Stored

WINDOW = (0.5, 1.5)
"""What the table shows of a number without a range until someone types another interval, as factors of the number."""


def show(stored: Stored, settings: Settings, origin: shown.Source) -> None:
    """Draw the choices and the table."""
    st.header(t("drivers.grid"), anchor=False)
    st.markdown(t("drivers.grid_help"))
    numbers = compute_drivers.numbers(stored, settings)
    if len(numbers) < 2:
        st.info(t("drivers.grid_too_few"))
        return
    first, second = _suggested(stored, settings, numbers)
    left, right = st.columns(2)
    with left:
        row = _pick("row", numbers, first, stored.chain)
        down = _values("row", row, stored.chain)
    with right:
        column = _pick("column", numbers, second, stored.chain)
        across = _values("column", column, stored.chain)
    if row is column:
        st.info(t("drivers.grid_same"))
    elif down and across:
        _draw(stored, settings, (row, down), (column, across), origin)


def _draw(stored: Stored, settings: Settings, down: tuple, across: tuple, origin: shown.Source) -> None:
    (row, rows), (column, columns) = down, across
    found = grid(stored.chain, settings, row.place, column.place, rows, columns)
    st.markdown(plain(drivers.grid_finding(found, stored.chain, language())))
    name = f"{mover_name(row, stored.chain, language())} × {mover_name(column, stored.chain, language())}"
    shown.table(drivers.grid_table(found, stored.chain, language()), name, download="grid", origin=origin)


def _suggested(stored: Stored, settings: Settings, numbers: Sequence[Movable]) -> tuple[str, str]:
    """The two that move the ratio most, then the first there are."""
    bars = [bar.movable.place for bar in compute_drivers.drivers(stored, settings).bars]
    places = list(dict.fromkeys([*bars, *(each.place for each in numbers)]))
    return places[0], places[1]


def _pick(name: str, numbers: Sequence[Movable], suggested: str, chain: Chain) -> Movable:
    """One of the numbers; the address tells which, so that a link shows the same table."""
    by_place = {each.place: each for each in numbers}
    names = {place: mover_name(each, chain, language()) for place, each in by_place.items()}
    asked, key = st.query_params.get(f"grid_{name}"), choice_key(f"grid-{name}@{chain.id}")
    st.session_state[key] = asked if asked in by_place else suggested
    place = st.selectbox(
        t(f"drivers.grid_{name}"),
        list(names),
        key=key,
        format_func=lambda each: names.get(each, each),
        on_change=lambda: st.query_params.update({f"grid_{name}": st.session_state[key]}),
    )
    return by_place[place]


def _values(name: str, number: Movable, chain: Chain) -> tuple[float, ...]:
    """Five even steps between the two typed values; none while they cannot be."""
    ends = number.ends if number.has_range and not number.outside() else tuple(number.base * each for each in WINDOW)
    if not number.base and not number.has_range:
        ends = (0.0, 1.0)
    ends = tuple(float(np.clip(end, number.lowest, number.highest)) for end in ends)
    left, right = st.columns(2)
    found = []
    for column, label, end in ((left, "from", ends[0]), (right, "to", ends[1])):
        with column:
            key = f"grid-{name}-{label}@{chain.id}/{number.place}"
            raw = st.text_input(
                t(f"drivers.grid_{label}"),
                prefilled(number, end, language()),
                key=key,
                max_chars=40,
                persist_state="session",
            )
        found.append(limits(number, parsed(number, raw)))
    if not any(isinstance(each, Problem) for each in found) and found[0] == found[1]:
        found.append(problem("scenario.range_empty", number.place))
    wrong = [each for each in found if isinstance(each, Problem)]
    for each in wrong:
        st.error(plain(sentence(language(), each, chain)))
    return () if wrong else tuple(np.linspace(*found, STEPS).tolist())
