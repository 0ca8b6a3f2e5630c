"""Figures that move together: which group a number belongs to, and how closely it follows it."""

from collections.abc import Iterable
import re
from typing import Any
import unicodedata

import streamlit as st

from chain.assumption import Passport
from chain.model import Chain, by_id
from chain.problem import Problem, Severity, problem
from chain.text import Text
from pages.parts import inputs, workspace
from pages.parts.sheet import Option, Sheet
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_input, format_number, parse_number
from reports.texts.problems import sentence

NONE, NEW, OWN = "", "+new", "own"
CLOSENESS = {"weak": 0.3, "moderate": 0.5, "strong": 0.8}
LONGEST_NAME = 64


def group_starts(before: Passport) -> dict[str, str]:
    """What the fields about the group hold before anything is typed in them."""
    closeness = before.group_correlation
    named = next((code for code, number in CLOSENESS.items() if number == closeness), OWN)
    return {
        "group": before.group_id or NONE,
        "group_new": "",
        "closeness": NONE if closeness is None else named,
        "closeness_own": format_input(language(), closeness),
    }


def group_given(reader, is_uncertain: bool, before: Passport) -> dict[str, object]:
    """The group and its correlation as typed; a number that is not uncertain keeps what was saved."""
    if not (is_uncertain or before.group_id):
        return {"group_id": before.group_id, "group_correlation": before.group_correlation}
    code = str(reader.words["group"])
    if code == NONE:
        return {"group_id": None, "group_correlation": None}
    group_id = _new_name(reader) if code == NEW else code
    if group_id:
        _note_name(reader, group_id, "group_new" if code == NEW else _name_field(code))
    return {"group_id": group_id, "group_correlation": _closeness(reader)}


def _name_field(group_id: str) -> str:
    """The field with the name of a group that is there; each group has its own, so that a name stays with its group."""
    return f"group_name.{group_id}"


def _new_name(reader) -> str | None:
    raw, place = str(reader.words["group_new"]), reader.question.place
    name = group_identifier(raw)
    if not name:
        code = "sure.group_name" if raw.strip() else "sure.group_name_needed"
        reader.faults.append(("group", problem(code, place)))
    return name or None


def _note_name(reader, group_id: str, field: str) -> None:
    """Keep what was typed as the group's name; an untouched or emptied field changes nothing, and a new
    group that turns out to be one that is there keeps that one's name."""
    question = reader.question
    there, typed = _open(question.sheet), str(question.sheet.draft.get(f"{question.name}.{field}", "")).strip()
    if there is None or not typed:
        return
    unfit = inputs.unkept(question.place, typed)
    if unfit:
        reader.faults.append(("group", unfit))
        return
    before = name_of(there, group_id)
    if has_names(there) and typed != before.into(language()) and not (before and field == "group_new"):
        question.sheet.group_names[group_id] = before.rewritten(language(), typed)


def has_names(there: object) -> bool:
    """Whether groups have names there; in a comparison a group is called by its id."""
    return isinstance(there, Chain)


def name_of(there: object, group_id: str) -> Text:
    """What people call a group; nothing where it has its id only."""
    found = by_id(there.groups).get(group_id) if has_names(there) else None
    return found.name if found else Text()


