"""The end of a procurement: where it is preserved and until when, with a question first, or how it was ended."""

import streamlit as st

from chain.people import Wish
from chain.procurement.state import LOCKED
from pages.parts import follow_acts, inputs, workspace
from pages.parts.sheet import Sheet
from pages.parts.tender_acts import tell
from pages.parts.tender_desk import DESK, PREFIX, Open
from pages.parts.words import plain, t
from reports.texts.numbers import format_date
from storage.operations import procurement


def show(found: Open) -> None:
    """How it was ended; else, for whom may, the way to end it. What was never published is deleted instead."""
    there = found.found
    if there.closed_at is not None and there.kept_until is not None:
        st.header(t("tender_closing.title"), anchor=False)
        told = {"day": format_date(there.closed_at.date()), "until": format_date(there.kept_until)}
        st.write(plain(t("tender_closing.closed", who=workspace.by_whom(there.closed_by or ""), **told)))
        st.write(plain(t("tender_closing.preserved", note=there.closing_note)))
    elif there.state in LOCKED and workspace.may(Wish.PROCURE):
        st.header(t("tender_closing.title"), anchor=False)
        _offer(found)


def _offer(found: Open) -> None:
    sheet = Sheet(DESK.key(found), f"{PREFIX}closing", found.version, desk=DESK)
    st.write(t("tender_closing.help"))
    note = inputs.line(sheet, "closing_note", "", label=t("procurement_field.closing_note"), required=True)
    until = inputs.day(sheet, "kept_until", None, label=t("procurement_field.kept_until"))
    if until is None:
        inputs.missing(sheet, "kept_until")
    with st.popover(t("tender_closing.button")):
        st.write(t("tender_closing.ask"))
        if st.button(t("tender_closing.yes"), key="close-procurement"):
            if sheet.problems or until is None:
                follow_acts.point_out(sheet)
                return
            acting = workspace.acting()
            outcome = procurement.close(workspace.store(), acting, found.found.id, note, until, sheet.version)
            if tell(outcome, t("tender_closing.done")):
                sheet.forget()
            st.rerun()
    follow_acts.after(sheet)
