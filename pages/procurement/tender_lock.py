"""The lock: what keeps the model from it, review and publication, the papers of the locked model, and a new round."""

import streamlit as st

from chain.people import Wish
from chain.problem import Severity
from chain.procurement.part import lacking
from chain.procurement.state import State
from pages.parts import links, tender_acts, tender_papers, visitor, workspace
from pages.parts.access import guard
from pages.parts.tender_desk import Open, begin, onward
from pages.parts.tender_places import link_to, problems_of
from pages.parts.words import t


def render() -> None:
    """Draw the page."""
    guard(None)
    found = begin("tender_lock")
    if found.locked:
        tender_papers.show_locked(found)
        tender_acts.offer_new_round(found)
        onward("tender_bids", t("walk.next", title=t("page.tender_bids")), procurement=found.found.id)
    else:
        _before(found)
    tender_papers.show_rounds(found)


def _before(found: Open) -> None:
    """All that keeps the model from being locked, each with its way; then the one thing to do next."""
    st.write(t("tender.lock_help"))
    st.caption(t("tender.not_legal_advice"))
    problems = [*problems_of(found), *_people(found)]
    wrong = [each for each in problems if each.severity is Severity.ERROR]
    if wrong:
        st.header(t("tender.hinders", count=len(wrong)), anchor=False)
        st.write(t("tender.hinders_help"))
        for each in wrong:
            link_to(each, found.found.id)
    else:
        st.success(t("tender.nothing_hinders"))
    thought = [each for each in problems if each.severity is not Severity.ERROR]
    if thought:
        st.header(t("tender.think_over", count=len(thought)), anchor=False)
        for each in thought:
            link_to(each, found.found.id)
    st.header(t("tender.lock_now"), anchor=False)
    if not workspace.may(Wish.PROCURE):
        st.info(t("tender.only_read"))
    elif found.found.state is State.DRAFT:
        tender_acts.offer_review(found, hindered=bool(wrong))
    else:
        tender_acts.offer_publication(found, hindered=bool(wrong))
    if wrong:
        links.link("tender_model", t("tender.to_model"), procurement=found.found.id)


def _people(found: Open) -> list:
    """Who is still to be appointed; nobody where nobody signs in."""
    if not visitor.signs_in():
        return []
    return lacking([each.part for each in found.found.appointed], bool(found.model.criteria))
