"""Delivered against promised: the table, what the supplier tells, and what somebody independent says of it."""

import streamlit as st

from chain.people import Wish
from chain.problem import Problem
from chain.procurement.part import Part
from pages.parts import flash, follow_acts, visitor, workspace
from pages.parts import show as shown
from pages.parts.choices import choice_key
from pages.parts.tender_award import offer
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.procurement.contract_report import Contract, Reported, checked, contract_report
from reports.procurement.fulfilment import fulfilment_table, headline
from reports.procurement.words import names_of
from reports.texts.moments import format_moment
from reports.texts.numbers import format_date, format_number, parse_number
from reports.texts.problems import sentence
from sroi.procurement.delivered import fulfilled
from storage.operations import procurement
from storage.operations.procurement import StoredContract, StoredDelivery

CHECKERS = frozenset({Part.CONTROLLER})
QUANTITY, NOTE, NAME, CHECKER = "delivered-quantity", "delivered-note", "delivered-name", "checker-name"


def show_standing(contract: StoredContract) -> None:
    """Whose contract it is, and what is delivered of it."""
    told = {"bidder": contract.commitments.bidder, "day": format_date(contract.signed_on)}
    st.markdown(plain(t("tender_contract.with", **told)))
    rows = fulfilled(contract.commitments, contract.counting)
    st.markdown(f"**{plain(headline(contract.model, rows, language()))}**")
    frame = fulfilment_table(contract.model, rows, today(), language())
    shown.table(frame, t("tender_contract.table"), download="tender-deliveries")
    st.caption(t("tender_contract.table_help"))


def show_deliveries(contract: StoredContract, parts: frozenset[Part], *, writable: bool) -> None:
    """To tell of deliveries, and what was told; for the buyer and for the supplier."""
    if writable and (workspace.may(Wish.PROCURE) or not parts):
        _deliver(contract)
    _told(contract, writable and _may_check(parts))


def _may_check(parts: frozenset[Part]) -> bool:
    return bool(parts & CHECKERS) or workspace.may(Wish.REVIEW) or workspace.may(Wish.PROCURE)


# --- telling ----------------------------------------------------------------------------------------------------------


def _deliver(contract: StoredContract) -> None:
    st.header(t("tender_contract.deliver"), anchor=False)
    st.write(t("tender_contract.deliver_help"))
    names, periods = names_of(contract.model.measures, language()), contract.model.periods
    left, right = st.columns(2)
    asked = (choice_key("delivered-measure"), choice_key("delivered-period"))
    left.selectbox(t("table.column.measure"), list(names), key=asked[0], format_func=lambda code: names.get(code, code))
    right.selectbox(t("table.column.period"), [each.key for each in periods], key=asked[1])
    st.text_input(t("tender_contract.quantity"), key=QUANTITY, max_chars=40)
    st.text_area(t("tender_contract.note"), key=NOTE, max_chars=2_000)
    if not visitor.signs_in():
        st.text_input(t("tender_contract.name"), key=NAME, max_chars=200)
    st.button(t("tender_contract.deliver_button"), key="deliver", on_click=_delivered, args=(contract, *asked))


def _delivered(contract: StoredContract, measure_key: str, period_key: str) -> None:
    """What stands in the fields now; a number that cannot be read stays, and it is said why."""
    measure, period = st.session_state[measure_key], st.session_state[period_key]
    raw, note, name = (st.session_state.get(each, "") for each in (QUANTITY, NOTE, NAME))
    quantity = parse_number(raw, "procurement/deliveries/quantity")
    if isinstance(quantity, Problem):
        flash.tell(plain(sentence(language(), quantity)), grave=True)
        return
    position = [each.key for each in contract.model.periods].index(period)
    told = contract.procurement_id, measure, position, quantity, note, name
    outcome = procurement.deliver(workspace.store(), workspace.acting(), *told)
    if follow_acts.tell(outcome, t("tender_contract.delivered")):
        st.session_state.update({QUANTITY: "", NOTE: ""})


# --- checking ---------------------------------------------------------------------------------------------------------


def _told(contract: StoredContract, can_check: bool) -> None:
    """Every delivery that was told, the last one first, with who has said what of it."""
    st.header(t("tender_contract.told", count=len(contract.deliveries)), anchor=False)
    if not contract.deliveries:
        st.write(t("tender_contract.none_told"))
    names = names_of(contract.model.measures, language())
    if can_check and not visitor.signs_in() and contract.deliveries:
        st.text_input(t("tender_contract.checker"), key=CHECKER, max_chars=200)
    for each in reversed(contract.deliveries):
        with st.container(border=True, key=f"delivery-{each.id}"):
            st.markdown(plain(_line(contract, names, each)))
            if each.note:
                st.caption(plain(each.note))
            st.markdown(plain(checked(reported(each), language())))
            if can_check and each.is_validated is None:
                _check(contract, each)


def _line(contract: StoredContract, names: dict[str, str], each: StoredDelivery) -> str:
    told = {"name": names[each.measure_id], "period": contract.model.periods[each.period].key, "who": each.name}
    when = format_moment(each.at)
    return t("tender_contract.line", quantity=format_number(language(), each.quantity), when=when, **told)


def reported(each: StoredDelivery) -> Reported:
    """The delivery as a report tells it."""
    told = {name: getattr(each, name) for name in ("at", "measure_id", "period", "quantity", "note", "reason")}
    check = {"is_validated": each.is_validated, "checked_by": each.validated_by, "checked_at": each.checked_at}
    return Reported(**told, **check, who=each.name)


def contract_told(contract: StoredContract) -> Contract:
    """The contract as a report tells it."""
    found = tuple(map(reported, contract.deliveries))
    return Contract(contract.model, contract.commitments, contract.signed_on, found)


def offer_report(contract: StoredContract) -> None:
    """All of it as a document, as it stands today."""
    told, tongue, day = contract_told(contract), language(), today()
    name = f"{contract.procurement_id}-{t('tender_paper.file_contract')}"
    offer(name, t("tender_paper.contract"), lambda: contract_report(told, tongue, day), "contract")


def _check(contract: StoredContract, each: StoredDelivery) -> None:
    reason = f"reason-{each.id}"
    st.text_input(t("tender_contract.reason"), key=reason, max_chars=2_000)
    with st.container(horizontal=True, key=f"check-{each.id}"):
        for name, is_right in (("validate", True), ("find-wrong", False)):
            label = t("tender_contract.validate" if is_right else "tender_contract.find_wrong")
            st.button(label, key=f"{name}-{each.id}", on_click=_checked,
                      args=(contract.procurement_id, each.id, is_right, reason))  # fmt: skip


def _checked(procurement_id: str, delivery_id: str, is_right: bool, reason_key: str) -> None:
    reason, name = st.session_state.get(reason_key, ""), st.session_state.get(CHECKER, "")
    outcome = procurement.check_delivery(
        workspace.store(), workspace.acting(), procurement_id, delivery_id, is_right, reason, name
    )
    follow_acts.tell(outcome, t("tender_contract.checked"))
