"""Input fields of a comparison: numbers with what is known beside them, and tables by age."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import streamlit as st

from chain.assumption import Assumption, Frozen
from chain.forecast.catalogue import catalogue
from chain.forecast.edit import with_value
from chain.forecast.model import Comparison, ProbabilityBand
from chain.text import Text
from pages.parts import figures, inputs, saving
from pages.parts.compared_forecast import DESK
from pages.parts.figures import Measure
from pages.parts.rows import row, taken_away
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
    put: Callable[[Assumption], object] = lambda figure: figure,
    title: str = "",
    **more: object,
) -> Assumption | None:
    """A number with its passport, and under it what is known for it: the default stays in sight beside one's own.

    `place` is where a known figure is put at a press, as what `put` makes of it; without it, it is only shown.
    """
    found = figures.assumption(sheet, name, old, measure, label=title or label(name), **more)
    for count, each in enumerate(known):
        same = old is not None and _bare(old) == _bare(each.figure)
        st.caption(plain(_told(each, measure, same)))
        if place and not same and not sheet.closed:
            value = t("compared.use_known", value=measure.show(language(), each.figure.value), field=label(name))
            key = sheet.key(f"{name}/use-{count}")
            st.button(plain(value), key=key, on_click=_use, args=(place, put(each.figure)))
    return found


def _told(known: Known, measure: Measure, is_used: bool) -> str:
    """The figure, what it says, its source with what was noted about it, and its grade."""
    figure = known.figure
    grade = [t(f"mark.{figure.mark}"), *([t(f"evidence.{figure.evidence}")] if figure.evidence else [])]
    parts = figure.source, figure.derivation.into(language()), figure.note.into(language())
    source = " ".join(f"{each.rstrip('.')}." for each in parts if each.strip())
    key = "compared.known_used" if is_used else "compared.known"
    return t(key, value=measure.show(language(), figure.value), name=known.name, source=source, grade=", ".join(grade))


def _bare(figure: Assumption) -> dict:
    return figure.model_dump(exclude=set(PASSPORT_OF_NOBODY))


def _use(place: str, value: object) -> None:
    def edit(comparison: Comparison) -> Comparison:
        try:
            return with_value(comparison, place, value)
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
    place: str = "",
    priced: bool = False,
) -> list[dict]:
    """A table by age, one figure in each row, and an empty row to go on with; rows without a figure fall away.

    A known figure is put in `place` as the one row of a table that is empty, for every age.
    """
    st.markdown(f"**{label(name)}**")
    st.caption(t("compared.bands_help"))
    begins = min(max(each.age_to for each in old) + 1, LAST_AGE) if old else (start or 0)
    kept = []
    for index, band in enumerate((*old, None)):
        extra = {"known": known, "place": "" if old else place, "put": _every_age} if not index else {}
        with row(sheet, f"{name}/{index}", t("compared.new_band") if old and not band else "", bool(old) and not band):
            kept.append(_band(sheet, f"{name}/{index}", band, field, measure, begins, priced=priced, **extra))
    return [each for each in kept if each is not None]


def _every_age(figure: Assumption) -> tuple[ProbabilityBand, ...]:
    return (ProbabilityBand(age_from=0, age_to=LAST_AGE, probability=figure),)


def _band(
    sheet: Sheet, name: str, band: Frozen | None, field: str, measure: Measure, begins: int, **more: object
) -> dict | None:
    """One row; None when it is empty or taken away."""
    left, right = st.columns(2)
    with left:
        first = _age(sheet, f"{name}/age_from", band.age_from if band else begins)
    with right:
        last = _age(sheet, f"{name}/age_to", band.age_to if band else LAST_AGE)
    figure = number(sheet, f"{name}/{field}", getattr(band, field, None), measure, **more)
    gone = band is not None and taken_away(sheet, name)
    if figure is None or gone:
        return None
    return {"age_from": first, "age_to": last, field: figure}


def _age(sheet: Sheet, name: str, old: int) -> int:
    raw = sheet.line(name, label(name), str(old), max_chars=40)
    typed = inputs.number(sheet, name, raw, parse_whole, required=True)
    return old if typed is None else typed


def text(sheet: Sheet, name: str, old: Text, **more: object) -> Text:
    """Words under this part's own label."""
    return inputs.text(sheet, name, old, label=label(name), **more)


def choice(sheet: Sheet, name: str, old: str | None, options: Sequence[Option], **more: object) -> str | None:
    """One of several codes, under this part's own label."""
    return inputs.choice(sheet, name, old, options, label=label(name), **more)
