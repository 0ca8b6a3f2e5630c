"""Relative price points, and the example that shows why they are not the default.

Points for price are the lowest price among the bids divided by one's own, so they depend on who else bids: a bid that
does not win can turn the order of two others. A deduction in kronor leaves the difference between two bids alone.
Source: Lunander (2009), En logisk fälla: relativ poängsättning av pris vid anbudsutvärdering i offentlig upphandling.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from sroi.procurement.exact import product, quotient, total

Offers = Mapping[str, tuple[Decimal, Decimal]]
"""Price (SEK) and quality (a share 0–1) by bid."""


def points_of(offers: Offers, for_price: Decimal, for_quality: Decimal) -> dict[str, Decimal]:
    """Points by bid: for_price × lowest price ÷ price + for_quality × quality. Highest is best."""
    lowest = min((price for price, _ in offers.values()), default=None)
    return {
        name: total([product(for_price, quotient(lowest, price)), product(for_quality, quality)])
        for name, (price, quality) in offers.items()
    }


@dataclass(frozen=True)
class CounterExample:
    """Two bids alone, and with a third that does not win: points by bid, and the order of the two."""

    without: Mapping[str, Decimal]
    with_third: Mapping[str, Decimal]

    @property
    def turns(self) -> bool:
        """Whether the third turned the order of the two."""
        first, second = self.without
        return (self.without[first] > self.without[second]) != (self.with_third[first] > self.with_third[second])


EXAMPLE: Offers = MappingProxyType(
    {
        "A": (Decimal(100), Decimal("0.65")),
        "B": (Decimal(125), Decimal("0.9")),
        "C": (Decimal(75), Decimal("0.1")),
    }
)
FOR_PRICE, FOR_QUALITY = Decimal(60), Decimal(40)


def counter_example() -> CounterExample:
    """A 100 kr and quality 6.5 of 10, B 125 kr and 9; then the loser C, 75 kr and 1. Worked out when it is shown."""
    two = {name: EXAMPLE[name] for name in ("A", "B")}
    return CounterExample(points_of(two, FOR_PRICE, FOR_QUALITY), points_of(EXAMPLE, FOR_PRICE, FOR_QUALITY))
