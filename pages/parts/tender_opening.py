"""The opening of the bids: two different persons sign, each with the reference of the attested opening list."""

import streamlit as st

from chain.procurement.part import Part
from pages.parts import visitor, workspace
from pages.parts.tender_acts import tell
from pages.parts.tender_desk import Open
from pages.parts.words import plain, t
from reports.texts.moments import format_moment
from storage.operations import procurement
from storage.operations.procurement import Signature

REFERENCE, NAME = "opening-reference", "opening-name"


def show(found: Open) -> None:
    """Who has signed, and the form for an opener who has not."""
    show_signed(found)
    st.write(t("tender_bids.open_help"))
    named = [each.name for each in found.found.appointed if each.part is Part.OPENER]
    if named:
        st.caption(plain(t("tender_bids.openers", names=", ".join(named))))
    if Part.OPENER not in found.found.parts:
        st.info(t("tender_bids.not_opener"))
    elif visitor.signs_in() and workspace.who() in {each.who for each in _signatures(found)}:
        st.info(t("tender_bids.other_signs"))
    else:
        _sign(found)


def show_signed(found: Open) -> None:
    """The signatures of this round with their reference."""
    for each in _signatures(found):
        told = {"name": each.name, "when": format_moment(each.at), "reference": each.reference}
        st.markdown(plain(t("tender_bids.signed", **told)))


def _signatures(found: Open) -> list[Signature]:
    """Those of this round."""
    return [each for each in found.found.signatures if each.round == found.found.round]


def _sign(found: Open) -> None:
    st.text_input(t("tender_bids.reference"), key=REFERENCE, max_chars=200, help=t("tender_bids.reference_help"))
    if not visitor.signs_in():
        st.text_input(t("tender_bids.name"), key=NAME, max_chars=200)
    st.button(t("tender_bids.sign"), type="primary", key="sign-opening", on_click=_signed, args=(found.found.id,))


def _signed(procurement_id: str) -> None:
    reference, name = (st.session_state.get(each, "") for each in (REFERENCE, NAME))
    outcome = procurement.sign_opening(workspace.store(), workspace.acting(), procurement_id, reference, name)
    if tell(outcome, t("tender_bids.is_signed")):
        st.session_state[NAME] = ""
