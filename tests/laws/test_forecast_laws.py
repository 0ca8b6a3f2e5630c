"""What must hold for cohort models and for choices among strategies, whatever the model."""

from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
import numpy as np
import pytest

from chain.cohort_document import fingerprint, read_model, write_model
from chain.cohort_model import OneOffReward
from sroi.forecast import economics
from sroi.forecast.bounds import Proof
from sroi.forecast.cohort import trace
from sroi.forecast.curves import curves
from sroi.forecast.decision import Option, Quadrant, Standing, compare, frontier
from sroi.forecast.economics import evaluate, forecast, judged, sample
from sroi.forecast.information import worth_of_knowing
from sroi.forecast.plan import Plan
from sroi.forecast.values import Values
from tests.golden.cohorts import cohort
from tests.laws.cohorts import cohort_models

some = settings(max_examples=25, deadline=None)
whole = st.integers(0, 6).map(float)


def sound(model) -> Plan:
    plan, _ = judged(model)
    assume(plan is not None)
    return plan


def moved(rewards, **changes):
    return tuple(each.model_copy(update=changes) for each in rewards)


@given(model=cohort_models())
@some
def test_nobody_is_lost_and_nobody_is_added(model):
    plan = sound(model)
    for walked in plan.walked:
        values = Values(plan.program, plan.parameters(), plan.traced)
        start = [values[step] for step in walked.start]
        cells = walked.matrix.cells
        way = trace(start, lambda k, v=values, c=cells: {move: v.at(k)[at] for move, at in c.items()}, plan.cycles)
        assert way.sum(axis=1) == pytest.approx(np.full((plan.cycles + 1, 1), sum(start)))
        assert way.min() >= 0


@given(model=cohort_models(), high=st.sampled_from([0.5, 1.0, 2.0, -0.5]))
@some
def test_a_row_that_its_bounds_prove_sound_is_sound_in_every_draw(model, high):
    plan, draws = sound(model), np.linspace(0.05, high, 40)
    told = []
    for proof in (Proof.of, lambda self, _: [np.zeros(plan.cycles, dtype=bool) for _ in self.rows]):
        with patch.object(Proof, "of", proof):
            watch = plan.watch()
            evaluate(plan, {"p": draws, "q": draws[::-1].copy()}, watch)
            told.append((watch.faults, watch.draws_at_fault))
    assert told[0] == told[1]


@given(model=cohort_models())
@some
def test_a_document_comes_back_the_same(model):
    again, problems = read_model(write_model(model))
    assert (again, problems) == (model, [])
    assert fingerprint(again) == fingerprint(model)


@given(model=cohort_models())
@some
def test_strategies_that_differ_in_nothing_but_a_price_differ_by_exactly_that(model):
    usual = model.strategies[0].model_copy(update={"sets": {}})
    rewards = {name: moved(getattr(model, name), strategies=())
               for name in ("state_rewards", "transition_rewards")}  # fmt: skip
    price = OneOffReward(kind="cost", per_person=7.0, strategies=("copy",))
    model = model.model_copy(
        update={
            "strategies": (usual, usual.model_copy(update={"id": "copy"})),
            "transitions": tuple(each for each in model.transitions if not each.strategies),
            "one_off_rewards": (price,),
            **rewards,
        }
    )
    sound(model)
    [beside] = forecast(model).comparisons
    assert beside.effect_difference == 0.0
    assert beside.quadrant is Quadrant.SAME_EFFECT_COSTS_MORE
    assert beside.cost_difference == pytest.approx(7 * forecast(model).of("usual").persons, abs=1e-6)
    free = forecast(model.model_copy(update={"one_off_rewards": ()})).comparisons[0]
    assert (free.cost_difference, free.effect_difference) == (0.0, 0.0)


@given(model=cohort_models())
@some
def test_swapping_whom_to_compare_with_flips_the_signs(model):
    sound(model)
    there = {(each.option, each.against): each for each in forecast(model).comparisons}
    for strategy in model.strategies[1:]:
        back = forecast(model.model_copy(update={"comparator": strategy.id})).comparisons
        [back] = [each for each in back if each.option == "usual"]
        forth = there[strategy.id, "usual"]
        assert (back.cost_difference, back.effect_difference) == (-forth.cost_difference, -forth.effect_difference)


@given(model=cohort_models(), occupancy=st.sampled_from(["start", "end", "life_table"]), data=st.data())
@some
def test_a_shorter_horizon_is_the_first_part_of_the_longest(model, occupancy, data):
    model = model.model_copy(update={"occupancy": occupancy, "weights": (), "transition_rewards": ()})
    model = model.model_copy(update={"state_rewards": moved(model.state_rewards, first_cycle=None, last_cycle=None)})
    sound(model)
    cycles = data.draw(st.integers(1, model.cycles))
    short = forecast(model, cycles)
    ended = forecast(model.model_copy(update={"state_rewards": moved(model.state_rewards, last_cycle=cycles)}))
    assert short.origin.cycles == cycles
    for one, other in zip(short.outcomes, ended.outcomes, strict=True):
        assert (one.cost, one.effect) == pytest.approx((other.cost, other.effect), rel=1e-12, abs=1e-9)


