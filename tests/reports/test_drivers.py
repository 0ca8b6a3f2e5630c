"""Drivers, grids and scenarios as words, tables and charts."""

import math

import numpy as np
import pytest

from chain.assumption import Evidence
from reports.drivers import grid_finding, grid_table, share_words, tornado_figure, tornado_finding, without_range
from reports.scenarios import changes_table, scenarios_figure, scenarios_finding
from reports.table_output import to_csv, to_html
from sroi.accounted import shares_of_variance
from sroi.movable import movables
from sroi.scenarios import evidence_discount, scenarios
from sroi.sensitivity import grid, tornado
from sroi.variance import VarianceShare
from tests.golden.examples import example

ROW, COLUMN = "proxies/P04/price", "proxies/P05/price"


@pytest.fixture(scope="module")
def case():
    return example("I2")


def test_the_bars_are_the_tornados_and_the_words_tell_both_ends(case, settings):
    found = tornado(case, settings)
    figure = tornado_figure(found, shares_of_variance(case, settings), case, "sv")
    rows = figure.spec["data"]["values"]
    assert [(row["low"], row["high"]) for row in rows] == [
        (bar.ratio_at_low, bar.ratio_at_high) for bar in found.bars if bar.swing is not None
    ]
    assert {row["own"] for row in rows} == {found.ratio}
    assert "från 0,64 till 1,24 (nu 0,75)" in figure.description
    assert "Ett av talen räcker" in figure.description
    assert figure.spec["description"] == figure.description
    assert list(figure.table["swing"]) == sorted(figure.table["swing"], reverse=True)
    assert figure.table["alone"][0].startswith("94\u00a0%")


def test_nothing_to_draw_is_said(settings):
    case = example("wheels-to-meals")
    found = tornado(case, settings)
    assert tornado_finding(found, case, "en") == "No number has a range that can be drawn."
    assert len(without_range(found.without_range, case, "en")) == len(found.without_range) > 50


def test_a_share_within_its_own_error_of_nothing_is_no_share():
    assert share_words(VarianceShare("x", -0.002, 0.004), "en") == "at most 1%"
    assert share_words(VarianceShare("x", 0.5, 0.01), "en") == "50% (±2%)"
    assert share_words(None, "en") == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_grid_marks_what_is_below_one_and_where_the_border_goes(case, settings, language):
    found = grid(case, settings, ROW, COLUMN)
    table = grid_table(found, case, language)
    marked = sum(cell.startswith("▼") for row in table.iloc[:, 1:-1].to_numpy() for cell in row)
    assert marked == np.count_nonzero(found.ratio < 1) == 14
    assert str(marked) in grid_finding(found, case, language)
    crossing = [row for row in range(5) if (found.ratio[row] < 1).any() and (found.ratio[row] >= 1).any()]
    word = "mellan" if language == "sv" else "between"
    assert [row for row in range(5) if table["border"][row].startswith(word)] == crossing
    assert "<th" in to_html(table, language, "x")
    assert to_csv(table, language)


def test_a_grid_without_a_ratio_says_so(case, settings):
    found = grid(case, settings, ROW, COLUMN)
    empty = found.__class__(**{**found.__dict__, "ratio": np.full((5, 5), np.nan)})
    table = grid_table(empty, case, "en")
    assert set(table.iloc[:, 1:-1].to_numpy().ravel()) == {"no ratio"}
    assert set(table["border"]) == {""}


def test_scenarios_stand_side_by_side_with_what_they_change(case, settings):
    own = {"Dyrt": {ROW: 90000.0}, "Evidens": evidence_discount(case, settings, {Evidence.ASSUMED: 0.2})}
    found = scenarios(case, settings, own)
    figure = scenarios_figure(found, "sv")
    assert list(figure.table["scenario"]) == ["Försiktigt", "Som det är räknat", "Hoppfullt", "Dyrt", "Evidens"]
    assert list(figure.table["ratio"]) == [each.ratio for each in found]
    assert "Mindre än en krona per krona ger: Försiktigt, Som det är räknat, Evidens." in scenarios_finding(found, "sv")
    numbers = movables(case, settings)
    table = changes_table(found[3], numbers, case, "sv")
    assert table.to_dict("records") == [
        {"assumption": "”Särskilt stöd i skolan, lägsta nivån, ett läsår”: pris per enhet",
         "today": "58\u00a0570\u00a0kr", "in_scenario": "90\u00a0000\u00a0kr"}
    ]  # fmt: skip
    assert not math.isnan(figure.spec["data"]["values"][0]["ratio"])
