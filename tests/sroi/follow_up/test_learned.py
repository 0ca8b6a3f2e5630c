"""What measurements of every kind make of the assumptions that they replace."""

from datetime import date

import pytest

from chain.assumption import Assumption, Evidence, Mark, Series, Shape
from chain.forecast.model import figures
from chain.forecast.starter import worked_example
from chain.measurement import (
    Before,
    Cell,
    FollowUp,
    NonResponse,
    Observation,
    PlannedIndicator,
    Reading,
    Replacing,
    Rule,
    Using,
)
from chain.model import Direction, DirectNumber
from chain.period import Every
from chain.place import Places, with_figures
from chain.text import Text
from sroi.follow_up.comparison import learned_comparison
from sroi.follow_up.learned import learned
from sroi.follow_up.outcome import outcome
from sroi.forecast.child import forecast
from tests.spec.small import PLAIN, by_year, chain, effect, money, number, share_of_cohort

SHARE, UNITS, DEADWEIGHT = "effects/E1/quantity/share", "effects/E1/quantity/units", "effects/E1/deadweight"
CHAIN = chain(
    effect(quantity=share_of_cohort(0.3, 2)),
    cohorts=by_year(100.0, 100.0),
    resources=(money(by_year(5_000.0, 5_000.0)),),
)


def plan(place: str, rule: Rule = Rule.SHARE, **more) -> PlannedIndicator:
    told = {name: more.pop(name) for name in ("reading", "prior_weight", "factor", "uses") if name in more}
    return PlannedIndicator(
        **({"id": "M", "name": Text(sv="Mått"), "element": "chain", "rule": rule, "first_on": date(2024, 1, 1),
            "last_on": date(2027, 12, 31), "replaces": Replacing(place=place, **told)} | more)
    )  # fmt: skip


def seen(indicator: PlannedIndicator, **cells: Cell | Observation) -> FollowUp:
    observations = tuple(
        each if isinstance(each, Observation) else Observation(indicator_id="M", period=_key(key), total=each)
        for key, each in cells.items()
    )
    return FollowUp(intervention_id="C1", plan=(indicator,), observations=observations)


def _key(name: str) -> str:
    return name.removeprefix("y").replace("_", "-")


def only(follow_up: FollowUp, of=CHAIN, **more):
    (found,) = learned(of, follow_up, **more).replaced
    return found


def codes(follow_up: FollowUp, of=CHAIN) -> list[str]:
    return [each.code.removeprefix("follow_up.") for each in learned(of, follow_up).problems]


def test_shares_are_pooled_or_the_latest_alone():
    cells = {"y2024": Cell(hits=10, answered=40), "y2025": Cell(hits=30, answered=60)}
    assert only(seen(plan(SHARE, prior_weight=0), **cells)).after.value == 0.4
    latest = only(seen(plan(SHARE, prior_weight=0, uses=Using.LATEST), **cells))
    assert (latest.after.value, latest.after.sample_size, latest.periods) == (0.5, 60, ("2025",))


def test_only_periods_that_are_in_the_number_are_said_to_be_measured():
    """Half of 2025 is in no mean of whole years, a level is its last one, and 2025 had no group to compare with."""
    halves = {"y2024_H1": Cell(value=10), "y2024_H2": Cell(value=12), "y2025_H1": Cell(value=90)}
    flow = only(seen(plan(UNITS, Rule.FLOW, every=Every.HALF_YEAR), **halves))
    assert (flow.after.value, flow.periods) == (22.0, ("2024-H1", "2024-H2"))
    level = only(seen(plan(UNITS, Rule.LEVEL), y2024=Cell(value=10), y2025=Cell(value=12)))
    assert (level.after.value, level.periods) == (12.0, ("2025",))
    beside = Observation(
        indicator_id="M", period="2024", total=Cell(hits=40, answered=80), comparison=Cell(hits=10, answered=50)
    )
    apart = only(seen(plan(DEADWEIGHT, prior_weight=0), y2024=beside, y2025=Cell(hits=50, answered=80)))
    assert (apart.after.value, apart.periods) == (pytest.approx(0.4), ("2024",))


def test_the_value_says_how_those_who_did_not_answer_are_taken():
    cell = Cell(hits=10, answered=40, asked=50)
    told = Observation(indicator_id="M", period="2024", total=cell, non_response=NonResponse.NO_SUCCESS)
    indicator = plan(SHARE, prior_weight=0)
    assert only(seen(indicator, y2024=told)).after.value == 0.2
    assert only(seen(indicator, y2024=told), non_response=NonResponse.LIKE_OTHERS).after.value == 0.25


def test_a_change_is_counted_towards_what_is_better_and_the_baseline_is_uncertain_too():
    baseline = Assumption(value=0.5, sample_hits=50, sample_size=100)
    indicator = plan(SHARE, reading=Reading.CHANGE, prior_weight=0, baseline=baseline, direction=Direction.DOWN)
    found = only(seen(indicator, y2024=Cell(hits=20, answered=100)))
    assert found.after.value == pytest.approx(0.3)
    assert found.measured.variance == pytest.approx(20.5 * 80.5 / 101**2 / 102 + 50.5**2 / 101**2 / 102, rel=1e-3)
    assert found.after.evidence is Evidence.BEFORE_AFTER


