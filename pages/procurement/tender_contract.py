"""The contract: signed after the standstill, its promises followed up, and what is delivered of them."""

import streamlit as st

from chain.people import Wish
from chain.procurement.state import State
from pages.parts import flash, links, tender_closing, tender_delivering, tender_promises, tender_signing, workspace
from pages.parts.access import guard
from pages.parts.tender_desk import begin, procurement_id, stored
from pages.parts.tender_people import appoint_supplier
from pages.parts.words import language, plain, t
from storage.operations import procurement
from storage.operations.procurement import StoredContract


def render() -> None:
    """Draw the page; a supplier sees the contract alone."""
    guard(None)
    found = stored() if workspace.organisation() else None
    contract = _contract()
    if found is None:
        _of_supplier(contract)
        return
    found = begin("tender_contract")
    if contract:
        writable = found.found.closed_at is None
        tender_delivering.show_standing(contract)
        tender_promises.show(found, contract)
        tender_delivering.show_deliveries(contract, found.found.parts, writable=writable)
        if writable and workspace.may(Wish.PROCURE):
            appoint_supplier(found)
        tender_promises.show_pay(contract)
    elif found.found.state is State.DECIDED:
        tender_signing.show(found)
    else:
        st.info(t("tender_contract.none_yet"))
        links.link("procurements", t("tender.choose"))
    tender_closing.show(found)


def _contract() -> StoredContract | None:
    asked = procurement_id()
    if not asked or not workspace.organisation():
        return None
    return procurement.contract_of(workspace.store(), workspace.acting(), asked)


def _of_supplier(contract: StoredContract | None) -> None:
    """The supplier's own contract, or the list of them."""
    if contract is None:
        st.title(t("page.tender_contract"), anchor=False)
        _list()
        return
    st.caption(plain(contract.title.into(language())))
    st.title(t("page.tender_contract"), anchor=False)
    flash.show()
    tender_delivering.show_standing(contract)
    tender_delivering.show_deliveries(contract, frozenset(), writable=True)
    tender_promises.show_pay(contract)


def _list() -> None:
    there = procurement.contracts(workspace.store(), workspace.acting()) if workspace.organisation() else []
    if not there:
        st.info(t("tender_contract.no_contracts"))
    for each in there:
        links.link("tender_contract", plain(each.title.into(language())), procurement=each.procurement_id)
    if workspace.may(Wish.READ):
        links.link("procurements", t("tender.choose"))
