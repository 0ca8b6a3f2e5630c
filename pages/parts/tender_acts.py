"""What is done with a model as a whole: reviewed, published and locked, made anew in another round."""

import streamlit as st

from chain.people import Wish
from chain.procurement.state import Step, steps
from pages.parts import flash, workspace
from pages.parts.tender_desk import SHOWN_HASH, Open
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage.operations import Refused, procurement
from storage.operations.procurement import ProcurementMoved, StoredProcurement

REASON = "new-round-reason"


def offer_review(found: Open, *, hindered: bool) -> None:
    """To say that the draft has been looked through; first when nothing keeps it from being locked."""
    st.write(t("tender.review_help"))
    if hindered:
        st.write(t("tender.waits"))
    st.button(t("tender.review"), type="secondary" if hindered else "primary", key="review-model", disabled=hindered,
              on_click=_review, args=(found.found.id, found.version))  # fmt: skip


def _review(procurement_id: str, version: int) -> None:
    outcome = procurement.review(workspace.store(), workspace.acting(), procurement_id, version)
    tell(outcome, t("tender.reviewed"))


def offer_publication(found: Open, *, hindered: bool) -> None:
    """To publish and lock, with a question first."""
    st.write(t("tender.publish_help"))
    if hindered:
        st.write(t("tender.waits"))
        st.button(t("tender.publish"), key="publish-model", disabled=True)
        return
    with st.popover(t("tender.publish"), type="primary"):
        st.write(t("tender.publish_ask", round=found.found.round))
        st.button(t("tender.publish_yes"), type="primary", key="publish-model",
                  on_click=_publish, args=(found.found.id, found.version))  # fmt: skip


def _publish(procurement_id: str, version: int) -> None:
    outcome = procurement.publish(workspace.store(), workspace.acting(), procurement_id, version)
    start = outcome.fingerprint[:SHOWN_HASH] if isinstance(outcome, StoredProcurement) else ""
    tell(outcome, t("tender.published", start=start))


def offer_new_round(found: Open) -> None:
    """The only way to change what is locked: begin again as a draft, for a reason that is written down."""
    st.header(t("tender.new_round"), anchor=False)
    if Step.NEW_ROUND not in steps(found.found.state) or found.found.closed_at is not None:
        st.write(t("tender.no_new_round"))
        return
    st.write(t("tender.new_round_help"))
    if not workspace.may(Wish.PROCURE):
        st.info(t("tender.only_read"))
        return
    with st.popover(t("tender.new_round_button")):
        st.write(t("tender.new_round_ask"))
        st.text_area(t("tender.new_round_reason"), key=REASON, max_chars=2_000)
        st.button(t("tender.new_round_yes"), key="new-round", on_click=_new_round, args=(found.found.id, found.version))


def _new_round(procurement_id: str, version: int) -> None:
    reason = st.session_state.get(REASON, "")
    outcome = procurement.new_round(workspace.store(), workspace.acting(), procurement_id, reason, version)
    if isinstance(outcome, StoredProcurement):
        st.session_state.pop(REASON, None)
    tell(outcome, t("tender.new_round_begun"))


def tell(outcome: object, message: str) -> bool:
    """That it is done, who was first, or why it cannot be; whether it was done."""
    if isinstance(outcome, ProcurementMoved):
        flash.tell(t("tender.moved", who=plain(workspace.person(outcome.by))), grave=True)
    elif isinstance(outcome, Refused):
        flash.tell(plain(" ".join(sentence(language(), each) for each in outcome.problems)), grave=True)
    else:
        flash.tell(message)
    return not isinstance(outcome, ProcurementMoved | Refused)
