"""Fetched municipal statistics in words, as a table and as a chart: what the source said, and where it said nothing.

No figure is made here: what stands is what was fetched, so that the source line is true of all of it. A missing figure
is told as missing, with why, and is a gap in its line; it never becomes 0.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pandas import DataFrame

from reports.columns import OWN_FIGURES, written
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_date, format_year
from reports.vega import COLOURS, INK, chart

MOST_LINES = 6
"""As many lines as can be told apart by dash and by mark."""
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 4], [12, 4])
_MARKS = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
_INKS = (COLOURS["gain"], COLOURS["pay"], COLOURS["neutral"], INK, COLOURS["pay"], COLOURS["neutral"])


class Told(Protocol):
    """A figure of the source: a value, or why there is none; and the source's own word about it, as a rule empty."""

    value: float | None
    missing: str | None
    status: str


class Said(Protocol):
    """What the source said, and when it last did."""

    figure: Told
    fetched_at: datetime


class Cell(Protocol):
    """What a figure is about; `sex` is T (all), K (women) or M (men)."""

    area_id: str
    year: int
    sex: str


class Area(Protocol):
    """A municipality, a region or a group of them."""

    id: str
    title: str


class KeyFigure(Protocol):
    """What is counted, in the source's own words."""

    id: str
    title: str
    description: str


class Replaced(Protocol):
    """What the source said before."""

    cell: Cell
    before: Said
    after: Told
    replaced_at: datetime


class Series(Protocol):
    """A key figure as it was fetched, for some areas, the own one first."""

    key_figure: KeyFigure
    own_area_id: str | None
    areas: Sequence[Area]
    years: Sequence[int]
    figures: Mapping[Cell, Said]
    replaced: Sequence[Replaced]


def key_figure_name(key_figure: KeyFigure) -> str:
    """Title and id; the id alone before any list has told the title."""
    return f"{key_figure.title} ({key_figure.id})" if key_figure.title else key_figure.id


def area_name(area: Area) -> str:
    """The source's name, or the id alone before any list has told it."""
    return area.title or area.id


def sexes_of(series: Series) -> list[str]:
    """For whom the source has figures: all, women, men."""
    there = {str(cell.sex) for cell in series.figures}
    return [sex for sex in "TKM" if sex in there]


def source_line(series: Series, language: str) -> str:
    """Where the figures come from and when they were fetched."""
    days = sorted({format_date(said.fetched_at.astimezone().date()) for said in series.figures.values()})
    day = days[0] if len(days) == 1 else text(language, "statistics.between", first=days[0], last=days[-1])
    return text(language, "statistics.source", id=series.key_figure.id, day=day)


def _by_place(series: Series, sex: str) -> dict[tuple[str, int], Said]:
    return {(cell.area_id, cell.year): said for cell, said in series.figures.items() if str(cell.sex) == sex}


def _shown(figure: Told, language: str) -> float | str:
    """The value, or the words for why there is none."""
    if figure.missing is None:
        return figure.value
    why = text(language, f"statistics.missing.{figure.missing}")
    return f"{why} ({figure.status})" if figure.status else why


def _words(figure: Told, language: str) -> str:
    return written(language, _shown(figure, language), "statistic")


def _names(areas: Sequence[Area]) -> dict[str, str]:
    """Each area's name, with the id where two are called the same."""
    names = [area_name(area) for area in areas]
    return {
        area.id: name if names.count(name) == 1 else f"{name} ({area.id})"
        for area, name in zip(areas, names, strict=True)
    }


def _told_years(series: Series) -> list[int]:
    """From the first to the last year of which the source says anything."""
    told = [cell.year for cell in series.figures]
    return [year for year in series.years if min(told) <= year <= max(told)]


def series_table(series: Series, sex: str, language: str) -> DataFrame:
    """A row for each year, a column for each area; nothing where the source has no place for it."""
    found, names = _by_place(series, sex), _names(series.areas)
    rows = []
    for year in _told_years(series):
        said = {area: found.get((area, year)) for area in names}
        cells = {f"{OWN_FIGURES}{names[area]}": each and _shown(each.figure, language) for area, each in said.items()}
        rows.append({"year": format_year(year), **cells})
    return DataFrame(rows, columns=["year", *(f"{OWN_FIGURES}{name}" for name in names.values())], dtype=object)


