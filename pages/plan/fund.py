"""The account of a social investment fund: a memorandum of what is drawn, what comes back, and what is decided."""

import streamlit as st

from chain.people import Wish
from pages.parts import (
    editor,
    flash,
    fund_begin,
    fund_feed,
    fund_fields,
    fund_frames,
    fund_shown,
    whole_past,
    workspace,
)
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.document_acts import tell
from pages.parts.fund_desk import DESK, close_fund, past, stored
from pages.parts.words import language, plain, t
from reports.plan.fund import fund_name
from storage.operations import plan as plans
from storage.operations.plan import StoredFund

PARTS = ("account", "investments", "reductions", "organisations", "rules", "history")


def render() -> None:
    """Draw the page."""
    guard(change=Wish.COMPARE)
    found = stored()
    st.title(t("page.fund") if found is None else plain(fund_name(found.content, language())), anchor=False)
    st.info(t("fund.memorandum"))
    flash.show()
    if found is None:
        st.write(t("fund.about"))
        fund_begin.show()
        return
    if found.archived:
        st.warning(t("fund.is_archived"))
    kinds = fund_fields.INVESTMENTS, fund_fields.reductions(found.content), fund_fields.ACTORS
    if editor.show_open(found, *kinds):
        return
    _part(found)


def _part(found: StoredFund) -> None:
    """The part that is chosen: the account itself, or what it is made of."""
    part = st.segmented_control(
        t("fund.show"), PARTS, default=PARTS[0], required=True, format_func=lambda each: t(f"fund_part.{each}"),
        key=choice_key("fund-part"), persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(t("fund.all"), key="fund-close", on_click=close_fund)
        if found.writable and plans.last_own_fund_changes(workspace.store(), workspace.acting(), found.content.id):
            st.button(t("fund.undo"), key="fund-undo", on_click=_undo, args=(found.content.id,))
    if part == "account":
        fund_shown.account(found)
    elif part == "investments":
        editor.show_list(found, fund_fields.INVESTMENTS)
        fund_feed.show_feed(found)
    elif part == "reductions":
        fund_frames.show(found)
        editor.show_list(found, fund_fields.reductions(found.content))
    elif part == "organisations":
        editor.show_list(found, fund_fields.ACTORS)
    elif part == "rules":
        fund_shown.rules_and_start(found)
    else:
        whole_past.show_past("fund-history", DESK.key(found), found.content, lambda limit: past(found, limit=limit))


def _undo(fund_id: str) -> None:
    tell(plans.undo_fund(workspace.store(), workspace.acting(), fund_id), t("edit.undone"))
