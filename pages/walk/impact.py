"""Impact: how much of the change there is, and how much of it is ours."""

from collections.abc import Mapping

import streamlit as st

from chain.assumption import our_share
from chain.model import Chain, DirectNumber, MonetisedEffect, Quantity, ShareOfCohort, YearlyProfile
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, effect_line, figures, inputs, steps
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.words import language, t
from reports.texts.numbers import format_share
from storage.operations import Stored

WAYS = ("share_of_cohort", "direct_number", "yearly_profile")
DEDUCTIONS = ("deadweight", "displacement", "attribution", "drop_off")


def _quantity(sheet: Sheet, chain: Chain, old: Quantity | None) -> Quantity | None:
    way = inputs.choice(sheet, "way", old.kind if old else WAYS[0], [(each, t(f"quantity.{each}")) for each in WAYS],
                        label=t("quantity.way"))  # fmt: skip
    before = old if old and old.kind == way else None
    if way == "direct_number":
        number = figures.assumption(sheet, "number", before and before.number)
        every = inputs.tick(sheet, "every_cohort", bool(before and before.every_cohort))
        return number and DirectNumber(number=number, every_cohort=every)
    if way == "yearly_profile":
        years = steps.programme(chain.start_year, chain.end_year, beyond=15)
        units = figures.series(sheet, "profile", before and before.units, years)
        return units and YearlyProfile(units=units)
    share = figures.assumption(sheet, "share", before and before.share, figures.SHARE)
    units = figures.assumption(sheet, "units", before and before.units)
    if share and units:
        return ShareOfCohort(share=share, units=units)
    if share or units:
        inputs.missing(sheet, "units" if share else "share", "form.needed_beside")
    return None


def _ours(attribution: float) -> str:
    return t("figure.our_share", share=format_share(language(), our_share(attribution)))


def _draw(sheet: Sheet, chain: Chain, old: MonetisedEffect) -> Mapping[str, object]:
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "outcome_id": inputs.choice(sheet, "outcome_id", old.outcome_id, inputs.named(chain.outcomes), optional=True),
        "quantity": _quantity(sheet, chain, old.quantity),
        "measured_against_comparison": inputs.tick(
            sheet, "measured_against_comparison", old.measured_against_comparison
        ),
    }
    st.markdown(f"**{t('impact.deductions')}**")
    for name in DEDUCTIONS:
        beside = _ours if name == "attribution" else None
        given[name] = figures.assumption(sheet, name, getattr(old, name), figures.SHARE, reason=True, beside=beside)
    for name in ("lag_years", "duration_years"):
        given[name] = figures.assumption(sheet, name, getattr(old, name), figures.WHOLE, unit=t("unit.years"))
    return given


def _kind(stored: Stored) -> Kind:
    figures_of = effect_line.counted(stored)

    def summary(chain: Chain, each: MonetisedEffect) -> str:
        outcome = editor.names(chain.outcomes, (each.outcome_id,))
        return " · ".join(part for part in (outcome, effect_line.line(each, figures_of.get(each.id))) if part)

    return Kind("effects", _draw, lambda ident: MonetisedEffect(id=ident, name=Text()), summary, part="impact")


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.IMPACT)
    editor.show_several(stored, _kind(stored))
    steps.end(Step.IMPACT, states)
