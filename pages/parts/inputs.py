"""Input fields for the plain parts of an element: words, choices, years. Each draws, reads and returns the value."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from chain import hostile
from chain.assumption import LONGEST_LINE
from chain.checks.words import looks_personal
from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL, LONGEST_WORDS, Text
from pages.parts.sheet import Option, Sheet, help_of, label_of
from pages.parts.words import language, t
from reports.texts.numbers import format_date, format_input, parse_day, parse_whole, parse_year

NOTHING = ""


def kind_of(sheet: Sheet) -> str:
    """The kind of element that a sheet edits, `effects` for `effects/E1`."""
    return sheet.form.split("/")[0]


def text(sheet: Sheet, name: str, old: Text, *, long: bool = False, required: bool = False, label: str = "") -> Text:
    """Words in the reader's language; what exists in the other language is shown beneath, and kept."""
    own = language()
    other = "en" if own == "sv" else "sv"
    draw = sheet.words if long else sheet.line
    caption = (label or label_of(name)) + (f" ({t('common.required')})" if required else "")
    kept_other = str(sheet.now(f"{name}.{other}", getattr(old, other)))
    default = getattr(old, own) or kept_other
    typed = draw(f"{name}.{own}", caption, default, help=help_of(kind_of(sheet), name))
    if required and not typed.strip():
        missing(sheet, name)
    places = {own: f"{sheet.form}/{name}", other: f"{sheet.form}/{name}.{other}"}
    unfit = unkept(places[own], typed) or unkept(places[other], kept_other)
    if unfit:
        sheet.report(unfit)
        return old
    warn_of_person(typed)
    if getattr(old, other) and getattr(old, other) != typed:
        st.caption(t(f"common.in_{other}", words=getattr(old, other)))
    elif getattr(old, other) and not getattr(old, own):
        st.caption(t(f"common.only_{other}"))
    return _joined(old, own, typed, kept_other)


def warn_of_person(words: str) -> None:
    """Say under the field when what stands there looks like a personal identity number; it may still be saved."""
    if looks_personal(words):
        st.warning(t("form.personal_number"))


def missing(sheet: Sheet, name: str, code: str = "form.required") -> None:
    """Hold the saving back for an empty field; it is pointed at once someone has tried to save."""
    found = problem(code, f"{sheet.form}/{name}")
    sheet.report(found) if sheet.tried else sheet.problems.append(found)


def unkept(place: str, words: str, longest: int = LONGEST_WORDS) -> Problem | None:
    """Why these words cannot be kept: an unseen sign that governs how they are shown, or too many of them."""
    hidden = CONTROL.search(words) or BIDI.search(words)
    if hidden:
        return problem("form.unreadable", place, character=hostile.named(hidden[0]))
    return problem("form.too_long", place, count=len(words), limit=longest) if len(words) > longest else None


def _joined(old: Text, own: str, typed: str, kept_other: str) -> Text:
    """Both languages after typing; words that were only shown as a stand-in are not stored twice."""
    other = "en" if own == "sv" else "sv"
    if typed == kept_other and not getattr(old, own):
        return Text(**{other: kept_other})
    return Text(**{own: typed, other: kept_other})


def line(sheet: Sheet, name: str, old: str, *, label: str = "", required: bool = False) -> str:
    """One line that is the same in both languages: a unit, a source, a code."""
    caption = (label or label_of(name)) + (f" ({t('common.required')})" if required else "")
    typed = sheet.line(name, caption, old, help=help_of(kind_of(sheet), name)).strip()
    if required and not typed:
        missing(sheet, name)
    unfit = unkept(f"{sheet.form}/{name}", typed, LONGEST_LINE)
    if unfit:
        sheet.report(unfit)
    warn_of_person(typed)
    return old if unfit else typed


def tick(sheet: Sheet, name: str, old: bool) -> bool:
    """A yes or no."""
    return sheet.tick(name, label_of(name), old, help=help_of(kind_of(sheet), name))


def choice(
    sheet: Sheet, name: str, old: str | None, options: Sequence[Option], *, optional: bool = False, label: str = ""
) -> str | None:
    """One of several codes; None where nothing is chosen and that is allowed."""
    if optional:
        options = [(NOTHING, t("common.not_chosen")), *options]
    default = str(old or (options[0][0] if options else NOTHING))
    picked = sheet.choice(name, label or label_of(name), default, options, help=help_of(kind_of(sheet), name))
    return picked or None


def choices(sheet: Sheet, name: str, old: Sequence[str], options: Sequence[Option], *, label: str = "") -> tuple:
    """Any of several codes, in the order of the options."""
    picked = sheet.choices(name, label or label_of(name), list(old), options, help=help_of(kind_of(sheet), name))
    return tuple(code for code, _ in options if code in picked)


def members(family: str, members_of: type) -> list[Option]:
    """The options of an enumeration, in its order, with words from the family's texts."""
    return [(str(member), t(f"{family}.{member}")) for member in members_of]


def named(elements: Sequence, skip: str = "") -> list[Option]:
    """The options of a list of elements, by id and name."""
    return [(each.id, each.name.into(language()) or each.id) for each in elements if each.id != skip]


def year(sheet: Sheet, name: str, old: int | None, *, required: bool = False, label: str = "") -> int | None:
    """A calendar year typed as four digits."""
    raw = sheet.line(name, label or label_of(name), str(old or ""), help=help_of(kind_of(sheet), name), max_chars=40)
    return number(sheet, name, raw, parse_year, required=required)


def day(sheet: Sheet, name: str, old: date | None, *, label: str = "") -> date | None:
    """A day typed year first, `2026-02-01`."""
    shown = format_date(old) if old else ""
    raw = sheet.line(name, label or label_of(name), shown, help=help_of(kind_of(sheet), name), max_chars=40)
    return number(sheet, name, raw, parse_day)


def whole(sheet: Sheet, name: str, old: int | None, *, required: bool = False, label: str = "") -> int | None:
    """A whole number."""
    raw = sheet.line(name, label or label_of(name), format_input(language(), old), max_chars=40)
    return number(sheet, name, raw, parse_whole, required=required)


def number(sheet: Sheet, name: str, raw: str, parse, *, required: bool = False):
    """What was meant by a typed number, or None with the problem said under the field. An empty field is not 0."""
    place = f"{sheet.form}/{name}"
    if not raw.strip():
        if required:
            missing(sheet, name)
        return None
    value = parse(raw, place)
    if isinstance(value, Problem):
        sheet.report(value)
        return None
    return value
