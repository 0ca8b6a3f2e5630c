"""The decision: reasons for each bidder, the award with its standstill, its documents, the log, and the proof."""

import streamlit as st

from chain.procurement.state import State
from pages.parts import links, tender_award, tender_deciding, tender_log, tender_masked, tender_seen, workspace
from pages.parts.access import guard
from pages.parts.tender_desk import Open, begin, onward
from pages.parts.words import plain, t
from reports.procurement.decided import read_decided
from reports.texts.numbers import format_date
from sroi.procurement.evaluate import evaluate
from storage.operations import procurement
from storage.operations.procurement import Award as Kept
from storage.operations.procurement import SeenBids

DECIDED = (State.DECIDED, State.CONTRACT)


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_decision")
    kept = None
    if found.found.state in DECIDED:
        kept = procurement.award_of(workspace.store(), workspace.acting(), found.found.id)
    if kept and kept.record is None:
        tender_masked.show(kept)
        return
    seen = tender_seen.whole(found)
    if seen is None:
        return
    if kept:
        _decided(found, seen, kept)
        return
    if found.found.state is State.EVALUATED:
        tender_deciding.show(found, seen)
    else:
        st.info(t("tender_decision.not_evaluated"))
        links.link("tender_result", t("page.tender_result"), procurement=found.found.id)
    tender_log.show_log(found)


def _decided(found: Open, seen: SeenBids, kept: Kept) -> None:
    """What was decided, its documents, and the one thing to do next."""
    evaluation, decided = evaluate(found.model, seen.came), read_decided(kept.record or "")
    award = tender_award.award(found, seen.came, evaluation, seen.files, decided)
    told = {"winner": award.winner.bidder, "day": format_date(kept.standstill_until)}
    st.success(plain(t("tender_decision.decided", who=workspace.by_whom(kept.who), **told)))
    st.header(t("tender_decision.reasons"), anchor=False)
    tender_deciding.show_reasons(award)
    tender_deciding.documents(found, award, kept, seen.files)
    tender_deciding.verify(found)
    tender_log.show_log(found)
    onward("tender_contract", t("walk.next", title=t("page.tender_contract")), procurement=found.found.id)
