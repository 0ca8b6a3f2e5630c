"""What has been done about the organisation's people: roles given and taken, invitations, accounts shut and opened."""

import streamlit as st

from chain.people import Grant, Role
from pages.parts import visitor, workspace
from pages.parts.folded import folded
from pages.parts.words import plain, t
from reports.texts.numbers import format_date
from storage import operations
from storage.operations import HistoryEntry

FOLD = "people-past"
SHOWN = 100


def show() -> None:
    """The latest of it, folded away."""
    with folded(t("people.past"), FOLD) as fold:
        if fold.open:
            entries = operations.people_history(workspace.store(), workspace.acting(), SHOWN)
            st.markdown("\n".join(f"- {plain(_line(each))}" for each in entries))


def _line(entry: HistoryEntry) -> str:
    """One act, without more of an invitation than its roles."""
    kind, _, ident = entry.place.partition("/")
    whom = workspace.person(ident) if kind == "people" else ""
    told = {
        "day": format_date(entry.at.astimezone().date()),
        "what": t(f"history.action.{entry.action}"),
        "about": ": ".join(filter(None, (whom, visitor.roles_told(_grants(entry.new or entry.old))))) or "–",
        "who": workspace.person(entry.who),
    }
    return t("people.past_line", **told)


def _grants(told: object) -> frozenset[Grant]:
    """The roles that an entry tells of, alone or in a list."""
    listed = told.get("grants", [told] if "role" in told else []) if isinstance(told, dict) else []
    return frozenset(Grant(Role(each["role"]), each["intervention_id"]) for each in listed)
