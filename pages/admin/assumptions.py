"""Assumption sets: lock the organisation's prices and conventions, see what is locked and what has changed since."""

from collections.abc import Sequence

import streamlit as st

from chain.people import Wish
from pages.parts import compute, conventions, flash, inputs, links, show, workspace
from pages.parts.access import guard
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.assumption_sets import amendments_table, prices_table, set_name
from reports.headline import conventions_line
from reports.texts.problems import sentence
from sroi.assumption_set import LockedSet
from sroi.departures import between, index_amended
from storage import operations
from storage.operations import Refused, SetSummary

SHOWN_HASH = 12


def render() -> None:
    """Draw the page."""
    guard(change=Wish.REGISTER)
    st.title(t("page.assumptions"), anchor=False)
    st.write(t("assumptions.about"))
    flash.show()
    found = operations.assumption_sets(workspace.store(), workspace.acting())
    if not found:
        st.info(t("assumptions.none"))
    else:
        _chosen(found)
    _lock(compute.locked_set(found[0]) if found else None)


def _chosen(found: Sequence[SetSummary]) -> None:
    """One set, first the one in force, and what it changed."""
    names = {each.id: t("assumptions.numbered", number=each.number, name=each.name) for each in found}
    st.header(t("assumptions.locked"), anchor=False)
    chosen = st.selectbox(t("assumptions.which"), list(names), format_func=names.get, key="assumption-set")
    at = next(place for place, each in enumerate(found) if each.id == chosen)
    locked = compute.locked_set(found[at])
    if locked is None:
        _, problems = operations.assumption_set(workspace.store(), workspace.acting(), chosen)
        for each in problems:
            st.error(plain(sentence(language(), each)))
        return
    _about(found[at], locked, in_force=at == 0)
    before = compute.locked_set(found[at + 1]) if at + 1 < len(found) else None
    if before:
        _changed(t("assumptions.changed_from", name=plain(set_name(before, language()))), before, locked, "changed")


def _about(summary: SetSummary, locked: LockedSet, in_force: bool) -> None:
    st.markdown(f"**{plain(set_name(locked, language()))}**" + (f" ({t('assumptions.in_force')})" if in_force else ""))
    who = plain(workspace.person(summary.created_by))
    st.caption(t("assumptions.locked_by", who=who, sha256=summary.sha256[:SHOWN_HASH]))
    if locked.set.note:
        st.markdown(plain(locked.set.note))
    st.markdown(plain(conventions_line(language(), locked.set.settings)))
    for each in index_amended(locked)[:1]:
        st.warning(plain(t("assumptions.index_amended", index=each.place.removeprefix("indexes/"))))
    title = t("assumptions.prices", count=len(locked.set.prices))
    with st.expander(title):
        show.table(prices_table(locked, language()), title, download=f"assumptions-{summary.number}-prices")
    st.download_button(
        t("assumptions.take_out"),
        data=locked.text,
        file_name=f"assumptions-{summary.number}.json",
        mime="application/json",
        on_click="ignore",
        key="take-set",
    )


def _changed(title: str, before: LockedSet, after: LockedSet, key: str) -> None:
    found = between(before, after)
    if not found:
        st.markdown(t("assumptions.nothing_changed"))
        return
    with st.expander(f"{title} ({len(found)})", key=f"{key}-fold"):
        show.table(amendments_table(found, before, after, language()), title, download=key)


def _lock(in_force: LockedSet | None) -> None:
    """What locking would lock now, and the form that does it."""
    st.header(t("assumptions.lock_next" if in_force else "assumptions.lock_first"), anchor=False)
    now = conventions.settings()
    st.markdown(t("assumptions.lock_help"))
    st.markdown(plain(conventions_line(language(), now)))
    with st.container(horizontal=True, key="to-what-is-locked"):
        links.link("prices", t("page.prices"))
        links.link("overview", t("assumptions.to_conventions"))
    would = operations.would_be_locked(workspace.store(), workspace.acting(), now)
    if in_force and isinstance(would, LockedSet):
        _changed(t("assumptions.changed_since"), in_force, would, "since")
    if workspace.may_here(Wish.REGISTER):
        _form(in_force.set.number + 1 if in_force else 1)


def _form(number: int) -> None:
    sheet = Sheet(workspace.register(), "assumption_set/new", number)
    name = inputs.line(sheet, "name", "", label=t("assumptions.name"))
    note = sheet.words("note", t("assumptions.note"), "")
    if st.button(t("assumptions.lock"), type="primary", key="lock-set") and not sheet.problems:
        _keep(sheet, name, note)


def _keep(sheet: Sheet, name: str, note: str) -> None:
    now = conventions.settings()
    outcome = operations.lock_assumptions(workspace.store(), workspace.acting(), now, name, note)
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        return
    sheet.forget()
    st.session_state.pop("assumption-set", None)
    told = t("assumptions.kept", number=outcome.number, name=plain(outcome.name))
    flash.tell(told)
    st.rerun()