def test_a_change_for_the_worse_cannot_stand_as_a_share_and_that_is_told():
    indicator = plan(SHARE, reading=Reading.CHANGE, prior_weight=0, baseline=Assumption(value=0.5))
    follow_up = seen(indicator, y2024=Cell(hits=20, answered=100))
    found = only(follow_up)
    assert (found.after.value, found.clipped_from) == (0.0, pytest.approx(-0.3))
    assert codes(follow_up) == ["clipped"]


def test_a_mean_is_weighed_by_its_own_spread():
    assumed = Assumption(value=2, low=1, high=3, shape=Shape.NORMAL, credibility=0.9545)  # standard deviation ½
    of = with_figures(CHAIN, {UNITS: assumed})
    found = only(seen(plan(UNITS, Rule.MEAN), y2024=Cell(value=4, answered=16, spread=2)), of)
    assert (found.weight_share, found.after.value) == (pytest.approx(0.5, abs=1e-3), pytest.approx(3, abs=1e-3))
    assert found.prior.number == pytest.approx(16, abs=0.1)
    assert found.after.mark is Mark.DERIVED
    by_persons = only(seen(plan(UNITS, Rule.MEAN, prior_weight=48), y2024=Cell(value=4, answered=16, spread=2)), of)
    assert (by_persons.weight_share, by_persons.after.value) == (0.25, 2.5)


def test_a_mean_change_comes_from_those_measured_both_times():
    before = Before(value=3, answered=16, spread_of_change=2)
    cell = Cell(value=4, answered=16, asked=32, spread=2, before=before)
    indicator = plan(UNITS, Rule.MEAN, reading=Reading.CHANGE, prior_weight=0)
    assert only(seen(indicator, y2024=cell)).after.value == 1
    assert only(seen(indicator, y2024=cell), non_response=NonResponse.NO_SUCCESS).after.value == 0.5


def test_it_is_told_whether_assumption_or_measurement_is_silent_of_how_sure_it_is():
    units = plan(UNITS, Rule.MEAN)
    assert codes(seen(units, y2024=Cell(value=2, answered=20))) == ["no_spread"]
    assert codes(seen(units, y2024=Cell(value=2, answered=20, spread=1))) == ["no_prior"]
    told = with_figures(CHAIN, {UNITS: Assumption(value=2.0, low=1.0, high=3.0)})
    assert codes(seen(units, y2024=Cell(value=2, answered=20)), told) == ["no_spread"]
    assert codes(seen(units, y2024=Cell(value=2, answered=20, spread=1)), told) == []


def test_a_flow_is_the_mean_of_whole_years_and_a_level_the_last_value():
    of = chain(effect(quantity=DirectNumber(number=number(5))))
    place = "effects/E1/quantity/number"
    quarters = {"y2024_Q1": 1, "y2024_Q2": 2, "y2024_Q3": 3, "y2024_Q4": 4, "y2025_Q1": 9}
    cells = {key: Cell(value=value) for key, value in quarters.items()}
    flow = only(seen(plan(place, Rule.FLOW, every=Every.QUARTER), **cells), of)
    assert (flow.after.value, flow.after.shape) == (10, None)  # one year says nothing of how years differ
    level = only(seen(plan(place, Rule.LEVEL, every=Every.QUARTER, factor=0.5), **cells), of)
    assert (level.after.value, level.after.shape) == (4.5, Shape.FIXED)
    years = {"y2024": Cell(value=8), "y2025": Cell(value=12)}
    two = only(seen(plan(place, Rule.FLOW), **years), of)
    assert (two.after.value, two.measured.variance) == (10, 4)


def test_a_level_is_exact_and_its_baseline_may_not_be():
    of = chain(effect(quantity=DirectNumber(number=number(5))))
    baseline = Assumption(value=20, low=18, high=22, shape=Shape.UNIFORM)
    indicator = plan("effects/E1/quantity/number", Rule.LEVEL, reading=Reading.CHANGE, baseline=baseline)
    found = only(seen(indicator, y2024=Cell(value=25)), of)
    assert (found.after.value, found.measured.variance) == (5, pytest.approx(4**2 / 12, rel=1e-3))


def test_a_mean_that_has_no_bound_is_told_where_one_is_asked_for():
    follow_up = seen(plan(UNITS, Rule.MEAN, prior_weight=0), y2024=Cell(value=4, answered=16, asked=20, spread=2))
    assert codes(follow_up) == []
    found = learned(CHAIN, follow_up, NonResponse.NO_SUCCESS)
    assert [each.code for each in found.problems] == ["follow_up.no_bound"]


def test_deadweight_comes_from_the_comparison_group():
    told = Observation(
        indicator_id="M", period="2024", total=Cell(hits=50, answered=100), comparison=Cell(hits=20, answered=100)
    )
    found = only(seen(plan(DEADWEIGHT), y2024=told))
    assert found.after.value == pytest.approx(0.4)
    assert found.after.evidence is Evidence.CONTROLLED
    assert found.after.low < 0.4 < found.after.high
    worse = told.model_copy(update={"comparison": Cell(hits=70, answered=100)})
    assert only(seen(plan(DEADWEIGHT), y2024=worse)).clipped_from == pytest.approx(1.4)


