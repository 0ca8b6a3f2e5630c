"""All interventions: what each costs and gives, what is missing, and the next step."""

from collections.abc import Callable, Iterable

import streamlit as st

from chain.model import Status
from chain.people import Access
from chain.problem import Problem
from chain.starter import new_chain
from chain.text import Text
from chain.walk import Step
from pages.parts import conventions, flash, glance, inputs, links, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.glance import Glance
from pages.parts.words import language, plain, t
from reports.texts.numbers import parse_year
from reports.texts.problems import sentence
from sroi.settings import Settings
from storage import operations
from storage.operations import Found, InterventionSummary, Refused, Stored, Wanted

PER_SHEET = 10
ORDERS = ("changed", "name", "start", "status")


def render() -> None:
    """Draw the page."""
    guard()
    st.title(t("page.overview"), anchor=False)
    st.caption(plain(workspace.organisation().name))
    flash.show()
    archived = st.session_state.get("overview-archived", False)
    there = _find(Wanted(archived=archived), limit=0).statuses
    if not there and not archived:
        st.info(t("overview.empty"))
    if there:
        settings = conventions.choose()
        _cards(_wanted(archived, there), settings)
    _new()
    st.toggle(t("overview.archived"), key="overview-archived", persist_state="session")


def _find(wanted: Wanted, offset: int = 0, limit: int = PER_SHEET) -> Found:
    return operations.find_interventions(workspace.store(), workspace.acting(), wanted, offset, limit)


def _wanted(archived: bool, there: Iterable[Status]) -> Wanted:
    """What to show: words, statuses and order as chosen."""
    left, middle, right = st.columns(3)
    with left:
        words = st.text_input(t("overview.search"), key="overview-search", persist_state="session")
    with middle:
        statuses = sorted(str(each) for each in there)
        chosen = st.multiselect(
            t("overview.status"),
            statuses,
            format_func={code: t(f"status.{code}") for code in statuses}.get,
            key=choice_key("overview-status"),
            placeholder=t("common.all"),
        )
    with right:
        orders = {code: t(f"overview.by_{code}") for code in ORDERS}
        order = st.selectbox(t("overview.order"), ORDERS, format_func=orders.get, key=choice_key("overview-order"))
    return Wanted(words, tuple(Status(code) for code in chosen), archived, order, language())


