"""What drives the ratio: one assumption at a time, its share of the spread, and two of them together."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
import math

from pandas import DataFrame

from chain.model import Chain
from reports.amounts import mover_name, shown
from reports.columns import OWN_TITLE
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_ratio, format_share
from reports.vega import COLOURS, bar, label_lines, once, row_axis, row_chart
from sroi.accounted import Accounted
from sroi.movable import Movable
from sroi.sensitivity import Bar, Grid, Tornado
from sroi.variance import VarianceShare

MOST_BARS = 12
_COLUMNS = ("assumption", "today", "lowest", "ratio_at_low", "highest", "ratio_at_high", "swing", "alone", "in_all")


def tornado_table(found: Tornado, accounted: Accounted, chain: Chain, language: str) -> DataFrame:
    """Every assumption that says how far it reaches, the one that moves the ratio most first; both shares of variance.

    Shares are blank for a number that is not drawn, and the share in all for those that are not among the largest.
    """
    rows = [_row(bar, accounted, chain, language) for bar in found.bars]
    return DataFrame(rows, columns=list(_COLUMNS))


def _row(bar: Bar, accounted: Accounted, chain: Chain, language: str) -> dict:
    mover = bar.movable
    alone, in_all = accounted.of_place(mover.place)
    low, high = mover.ends
    return {
        "assumption": mover_name(mover, chain, language),
        "today": shown(mover, mover.base, language),
        "lowest": shown(mover, low, language),
        "ratio_at_low": bar.ratio_at_low,
        "highest": shown(mover, high, language),
        "ratio_at_high": bar.ratio_at_high,
        "swing": bar.swing,
        "alone": share_words(alone, language),
        "in_all": share_words(in_all, language),
    }


def share_words(share: VarianceShare | None, language: str) -> str:
    """A share of variance with the uncertainty that draws leave; what is within it of nothing is said to be so."""
    if share is None:
        return ""
    error = max(2 * share.standard_error, 0.005)
    if share.share < error:
        return text(language, "drivers.hardly", most=format_share(language, max(share.share, 0.0) + error, 0))
    within = format_share(language, error, 0)
    return text(language, "drivers.about_within", share=format_share(language, min(share.share, 1.0), 0), within=within)


def tornado_figure(found: Tornado, accounted: Accounted, chain: Chain, language: str) -> Figure:
    """Bars from the ratio as it is to the ratio at low and at high, the widest first."""
    table = tornado_table(found, accounted, chain, language)
    drawn = [bar for bar in found.bars if bar.swing is not None][:MOST_BARS]
    rows = [_drawn(at, bar, found, chain, language) for at, bar in enumerate(drawn)]
    description = tornado_finding(found, chain, language)
    return Figure(row_chart(language, rows, _bars([row["row"] for row in rows], found, language), description),
                  description, table)  # fmt: skip


def _drawn(at: int, bar: Bar, found: Tornado, chain: Chain, language: str) -> dict:
    said = {"low": bar.ratio_at_low, "high": bar.ratio_at_high}
    ratios = {key: format_ratio(language, ratio) for key, ratio in said.items()}
    label = text(language, "drivers.bar", name=mover_name(bar.movable, chain, language), **ratios)
    return {"row": str(at), "label": label_lines(label), **said, "own": found.ratio}


def _bars(sort: list[str], found: Tornado, language: str) -> list[dict]:
    """From the ratio as it is to the ratio at low, hollow, and to the ratio at high, solid."""
    axis = {"title": text(language, "drivers.axis"), "tickCount": 4, "labelOverlap": True, "gridOpacity": 0.4}
    hollow = bar(color=COLOURS["pay"], fillOpacity=0.25, stroke=COLOURS["pay"], strokeWidth=1.5)
    solid = bar(color=COLOURS["gain"])
    layers = [
        {
            "mark": mark,
            "encoding": {
                "y": row_axis(sort),
                "x": {"field": "own", "type": "quantitative", "axis": axis, "scale": {"zero": False}},
                "x2": {"field": end},
            },
        }
        for end, mark in (("low", hollow), ("high", solid))
    ]
    even = {"mark": {"type": "rule", "strokeDash": [4, 4], "strokeOpacity": 0.6}, "encoding": {"x": {"datum": 1}}}
    return [*layers, once(even)] if _reaches(found, 1.0) else layers


def _reaches(found: Tornado, ratio: float) -> bool:
    """Whether a bar that is drawn reaches a ratio, so that a line there does not stretch the chart."""
    ends = [end for bar in found.bars if bar.swing is not None for end in (bar.ratio_at_low, bar.ratio_at_high)]
    return bool(ends) and min(ends) <= ratio <= max(ends)


def tornado_finding(found: Tornado, chain: Chain, language: str) -> str:
    """Which assumption moves the ratio most, from where to where, and whether any of them alone takes it across 1."""
    bars = [bar for bar in found.bars if bar.swing is not None]
    if not bars:
        return text(language, "drivers.no_bar")
    first = bars[0]
    low, high = sorted((first.ratio_at_low, first.ratio_at_high))
    across = [bar for bar in bars if min(bar.ratio_at_low, bar.ratio_at_high) < 1 <= max(bar.ratio_at_low,
                                                                                        bar.ratio_at_high)]  # fmt: skip
    key = "drivers.across_none" if not across else "drivers.across_one" if len(across) == 1 else "drivers.across"
    said = text(
        language,
        "drivers.finding",
        name=mover_name(first.movable, chain, language),
        low=format_ratio(language, low),
        high=format_ratio(language, high),
        own=format_ratio(language, found.ratio),
    )
    return f"{said} {text(language, key, count=len(across))}"


def largest_share(accounted: Accounted, chain: Chain, language: str, names: dict[str, str]) -> str:
    """Which number most of the spread comes from; `names` tell the numbers by their first place."""
    first = accounted.alone[0] if accounted.alone else None
    if first is None or not accounted.spread_sek or first.share <= 2 * first.standard_error:
        return ""
    place = next(each.places[0] for each in accounted.figures if each.name == first.name)
    share = format_share(language, min(first.share, 1.0), 0)
    return text(language, "drivers.largest_share", name=names[place], share=share)


def without_range(movables: Iterable[Movable], chain: Chain, language: str) -> DataFrame:
    """The assumptions about which nobody has said how far they reach."""
    rows = [
        {"assumption": mover_name(each, chain, language), "today": shown(each, each.base, language)}
        for each in movables
    ]
    return DataFrame(rows, columns=["assumption", "today"])


# Two at a time


def grid_table(found: Grid, chain: Chain, language: str) -> DataFrame:
    """The ratio for each pair, marked where it is below 1; the last column tells where the border goes in that row."""
    titles = [OWN_TITLE + shown(found.column, value, language) for value in found.column_values]
    first = OWN_TITLE + mover_name(found.row, chain, language)
    rows = []
    for value, ratios in zip(found.row_values, found.ratio.tolist(), strict=True):
        cells = dict(zip(titles, (_cell(ratio, language) for ratio in ratios), strict=True))
        border = _border(found.column, found.column_values, ratios, language)
        rows.append({first: shown(found.row, value, language), **cells, "border": border})
    return DataFrame(rows, columns=[first, *dict.fromkeys(titles), "border"])


def _cell(ratio: float, language: str) -> str:
    if math.isnan(ratio):
        return text(language, "drivers.cell_none")
    key = "drivers.cell_above" if ratio >= 1 else "drivers.cell_below"
    return text(language, key, ratio=format_ratio(language, ratio))


def _border(column: Movable, values: Sequence[float], ratios: Sequence[float], language: str) -> str:
    """Between which two of the values the ratio passes 1."""
    known = [(value, ratio) for value, ratio in zip(values, ratios, strict=True) if not math.isnan(ratio)]
    for (low, one), (high, other) in pairwise(known):
        if (one >= 1) != (other >= 1):
            ends = {"low": shown(column, low, language), "high": shown(column, high, language)}
            return text(language, "drivers.border_between", **ends)
    if not known:
        return ""
    return text(language, "drivers.border_above" if known[0][1] >= 1 else "drivers.border_below")


def grid_finding(found: Grid, chain: Chain, language: str) -> str:
    """How many of the pairs give back less than what is put in."""
    ratios = [ratio for row in found.ratio.tolist() for ratio in row if not math.isnan(ratio)]
    below = sum(ratio < 1 for ratio in ratios)
    key = "drivers.grid_all" if not below else "drivers.grid_none" if below == len(ratios) else "drivers.grid_some"
    return text(language, key, below=below, count=len(ratios))
