"""The shared ground of every chart: Vega-Lite as plain dicts, one locale, colours and type that follow the page."""

INK = "currentColor"
"""Charts are drawn as SVG, so text takes the page's own colour, in light and in dark."""
COLOURS = {"gain": "#2f7fb5", "pay": "#c46a1b", "neutral": "#7b8790"}
"""Each at least 3:1 against the light and the dark ground, and never the only sign of what a bar means."""
ROW_STEP, BAR_HEIGHT, LABEL_SIZE = 48, 16, 13
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
        "data": {"values": rows},
        "width": "container",
        "height": height,
        "layer": layers,
        "config": _config(language),
        **more,
    }


def _config(language: str) -> dict:
    return {
        "locale": {"number": _NUMBERS[language]},
        "axis": {"labelColor": INK, "titleColor": INK, "tickColor": INK, "labelFontSize": 12, "titleFontSize": 12},
        "text": {"color": INK, "fontSize": LABEL_SIZE},
        "rule": {"color": INK},
        "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "orient": "top", "title": None},
        "view": {"stroke": None},
    }


def row_axis(sort: list[str]) -> dict:
    """One row per key, in this order, without an axis: the labels stand above the bars."""
    return {"field": "row", "type": "ordinal", "axis": None, "sort": sort}


def amount_axis(title: str, label: str = MILLIONS) -> dict:
    """A money axis marked in millions, with few ticks so that it fits a narrow screen."""
    return {"title": title, "labelExpr": label, "tickCount": 4, "gridOpacity": 0.4, "labelOverlap": True}


def label_layer(sort: list[str]) -> dict:
    """The words of each row, above its bar and from the left edge."""
    return {
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dy": -12,
            "color": INK,
            "fontSize": LABEL_SIZE,
        },
        "encoding": {"y": row_axis(sort), "x": {"value": 0}, "text": {"field": "label"}},
    }


def bar(**more: object) -> dict:
    """A bar that leaves room for its words above it."""
    return {"type": "bar", "height": BAR_HEIGHT, "yOffset": 8, **more}
