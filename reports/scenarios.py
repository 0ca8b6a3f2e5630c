"""Scenarios side by side, and what each of them changes."""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from pandas import DataFrame

from chain.assumption import Evidence
from chain.model import Chain
from reports.amounts import mover_name, number_name, shown
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_ratio, format_share
from reports.vega import COLOURS, bar, label_lines, once, row_axis, row_chart
from sroi.movable import Movable
from sroi.scenarios import BASE, CAUTIOUS, OPTIMISTIC, Resting, Scenario

READY = (CAUTIOUS, BASE, OPTIMISTIC)
WEAKEST = (Evidence.EXPERT, Evidence.ASSUMED, None)
"""Levels of evidence that are someone's word, or that nobody has stated."""


def scenario_name(name: str, language: str) -> str:
    """The name of a scenario: a ready one's in the reader's language, or as the person named it."""
    return text(language, f"scenario.{name}") if name in READY else name


def scenarios_table(found: Sequence[Scenario], language: str) -> DataFrame:
    """One row a scenario: how many numbers it changes, cost, value, net and ratio, and how many effects fall out."""
    rows = [
        {
            "scenario": scenario_name(each.name, language),
            "changes": len(each.figures),
            "investment": each.investment_sek,
            "value": each.value_sek,
            "net": each.net_sek,
            "ratio": each.ratio,
            "left_out": len({problem.place.split("/")[1] for problem in each.left_out}),
        }
        for each in found
    ]
    table = DataFrame(rows, columns=["scenario", "changes", "investment", "value", "net", "ratio", "left_out"])
    return table if table["left_out"].any() else table.drop(columns="left_out")


def scenarios_figure(found: Sequence[Scenario], language: str) -> Figure:
    """The ratio of each scenario as a bar, and a line where what comes back equals what was put in."""
    rows = [
        {"row": str(at), "ratio": each.ratio, "label": label_lines(_label(each, language))}
        for at, each in enumerate(found)
    ]
    axis = {"title": text(language, "chart.horizons.axis"), "tickCount": 4, "labelOverlap": True, "gridOpacity": 0.4}
    sort = [row["row"] for row in rows]
    encoding = {"y": row_axis(sort), "x": {"field": "ratio", "type": "quantitative", "axis": axis}}
    even = once({"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": 1}}})
    description = scenarios_finding(found, language)
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}, even]
    return Figure(row_chart(language, rows, layers, description), description, scenarios_table(found, language))


def _label(each: Scenario, language: str) -> str:
    name = scenario_name(each.name, language)
    if each.ratio is None:
        return text(language, "scenario.no_ratio", name=name)
    return text(language, "scenario.label", name=name, ratio=format_ratio(language, each.ratio))


def scenarios_finding(found: Sequence[Scenario], language: str) -> str:
    """From which scenario to which the ratio goes, and which of them do not pay back what is put in."""
    known = [each for each in found if each.ratio is not None]
    if not known:
        return text(language, "scenario.none_known")
    low, high = (pick(known, key=lambda each: each.ratio) for pick in (min, max))
    ends = {"low": _label(low, language), "high": _label(high, language)}
    below = [scenario_name(each.name, language) for each in known if each.ratio < 1]
    said = text(language, "scenario.finding", **ends) if low.ratio < high.ratio else text(language, "scenario.alike")
    told = text(language, "scenario.below", names=", ".join(below)) if below else text(language, "scenario.all_pay")
    return f"{said} {told}"


def changes_table(one: Scenario, movables: Sequence[Movable], chain: Chain, language: str) -> DataFrame:
    """What a scenario changes: each assumption as it is, and in the scenario.

    A number that it changes only in some of its places, or to different values, has a row for each of these.
    """
    rows = [row for each in movables for row in _changes(each, one.figures, chain, language)]
    return DataFrame(rows, columns=["assumption", "today", "in_scenario"])


def evidence_table(found: Sequence[Resting], language: str) -> DataFrame:
    """How much of the gains rests on each level of evidence; discounted SEK."""
    rows = [
        {
            "evidence_level": text(language, f"evidence.{each.level}" if each.level else "scenario.evidence_unstated"),
            "effects_counted": each.effects,
            "value": each.gains_sek,
            "share": each.share,
        }
        for each in found
    ]
    return DataFrame(rows, columns=["evidence_level", "effects_counted", "value", "share"])


def evidence_finding(found: Sequence[Resting], held_back: Sequence[Scenario], language: str) -> str:
    """How much of the gains rests on opinion or on nothing stated, and what the kept discounts leave of the ratio."""
    weak = fsum(each.share for each in found if each.level in WEAKEST)
    said = text(language, "scenario.evidence_finding", share=format_share(language, weak, 0))
    left = "; ".join(_label(each, language) for each in held_back)
    return f"{said} {text(language, 'scenario.evidence_left', left=left)}" if left else said


def _changes(each: Movable, figures: Mapping[str, float], chain: Chain, language: str) -> Iterator[dict]:
    moved = {place: figures[place] for place in each.places if place in figures}
    if len(moved) == len(each.places) and len(set(moved.values())) == 1:
        named = {mover_name(each, chain, language): moved[each.place]}
    else:
        named = {number_name(place, chain, language): value for place, value in moved.items()}
    for name, value in named.items():
        yield {
            "assumption": name,
            "today": shown(each, each.base, language),
            "in_scenario": shown(each, value, language, apart_from=each.base),
        }
