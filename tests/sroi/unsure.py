"""Small chains with uncertain numbers, and plain sums to hold distributions against."""

from math import exp, lgamma, log

from chain.assumption import Assumption, Shape
from chain.model import Chain, DirectNumber, Proxy
from chain.text import Text
from tests.spec.small import chain, effect

PRICE = "proxies/P1/price"


def number(value: float, low: float | None = None, high: float | None = None, **more: object) -> Assumption:
    """A number with its spread; shapes by their names."""
    shape = more.pop("shape", None)
    return Assumption(value=value, low=low, high=high, shape=shape and Shape(shape), **more)


def priced(price: Assumption, quantity: Assumption | None = None, **changes: object) -> Chain:
    """One effect of `quantity` units at this price for the municipality, which pays 1 000 SEK."""
    amount = DirectNumber(number=quantity or number(1))
    plain = chain(effect(quantity=amount))
    changed = plain.effects[0].model_copy(update=changes)
    proxy = Proxy(id="P1", name=Text(sv="P1"), price=price)
    return plain.model_copy(update={"effects": (changed,), "proxies": (proxy,)})


def chance_below(share: float, first: float, second: float, steps: int = 200_000) -> float:
    """The probability that a beta number is below `share`: the density summed in plain steps."""
    scale = lgamma(first + second) - lgamma(first) - lgamma(second)
    width = share / steps
    middles = ((step + 0.5) * width for step in range(steps))
    return width * sum(exp(scale + (first - 1) * log(x) + (second - 1) * log(1 - x)) for x in middles)
