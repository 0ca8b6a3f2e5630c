"""The worked follow-up of Ungdomsstart, whose every figure is worked out by hand in the tests' own lines.

60 participants, 22 per cent in work or education before, 50 after, a fifth due to others, 0.90 million each, at a cost
of 6.0 million. Measured: 54 participants, 23 of 48 who answered out of 54 asked, 5.8 million.
"""

from functools import cache
from pathlib import Path

import pytest

from chain.document import read_chain
from chain.follow_up_checks import check_follow_up
from chain.follow_up_document import read_follow_up
from chain.measurement import NonResponse, Reading
from chain.problem import Severity
from sroi.draws import uncertain_figures
from sroi.follow_up.learned import learned
from sroi.follow_up.outcome import outcome
from sroi.follow_up.rates import rate_of
from sroi.settings import Settings
from tests.chain.test_follow_up_checks import TODAY

HERE = Path(__file__).parent
PLAIN = Settings(discount_rate=0.0, price_year=None)
"""The worth of each person is a present value already."""
PRICE = 900_000


@cache
def case():
    chain, wrong = read_chain((HERE / "ungdomsstart.json").read_bytes())
    follow_up, odd = read_follow_up((HERE / "ungdomsstart_follow_up.json").read_bytes())
    assert not wrong
    assert not odd
    return chain, follow_up


def found():
    return outcome(*case(), PLAIN)


def persons(valued) -> float:
    return valued.society.value / PRICE


def test_the_example_is_sound():
    chain, follow_up = case()
    assert [each for each in check_follow_up(follow_up, chain, TODAY) if each.severity is Severity.ERROR] == []


def test_the_share_and_its_bound():
    rate = rate_of(case()[1].of("M1")[0].total)
    assert (round(100 * rate.like_others, 1), round(100 * rate.none_of_them, 1)) == (47.9, 42.6)
    assert (rate.silent, round(rate.silent_share, 2)) == (6, 0.11)


def test_the_forecast():
    forecast = found().forecast
    assert persons(forecast) == pytest.approx(60 * (0.50 - 0.22) * 0.8) == pytest.approx(13.44)
    assert (round(forecast.society.value / 1e6, 2), round(forecast.society.ratio, 3)) == (12.10, 2.016)


def test_the_outcome_and_its_bounds():
    shown, (like_others, no_success) = found().shown, found().bounds
    assert persons(shown) == pytest.approx(54 * (23 / 48 - 0.22) * 0.8)
    assert (round(persons(shown), 1), round(shown.society.value / 1e6, 2)) == (11.2, 10.08)
    assert (round(shown.society.ratio, 4), round(shown.society.ratio, 2)) == (1.7373, 1.74)
    assert shown.society == like_others.society
    assert round(no_success.society.ratio, 2) == 1.38
    assert found().has_bounds


def test_the_bridge():
    """2.02 − 0.20 − 0.14 + 0.06 = 1.74."""
    way = found().bridge.of("society", "ratio")
    assert {step.group: round(step.amount, 4) for step in way.steps} == {
        "volume": -0.1974,
        "effect": -0.1449,
        "cost": 0.0636,
    }
    assert (round(way.start, 2), round(way.end, 2)) == (2.02, 1.74)


def test_what_was_replaced_and_by_what():
    shown = found().shown.learned
    one, volume, cost = shown.replaced
    assert (one.places, one.reading, one.weight_share) == (("effects/E1/quantity/share",), Reading.CHANGE, 1.0)
    assert one.measured.number == 48
    assert one.after.source.endswith("(M1), 2025, n = 48")
    assert volume.measured_by_year == ((2024, 26.0), (2025, 28.0))
    assert (cost.forecast_years, shown.measured_years[-1], shown.is_outside) == ((), 2025, False)


def test_the_measured_share_is_still_uncertain_and_what_was_counted_is_not():
    chain = found().shown.learned.chain
    assert [each.name for each in uncertain_figures(chain)[0]] == ["effects/E1/quantity/share"]


def test_when_the_assumption_may_weigh_it_does_and_the_interval_narrows():
    """A triangle 22–34 per cent about 28 has the standard deviation 0.06 ÷ √6, the measurement 0.07065."""
    chain, follow_up = case()
    plan = follow_up.plan[0]
    weighing = plan.model_copy(update={"replaces": plan.replaces.model_copy(update={"prior_weight": None})})
    one = learned(chain, follow_up.model_copy(update={"plan": (weighing, *follow_up.plan[1:])})).replaced[0]
    prior, measured = 0.06**2 / 6, one.measured.variance
    weight = prior / (prior + measured)
    assert one.weight_share == pytest.approx(weight, rel=1e-4)
    assert one.after.value == pytest.approx(weight * (23 / 48 - 0.22) + (1 - weight) * 0.28, rel=1e-5)
    assert (one.after.high - one.after.low) / 2 / 1.959964 == pytest.approx(
        (1 / prior + 1 / measured) ** -0.5, rel=1e-4
    )


def test_outside_the_assumed_interval_is_told():
    chain, follow_up = case()
    worse = follow_up.of("M1")[0].model_copy(update={"non_response": NonResponse.NO_SUCCESS})
    found = learned(chain, follow_up.model_copy(update={"observations": (worse,)}))
    assert found.is_outside
    assert [each.code for each in found.problems] == ["follow_up.outside_assumed"]
