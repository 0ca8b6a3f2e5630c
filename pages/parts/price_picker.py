"""Taking a price out of the library into the open chain, and seeing the library's figure beside one's own."""

from collections.abc import Iterable
import re
from typing import TypeVar

import streamlit as st

from chain import edit
from chain.assumption import Assumption
from chain.model import Chain, Proxy
from chain.text import Text
from pages.parts import saving, workspace
from pages.parts.words import language, plain, t
from reports.texts import LANGUAGES, text
from reports.texts.numbers import format_money
from storage import operations
from storage.operations import LibraryPrice, PriceGuide, Stored

MOST_SHOWN = 8
CURRENCY = re.compile(r"^(kr|kronor|sek)\b\.?", re.IGNORECASE)


def amount(price: Assumption) -> str:
    """A price in words: amount, unit and price year."""
    year = t("price.year", year=price.price_year) if price.price_year else t("price.no_year")
    return f"{per_unit(price)} · {year}"


def per_unit(price: Assumption) -> str:
    """The amount and what it is for: `3 500 kr/besök`. The unit often says `kr` once more, which is dropped."""
    money = format_money(language(), price.value, 0 if price.value % 1 == 0 else 2)
    unit = priced_unit(price.unit)
    return f"{money}{unit}" if unit.startswith("/") else f"{money} {unit}".strip()


def priced_unit(unit: str) -> str:
    """What a price is for, without the currency: `/besök` in `kr/besök`, nothing in `kr`."""
    return CURRENCY.sub("", unit.strip()).strip()


Entry = TypeVar("Entry", LibraryPrice, PriceGuide)


def matching(entries: Iterable[Entry], words: str) -> list[Entry]:
    """The entries whose name, source or note has every word."""
    wanted = words.casefold().split()
    return [each for each in entries if all(word in _searched(each) for word in wanted)]


def _searched(entry: LibraryPrice | PriceGuide) -> str:
    passport = entry.passport if isinstance(entry, PriceGuide) else entry.price
    notes = (entry.name.sv, entry.name.en, passport.source, passport.note.sv, passport.note.en)
    return " ".join(notes).casefold()


def show(stored: Stored) -> None:
    """Search the library and take a price into the chain."""
    st.header(t("price.from_library"), anchor=False)
    words = st.text_input(t("price.search"), key="price-search")
    found = matching(operations.prices(workspace.store(), stored.organisation_id), words) if words.strip() else []
    if words.strip():
        st.caption(t("price.found", count=len(found), shown=min(len(found), MOST_SHOWN)))
    for entry in found[:MOST_SHOWN]:
        _row(entry)


def _row(entry: LibraryPrice) -> None:
    with st.container(border=True):
        describe(entry)
        name = plain(entry.name.into(language()))
        st.button(t("price.use", name=name), key=f"use-{entry.library_id}", on_click=_take, args=(entry,))


def describe(entry: LibraryPrice) -> None:
    """One price of the library: name, amount, whose figure, class and source."""
    st.markdown(f"**{plain(entry.name.into(language()))}**  \n{plain(amount(entry.price))}")
    whose = [t("price.is_own")] if entry.own else []
    parts = [*whose, t(f"quality.{entry.quality}"), entry.price.source, entry.price.note.into(language())]
    st.markdown(plain(" · ".join(part for part in parts if part)))
    warn(entry.flags)
    if entry.template is not None:
        st.markdown(t("price.template", price=plain(amount(entry.template))))


def warn(flags: Iterable[str]) -> None:
    """What to know before using a price of the library."""
    words = " ".join(t(f"price_flag.{flag}") for flag in flags)
    if words:
        st.markdown(f"{t('price.mind')}: {plain(words)}")


def _take(entry: LibraryPrice) -> None:
    saving.change(lambda chain: with_library_price(chain, entry), t("price.taken"))


def with_library_price(chain: Chain, entry: LibraryPrice) -> Chain:
    """The chain with this price added; the library's own figure is kept beside it as template."""
    taken = edit.element(chain, "proxies", entry.library_id)
    proxy = Proxy(
        id=edit.new_id(chain, "proxies") if taken else entry.library_id,
        name=entry.name,
        price=price_in_use(entry),
        payer_id=_payer(chain, entry.payer),
        quality=entry.quality,
        basis=entry.basis,
        span=entry.span,
        library_id=entry.library_id,
        template=entry.template or entry.price,
    )
    return edit.with_element(chain, "proxies", proxy)


def price_in_use(entry: LibraryPrice) -> Assumption:
    """The price as a chain uses it: without a price year where no index may move it, so that it counts as it stands."""
    if entry.may_be_uprated:
        return entry.price
    year = entry.price.price_year or "–"
    told = {tongue: text(tongue, "price.note_not_uprated", year=year) for tongue in LANGUAGES}
    note = Text(**{tongue: f"{getattr(entry.price.note, tongue)} {told[tongue]}".strip() for tongue in LANGUAGES})
    return entry.price.model_copy(update={"price_year": None, "note": note})


def _payer(chain: Chain, level: str) -> str | None:
    """The chain's actor on this level when there is just one; else the person has to say."""
    fitting = [actor.id for actor in chain.actors if str(actor.level) == level]
    return fitting[0] if len(fitting) == 1 else None


def show_template(proxy: Proxy) -> None:
    """The library's figure, for comparison with the one in use."""
    if proxy.template is not None:
        st.caption(t("price.template", price=plain(amount(proxy.template))))
