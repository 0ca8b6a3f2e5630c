"""Share the open intervention with other organisations, those that work together: for reading, or for writing."""

from collections.abc import Mapping

import streamlit as st

from chain.people import Access, Wish
from chain.problem import Problem
from pages.parts import flash, links, steps, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.words import language, plain, t
from reports.texts.numbers import format_date
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Sharing, Stored

GRANTED = (Access.READ, Access.WRITE)


def render() -> None:
    """Draw the page."""
    guard(Wish.OWN)
    stored = steps.opened()
    st.title(t("page.sharing"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    st.write(t("sharing.about"))
    found = operations.sharings(workspace.store(), workspace.acting(), stored.chain.id)
    if not found:
        st.info(t("sharing.nobody"))
    for each in found:
        _row(stored, each)
    if stored.access is Access.OWN:
        _new(stored, {each.organisation_id: each.access for each in found})


def _row(stored: Stored, each: Sharing) -> None:
    with st.container(border=True, key=f"sharing-{each.organisation_id}"):
        st.markdown(f"**{plain(each.organisation)}**: {t(f'access.{each.access}')}")
        st.caption(
            plain(t("sharing.since", day=format_date(each.since.astimezone().date()), who=workspace.person(each.by)))
        )
        own = each.organisation_id == workspace.acting().organisation_id
        if own or stored.access is Access.OWN:
            with st.popover(t("sharing.give_up" if own else "sharing.end")):
                st.write(t("sharing.give_up_ask" if own else "sharing.end_ask", name=plain(each.organisation)))
                key = f"unshare-{each.organisation_id}"
                st.button(t("sharing.end_yes"), key=key, on_click=_end, args=(stored, each))


def _new(stored: Stored, already: Mapping[str, Access]) -> None:
    others = {each.id: each.name for each in operations.others(workspace.store(), workspace.acting())}
    st.header(t("sharing.new"), anchor=False)
    if not others:
        st.write(t("sharing.alone"))
        links.link("organisation", t("page.organisation"))
        return
    for each, access in already.items():
        others[each] = t("sharing.already", name=others[each], access=t(f"access.{access}"))
    inorder = sorted(others, key=lambda each: (each in already, others[each].casefold()))
    chosen = st.selectbox(t("sharing.with"), inorder, format_func=others.get, key="share-with")
    grants = [str(each) for each in GRANTED]
    names = {code: t(f"access.{code}") for code in grants}
    access = st.radio(t("sharing.for"), grants, format_func=names.get, key=choice_key("share-for"))
    st.markdown(t(f"sharing.means_{access}"))
    st.button(t("sharing.share"), type="primary", key="share", on_click=_share, args=(stored, chosen, Access(access)))


def _share(stored: Stored, organisation_id: str, access: Access) -> None:
    store, acting = workspace.store(), workspace.acting()
    found = operations.share(store, acting, stored.chain.id, organisation_id, access)
    _tell(found, t("sharing.done"))


def _end(stored: Stored, each: Sharing) -> None:
    store, acting = workspace.store(), workspace.acting()
    found = operations.unshare(store, acting, stored.chain.id, each.organisation_id)
    own = each.organisation_id == acting.organisation_id
    undo = None if own else lambda: _share(stored, each.organisation_id, each.access)
    _tell(found, t("sharing.ended"), undo)


def _tell(found: Problem | None, message: str, undo=None) -> None:
    if found:
        flash.tell(plain(sentence(language(), found)), grave=True)
    else:
        flash.tell(message, undo)
