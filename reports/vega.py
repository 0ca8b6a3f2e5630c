"""The shared ground of every chart: Vega-Lite as plain dicts, one locale, colours and type that follow the page."""

import math

from reports.picture import wrapped

INK = "currentColor"
"""Charts are drawn as SVG, so text takes the page's own colour, in light and in dark."""
COLOURS = {"gain": "#2f7fb5", "pay": "#c46a1b", "neutral": "#7b8790"}
"""Each at least 3:1 against the light and the dark ground, and never the only sign of what a bar means."""
BAR_HEIGHT, LABEL_SIZE, LABEL_LINE, LABEL_LENGTH = 16, 13, 16, 40
ROW_GAP = 18
MILLIONS = "format(datum.value / 1e6, ',.3~f')"

_NUMBERS = {
    "sv": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"], "minus": "\u2212"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["SEK ", ""], "minus": "\u2212"},
}


def chart(
    language: str, rows: list[dict], layers: list[dict], description: str, height: object, **more: object
) -> dict:
    """A layered chart as wide as its place, with the language's numbers and the finding as its description."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "data": {"values": [_known(row) for row in rows]},
        "width": "container",
        "height": height,
        "layer": layers,
        "config": _config(language),
        **more,
    }


def _known(row: dict) -> dict:
    """A row with nothing where a number is not known: not-a-number is no JSON, and a browser would drop the chart."""
    return {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()}


def _config(language: str) -> dict:
    return {
        "locale": {"number": _NUMBERS[language]},
        "axis": {"labelColor": INK, "titleColor": INK, "tickColor": INK, "labelFontSize": 12, "titleFontSize": 12},
        "text": {"color": INK, "fontSize": LABEL_SIZE},
        "rule": {"color": INK, "aria": False},  # a line of reference, said in the finding
        "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "orient": "top", "title": None},
        "view": {"stroke": None},
    }


def label_lines(label: str) -> str:
    """A label in lines short enough for a screen 320 px wide."""
    return "\n".join(wrapped(label, LABEL_LENGTH, 3))


def row_chart(language: str, rows: list[dict], bars: list[dict], description: str) -> dict:
    """A chart of one bar per row, its words above it; short labels end on the same line as long ones."""
    lines = max((row["label"].count("\n") + 1 for row in rows), default=1)
    padded = [{**row, "label": "\u00a0\n" * (lines - row["label"].count("\n") - 1) + row["label"]} for row in rows]
    layers = [*bars, _label_layer([row["row"] for row in rows], lines)]
    return chart(language, padded, layers, description, {"step": LABEL_LINE * lines + BAR_HEIGHT + ROW_GAP})


def fitted(spec: dict, letters: int, gap: int = ROW_GAP, most: int | None = None) -> dict:
    """A row chart for another place than a phone: its words in lines of so many letters, so much air below each row,
    and no more than the first so many rows. Other charts stay as they are."""
    if "step" not in (spec["height"] if isinstance(spec["height"], dict) else {}):
        return spec
    rows = [{**row, "label": _rejoined(row["label"], letters)} for row in spec["data"]["values"][:most]]
    lines = max(row["label"].count("\n") + 1 for row in rows)
    padded = [{**row, "label": "\u00a0\n" * (lines - row["label"].count("\n") - 1) + row["label"]} for row in rows]
    sort = [row["row"] for row in rows]
    layers = [*(_within(layer, sort) for layer in spec["layer"][:-1]), _label_layer(sort, lines)]
    return {
        **spec,
        "data": {"values": padded},
        "layer": layers,
        "height": {"step": LABEL_LINE * lines + BAR_HEIGHT + gap},
    }


def _within(layer: dict, sort: list[str]) -> dict:
    """A layer that brings its own rows, without those that are not shown."""
    values = layer.get("data", {}).get("values", [])
    kept = [row for row in values if row.get("row", sort[0]) in sort]
    return layer | {"data": {"values": kept}} if values else layer


def _rejoined(label: str, letters: int) -> str:
    return "\n".join(wrapped(label.replace("\u00a0\n", "").replace("\n", " "), letters, 3))


def row_axis(sort: list[str]) -> dict:
    """One row per key, in this order, without an axis: the labels stand above the bars."""
    return {"field": "row", "type": "ordinal", "axis": None, "sort": sort}


def amount_axis(title: str, label: str = MILLIONS) -> dict:
    """A money axis marked in millions, with few ticks so that it fits a narrow screen."""
    return {"title": title, "labelExpr": label, "tickCount": 4, "gridOpacity": 0.4, "labelOverlap": True}


def _label_layer(sort: list[str], lines: int) -> dict:
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "dy": -BAR_HEIGHT // 2 - 2 - LABEL_LINE * (lines - 1),
            "color": INK,
            "fontSize": LABEL_SIZE,
            "lineHeight": LABEL_LINE,
            "lineBreak": "\n",
        },
        "encoding": {"y": row_axis(sort), "x": {"value": 0}, "text": {"field": "label"}},
    }


def bar(**more: object) -> dict:
    """A bar that leaves room for its words above it."""
    return {"type": "bar", "height": BAR_HEIGHT, **more}


def once(layer: dict) -> dict:
    """A layer drawn one time, and not once per row of the chart's data."""
    return {"data": {"values": [{}]}, **layer}
