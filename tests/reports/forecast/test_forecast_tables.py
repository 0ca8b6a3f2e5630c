"""Tables, charts, log and reporting items of a forecast against the reference case and against each other."""

import csv
import io
import json
import re

import altair
import pytest

from reports.columns import column
from reports.forecast import (
    beside_ratio,
    charts_budget,
    charts_choice,
    charts_course,
    charts_sure,
    cheers,
    log,
    tables,
    tables_choice,
    tables_sure,
)
from reports.forecast.series import DASHES, PALETTE
from reports.table_output import to_csv
from sroi.forecast.child_budget import budget
from sroi.forecast.child_chain import into_chain
from sroi.forecast.child_choice import choice, choices
from sroi.forecast.child_log import log_of
from sroi.forecast.child_points import Question
from sroi.forecast.child_scenarios import scenarios
from sroi.forecast.child_tornado import tornado
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.chain.comparisons import changed, shipped
from tests.golden.examples import figures
from tests.reports.test_charts import _luminance
from tests.sroi.forecast.test_child_chain import EMPTY

GOLDEN = figures("forecast_reference")
A = GOLDEN["prevalence_mode"]["results"]["A"]["horizons"]
close = pytest.approx


def test_the_horizons_are_those_of_the_reference(beside):
    rows = tables.horizons(beside, "A", "sv").set_index("horizon")
    for years, known in A.items():
        row = rows.loc[int(years)]
        assert row["net"] == close(known["net_total"], rel=1e-9)
        assert row["qalys"] == close(known["qaly_gain"], rel=1e-9)
        assert row["net_benefit"] == close(known["nmb_500000"], rel=1e-9)
    assert rows["per_qaly"].tolist()[0].replace("\u00a0", " ") == "62 319 kr per vunnen QALY"
    assert rows["per_qaly"].tolist()[1:] == ["dominant"] * 3


def test_payers_add_up_and_their_paybacks_are_those_of_the_reference(beside):
    rows = tables.payers(beside, "A", "en").set_index("for_whom")
    parts = rows.drop("The public sector")
    for name in ("programme_cost", "offset", "net", "cashable"):
        assert parts[name].sum() == close(rows.loc["The public sector", name])
    assert rows["pays_back"].tolist() == ["1.6 years", "pays nothing", "pays nothing", "1.3 years"]
    assert rows.loc["The state", "value_chance"] == "nothing that varies reaches this"


def test_every_option_stands_under_each_rule_of_fading(beside, sides, sures):
    rows = tables.rules(beside, sides, sures, "sv")
    assert len(rows) == 6
    assert rows.loc[0, "net"] == close(A["10"]["net_total"])
    assert rows.loc[1, "net"] == close(A["2"]["net_total"])  # nothing after two years is the two-year horizon
    assert (rows["net_low"] < rows["net_high"]).all()


def test_the_frontier_flips_with_the_horizon(beside):
    rows = tables_choice.frontier(choices(beside.forecast, "public"), shipped(), "en")
    chosen = {row.horizon: row.alternative for row in rows.itertuples() if "chosen" in row.standing}
    assert chosen[1] == "Parenting programme in groups"
    assert chosen[15] == "Individual parenting programme"
    assert "SEK\u00a0297,826 per QALY gained" in rows["per_qaly"].tolist()
    assert "SEK\u00a0593,640 per QALY gained" in rows["per_qaly"].tolist()


