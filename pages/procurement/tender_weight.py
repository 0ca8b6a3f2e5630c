"""What weighs against the price, and how much: who wins where, and the choice with its motive."""

from collections.abc import Mapping

import streamlit as st

from chain.procurement.model import Engine, Procurement
from pages.parts import links, show
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import Open, begin, form, onward, say_why_not
from pages.parts.tender_fields import amount, text
from pages.parts.words import language, plain, t
from reports.procurement.scales import DEDUCTION, Scale, scales_of
from reports.procurement.weighing import scale_figure, scale_table, weighed, winner_sentence

PLACES = ("value_weight", "weight_reason")


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_weight")
    say_why_not(found)
    model, scales = found.model, scales_of(found.model)
    if not scales:
        st.info(t("tender.weight_no_scales"))
    elif model.engine is Engine.RELATIVE:
        st.info(t("tender.weight_relative"))
    elif not weighed(model) or not model.periods:
        st.info(t("tender.weight_nothing_to_try"))
    else:
        for scale in scales:
            _shown(found, scale, is_alone=len(scales) == 1)
    _decide(found)
    onward("tender_test", t("walk.next", title=t("page.tender_test")), procurement=found.found.id)


def _shown(found: Open, scale: Scale, *, is_alone: bool) -> None:
    """Who wins where, and the order at one number that is tried here and saved nowhere."""
    model, tongue, words = found.model, language(), f"tender_scale.{scale.name}"
    if not is_alone:
        st.header(t(f"{words}.title"), anchor=False)
    st.write(t(f"{words}.help"))
    show.chart(scale_figure(model, scale, tongue), t("tender.weight_chart"), download=f"tender-{scale.name}")
    st.caption(t(f"{words}.chart_help"))
    (st.header if is_alone else st.subheader)(t(f"{words}.try"), anchor=False)
    number = st.select_slider(
        t(f"{words}.tried"), scale.steps(model), scale.nearest(model),
        format_func=lambda each: scale.write(tongue, each),
        key=f"try-{scale.name}-{found.version}@{tongue}",
    )  # fmt: skip
    st.markdown(f"**{plain(winner_sentence(model, scale, number, tongue))}**")
    show.table(scale_table(model, scale, number, tongue), t(f"{words}.order_at"))
    st.caption(t("tender.lowest_is_best"))


def _decide(found: Open) -> None:
    """The weight with its motive; without measures the deductions are decided where each criterion is described."""
    model = found.model
    if model.measures or not scales_of(model):
        st.header(t("tender.decide_weight"), anchor=False)
        form(found, "weight", _draw, PLACES)
        return
    st.header(t("tender.decide_deduction"), anchor=False)
    total = DEDUCTION.write(language(), DEDUCTION.now(model))
    st.write(plain(t("tender.decide_deduction_help", total=total)))
    links.link("tender_model", t("tender.to_criteria"), procurement=found.found.id, part="judged")


def _draw(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    return {
        "value_weight": amount(sheet, "value_weight", model.value_weight),
        "weight_reason": text(sheet, "weight_reason", model.weight_reason, long=True),
    }
