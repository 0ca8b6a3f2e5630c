"""How many kronor of price a krona of promised value may lower: who wins where, and the choice with its motive."""

from collections.abc import Mapping

import streamlit as st

from chain.procurement.model import Engine, Procurement
from pages.parts import show
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import Open, begin, form, onward, say_why_not
from pages.parts.tender_fields import amount, text
from pages.parts.words import language, plain, t
from reports.procurement.weighing import weighed, weight_figure, weight_table, winner_sentence
from reports.texts.numbers import format_number

WEIGHTS = tuple(each / 20 for each in range(41))
"""From nought to two in steps of a twentieth."""
USUAL = 0.5
PLACES = ("value_weight", "weight_reason")


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_weight")
    say_why_not(found)
    st.write(t("tender.weight_help"))
    model = found.model
    if not model.measures:
        st.info(t("tender.weight_no_measures"))
    elif model.engine is Engine.RELATIVE:
        st.info(t("tender.weight_relative"))
    elif not weighed(model) or not model.periods:
        st.info(t("tender.weight_nothing_to_try"))
    else:
        _shown(found)
    st.header(t("tender.decide_weight"), anchor=False)
    form(found, "weight", _draw, PLACES)
    onward("tender_test", t("walk.next", title=t("page.tender_test")), procurement=found.found.id)


def _shown(found: Open) -> None:
    """Who wins where, and the order at one weight that is tried here and saved nowhere."""
    model = found.model
    show.chart(weight_figure(model, language()), t("tender.weight_chart"), download="tender-weight")
    st.caption(t("tender.chart_help"))
    st.header(t("tender.try_weight"), anchor=False)
    weight = st.select_slider(
        t("tender.tried_weight"), WEIGHTS, _nearest(model.value_weight),
        format_func=lambda each: format_number(language(), each, 2), key=f"try-weight-{found.version}@{language()}",
    )  # fmt: skip
    st.markdown(f"**{plain(winner_sentence(model, weight, language()))}**")
    show.table(weight_table(model, weight, language()), t("tender.order_at"))
    st.caption(t("tender.lowest_is_best"))


def _nearest(weight: float | None) -> float:
    """Where the slider begins."""
    return min(WEIGHTS, key=lambda each: abs(each - (USUAL if weight is None else weight)))


def _draw(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    return {
        "value_weight": amount(sheet, "value_weight", model.value_weight),
        "weight_reason": text(sheet, "weight_reason", model.weight_reason, long=True),
    }
