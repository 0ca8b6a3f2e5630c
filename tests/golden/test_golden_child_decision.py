"""The reference's tornado, break-evens, draws with a closed form, and choice among options."""

from dataclasses import replace

import numpy as np
import pytest

from chain.assumption import Assumption, Shape
from chain.forecast.model import CostItem, CostPer
from reports.texts.problems import sentence
from sroi.forecast.child import forecast
from sroi.forecast.child_break_even import break_even, ceilings
from sroi.forecast.child_choice import acceptability, choice, choices, finding, worth_of_knowing
from sroi.forecast.child_points import Question
from sroi.forecast.child_psa import simulate
from sroi.forecast.child_tornado import tornado
from sroi.forecast.decision import Standing
from sroi.voi import normal_perfect_information
from tests.chain.comparisons import changed
from tests.golden.examples import figures
from tests.golden.test_golden_child import GOLDEN, REFERENCE, RESULT, close

PUBLIC = Question(REFERENCE, "A", "public", 10)
MUNICIPALITY = replace(PUBLIC, perspective="municipality")
ESTIMATE, COST = "options/A/effect/estimate", "options/A/costs/child/amount"
ROWS = {
    "arr 0.06-0.30": ESTIMATE,
    "remission 0.06-0.24": "natural_course/remission/0/probability",
    "disutility 0.05-0.15": "health/quality_loss",
    "excess cost x0.5-x1.5": "excess_level",
    "relapse 0.02-0.08": "natural_course/relapse/0/probability",
    "discount 0-5 %": "discount",
    "cost per child 3000-12000": COST,
}


def test_tornado():
    known, found = GOLDEN["dsa_tornado_A_10y"], tornado(PUBLIC)
    assert (found.net_benefit, found.net) == close((known["base_nmb_500000"], known["base_net_total"]))
    assert [bar.figure.name for bar in found.bars] == [ROWS[row["parameter"]] for row in known["rows_in_tornado_order"]]
    for bar, row in zip(found.bars, known["rows_in_tornado_order"], strict=True):
        told = {
            "nmb_low": bar.net_benefit_at_low,
            "nmb_high": bar.net_benefit_at_high,
            "span": bar.span,
            "net_total_low": bar.net_at_low,
            "net_total_high": bar.net_at_high,
        }
        assert told == {name: close(row[name]) for name in told}


KNOWN = GOLDEN["break_even_A_10y"]


@pytest.mark.parametrize(
    ("question", "place", "target", "key", "exact"),
    [
        (MUNICIPALITY, ESTIMATE, "net", "arr_for_kommun_net_zero", True),
        (PUBLIC, ESTIMATE, "net", "arr_for_public_net_zero", True),
        (PUBLIC, ESTIMATE, "net_benefit", "arr_for_icer_500000", True),
        (MUNICIPALITY, COST, "net", "max_cost_per_child_kommun", True),
        (PUBLIC, COST, "net", "max_cost_per_child_public", True),
        (PUBLIC, COST, "net_benefit", "max_cost_per_child_at_500000_per_qaly", True),
        (PUBLIC, ROWS["remission 0.06-0.24"], "net", "remission_at_which_public_net_is_zero_H10", False),
    ],
)
def test_break_even(question, place, target, key, exact):
    found = break_even(question, place, target)
    assert found.value == close(KNOWN[key])
    assert found.exact is exact


def test_ceilings_and_the_number_of_children():
    public, municipality = ceilings(PUBLIC), ceilings(MUNICIPALITY, setup_sek=1_500_000)
    assert public.net_sek_per_child == close(KNOWN["max_cost_per_child_public"])
    assert public.threshold_sek_per_child == close(KNOWN["max_cost_per_child_at_500000_per_qaly"])
    assert public.children == pytest.approx(0, abs=1e-6)
    assert municipality.children == close(
        KNOWN["participants_to_recover_setup_1500000_with_cost_per_child_6000_kommun"]
    )


# --- draws ---

NORMAL = GOLDEN["psa_linear_normal_A_10y"]
SPREAD = 0.06


def alone(comparison):
    """The comparison with option A, whose effect alone is uncertain: normal, standard deviation 0.06."""
    z = 1.959963984540054
    comparison = comparison.model_copy(update={"options": (comparison.option("A"),)})
    ends = {"low": 0.18 - z * SPREAD, "high": 0.18 + z * SPREAD, "credibility": 0.95, "shape": Shape.NORMAL}
    fixed = ("natural_course/remission/0/probability", "natural_course/relapse/0/probability", COST, "excess_level",
             "health/quality_loss")  # fmt: skip
    for place in fixed:
        comparison = changed(comparison, f"{place}/shape", Shape.FIXED)
    return changed(comparison, ESTIMATE, comparison.option("A").effect.estimate.model_copy(update=ends))


DRAWN = simulate(alone(REFERENCE), draws=20_000)


def test_only_the_effect_is_drawn_and_it_is_not_cut_off():
    assert [each.name for each in DRAWN.figures] == [ESTIMATE]
    below = float(np.mean(DRAWN.values[ESTIMATE] < 0))
    assert below == pytest.approx(NORMAL["prob_arr_below_zero"], abs=4 * 0.00026)
    assert below > 0


def test_the_slopes_of_the_closed_form():
    public = RESULT.of("A").at(10).of("public")
    assert public.offset / 0.18 == close(NORMAL["a_off"])
    assert public.qalys / 0.18 == close(NORMAL["a_q"])