def _cards(wanted: Wanted, settings: Settings) -> None:
    """One sheet of what was wanted; nothing else is read."""
    total = _find(wanted, limit=0).total
    if not total:
        st.info(t("overview.no_match"))
        return
    st.caption(t("overview.found_one") if total == 1 else t("overview.found", count=total))
    sheets = -(-total // PER_SHEET)
    sheet = st.pagination(sheets, key=f"overview-sheet-{sheets}") if sheets > 1 else 1
    shown = _find(wanted, (sheet - 1) * PER_SHEET).shown
    among_others = len(workspace.organisations()) > 1
    seen = glance.over(shown, settings)
    for each in shown:
        if each.id in seen:
            _card(each, seen[each.id], among_others)


def _card(each: InterventionSummary, seen: Glance, among_others: bool) -> None:
    name = each.name.into(language())
    with st.container(border=True, key=f"card-{each.id}"):
        st.header(plain(name), anchor=False)
        unit = each.responsible_unit.into(language())
        facts = [t(f"status.{each.status}"), f"{each.start_year}–{each.end_year}", unit, _whose(each)]
        told = " · ".join(plain(fact) for fact in facts if fact)
        st.markdown("\n\n".join((told, seen.figures, seen.caution)))  # one message to the browser instead of three
        with st.container(horizontal=True):
            if seen.step is not Step.RESULT:
                title = t(f"step.{seen.step}.title")
                links.link(seen.step, t("overview.go_on", title=title), intervention=each.id)
            links.link("result", t("overview.result"), intervention=each.id)
        _actions(each, among_others)


def _whose(each: InterventionSummary) -> str:
    """Nothing for one's own; whose it is, and what one may do, for one that is shared."""
    return "" if each.access is Access.OWN else t(f"sharing.card_{each.access}", owner=each.owner)


def _actions(each: InterventionSummary, among_others: bool) -> None:
    with st.container(horizontal=True):
        st.button(t("overview.copy"), key=f"copy-{each.id}", on_click=_copy, args=(each,))
        if among_others:
            links.link("sharing", t("sharing.link"), intervention=each.id)
        if each.access is not Access.OWN:
            return
        if each.archived_at:
            st.button(t("overview.restore"), key=f"restore-{each.id}", on_click=_restore,
                      args=(each.id,))  # fmt: skip
            with st.popover(t("overview.delete")):
                _ask_deletion(each)
        else:
            with st.popover(t("overview.archive")):
                st.write(t("overview.archive_ask"))
                st.button(t("overview.archive_yes"), key=f"archive-{each.id}", on_click=_archive, args=(each.id,))


def _ask_deletion(each: InterventionSummary) -> None:
    st.write(t("overview.delete_ask"))
    key = f"delete-name-{each.id}"
    st.text_input(t("overview.delete_name"), key=key)
    st.button(t("overview.delete_yes"), key=f"delete-{each.id}", on_click=_delete, args=(each.id, key))


def _copy(each: InterventionSummary) -> None:
    name = Text(
        sv=each.name.sv and t("overview.copy_of", name=each.name.sv),
        en=each.name.en and t("overview.copy_of", name=each.name.en),
    )
    made = operations.copy(workspace.store(), workspace.acting(), each.id, name)
    _tell(made, t("overview.copied"))


def _archive(intervention_id: str) -> None:
    found = operations.archive(workspace.store(), workspace.acting(), intervention_id)
    _tell(found, t("overview.archived_done"), lambda: _restore(intervention_id))


def _restore(intervention_id: str) -> None:
    found = operations.restore(workspace.store(), workspace.acting(), intervention_id)
    _tell(found, t("overview.restored"))


def _delete(intervention_id: str, key: str) -> None:
    typed = st.session_state.get(key, "")
    found = operations.delete_for_good(workspace.store(), workspace.acting(), intervention_id, typed)
    _tell(found, t("overview.deleted"))


def _tell(outcome: Problem | Stored | Refused | None, message: str, undo: Callable[[], None] | None = None) -> None:
    """Say that it is done, or why it is not."""
    problems = (outcome,) if isinstance(outcome, Problem) else getattr(outcome, "problems", ())
    if problems:
        flash.tell(plain(" ".join(sentence(language(), each) for each in problems)), grave=True)
    else:
        flash.tell(message, undo)


def _new() -> None:
    st.header(t("overview.new"), anchor=False)
    inputs.warn_of_person(st.text_input(t("overview.new_name"), key="new-name", max_chars=200) or "")
    left, right = st.columns(2)
    with left:
        st.text_input(t("field.start_year"), key="new-start", max_chars=40)
    with right:
        st.text_input(t("field.end_year"), key="new-end", max_chars=40)
    if st.button(t("overview.create"), type="primary", key="new-create"):
        _create()


def _create() -> None:
    name = st.session_state["new-name"].strip()
    years = [parse_year(st.session_state[f"new-{end}"], f"chain/{end}_year") for end in ("start", "end")]
    problems = [each for each in (inputs.unkept("chain/name", name), *years) if isinstance(each, Problem)]
    if not name:
        st.error(t("overview.unnamed"))
    for each in problems:
        st.error(plain(sentence(language(), each)))
    if problems or not name:
        return
    if years[1] < years[0]:
        st.error(t("overview.backwards"))
        return
    chain = new_chain(operations.new_intervention_id(), Text(**{language(): name}), *years)
    made = operations.create(workspace.store(), workspace.acting(), chain)
    if isinstance(made, Refused):
        for each in made.problems:
            st.error(plain(sentence(language(), each)))
        return
    workspace.open_intervention(chain.id)
    for key in ("new-name", "new-start", "new-end"):
        st.session_state.pop(key)
    links.go("need", intervention=chain.id)
