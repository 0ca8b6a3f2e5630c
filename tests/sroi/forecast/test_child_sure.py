"""Draws summed up: the same as the simulation's own, small, with ratios only where they mean something."""

import pickle

import numpy as np
import pytest

from chain.forecast.model import figures
from sroi.forecast.child_psa import simulate
from sroi.forecast.child_scenarios import rules
from sroi.forecast.child_sure import Sure, seconds_expected, sure_of, thresholds
from sroi.forecast.decision import Quadrant
from tests.chain.comparisons import changed, shipped

DRAWS = 2_000
SURE = sure_of(shipped(), "public", 10, draws=DRAWS)


@pytest.mark.parametrize("years", [1, 10])
@pytest.mark.parametrize("whose", ["municipality", "public", "society"])
def test_it_is_what_the_draws_say(years, whose):
    outlook = simulate(shipped(), draws=DRAWS).outlook("A", whose, years)
    found = SURE.of("A", whose, years)
    assert found.net.point == pytest.approx(outlook.net.point)
    assert (found.net.low, found.net.high) == pytest.approx(outlook.net.interval(0.9)[:2])
    assert found.net.mean == pytest.approx(outlook.net.mean)
    assert found.gain == outlook.gain
    assert found.beneficial == outlook.beneficial
    assert found.quadrants == outlook.quadrants


def test_ratios_only_where_every_draw_gives_one():
    assert SURE.of("A", "region").benefit_cost is None  # the region pays nothing
    assert SURE.of("A").benefit_cost.point == pytest.approx(4.273835664, rel=1e-9)
    assert SURE.of("A", years=1).per_qaly is None  # some draws are dominant
    assert SURE.of("A", years=1).quadrants[Quadrant.DOMINANT] > 0
    dear = changed(shipped(), "excess_level/value", 0.0)
    dear = changed(dear, "excess_level/low", None)
    dear = changed(changed(dear, "excess_level/high", None), "options/A/effect/estimate/low", 0.17)
    dear = changed(dear, "options/A/effect/estimate/high", 0.19)
    priced = sure_of(dear, "public", 10, draws=300).of("A").per_qaly
    assert priced.low <= priced.point <= priced.high


def test_the_other_rule_of_fading_gives_less():
    base, other = (
        sure_of(shipped(), "public", 10, draws=500, persistence=rule, whole=False) for rule in rules(shipped())
    )
    assert other.of("A").net.mean < base.of("A").net.mean
    assert set(base.certainties) == {(name, "public", 10) for name in ("A", "B", "booklet")}


def test_it_is_small_tells_how_far_it_has_come_and_comes_back_alike():
    told = []
    sure_of(shipped(), "public", 10, draws=20_000, whole=False, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (20_000, 20_000)
    assert len(told) > 1
    packed = pickle.dumps(SURE)
    assert len(packed) < 200_000
    again: Sure = pickle.loads(packed)
    assert again.of("A") == SURE.of("A")
    assert np.array_equal(again.curves.chance_best, SURE.curves.chance_best)


def test_what_is_asked_wrongly_is_refused():
    with pytest.raises(ValueError, match="no horizon of 7 years"):
        sure_of(shipped(), "public", 7, draws=10)
    assert 500_000 in thresholds(500_000)
    assert 1_234_567 in thresholds(1_234_567)
    assert seconds_expected(shipped(), 20_000) == pytest.approx(2 * seconds_expected(shipped(), 10_000))


@pytest.mark.parametrize("unsure", [(), ("options/A/effect/estimate",)])
def test_an_option_that_nothing_uncertain_reaches_stands_beside_the_others_in_every_draw(unsure):
    still = shipped()
    for place, figure in figures(shipped()):
        if place not in unsure:
            still = changed(still, place, figure.model_copy(update={"low": None, "high": None}))
    found = sure_of(still, "public", 10, draws=100)
    assert found.varying == unsure
    assert found.of("A").net.varies is bool(unsure)
    assert not found.of("B").net.varies
    assert found.curves.chance_best.sum(axis=1) == pytest.approx(1)
