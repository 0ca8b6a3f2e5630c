"""Input fields for a number and its passport: value, origin, price year in sight; the source, and how sure, folded."""

from collections.abc import Callable
from datetime import date

from pydantic import ValidationError
import streamlit as st

from chain.assumption import Assumption, Evidence, Mark, Passport, Series
from chain.problem import problem
from chain.text import Text
from pages.parts import conventions, inputs, sure, workspace
from pages.parts.folded import folded
from pages.parts.measures import MONEY, NUMBER, SHARE, WHOLE, Measure
from pages.parts.sheet import Sheet, help_of, label_of
from pages.parts.sure_typed import Question
from pages.parts.words import language, plain, t
from reports.texts.numbers import parse_year
from reports.texts.places import field_name

__all__ = ["MONEY", "NUMBER", "SHARE", "WHOLE", "Measure", "assumption", "series"]


def assumption(
    sheet: Sheet,
    name: str,
    old: Assumption | None,
    measure: Measure = NUMBER,
    *,
    unit: str = "",
    reason: bool = False,
    priced: bool = False,
    required: bool = False,
    label: str = "",
    beside: Callable[[float], str] | None = None,
) -> Assumption | None:
    """A number with its passport; None while the field is empty.

    `reason` asks for the why beside the value, `priced` for a price year; `beside` says what the number also means.
    """
    title = label or label_of(name)
    left, right = st.columns([2, 3])
    with left:
        raw = sheet.line(
            name,
            title,
            measure.prefill(language(), old.value if old else None),
            help=help_of(inputs.kind_of(sheet), name),
        )
        value = inputs.number(sheet, name, raw, measure.parse, required=required)
        number = None if value is None else {"value": value}
        question = Question(sheet, name, title, measure, old)
        if number:
            _understood(measure, value, beside, sure.line(question, number))
    with right:
        given = _origin(sheet, name, old or NO_PASSPORT, title, priced)
        given |= {"reason": _reason(sheet, name, old, title)} if reason else {}
    given |= _folded_passport(sheet, name, old or NO_PASSPORT, title)
    given |= sure.ask(question, number)
    if value is None:
        _hold_lonely(sheet, name, name, raw, old, given)
        return None
    return _stamped(sheet, name, Assumption, old, {"value": value, **_unit(old, unit or measure.unit), **given})


def series(
    sheet: Sheet,
    name: str,
    old: Series | None,
    years: range,
    measure: Measure = NUMBER,
    *,
    unit: str = "",
    priced: bool = False,
    label: str = "",
) -> Series | None:
    """One number a calendar year under a shared passport; None while every year is empty."""
    title = label or label_of(name)
    kept = dict(old.values) if old else {}
    shown = sorted({*years, *kept})
    values: dict[int, float] = {}
    st.markdown(f"**{title}**")
    with st.container(horizontal=True, key=f"years-{sheet.form}-{name}".replace("/", "-")):
        for each in shown:
            default = measure.prefill(language(), kept.get(each))
            raw = sheet.line(f"{name}.{each}", t("figure.year_of", field=title, year=each), default, width=170)
            value = inputs.number(sheet, f"{name}.{each}", raw, measure.parse)
            if value is not None:
                values[each] = value
    number = {"values": values} if values else None
    question = Question(sheet, name, title, measure, old, True)
    if number:
        total = measure.show(language(), sum(values.values()))
        words = t("figure.series_understood", total=total, count=len(values))
        st.caption(f"{words} {plain(sure.line(question, number))}")
    given = _origin(sheet, name, old or NO_PASSPORT, title, priced)
    given |= _folded_passport(sheet, name, old or NO_PASSPORT, title)
    given |= sure.ask(question, number)
    if not values:
        _hold_lonely(sheet, name, f"{name}.{shown[0]}", "", old, given)
        return None
    return _stamped(sheet, name, Series, old, {"values": values, **_unit(old, unit or measure.unit), **given})


NO_PASSPORT = Passport()
FOLDED = ("evidence", "source", "url", "note")


