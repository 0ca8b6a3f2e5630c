"""Tables of how sure a result is: probabilities, ranges, the three middles, and the figures behind them."""

from collections.abc import Iterable, Sequence

from pandas import DataFrame

from chain.model import Chain
from chain.spread import SHARE_FIELDS
from reports.columns import ROW_UNIT
from reports.sureness import Sure, chance_error, chance_share, is_uncertain, odds, pays_nothing, stated, varies
from reports.tables import interval_of
from reports.texts import text
from reports.texts.numbers import format_number, format_share
from reports.texts.places import place_name
from reports.whose import holder_name
from sroi.coverage import Used
from sroi.outlook import Range
from sroi.sureness import CREDIBILITY
from sroi.uncertainty import Outlook


def chances(sure: Sure, perspectives: Iterable[str], chain: Chain, language: str) -> DataFrame:
    """How probable it is that the value exceeds the cost, one row a perspective, with its Monte Carlo error."""
    rows = [
        {"for_whom": holder_name(each, chain, language), **_chance(sure.of(each), language)}
        for each in perspectives
        if sure.of(each) is not None
    ]
    return DataFrame(rows, columns=["for_whom", "odds", "value_chance", "chance_error"])


def _chance(outlook: Outlook, language: str) -> dict:
    chance = outlook.chance
    if pays_nothing(outlook):
        return {"odds": text(language, "sureness.pays_nothing"), "value_chance": None, "chance_error": None}
    if chance is None or not is_uncertain(outlook):
        return {
            "odds": text(language, "sureness.certain") if chance else None,
            "value_chance": None,
            "chance_error": None,
        }
    share, error = chance_share(language, chance.share), chance_error(language, chance.error)
    return {"odds": odds(language, chance.share), "value_chance": share, "chance_error": error}


def ranges(
    sure: Sure, perspectives: Iterable[str], chain: Chain, language: str, credibility: float = CREDIBILITY
) -> DataFrame:
    """Ratio and net with their intervals, one row a perspective."""
    rows = [
        {"for_whom": holder_name(each, chain, language), **_ranges(sure.of(each), credibility)}
        for each in perspectives
        if sure.of(each) is not None
    ]
    keys = ("for_whom", "ratio", "interval_low", "interval_high", "net", "net_low", "net_high")
    return DataFrame(rows, columns=list(keys))


def _ranges(outlook: Outlook, credibility: float) -> dict:
    low, high = interval_of(outlook, credibility)
    net = outlook.net
    net_low, net_high = net.interval(credibility)[:2] if varies(net) else (None, None)
    return {
        "ratio": outlook.ratio and outlook.ratio.point,
        "interval_low": low,
        "interval_high": high,
        "net": net and net.point,
        "net_low": net_low,
        "net_high": net_high,
    }


def by_horizon(
    sure: Sure, perspective: str, horizons: Sequence[int], language: str, credibility: float = CREDIBILITY
) -> DataFrame:
    """Ratio, interval and probability at several horizons, in one perspective."""
    rows = []
    for years in horizons:
        outlook = sure.of(perspective, years)
        low, high = interval_of(outlook, credibility)
        ratio = outlook.ratio and outlook.ratio.point
        told = {"ratio": ratio, "interval_low": low, "interval_high": high, **_chance(outlook, language)}
        rows.append({"horizon": years, **told})
    keys = ("horizon", "ratio", "interval_low", "interval_high", "odds", "value_chance", "chance_error")
    return DataFrame(rows, columns=list(keys))


def middles(amount: Range, unit: str, language: str) -> DataFrame:
    """The point estimate, the result at mean inputs and the mean of the draws with its error."""
    errors = {"mean": amount.mean_error}
    rows = [
        {
            "figure": text(language, f"sureness.middle.{name}"),
            "middle_value": getattr(amount, name),
            "middle_error": errors.get(name),
            ROW_UNIT: "ratio_exact" if unit == "ratio" else unit,
        }
        for name in ("point", "at_means", "mean")
    ]
    return DataFrame(rows, columns=["figure", "middle_value", "middle_error", ROW_UNIT])


def figures(used: Iterable[Used], chain: Chain, language: str) -> DataFrame:
    """Numbers with where they stand, what they are and what was said of how sure they are."""
    rows = [
        {
            "in_chain": "; ".join(place_name(language, place, chain) for place in each.places),
            "written": _value(each, language) + (f" ({each.figure.unit})" if each.figure.unit else ""),
            "stated": _stated(each, chain, language),
        }
        for each in used
    ]
    return DataFrame(rows, columns=["in_chain", "written", "stated"])


def _value(used: Used, language: str) -> str:
    written, figure = _writer(used), used.figure
    if hasattr(figure, "values"):
        return "; ".join(f"{year}: {written(language, value)}" for year, value in figure.values.items())
    return written(language, figure.value)


def _stated(used: Used, chain: Chain, language: str) -> str:
    if used.standing != "drawn":
        return text(language, f"sureness.standing.{used.standing}")
    groups = {group.id: group.name.into(language) for group in chain.groups}
    return stated(language, used.places[0], used.figure, _writer(used), groups)


def _writer(used: Used):
    is_share = used.places[0].rsplit("/", 1)[-1] in SHARE_FIELDS
    return (lambda language, value: format_share(language, value, None)) if is_share else format_number
