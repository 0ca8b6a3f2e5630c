"""Taking a price out of the library into the open chain, and seeing the library's figure beside one's own."""

from collections.abc import Iterable
from datetime import date
import re
from typing import TypeVar

import streamlit as st

from chain import edit, library
from chain.assumption import Assumption
from chain.checks.prices import OLDEST_YEARS
from chain.model import Chain, Proxy
from chain.text import Text
from pages.parts import saving, workspace
from pages.parts.words import language, plain, t
from reports.texts import LANGUAGES, text
from reports.texts.numbers import format_number
from reports.unit_price import per_unit
from storage import operations
from storage.operations import LibraryPrice, PriceGuide, Stored

MOST_SHOWN = 8
SHORTEST_STEM = 5
ENDING = re.compile(r"(arna|erna|orna|ande|ade|ar|er|or|en|et|na|da|t|d|a|s|e|n)$")


def amount(price: Assumption) -> str:
    """A price in words: amount, unit and price year."""
    year = t("price.year", year=price.price_year) if price.price_year else t("price.no_year")
    return f"{per_unit(price, language())} · {year}"


Entry = TypeVar("Entry", LibraryPrice, PriceGuide)


def matching(entries: Iterable[Entry], words: str) -> list[Entry]:
    """The entries whose name, source, unit or note has every word, whole or as part of a compound."""
    wanted = [_stem(word) for word in words.casefold().split()]
    return [each for each in entries if all(word in _searched(each) for word in wanted)]


def _stem(word: str) -> str:
    """The word less its inflection, so that `särskilt` finds `särskilda` and `kostnader` finds `kostnad`."""
    return ENDING.sub("", word) if len(word) > SHORTEST_STEM else word


def _searched(entry: LibraryPrice | PriceGuide) -> str:
    passport = entry.passport if isinstance(entry, PriceGuide) else entry.price
    notes = (entry.name.sv, entry.name.en, passport.source, passport.unit, passport.note.sv, passport.note.en)
    return " ".join(notes).casefold()


def describe_guide(guide: PriceGuide) -> None:
    """A range, a rate or a foreign amount, to hold an own price against."""
    st.markdown(f"**{plain(guide.name.into(language()))}**  \n{plain(_extent(guide))}")
    warn(guide.flags)


def _extent(guide: PriceGuide) -> str:
    tongue, unit = language(), guide.passport.unit
    low, high = (format_number(tongue, each) if each is not None else "–" for each in (guide.low, guide.high))
    if guide.value is None:
        return t("price_guide.between", low=low, high=high, unit=unit)
    return t("price_guide.one", value=format_number(tongue, guide.value), unit=unit)


def show(stored: Stored) -> None:
    """Search the library and take a price into the chain, where it may be changed."""
    if not stored.writable:
        return
    st.header(t("price.from_library"), anchor=False)
    words = st.text_input(t("price.search"), key="price-search")
    found = matching(_library(stored), words) if words.strip() else []
    if words.strip():
        tell_found(len(found), MOST_SHOWN)
    for entry in found[:MOST_SHOWN]:
        _row(entry)
    if words.strip() and not found:
        _show_near(words)


def _library(stored: Stored) -> list[LibraryPrice]:
    """The price library of the one whose intervention it is."""
    return operations.prices(workspace.store(), workspace.acting(), stored.organisation_id)


def tell_found(count: int, most: int) -> None:
    """How many prices were found; and where there are none, what to do."""
    if count:
        st.caption(t("price.found_one") if count == 1 else t("price.found", count=count, shown=min(count, most)))
    else:
        st.info(t("price.none_found"))


def _show_near(words: str) -> None:
    """What has the words though it cannot be counted with."""
    found = matching(operations.price_guides(), words)
    if found:
        st.markdown(t("price.only_guides"))
    for each in found[:MOST_SHOWN]:
        describe_guide(each)


def _row(entry: LibraryPrice) -> None:
    with st.container(border=True):
        describe(entry)
        name = plain(entry.name.into(language()))
        st.button(t("price.use", name=name), key=f"use-{entry.library_id}", on_click=_take, args=(entry,))


def describe(entry: LibraryPrice) -> None:
    """One price of the library: name, amount, whose figure, class and source."""
    st.markdown(f"**{plain(entry.name.into(language()))}**  \n{plain(amount(entry.price))}")
    whose = [t("price.is_own")] if entry.own else []
    parts = [
        *whose,
        *_age(entry.price),
        t(f"quality.{entry.quality}"),
        entry.price.source,
        entry.price.note.into(language()),
    ]
    st.markdown(plain(" · ".join(part for part in parts if part)))
    warn(entry.flags)
    if entry.template is not None:
        st.markdown(t("price.template", price=plain(amount(entry.template))))


def _age(price: Assumption) -> list[str]:
    """A tag on a price that is older than prices should be."""
    age = date.today().year - price.price_year if price.price_year else 0
    return [t("price.old", age=age)] if age > OLDEST_YEARS else []


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


def price_in_use(entry: library.Priced) -> Assumption:
    """The price as a chain uses it; where it has no price year so that no index moves it, its note says why."""
    used = library.price_in_use(entry)
    if entry.may_be_uprated:
        return used
    year = entry.price.price_year or "–"
    told = {tongue: text(tongue, "price.note_not_uprated", year=year) for tongue in LANGUAGES}
    note = Text(**{tongue: f"{getattr(used.note, tongue)} {told[tongue]}".strip() for tongue in LANGUAGES})
    return used.model_copy(update={"note": note})


def _payer(chain: Chain, level: str) -> str | None:
    """The chain's actor on this level when there is just one; else the person has to say."""
    fitting = [actor.id for actor in chain.actors if str(actor.level) == level]
    return fitting[0] if len(fitting) == 1 else None


def show_template(proxy: Proxy) -> None:
    """The library's figure, for comparison with the one in use."""
    if proxy.template is not None:
        st.caption(t("price.template", price=plain(amount(proxy.template))))
