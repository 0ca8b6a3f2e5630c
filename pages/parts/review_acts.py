"""What a reviewer does with a value: returns it with a note, approves it, locks its period, opens it for a time."""

import streamlit as st

from chain.people import Wish
from chain.workflow import State, Step
from pages.parts import flash, follow_acts, inputs, workspace
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Measurement, PeriodLocked, Refused, Stored


def acts(stored: Stored, found: Measurement) -> None:
    """The steps that can be taken now by this person; where one cannot, why."""
    sheet = Sheet(stored.chain.id, f"review/{found.key.indicator_id}/{found.key.period}", found.version)
    state = found.standing.state
    if state is State.SUBMITTED and not follow_acts.allowed(stored, Wish.REVIEW):
        st.info(t("review.not_allowed"))
    elif state is State.SUBMITTED and Step.APPROVE not in found.may:
        st.info(t("review.four_eyes"))
    if Step.APPROVE in found.may:
        st.button(t("review.approve"), type="primary", key="approve", on_click=_approve, args=(sheet, found))
    if Step.RETURN in found.may:
        _return(sheet, found)
    if Step.LOCK in found.may:
        lock_period(stored, found.key.period)
    if Step.REOPEN in found.may:
        _reopen(sheet, found)
    follow_acts.after(sheet)


def _approve(sheet: Sheet, found: Measurement) -> None:
    outcome = operations.approve(workspace.store(), workspace.acting(), found.key, found.version, today())
    if follow_acts.tell(outcome, t("review.approved")):
        sheet.forget()


def _return(sheet: Sheet, found: Measurement) -> None:
    """The note that tells what to do, kept as draft while it is written."""
    note = sheet.words("note", t("review.note"), "", max_chars=2_000, help=t("review.note_help"))
    inputs.warn_of_person(note)
    if not note.strip() and sheet.tried:
        inputs.missing(sheet, "note", "follow_up.note_missing")
    sheet.show_unkept()
    if not st.button(t("review.return"), key="return"):
        return
    if not note.strip():
        follow_acts.point_out(sheet)
    store, acting = workspace.store(), workspace.acting()
    outcome = operations.return_value(store, acting, found.key, note, sheet.version, today())
    if follow_acts.settle(sheet, outcome, t("review.returned")):
        st.rerun()


def lock_period(stored: Stored, period: str) -> None:
    """Lock a whole period, asked first: it says what can be done afterwards."""
    with st.popover(t("review.lock", period=period)):
        st.write(t("review.lock_ask", period=period))
        st.button(t("review.lock_yes"), key=f"lock-{period}", on_click=_lock, args=(stored, period))


def _lock(stored: Stored, period: str) -> None:
    outcome = operations.lock_period(workspace.store(), workspace.acting(), stored.chain.id, period, today())
    if isinstance(outcome, PeriodLocked):
        flash.tell(t("review.locked", period=period, locked=outcome.locked, closed=outcome.closed))
    else:
        _refused(outcome)


def _refused(outcome: Refused) -> None:
    flash.tell(plain(" ".join(sentence(language(), each) for each in outcome.problems)), grave=True)


def _reopen(sheet: Sheet, found: Measurement) -> None:
    """Until when a locked value can be written, and why; who asked for it."""
    st.header(t("review.reopen_title"), anchor=False)
    stands = found.standing
    if stands.asked_by:
        asked = t("entry.waiting", by=workspace.by_whom(stands.asked_by), reason=stands.asked_reason)
        st.info(plain(asked))
    st.caption(t("review.reopen_help"))
    until = inputs.day(sheet, "open_until", None)
    reason = inputs.line(sheet, "opening_reason", "", label=t("review.reopen_reason"))
    if sheet.tried and until is None and not sheet.problems:
        inputs.missing(sheet, "open_until", "follow_up.until_missing")
    if not st.button(t("review.reopen"), key="reopen"):
        return
    if until is None:
        follow_acts.point_out(sheet)
    store, acting = workspace.store(), workspace.acting()
    outcome = operations.reopen(store, acting, found.key, until, reason, sheet.version, today())
    if follow_acts.settle(sheet, outcome, t("review.reopened")):
        st.rerun()
