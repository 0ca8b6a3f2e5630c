"""Bids: sealed until the opening time, opened by two, taken in file by file; then they can only be read."""

import streamlit as st

from chain.procurement.part import Part
from chain.procurement.state import State, sealed
from pages.parts import follow_acts, links, show, tender_opening, workspace
from pages.parts.access import guard
from pages.parts.tender_desk import Open, begin, onward
from pages.parts.tender_files import show_files, take_in
from pages.parts.words import language, t
from reports.procurement.result import promises_table
from reports.texts.moments import format_moment
from storage.operations import Refused, procurement
from storage.operations.procurement import BlindBids, SeenBids


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_bids")
    state = found.found.state
    if state in (State.DRAFT, State.REVIEWED):
        st.info(t("tender_bids.not_published"))
        links.link("tender_lock", t("page.tender_lock"), procurement=found.found.id)
    elif state is not State.PUBLISHED:
        _opened(found)
    elif sealed(found.model, workspace.store().clock()):
        st.info(t("tender_bids.sealed", when=format_moment(found.model.opens_at)))
    else:
        tender_opening.show(found)


def _opened(found: Open) -> None:
    """What came in, for those appointed; for everybody else the same words whatever that is."""
    tender_opening.show_signed(found)
    seen = procurement.bids_for(workspace.store(), workspace.acting(), found.found.id)
    if isinstance(seen, Refused):
        st.info(follow_acts.refused(seen))
    elif isinstance(seen, BlindBids):
        st.info(t("tender_bids.blind"))
        onward("tender_assess", t("walk.next", title=t("page.tender_assess")), procurement=found.found.id)
    else:
        _seen(found, seen)


def _seen(found: Open, seen: SeenBids) -> None:
    can_take = found.found.state is State.OPENED and found.found.closed_at is None
    if can_take and Part.OPENER in found.found.parts:
        take_in(found)
    show_files(found, seen)
    if seen.came.bids and found.model.measures:
        st.header(t("tender_bids.promised"), anchor=False)
        st.caption(t("tender_bids.blank_help"))
        show.table(promises_table(found.model, seen.came.bids, language()), t("tender_bids.promised_table"))
    if seen.came.bids:
        onward("tender_assess", t("walk.next", title=t("page.tender_assess")), procurement=found.found.id)
