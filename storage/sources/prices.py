"""The Swedish unit prices that ship with the product."""

from functools import cache
import json
from pathlib import Path

from chain.assumption import Assumption
from chain.model import CostBasis, PriceQuality, Span
from chain.text import Text
from storage.operations.answers import LibraryPrice

PRICES = Path(__file__).parent / "prices_se.json"


@cache
def shipped_prices(path: Path = PRICES) -> tuple[LibraryPrice, ...]:
    """The shipped entries in their order."""
    if not path.exists():
        return ()
    told = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_entry(entry) for entry in told["prices"])


def _entry(told: dict) -> LibraryPrice:
    return LibraryPrice(
        library_id=told["id"],
        name=Text.model_validate(told["name"]),
        price=Assumption.model_validate(told["price"]),
        payer=told.get("payer", ""),
        quality=PriceQuality(told["quality"]),
        basis=CostBasis(told["basis"]),
        span=Span(told["span"]),
    )
