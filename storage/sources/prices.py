"""The Swedish unit prices that ship with the product: those fit to be used as a price, and those to compare with."""

from functools import cache
import json
from pathlib import Path

from chain.assumption import Assumption, Mark, Passport
from chain.model import CostBasis, PriceQuality, Span
from chain.text import Text
from storage.operations.answers import LibraryPrice, PriceGuide

PRICES = Path(__file__).parent / "prices_se.json"
_PASSPORT = ("unit", "source", "url", "price_year", "note")


@cache
def shipped_prices(path: Path = PRICES) -> tuple[LibraryPrice, ...]:
    """The entries with one amount in SEK, in their order."""
    return tuple(_price(told) for told in _read(path) if _is_price(told))


@cache
def shipped_guides(path: Path = PRICES) -> tuple[PriceGuide, ...]:
    """The entries that are a range, a rate or another currency: something to hold a price against, not a price."""
    return tuple(_guide(told) for told in _read(path) if not _is_price(told))


@cache
def _read(path: Path) -> tuple[dict, ...]:
    return tuple(json.loads(path.read_text(encoding="utf-8"))["prices"])


def _is_price(told: dict) -> bool:
    return told["value"] is not None and told["unit"].startswith("kr")


def _passport(told: dict) -> dict:
    mark = Mark.DERIVED if told["quality"] == PriceQuality.DERIVED else Mark.SOURCED
    return {name: told[name] for name in _PASSPORT} | {"mark": mark}


def _price(told: dict) -> LibraryPrice:
    figure = {name: told[name] for name in ("value", "low", "high")}
    return LibraryPrice(
        library_id=told["id"],
        name=Text.model_validate(told["name"]),
        price=Assumption.model_validate(figure | _passport(told)),
        payer=told["payer"] or "",
        quality=PriceQuality(told["quality"]),
        basis=CostBasis(told["basis"]),
        span=Span(told["span"]),
        payers=tuple(told["payers"]),
        flags=tuple(told["flags"]),
    )


def _guide(told: dict) -> PriceGuide:
    return PriceGuide(
        library_id=told["id"],
        name=Text.model_validate(told["name"]),
        value=told["value"],
        low=told["low"],
        high=told["high"],
        passport=Passport.model_validate(_passport(told)),
        payers=tuple(told["payers"]),
        quality=PriceQuality(told["quality"]),
        flags=tuple(told["flags"]),
    )
