"""The result in sentences, money first: what goes in, what comes out, who pays and gains, when, how sure."""

from collections.abc import Iterable

from chain.model import Chain
from reports.headline_parts import beside, budgets, kinds, payback, who
from reports.sureness import Sure, ratio_interval, sure_lines
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_share, format_year, format_years
from reports.whose import whose
from sroi.perspective import ONE_ACTOR
from sroi.results import Result, Total
from sroi.settings import Settings
from sroi.span import RatioSpan, Span
from sroi.sureness import CREDIBILITY

_CHOICES = (
    *("horizon_from", "discounting", "investment_discounted", "filters", "drop_off", "drop_off_from"),
    *("costs_after_horizon", "income", "payback", "payback_discounted", "with_optional"),
)


def headline(
    result: Result, chain: Chain, language: str, perspective: str, span: Span | None = None, sure: Sure | None = None
) -> tuple[str, ...]:
    """The sentences of one result in one perspective; a ratio always has horizon, beneficiary and range.

    `sure` comes from `sroi.sureness` and gives the interval; where nothing could be drawn, `span` from
    `sroi.span.price_span` tells the prices' ends instead; without either the ratio is called a point estimate. Where
    the investment is not wholly known, neither net value nor payback is told.
    """
    total = result.total(perspective)
    if not is_anything(result):
        return (ratio_sentence(result, language, perspective, span, sure), text(language, "headline.nothing"))
    return (
        ratio_sentence(result, language, perspective, span, sure),
        *_likelihood(total, chain, language, sure),
        *_flow(result, total, language),
        *who(result, chain, language, perspective),
        *budgets(result, chain, language, sure),
        *payback(result, total, language),
        *kinds(result, total, language),
        *_how_sure(total, language, perspective, span, sure),
        text(language, f"headline.claim.{chain.claim}"),
        *beside(result, chain, language),
    )


def is_anything(result: Result) -> bool:
    """Whether there is any cost or any value to show yet."""
    return any(actor.investment or actor.value for actor in result.actors) or bool(result.effects)


def ratio_sentence(
    result: Result,
    language: str,
    perspective: str,
    span: Span | None = None,
    sure: Sure | None = None,
    credibility: float = CREDIBILITY,
) -> str:
    """What a krona gives, within which horizon, for whom, and its interval (else the prices' ends); or why no ratio is
    shown."""
    total, named = result.total(perspective), whose(perspective, result.run.chain, language)
    if total.ratio is None:
        return text(language, f"headline.no_ratio.{_why_none(total)}", whose=named)
    kind = perspective if perspective in ("public", "society") else "own"
    return text(
        language,
        f"headline.ratio.{kind}",
        horizon=_horizon(result, language),
        ratio=format_money(language, float(total.ratio), 2),
        span=ratio_range(language, perspective, span, sure, credibility),
        **({"whose": named} if kind == "own" else {}),
    )


def ratio_range(
    language: str,
    perspective: str,
    span: Span | None,
    sure: Sure | None,
    credibility: float = CREDIBILITY,
) -> str:
    """The ratio's interval with its condition; where nothing is drawn the prices' ends, else that it is a point."""
    return ratio_interval(language, sure, perspective, credibility) or _ends(language, perspective, span)


def _why_none(total: Total) -> str:
    if not total.investment_known:
        return "unknown"
    if total.investment < 0:
        return "income"
    return "nothing_valued" if total.investment else "nothing_paid"


def _ends(language: str, perspective: str, span: Span | None) -> str:
    if span is None:
        return text(language, "headline.ratio.point")
    ends = span.of(perspective)
    if ends.cautious is None:
        return text(language, "headline.ratio.no_span")
    low, high = (format_money(language, float(end), 2) for end in (ends.cautious, ends.hopeful))
    return text(language, "headline.ratio.span", low=low, high=high)


def cost_sentence(result: Result, language: str, perspective: str) -> str:
    """What is put in within the horizon, of how much for the whole programme; *at least* where not all is known."""
    total = result.total(perspective)
    told = {"cost": format_money(language, float(total.investment)), "horizon": _horizon(result, language)}
    if not total.investment_known:
        return text(language, "headline.cost.at_least", **told)
    if _beyond(total):
        programme = format_money(language, float(total.investment_programme))
        return text(language, "headline.cost.of_programme", programme=programme, **told)
    return text(language, "headline.cost.whole", **told)


def _beyond(total: Total) -> bool:
    return round(float(total.investment_programme)) > round(float(total.investment))


