"""Results as tables: raw numbers under declared columns (`reports/columns.py`), words in the reader's language."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pandas import DataFrame

from chain.model import Chain, Outcome
from reports.columns import ROW_UNIT
from reports.headline_parts import reasons_beside
from reports.sureness import Sure, varies
from reports.table_output import to_csv, to_html
from reports.table_parts import names_of, shares, terms, transfers
from reports.texts import text
from reports.texts.numbers import format_money, format_share
from reports.whose import holder_name
from sroi.breakdown import optional_effects
from sroi.perspective import LEVELS, ONE_ACTOR, OTHERS, counts
from sroi.results import ActorResult, EffectResult, Result, Total, Waterfall
from sroi.span import RatioSpan, Span
from sroi.sureness import CREDIBILITY
from sroi.uncertainty import Outlook

__all__ = [
    "MONEY_FIGURES",
    "WATERFALL_STEPS",
    "OverviewRow",
    "actor_year",
    "actors",
    "budgets",
    "effects",
    "horizons",
    "money",
    "overview",
    "shares",
    "terms",
    "to_csv",
    "to_html",
    "transfers",
    "unpriced",
    "waterfall",
    "years",
]

MONEY_FIGURES = {
    "investment": "sek",
    "investment_programme": "sek",
    "value": "sek",
    "net": "sek",
    "ratio": "ratio",
    "net_ratio": "ratio",
    "payback": "years",
    "cashable": "sek",
    "net_of_cashable": "sek",
    "calculated_saving": "sek",
    "welfare_value": "sek",
}
_ENDS = ("ratio_low", "ratio_high", "ratio_cautious", "ratio_hopeful")
_INTERVAL = ("interval_low", "interval_high")
_NEEDS_ALL_COSTS = ("net", "net_ratio", "net_of_cashable", "payback")
_AT_LEAST = {"investment": "at_least", "investment_programme": "programme_at_least"}
WATERFALL_STEPS = ("gross", "deadweight", "displacement", "attribution", "drop_off", "discounting", "present_value")


class OverviewRow(NamedTuple):
    """One intervention in the list of all: the chain, its result if any, what is missing, the next step in words."""

    chain: Chain
    result: Result | None
    missing: int
    next_step: str


def figure(total: Total, name: str) -> float | None:
    """One figure of a total by name; payback in years. None when there is none, or none that may be told.

    With an investment not wholly known that is all it would be taken from; for society, where freed money and costs
    belong to different budgets, it is the difference between them.
    """
    found = getattr(total, name)
    if found is None or (name in _NEEDS_ALL_COSTS and not total.investment_known):
        return None
    if name == "net_of_cashable" and total.perspective == "society":
        return None
    return float(found.years if name == "payback" else found)


def money(result: Result, language: str, span: Span | None = None, sure: Sure | None = None) -> DataFrame:
    """Investment, value, net, ratio, payback and kinds of value: public finances and society beside each other.

    The settings' own perspective stands first where it is a third. Where it is known how sure the result is, the ratio
    is followed by its interval; with a span, then by its ends: all prices low, all high, the most cautious, the most
    hopeful.
    """
    chosen = result.settings.perspective
    names = [*([] if chosen in ("public", "society") else [chosen]), "public", "society"]
    totals = {("one_actor" if name.startswith(ONE_ACTOR) else name): result.total(name) for name in names}
    rows = []
    for name, unit in MONEY_FIGURES.items():
        label = name if result.public.investment_known else _AT_LEAST.get(name, name)
        found = {key: figure(total, name) for key, total in totals.items()}
        rows.append({"figure": text(language, f"table.money.{label}"), **found, ROW_UNIT: unit})
        if name == "ratio" and sure is not None:
            rows += _interval(totals, sure, language)
        if name == "ratio" and span is not None:
            rows += _ends_of(totals, span, language)
    return DataFrame(rows, columns=["figure", *totals, ROW_UNIT])


def _interval(totals: dict[str, Total], sure: Sure, language: str) -> Iterable[dict]:
    outlooks = {key: sure.of(total.perspective) for key, total in totals.items()}
    ends = {key: interval_of(outlook) for key, outlook in outlooks.items()}
    credibility = format_share(language, CREDIBILITY, 0)
    for at, end in enumerate(("interval_low", "interval_high")):
        name = text(language, f"table.money.{end}", credibility=credibility)
        yield {"figure": name, **{key: found[at] for key, found in ends.items()}, ROW_UNIT: "ratio"}


def interval_of(outlook: Outlook | None, credibility: float = CREDIBILITY) -> tuple[float | None, float | None]:
    """The ends of the ratio's interval; None where it does not vary or there is no ratio."""
    if outlook is None or not varies(outlook.ratio):
        return None, None
    return outlook.ratio.interval(credibility)[:2]


