"""The price library: Swedish unit costs with their sources, and the organisation's own figures beside them."""

from dataclasses import replace

import streamlit as st

from chain.model import PriceQuality
from chain.people import Wish
from chain.problem import Problem
from pages.parts import figures, flash, price_picker, workspace
from pages.parts.access import guard
from pages.parts.choices import choice_key
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from storage import operations
from storage.operations import LibraryPrice, Refused

PER_SHEET = 25


def render() -> None:
    """Draw the page."""
    guard(change=Wish.REGISTER)
    st.title(t("page.prices"), anchor=False)
    st.write(t("price.about"))
    flash.show()
    entries = operations.prices(workspace.store(), workspace.acting())
    words = st.text_input(t("price.search"), key="library-search")
    found = price_picker.matching(entries, words)
    price_picker.tell_found(len(found), PER_SHEET)
    sheets = max(1, -(-len(found) // PER_SHEET))
    sheet = st.pagination(sheets, key=f"library-sheet-{sheets}") if sheets > 1 else 1
    for entry in found[(sheet - 1) * PER_SHEET : sheet * PER_SHEET]:
        with st.container(border=True):
            price_picker.describe(entry)
    if workspace.may_here(Wish.REGISTER):
        _own(found)
    _guides(words)


def _guides(words: str) -> None:
    found = price_picker.matching(operations.price_guides(), words)
    if found:
        with st.expander(t("price_guide.title", count=len(found))):
            st.write(t("price_guide.about"))
            for each in found:
                price_picker.describe_guide(each)


def _own(found: list[LibraryPrice]) -> None:
    st.header(t("price.own"), anchor=False)
    st.write(t("price.own_help"))
    names = {each.library_id: each.name.into(language()) for each in found}
    chosen = st.selectbox(
        t("price.which"),
        list(names),
        index=None,
        placeholder=t("common.choose"),
        format_func=lambda code: names.get(code, code),
        key=choice_key("own-price"),
    )
    entry = next((each for each in found if each.library_id == chosen), None)
    if entry is not None:
        _form(entry)


def _form(entry: LibraryPrice) -> None:
    sheet = Sheet(workspace.register(), f"prices/{entry.library_id}", 0)
    price_picker.describe(entry)
    price = figures.assumption(sheet, "price", entry.price, figures.MONEY, reason=True, priced=True, required=True)
    with st.container(horizontal=True):
        save = st.button(t("edit.save"), type="primary", key="own-price-save")
        if entry.own:
            st.button(t("price.reset"), key="own-price-reset", on_click=_reset, args=(entry,))
    if save and sheet.problems:
        sheet.try_now()
        st.rerun()
    elif save:
        _save(entry, price, sheet)


def _save(entry: LibraryPrice, price, sheet: Sheet) -> None:
    # The reservations are about the shipped figure; the class of source is now the organisation itself.
    own = replace(entry, price=price, quality=PriceQuality.OWN, own=True, template=None, flags=())
    outcome = operations.save_own_price(workspace.store(), workspace.acting(), own)
    if isinstance(outcome, Refused):
        for each in outcome.problems:
            st.error(plain(sentence(language(), each)))
        return
    sheet.forget()
    flash.tell(t("edit.saved"), lambda: _put_back(entry))
    st.rerun()


def _put_back(entry: LibraryPrice) -> None:
    if entry.own:
        operations.save_own_price(workspace.store(), workspace.acting(), entry)
    else:
        operations.reset_own_price(workspace.store(), workspace.acting(), entry.library_id)


def _reset(entry: LibraryPrice) -> None:
    found = operations.reset_own_price(workspace.store(), workspace.acting(), entry.library_id)
    if isinstance(found, Problem):
        flash.tell(plain(sentence(language(), found)), grave=True)
    else:
        flash.tell(t("price.was_reset"), lambda: _put_back(entry))
