"""What is judged, with every level described, and what every bid must meet."""

from collections.abc import Mapping

import streamlit as st

from chain.procurement.model import Criterion, Procurement, Requirement
from chain.text import Text
from pages.parts import editor, figures
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import DESK, Open
from pages.parts.tender_fields import amount, label, text
from pages.parts.words import language, t

MOST_LEVELS = 11


def _criterion(sheet: Sheet, model: Procurement, old: Criterion) -> Mapping[str, object]:
    given: dict[str, object] = {"name": text(sheet, "name", old.name, required=True)}
    most = amount(sheet, "most_sek", getattr(old, "most_sek", None), figures.MONEY, required=True)
    given["most_sek"] = 0.0 if most is None else most
    given["levels"] = _levels(sheet, old)
    for name in ("reason", "object_link", "control"):
        given[name] = text(sheet, name, getattr(old, name), long=True)
    given["is_binding"] = sheet.tick("is_binding", t("tender.binding"), old.is_binding)
    return given


def _levels(sheet: Sheet, old: Criterion) -> list[Text]:
    """The levels in order from 0, and an empty one more; those emptied at the end fall away."""
    st.header(label("levels"), anchor=False)
    st.write(t("tender.levels_help"))
    drafted = [int(each.split("/")[1].partition(".")[0]) for each in sheet.draft if each.startswith("levels/")]
    count = min(max(len(old.levels) + 1, 2, *(at + 2 for at in drafted)), MOST_LEVELS)
    found = [_level(sheet, at, old.levels[at] if at < len(old.levels) else Text()) for at in range(count)]
    while found and not (found[-1].sv or found[-1].en):
        found.pop()
    return found


def _level(sheet: Sheet, at: int, old: Text) -> Text:
    return text(sheet, f"levels/{at}", old, long=True, label_is=t("tender.level", level=at))


def _requirement(sheet: Sheet, model: Procurement, old: Requirement) -> Mapping[str, object]:
    return {"text": text(sheet, "text", old.text, long=True, required=True, label_is=t("tender.requirement_text"))}


def _of_criterion(model: Procurement, each: Criterion) -> str:
    return t("tender.criterion_line", most=figures.MONEY.show(language(), each.most_sek), count=len(each.levels))


CRITERIA = Kind("criteria", _criterion, lambda ident: Criterion.model_construct(id=ident, name=Text()), _of_criterion,
                desk=DESK)  # fmt: skip
REQUIREMENTS = Kind("requirements", _requirement, lambda ident: Requirement(id=ident, text=Text()), lambda *_: "",
                    desk=DESK)  # fmt: skip


def show_judged(found: Open) -> None:
    """Both lists, or the form of the one that is open."""
    editor.show_several(found, CRITERIA, REQUIREMENTS)