def _ends_of(totals: dict[str, Total], span: Span, language: str) -> Iterable[dict]:
    spans = {key: span.of(total.perspective) for key, total in totals.items()}
    for at, end in enumerate(_ENDS):
        found = {key: ends[at] for key, ends in spans.items()}
        yield {"figure": text(language, f"table.money.{end}"), **found, ROW_UNIT: "ratio"}


def actor_year(result: Result, chain: Chain, language: str) -> DataFrame:
    """Who pays and who gains in which year, discounted SEK; the last rows sum the public sector and society."""
    names = names_of(chain.actors, language)
    rows = []
    for actor in result.actors:
        rows += _flows(names[actor.actor_id], actor, result.years, language, result.public.investment_known)
    for perspective in ("public", "society"):
        total = result.total(perspective)
        rows += _flows(
            text(language, f"table.sum.{perspective}"), total, result.years, language, total.investment_known
        )
    return DataFrame(rows, columns=["actor", "flow", *map(str, result.years), "total"])


def _flows(name: str, holder: ActorResult | Total, years: Sequence[int], language: str, known: bool) -> list[dict]:
    pays, gains = _by_year(holder.investment_by_year), _by_year(holder.value_by_year)
    net = [gain - paid for paid, gain in zip(pays, gains, strict=True)] if known else []
    if not any(pays) and not any(gains):
        return []
    return [
        {"actor": name, "flow": text(language, f"table.flow.{flow}"), **_yearly(years, amounts), "total": sum(amounts)}
        for flow, amounts in (("pays", pays), ("gains", gains), ("net", net))
        if any(amounts) or (flow == "net" and known)
    ]


def _yearly(years: Sequence[int], amounts: Sequence[float]) -> dict[str, float]:
    return {str(year): amount for year, amount in zip(years, amounts, strict=True)}


def _by_year(amounts: Iterable) -> list[float]:
    return [float(amount) for amount in amounts]


def years(result: Result, holder: Total, language: str) -> DataFrame:
    """One holder's payments, gains, net and running sum by year, discounted SEK; no net of costs not wholly known."""
    pays, gains = _by_year(holder.investment_by_year), _by_year(holder.value_by_year)
    rows, cumulative = [], 0.0
    for year, paid, gain in zip(result.years, pays, gains, strict=True):
        cumulative += gain - paid
        net = {"net": gain - paid, "cumulative": cumulative} if holder.investment_known else {}
        rows.append({"year": str(year), "pays": paid, "gains": gain, **net})
    return DataFrame(rows, columns=["year", "pays", "gains", "net", "cumulative"])


def actors(result: Result, chain: Chain, language: str) -> DataFrame:
    """Each actor's outlay or net income, value, net, cashable part and payback at the horizon; never less than nothing
    paid."""
    names = names_of(chain.actors, language)
    rows = [
        {
            "actor": names[actor.actor_id],
            "pays": max(float(actor.investment), 0.0),
            "income": max(-float(actor.investment), 0.0),
            "gains": float(actor.value),
            "net": float(actor.net) if result.public.investment_known else None,
            "cashable": float(actor.cashable),
            "payback": None if actor.payback is None else float(actor.payback.years),
        }
        for actor in result.actors
        if actor.investment or actor.value
    ]
    return _plain(DataFrame(rows, columns=["actor", "pays", "income", "gains", "net", "cashable", "payback"]))


def _plain(table: DataFrame) -> DataFrame:
    """Without the column for those whose income exceeds what they put in, where there are none."""
    return table if table["income"].any() else table.drop(columns="income")


def budgets(result: Result, chain: Chain, language: str, sure: Sure | None = None) -> DataFrame:
    """Each level of the public sector by itself, then all others, with their actors beneath: does it pay for them?
    With `sure`, each ratio is followed by its interval."""
    rows = []
    for group in (*LEVELS, OTHERS):
        inside = [ONE_ACTOR + actor.id for actor in chain.actors if counts(actor, group)]
        found = [total for total in map(result.total, inside) if total.investment or total.value]
        if found:
            rows.append(_budget(result.total(group), text(language, f"table.sum.{group}"), sure))
            named = ((total, holder_name(total.perspective, chain, language)) for total in found)
            rows += [_budget(total, text(language, "table.actor_of", actor=name), sure) for total, name in named]
    within = _INTERVAL if sure else ()
    keys = ("budget", "pays", "income", "gains", "net", "ratio", *within, "payback", "cashable")
    return _plain(DataFrame(rows, columns=list(keys)))


def _budget(total: Total, name: str, sure: Sure | None) -> dict:
    pays = float(total.investment)
    figures = {key: figure(total, key) for key in ("net", "ratio", "payback", "cashable")}
    figures |= dict(zip(_INTERVAL, interval_of(sure.of(total.perspective) if sure else None), strict=True))
    return {"budget": name, "pays": max(pays, 0.0), "income": max(-pays, 0.0), "gains": float(total.value), **figures}


