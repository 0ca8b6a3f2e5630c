"""Common multipliers: all gains, all quantities, all prices or all costs times one number, the classic break-evens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from chain.assumption import Series
from chain.model import Chain, ResourceKind, passports
from sroi.settings import Settings
from sroi.terms import Terms, terms_of


@dataclass(frozen=True)
class Multiplier:
    """One factor on many numbers at once. `place` is its name; `figures` the numbers by place, 1 for series."""

    place: str
    figures: dict[str, float]
    unit: ClassVar[str] = "factor"
    base: ClassVar[float] = 1.0
    lowest: ClassVar[float] = 0.0
    highest: ClassVar[float] = np.inf

    def moved(self, to: float) -> dict[str, float]:
        """The figures of a calculation in which all of them are multiplied by `to`."""
        return {place: figure * to for place, figure in self.figures.items()}


def multipliers(chain: Chain, settings: Settings) -> tuple[Multiplier, ...]:
    """`gains` (quantities of effects that are not costs), `quantities` (of all effects), `prices` and `costs`.

    Income is not multiplied with the costs. One without any number to multiply is left out.
    """
    terms = terms_of(chain, settings.with_optional)
    own = {place: 1.0 if isinstance(figure, Series) else figure.value for place, figure in passports(chain)}
    sets: dict[str, Callable[[Terms], Iterator[str]]] = {
        "gains": lambda terms: _quantities(terms, only_gains=True),
        "quantities": lambda terms: _quantities(terms, only_gains=False),
        "prices": lambda terms: (f"proxies/{effect.proxy_id}/price" for effect in terms.effects.effects),
        "costs": _costs,
    }
    found = (Multiplier(name, {place: own[place] for place in places(terms)}) for name, places in sets.items())
    return tuple(each for each in found if each.figures)


def _quantities(terms: Terms, only_gains: bool) -> Iterator[str]:
    for effect in terms.effects.effects:
        if effect.sign > 0 or not only_gains:
            quantity = effect.quantity
            field = "number" if quantity.kind == "direct_number" else "units"
            yield f"effects/{effect.id}/quantity/{field}"


def _costs(terms: Terms) -> Iterator[str]:
    for resource in terms.resources.resources:
        if resource.kind is not ResourceKind.INCOME:
            yield f"resources/{resource.id}/{'hours' if resource.amounts is None else 'amounts'}"
