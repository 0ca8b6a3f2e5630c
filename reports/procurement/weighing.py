"""Which fictive bid wins where on a scale: in a sentence with the exact thresholds, as a chart and as a table."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pandas import DataFrame

from chain.procurement.model import FictiveBid, Procurement
from reports.columns import OWN_TITLE
from reports.figure import Figure
from reports.procurement.annex_example import fictive_names
from reports.procurement.evaluation import bids_table
from reports.procurement.scales import Scale
from reports.texts import text
from reports.texts.numbers import format_amount
from reports.vega import COLOURS, INK, MILLIONS, amount_axis, chart, once
from sroi.procurement.evaluate import Line
from sroi.procurement.thresholds import Stretch
from sroi.procurement.trial import fictive_bids, tried

HEIGHT = 340
FIRST_SHOWN = ("bidder", "bid_comparison", "bid_rank")
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3])
TONES = (COLOURS["gain"], COLOURS["pay"], COLOURS["neutral"], INK)


def weighed(model: Procurement) -> tuple[FictiveBid, ...]:
    """The bids that the weight is chosen by: the buyer's own where there are two, else those made from the ranges."""
    return model.test_bids if len(model.test_bids) > 1 else fictive_bids(model)


def bid_name(model: Procurement, bid_id: str, language: str) -> str:
    """What a fictive bid is called: the buyer's own by its name and id, the others by what they were made as."""
    name = fictive_names(model, language)[bid_id]
    is_own = bid_id in {each.id for each in model.test_bids} and name != bid_id
    return text(language, "tender_try.named", name=name, id=bid_id) if is_own else name


def bid_names(model: Procurement, ids: Sequence[str], language: str) -> str:
    """Several of them."""
    *first, last = (bid_name(model, each, language) for each in ids)
    return text(language, "place.and", first=", ".join(first), last=last) if first else last


def stretches(model: Procurement, scale: Scale) -> tuple[Stretch, ...]:
    """Who wins where."""
    return scale.stretches(model, tried(model, weighed(model)))


def scale_sentence(model: Procurement, scale: Scale, language: str) -> str:
    """*Below 0.60 A wins. From 0.60 to 0.93 C wins. Above 0.93 B wins.*"""
    found = stretches(model, scale)
    if len(found) == 1:
        winner = bid_names(model, found[0].winners, language)
        return text(language, f"tender_scale.{scale.name}.always", winner=winner)
    return " ".join(_said(model, scale, each, language) for each in found)


def _said(model: Procurement, scale: Scale, each: Stretch, language: str) -> str:
    told = {"winner": bid_names(model, each.winners, language), "start": scale.write(language, float(each.start))}
    if each.end is None:
        return text(language, "tender_try.above", **told)
    key = "tender_try.between" if each.start else "tender_try.below"
    return text(language, key, end=scale.write(language, float(each.end)), **told)


def winner_sentence(model: Procurement, scale: Scale, number: float, language: str) -> str:
    """Who comes first at one number of the scale."""
    first = [line.bid_id for line in _at(model, scale, number) if line.rank == 1]
    told = {"number": scale.write(language, number), "winner": bid_names(model, first, language)}
    return text(language, "tender_try.wins_at", **told)


def _at(model: Procurement, scale: Scale, number: float) -> tuple[Line, ...]:
    return tried(scale.at(model, number), weighed(model))


def scale_table(model: Procurement, scale: Scale, number: float, language: str) -> DataFrame:
    """The bids at one number of the scale, in order, with what puts them there."""
    return order_table(model, _at(model, scale, number), language)


def order_table(model: Procurement, lines: Sequence[Line], language: str) -> DataFrame:
    """Fictive bids in order: what decides first, then what it is made of."""
    return _named(model, lines, language, ("bid_points", "bid_price", "bid_value", "bid_deduction"))


def net_table(model: Procurement, lines: Sequence[Line], language: str) -> DataFrame:
    """Net value beside the ratio, in the order of the bids; the ratio last, since it decides nothing."""
    return _named(model, lines, language, ("bid_net", "bid_ratio"))


def _named(model: Procurement, lines: Sequence[Line], language: str, columns: Sequence[str]) -> DataFrame:
    """Fictive bids in some of the columns that bids are always shown in, as far as the model has use for them."""
    named = [replace(line, bidder=bid_name(model, line.bid_id, language)) for line in lines]
    whole = bids_table(model, named, language)
    return whole[[each for each in (*FIRST_SHOWN, *columns) if each in whole]]


def scale_figure(model: Procurement, scale: Scale, language: str) -> Figure:
    """How far each bid is from the lowest evaluated price over the scale: the winner lies at nought.

    The lines are straight between nought, the thresholds and the end, so that the table of those tells all of them.
    """
    found, description = stretches(model, scale), scale_sentence(model, scale, language)
    ends = [float(each.end) for each in found if each.end is not None]
    last = scale.shown_to(model, max(ends, default=0.0))
    gaps = {number: _gaps(model, scale, number) for number in (0.0, *ends, last)}
    rows = [
        {"number": number, "sek": float(gaps[number][each.id]), "bid": bid_name(model, each.id, language)}
        for each in weighed(model)
        for number in gaps
    ]
    layers = [_lines(model, scale, language), *(_threshold(each) for each in ends)]
    table = _table(model, scale, gaps, language)
    return Figure(chart(language, rows, layers, description, HEIGHT), description, table)


def _gaps(model: Procurement, scale: Scale, number: float) -> dict[str, Decimal]:
    """What parts each bid from the lowest evaluated price (SEK), as exact as the thresholds: without rounding."""
    lines = _at(model.model_copy(update={"rounding_sek": None}), scale, number)
    lowest = min(line.comparison for line in lines)
    return {line.bid_id: line.comparison - lowest for line in lines}


def _lines(model: Procurement, scale: Scale, language: str) -> dict:
    names = [bid_name(model, each.id, language) for each in weighed(model)]
    tones = [TONES[at % len(TONES)] for at in range(len(names))]
    dashes = [DASHES[at // len(TONES) % len(DASHES) if len(names) > len(DASHES) else at] for at in range(len(names))]
    axis = amount_axis(text(language, "tender_try.axis"), MILLIONS)
    return {
        "mark": {"type": "line", "strokeWidth": 3},
        "encoding": {
            "x": {"field": "number", "type": "quantitative", "axis": scale.axis(language)},
            "y": {"field": "sek", "type": "quantitative", "axis": axis},
            "color": {"field": "bid", "type": "nominal", "scale": {"domain": names, "range": tones},
                      "legend": {"columns": 1, "labelLimit": 260, "symbolType": "stroke", "symbolSize": 600}},
            "strokeDash": {"field": "bid", "type": "nominal", "scale": {"domain": names, "range": dashes}},
        },
    }  # fmt: skip


def _threshold(number: float) -> dict:
    return once({"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": number}}})


def _table(model: Procurement, scale: Scale, at: dict[float, dict[str, Decimal]], language: str) -> DataFrame:
    title = OWN_TITLE + text(language, f"tender_scale.{scale.name}.column")
    rows = [
        {title: scale.write(language, each)}
        | {
            OWN_TITLE + bid_name(model, id_, language): format_amount(language, sek)
            for id_, sek in sorted(found.items())
        }
        for each, found in at.items()
    ]
    return DataFrame(rows)
