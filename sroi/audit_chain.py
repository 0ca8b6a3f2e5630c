"""A chain's own arithmetic held against itself: a chain prints no totals, so the engine's parts must give its whole."""

from collections.abc import Iterator

from chain.model import Chain
from sroi.audit_missing import TOTALS
from sroi.audit_results import Audit, Check, Finding, Ladder, Step, finding
from sroi.printed_figure import Figure
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import ENGINE_VERSION, SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings

FILTERS = ("deadweight", "displacement", "attribution", "drop_off", "duration_years")
FINE = 1e-9
STEPS = ("discounting", "discount_rate", "investment_discounted", "costs_after_horizon")


def audit_chain(chain: Chain, language: str = "sv") -> Audit:
    """What can be told of a chain: that its parts add up, what it leaves out, how the rules differ, what is missing.

    The ladder goes from the Guide's conventions to the Swedish public sector's, for society as a whole. `language` is
    the one that elements are named in.
    """
    result = calculate(chain, _society(SROI_GUIDE))
    return Audit(
        engine_version=ENGINE_VERSION,
        title=chain.name.into(language),
        url="",
        currency="SEK",
        level="chain",
        names=tuple((f"effects/{each.id}", each.name.into(language) or each.id) for each in chain.effects),
        checks=tuple(_adds_up(result)),
        ladders=(_ladder(chain),),
        missing=(*_missing(chain), *(finding("missing_total", f"totals/{name}") for name in TOTALS)),
        not_judged=(
            *(finding("effect_left_out", found.place) for found in result.excluded),
            finding("chain_prints_no_totals", "totals"),
        ),
    )


def _society(settings: Settings) -> Settings:
    return settings.model_copy(update={"perspective": "society"})


def _adds_up(result: Result) -> Iterator[Check]:
    """Value by effect and by actor, investment by actor, and the waterfall, each beside the whole."""
    whole, own = result.society, [actor.value for actor in result.actors]
    parts = {
        "sum_of_actors": ("value", whole.value, sum(own)),
        "sum_of_costs": ("investment", whole.investment, sum(actor.investment for actor in result.actors)),
        "waterfall": ("value", whole.value, whole.waterfall.gross + sum(whole.waterfall.steps.values())),
    }
    scale = max([1.0, abs(whole.investment), *map(abs, own), abs(whole.waterfall.gross)])
    for code, (name, total, parted) in parts.items():
        figure = Figure(f"{total:.2f}", total, FINE * scale)
        yield Check(code, f"totals/{name}", figure, parted, parted, figure.agrees(parted))


def _missing(chain: Chain) -> Iterator[Finding]:
    effects = chain.effects
    for name in FILTERS:
        count = sum(1 for effect in effects if getattr(effect, name) is None)
        if count:
            yield finding(f"missing_{name}", "rows", count=count, of=len(effects))
    sourceless = sum(1 for proxy in chain.proxies if not (proxy.price.source or proxy.price.url))
    if sourceless:
        yield finding("missing_source", "rows", count=sourceless, of=len(chain.proxies))
    years = sorted({proxy.price.price_year for proxy in chain.proxies if proxy.price.price_year})
    if len(years) > 1:
        yield finding("mixed_price_years", "rows", first=years[0], last=years[-1])
    if effects and not any(effect.sign == -1 for effect in effects):
        yield finding("no_negative", "rows")


def _ladder(chain: Chain) -> Ladder:
    here, steps = _society(SROI_GUIDE), []
    first = calculate(chain, here).society.ratio
    for name in STEPS:
        before, after = getattr(here, name), getattr(SWEDISH_PUBLIC_SECTOR, name)
        here = here.model_copy(update={name: after})
        total = calculate(chain, here).society
        steps.append(Step(name, before, after, total.value, total.investment, total.ratio))
    return Ladder("swedish_public_sector", None, first, tuple(steps), steps[-1].ratio)