@given(model=cohort_models(), order=st.permutations(range(5)))
@some
def test_draws_do_not_touch_each_other(model, order):
    plan = sound(model)
    p, q = np.linspace(0.05, 0.3, 5), np.linspace(0.3, 0.1, 5)
    costs, effects = evaluate(plan, {"p": p, "q": q}, plan.watch())
    other = evaluate(plan, {"p": p[list(order)], "q": q[list(order)]}, plan.watch())
    assert (other[0] == np.broadcast_to(costs, (len(costs), 5))[:, list(order)]).all()
    assert (other[1] == np.broadcast_to(effects, (len(effects), 5))[:, list(order)]).all()


def test_pieces_give_the_same_digits_as_all_at_once(monkeypatch):
    whole_run = sample(cohort("hiv"), 1_700, seed=3)
    monkeypatch.setattr(economics, "PIECE", 512)
    in_pieces = sample(cohort("hiv"), 1_700, seed=3)
    assert (whole_run.costs == in_pieces.costs).all()
    assert (whole_run.effects == in_pieces.effects).all()


# --- choosing ---


def best_at(costs, effects, threshold) -> list[int]:
    """By the rule, draw by draw: highest net benefit, then the most effective, then the first."""
    net = effects * threshold - costs
    return [
        min(range(len(costs)), key=lambda at, draw=draw: (-net[at, draw], -effects[at, draw], at))
        for draw in range(costs.shape[1])
    ]


@given(data=st.data(), options=st.integers(1, 5), draws=st.integers(1, 12))
def test_curves_with_ties_are_those_of_looking_at_every_draw(data, options, draws):
    costs, effects = (data.draw(arrays(float, (options, draws), elements=whole)) for _ in range(2))
    thresholds = [0.0, 0.5, 1.0, 1 / 3, 2.0, 3.0, 100.0]
    found = curves(costs, effects, thresholds)
    assert found.chance_best.sum(axis=1) == pytest.approx(np.ones(len(thresholds)), abs=1e-15)
    for row, threshold in enumerate(thresholds):
        net = effects * threshold - costs
        if threshold != 1 / 3:  # a third is no number of the machine's: lines meet there only nearly
            counts = np.bincount(best_at(costs, effects, threshold), minlength=options)
            assert found.chance_best[row] * draws == pytest.approx(counts, abs=1e-12)
        perfect = net.max(axis=0).mean() - net.mean(axis=1).max()
        assert found.perfect_information[row] == pytest.approx(perfect, abs=1e-9)
        assert found.expected_loss[row] == pytest.approx(net.max(axis=0).mean() - net.mean(axis=1), abs=1e-9)
        assert found.expected_loss[row].min() == pytest.approx(found.perfect_information[row], abs=1e-12)
        assert found.frontier[row] == found.chance_best[row, found.best[row]]


@given(order=st.permutations(range(40)))
@some
def test_the_order_of_draws_changes_no_curve(order):
    rng = np.random.default_rng(1)
    costs, effects = rng.normal(1000, 300, (3, 40)), rng.normal(2, 0.5, (3, 40))
    one, other = (curves(costs[:, at], effects[:, at], [0, 300, 900]) for at in (list(range(40)), list(order)))
    assert (one.chance_best == other.chance_best).all()
    assert one.perfect_information == pytest.approx(other.perfect_information, rel=1e-12)


@given(points=st.lists(st.tuples(whole, whole), min_size=1, max_size=8))
def test_a_frontier_rises_more_and_more_steeply_and_nothing_on_it_is_beaten(points):
    placed = frontier([Option(str(at), cost, effect) for at, (cost, effect) in enumerate(points)])
    on = [each for each in placed if each.standing in (Standing.REFERENCE, Standing.ON_FRONTIER)]
    on.sort(key=lambda each: each.option.cost)
    icers = [each.icer for each in on[1:]]
    assert on[0].standing is Standing.REFERENCE
    assert icers == sorted(icers)
    assert all(each > 0 for each in icers)
    for each in placed:
        beaten = any(
            other.option.cost <= each.option.cost and other.option.effect >= each.option.effect
            and (other.option.cost, other.option.effect) != (each.option.cost, each.option.effect)
            for other in placed
        )  # fmt: skip
        assert beaten == (each.standing is Standing.DOMINATED)
        if each.standing is Standing.EXTENDEDLY_DOMINATED:
            level = np.interp(each.option.effect, [a.option.effect for a in on], [a.option.cost for a in on])
            assert level < each.option.cost


@given(one=st.tuples(whole, whole), other=st.tuples(whole, whole))
def test_no_ratio_is_negative_and_none_is_told_where_a_word_is_right(one, other):
    found = compare(Option("a", *one), Option("b", *other))
    assert (found.icer is not None) == (found.cost_difference * found.effect_difference > 0)
    assert found.icer is None or found.icer > 0


def test_knowing_a_part_is_worth_no_more_than_knowing_all():
    sampled = sample(cohort("sick_sicker"), 2_000)
    found = worth_of_knowing(sampled, 100_000, {"costs": ["c_trtA", "c_trtB"], "all": list(sampled.parameters)})
    assert found.everything.worth_sek > 0
    assert all(0 <= each.worth_sek <= found.everything.worth_sek for each in (*found.assumptions, *found.groups))
    assert {each.name: each.worth_sek for each in found.groups}["all"] == found.everything.worth_sek
    at = curves(sampled.costs, sampled.effects, [100_000])
    assert at.perfect_information[0] == pytest.approx(found.everything.worth_sek, rel=1e-9)
