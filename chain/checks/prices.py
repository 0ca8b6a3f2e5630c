"""The price of one unit of change: how old, how good, of what kind."""

from chain.checks.rule import NOTE, WARNING, Seen, at, rule
from chain.model import PriceQuality, Proxy, Span

OLDEST_YEARS = 5
WEAK = (PriceQuality.MEDIA, PriceQuality.ADVOCACY, PriceQuality.ASSUMED)


@rule("proxy.price_year_missing", WARNING, "every price has a price year, else it cannot be moved to another")
def price_year_missing(seen: Seen):
    """A price without its year, unless it is a library price that no index may move and whose year stands beside it."""
    for proxy in seen.chain.proxies:
        if proxy.price.price_year is None and not _year_stands_beside(proxy):
            yield at(f"proxies/{proxy.id}/price/price_year")


def _year_stands_beside(proxy: Proxy) -> bool:
    kept = proxy.template
    return kept is not None and kept.price_year is not None and kept.value == proxy.price.value


@rule("proxy.old_price", WARNING, "critics of SROI: proxies weak, old, borrowed")
def old_price(seen: Seen):
    """A price older than five years."""
    for proxy in seen.chain.proxies:
        year = proxy.price.price_year
        if year is not None and seen.this_year - year > OLDEST_YEARS:
            yield at(f"proxies/{proxy.id}/price", price_year=year, age=seen.this_year - year, limit=OLDEST_YEARS)


@rule("proxy.price_year_ahead", WARNING, "a price level that has not come yet cannot have been seen")
def price_year_ahead(seen: Seen):
    """A price in the price level of a later year."""
    for proxy in seen.chain.proxies:
        year = proxy.price.price_year
        if year is not None and year > seen.this_year:
            yield at(f"proxies/{proxy.id}/price", price_year=year)


@rule("proxy.price_not_positive", WARNING, "a cost is marked as a cost, not written as a negative price")
def price_not_positive(seen: Seen):
    """A price of nothing, or less."""
    for proxy in seen.chain.proxies:
        if proxy.price.value <= 0:
            yield at(f"proxies/{proxy.id}/price", price_sek=proxy.price.value)


@rule("proxy.weak_source", NOTE, "critics of SROI: proxies weak, old, borrowed")
def weak_source(seen: Seen):
    """A price that is used and rests on an assumption, a news item or an interest group."""
    used = {effect.proxy_id for effect in seen.chain.effects}
    for proxy in seen.chain.proxies:
        if proxy.quality in WEAK and proxy.id in used:
            yield at(f"proxies/{proxy.id}/quality", quality=proxy.quality)


@rule("proxy.lifetime", NOTE, "critics of price-tag models: correlation shown as effect, huge lifetime sums")
def lifetime(seen: Seen):
    """A price for a whole life is in use."""
    used = {effect.proxy_id for effect in seen.chain.effects}
    for proxy in seen.chain.proxies:
        if proxy.span is Span.LIFETIME and proxy.id in used:
            yield at(f"proxies/{proxy.id}/span")


@rule("proxy.replaced_without_reason", NOTE, "an own figure overrides the library's, with its reason")
def replaced_without_reason(seen: Seen):
    """An own price stands instead of the library's, and nothing says why."""
    for proxy in seen.chain.proxies:
        is_replaced = proxy.template is not None and proxy.template.value != proxy.price.value
        if is_replaced and not (proxy.price.reason or proxy.price.derivation):
            yield at(f"proxies/{proxy.id}/price/reason", price_sek=proxy.price.value, template_sek=proxy.template.value)


@rule("proxy.unused", NOTE, "a price that values nothing is in the way")
def unused(seen: Seen):
    """A price that no effect uses."""
    used = {effect.proxy_id for effect in seen.chain.effects}
    for proxy in seen.chain.proxies if seen.chain.effects else ():
        if proxy.id not in used:
            yield at(f"proxies/{proxy.id}")
