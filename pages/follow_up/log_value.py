"""One indicator in one period: what was seen is entered, kept as draft, and sent in for review."""

import streamlit as st

from chain.people import Wish
from chain.workflow import LockReason, Step
from pages.parts import (
    flash,
    follow_context,
    links,
    rights,
    steps,
    value_acts,
    value_evidence,
    value_form,
    value_shown,
    workspace,
)
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.today import today
from pages.parts.words import language, plain, t
from storage import operations
from storage.operations import Measurement

ASKED_OF_OTHERS = (LockReason.APPROVED, LockReason.WINDOW_CLOSED)


def render() -> None:
    """Draw the page."""
    guard()
    stored = steps.opened(Wish.LOG, Wish.REVIEW)
    asked = {name: st.query_params.get(name, "") for name in ("indicator", "period")}
    if not all(asked.values()):
        _nothing("entry.choose")
        return
    if not rights.may_see_values(stored):
        value_shown.not_in_full(t("page.log_value"))
        return
    found = operations.measurement(
        workspace.store(), workspace.acting(), stored.chain.id, asked["indicator"], asked["period"], today()
    )
    if found is None:
        _nothing("entry.not_there")
        return
    name = found.indicator.name.into(language()) or found.indicator.id
    st.title(f"{plain(name)} – {plain(found.key.period)}", anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    value_shown.facts(found)
    _standing(found)
    value_shown.earlier(found)
    writable = Step.WRITE in found.may or Step.CORRECT in found.may
    if writable:
        _form(found)
    else:
        value_shown.value(found)
        value_evidence.show(found, writable=False)
    value_shown.past(found)
    follow_context.show(found.indicator, stored)
    links.link("to_do", t("entry.to_list"))


def _nothing(message: str) -> None:
    st.title(t("page.log_value"), anchor=False)
    st.info(t(message))
    links.link("to_do", t("entry.to_list"))


def _standing(found: Measurement) -> None:
    """Where the value stands, and how one that is locked is opened."""
    value_shown.state(found)
    if found.lock in ASKED_OF_OTHERS:
        if Step.REOPEN in found.may:
            links.link("review_values", t("entry.open_it"), indicator=found.key.indicator_id, period=found.key.period)
        else:
            value_acts.ask_opening(found)
    value_acts.other_steps(found)


def _form(found: Measurement) -> None:
    sheet = Sheet(found.key.intervention_id, found.key.place, found.version)
    made, problems = value_form.form(sheet, found)
    value_evidence.show(found, writable=True)
    value_acts.buttons(sheet, found, made, problems)
