"""What the ratio would be if every price stood at its low end, and at its high end: a span, not a probability."""

from collections.abc import Mapping
from typing import NamedTuple

from chain.model import Chain
from sroi.discounting import INDEXES, Index
from sroi.ratio import calculate
from sroi.settings import Settings


class RatioSpan(NamedTuple):
    """Ratio (SEK per SEK) with all prices low and all prices high; None where no ratio may be shown."""

    low_result_ratio: float | None
    high_result_ratio: float | None


class Span(NamedTuple):
    """The span per perspective; `spread_prices` of the `prices` in use state a low or a high end."""

    public: RatioSpan
    society: RatioSpan
    spread_prices: int
    prices: int

    def of(self, perspective: str) -> RatioSpan:
        """The span of `public` or `society`."""
        return {"public": self.public, "society": self.society}[perspective]


def price_span(chain: Chain, settings: Settings, indexes: Mapping[str, Index] = INDEXES) -> Span:
    """Recompute the ratio with all prices low, then with all prices high; nothing but the prices moves.

    A price without a stated end keeps its value. With negative effects the low prices need not give the lower ratio.
    """
    used = {effect.proxy_id for effect in chain.effects}
    proxies = [proxy for proxy in chain.proxies if proxy.id in used]
    ends = [_at(chain, settings, proxies, end, indexes) for end in ("low", "high")]
    spread = sum(proxy.price.low is not None or proxy.price.high is not None for proxy in proxies)
    public, society = (RatioSpan(*(result.total(name).ratio for result in ends)) for name in ("public", "society"))
    return Span(public, society, spread, len(proxies))


def _at(chain: Chain, settings: Settings, proxies: list, end: str, indexes: Mapping[str, Index]):
    figures = {
        f"proxies/{proxy.id}/price": getattr(proxy.price, end)
        for proxy in proxies
        if getattr(proxy.price, end) is not None
    }
    return calculate(chain, settings, figures, indexes)
