"""What the prices' stated ends would make of the ratio: a span, not a probability."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from typing import NamedTuple

from chain.assumption import Assumption
from chain.model import Chain, by_id
from sroi.breakdown import value_in
from sroi.discounting import INDEXES, Index
from sroi.flows import flows_of
from sroi.perspective import members_of
from sroi.ratio import calculate
from sroi.reading import EffectRun
from sroi.results import EffectResult, Result
from sroi.settings import Settings

ENDS = ("cautious", "low", "high", "hopeful")


class RatioSpan(NamedTuple):
    """The ratio (SEK per SEK) at the ends of the prices; all None without a ratio or without any stated end.

    `low_result_ratio` has every price low, `high_result_ratio` every price high: with negative effects the first may
    be the larger. `cautious` has every effect's price at the end that lowers this perspective's ratio, `hopeful` at the
    end that raises it, also where two effects share a price: cautious ≤ every other ≤ hopeful.
    """

    low_result_ratio: float | None = None
    high_result_ratio: float | None = None
    cautious: float | None = None
    hopeful: float | None = None

    @property
    def ordered(self) -> tuple[float, float] | None:
        """The ratios with all prices low and all prices high, the smaller first."""
        if self.low_result_ratio is None:
            return None
        return min(self[:2]), max(self[:2])


class PriceWeight(NamedTuple):
    """What one krona of an effect's price is worth in a perspective (SEK of present value), and the price itself."""

    effect_id: str
    price: Assumption
    weight: float

    def at(self, end: str) -> float:
        """The price at an end of `ENDS`; a price without that end keeps its value."""
        if end in ("low", "high"):
            stated = getattr(self.price, end)
            return self.price.value if stated is None else stated
        stated = [each for each in (self.price.low, self.price.value, self.price.high) if each is not None]
        best = max if (end == "hopeful") == (self.weight > 0) else min
        return best(stated)


@dataclass(frozen=True)
class Span:
    """The spans of one calculation, by perspective.

    Value is linear in every price and the investment knows none of them. So a calculation with every price at one
    krona gives the weight of each effect, and every end of the ratio is the ratio + Σ weight × (price there − price) ÷
    investment.
    """

    chain: Chain
    result: Result
    indexes: Mapping[str, Index] = field(default_factory=lambda: INDEXES, repr=False, compare=False)

    @cached_property
    def at_one_krona(self) -> tuple[EffectResult, ...]:
        """Every counted effect when every price is one krona."""
        ones = {f"proxies/{proxy.id}/price": 1.0 for proxy in by_id(self.chain.proxies).values()}
        return EffectRun(flows_of(self.chain, self.result.settings, ones, self.indexes)).effect_results()

    @cached_property
    def _prices(self) -> dict[str, Assumption]:
        used = {effect.proxy_id for effect in self.result.effects}
        return {proxy.id: proxy.price for proxy in self.chain.proxies if proxy.id in used}

    @property
    def prices(self) -> int:
        """How many prices the counted effects use."""
        return len(self._prices)

    @property
    def spread_prices(self) -> int:
        """How many of them state a low or a high end."""
        return self._count(lambda price: price.low is not None or price.high is not None)

    @property
    def one_sided(self) -> int:
        """How many of them state only one end, or an end that is the price itself."""
        return self._count(lambda price: _sides(price) == 1)

    def _count(self, holds: Callable[[Assumption], bool]) -> int:
        return sum(map(holds, self._prices.values()))

    @property
    def public(self) -> RatioSpan:
        """The span of public finances."""
        return self.of("public")

    @property
    def society(self) -> RatioSpan:
        """The span of society."""
        return self.of("society")

    def of(self, perspective: str) -> RatioSpan:
        """The span of a perspective."""
        total = self.result.total(perspective)
        if total.ratio is None or not any(map(_sides, self._prices.values())):
            return RatioSpan()
        weights = self.weights(perspective)
        low, high, cautious, hopeful = (
            total.ratio + fsum(each.weight * (each.at(end) - each.price.value) for each in weights) / total.investment
            for end in ("low", "high", "cautious", "hopeful")
        )
        return RatioSpan(low, high, cautious, hopeful)

    def weights(self, perspective: str) -> tuple[PriceWeight, ...]:
        """What a krona of each effect's price is worth in a perspective, in the chain's order."""
        members = members_of(self.chain, perspective)
        return tuple(
            PriceWeight(effect.effect_id, self._prices[effect.proxy_id], value_in(effect, members))
            for effect in self.at_one_krona
        )


def _sides(price: Assumption) -> int:
    """On how many sides of the price an end is stated, 0 to 2."""
    ends = {end for end in (price.low, price.high) if end is not None}
    return any(end < price.value for end in ends) + any(end > price.value for end in ends)


def price_span(
    chain: Chain, settings: Settings, indexes: Mapping[str, Index] = INDEXES, result: Result | None = None
) -> Span:
    """The span of the ratio over the prices' stated ends; nothing but the prices moves.

    `result` is that of the same chain and settings where it has been calculated already.
    """
    return Span(chain, result or calculate(chain, settings, indexes=indexes), indexes)
