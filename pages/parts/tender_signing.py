"""The contract written down as signed, once the standstill is over."""

import streamlit as st

from chain.people import Wish
from pages.parts import follow_acts, inputs, workspace
from pages.parts.sheet import Sheet
from pages.parts.tender_acts import tell
from pages.parts.tender_desk import DESK, PREFIX, Open
from pages.parts.today import today
from pages.parts.words import t
from reports.texts.numbers import format_date
from storage.operations import procurement


def show(found: Open) -> None:
    """Until when to wait, and then the day of the contract."""
    until = found.found.standstill_until
    st.info(t("tender_contract.standstill", day=format_date(until)))
    if today() <= until:
        return
    if not workspace.may(Wish.PROCURE):
        st.info(t("tender.only_read"))
        return
    sheet = Sheet(DESK.key(found), f"{PREFIX}contract", found.version, desk=DESK)
    signed_on = inputs.day(sheet, "signed_on", None, label=t("procurement_field.signed_on"))
    if signed_on is None:
        inputs.missing(sheet, "signed_on")
    st.write(t("tender_contract.sign_help"))
    if st.button(t("tender_contract.sign"), type="primary", key="sign-contract"):
        if sheet.problems or signed_on is None:
            follow_acts.point_out(sheet)
            return
        acting = workspace.acting()
        outcome = procurement.sign_contract(workspace.store(), acting, found.found.id, signed_on, sheet.version)
        if tell(outcome, t("tender_contract.is_signed")):
            sheet.forget()
        st.rerun()
    follow_acts.after(sheet)