def _hold_lonely(sheet: Sheet, name: str, field: str, raw: str, old: Passport | None, given: dict) -> None:
    """A source or a reason without its number would be lost in saving, so the number is asked for."""
    alone = any(value != getattr(NO_PASSPORT, part, None) for part, value in given.items())
    typed = any(each.startswith(f"{name}.") for each in sheet.draft)
    if alone and typed and old is None and not raw.strip():
        inputs.missing(sheet, field, "form.needed_beside")


def _reason(sheet: Sheet, name: str, old: Assumption | None, title: str) -> Text:
    """Why this number. A reason is a sentence or two, so the field has several lines."""
    before = old.reason if old else NO_PASSPORT.reason
    return inputs.text(sheet, f"{name}.reason", before, long=True, label=t("figure.reason", field=title))


def _unit(old: Passport | None, unit: str) -> dict:
    return {} if old and old.unit else {"unit": unit}


def _understood(measure: Measure, value: float, beside: Callable[[float], str] | None, how_sure: str) -> None:
    words = t("figure.understood", value=measure.show(language(), value))
    st.caption(" ".join(filter(None, (words, beside(value) if beside else "", plain(how_sure)))))


def _origin(sheet: Sheet, name: str, old: Passport, title: str, priced: bool) -> dict:
    """Where the number comes from and, for money, its price year: in sight, since both decide what it is worth."""
    label = t("figure.origin", field=title)
    mark = inputs.choice(sheet, f"{name}.mark", str(old.mark), inputs.members("mark", Mark), label=label)
    given = {"mark": Mark(mark)}
    if priced:
        given["price_year"] = _price_year(sheet, f"{name}.price_year", old)
    return given


def _price_year(sheet: Sheet, name: str, old: Passport) -> int | None:
    """The year whose kronor the amounts are in; an empty field stays empty, and what that means is said."""
    raw = sheet.line(name, t("figure.price_year"), str(old.price_year or ""))
    year = inputs.number(sheet, name, raw, parse_year)
    counted = conventions.settings().price_year if sheet.desk.has_settings else None
    if year is None and counted is not None and not raw.strip():
        st.caption(t("figure.price_year_taken", year=counted))
    return year


def _folded_passport(sheet: Sheet, name: str, old: Passport, title: str) -> dict:
    """The rest of the passport, drawn once it is opened or something is typed in it; until then it is what is saved."""
    if old.figure_id:
        st.caption(t("figure.shared"))
    begun = any(each.startswith(f"{name}.{part}") for part in FOLDED for each in sheet.draft)
    with folded(t("figure.passport", field=title), sheet.key(f"{name}.passport.open")) as opened:
        return _passport(sheet, name, old) if opened.open or begun else {part: getattr(old, part) for part in FOLDED}


def _passport(sheet: Sheet, name: str, old: Passport) -> dict:
    given = {
        "evidence": _member(Evidence, inputs.choice(sheet, f"{name}.evidence", old.evidence,
                                                    inputs.members("evidence", Evidence), optional=True,
                                                    label=label_of("evidence_grade"))),
        "source": inputs.line(sheet, f"{name}.source", old.source, label=label_of("source")),
        "url": inputs.line(sheet, f"{name}.url", old.url, label=label_of("url")),
        "note": inputs.text(sheet, f"{name}.note", old.note, label=label_of("note")),
    }  # fmt: skip
    if old.author and old.noted_on:
        st.caption(t("figure.noted", author=workspace.person(old.author), day=old.noted_on.isoformat()))
    return given


def _member(family: type, code: str | None):
    return family(code) if code else None


def _stamped(sheet: Sheet, name: str, model: type, old: Passport | None, given: dict):
    """The number as an object, with who and when where it changed; what cannot be is said under the field."""
    before = old.model_dump() if old else {}
    try:
        new = model.model_validate({**before, **given})
        if old is None or new != old:
            new = new.model_copy(update={"author": workspace.who(), "noted_on": date.today()})
        return new
    except ValidationError as error:
        fields = ", ".join(dict.fromkeys(field_name(language(), str(each["loc"][0])) for each in error.errors()))
        sheet.report(problem("form.refused", f"{sheet.form}/{name}", fields=fields))
        return old
