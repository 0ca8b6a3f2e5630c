"""Input fields of a procurement: labels of its own, plain amounts, moments, and yes, no or not told."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from chain.problem import problem
from chain.text import Text
from pages.parts import inputs
from pages.parts.measures import MONEY, NUMBER, Measure
from pages.parts.sheet import Option, Sheet, help_of
from pages.parts.words import language, t
from reports.texts.moments import format_moment, parse_moment
from reports.texts.numbers import parse_whole
from reports.texts.procurement_places import procurement_label

YES, NO = "yes", "no"
TRUTH = {YES: True, NO: False}
CODE = {told: code for code, told in TRUTH.items()}


def label(name: str) -> str:
    """What the field of this name is called."""
    return procurement_label(language(), name.rsplit("/", 1)[-1])


def text(sheet: Sheet, name: str, old: Text, *, label_is: str = "", **more: object) -> Text:
    """Words under the procurement's own label, or the one that is given."""
    return inputs.text(sheet, name, old, label=label_is or label(name), **more)


def choice(sheet: Sheet, name: str, old: str | None, options: Sequence[Option], **more: object) -> str | None:
    """One of several codes, under the procurement's own label."""
    return inputs.choice(sheet, name, old, options, label=label(name), **more)


def amount(
    sheet: Sheet,
    name: str,
    old: float | None,
    measure: Measure = NUMBER,
    *,
    above_nought: bool = False,
    required: bool = False,
    title: str = "",
) -> float | None:
    """A number without a passport, from nought or above it; None while the field is empty."""
    raw = sheet.line(name, title or label(name), measure.prefill(language(), old), help=help_of("procurement", name))
    found = inputs.number(sheet, name, raw, measure.parse, required=required)
    if found is None:
        return None
    if found < 0 or (above_nought and found == 0):
        sheet.report(problem("tender.above_nought" if above_nought else "tender.below_nought", f"{sheet.form}/{name}"))
        return old
    if measure is MONEY:
        st.caption(t("figure.understood", value=measure.show(language(), found)))
    return found


def moment(sheet: Sheet, name: str, old: datetime | None) -> datetime | None:
    """A day and a time of day, `2026-05-04 09:00`."""
    raw = sheet.line(name, label(name), format_moment(old), help=help_of("procurement", name), max_chars=40)
    found = inputs.number(sheet, name, raw, parse_moment)
    return old if old is not None and found == old else found


def told(sheet: Sheet, name: str, old: bool | None) -> bool | None:
    """Yes, no, or not told yet."""
    options = [(code, t(f"tender_told.{code}")) for code in TRUTH]
    return TRUTH.get(choice(sheet, name, CODE.get(old), options, optional=True) or "")


def whole(sheet: Sheet, name: str, old: int | None, low: int, high: int, *, title: str = "") -> int | None:
    """A whole number within bounds; None while the field is empty."""
    raw = sheet.line(name, title or label(name), "" if old is None else str(old), max_chars=40)
    found = inputs.number(sheet, name, raw, parse_whole)
    if found is not None and not low <= found <= high:
        sheet.report(problem("tender.bounds", f"{sheet.form}/{name}", low=low, high=high))
        return old
    return found
