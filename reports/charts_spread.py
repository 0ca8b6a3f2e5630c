"""The preview of a stated uncertainty: twenty dots, each one chance in twenty, and the sentence that was said."""

from collections import Counter

from pandas import DataFrame

from chain.assumption import Assumption, Series
from reports.columns import ROW_UNIT
from reports.figure import Figure
from reports.spread_words import kind_of, said, shape_said, writer
from reports.texts import text
from reports.texts.numbers import format_share, rounded
from reports.vega import COLOURS, MILLIONS, chart, once
from sroi.distributions import Distribution, distribution_of

DOTS = 20
COLUMNS = 12
"""How many columns the dots fall into: so many have room beside each other on a narrow phone."""
DOT_STEP, DOT_AREA, AXIS_HEIGHT = 16, 130, 76
CHANCES = (0.05, 0.25, 0.5, 0.75, 0.95)
MILLION = 1e6


def spread_figure(language: str, place: str, figure: Assumption | Series, unit: str) -> Figure | None:
    """What was said of a figure as quantile dots with its sentence; None while there is no spread to draw.

    The dots are the quantiles (k − ½)/20, so that counting dots is counting chances. Source: Kay, Kola, Hullman and
    Munson (2016), When (ish) is My Bus?, CHI. `unit` is `sek`, `share` or `number`; a series shows its factor.
    """
    distribution, _ = distribution_of(place, figure)
    if distribution.spread == 0:
        return None
    kind = kind_of(place, isinstance(figure, Series), unit)
    centre = 1.0 if isinstance(figure, Series) else figure.value
    rows = _dots(distribution)
    description = _finding(language, place, figure, unit, distribution)
    spec = chart(language, rows, _layers(language, rows, kind, centre), description, _height(rows))
    return Figure(spec, description, _table(language, distribution, kind))


def _dots(distribution: Distribution) -> list[dict]:
    """A row per dot: the column in which it falls, and how high in it."""
    values = [distribution.quantile((number + 0.5) / DOTS) for number in range(DOTS)]
    width = (values[-1] - values[0]) / (COLUMNS - 1)
    stacked: Counter[int] = Counter()
    rows = []
    for value in values:
        column = round((value - values[0]) / width)
        stacked[column] += 1
        rows.append({"at": values[0] + column * width, "place": stacked[column], "value": value})
    return rows


def _height(rows: list[dict]) -> int:
    return DOT_STEP * max(row["place"] for row in rows) + AXIS_HEIGHT


def _layers(language: str, rows: list[dict], kind: str, centre: float) -> list[dict]:
    highest = max(row["place"] for row in rows)
    ends = [min(rows[0]["at"], centre), max(rows[-1]["at"], centre)]
    margin = (ends[1] - ends[0]) / (2 * COLUMNS)
    domain = [ends[0] - margin, ends[1] + margin]
    across = {"type": "quantitative", "scale": {"domain": domain, "nice": False}}
    up = {"type": "quantitative", "axis": None, "scale": {"domain": [0.4, highest + 0.6]}}
    dots = {
        "mark": {"type": "circle", "size": DOT_AREA, "opacity": 1, "color": COLOURS["gain"]},
        "encoding": {
            "x": {"field": "at", **across, "axis": _axis(language, kind, max(map(abs, ends)))},
            "y": {"field": "place", **up},
        },
    }
    rule = {"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": {"x": {"datum": centre, **across}}}
    return [dots, once(rule)]


def _axis(language: str, kind: str, largest: float) -> dict:
    """Few marks, so that they have room at 320 pixels; large amounts in millions, shares and factors in per cent."""
    shared = {"tickCount": 4, "grid": False, "labelOverlap": True}
    if kind == "sek" and largest >= MILLION:
        return {"title": text(language, "chart.millions"), "labelExpr": MILLIONS, **shared}
    if kind in ("share", "factor"):
        return {
            "title": text(language, f"chart.spread.{kind}"),
            "labelExpr": "format(datum.value * 100, ',.3~f')",
            **shared,
        }
    title = text(language, "table.unit.sek") if kind == "sek" else None
    return {"title": title, "labelExpr": "format(datum.value, ',.3~f')", **shared}


def _finding(language: str, place: str, figure: Assumption | Series, unit: str, distribution: Distribution) -> str:
    mean = writer(language, figure, unit)(rounded(distribution.mean))
    parts = (
        f"{said(language, place, figure, unit)}.",
        shape_said(language, place, figure),
        text(language, "chart.spread.dots", dots=DOTS, chance=format_share(language, 1 / DOTS, 0), mean=mean),
    )
    return " ".join(parts)


def _table(language: str, distribution: Distribution, kind: str) -> DataFrame:
    """The number at five probabilities, and the mean."""
    unit = {"sek": "sek_exact", "share": "share_exact", "factor": "share_exact"}.get(kind, "number")
    rows = [
        {
            "chance": text(language, "chart.spread.below", chance=format_share(language, chance, 0)),
            "number": rounded(distribution.quantile(chance)),
            ROW_UNIT: unit,
        }
        for chance in CHANCES
    ]
    mean = {"chance": text(language, "chart.spread.mean"), "number": rounded(distribution.mean), ROW_UNIT: unit}
    return DataFrame([*rows, mean], columns=["chance", "number", ROW_UNIT])
