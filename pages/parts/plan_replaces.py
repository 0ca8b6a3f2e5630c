"""Which assumption a measurement will take the place of, how it is read, and how much the assumption still weighs."""

import streamlit as st

from chain.forecast.model import Comparison
from chain.measurement import PlannedIndicator, Reading, Replacing, Using
from chain.model import Chain, passports
from chain.problem import problem
from pages.parts import inputs
from pages.parts.sheet import Sheet
from pages.parts.value_form import Slots
from pages.parts.words import language, plain, t
from reports.follow_up import plan
from reports.texts.numbers import format_input, parse_number
from reports.texts.places import place_name

WEIGHTS = ("passport", "only", "number")


def fields(
    sheet: Sheet, old: PlannedIndicator, chain: Chain, comparisons: tuple[Comparison, ...], slots: Slots
) -> Replacing | None:
    """The fields; nothing where the measurement replaces no assumption."""
    st.markdown(f"**{t('measuring.learns')}**")
    st.caption(t("measuring.learns_help"))
    was = old.replaces
    names = plan.replaceable(chain, comparisons, list(passports(chain)), language())
    if was and was.place not in names:
        names[was.place] = place_name(language(), was.place, chain)
    place = inputs.choice(
        sheet, "place", was.place if was else None, list(names.items()), optional=True, label=t("measuring.place")
    )
    slots.leave("indicator/replaces/place")
    if place is None:
        return None
    st.caption(plain(names[place]))  # whole, where the list has no room for it
    reading = inputs.choice(
        sheet, "reading", was.reading if was else Reading.AS_IT_IS, inputs.members("measuring.reading", Reading)
    )
    slots.leave("indicator/replaces/reading")
    uses = inputs.choice(
        sheet, "uses", was.uses if was else Using.ALL, inputs.members("measuring.uses", Using),
        label=t("measuring.uses_label"),
    )  # fmt: skip
    factor = _number(sheet, "factor", t("measuring.factor"), was.factor if was else 1.0)
    return Replacing(
        place=place,
        reading=Reading(reading),
        uses=Using(uses),
        prior_weight=_weight(sheet, was),
        factor=1.0 if factor is None else factor,
    )


def _weight(sheet: Sheet, was: Replacing | None) -> float | None:
    """How many observed persons the assumption is worth beside the measured ones."""
    weight = was.prior_weight if was else None
    old = "passport" if weight is None else "only" if weight == 0 else "number"
    options = [(each, t(f"measuring.weight.{each}")) for each in WEIGHTS]
    picked = inputs.choice(sheet, "weight", old, options, label=t("measuring.weight_label"))
    if picked != "number":
        return 0.0 if picked == "only" else None
    typed = _number(sheet, "prior_weight", t("measuring.weight_number"), weight or None)
    if typed is not None and not 0 <= typed <= 1e6:
        sheet.report(problem("follow_up.number_outside", "indicator/prior_weight", low=0, high=1_000_000))
        return weight
    return typed


def _number(sheet: Sheet, name: str, label: str, old: float | None) -> float | None:
    raw = sheet.line(name, label, format_input(language(), old), max_chars=40)
    return inputs.number(sheet, name, raw, parse_number)
