"""Judging and clarifying: assessors judge by code, level and motive; the buyer writes down what bidders made clear."""

import streamlit as st

from chain.procurement.asking import questions
from chain.procurement.state import State
from pages.parts import follow_acts, show, tender_clarifying, tender_judging, workspace
from pages.parts.access import guard
from pages.parts.tender_desk import Open, begin, onward
from pages.parts.words import language, t
from reports.procurement.judged import standing_table
from storage.operations import Refused, procurement
from storage.operations.procurement import BlindBids, SeenBids


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_assess")
    seen = procurement.bids_for(workspace.store(), workspace.acting(), found.found.id)
    if isinstance(seen, Refused):
        st.info(follow_acts.refused(seen))
        return
    can = found.found.state is State.OPENED and found.found.closed_at is None
    if not can:
        st.info(t("tender_assess.done"))
    if isinstance(seen, BlindBids):
        tender_judging.show(found, seen, writable=can)
    else:
        _seeing(found, seen, can)


def _seeing(found: Open, seen: SeenBids, can: bool) -> None:
    """For those who see bids: how far the judging is, and what may be asked about."""
    if found.model.criteria:
        _judged(found, seen, can)
    st.header(t("tender_assess.clarify"), anchor=False)
    left = questions(found.model, seen.came)
    if not left and not seen.came.clarifications:
        st.write(t("tender_assess.nothing_to_clarify"))
    tender_clarifying.show_answered(found, seen.came)
    if can:
        tender_clarifying.ask(found, left)
    onward("tender_result", t("walk.next", title=t("page.tender_result")), procurement=found.found.id)


def _judged(found: Open, seen: SeenBids, can: bool) -> None:
    st.header(t("tender_assess.judged"), anchor=False)
    st.write(t("tender_assess.judged_help"))
    show.table(standing_table(found.model, seen.came, language()), t("tender_assess.judged_table"))
    if tender_judging.judges_alone() and can:
        tender_judging.show_alone(found, seen)
