"""What would tip the result: for every number the value at which the ratio becomes another."""

import math

import streamlit as st

from chain.model import Chain
from chain.problem import Problem, problem
from pages.parts import compute_drivers, judged, links, show
from pages.parts.access import guard
from pages.parts.words import language, plain, t
from reports import tipping
from reports.amounts import mover_name
from reports.texts.numbers import format_input, parse_number
from reports.texts.problems import sentence
from sroi.switching import Switching, SwitchingValues

FIRST = 6
HIGHEST = 1_000.0


def render() -> None:
    """Draw the page."""
    guard()
    stored, settings = judged.begin("tipping")
    target = _target()
    if target is None:
        return
    found = compute_drivers.switching(stored, settings, target)
    if found is None:
        return
    if found.ratio is None:
        judged.without_ratio(stored)
        return
    st.markdown(f"**{plain(tipping.standing_sentence(found, language()))}**")
    if found.standing != "at":
        _sentences(found, stored.chain)
    origin = show.source(stored, settings)
    with st.expander(t("tipping.table")):
        show.table(tipping.whole_table(found, stored.chain, language()), t("tipping.table"), download="tipping",
                   origin=origin)  # fmt: skip
        st.markdown(t("tipping.how_help"))
    links.link("learning", t("tipping.next"))
    judged.end(settings, stored.chain)


def _target() -> float | None:
    """The ratio to test against: the address says which, so that a link asks the same."""
    asked = parse_number(st.query_params.get("target", ""), "tipping/target")
    start = 1.0 if isinstance(asked, Problem) or not 0 <= asked <= HIGHEST else asked
    key = f"target@{language()}"
    raw = st.text_input(
        t("tipping.target"),
        format_input(language(), start),
        key=key,
        help=t("tipping.target_help"),
        max_chars=20,
        on_change=lambda: _remember(st.session_state[key]),
    )
    value = parse_number(raw, "tipping/target")
    if not isinstance(value, Problem) and not 0 <= value <= HIGHEST:
        value = problem("tipping.target", "tipping/target", most=HIGHEST)
    if isinstance(value, Problem):
        st.error(plain(sentence(language(), value)))
        return None
    return value


def _remember(raw: str) -> None:
    value = parse_number(raw, "tipping/target")
    if not isinstance(value, Problem) and math.isfinite(value):
        st.query_params["target"] = format_input("en", value)


def _sentences(found: SwitchingValues, chain: Chain) -> None:
    st.header(t("tipping.nearest"), anchor=False)
    if found.ranked:
        st.markdown(t("tipping.rank_help"))
        _listed(found.ranked[:FIRST], found, chain)
    else:
        st.info(t("tipping.nothing_tips"))
    rest = found.ranked[FIRST:]
    if rest:
        with st.expander(t("tipping.more", count=len(rest))):
            _listed(rest, found, chain)
    if found.cannot:
        _cannot(found, chain)
    st.header(t("tipping.together"), anchor=False)
    st.markdown(t("tipping.together_help"))
    _listed([row for row in found.multipliers if row.tips], found, chain)
    for row in found.multipliers:
        if not row.tips:
            st.markdown(f"{t(f'tipping.multiplier.{row.place}')}: {t('tipping.cannot')}.")


def _listed(rows: list[Switching] | tuple[Switching, ...], found: SwitchingValues, chain: Chain) -> None:
    lines = (f"- {plain(tipping.tipping_sentence(row, found, chain, language()))}" for row in rows)
    st.markdown("\n".join(lines))


def _cannot(found: SwitchingValues, chain: Chain) -> None:
    with st.expander(t("tipping.cannot_tip", count=len(found.cannot))):
        st.markdown(t("tipping.cannot_tip_help"))
        names = (mover_name(row.mover, chain, language()) for row in found.cannot)
        st.markdown("\n".join(f"- {plain(name)}" for name in names))
