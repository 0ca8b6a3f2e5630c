"""Laws of the child model: what must hold whatever the numbers are."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
import numpy as np
import pytest

from chain.forecast.document import fingerprint, read_comparison, write_comparison
from chain.forecast.model import figures
from chain.problem import Severity
from sroi.forecast.child import forecast, problems_of
from sroi.forecast.child_psa import simulate
from sroi.forecast.child_run import PERSPECTIVES, Run
from sroi.forecast.worth import PRICED, PerQaly, per_qaly
from tests.chain.comparisons import changed, shipped
from tests.laws.comparisons import HORIZON, comparisons

LEVELS = ("municipality", "region", "state", "participants")
some = settings(max_examples=20, deadline=None)
few = settings(max_examples=8, deadline=None)


def without_effect(comparison):
    """The numbers that leave every option without effect."""
    return {
        f"options/{option.id}/effect/estimate": 0.0 if option.effect.measure in ("risk_difference", "smd") else 1.0
        for option in comparison.options
    }


@some
@given(comparisons())
def test_drawn_comparisons_are_sound(comparison):
    assert not [each for each in problems_of(comparison) if each.severity is Severity.ERROR]


@some
@given(comparisons())
def test_save_and_load(comparison):
    read, problems = read_comparison(write_comparison(comparison))
    assert (read, problems) == (comparison, [])
    assert fingerprint(read) == fingerprint(comparison)


@some
@given(comparisons())
def test_no_effect_no_difference_but_cost(comparison):
    for option in Run(comparison, without_effect(comparison)).options().values():
        assert not option.treated.less_problem.any()
        assert not option.qalys().any()
        for perspective in PERSPECTIVES:
            assert (option.incremental_cost(perspective) == option.cost(perspective)).all()


@some
@given(comparisons())
def test_everyone_is_somewhere(comparison):
    run = Run(comparison)
    for course in (run.natural.course, *(each.treated.course for each in run.options().values())):
        assert np.allclose(course.points.sum(axis=1), 1, atol=1e-12)
        assert course.points.min() > -1e-12


@some
@given(comparisons())
def test_twice_the_children_twice_the_money_and_the_same_ratios(comparison):
    places = [f"options/{option.id}/costs/setup/amount" for option in comparison.options
              if any(item.id == "setup" for item in option.costs)]  # fmt: skip
    base = dict.fromkeys(places, 0.0)
    one, two = (
        Run(comparison, base | {"population/children": n * comparison.population.children.value}) for n in (1, 2)
    )
    for name, option in one.options().items():
        double = two.options()[name]
        for perspective in PERSPECTIVES:
            assert double.cost(perspective) == pytest.approx(2 * option.cost(perspective))
            assert np.allclose(double.offsets(perspective), 2 * option.offsets(perspective))
        assert np.allclose(double.qalys(), 2 * option.qalys())


@some
@given(comparisons())
def test_without_interest_the_present_value_is_the_sum(comparison):
    run = Run(comparison, {"decision/cost_discount": 0.0, "decision/effect_discount": 0.0})
    for option in run.options().values():
        assert np.array_equal(option.offsets("public"), option.offsets("public", discounted=False))
        assert np.array_equal(option.qalys(), option.qalys(discounted=False))


@some
@given(comparisons(), st.integers(1, HORIZON))
def test_a_shorter_horizon_is_the_beginning_of_a_longer_one(comparison, years):
    short = changed(comparison, "decision/horizons", (years,))
    for name, option in Run(short).options().items():
        whole = Run(comparison).options()[name]
        assert np.array_equal(option.offsets("public"), whole.offsets("public")[:years])
        assert np.array_equal(option.qalys(), whole.qalys()[:years])


@some
@given(comparisons())
def test_a_longer_horizon_never_lowers_what_never_falls(comparison):
    for option in Run(comparison).options().values():
        assume((option.case_years >= 0).all())
        assert (np.diff(option.offsets("society"), axis=0) >= 0).all()


@some
@given(comparisons())
def test_payers_add_up(comparison):
    for option in Run(comparison).options().values():
        by_payer = {level: option.offsets(level) for level in LEVELS}
        public = sum(by_payer[level] for level in LEVELS[:3])
        assert np.allclose(option.offsets("public"), public, rtol=1e-12, atol=1e-6)
        transfers = sum((np.add.accumulate(option.offset(cost) * option.run.cost_discount) for cost
                         in comparison.excess_costs if cost.transfer), np.zeros((HORIZON, 1)))  # fmt: skip
        everyone = sum(by_payer.values())
        assert np.allclose(option.offsets("society") + transfers, everyone, rtol=1e-9, atol=1e-5)
        paid = option.cost("municipality") + option.cost("region")
        assert option.cost("public") == pytest.approx(paid)
        assert option.cost("society") == pytest.approx(paid + option.delivery.parents_sek)


@given(st.floats(0.02, 0.5), st.sampled_from(["life_table", "start", "end"]))
def test_swapped_arms_flip_the_signs(difference, occupancy):
    comparison = changed(shipped(), "decision/occupancy", type(shipped().decision.occupancy)(occupancy))
    there = {"options/A/effect/estimate": difference}
    back = {"population/recovered_share": 0.1 + difference, "options/A/effect/estimate": -difference}
    option, swapped = (Run(comparison, figures).options()["A"] for figures in (there, back))
    assert np.allclose(option.offsets("public"), -swapped.offsets("public"))
    assert np.allclose(option.qalys(), -swapped.qalys())


@some
@given(comparisons(), st.floats(0.1, 10))
def test_moving_prices_and_scaling_them_commute(comparison, factor):
    level = comparison.excess_level.value if comparison.excess_level else 1.0
    scaled = Run(comparison, {"excess_level": level * factor})
    for name, option in Run(comparison).options().items():
        assert np.allclose(scaled.options()[name].offsets("public"), factor * option.offsets("public"))


@few
@given(comparisons(), st.data())
def test_a_number_put_in_a_place_is_the_number_stated_there(comparison, data):
    places = [place for place, _ in figures(comparison) if not place.startswith("decision/threshold")]
    place = data.draw(st.sampled_from(places))
    stated = dict(figures(comparison))[place].value
    value = stated * data.draw(st.floats(0.9, 1.1))
    told = Run(changed(comparison, f"{place}/value", value))
    for name, option in Run(comparison, {place: np.array([stated, value])}).options().items():
        other = told.options()[name]
        for perspective in PERSPECTIVES:
            cost, offset = option.cost(perspective), option.offsets(perspective)
            assert np.broadcast_to(cost, 2)[1] == pytest.approx(other.cost(perspective), rel=1e-12)
            assert np.broadcast_to(offset, (HORIZON, 2))[:, 1] == pytest.approx(
                other.offsets(perspective)[:, 0], rel=1e-9, abs=1e-6
            )
        assert np.broadcast_to(option.qalys(), (HORIZON, 2))[:, 1] == pytest.approx(
            other.qalys()[:, 0], rel=1e-9, abs=1e-9
        )


@pytest.mark.parametrize("place", [place for place, _ in figures(shipped())])
def test_every_number_of_the_example_may_be_put_in(place):
    value = dict(figures(shipped()))[place].value * 1.05
    told = Run(changed(shipped(), f"{place}/value", value)).options()["A"]
    put = Run(shipped(), {place: value}).options()["A"]
    assert np.array_equal(put.net_benefit("public"), told.net_benefit("public"))


# --- what may never be shown ---


@given(st.floats(-1e9, 1e9), st.floats(-1e3, 1e3))
def test_a_price_of_a_qaly_is_positive_or_a_word(cost, qalys):
    found = per_qaly(cost, qalys)
    assert (found.sek is None) is (found.quadrant not in PRICED)
    assert found.sek is None or found.sek >= 0


@pytest.mark.parametrize("quadrant", sorted(PRICED))
def test_a_negative_price_cannot_be_made(quadrant):
    with pytest.raises(ValueError, match="negative"):
        PerQaly(quadrant, -1.0)


def test_a_dominant_option_has_no_price():
    with pytest.raises(ValueError, match="dominant"):
        PerQaly(per_qaly(-1, 1).quadrant, 20_000.0)


@some
@given(comparisons())
def test_nothing_on_the_refusal_list_comes_out(comparison):
    for option in forecast(comparison).options:
        for horizon in option.horizons:
            for balance in horizon.balances:
                assert balance.cost > 0 or balance.benefit_cost is balance.return_share is None
                assert balance.per_qaly.sek is None or balance.per_qaly.sek >= 0
                dominant = balance.incremental_cost <= 0 < balance.qalys
                assert not dominant or balance.per_qaly.sek is None


# --- draws ---


def drawn_alike(left, right) -> bool:
    return all(
        np.array_equal(left.options[name].offsets[whose], right.options[name].offsets[whose])
        for name in left.options
        for whose in left.options[name].offsets
    )


def test_the_same_seed_gives_the_same_numbers_and_more_draws_begin_alike():
    one, again, other = (simulate(shipped(), draws=5_000, seed=seed) for seed in (1, 1, 2))
    assert drawn_alike(one, again)
    assert not drawn_alike(one, other)
    longer = simulate(shipped(), draws=9_000, seed=1)
    for name, option in one.options.items():
        assert np.array_equal(option.qalys, longer.options[name].qalys[:, :5_000])


def test_a_draw_is_the_point_estimate_with_the_draws_numbers():
    simulation = simulate(shipped(), draws=300)
    places = {figure.name: figure.places for figure in simulation.figures}
    for at in (0, 17, 299):
        figures = {place: float(simulation.values[name][at]) for name in places for place in places[name]}
        run = Run(shipped(), figures)
        for name, option in run.options().items():
            drawn = simulation.options[name]
            assert drawn.offsets["public"][:, at] == pytest.approx(
                option.offsets("public")[[0, 1, 9, 14], 0], rel=1e-12
            )
            assert drawn.qalys[:, at] == pytest.approx(option.qalys()[[0, 1, 9, 14], 0], rel=1e-12)


@few
@given(comparisons())
def test_without_uncertainty_every_draw_is_the_point_estimate(comparison):
    simulation = simulate(comparison, draws=3)
    result = forecast(comparison)
    assert not simulation.figures
    for option in result.options:
        outlook = simulation.outlook(option.option_id, "public", HORIZON)
        balance = option.at(HORIZON).of("public")
        assert outlook.net.mean == pytest.approx(balance.net, rel=1e-12, abs=1e-6)
        assert outlook.net.deviation == 0
        assert outlook.quadrants[balance.per_qaly.quadrant] == 1


def test_one_assumption_is_one_draw_in_all_arms():
    shared = shipped()
    for name in ("A", "B"):
        estimate = shipped().option("A").effect.estimate.model_copy(update={"figure_id": "same"})
        shared = changed(shared, f"options/{name}/effect/estimate", estimate)
        shared = changed(
            shared,
            f"options/{name}/costs/child/amount",
            shipped().option("A").costs[0].amount.model_copy(update={"figure_id": "price"}),
        )
    simulation = simulate(shared, draws=100)
    assert np.array_equal(simulation.options["A"].qalys, simulation.options["B"].qalys)
    assert np.array_equal(simulation.options["A"].costs["public"], simulation.options["B"].costs["public"])


def test_impossible_draws_are_counted_and_never_cut_off():
    wide = shipped().option("A").effect.estimate.model_copy(update={"value": 0.8, "low": 0.5, "high": 0.99})
    simulation = simulate(changed(shipped(), "options/A/effect/estimate", wide), draws=4_000)
    drawn = simulation.values["options/A/effect/estimate"]
    assert simulation.outside == {"A": int((drawn > 0.9).sum()), "B": 0, "booklet": 0}
    assert simulation.outside["A"] > 400
    assert drawn.max() > 1
