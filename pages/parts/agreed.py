"""Beside a result: which assumption set it is counted by, where it departs, and the way back to the set."""

import streamlit as st

from pages.parts import compute, conventions, links, saving, show
from pages.parts.words import language, plain, t
from reports.assumption_sets import counted_by, departures_table
from sroi.assumption_set import LockedSet
from sroi.departures import departures, kept_under, with_set_prices
from sroi.settings import Settings
from storage.operations import Stored


def show_set(stored: Stored, settings: Settings) -> None:
    """The set in force and what departs from it; nothing where no set is locked or the intervention is only read."""
    locked = compute.set_in_force(stored) if stored.writable else None
    if locked is None:
        return
    found = departures(stored.chain, settings, locked)
    st.markdown(plain(counted_by(kept_under(locked, found), language())))
    if not found:
        return
    with st.expander(t("assumptions.departures"), key="departures"):
        show.table(departures_table(found, stored.chain, language()), t("assumptions.departures"))
        _ways_back(stored, settings, locked, {each.kind for each in found})
        links.link("assumptions", t("page.assumptions"))


def _ways_back(stored: Stored, settings: Settings, locked: LockedSet, kinds: set[str]) -> None:
    with st.container(horizontal=True, key="to-the-set"):
        if "convention" in kinds:
            st.button(
                t("assumptions.take_conventions"),
                key="take-conventions",
                on_click=conventions.take_agreed,
                args=(settings, locked),
            )
        if "price" in kinds:
            st.button(t("assumptions.take_prices"), key="take-prices", on_click=_take_prices, args=(locked,))


def _take_prices(locked: LockedSet) -> None:
    saving.change(lambda chain: with_set_prices(chain, locked), t("assumptions.prices_taken"))
