"""Show the calculation: from any figure to its terms, the assumptions behind them, and their sources."""

import streamlit as st

from pages.parts import compute, conventions, show, steps
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports import tables
from sroi.explain import explain_effect, explain_total
from storage.operations import Stored

FIGURES = ("ratio", "net", "value", "investment", "cashable")


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened()
    st.title(t("page.calculation"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    st.write(t("calculation.about"))
    conventions.choose()
    chosen = _choice(stored)
    kind, _, name = chosen.partition("/")
    _terms(stored, kind, name)


def _choice(stored: Stored) -> str:
    names = {f"total/{each}": t(f"calculation.{each}") for each in FIGURES}
    counted = compute.result(stored, conventions.settings()).effects
    effects = {each.id: each.name.into(language()) for each in stored.chain.effects}
    names |= {f"effect/{each.effect_id}": t("calculation.effect", name=effects[each.effect_id]) for each in counted}
    asked = st.query_params.get("figure", "total/ratio")
    key = choice_key("calculation-figure")
    if st.session_state.setdefault(key, asked) not in names:
        st.session_state[key] = next(iter(names))
    return st.selectbox(t("calculation.which"), list(names), format_func=lambda code: names.get(code, code), key=key)


def _terms(stored: Stored, kind: str, name: str) -> None:
    settings = conventions.settings()
    if kind == "effect":
        terms = explain_effect(stored.chain, settings, name)
    else:
        terms = explain_total(stored.chain, settings, settings.perspective, name)
    if not terms:
        st.info(t("calculation.nothing"))
        return
    frame = tables.terms(terms, stored.chain, language())
    show.table(frame, t("page.calculation"), download="calculation")
