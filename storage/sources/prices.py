"""The Swedish unit prices that ship with the product."""

from functools import cache
import json
from pathlib import Path

from chain.assumption import Assumption, Mark
from chain.model import CostBasis, PriceQuality, Span
from chain.text import Text
from storage.operations.answers import LibraryPrice

PRICES = Path(__file__).parent / "prices_se.json"
NO_PRICE = frozenset({"range_only", "foreign_currency", "rate"})
"""Flags of entries that inform but cannot price an effect: ranges without a value, other currencies, percentages."""


@cache
def shipped_prices(path: Path = PRICES) -> tuple[LibraryPrice, ...]:
    """The shipped entries that can price an effect, in their order."""
    if not path.exists():
        return ()
    told = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_entry(entry) for entry in told["prices"] if NO_PRICE.isdisjoint(entry["flags"]))


def _entry(told: dict) -> LibraryPrice:
    return LibraryPrice(
        library_id=told["id"],
        name=Text.model_validate(told["name"]),
        price=_price(told),
        payer=told["payer"] or "",
        quality=PriceQuality(told["quality"]),
        basis=CostBasis(told["basis"]),
        span=Span(told["span"]),
    )


def _price(told: dict) -> Assumption:
    """The figure with its passport; without price year where no index applies, so that none is used on it."""
    derived = told["quality"] == PriceQuality.DERIVED
    return Assumption(
        **{key: told[key] for key in ("value", "low", "high", "unit", "source", "url")},
        mark=Mark.DERIVED if derived else Mark.SOURCED,
        price_year=None if "do_not_uprate" in told["flags"] else told["price_year"],
        note=_note(told),
    )


def _note(told: dict) -> Text:
    note = Text.model_validate(told["note"])
    if "do_not_uprate" not in told["flags"]:
        return note
    year = told["price_year"]
    return Text(sv=f"{note.sv} Belopp från {year}.", en=f"{note.en} Amount from {year}.")
