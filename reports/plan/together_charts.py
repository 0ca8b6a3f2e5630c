"""A shared investment as charts: what each payer has back so far, and what each split would ask of each party."""

from reports.columns import records
from reports.figure import Figure
from reports.plan import together_tables as tables
from reports.plan.lines import height, lines
from reports.plan.parties import Seen
from reports.plan.together import turns
from reports.texts import text
from reports.texts.numbers import format_millions
from reports.vega import COLOURS, amount_axis, bar, chart, label_lines, row_axis, row_chart

WAYS = ("pays_today", *tables.BY.values())
"""The bars of each party: what it pays today, and by each proposal."""


def cumulative_figure(seen: Seen) -> Figure:
    """What each payer has back so far less what it has paid, at the end of each calendar year."""
    table, names = tables.cumulative(seen), [seen.name(each.name) for each in tables.payers(seen)]
    rows = [
        {"line": row["party"], "year": str(year), "sek": row[str(year)]}
        for row in records(table)
        for year in seen.years
    ]
    description = " ".join(_finding(seen))
    return Figure(
        chart(seen.language, rows, lines(names, seen.language), description, height(names)), description, table
    )


def _finding(seen: Seen) -> list[str]:
    """Of each payer: when it has come back, and how far behind it is at most."""
    told = []
    for each in tables.payers(seen):
        least = min(each.cumulative_by_year)
        at = each.cumulative_by_year.index(least)
        deepest = text(seen.language, "together.deepest", year=seen.years[at],
                       amount=format_millions(seen.language, least))  # fmt: skip
        told += [turns(seen, each), *([deepest] if least < 0 else [])]
    return told


def splits_figure(seen: Seen) -> Figure:
    """Three bars a party: what it pays today (hollow), and what it would pay by each proposal."""
    table = tables.splits(seen)
    rows = [
        {"row": f"{at} {way}", "sek": row[way], "kind": "today" if way == WAYS[0] else "proposed",
         "label": label_lines(_bar_label(seen, row, way))}
        for at, row in enumerate(records(table)[:-1])
        for way in WAYS
    ]  # fmt: skip
    sort = [row["row"] for row in rows]
    description = text(seen.language, "together.splits_finding", parties=seen.names(seen.found.among))
    return Figure(row_chart(seen.language, rows, _bars(seen, sort), description), description, table)


def _bar_label(seen: Seen, row: dict, way: str) -> str:
    return text(seen.language, f"together.bar.{way}", party=row["party"], amount=seen.money(row[way]))


def _bars(seen: Seen, sort: list[str]) -> list[dict]:
    axis = amount_axis(text(seen.language, "chart.millions"))
    place = {"y": row_axis(sort), "x": {"field": "sek", "type": "quantitative", "axis": axis}}
    hollow = bar(color=COLOURS["pay"], fillOpacity=0.25, stroke=COLOURS["pay"], strokeWidth=1.5)
    solid = bar(color=COLOURS["gain"])
    return [
        {"mark": mark, "encoding": place, "transform": [{"filter": f"datum.kind == '{kind}'"}]}
        for kind, mark in (("today", hollow), ("proposed", solid))
    ]
