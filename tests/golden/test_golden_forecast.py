"""Published cohort models, replayed: all printed digits."""

import numpy as np
import pytest

from sroi.forecast.cohort import trace
from sroi.forecast.curves import curves
from sroi.forecast.decision import Option, Standing, frontier
from sroi.forecast.economics import evaluate, forecast, judged
from sroi.forecast.plan import Plan
from sroi.forecast.values import Values
from tests.golden.cohorts import ageing, cohort, half_cycle, reference_draws
from tests.golden.examples import figures

EXPECTED = figures("forecast_expected")
SICKER, HIV = EXPECTED["sick_sicker"], EXPECTED["hiv"]


def with_occupancy(occupancy: str):
    return cohort("sick_sicker").model_copy(update={"occupancy": occupancy, "weights": ()})


@pytest.mark.parametrize(
    ("model", "key"),
    [
        (cohort("sick_sicker"), "darth_published"),
        (with_occupancy("half_cycle"), "half_cycle"),
        (with_occupancy("none"), "none"),
    ],
    ids=["published weights", "half-cycle", "every time point"],
)
def test_sick_sicker_under_three_corrections(model, key):
    found, expected = forecast(model), SICKER["replayed"][key]
    for strategy in ("SoC", "A", "B", "AB"):
        assert found.of(strategy).cost == pytest.approx(expected[strategy]["cost"], rel=1e-12)
        assert found.of(strategy).effect == pytest.approx(expected[strategy]["qaly"], rel=1e-12)
    places = {each.option.name: each for each in found.frontier}
    assert places["A"].standing is Standing.DOMINATED
    assert places["B"].icer == pytest.approx(expected["ICER_B_vs_SoC"], rel=1e-9)
    assert places["AB"].icer == pytest.approx(expected["ICER_AB_vs_B"], rel=1e-9)
    assert places["AB"].against == "B"


def test_sick_sicker_as_printed():
    found, printed = forecast(cohort("sick_sicker")), SICKER["published"]
    for strategy in ("SoC", "A", "B", "AB"):
        assert round(found.of(strategy).cost) == printed[strategy]["cost"]
        assert found.of(strategy).effect == pytest.approx(printed[strategy]["qaly"], abs=0.0006)
    plan = Plan(cohort("sick_sicker"))
    values = Values(plan.program, plan.parameters(), plan.traced)
    moves = {move: values[step] for move, step in plan.walk_of[0].matrix.cells.items()}
    rows = trace([1.0, 0.0, 0.0, 0.0], moves, 5)[:, :, 0]
    assert rows == pytest.approx(np.array(printed["trace_first_rows"]), abs=0.0005)


def test_ten_thousand_draws_of_sick_sicker():
    model, means = half_cycle(cohort("sick_sicker")), SICKER["psa_means"]
    plan, _ = judged(model)
    watch = plan.watch()
    costs, effects = evaluate(plan, reference_draws(model, means["draws"]), watch)
    assert costs.mean(axis=1) == pytest.approx(means["cost"], rel=1e-9)
    assert effects.mean(axis=1) == pytest.approx(means["effect"], abs=6e-7)
    assert watch.draws_at_fault == 0
    found = curves(costs, effects, np.arange(0, 200_001, 1_000))
    for threshold, worth in means["perfect_information"].items():
        assert found.perfect_information[int(threshold) // 1000] == pytest.approx(worth, abs=6e-7)
    assert found.chance_best[100] == pytest.approx(means["chance_best_at_100000"], abs=1e-12)


def test_a_mortality_that_rises_every_cycle():
    model, means = ageing(half_cycle(cohort("sick_sicker"))), SICKER["psa_means"]["ageing"]
    plan, _ = judged(model)
    costs, effects = evaluate(plan, reference_draws(model, means["draws"]), plan.watch())
    assert costs.mean(axis=1) == pytest.approx(means["cost"], abs=0.0006)
    assert effects.mean(axis=1) == pytest.approx(means["effect"], abs=6e-6)


def test_hiv_to_all_printed_digits():
    found, expected = forecast(cohort("hiv")), HIV["replayed"]
    for strategy in ("mono", "comb"):
        own = found.of(strategy)
        assert own.cost == pytest.approx(expected[strategy]["cost_total_disc"], rel=1e-12)
        assert own.effect == pytest.approx(expected[strategy]["life_years"], rel=1e-12)
        assert own.cost_parts["health"] == pytest.approx(expected[strategy]["cost_health_disc"], rel=1e-12)
        assert own.cost_parts["drugs"] == pytest.approx(expected[strategy]["cost_drugs_disc"], rel=1e-12)
    [beside] = found.comparisons
    assert beside.icer == pytest.approx(HIV["published"]["icer"], abs=0.0006)
    assert beside.cost_difference == pytest.approx(HIV["published"]["inc_cost"], abs=0.0006)


def test_hiv_undiscounted():
    model = cohort("hiv")
    plain = model.model_copy(update={"discounting": model.discounting.model_copy(update={"cost_rate": 0.0})})
    for strategy, own in ((each.strategy, each.cost_parts) for each in forecast(plain).outcomes):
        assert own["health"] == pytest.approx(HIV["published"][strategy]["cost_health"], abs=0.006)
        assert own["drugs"] == pytest.approx(HIV["published"][strategy]["cost_drugs"], abs=0.006)


def test_two_states_and_the_one_off_cost_that_is_not_corrected_away():
    found, expected = forecast(cohort("two_state")), EXPECTED["two_state"]
    assert found.of("usual").cost == pytest.approx(expected["two_state"]["replayed"]["cost"], rel=1e-13)
    assert found.of("usual").effect == pytest.approx(expected["two_state"]["replayed"]["utility"], rel=1e-13)
    trap = expected["one_off_cost_trap"]
    [beside] = found.comparisons
    assert found.of("paid_for").cost_parts["one_off"] == trap["wanted_in_a_budget_tool"] == 4000
    assert beside.cost_difference == pytest.approx(4000, abs=1e-8)
    assert beside.icer is None


@pytest.mark.parametrize("case", EXPECTED["frontier"]["cases"], ids=lambda case: case["id"])
def test_published_frontiers(case):
    placed = frontier([Option(each["strategy"], each["cost"], each["effect"]) for each in case["inputs"]])
    marks = {Standing.DOMINATED: "D", Standing.EXTENDEDLY_DOMINATED: "ED"}
    off = {each.option.name: marks[each.standing] for each in placed if each.standing in marks}
    assert off == case["replayed"]["dominated"]
    for expected in case["replayed"]["nondominated"]:
        [own] = [each for each in placed if each.option.name == expected["strategy"]]
        assert (own.icer is None) == (expected["icer"] is None)
        assert own.icer is None or own.icer == pytest.approx(expected["icer"], rel=1e-12)
        assert own.cost_difference == expected["inc_cost"]
