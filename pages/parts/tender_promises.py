"""The promises of a contract made into indicators of the intervention's plan, in one click; and pay by outcome."""

import streamlit as st

from chain.people import Wish, able
from pages.parts import follow_acts, links, workspace
from pages.parts.tender_desk import Open
from pages.parts.words import language, plain, t
from reports.procurement.fulfilment import break_even_sentence, paid_sentence
from reports.procurement.paying import pay_sentence
from reports.procurement.words import names_of
from sroi.procurement.delivered import paid
from sroi.procurement.indicators import indicators, own_prefix
from sroi.procurement.pay import agreed_pay, buyer_break_even
from storage import operations
from storage.operations import procurement
from storage.operations.procurement import StoredContract


def show(found: Open, contract: StoredContract) -> None:
    """How many of the promises are in the plan of the follow-up, and the way there."""
    st.header(t("tender_contract.follow"), anchor=False)
    intervention_id = found.model.intervention_id
    plan = operations.plan_of(workspace.store(), workspace.acting(), intervention_id) if intervention_id else None
    if plan is None:
        st.info(t("tender_contract.no_intervention"))
        return
    promised, _ = indicators(contract.model, contract.commitments, language(), within=own_prefix(found.found.id))
    known = {each.indicator.id for each in plan.indicators}
    missing = [each for each in promised if each.id not in known]
    if not missing:
        st.success(t("tender_contract.all_followed", count=len(promised)))
        links.link("measuring_plan", t("tender_contract.to_plan"), intervention=intervention_id)
        return
    st.write(t("tender_contract.follow_help", count=len(missing)))
    if workspace.may(Wish.PLAN) or workspace.may(Wish.PROCURE):
        st.button(t("tender_contract.follow_button"), type="primary", key="follow-promises",
                  on_click=_plan, args=(found.found.id, len(promised)))  # fmt: skip
    else:
        roles = ", ".join(t(f"role.{each}") for each in able(Wish.PLAN, Wish.PROCURE))
        st.info(t("tender_contract.who_plans", roles=roles))


def _plan(procurement_id: str, count: int) -> None:
    outcome = procurement.follow_promises(workspace.store(), workspace.acting(), procurement_id, language())
    follow_acts.tell(outcome, t("tender_contract.followed", count=count))


# --- pay by outcome ---------------------------------------------------------------------------------------------------


def show_pay(contract: StoredContract) -> None:
    """How many successes it takes, first; then what the contract pays, and what is to be paid for what is validated."""
    st.header(t("tender_contract.pay"), anchor=False)
    terms, pay = contract.model.outcome_terms, agreed_pay(contract.model, contract.commitments)
    if terms is None or pay is None:
        st.write(t("tender_contract.no_pay"))
        return
    term = next(each for each in contract.commitments.measures if each.measure_id == terms.measure_id)
    name = names_of(contract.model.measures, language())[terms.measure_id]
    least = buyer_break_even(pay, float(max(term.unit_worth)))
    st.markdown(f"**{plain(break_even_sentence(term, name, least, language()))}**")
    st.write(plain(pay_sentence(contract.model, pay, language())))
    st.markdown(plain(paid_sentence(paid(pay, terms.measure_id, contract.counting), language())))
