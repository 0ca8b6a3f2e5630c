"""Input fields of a comparison: numbers with what is known beside them, and tables by age."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from chain.assumption import Assumption, Frozen
from chain.forecast.catalogue import catalogue
from chain.forecast.edit import with_value
from chain.forecast.model import Comparison
from chain.text import Text
from pages.parts import figures, inputs, saving
from pages.parts.compared_forecast import DESK
from pages.parts.figures import Measure
from pages.parts.sheet import Option, Sheet, label_of
from pages.parts.words import language, plain, t
from reports.texts import has_text
from reports.texts.numbers import parse_whole

PASSPORT_OF_NOBODY = ("author", "noted_on", "figure_id")
LAST_AGE = 200


class Known(NamedTuple):
    """A figure that is known for a field, and what it says."""

    name: str
    figure: Assumption


def label(name: str) -> str:
    """What the field of this name is called; in a forecast some names mean something of their own."""
    last = name.rsplit("/", 1)[-1]
    return t(f"forecast_field.{last}") if has_text(f"forecast_field.{last}") else label_of(last)


def known_for(field: str) -> list[Known]:
    """The catalogue's figures for a field."""
    return [Known(each.name.into(language()), each.figure) for each in catalogue().figures if each.field == field]


def number(
    sheet: Sheet,
    name: str,
    old: Assumption | None,
    measure: Measure,
    *,
    place: str = "",
    known: Iterable[Known] = (),
    title: str = "",
    **more: object,
) -> Assumption | None:
    """A number with its passport, and under it what is known for it: the default stays in sight beside one's own.

    `place` is where a known figure is put at a press; without it, known figures are only shown.
    """
    found = figures.assumption(sheet, name, old, measure, label=title or label(name), **more)
    for count, each in enumerate(known):
        _tell_known(sheet, name, old, measure, place, each, count)
    return found


def _tell_known(
    sheet: Sheet, name: str, old: Assumption | None, measure: Measure, place: str, each: Known, count: int
) -> None:
    same = old is not None and _bare(old) == _bare(each.figure)
    key = "compared.known_used" if same else "compared.known"
    parts = [t(f"mark.{each.figure.mark}"), *([t(f"evidence.{each.figure.evidence}")] if each.figure.evidence else [])]
    told = t(key, value=measure.show(language(), each.figure.value), name=each.name,
             source=each.figure.source or each.figure.derivation.into(language()), grade=", ".join(parts))  # fmt: skip
    st.caption(plain(told))
    if place and not same and not sheet.closed:
        value = t("compared.use_known", value=measure.show(language(), each.figure.value), field=label(name))
        st.button(plain(value), key=sheet.key(f"{name}/use-{count}"), on_click=_use, args=(place, each.figure))


def _bare(figure: Assumption) -> dict:
    return figure.model_dump(exclude=set(PASSPORT_OF_NOBODY))


def _use(place: str, figure: Assumption) -> None:
    def edit(comparison: Comparison) -> Comparison:
        try:
            return with_value(comparison, place, figure)
        except KeyError:
            return comparison

    saving.change(edit, t("compared.known_taken"), DESK)


def bands(
    sheet: Sheet,
    name: str,
    old: Sequence[Frozen],
    field: str,
    measure: Measure,
    start: int | None,
    *,
    known: Iterable[Known] = (),
    priced: bool = False,
) -> list[dict]:
    """A table by age, one figure in each row, and an empty row to go on with; rows without a figure fall away."""
    st.markdown(f"**{label(name)}**")
    st.caption(t("compared.bands_help"))
    kept = []
    known = list(known)
    for index in range(len(old) + 1):
        band = old[index] if index < len(old) else None
        kept.append(_band(sheet, f"{name}/{index}", band, field, measure, _begins(old, start), priced=priced,
                          known=known if not index else (), begun=bool(old)))  # fmt: skip
    return [each for each in kept if each is not None]


def _begins(old: Sequence[Frozen], start: int | None) -> int:
    """Where the next row begins: after the last, else at the age when the intervention begins."""
    return min(max(each.age_to for each in old) + 1, LAST_AGE) if old else (start or 0)


def _band(sheet: Sheet, name: str, band: Frozen | None, field: str, measure: Measure, begins: int, *, priced: bool,
          known: Iterable[Known], begun: bool) -> dict | None:  # fmt: skip
    """One row; None when it is empty or taken away."""
    heading = t("compared.new_band") if band is None else ""
    with row(sheet, name, heading, band is None and begun):
        left, right = st.columns(2)
        with left:
            first = _age(sheet, f"{name}/age_from", band.age_from if band else begins)
        with right:
            last = _age(sheet, f"{name}/age_to", band.age_to if band else LAST_AGE)
        figure = number(sheet, f"{name}/{field}", getattr(band, field, None), measure, known=known, priced=priced)
        gone = band is not None and taken_away(sheet, name)
    if figure is None or gone:
        return None
    return {"age_from": first, "age_to": last, field: figure}


def _age(sheet: Sheet, name: str, old: int) -> int:
    raw = sheet.line(name, label(name), str(old), max_chars=40)
    typed = inputs.number(sheet, name, raw, parse_whole, required=True)
    return old if typed is None else typed


@contextmanager
def row(sheet: Sheet, name: str, heading: str, folded: bool) -> Iterator[None]:
    """A box for one thing of several. An empty one more is folded away, until something is typed in it."""
    if not folded:
        with st.container(border=True):
            if heading:
                st.subheader(heading, anchor=False)
            yield
        return
    typed = any(each.startswith(f"{name}/") for each in sheet.draft)
    with st.expander(heading, expanded=typed):
        yield


def taken_away(sheet: Sheet, name: str) -> bool:
    """Whether this row is to go when the form is saved."""
    return sheet.tick(f"{name}/gone", t("compared.take_away"), False)


def text(sheet: Sheet, name: str, old: Text, **more: object) -> Text:
    """Words under this part's own label."""
    return inputs.text(sheet, name, old, label=label(name), **more)


def choice(sheet: Sheet, name: str, old: str | None, options: Sequence[Option], **more: object) -> str | None:
    """One of several codes, under this part's own label."""
    return inputs.choice(sheet, name, old, options, label=label(name), **more)