@pytest.mark.parametrize("row", NORMAL["rows"], ids=lambda row: str(row["wtp"]))
def test_net_benefit_is_normal(row):
    slope, worth = NORMAL["a_off"] + row["wtp"] * NORMAL["a_q"], row["wtp"]
    mean, spread = 0.18 * slope - 600_000, SPREAD * slope
    assert (mean, spread) == close((row["mean_inmb"], row["sd_inmb"]))
    assert normal_perfect_information(mean, spread) == pytest.approx(row["evpi_decision"], rel=1e-6)
    benefit = DRAWN.net_benefits("public", 10, worth)[1]
    error = spread / len(benefit) ** 0.5
    assert benefit.mean() == pytest.approx(row["mean_inmb"], abs=4 * error)
    assert benefit.std() == pytest.approx(row["sd_inmb"], rel=0.02)
    chance = row["prob_cost_effective"]
    assert np.mean(benefit > 0) == pytest.approx(chance, abs=4 * (chance * (1 - chance) / len(benefit)) ** 0.5)


def test_chance_that_the_municipality_gains():
    chance = NORMAL["prob_kommun_net_positive"]
    found = DRAWN.outlook("A", "municipality", 10).gain
    assert found.share == pytest.approx(chance, abs=4 * found.error)


def test_two_independent_parameters():
    known = GOLDEN["psa_two_parameters_500000"]
    by_effect = SPREAD * (NORMAL["a_off"] + 500_000 * NORMAL["a_q"])
    together = (by_effect**2 + 150_000**2) ** 0.5
    assert normal_perfect_information(known["mean_inmb"], together) == pytest.approx(known["evpi"], rel=1e-6)
    assert normal_perfect_information(known["mean_inmb"], by_effect) == pytest.approx(known["evppi_arr"], rel=1e-6)
    assert normal_perfect_information(known["mean_inmb"], 150_000) == pytest.approx(known["evppi_cost"], abs=1e-6)


def test_cost_of_an_intervention_put_together():
    known = figures("forecast_conversions")["intervention_cost"]
    given = known["inputs"]
    group = given["leader_hours_per_group"] * given["hourly_cost_incl_social_fees"] + given["premises_per_group"]
    amounts = {
        "setup": ("setup", given["training_and_material_once"]),
        "group": ("group", group),
        "material": ("child", given["material_per_child"]),
    }
    items = tuple(
        CostItem(id=name, per=CostPer(per), amount=Assumption(value=sek, price_year=2024),
                 life_years=Assumption(value=given["amortised_years"]) if per == "setup" else None)
        for name, (per, sek) in amounts.items()
    )  # fmt: skip
    children = given["groups_per_year"] * given["children_per_group"]
    comparison = changed(changed(REFERENCE, "population/children/value", children), "options/A/costs", items)
    comparison = changed(comparison, "options/A/delivery/group_size", Assumption(value=given["children_per_group"]))
    found = forecast(comparison).of("A")
    assert found.cost_parts["setup"] == close(known["annuity_end_of_year"])
    assert found.cost_parts["group"] + found.cost_parts["material"] == close(known["running"])
    assert found.at(1).of("public").cost / children == close(known["per_child_with_annuity"])
    evenly = changed(comparison, "options/A/costs/setup/spread", "even")
    assert forecast(evenly).of("A").at(1).of("public").cost / children == close(known["per_child_straight_line"])


# --- choice ---


@pytest.mark.parametrize("years", GOLDEN["frontier_public_net_cost_vs_qaly"])
def test_frontier_at_every_horizon(years):
    found = choice(RESULT, "public", int(years))
    for row in GOLDEN["frontier_public_net_cost_vs_qaly"][years]:
        placed = found.of(
            {"no intervention": "no_intervention", "bibliotherapy-like": "booklet"}.get(row["name"], row["name"])
        )
        assert (placed.option.cost, placed.option.effect) == close((row["cost"], row["effect"]))
        on = placed.standing in (Standing.REFERENCE, Standing.ON_FRONTIER)
        assert on is (row["status"] == "ND")
        assert placed.icer == (None if row.get("icer") is None else close(row["icer"]))


def test_the_best_choice_changes_with_the_horizon():
    told = finding(RESULT, "public")
    assert [each.chosen for each in choices(RESULT, "public")] == ["A", "A", "A", "B"]
    assert told.code == "comparison.choice_changes"
    assert told.words()["later_years"] == 15
    assert "till och med år 15" in sentence("sv", told)
    assert finding(RESULT, "municipality").code == "comparison.choice_stays"


def test_information_of_two_options_with_one_normal_effect():
    row = next(row for row in NORMAL["rows"] if row["wtp"] == 500_000)
    told = worth_of_knowing(DRAWN, "public", 10)
    assert told.everything.worth_sek == pytest.approx(row["evpi_decision"], abs=4 * told.everything.standard_error_sek)
    of_effect = {each.name: each for each in told.assumptions}[ESTIMATE]
    assert of_effect.worth_sek == pytest.approx(told.everything.worth_sek, rel=0.05)
    curve = acceptability(DRAWN, "public", 10, [0, 500_000])
    assert curve.perfect_information[1] == pytest.approx(told.everything.worth_sek, rel=1e-9)