def test_a_file_tells_how_it_was_counted(beside):
    from reports.forecast.stamp import stamp_lines

    frame = tables.money(beside, "sv")
    told = to_csv(frame, "sv", stamp_lines(beside, "sv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told), delimiter=";"))
    assert float(rows[1][2].replace(",", ".")) == close(A["10"]["offset_total"])
    assert "Jämförs med: Ingen insats" in told
    assert "frö 20260101" in told


# --- charts ---


def drawn(beside, sides, sures, language):
    comparison = beside.comparison
    return {
        "course": charts_course.prevalence_figure(beside.forecast, language),
        "rules": charts_course.rules_figure(beside, sides, sures, language),
        "budget": charts_budget.budget_figure(budget(comparison, "A"), "municipality", 2025, "A", 5, language),
        "frontier": charts_choice.frontier_figure(choice(beside.forecast, "public", 10), comparison, language),
        "tornado": charts_choice.tornado_figure(beside, "A", tornado(Question(comparison, "A")), language),
        "plane": charts_sure.plane_figure(beside, language),
        "acceptability": charts_sure.acceptability_figure(beside, language),
        "knowing": charts_sure.knowing_figure(beside, language),
        "worth": charts_sure.worth_figure(beside, language),
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_is_sound_with_its_finding_and_its_table(beside, sides, sures, language):
    for name, figure in drawn(beside, sides, sures, language).items():
        altair.LayerChart.from_dict(figure.spec)
        assert figure.spec["description"] == figure.description, name
        assert figure.description.endswith((".", "!")), name
        assert len(figure.table), name
        assert all(column(key) for key in figure.table.columns if key != "unit"), name
        json.dumps(figure.spec, allow_nan=False)


def test_the_findings_name_what_the_reference_says(beside, sides, sures):
    said = {name: each.description.replace("\u00a0", " ") for name, each in drawn(beside, sides, sures, "sv").items()}
    assert "5 868 769 kr" in said["tornado"]
    assert "Effekten, Föräldraprogram i grupp" in said["tornado"]
    assert "593 640 kr per vunnen QALY" in said["frontier"]
    assert "ligger som mest back 202 560 kr (2025) och är ifatt 2027" in said["budget"]
    assert "90,0 % problemet utan insats" in said["course"]
    assert "Får en QALY kosta 500 000 kr är Föräldraprogram i grupp" in said["acceptability"]


def test_the_threshold_stands_on_the_curves_and_chances_sum_to_one(beside):
    rows = tables_sure.acceptability(beside.sure, beside.comparison, "sv")
    assert 500_000 in rows["willingness"].tolist()
    shares = [name for name in rows.columns if name.startswith("%=")]
    assert len(shares) == 4
    assert rows[shares].sum(axis=1).tolist() == close([1.0] * len(rows))


def test_options_are_told_apart_on_either_ground_and_without_colour():
    for colour in PALETTE:
        light, dark = _luminance("#ffffff"), _luminance("#0e1117")
        own = _luminance(colour)
        assert (light + 0.05) / (own + 0.05) >= 3, colour
        assert (own + 0.05) / (dark + 0.05) >= 3, colour
    assert len({tuple(dash) for dash in DASHES}) == len(PALETTE)


def test_scenarios_without_a_dated_measurement_are_dashes_not_numbers():
    undated = changed(shipped(), "options/A/effect/measured_month", None)
    rows = tables_choice.scenarios(scenarios(undated, "public", 10), undated, "sv")
    row = rows[(rows["scenario"].str.contains("sista mätningen")) & (rows["alternative"] == "Föräldraprogram i grupp")]
    assert row[["offset", "net", "per_qaly"]].isna().all(axis=None)


# --- the calculation written out ---

SYMBOLS = str.maketrans({"×": "*", "÷": "/", "−": "-"})


def replayed(line) -> float:
    """The formula worked out from its own numbers, as a reader would."""
    formula, numbers = line.formula, line.numbers
    for old, new in {"cost share": "x"}.items():
        formula = formula.replace(old, new)
    names = {}
    for at, name in enumerate(sorted(numbers, key=len, reverse=True)):
        formula = re.sub(rf"(?<![\w']){re.escape(name)}(?![\w'])", f"v{at}_", formula)
        names[f"v{at}_"] = numbers[name]
    return eval(formula.translate(SYMBOLS), {"__builtins__": {}}, names)


@pytest.mark.parametrize("rule", ["natural", "measured"])
def test_every_formula_gives_its_value_from_its_own_numbers(rule):
    effect = shipped().option("A").effect
    chosen = tuple(sorted(effect.persistence, key=lambda each: each.id != rule))
    result_of = changed(shipped(), "options/A/effect/persistence", chosen)
    from sroi.forecast.child import forecast

    lines = [line for line in log_of(forecast(result_of)).lines if line.option_id == "A"]
    plain = [line for line in lines if "Σ" not in line.formula]
    assert len(plain) > 100
    for line in plain:
        assert replayed(line) == close(line.value, rel=1e-9, abs=1e-9), line
    for years in (1, 2, 10, 15):
        [total] = [line.value for line in lines if line.name == "qalys" and line.year == years]
        assert sum(each.value for each in lines if each.name == "qaly_year" and each.year <= years) == close(total)


def test_the_files_hold_the_whole_calculation(beside, sides):
    found = log_of(beside.forecast)
    content = json.loads(log.json_file(found, beside))
    assert len(content["steps"]) == len(found.lines)
    assert content["stated_beside_the_result"]["Compared with"] == "No intervention"
    page = log.html_file(found, beside, "A", sides, "sv").decode()
    assert 'lang="sv"' in page
    assert "<script" not in page
    assert "CHEERS 2022" in page
    rows = list(csv.reader(io.StringIO(log.csv_file(found, beside, "en").decode())))
    assert sum(row[:1] == ["Parenting programme in groups"] for row in rows) == sum(
        each.option_id == "A" for each in found.lines
    )


def test_the_reporting_items_are_28_and_what_is_not_told_is_said(beside):
    rows = cheers.cheers_table(beside, "sv")
    assert len(rows) == 28
    untold = rows[rows["told"].str.startswith("Inte angivet")]["cheers_item"].tolist()
    assert len(untold) == cheers.untold(beside, "sv")
    assert any("Finansiering" in each for each in untold)
    assert not any("Huvudresultat" in each for each in untold)


# --- beside the ratio ---


def test_the_forecast_comes_out_of_its_chain(beside):
    settings = beside_ratio.settings_of(beside, SWEDISH_PUBLIC_SECTOR)
    found = beside_ratio.BesideRatio(calculate(into_chain(EMPTY, shipped(), "A"), settings), None)
    assert beside_ratio.agree(beside, "A", found)
    rows = beside_ratio.sums_table(beside, "A", found, "sv")
    assert rows["in_forecast"].tolist()[:3] == close(rows["in_ratio"].tolist()[:3])
    assert not beside_ratio.agree(beside, "B", found)
    said = " ".join(beside_ratio.sentences(beside, "A", found, EMPTY, "sv"))
    assert "Samma summor" in said
    assert "inte i SROI-kvoten" in said
