"""What can be done with a measurement: keep, send in, take back, ask for opening; and what came of it."""

from collections.abc import Callable

import streamlit as st

from chain.measurement import Observation
from chain.problem import Problem, Severity
from chain.workflow import Step
from pages.parts import follow_acts, workspace
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import entry
from storage import operations
from storage.operations import Conflict, Done, Measurement, Refused

Outcome = Done | Conflict | Refused


def buttons(sheet: Sheet, found: Measurement, made: Observation, problems: list[Problem]) -> None:
    """Save the draft, or send it in; what is wrong is pointed out, and nothing typed is lost."""
    sheet.show_unkept()
    if sheet.touched:
        st.info(t("edit.draft_kept"))
    with st.container(horizontal=True, key="value-buttons"):
        send = st.button(t("entry.submit"), type="primary", key=sheet.key("submit"))
        save = st.button(t("entry.save"), key=sheet.key("save"))
    if (send or save) and any(each.severity is Severity.ERROR for each in problems):
        follow_acts.point_out(sheet)
    elif send or save:
        _keep(sheet, found, made, send=send)
    follow_acts.after(sheet, _there(found))


def _keep(sheet: Sheet, found: Measurement, made: Observation, *, send: bool) -> None:
    store, acting, key = workspace.store(), workspace.acting(), found.key
    if send:
        outcome = operations.submit(store, acting, key, sheet.version, today(), made, made.reason)
    else:
        outcome = operations.save_value(store, acting, key.intervention_id, made, sheet.version, today(), made.reason)
    if follow_acts.settle(sheet, outcome, t("entry.submitted" if send else "entry.saved")):
        st.rerun()


def _there(found: Measurement) -> str:
    """What stands there now, for the one who was slower."""
    there = found.observation
    return t("entry.their_value", value=entry.value_words(found.indicator, there.total, language())) if there else ""


def other_steps(found: Measurement) -> None:
    """Take back what was sent in, where that can be done."""
    if Step.TAKE_BACK in found.may and st.button(t("entry.take_back"), key="take-back"):
        _told(lambda: operations.take_back(
            workspace.store(), workspace.acting(), found.key, found.version, today()
        ), "entry.taken_back")  # fmt: skip


def ask_opening(found: Measurement) -> None:
    """Ask those who may to open a locked value, and say why."""
    asked = found.standing
    if asked.asked_by:
        st.info(plain(t("entry.waiting", by=workspace.by_whom(asked.asked_by), reason=asked.asked_reason)))
        return
    with st.form("ask-opening", border=False):
        reason = st.text_input(t("entry.ask_reason"), key="ask-reason", max_chars=2_000)
        if st.form_submit_button(t("entry.ask")):
            _told(lambda: operations.ask_reopening(
                workspace.store(), workspace.acting(), found.key, reason, found.version, today()
            ), "entry.asked")  # fmt: skip


def _told(act: Callable[[], Outcome], message: str) -> None:
    """Do it and say so on the next drawing; or say who was faster, or why it cannot be done."""
    follow_acts.tell(act(), t(message))
    st.rerun()
