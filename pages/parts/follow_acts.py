"""What came of an act upon a follow-up: done and told, or who was faster, or why it cannot be done."""

import streamlit as st

from chain.people import Standing, Wish, may
from pages.parts import flash, pointing, workspace
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.history import pair_in_words
from reports.texts import has_text
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from storage.operations import Conflict, Refused, Stored

CONFLICT, MENDED = "_conflict", "_mended"


def allowed(stored: Stored, wish: Wish) -> bool:
    """Whether this person may do this with the follow-up of the open intervention."""
    acting = workspace.acting()
    standing = Standing(stored.organisation_id, {acting.organisation_id: stored.access}, stored.chain.id)
    return not stored.archived and may(acting, wish, standing)


def faster(found: Conflict) -> str:
    """Who was first, and when."""
    when = format_moment(found.at)
    return t("entry.conflict", by=plain(workspace.person(found.by)), when=when)


def refused(found: Refused) -> str:
    """Why it cannot be done."""
    return plain(" ".join(sentence(language(), each) for each in found.problems))


def tell(outcome: object, message: str) -> bool:
    """Leave word of an act for the next drawing of the page; whether it was done."""
    if isinstance(outcome, Conflict):
        flash.tell(faster(outcome), grave=True)
    elif isinstance(outcome, Refused):
        flash.tell(refused(outcome), grave=True)
    else:
        flash.tell(message)
    return not isinstance(outcome, Conflict | Refused)


def settle(sheet: Sheet, outcome: object, message: str) -> bool:
    """What came of saving a sheet: forgotten when it is kept; else what was typed stays, and it is said why."""
    if isinstance(outcome, Conflict):
        st.session_state[sheet.key(CONFLICT)] = outcome
    elif isinstance(outcome, Refused):
        st.error(refused(outcome))
    else:
        sheet.forget()
        flash.tell(message)
        return True
    return False


def point_out(sheet: Sheet) -> None:
    """Hold the saving back, and from now on point at empty required fields too."""
    sheet.try_now()
    st.session_state[sheet.key(MENDED)] = True
    st.rerun()


def after(sheet: Sheet, there: str = "") -> None:
    """Under the buttons: that something is to be mended, and what another one changed meanwhile (`there`: to what)."""
    if st.session_state.pop(sheet.key(MENDED), False):
        st.error(t("entry.mended"))
        pointing.at_first_wrong()
    found: Conflict | None = st.session_state.get(sheet.key(CONFLICT))
    if found is None:
        return
    st.warning(faster(found))
    if there:
        st.text(there)
    for each in found.changes:
        old, new = pair_in_words(language(), each.place, each.old, each.new)
        field = each.place.rsplit("/", 1)[-1]
        name = t(f"field.{field}") if has_text(f"field.{field}") else field
        st.text(t("edit.conflict_line", place=name, old=old, new=new))
    st.button(t("edit.conflict_override"), key=sheet.key("override"), on_click=_on_top, args=(sheet, found.version))


def _on_top(sheet: Sheet, version: int) -> None:
    """From now on what was typed builds on what the other one saved."""
    st.session_state.pop(sheet.key(CONFLICT), None)
    sheet.rebase(version)
