"""Which numbers the spread of a chain's net value comes from, against plain sums of variances."""

from math import sqrt

import pytest

from chain.assumption import Series
from chain.spread import spread_of
from sroi.accounted import FEWEST_DRAWS, affordable_draws, shares_of_variance
from sroi.sensitivity import tornado
from sroi.stated import stated_ranges
from sroi.uncertainty import DRAWS, uncertainty
from tests.spec.small import PLAIN, chain, effect, money
from tests.sroi.unsure import chance_below, number, priced

HERE = PLAIN.model_copy(update={"perspective": "municipality"})
GAIN, COST = "proxies/P1/price", "resources/R1/amounts"


def with_cost(price, low: float, high: float):
    """A chain whose price and cost both vary, by uniform distributions: the net value is one less the other."""
    costs = Series(values={2024: 1000.0}, low_factor=low, high_factor=high, shape="uniform")
    return priced(price).model_copy(update={"resources": (money(costs),)})


def test_of_two_uniform_numbers_each_has_its_part_of_the_variance():
    found = shares_of_variance(with_cost(number(1000, 700, 1300, shape="uniform"), 0.6, 1.4), HERE)
    wanted = {GAIN: 9 / 25, COST: 16 / 25}  # widths 600 and 800: variances as 36 to 64
    for place, share in wanted.items():
        for each in found.of_place(place):
            assert each.share == pytest.approx(share, abs=4 * each.standard_error + 0.005)
    assert [each.name for each in found.alone] == [COST, GAIN]
    assert found.spread_sek == pytest.approx(sqrt((600**2 + 800**2) / 12), rel=0.03)


def test_the_draws_are_those_of_the_uncertainty():
    case = with_cost(number(1000, 700, 1300), 0.6, 1.4)
    found = shares_of_variance(case, HERE)
    net = uncertainty(case, HERE).of("municipality").net
    assert found.draws == DRAWS
    assert found.spread_sek * sqrt(DRAWS / (DRAWS - 1)) == pytest.approx(net.deviation, rel=1e-12)


def test_what_is_drawn_together_has_one_share_in_all():
    together = {"group_id": "g", "group_correlation": 0.9, "shape": "uniform"}
    quantity = number(1, 0.5, 1.5, **together)
    found = shares_of_variance(priced(number(1000, 700, 1300, **together), quantity), HERE)
    assert [each.name for each in found.in_all] == ["group:g"]
    assert found.in_all[0].share == pytest.approx(1, abs=0.1)
    assert found.of_place(GAIN)[1] == found.in_all[0]


def test_without_uncertain_numbers_nothing_is_accounted_for():
    found = shares_of_variance(chain(effect()), HERE)
    assert (found.figures, found.alone, found.in_all, found.draws) == ((), (), (), 0)
    assert found.of_place(GAIN) == (None, None)


def test_many_numbers_get_fewer_draws_and_never_too_few():
    assert [affordable_draws(count) for count in (0, 1, 200, 1_000, 100_000)] == [
        DRAWS, DRAWS, DRAWS, 2_000, FEWEST_DRAWS,
    ]  # fmt: skip


def test_a_sample_reaches_over_nine_tenths_of_its_draws():
    sampled = number(0.8, sample_hits=8, sample_size=10)
    case = chain(effect()).model_copy(update={"effects": (effect().model_copy(update={"deadweight": sampled}),)})
    ranges = stated_ranges(case)
    low, high = ranges["effects/E1/deadweight"]
    assert chance_below(low, 8.5, 2.5) == pytest.approx(0.05, abs=1e-4)
    assert chance_below(high, 8.5, 2.5) == pytest.approx(0.95, abs=1e-4)
    [bar] = tornado(case, HERE, ranges=ranges).bars
    assert (bar.ratio_at_low, bar.ratio_at_high) == (pytest.approx(1 - low), pytest.approx(1 - high))
    assert spread_of("effects/E1/deadweight", sampled).is_uncertain


def test_an_impossible_sample_reaches_nowhere():
    wrong = effect().model_copy(update={"deadweight": number(0.5, sample_hits=8, sample_size=7)})
    assert stated_ranges(chain(wrong)) == {}