def group_identifier(words: str) -> str:
    """An identifier from a group's name: plain small letters, digits and hyphens; of a name in another script, the
    numbers of its letters; empty when it has neither letters nor digits."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    plain_letters = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    others = "-".join(f"{ord(sign):x}" for sign in words if sign.isalnum())
    return (plain_letters or others)[:LONGEST_NAME].strip("-")


def _closeness(reader) -> float | None:
    code = reader.choice("closeness", (NONE, *CLOSENESS, OWN))
    return reader.number("closeness_own", _parse_correlation, "closeness") if code == OWN else CLOSENESS.get(code)


def _parse_correlation(raw: str, place: str) -> float | Problem:
    value = parse_number(raw, place)
    if isinstance(value, Problem) or -1 <= value <= 1:
        return value
    return problem("sure.correlation_outside", place, value=value)


def draw(question, given: dict[str, object]) -> dict[str, st.delta_generator.DeltaGenerator]:
    """Draw the fields about the group; returns where to tell what is wrong in them."""
    sheet, name, begun = question.sheet, question.name, group_starts(question.old or Passport())
    there = _open(sheet)
    if there is None:
        return {}
    known = list(sheet.desk.figures(there))
    slots = {"group": st.container(), "closeness": st.container()}
    with slots["group"]:
        picked = sheet.choice(f"{name}.group", t("sure.group"), begun["group"], _groups(known, there, question))
        if picked == NEW:
            typed = sheet.line(f"{name}.group_new", t("sure.group_name"), begun["group_new"], help=t("sure.group_says"))
            inputs.warn_of_person(typed)
        elif picked != NONE and has_names(there):
            before = name_of(there, picked).into(language()) or picked
            named = sheet.line(f"{name}.{_name_field(picked)}", t("sure.group_name"), before, help=t("sure.group_says"))
            inputs.warn_of_person(named)
    if picked == NONE:
        return slots
    with slots["closeness"]:
        _draw_closeness(sheet, name, begun)
        group_id = group_identifier(typed) if picked == NEW else picked
        _tell_members(sheet.desk.name(language(), place, there) for place in _members(known, group_id, question))
        if given.get("group_correlation") is None and group_id:
            called = name_of(there, group_id) or (typed if picked == NEW else group_id)
            found = problem("spread.group_without_correlation", question.place, Severity.WARNING, group_id=called)
            st.caption(plain(sentence(language(), found)))
    return slots


def _draw_closeness(sheet: Sheet, name: str, begun: dict[str, str]) -> None:
    options: list[Option] = [(NONE, t("sure.closeness_none"))]
    options += [(code, t(f"sure_closeness.{code}", number=format_number(language(), number)))
                for code, number in CLOSENESS.items()]  # fmt: skip
    options.append((OWN, t("sure_closeness.own")))
    label, words = t("sure.closeness"), t("sure.closeness_help")
    picked = sheet.choice(f"{name}.closeness", label, begun["closeness"], options, help=words)
    if picked == OWN:
        sheet.line(f"{name}.closeness_own", t("sure.closeness_own"), begun["closeness_own"])


def _open(sheet: Sheet) -> Any:
    """What the form is about, an intervention or a comparison; the price library is neither, and has no groups."""
    if sheet.chain_id == workspace.register():
        return None
    stored = sheet.desk.stored()
    return sheet.desk.content(stored) if stored else None


def _groups(figures: Iterable[tuple[str, Passport]], there: object, question) -> list[Option]:
    """No group, those there are (also one only in the draft), and a new one."""
    known = dict.fromkeys(figure.group_id for _, figure in figures if figure.group_id)
    drafted = str(question.sheet.draft.get(f"{question.name}.group", NONE))
    if drafted not in (NONE, NEW):
        known[drafted] = None
    called = {each: name_of(there, each).into(language()) or each for each in known}
    named = [(each, t("sure.group_known", group=name)) for each, name in called.items()]
    return [(NONE, t("sure.group_none")), *named, (NEW, t("sure.group_new"))]


def _members(figures: Iterable[tuple[str, Passport]], group_id: str, question) -> list[str]:
    """The places of the other figures in the group; places that share a figure with this one are this one."""
    old = question.old
    steps = question.sheet.form.split("/")
    whose = "chain/" if steps[0] == "chain" else "/".join((*steps[:2], ""))

    def is_itself(place: str, figure: Passport) -> bool:
        shared = figure.figure_id is not None and old is not None and figure.figure_id == old.figure_id
        return shared or (figure == old and place.startswith(whose))

    found = (place for place, figure in figures if figure.group_id == group_id and not is_itself(place, figure))
    return list(found) if group_id else []


def _tell_members(places: Iterable[str]) -> None:
    names = "; ".join(places)
    st.caption(plain(t("sure.group_others", members=names)) if names else t("sure.group_alone"))
