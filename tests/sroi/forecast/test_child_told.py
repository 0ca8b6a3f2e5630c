"""The calculation log and the reporting items: complete, agreeing with the results, and never made up."""

from math import fsum

import pytest

from sroi.forecast.child import forecast
from sroi.forecast.child_cheers import ITEMS, cheers
from sroi.forecast.child_log import log_of
from sroi.forecast.child_psa import simulate
from tests.chain.comparisons import shipped

RESULT = forecast(shipped())
LOG = log_of(RESULT)


def lines(name, option_id="A", **where):
    return [each for each in LOG.lines if each.name == name and each.option_id == option_id
            and all(getattr(each, key) == value for key, value in where.items())]  # fmt: skip


@pytest.mark.parametrize("years", RESULT.horizons)
def test_the_logged_steps_add_up_to_the_result(years):
    offsets = [each.value for each in lines("offset") if each.year <= years]
    public = RESULT.of("A").at(years).of("public")
    assert fsum(offsets) == pytest.approx(public.offset, rel=1e-12)
    [net] = lines("net", year=years, whose="public")
    assert net.value == pytest.approx(public.net, rel=1e-12)
    [benefit] = lines("net_benefit", year=years, whose="public")
    assert benefit.value == pytest.approx(public.net_benefit, rel=1e-12)


def test_every_step_follows_from_its_numbers():
    for each in lines("offset"):
        case_years, excess, discount = each.numbers.values()
        assert each.value == pytest.approx(case_years * excess * discount, rel=1e-12)
    for each in lines("less_problem"):
        before, after, treated_before, treated_after = each.numbers.values()
        assert each.value == pytest.approx((before - treated_before + after - treated_after) / 2, rel=1e-9)


def test_every_assumption_stands_there_and_whether_it_is_used():
    assert all(each.is_used for each in LOG.given if "/persistence/" not in each.place)
    unused = {each.place for each in LOG.given if not each.is_used}
    assert unused == {f"options/{name}/effect/persistence/measured/years" for name in ("A", "B", "booklet")}
    assert LOG.conventions["comparator"] == "no_intervention"


def test_the_reporting_items():
    items = cheers(RESULT, simulate(shipped(), draws=500))
    assert [each.number for each in items] == list(range(1, 29))
    filled = {each.key for each in items if each.is_filled}
    assert set(ITEMS) - filled == {
        "heterogeneity", "distribution", "engagement", "effect_of_engagement", "funding", "conflicts",
    }  # fmt: skip
    assert not next(each for each in cheers(RESULT) if each.key == "effect_of_uncertainty").is_filled


def test_the_main_results_never_show_a_ratio_where_there_is_a_word():
    main = dict(next(each for each in cheers(RESULT) if each.key == "main_results").values)
    assert main["per_qaly_A_10"] == "dominant"
    assert main["per_qaly_A_1"] == pytest.approx(62_318.84, abs=0.01)
