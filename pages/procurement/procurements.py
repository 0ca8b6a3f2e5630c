"""All procurements: where each stands, its next step, and the ways to begin one."""

from collections.abc import Callable

import streamlit as st

from chain.people import Access, Wish
from chain.procurement.model import Procurement
from chain.procurement.starter import JUDGED, PROMISES, empty, example_from
from chain.procurement.state import State
from chain.text import Text
from pages.parts import flash, inputs, links, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.tender_desk import open_procurement, where_it_stands
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.texts.moments import format_moment
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Refused, procurement
from storage.operations.procurement import ProcurementSummary

TITLE, NONE, PER_SHEET = "procurement-title", "", 10
EXAMPLES = {PROMISES: "example", JUDGED: "judged-example"}
NEXT = {
    State.DRAFT: "tender_model",
    State.REVIEWED: "tender_lock",
    State.PUBLISHED: "tender_bids",
    State.OPENED: "tender_bids",
    State.EVALUATED: "tender_decision",
    State.DECIDED: "tender_decision",
    State.CONTRACT: "tender_contract",
}


def render() -> None:
    """Draw the page."""
    guard(None)
    st.title(t("page.procurements"), anchor=False)
    if workspace.organisation() is None:
        st.write(t("visitor.no_role_help"))
        return
    st.caption(plain(workspace.organisation().name))
    flash.show()
    st.info(t("tender.not_legal_advice"))
    closed = st.session_state.get("procurements-closed", False)
    there = procurement.procurements(workspace.store(), workspace.acting(), closed)
    if not there:
        st.write(t("tender.none_closed" if closed else "tender.empty"))
    sheets = -(-len(there) // PER_SHEET)
    sheet = st.pagination(sheets, key=f"procurements-sheet-{sheets}") if sheets > 1 else 1
    for each in there[(sheet - 1) * PER_SHEET : sheet * PER_SHEET]:
        _card(each)
    st.toggle(t("tender.show_closed"), key="procurements-closed", persist_state="session")
    if workspace.may(Wish.PROCURE):
        _begin()


def _card(each: ProcurementSummary) -> None:
    with st.container(border=True, key=f"procurement-{each.id}".replace(".", "-").replace(":", "-")):
        st.header(plain(each.title.into(language()) or each.id), anchor=False)
        told = [where_it_stands(each.state), t("tender.round", number=each.round)]
        told.append(_opening(each))
        st.markdown(plain(" · ".join(told)))
        name = NEXT[each.state]
        links.link(name, t(f"tender_card.{each.state}"), procurement=each.id)
        if each.round == 1 and each.state in (State.DRAFT, State.REVIEWED) and workspace.may(Wish.PROCURE):
            with st.popover(t("overview.delete")):
                _ask_deletion(each.id)


def _opening(each: ProcurementSummary) -> str:
    """When bids are opened, or were."""
    if each.opens_at is None:
        return t("tender.opens_unset")
    is_sealed = each.state in (State.DRAFT, State.REVIEWED, State.PUBLISHED)
    return t("tender.opens" if is_sealed else "tender.opened_at", when=format_moment(each.opens_at))


def _ask_deletion(procurement_id: str) -> None:
    st.write(t("tender.delete_ask"))
    key = f"delete-title-{procurement_id}"
    st.text_input(t("tender.delete_title"), key=key)
    st.button(t("overview.delete_yes"), key=f"delete-{procurement_id}", on_click=_delete, args=(procurement_id, key))


def _delete(procurement_id: str, key: str) -> None:
    typed = st.session_state.get(key, "")
    refused = procurement.delete_unpublished(workspace.store(), workspace.acting(), procurement_id, typed)
    flash.tell(plain(sentence(language(), refused)) if refused else t("tender.deleted"), grave=refused is not None)


# --- begin ------------------------------------------------------------------------------------------------------------


def _begin() -> None:
    """A new one, on an intervention's chain where there is one, and two worked examples."""
    st.header(t("tender.begin"), anchor=False)
    st.write(t("tender.begin_help"))
    inputs.warn_of_person(st.text_input(t("tender.title"), key=TITLE, max_chars=200, persist_state="session") or "")
    there = operations.find_interventions(workspace.store(), workspace.acting()).shown
    names = {each.id: each.name.into(language()) or each.id for each in there if each.access is Access.OWN}
    options = {NONE: t("tender.from_nothing"), **names}
    picked = st.selectbox(
        t("tender.from_chain"), list(options), format_func=options.get, key=choice_key("procurement-chain"),
        help=t("tender.from_chain_help"),
    )  # fmt: skip
    if st.button(t("tender.begin_button"), type="primary", key="begin-procurement"):
        _create(picked)
    for name, key in EXAMPLES.items():
        with st.container(border=True, key=f"procurement-{key}"):
            st.subheader(t(f"tender_example.{name}.title"), anchor=False)
            st.write(t(f"tender_example.{name}.help"))
            if st.button(t(f"tender_example.{name}.button"), key=f"begin-{key}"):
                _keep(lambda id_, name=name: example_from(today(), id_, workspace.organisation().name, name))


def _create(intervention_id: str) -> None:
    title = st.session_state[TITLE].strip()
    unfit = inputs.unkept("procurement/title", title)
    if unfit or not title:
        st.error(plain(sentence(language(), unfit)) if unfit else t("tender.untitled"))
        return
    name, buyer = Text(**{language(): title}), workspace.organisation().name
    _keep(lambda id_: empty(id_, name, buyer, intervention_id))


def _keep(make: Callable[[str], Procurement]) -> None:
    """Keep it, open it, and go where the first thing is told."""
    model = make(operations.new_intervention_id())
    made = procurement.begin(workspace.store(), workspace.acting(), model)
    if isinstance(made, Refused):
        st.error(plain(" ".join(sentence(language(), each) for each in made.problems)))
        return
    open_procurement(model.id)
    st.session_state.pop(TITLE, None)
    flash.tell(t("tender.begun"))
    links.go("tender_model", procurement=model.id)
