"""Saving a change to the open chain: one transaction, a way back, and a word when someone else was faster."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

import streamlit as st

from pages.parts import flash, workspace
from pages.parts.desk import CHAIN, Desk
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.history import pair_in_words
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from storage.changes import Change
from storage.operations import Conflict, Refused, Saved, Stored, StoredComparison

Edit = Callable[[Any], Any]
CONFLICT = "_conflict"
OVERRIDE = "_override"


def change(edit: Edit, message: str, desk: Desk = CHAIN) -> None:
    """Make a change that needs no form (remove, reorder), on what is saved now."""
    stored = desk.stored()
    if stored is None:
        flash.tell(t("edit.gone"))
        return
    outcome = desk.save(edit(desk.content(stored)), stored.version)
    _tell(stored, outcome, message, desk)


def keep(edit: Edit, sheet: Sheet, places: Collection[str]) -> bool:
    """Save what a form holds; True when it is saved and the draft is gone.

    A change that someone else saved meanwhile stops this one only if it touched one of the `places` in the form.
    """
    st.session_state.pop(sheet.key(OVERRIDE), None)
    st.session_state.pop(sheet.key(CONFLICT), None)
    desk = sheet.desk
    stored = desk.stored()
    if stored is None:
        flash.tell(t("edit.gone"))
        return False
    message = t("edit.saved")
    outcome = desk.save(edit(desk.content(stored)), sheet.version)
    while isinstance(outcome, Conflict) and not _touches(outcome.changes, places):
        # Once more on top of what is there now; others may be saving all the while.
        message = _told("edit.merged", "edit.merged_own", outcome.by)
        stored = outcome.current
        outcome = desk.save(edit(desk.content(stored)), stored.version)
    if isinstance(outcome, Conflict):
        st.session_state[sheet.key(CONFLICT)] = outcome
        return False
    _tell(stored, outcome, message, desk)
    if isinstance(outcome, Saved):
        sheet.forget()
    return isinstance(outcome, Saved)


def _touches(changes: Iterable[Change], places: Collection[str]) -> bool:
    return any(f"{each.place}/".startswith(f"{place}/") for each in changes for place in places)


def overrides(sheet: Sheet) -> bool:
    """Whether the person, told of the other's change, has chosen to save on top of it."""
    return bool(st.session_state.get(sheet.key(OVERRIDE)))


def hold_back(sheet: Sheet) -> None:
    """Do not save on top by itself later: what was typed has to be mended first."""
    st.session_state.pop(sheet.key(OVERRIDE), None)


def show_conflict(sheet: Sheet) -> None:
    """What the other writer changed, and the choice to save on top of it."""
    found: Conflict | None = st.session_state.get(sheet.key(CONFLICT))
    if found is None:
        return
    when = format_moment(found.at)
    st.warning(_told("edit.conflict", "edit.conflict_own", found.by, when=when))
    stored = sheet.desk.stored()
    for each in found.changes:
        name = sheet.desk.name(language(), each.place, sheet.desk.content(stored) if stored else None)
        old, new = pair_in_words(language(), each.place, each.old, each.new)
        st.text(t("edit.conflict_line", place=name, old=old, new=new))
    st.button(
        t("edit.conflict_override"),
        key=sheet.key("override-button"),
        on_click=_choose_override,
        args=(sheet, found.version),
    )


def _told(other: str, own: str, by: str, **values: object) -> str:
    """A sentence about another save. One's own save came from another tab, or from before this page was drawn."""
    return t(own, **values) if by == workspace.who() else t(other, who=plain(workspace.person(by)), **values)


def _choose_override(sheet: Sheet, version: int) -> None:
    """Keep the other's change where this person typed nothing, and save what they typed on top of it."""
    sheet.rebase(version)
    st.session_state[sheet.key(OVERRIDE)] = True


def _tell(before: Stored | StoredComparison, outcome: Saved | Conflict | Refused, message: str, desk: Desk) -> None:
    content = desk.content(before)
    if isinstance(outcome, Saved):
        flash.tell(message, lambda: _take_back(content, outcome.version, desk))
    elif isinstance(outcome, Conflict):
        flash.tell(_told("edit.conflict_simple", "edit.conflict_simple_own", outcome.by), grave=True)
    else:
        words = " ".join(sentence(language(), each, content) for each in outcome.problems)
        flash.tell(plain(words), grave=True)


def _take_back(content: Any, version: int, desk: Desk) -> None:
    """Put everything back as it was before the last save, unless it has moved on since."""
    outcome = desk.save(content, version)
    done = isinstance(outcome, Saved)
    flash.tell(t("edit.undone") if done else t("edit.not_undone"), grave=not done)
