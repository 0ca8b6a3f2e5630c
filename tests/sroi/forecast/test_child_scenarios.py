"""The scenarios beside a forecast, its rules of fading side by side, its budget, and where it turns."""

from dataclasses import replace

import pytest

from chain.model import Level
from sroi.forecast.child import RefusedError, forecast, payback_years
from sroi.forecast.child_break_even import break_even, break_evens, ceilings
from sroi.forecast.child_budget import budget
from sroi.forecast.child_points import Question
from sroi.forecast.child_scenarios import SCENARIOS, scenarios, side_by_side
from tests.chain.comparisons import changed, number, shipped
from tests.golden.test_golden_child import ADOLESCENTS, GOLDEN, close, fading

RESULT = forecast(shipped())
ROWS = {(each.name, each.option_id): each for each in scenarios(shipped(), "public", 10)}
A = {name: ROWS[name, "A"] for name in SCENARIOS}
RATES = {(row["cost_rate"], row["effect_rate"]): row for row in GOLDEN["discount_rate_scenarios_A_10y"]}


def test_every_option_stands_under_every_scenario():
    assert set(ROWS) == {(name, option.id) for name in SCENARIOS for option in shipped().options}


@pytest.mark.parametrize(
    ("name", "rates"),
    [("base", (0.03, 0.03)), ("discount_0", (0, 0)), ("discount_5", (0.05, 0.05)), ("effects_undiscounted", (0.03, 0))],
)
def test_rates_against_the_reference(name, rates):
    told = A[name].offset, A[name].qalys, A[name].net_benefit
    assert told == close(tuple(RATES[rates][key] for key in ("offset_total", "qaly_gain", "nmb_500000")))


def test_nothing_is_counted_after_the_last_measurement():
    two_years = RESULT.of("A").at(2).of("public")
    assert (A["until_measured"].offset, A["until_measured"].qalys) == close((two_years.offset, two_years.qalys))


def test_half_take_part_halves_money_and_health():
    assert A["half_take_part"].cost == close(A["base"].cost / 2)
    assert A["half_take_part"].offset == close(A["base"].offset / 2)
    assert A["half_take_part"].benefit_cost == close(A["base"].benefit_cost)


def test_without_offsets_only_health_is_left():
    assert A["no_offsets"].offset == 0
    assert A["no_offsets"].per_qaly.sek == close(600_000 / A["base"].qalys)


def test_cashable_alone_and_parents_time():
    assert A["cashable_only"].offset == close(GOLDEN["cashable_A_10y"]["cashable_total"])
    assert A["parents_time"] == replace(A["base"], name="parents_time")
    item = shipped().option("A").costs[0]
    time = item.model_validate(
        {
            **dict(item),
            "id": "time",
            "per": "parent_time",
            "amount": number(200, price_year=2024),
            "quantity": number(30),
        }
    )
    with_time = changed(shipped(), "options/A/costs", (item, time))
    found = {each.name: each for each in scenarios(with_time, "public", 10) if each.option_id == "A"}
    assert found["parents_time"].cost - found["base"].cost == close(100 * 30 * 200)


def test_an_effect_nobody_dated_has_no_such_scenario():
    undated = changed(shipped(), "options/A/effect/measured_month", None)
    rows = {each.option_id: each for each in scenarios(undated, "public", 10) if each.name == "until_measured"}
    assert rows["A"].net is rows["A"].per_qaly is rows["A"].benefit_cost is None
    assert rows["B"].net is not None


def test_at_least_two_rules_of_fading_stand_side_by_side():
    single = changed(shipped(), "options/A/effect/persistence", shipped().option("A").effect.persistence[:1])
    found = side_by_side(single)
    assert [each.persistence_id for each in found["A"]] == ["natural", "until_measured"]
    assert [each.persistence_id for each in found["B"]] == ["natural", "measured"]
    long, short = (each.at(10).of("public").offset for each in found["A"])
    assert long == close(RESULT.of("A").at(10).of("public").offset)
    assert short == close(A["until_measured"].offset)


def test_a_budget_cannot_reach_beyond_the_horizon():
    with pytest.raises(ValueError, match="15 years"):
        budget(shipped(), "A", years=16)
    assert {each.level for each in budget(shipped(), "A")} == {Level.MUNICIPALITY, Level.REGION, Level.STATE}


def test_payback():
    assert payback_years([50.0, 150.0], 100.0) == 1.5
    assert payback_years([50.0, 90.0], 100.0) is None
    assert payback_years([50.0], 0.0) is None
    assert RESULT.of("A").payback("region").discounted_years is None


# --- where it turns ---

PUBLIC = Question(shipped(), "A", "public", 10)


def at(question: Question, place: str, value: float) -> float:
    return float(question.at([{place: value}])[0][0])


def test_at_every_break_even_the_net_is_nought():
    found = [each for each in break_evens(PUBLIC) if each.value is not None]
    assert {each.figure.places[0] for each in found} >= {"excess_level", "natural_course/remission/0/probability"}
    for each in found:
        assert at(PUBLIC, each.figure.places[0], each.value) == pytest.approx(0, abs=1e-3)


def test_what_does_not_matter_has_no_break_even():
    by_place = {each.figure.places[0]: each for each in break_evens(PUBLIC)}
    assert by_place["health/quality_loss"].value is None
    assert by_place["natural_course/relapse/0/probability"].within_stated is False


def test_a_half_life_that_just_pays():
    halving = fading(ADOLESCENTS, "A", fading="half_life", years=2)
    question = Question(halving, "A", "public", 10)
    found = break_even(question, "options/A/effect/persistence/natural/years")
    assert not found.exact
    assert 0 < found.value < 2
    assert at(question, "options/A/effect/persistence/natural/years", found.value) == pytest.approx(0, abs=1e-3)
    ratio = break_even(question, "options/A/effect/estimate", "net_benefit")
    assert 0.43 < ratio.value < 1


def test_no_number_of_children_recovers_what_each_of_them_loses():
    assert ceilings(replace(PUBLIC, perspective="municipality", years=1), setup_sek=1e6).children is None


def test_another_rule_that_makes_no_probability_is_refused_too():
    measured = shipped().option("A").effect.persistence[1]
    flat = measured.model_validate({"id": "flat", "fading": "none"})
    comparison = changed(shipped(), "options/A/effect/persistence", (measured, flat))
    acts_on = type(comparison.option("A").effect.acts_on)
    comparison = changed(comparison, "options/A/effect/acts_on", acts_on("difference"))
    comparison = changed(comparison, "options/A/effect/estimate", number(0.5))
    assert forecast(comparison)
    with pytest.raises(RefusedError, match="probability_outside"):
        forecast(comparison, persistence={"A": "flat"})
