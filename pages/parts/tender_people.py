"""Who is appointed to what in the open procurement, and the ways to appoint and dismiss."""

from functools import partial

import streamlit as st

from chain.problem import Problem
from chain.procurement.part import Part, lacking
from pages.parts import flash, inputs, visitor, workspace
from pages.parts.choices import choice_key
from pages.parts.tender_desk import Open
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage.operations import Refused, procurement
from storage.operations.procurement import Appointment, StoredProcurement

PARTS = (Part.MODEL_OWNER, Part.OPENER, Part.ASSESSOR, Part.CONTROLLER)
NAME = "appoint-name"


def show_people(found: Open, writable: bool) -> None:
    """Each part with who has it, and the form to appoint; where nobody signs in, that all parts are one's own."""
    st.write(t("tender.people_help" if visitor.signs_in() else "tender.people_alone"))
    for part in PARTS:
        st.header(t(f"tender_part.{part}"), anchor=False)
        st.caption(t(f"tender_part_says.{part}"))
        there = [each for each in found.found.appointed if each.part is part]
        if not there:
            st.write(t("tender.nobody_yet"))
        for each in there:
            _one(found, each, writable)
    if writable:
        _appoint(found)


def lacking_here(found: Open) -> list[Problem]:
    """Who is still to be appointed before the lock; nobody where nobody signs in."""
    if not visitor.signs_in():
        return []
    return lacking([each.part for each in found.found.appointed], bool(found.model.criteria))


def _one(found: Open, each: Appointment, writable: bool) -> None:
    with st.container(border=True, key=f"appointed-{each.part}-{found.found.appointed.index(each)}"):
        st.markdown(plain(each.name))
        if writable:
            with st.popover(t("tender.dismiss")):
                st.write(t("tender.dismiss_ask", name=plain(each.name)))
                key = f"dismiss-{each.part}-{each.who}"
                st.button(t("tender.dismiss_yes"), key=key, on_click=_dismiss, args=(found.found.id, each))


def _dismiss(procurement_id: str, each: Appointment) -> None:
    outcome = procurement.dismiss(workspace.store(), workspace.acting(), procurement_id, each.part, each.who)
    _tell(outcome, t("tender.dismissed", name=plain(each.name)), (procurement_id, each.part, each.who))


def _appoint(found: Open) -> None:
    st.header(t("tender.appoint"), anchor=False)
    parts = dict(inputs.members("tender_part", Part))
    part = st.selectbox(t("tender.appoint_to"), PARTS, format_func=parts.get, key=choice_key("appoint-part"))
    _press(found, Part(part), _who(), "appoint")


def appoint_supplier(found: Open) -> None:
    """Who at the supplier sees the contract and tells what is delivered."""
    st.header(t("tender_contract.supplier"), anchor=False)
    st.caption(t("tender_part_says.supplier"))
    for each in found.found.appointed:
        if each.part is Part.SUPPLIER:
            _one(found, each, writable=True)
    _press(found, Part.SUPPLIER, _who(suppliers=True), "appoint-supplier")


def _press(found: Open, part: Part, who: str, key: str) -> None:
    if st.button(t("tender.appoint_button"), key=key):
        if not who:
            st.error(t("tender.appoint_whom"))
            return
        outcome = procurement.appoint(workspace.store(), workspace.acting(), found.found.id, part, who)
        _tell(outcome, t("tender.appointed"))
        if isinstance(outcome, StoredProcurement):
            st.session_state.pop(NAME, None)
        st.rerun()


def _who(*, suppliers: bool = False) -> str:
    """A person of the organisation, or at a supplier; where nobody signs in, a typed name."""
    if not visitor.signs_in():
        return (st.text_input(t("tender.appoint_name"), key=NAME, max_chars=200) or "").strip()
    found = procurement.appointable(workspace.store(), workspace.acting(), suppliers)
    there, key = {each.id: each.name for each in found}, "appoint-supplier-who" if suppliers else "appoint-who"
    return st.selectbox(t("tender.appoint_who"), list(there), format_func=lambda code: there.get(code, code),
                        key=choice_key(key), index=None, placeholder=t("common.choose")) or ""  # fmt: skip


def _tell(outcome: StoredProcurement | Refused, message: str, back: tuple[str, Part, str] | None = None) -> None:
    if isinstance(outcome, Refused):
        flash.tell(plain(" ".join(sentence(language(), each) for each in outcome.problems)), grave=True)
    else:
        flash.tell(message, partial(_put_back, *back) if back else None)


def _put_back(procurement_id: str, part: Part, who: str) -> None:
    outcome = procurement.appoint(workspace.store(), workspace.acting(), procurement_id, part, who)
    _tell(outcome, t("tender.appointed"))
