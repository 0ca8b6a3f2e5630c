"""Fetched statistics in words: what the source said and when, gaps that are gaps, and nothing that it did not say."""

from datetime import UTC, datetime
from types import SimpleNamespace

import altair
import pytest

from reports.statistics import (
    MOST_LINES,
    changes_table,
    marks,
    series_figure,
    series_table,
    sexes_of,
    source_line,
)
from reports.table_output import to_csv, to_html

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def told(value: float | None = None, missing: str | None = None, status: str = "") -> SimpleNamespace:
    """What the source says of a cell."""
    return SimpleNamespace(value=value, missing=missing, status=status)


class Cell(tuple):
    """Area, year and sex."""

    area_id = property(lambda self: self[0])
    year = property(lambda self: self[1])
    sex = property(lambda self: self[2])


def series(figures: dict, areas: int = 2, replaced: tuple = ()) -> SimpleNamespace:
    """A key figure in 2020–2024."""
    names = [("9999", "Ljusnaby"), ("0000", "Riket"), *((f"{n:04}", f"Kommun {n}") for n in range(1, 20))]
    return SimpleNamespace(
        key_figure=SimpleNamespace(id="N02797", title="Unga som varken …", description=""),
        own_area_id="9999",
        areas=[SimpleNamespace(id=id_, title=title) for id_, title in names[:areas]],
        years=range(2020, 2025),
        figures={Cell(cell): SimpleNamespace(figure=figure, fetched_at=NOON) for cell, figure in figures.items()},
        replaced=replaced,
    )


FIGURES = {
    ("9999", 2021, "T"): told(8.9), ("9999", 2022, "T"): told(missing="not_stated"), ("9999", 2023, "T"): told(0.0),
    ("0000", 2021, "T"): told(7.0492078), ("0000", 2023, "T"): told(missing="marked", status="Sekretess"),
    ("9999", 2021, "K"): told(9.1, status="Preliminär"),
}  # fmt: skip


def test_a_table_says_why_a_figure_is_missing_and_leaves_empty_what_was_never_said():
    table = series_table(series(FIGURES), "T", "sv")
    assert table.to_dict("list") == {
        "year": ["2021", "2022", "2023"],
        "#=Ljusnaby": [8.9, "saknas", 0.0],
        "#=Riket": [7.0492078, None, "saknas (Sekretess)"],
    }
    html = to_html(table, "sv", "Unga")
    assert '<td class="vk-number">7,05</td>' in html
    assert '<td class="vk-number">saknas (Sekretess)</td>' in html
    lines = to_csv(table, "sv", ("Källa: Kolada",)).decode("utf-8-sig").splitlines()
    assert lines[:4] == ["År;Ljusnaby;Riket", "2021;8,9;7,0492078", "2022;saknas;", "2023;0;saknas (Sekretess)"]
    assert lines[-1] == "Källa: Kolada"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_line_has_a_gap_where_a_figure_is_missing(language):
    figure = series_figure(series(FIGURES), "T", ["9999", "0000"], language)
    altair.LayerChart.from_dict(figure.spec)
    values = figure.spec["data"]["values"]
    assert [row["value"] for row in values if row["line"] == 0] == [8.9, None, 0.0]
    assert [row["value"] for row in values if row["line"] == 1] == [7.0492078, None, None]
    assert figure.spec["description"] == figure.description
    assert {"sv": "3 uppgifter saknas", "en": "3 items are missing"}[language] in figure.description
    assert {"sv": "Riket: 7,05 (2021).", "en": "Riket: 7.05 (2021)."}[language] in figure.description


def test_lines_are_told_apart_without_colour_and_are_never_more_than_can_be():
    many = series({(f"{n:04}", 2021, "T"): told(float(n)) for n in range(1, 12)} | FIGURES, areas=12)
    figure = series_figure(many, "T", [area.id for area in many.areas], "sv")
    *lines, marked = figure.spec["layer"]
    shapes = marked["encoding"]["shape"]["scale"]
    dashes = {tuple(each["mark"]["strokeDash"]) for each in lines}
    assert len(shapes["domain"]) == MOST_LINES == len(dashes) == len({*shapes["range"]})
    assert shapes["domain"][0] == "Ljusnaby"
    assert [each["mark"]["strokeWidth"] for each in lines] == [4, 2, 2, 2, 2, 2], "the own one is the thick one"
    assert len(figure.table.columns) == 13, "the table has all of them"


def test_two_areas_of_one_name_are_told_apart():
    twins = series(FIGURES)
    twins.areas[1].title = "Ljusnaby"
    assert list(series_table(twins, "T", "sv"))[1:] == ["#=Ljusnaby (9999)", "#=Ljusnaby (0000)"]


def test_the_source_is_named_with_the_day_of_fetching():
    told_once = series(FIGURES)
    assert source_line(told_once, "sv") == "Källa: Kolada (N02797, hämtat 2026-12-01)"
    next(iter(told_once.figures.values())).fetched_at = datetime(2026, 11, 3, 12, tzinfo=UTC)
    assert source_line(told_once, "sv") == "Källa: Kolada (N02797, hämtat 2026-11-03 till 2026-12-01)"
    assert source_line(told_once, "en").startswith("Source: Kolada (N02797, fetched 2026-11-03 to")


def test_what_the_source_changed_stands_with_both_and_the_day():
    before = SimpleNamespace(figure=told(8.7), fetched_at=NOON)
    changed = SimpleNamespace(
        cell=Cell(("9999", 2021, "K")), before=before, after=told(missing="gone"), replaced_at=NOON
    )
    [row] = changes_table(series(FIGURES, replaced=(changed,)), "sv").to_dict("records")
    assert row == {"where": "Ljusnaby, kvinnor", "year": "2021", "before": "8,7",
                   "after": "finns inte längre i Kolada", "moment": "2026-12-01"}  # fmt: skip


def test_a_remark_of_the_source_is_shown_with_a_figure_that_stands():
    assert marks(series(FIGURES), "K", "sv") == ["Koladas egen anmärkning för Ljusnaby 2021: Preliminär"]
    assert marks(series(FIGURES), "T", "sv") == [], "a missing figure tells it itself"
    assert sexes_of(series(FIGURES)) == ["T", "K"]


def test_hostile_names_are_words():
    bad = series(FIGURES)
    bad.areas[1].title = "<script>alert(1)</script>"
    assert "<script>" not in to_html(series_table(bad, "T", "sv"), "sv", "x")
