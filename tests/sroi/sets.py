"""A price library and a locked set of it to test with."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from chain.assumption import Assumption
from chain.model import Chain, CostBasis, DirectNumber, MonetisedEffect, PriceQuality, Proxy, Span
from chain.text import Text
from sroi.assumption_set import LockedSet, lock
from sroi.settings import SWEDISH_PUBLIC_SECTOR, Settings

AT = datetime(2026, 2, 1, 9, 30, 15, 999, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """An entry of a price library, as the storage hands it out."""

    library_id: str
    price: Assumption
    name: Text = field(default_factory=lambda: Text(sv="Besök", en="Visit"))
    payer: str = "region"
    quality: PriceQuality = PriceQuality.OFFICIAL
    basis: CostBasis = CostBasis.INVOICE
    span: Span = Span.EVENT
    own: bool = False
    may_be_uprated: bool = True


def figure(value: float, year: int | None = 2020, **more) -> Assumption:
    """A price with its passport."""
    return Assumption(value=value, price_year=year, unit="kr/besök", source="Källan", **more)


VISIT = Entry("visit", figure(1000.0, low=800.0, high=1500.0))
FIXED = Entry("fixed", figure(300.0, 2019), name=Text(sv="Taxa"), own=True, may_be_uprated=False)


def locked(*entries: Entry, settings: Settings = SWEDISH_PUBLIC_SECTOR, **more) -> LockedSet:
    """A set of these prices, of two where none are given."""
    told = {"organisation": "Ljusnaby", "number": 2, "name": "Gemensamt 2026", "note": "", "who": "Eva", "at": AT}
    found = lock(settings, entries or (VISIT, FIXED), **told | more)
    assert isinstance(found, LockedSet), found
    return found


def proxy(entry: Entry, name: str = "P1", **changes) -> Proxy:
    """The entry as a price of a chain; `changes` are of the price."""
    price = entry.price if entry.may_be_uprated else entry.price.model_copy(update={"price_year": None})
    return Proxy(
        id=name,
        name=entry.name,
        price=price.model_copy(update=changes),
        library_id=entry.library_id,
        template=entry.price,
    )


def chain_of(*proxies: Proxy, used: bool = True) -> Chain:
    """A chain of these prices, with an effect for each where they are used."""
    quantity = DirectNumber(number=Assumption(value=1.0))
    effects = [
        MonetisedEffect(id=f"E-{each.id}", name=Text(sv="E"), proxy_id=each.id, quantity=quantity) for each in proxies
    ]
    return Chain(
        id="C1", name=Text(sv="Kedja"), start_year=2024, end_year=2024, proxies=proxies, effects=effects if used else ()
    )


def other(entry: Entry, value: float) -> Entry:
    """The same entry at another value."""
    return replace(entry, price=entry.price.model_copy(update={"value": value}))