def effects(result: Result, chain: Chain, language: str) -> DataFrame:
    """Each monetised effect: whose it is, its price in the price year, what is left after deductions, and its value."""
    kinds = ("actors", "outcomes", "proxies", "effects")
    names = {kind: names_of(getattr(chain, kind), language) for kind in kinds}
    rows = [_effect(effect, names) for effect in result.effects]
    keys = (
        "effect",
        "outcome",
        "actor",
        "counterpart",
        "proxy",
        "price",
        "filters_left",
        "gross",
        "present_value",
        "cashable",
    )
    return DataFrame(rows, columns=list(keys))


def _effect(effect: EffectResult, names: dict) -> dict:
    return {
        "effect": names["effects"][effect.effect_id],
        "outcome": names["outcomes"].get(effect.outcome_id),
        "actor": names["actors"].get(effect.actor_id),
        "counterpart": names["actors"].get(effect.counterpart_id),
        "proxy": names["proxies"].get(effect.proxy_id),
        "price": float(effect.price),
        "filters_left": float(effect.filters_left),
        "gross": float(effect.gross),
        "present_value": float(effect.present_value),
        "cashable": float(effect.cashable),
    }


def waterfall(fall: Waterfall, language: str) -> DataFrame:
    """From gross to present value: what each step takes away, and what remains after it, SEK."""
    rows, remaining = [], 0.0
    for step in WATERFALL_STEPS:
        amount = float(getattr(fall, step))
        remaining = amount if step == "present_value" else remaining + amount
        rows.append({"step": text(language, f"table.waterfall.{step}"), "amount": amount, "remaining": remaining})
    return DataFrame(rows, columns=["step", "amount", "remaining"])


def horizons(
    results: Sequence[Result], perspective: str, language: str, spans: Sequence[Span] = (), sure: Sure | None = None
) -> DataFrame:
    """The same chain at several horizons, one row each, in one perspective; `spans` are the ratios' price spans, `sure`
    tells their intervals."""
    keys = ("investment", "value", "net", "ratio", *_INTERVAL, *_ENDS, "net_ratio", "payback")
    rows = []
    for place, result in enumerate(results):
        ends = spans[place].of(perspective) if spans else RatioSpan()
        found = dict(zip(_ENDS, ends, strict=True))
        outlook = sure.of(perspective, result.settings.horizon_years) if sure else None
        found |= dict(zip(_INTERVAL, interval_of(outlook), strict=True))
        found |= {key: figure(result.total(perspective), key) for key in keys if key not in (*_ENDS, *_INTERVAL)}
        rows.append({"horizon": result.settings.horizon_years, **found})
    left_out = (*(() if spans else _ENDS), *(() if sure else _INTERVAL))
    shown = [key for key in keys if key not in left_out]
    return DataFrame(rows, columns=["horizon", *shown])


def unpriced(result: Result, chain: Chain, language: str) -> DataFrame:
    """Outcomes that no counted effect values: they stand beside the ratio, and why."""
    reasons = reasons_beside(result, chain)
    stakeholders = names_of(chain.stakeholders, language)
    optional: dict[str, float] = {}
    for effect in optional_effects(result):
        optional[effect.outcome_id] = optional.get(effect.outcome_id, 0.0) + float(effect.present_value)
    rows = [
        {
            "outcome": outcome.name.into(language),
            "direction": text(language, f"table.direction.{'positive' if outcome.positive else 'negative'}"),
            "term": text(language, f"term.{outcome.term}"),
            "stakeholder": stakeholders.get(outcome.stakeholder_id),
            "reason": _reason(outcome, reasons[outcome.id], optional.get(outcome.id), language),
        }
        for outcome in chain.outcomes
        if outcome.id in reasons
    ]
    return DataFrame(rows, columns=["outcome", "direction", "term", "stakeholder", "reason"])


def _reason(outcome: Outcome, kind: str, optional_sek: float | None, language: str) -> str:
    if kind == "optional" and optional_sek is not None:
        return text(language, "table.optional", amount=format_money(language, optional_sek))
    if kind == "none":
        return text(language, "table.no_price")
    if kind == "chosen":
        return outcome.not_valued_reason.into(language) or text(language, "table.no_reason")
    return text(language, "table.incomplete")


def overview(rows: Iterable[OverviewRow], perspective: str, language: str) -> DataFrame:
    """All interventions in one list, with cost and ratio at the chosen horizon, what is missing and the next step."""
    keys = ("name", "status", "period", "responsible_unit", "investment", "ratio", "payback", "missing", "next_step")
    return DataFrame([_overview(row, perspective, language) for row in rows], columns=list(keys))


def _overview(row: OverviewRow, perspective: str, language: str) -> dict:
    total = row.result.total(perspective) if row.result else None
    return {
        "name": row.chain.name.into(language),
        "status": text(language, f"status.{row.chain.status}"),
        "period": f"{row.chain.start_year}–{row.chain.end_year}",
        "responsible_unit": row.chain.responsible_unit.into(language),
        **{key: figure(total, key) if total else None for key in ("investment", "ratio", "payback")},
        "missing": row.missing,
        "next_step": row.next_step,
    }
