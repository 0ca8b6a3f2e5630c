"""What a child with the problem costs more than a child without it, for each payer and age."""

from collections.abc import Mapping

import streamlit as st

from chain.forecast.model import Compared, Comparison, ExcessCost
from chain.forecast.walk import Part
from chain.model import Level, PriceQuality, Span
from pages.parts import compared_steps, editor, figures, inputs
from pages.parts.access import guard
from pages.parts.compared_fields import bands, choice, label, number, text
from pages.parts.compared_forecast import DESK
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.words import language, t

PLACES = ("excess_level",)


def _draw(sheet: Sheet, comparison: Comparison, old: ExcessCost) -> Mapping[str, object]:
    given = {
        "name": text(sheet, "name", old.name, required=True),
        "payer": choice(sheet, "payer", old.payer, inputs.members("level", Level)) or old.payer,
        "compared": choice(sheet, "compared", old.compared, inputs.members("forecast_compared", Compared),
                           optional=True),
    }  # fmt: skip
    age = comparison.population.age_at_start
    given["bands"] = bands(sheet, "bands", old.bands, "amount", figures.MONEY, age, priced=True)
    given["cashable_share"] = number(sheet, "cashable_share", old.cashable_share, figures.SHARE, unit="share")
    with st.expander(t("compared.cost_finer")):
        given["quality"] = choice(sheet, "quality", old.quality, inputs.members("quality", PriceQuality))
        given["span"] = choice(sheet, "span", old.span, inputs.members("span", Span))
        given["transfer"] = sheet.tick("transfer", label("transfer"), old.transfer, help=t("compared.transfer_help"))
        chain = inputs.line(sheet, "causal_chain", old.causal_chain or "", label=label("causal_chain"))
        given["causal_chain"] = chain or None
    return given


def _summary(comparison: Comparison, each: ExcessCost) -> str:
    amounts = [band.amount.value for band in each.bands]
    if not amounts:
        return " · ".join((t(f"level.{each.payer}"), t("compared.no_amount")))
    low, high = (figures.MONEY.show(language(), end) for end in (min(amounts), max(amounts)))
    a_year = t("compared.a_year", amount=low) if low == high else t("compared.a_year_between", low=low, high=high)
    return " · ".join((t(f"level.{each.payer}"), a_year))


def _level(sheet: Sheet, comparison: Comparison) -> Mapping[str, object]:
    st.header(t("compared.excess_level"), anchor=False)
    st.write(t("compared.excess_level_help"))
    return {"excess_level": number(sheet, "excess_level", comparison.excess_level, figures.NUMBER, unit="factor")}


KIND = Kind("excess_costs", _draw, lambda ident: ExcessCost(id=ident, payer=Level.MUNICIPALITY), _summary, desk=DESK)


def render() -> None:
    """Draw the page."""
    guard()
    found, states = compared_steps.begin(Part.COSTS)
    editor.show_several(found, KIND)
    if not editor.is_open():
        compared_steps.form(found, "excess_level", _level, PLACES)
    compared_steps.end(Part.COSTS, states)