def horizon_sentence(first_year: int, last_year: int, longest_years: int, language: str) -> str:
    """That a longer horizon changes nothing, where the last thing paid or gained falls within the longest one."""
    needed = last_year - first_year + 1
    if needed >= longest_years:
        return ""
    return text(language, "headline.horizon_end", year=format_year(last_year), horizon=format_years(language, needed))


def _horizon(result: Result, language: str) -> str:
    return format_years(language, result.settings.horizon_years)


def _flow(result: Result, total: Total, language: str) -> Iterable[str]:
    names = ("investment", "value", "net", "expenses", "investment_programme")
    amounts = {name: format_money(language, float(getattr(total, name))) for name in names}
    horizon, named = _horizon(result, language), whose(total.perspective, result.run.chain, language)
    said = {name: amounts[name] for name in ("investment", "value")}
    if not total.investment_known:
        yield text(language, "headline.flow_unknown", horizon=horizon, whose=named, **said)
        return
    yield text(language, "headline.flow", horizon=horizon, whose=named, net=amounts["net"], **said)
    income = float(total.expenses - total.investment)
    if round(income) > 0:
        earned = {"expenses": amounts["expenses"], "investment": amounts["investment"]}
        yield text(language, "headline.income", income=format_money(language, income), **earned)
    if _beyond(total):
        yield text(language, "headline.programme", programme=amounts["investment_programme"], horizon=horizon)


def _likelihood(total: Total, chain: Chain, language: str, sure: Sure | None) -> Iterable[str]:
    """Straight after the ratio: how probable it is that it pays, and on what that rests."""
    if sure is not None and total.ratio is not None:
        yield from sure_lines(language, sure, total.perspective, chain)


def _how_sure(total: Total, language: str, perspective: str, span: Span | None, sure: Sure | None) -> Iterable[str]:
    if total.ratio is None:
        return
    ends = span.of(perspective) if span else RatioSpan()
    if ratio_interval(language, sure, perspective):
        yield from _beside_interval(language, sure, ends)
        return
    if ends.ordered is None:
        yield text(language, "headline.no_span")
        return
    low, high, cautious, hopeful = (
        format_ratio(language, float(end)) for end in (*ends.ordered, ends.cautious, ends.hopeful)
    )
    yield text(language, "headline.span", low=low, high=high, cautious=cautious, hopeful=hopeful)
    yield text(language, "headline.span_of", spread=span.spread_prices, prices=span.prices)
    if span.one_sided:
        yield text(language, "headline.one_sided", count=span.one_sided)


def _beside_interval(language: str, sure: Sure, ends: RatioSpan) -> Iterable[str]:
    """The prices' ends beside an interval that leaves most figures fixed, told apart from it; else it alone."""
    if not sure.coverage.is_mostly_stated and ends.cautious is not None:
        cautious, hopeful = (format_ratio(language, float(end)) for end in (ends.cautious, ends.hopeful))
        yield text(language, "sureness.prices", cautious=cautious, hopeful=hopeful)


def conventions_line(language: str, settings: Settings, chain: Chain | None = None) -> str:
    """Every convention of a result in one line, so that two ratios can be seen to be counted alike, or not."""
    name = settings.name if settings.name in ("swedish_public_sector", "sroi_guide") else "own"
    parts = [
        text(language, f"convention_line.name.{name}"),
        text(language, "convention_line.horizon", horizon=format_years(language, settings.horizon_years)),
        text(language, "convention_line.rate", rate=format_share(language, settings.discount_rate, None)),
        _prices(language, settings),
        _perspective(language, settings.perspective, chain),
        *(text(language, f"convention_line.{field}.{_choice(settings, field)}") for field in _CHOICES),
    ]
    return text(language, "convention_line.line", parts="; ".join(parts))


def _perspective(language: str, perspective: str, chain: Chain | None) -> str:
    if perspective.startswith(ONE_ACTOR):
        named = whose(perspective, chain, language) if chain else perspective.removeprefix(ONE_ACTOR)
        return text(language, "convention_line.one_actor", who=named)
    return text(language, f"convention_line.perspective.{perspective}")


def _prices(language: str, settings: Settings) -> str:
    if settings.price_year is None:
        return text(language, "convention_line.no_price_year")
    return text(language, "convention_line.price_year", year=format_year(settings.price_year), index=settings.index)


def _choice(settings: Settings, field: str) -> str:
    choice = getattr(settings, field)
    return {True: "yes", False: "no"}[choice] if isinstance(choice, bool) else choice