def changes_table(series: Series, language: str) -> DataFrame:
    """What the source has said otherwise before, the latest change first."""
    names = _names(series.areas)
    several = len(sexes_of(series)) > 1
    rows = [
        {
            "where": names[each.cell.area_id]
            + (f", {text(language, f'statistics.sex.{each.cell.sex}').lower()}" if several else ""),
            "year": format_year(each.cell.year),
            "before": _words(each.before.figure, language),
            "after": _words(each.after, language),
            "moment": format_date(each.replaced_at.astimezone().date()),
        }
        for each in series.replaced
    ]
    return DataFrame(rows, columns=["where", "year", "before", "after", "moment"])


def marks(series: Series, sex: str, language: str) -> list[str]:
    """The source's own words about figures that it gives."""
    names = _names(series.areas)
    return [
        text(language, "statistics.marked", area=names[area], year=format_year(year), status=said.figure.status)
        for (area, year), said in sorted(_by_place(series, sex).items())
        if said.figure.status and said.figure.missing is None
    ]


def series_figure(series: Series, sex: str, area_ids: Sequence[str], language: str) -> Figure:
    """A line for each of the areas (at most six), whole and thick for the own one; where a figure is missing, a gap."""
    areas = [area for area in series.areas if area.id in area_ids][:MOST_LINES]
    found, names = _by_place(series, sex), _names(areas)
    rows = [
        {
            "year": format_year(year),
            "area": name,
            "line": at,
            "value": found[area, year].figure.value if (area, year) in found else None,
        }
        for at, (area, name) in enumerate(names.items())
        for year in _told_years(series)
    ]
    description = _finding(series, found, names, language)
    layers = _lines(list(names.values()), [area == series.own_area_id for area in names])
    return Figure(chart(language, rows, layers, description, 280), description, series_table(series, sex, language))


def _lines(names: list[str], own: Sequence[bool]) -> list[dict]:
    """A line for each area, and over them the marks, which have the legend: a dash would make it unreadable."""
    x = {"field": "year", "type": "ordinal", "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}}
    axis = {"title": None, "tickCount": 5, "gridOpacity": 0.4}
    y = {"field": "value", "type": "quantitative", "axis": axis, "scale": {"zero": False, "nice": True}}
    lines = [
        {
            "transform": [{"filter": f"datum.line == {at}"}],
            "mark": {"type": "line", "color": ink, "strokeDash": dash, "strokeWidth": 4 if is_own else 2},
            "encoding": {"x": x, "y": y},
        }
        for at, (is_own, ink, dash) in enumerate(zip(own, _INKS, _DASHES, strict=False))
    ]
    signs = {"color": _by_area(names, _INKS), "shape": _by_area(names, _MARKS)}
    mark = {"type": "point", "filled": True, "size": 60, "opacity": 1}
    return [*lines, {"mark": mark, "encoding": {"x": x, "y": y, **signs}}]


def _by_area(names: list[str], signs: Sequence[str]) -> dict:
    """An encoding that gives each area a sign of its own."""
    scale = {"domain": names, "range": list(signs[: len(names)])}
    legend = {"columns": 1, "labelLimit": 260, "symbolSize": 90}
    return {"field": "area", "type": "nominal", "legend": legend, "scale": scale}


def _finding(series: Series, found: Mapping, names: Mapping[str, str], language: str) -> str:
    """The first and the last figure of each area, and how many are missing."""
    parts = [_course(found, area, name, language) for area, name in names.items()]
    places = [(area, year) for area in names for year in _told_years(series)]
    missing = sum(place not in found or found[place].figure.missing is not None for place in places)
    if missing:
        parts.append(text(language, "statistics.gap" if missing == 1 else "statistics.gaps", count=missing))
    return " ".join(parts)


def _course(found: Mapping, area: str, name: str, language: str) -> str:
    known = sorted(year for of, year in found if of == area and found[of, year].figure.missing is None)
    if not known:
        return text(language, "statistics.no_figures", area=name)
    first, last = ({"year": format_year(year), "value": _words(found[area, year].figure, language)}
                   for year in (known[0], known[-1]))  # fmt: skip
    if known[0] == known[-1]:
        return text(language, "statistics.one_figure", area=name, **last)
    ends = {"first_year": first["year"], "first": first["value"], "last_year": last["year"], "last": last["value"]}
    return text(language, "statistics.course", area=name, **ends)
