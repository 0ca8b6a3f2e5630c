"""The decision and its conventions: what is to be decided, against what, for whom and in which year's prices."""

from collections.abc import Mapping

import streamlit as st

from chain.forecast.model import HORIZONS, Comparator, Comparison, Decision, Occupancy
from chain.forecast.starter import usual_decision
from chain.forecast.walk import Part
from pages.parts import compared_about, compared_fields, compared_steps, figures, inputs
from pages.parts.access import guard
from pages.parts.compared_fields import Known, choice, label, number, text
from pages.parts.sheet import Sheet
from pages.parts.words import t

PERSPECTIVES = ("municipality", "region", "state", "public", "society")
DISCOUNTING = ("first_year_undiscounted", "mid_year", "end_year")
YEARS = (1, 2, 3, 5, 10, 15, 20)
REPORTED = ("funding", "conflicts", "engagement", "limitations")
PLACES = ("name", "question", "setting", "decision", *REPORTED)


def _draw(sheet: Sheet, comparison: Comparison) -> Mapping[str, object]:
    given = {
        "name": text(sheet, "name", comparison.name, required=True),
        "question": text(sheet, "question", comparison.question, long=True),
        "setting": text(sheet, "setting", comparison.setting, long=True),
    }
    given["decision"] = {**dict(comparison.decision), **_decision(sheet, comparison.decision)}
    with st.expander(t("compared.reported")):
        given |= {name: text(sheet, name, getattr(comparison, name), long=True) for name in REPORTED}
    return given


def _decision(sheet: Sheet, old: Decision) -> Mapping[str, object]:
    perspectives = [(code, t(f"convention.perspective_{code}")) for code in PERSPECTIVES]
    given = {
        "comparator": choice(sheet, "comparator", old.comparator, inputs.members("comparator", Comparator),
                             optional=True),
        "comparator_words": text(sheet, "comparator_words", old.comparator_words),
        "perspective": choice(sheet, "perspective", old.perspective, perspectives),
        "horizons": _horizons(sheet, old),
    }  # fmt: skip
    left, right = st.columns(2)
    with left:
        given["price_year"] = inputs.year(sheet, "price_year", old.price_year)
    with right:
        given["start_year"] = inputs.year(sheet, "start_year", old.start_year, label=label("start_year"))
    return given | _rates(sheet, old) | _finer(sheet, old)


def _horizons(sheet: Sheet, old: Decision) -> list[int]:
    options = [(str(each), t("compared.years", count=each)) for each in sorted({*YEARS, *HORIZONS, *old.horizons})]
    picked = inputs.choices(sheet, "horizons", [str(each) for each in old.horizons], options, label=label("horizons"))
    return [int(each) for each in picked]


def _rates(sheet: Sheet, old: Decision) -> Mapping[str, object]:
    """The threshold and the rates, with what is usual beside them."""
    usual = usual_decision(None)
    measures = {"threshold_sek": figures.MONEY, "cost_discount": figures.SHARE, "effect_discount": figures.SHARE}
    return {
        name: number(
            sheet, name, getattr(old, name), measure, place=f"decision/{name}",
            known=[Known(t("compared.usual"), getattr(usual, name))],
        )
        for name, measure in measures.items()
    }  # fmt: skip


def _finer(sheet: Sheet, old: Decision) -> Mapping[str, object]:
    """How the years are counted: conventions that few need to change."""
    with st.expander(t("compared.finer")):
        timing = [(code, t(f"convention.discounting_{code}")) for code in DISCOUNTING]
        return {
            "discounting": choice(sheet, "discounting", old.discounting, timing),
            "occupancy": choice(sheet, "occupancy", old.occupancy, inputs.members("occupancy", Occupancy)),
            "index": inputs.line(sheet, "index", old.index, label=compared_fields.label("index")),
        }


def render() -> None:
    """Draw the page."""
    guard()
    found, states = compared_steps.begin(Part.DECISION)
    compared_steps.form(found, "decision", _draw, PLACES)
    compared_about.show(found)
    compared_steps.end(Part.DECISION, states)