COHORTS = plan("chain/cohorts", Rule.FLOW, reading=Reading.YEARLY, every=Every.HALF_YEAR)


def test_a_year_that_is_not_whole_stays_forecast_and_that_is_told():
    halves = {"y2024_H1": Cell(value=30), "y2024_H2": Cell(value=50), "y2025_H1": Cell(value=45)}
    follow_up = seen(COHORTS, **halves)
    found = only(follow_up)
    assert found.after.values == {2024: 80.0, 2025: 100.0}
    assert (found.measured_by_year, found.forecast_years) == (((2024, 80.0),), (2025,))
    assert codes(follow_up) == ["year_incomplete"]
    assert learned(CHAIN, follow_up).measured_years == (2024,)


def test_an_amount_so_far_gives_a_year_its_own_part():
    indicator = COHORTS.model_copy(update={"rule": Rule.CUMULATIVE, "every": Every.YEAR})
    found = only(seen(indicator, y2024=Cell(value=90), y2025=Cell(value=170)))
    assert found.after.values == {2024: 90.0, 2025: 80.0}


def test_a_series_that_was_not_there_is_made():
    of = CHAIN.model_copy(update={"cohorts": None})
    found = learned(of, seen(COHORTS.model_copy(update={"every": Every.YEAR}), y2024=Cell(value=90)))
    assert found.chain.cohorts.values == {2024: 90.0}


def test_a_measured_year_outside_its_range_is_told():
    series = Series(values={2024: 100.0}, low_factor=0.9, high_factor=1.1)
    of = with_figures(CHAIN, {"chain/cohorts": series})
    indicator = COHORTS.model_copy(update={"every": Every.YEAR})
    assert codes(seen(indicator, y2024=Cell(value=80)), of) == ["outside_assumed"]
    assert codes(seen(indicator, y2024=Cell(value=95)), of) == []


def test_money_of_another_price_year_is_told():
    of = with_figures(CHAIN, {"resources/R1/amounts": Series(values={2024: 5.0, 2025: 5.0}, price_year=2024)})
    indicator = plan("resources/R1/amounts", Rule.FLOW, reading=Reading.YEARLY)
    assert codes(seen(indicator, y2025=Cell(value=4)), of) == ["other_price_year"]
    assert codes(seen(indicator, y2024=Cell(value=4)), of) == []


def test_a_missing_assumption_is_filled_and_a_misfit_reading_is_left():
    of = CHAIN.model_copy(update={"effects": (CHAIN.effects[0].model_copy(update={"attribution": None}),)})
    found = learned(of, seen(plan("effects/E1/attribution"), y2024=Cell(hits=3, answered=10)))
    assert Places(found.chain).figure("effects/E1/attribution").value == 0.3
    assert learned(CHAIN, seen(plan(SHARE, reading=Reading.YEARLY), y2024=Cell(hits=3, answered=10))).replaced == ()


def test_the_second_indicator_of_one_place_does_nothing():
    first = seen(plan(SHARE, prior_weight=0), y2024=Cell(hits=3, answered=10))
    second = plan(SHARE, prior_weight=0).model_copy(update={"id": "N"})
    more = Observation(indicator_id="N", period="2024", total=Cell(hits=9, answered=10))
    both = first.model_copy(update={"plan": (*first.plan, second), "observations": (*first.observations, more)})
    assert [each.indicator_id for each in learned(CHAIN, both).replaced] == ["M"]


def test_where_all_answered_there_are_no_bounds():
    found = outcome(CHAIN, seen(plan(SHARE, prior_weight=0), y2024=Cell(hits=6, answered=10, asked=10)), PLAIN)
    assert not found.has_bounds
    assert found.shown.society.ratio == pytest.approx(2 * found.forecast.society.ratio)


# --- the forecast ---


def test_the_forecast_moves_from_the_same_data():
    comparison = worked_example()
    uptake = plan(f"forecast/{comparison.id}/options/A/delivery/uptake_share", prior_weight=0)
    found = learned_comparison(comparison, seen(uptake, y2024=Cell(hits=40, answered=50)))
    assert dict(figures(found.comparison))["options/A/delivery/uptake_share"].value == 0.8
    assert [each.places for each in found.replaced] == [("options/A/delivery/uptake_share",)]
    before, after = (_cost(each) for each in (comparison, found.comparison))
    assert after == pytest.approx(0.8 * before)


def _cost(comparison) -> float:
    option = next(each for each in forecast(comparison).options if each.option_id == "A")
    return sum(option.cost_parts.values())


def test_another_comparisons_measurements_leave_it_alone():
    comparison = worked_example()
    other = plan("forecast/another/options/A/delivery/uptake_share")
    found = learned_comparison(comparison, seen(other, y2024=Cell(hits=40, answered=50)))
    assert found.comparison is comparison
    assert learned(CHAIN, seen(other, y2024=Cell(hits=40, answered=50))).chain is CHAIN
