"""The result in sentences, money first: what goes in, what comes out, who pays and gains, when, how sure."""

from collections.abc import Iterable

from chain.model import Chain, by_id
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_share, format_year, format_years
from sroi.results import ActorResult, Result, Total
from sroi.settings import Settings
from sroi.span import Span

_CHOICES = (
    *("perspective", "horizon_from", "discounting", "investment_discounted", "filters", "drop_off", "drop_off_from"),
    *("costs_after_horizon", "income", "payback", "payback_discounted", "with_optional"),
)


def headline(
    result: Result, chain: Chain, language: str, perspective: str, span: Span | None = None
) -> tuple[str, ...]:
    """The sentences of one result in one perspective; a ratio always has horizon, beneficiary and span.

    `span` comes from `sroi.span.price_span`; without one the ratio is called a point estimate.
    """
    total = result.total(perspective)
    return (
        ratio_sentence(result, language, perspective, span),
        *_flow(result, total, language),
        *_who(result, chain, language, perspective),
        _payback(result, total, language),
        _kinds(total, language),
        *_how_sure(total, language, perspective, span),
        text(language, f"headline.claim.{chain.claim}"),
        *_left_out(result, chain, language),
    )


def ratio_sentence(result: Result, language: str, perspective: str, span: Span | None = None) -> str:
    """What a krona gives, within which horizon, for whom, and between which ends; or that no ratio is shown."""
    total = result.total(perspective)
    if total.ratio is None:
        return text(language, "headline.no_ratio", whose=text(language, f"headline.whose.{perspective}"))
    ratio = format_money(language, float(total.ratio), 2)
    return text(
        language,
        f"headline.ratio.{perspective}",
        horizon=_horizon(result, language),
        ratio=ratio,
        span=_ends(language, perspective, span),
    )


def _ends(language: str, perspective: str, span: Span | None) -> str:
    ends = _spread(perspective, span)
    if ends is None:
        return text(language, "headline.ratio.point")
    low, high = (format_money(language, float(end), 2) for end in ends)
    return text(language, "headline.ratio.span", low=low, high=high)


def _spread(perspective: str, span: Span | None) -> tuple[float, float] | None:
    ends = span.of(perspective) if span and span.spread_prices else (None, None)
    return None if None in ends else tuple(ends)


def _horizon(result: Result, language: str) -> str:
    return format_years(language, result.settings.horizon_years)


def _flow(result: Result, total: Total, language: str) -> Iterable[str]:
    amounts = {name: format_money(language, float(getattr(total, name))) for name in ("investment", "value", "net")}
    horizon = _horizon(result, language)
    whose = text(language, f"headline.whose.{total.perspective}")
    yield text(language, "headline.flow", horizon=horizon, whose=whose, **amounts)
    if round(float(total.investment_programme)) > round(float(total.investment)):
        programme = format_money(language, float(total.investment_programme))
        yield text(language, "headline.programme", programme=programme, horizon=horizon)


def _who(result: Result, chain: Chain, language: str, perspective: str) -> Iterable[str]:
    actors = by_id(chain.actors)
    counted = [each for each in result.actors if perspective == "society" or actors[each.actor_id].is_public]
    names = {each_id: actor.name.into(language) for each_id, actor in actors.items()}
    groups = {
        "payers": [(each, each.investment) for each in counted if each.investment > 0],
        "gainers": [(each, each.value) for each in counted if each.value > 0],
        "losers": [(each, each.value) for each in counted if each.value < 0],
        "short": [(each, each.net) for each in counted if each.investment > 0 and each.net < 0],
    }
    for key, members in groups.items():
        if members:
            yield text(language, f"headline.{key}", list=_listed(members, names, language))


def _listed(members: list[tuple[ActorResult, float]], names: dict[str, str], language: str) -> str:
    ordered = sorted(members, key=lambda member: -abs(member[1]))
    shown = {each.actor_id: format_money(language, float(amount)) for each, amount in ordered}
    return ", ".join(text(language, "headline.item", who=names[who], amount=amount) for who, amount in shown.items())


def _payback(result: Result, total: Total, language: str) -> str:
    if total.payback is None:
        return text(language, "headline.no_payback", horizon=_horizon(result, language))
    return text(language, "headline.payback", years=format_years(language, float(total.payback.years)))


def _kinds(total: Total, language: str) -> str:
    amounts = (total.cashable, total.calculated_saving, total.welfare_value)
    cashable, calculated, welfare = (format_money(language, float(amount)) for amount in amounts)
    return text(language, "headline.kinds", cashable=cashable, calculated=calculated, welfare=welfare)


def _how_sure(total: Total, language: str, perspective: str, span: Span | None) -> Iterable[str]:
    if total.ratio is None:
        return
    ends = _spread(perspective, span)
    if ends is None:
        yield text(language, "headline.no_span")
        return
    low, high = (format_ratio(language, float(end)) for end in ends)
    yield text(language, "headline.span", low=low, high=high, spread=span.spread_prices, prices=span.prices)


def _left_out(result: Result, chain: Chain, language: str) -> Iterable[str]:
    counted = {effect.outcome_id for effect in result.effects}
    beside = sum(outcome.id not in counted for outcome in chain.outcomes)
    if beside:
        yield text(language, "headline.unpriced", count=beside, all=len(chain.outcomes))
    if result.excluded:
        yield text(language, "headline.excluded", count=len({found.place.split("/")[1] for found in result.excluded}))


def conventions_line(language: str, settings: Settings) -> str:
    """Every convention of a result in one line, so that two ratios can be seen to be counted alike, or not."""
    name = settings.name if settings.name in ("swedish_public_sector", "sroi_guide") else "own"
    parts = [
        text(language, f"convention_line.name.{name}"),
        text(language, "convention_line.horizon", horizon=format_years(language, settings.horizon_years)),
        text(language, "convention_line.rate", rate=format_share(language, settings.discount_rate, None)),
        _prices(language, settings),
        *(text(language, f"convention_line.{field}.{_choice(settings, field)}") for field in _CHOICES),
    ]
    return text(language, "convention_line.line", parts="; ".join(parts))


def _prices(language: str, settings: Settings) -> str:
    if settings.price_year is None:
        return text(language, "convention_line.no_price_year")
    return text(language, "convention_line.price_year", year=format_year(settings.price_year), index=settings.index)


def _choice(settings: Settings, field: str) -> str:
    choice = getattr(settings, field)
    return {True: "yes", False: "no"}[choice] if isinstance(choice, bool) else choice
