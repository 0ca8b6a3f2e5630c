"""Forecast against outcome in words: the two ratios, the bounds, what was replaced by what, and the way between."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from pandas import DataFrame

from chain.assumption import Assumption, Series
from chain.measurement import FollowUp
from chain.model import Chain
from chain.spread import SHARE_FIELDS
from reports import tables
from reports.amounts import number_name
from reports.columns import NOTHING, ROW_UNIT, records
from reports.disclosure import unshown
from reports.figure import Figure
from reports.sureness import Sure, short_interval, varies
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_ratio, format_share, format_years
from reports.texts.problems import sentence
from reports.vega import COLOURS, amount_axis, chart, row_chart
from reports.version_bridge import amount_words, bridge_layers, bridge_row, signed
from sroi.bridge import FigureBridge
from sroi.follow_up.comparison import LearnedComparison
from sroi.follow_up.learned import Learned, Replaced
from sroi.follow_up.outcome import Outcome, Valued
from sroi.ratio import Headline
from sroi.results import Result
from sroi.settings import Settings
from sroi.sureness import CREDIBILITY

BOUNDS = ("like_others", "no_success")
PERSPECTIVES = ("public", "society")


def perspective_of(settings: Settings) -> str:
    """Whose figures are told: the public sector's or society's, which are those that a bridge can be made of."""
    return settings.perspective if settings.perspective in PERSPECTIVES else "society"


def beside_table(
    found: Outcome, sures: tuple[Sure | None, Sure | None], settings: Settings, language: str
) -> DataFrame:
    """Forecast and outcome, a row each, and the outcome if nobody who did not answer had succeeded."""
    perspective = perspective_of(settings)
    rows = [
        _beside("forecast", found.forecast, sures[0], perspective, language),
        _beside("outcome", found.shown, sures[1], perspective, language),
    ]
    if found.has_bounds:
        rows += [
            _beside(f"bound_{name}", valued, None, perspective, language)
            for name, valued in zip(BOUNDS, found.bounds, strict=True)
        ]
    return DataFrame(rows)


def _beside(name: str, valued: Valued, sure: Sure | None, perspective: str, language: str) -> dict[str, object]:
    figures = valued.of(perspective)
    return {
        "figure": text(language, f"outcome.row.{name}"),
        "outcome_ratio": ratio_words(figures, sure, perspective, language),
        "investment": float(figures.investment),
        "value": float(figures.value),
        "net": float(figures.net),
    }


def ratio_words(figures: Headline, sure: Sure | None, perspective: str, language: str) -> str:
    """The ratio with its interval in brackets; a dash where there is none to show."""
    if figures.ratio is None:
        return NOTHING
    return format_ratio(language, float(figures.ratio)) + short_interval(language, sure, perspective)


def headline(found: Outcome, sures: tuple[Sure | None, Sure | None], settings: Settings, language: str) -> str:
    """From forecast to outcome in one sentence, each ratio with its interval, with horizon and whose value it is."""
    perspective = perspective_of(settings)
    forecast, shown = found.forecast.of(perspective), found.shown.of(perspective)
    told = {
        "whose": text(language, f"headline.whose.{perspective}"),
        "horizon": format_years(language, settings.horizon_years),
        "forecast": ratio_words(forecast, sures[0], perspective, language),
    }
    if not found.shown.learned.replaced:
        return text(language, "outcome.only_forecast", **told)
    return text(language, "outcome.headline", outcome=ratio_words(shown, sures[1], perspective, language), **told)


def wider_sentence(sures: tuple[Sure | None, Sure | None], perspective: str, language: str) -> str:
    """Why the outcome may be less sure than the forecast was; empty when it is not."""
    looks = [sure.of(perspective) if sure else None for sure in sures]
    if not all(look is not None and varies(look.ratio) for look in looks):
        return ""
    widths = [high - low for low, high in (look.ratio.interval(CREDIBILITY)[:2] for look in looks)]
    return text(language, "outcome.wider") if widths[1] > widths[0] else ""


def bounds_sentence(found: Outcome, settings: Settings, language: str) -> str:
    """What the ratio is under either reading of those who did not answer; empty where all answered."""
    if not found.has_bounds:
        return ""
    ratios = [each.of(perspective_of(settings)).ratio for each in found.bounds]
    told = [NOTHING if each is None else format_ratio(language, float(each)) for each in ratios]
    return text(language, "outcome.bounds", like_others=told[0], no_success=told[1])


def rests_on(learned: Learned, years: Sequence[int], language: str) -> str:
    """Which of the years are measured and which still are forecast; empty where nothing was measured."""
    measured, ahead = years_told(learned, years)
    if not measured:
        return ""
    if not ahead:
        return text(language, "outcome.measured_all", measured=measured)
    return text(language, "outcome.measured_and_forecast", measured=measured, ahead=ahead)


def years_told(learned: Learned, years: Sequence[int]) -> tuple[str, str]:
    """The years that are measured, and those of these that are forecast: *2023–2025, 2027*; empty for none."""
    measured = learned.measured_years
    return _spans(measured), _spans([year for year in years if year not in measured]) if measured else ""


def _spans(years: Sequence[int]) -> str:
    """Years in order, each unbroken row of them by its ends."""
    firsts = [year for year in years if year - 1 not in years]
    lasts = [year for year in years if year + 1 not in years]
    spans = (str(first) if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True))
    return ", ".join(spans)


def value_years(result: Result, perspective: str, language: str) -> tuple[int, ...]:
    """The years with any value."""
    rows = records(tables.years(result, result.total(perspective), language))
    return tuple(int(row["year"]) for row in rows if row["gains"])


def replaced_table(found: Learned, follow_up: FollowUp, chain: Chain, language: str) -> DataFrame:
    """One row for each assumption that a measurement took the place of: before, measured, after, how much it weighs."""
    words = Words(partial(number_name, chain=chain, language=language), partial(number_words, language=language))
    return replaced_rows(found, follow_up, words, language)


class Words(NamedTuple):
    """What a number is called by its place, and how a value that stands there is written."""

    name: Callable[[str], str]
    value: Callable[[str, float], str]


def replaced_rows(found: Learned | LearnedComparison, follow_up: FollowUp, words: Words, language: str) -> DataFrame:
    """The same of a chain or of a forecast, each in its own words."""
    hidden = unshown(found, follow_up)
    return DataFrame(
        [
            {
                "assumption": words.name(each.places[0]),
                "indicator": indicator_name(each, follow_up, language),
                "assumed": _figure(each.before, each, words),
            }
            | _measured(each, each in hidden, words, language)
            for each in found.replaced
        ]
    )


def indicator_name(replaced: Replaced, follow_up: FollowUp, language: str) -> str:
    """The indicator that a number was measured by."""
    plan = {each.id: each for each in follow_up.plan}
    return plan[replaced.indicator_id].name.into(language) or replaced.indicator_id


def _measured(each: Replaced, is_hidden: bool, words: Words, language: str) -> dict[str, object]:
    """What was measured, what is used now and how much it weighs: the weight, too, tells how many were measured."""
    if is_hidden:
        return dict.fromkeys(("measured", "used_now", "weighs"), text(language, "seen.hidden"))
    return {
        "measured": _measured_words(each, words, language),
        "used_now": _figure(each.after, each, words),
        "weighs": format_share(language, each.weight_share, 0),
    }


def few_sentence(found: Learned | LearnedComparison, follow_up: FollowUp, language: str) -> str:
    """That the ratio, or the forecast, rests on measurements of a few, which it can tell; empty where on none."""
    names = dict.fromkeys(indicator_name(each, follow_up, language) for each in unshown(found, follow_up))
    key = "outcome.rests_on_few" if isinstance(found, Learned) else "moved.rests_on_few"
    return text(language, key, indicators=", ".join(names)) if names else ""


def problem_sentences(found: Learned | LearnedComparison, follow_up: FollowUp, language: str) -> list[str]:
    """What is to be said of what was replaced; what a number was before it was cut off is hidden where that is."""
    hidden = {each.places[0] for each in unshown(found, follow_up)}
    unseen = ("was", text(language, "seen.hidden"))
    told = (each._replace(values=(*each.values, unseen)) if each.place in hidden else each for each in found.problems)
    document = found.chain if isinstance(found, Learned) else found.comparison
    return [sentence(language, each, document) for each in told]


def _figure(figure: Assumption | Series | None, each: Replaced, words: Words) -> str:
    if figure is None:
        return NOTHING
    if isinstance(figure, Series):
        return _years_words(figure, each, words)
    return words.value(each.places[0], figure.value)


def _years_words(figure: Series, each: Replaced, words: Words) -> str:
    """The years that were measured, one by one: the others are as they were."""
    place = each.places[0]
    years = [year for year, _ in each.measured_by_year if year in figure.values]
    return ", ".join(f"{year}: {words.value(place, figure.values[year])}" for year in years) or NOTHING


def _measured_words(each: Replaced, words: Words, language: str) -> str:
    if each.measured is None:
        return _figure(each.after, each, words)
    said = words.value(each.places[0], each.measured.value)
    if not each.measured.number:
        return said
    return text(language, "outcome.of_number", value=said, number=format_number(language, each.measured.number, 0))


def number_words(place: str, value: float, language: str) -> str:
    """A number of the chain by what its place holds: a share in per cent, kronor as money."""
    field = place.rsplit("/", 1)[-1]
    if field in SHARE_FIELDS:
        return format_share(language, value)
    return format_money(language, value) if field in MONEY else format_number(language, round(value, 3))


MONEY = frozenset({"price", "hourly_cost", "amounts"})


def years_figure(result: Result, learned: Learned, settings: Settings, language: str) -> Figure:
    """The value of each calendar year: solid where it rests on measured years, hollow and dashed where on forecast."""
    perspective, measured = perspective_of(settings), learned.measured_years
    table = tables.years(result, result.total(perspective), language)
    rows = [
        {
            "year": row["year"],
            "gains": row["gains"],
            "kind": "measured" if int(row["year"]) in measured else "ahead",
        }
        for row in records(table)
    ]
    years = value_years(result, perspective, language)
    description = rests_on(learned, years, language) or text(language, "outcome.all_forecast")
    return Figure(chart(language, rows, _year_layers(rows, language), description, 240), description, table)


def _year_layers(rows: list[dict], language: str) -> list[dict]:
    axis = amount_axis(text(language, "chart.millions"))
    encoding = {
        "x": {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}},
        "y": {"field": "gains", "type": "quantitative", "axis": axis},
    }
    dashed = {"fillOpacity": 0.15, "stroke": COLOURS["gain"], "strokeDash": [5, 3], "strokeWidth": 1.5}
    marks = {
        "measured": {"type": "bar", "color": COLOURS["gain"]},
        "ahead": {"type": "bar", "color": COLOURS["gain"], **dashed},
    }
    return [
        {"mark": mark, "encoding": encoding, "transform": [{"filter": f"datum.kind == '{kind}'"}]}
        for kind, mark in marks.items()
        if any(row["kind"] == kind for row in rows)
    ]


# --- the way from forecast to outcome ---


def bridge_figure(
    way: FigureBridge, sures: tuple[Sure | None, Sure | None], settings: Settings, language: str
) -> Figure:
    """From the forecast's ratio to the outcome's: volume, effect, cost, price; sums solid, steps hollow."""
    rows, at = (
        [bridge_row("start", _end("from", way, sures[0], settings, language), 0.0, way.start, "sum", "")],
        way.start,
    )
    for number, step in enumerate(way.steps):
        name, amount = _step(step.group, language), signed(way.figure, step.amount, language)
        up = "up" if step.amount > 0 else "down"
        rows.append(bridge_row(f"step-{number}", name, at, at + step.amount, up, amount))
        at += step.amount
    rows.append(bridge_row("end", _end("to", way, sures[1], settings, language), 0.0, way.end, "sum", ""))
    description = bridge_finding(way, settings, language)
    spec = row_chart(language, rows, bridge_layers(rows, way.figure, language), description)
    return Figure(spec, description, _bridge_table(way, sures, settings, language))


def _end(end: str, way: FigureBridge, sure: Sure | None, settings: Settings, language: str) -> str:
    amount = way.start if end == "from" else way.end
    return text(
        language,
        f"outcome.end.{end}",
        amount=amount_words(way.figure, amount, language) + short_interval(language, sure, way.perspective),
        horizon=format_years(language, settings.horizon_years),
        whose=text(language, f"headline.whose.{way.perspective}"),
    )


def _step(group: str, language: str) -> str:
    return text(language, f"outcome.step.{group}")


def bridge_finding(way: FigureBridge, settings: Settings, language: str) -> str:
    """*Forecast 2,02 → fewer participants −0,20 → … → 1,74*, with horizon and whose value it is."""
    steps = "".join(
        f" → {_step(step.group, language)} {signed(way.figure, step.amount, language)}" for step in way.steps
    )
    return text(
        language,
        "outcome.bridge",
        start=amount_words(way.figure, way.start, language),
        steps=steps,
        end=amount_words(way.figure, way.end, language),
        horizon=format_years(language, settings.horizon_years),
        whose=text(language, f"headline.whose.{way.perspective}"),
    )


def _bridge_table(
    way: FigureBridge, sures: tuple[Sure | None, Sure | None], settings: Settings, language: str
) -> DataFrame:
    rows = [{"step": _end("from", way, sures[0], settings, language), "contribution": way.start}]
    rows += [{"step": _step(step.group, language), "contribution": step.amount} for step in way.steps]
    if way.rounding:
        rows.append({"step": text(language, "version.rounding"), "contribution": way.rounding})
    rows.append({"step": _end("to", way, sures[1], settings, language), "contribution": way.end})
    return DataFrame([{**row, ROW_UNIT: "ratio_exact"} for row in rows])
