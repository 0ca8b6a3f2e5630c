"""The Guide's worked example, to the penny, under its own convention and under every other one."""

import pytest

from sroi.breakdown import by_outcome
from sroi.explain import explain_effect
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE
from tests.golden.examples import example, figures

GOLDEN = figures("wheels_to_meals")
GUIDE = SROI_GUIDE.model_copy(update={"price_year": None})
FALLS = ("W-B1", "W-B2", "W-B3")


def guide(replaced=None, **changes):
    return calculate(example("wheels-to-meals"), GUIDE.model_copy(update=changes), replaced)


def test_published_totals():
    total = guide().society
    assert total.investment == GOLDEN["total_inputs"]
    assert total.value == pytest.approx(GOLDEN["published"]["total_present_value"], abs=0.005)
    assert total.net == pytest.approx(GOLDEN["published"]["net_present_value"], abs=0.005)
    assert round(total.ratio, 2) == GOLDEN["published"]["sroi_ratio"]
    assert total.ratio == pytest.approx(GOLDEN["ratio"], abs=0.00005)
    assert total.net_ratio == pytest.approx(GOLDEN["net_ratio"], abs=0.0005)
    assert total.undiscounted_gross_value == pytest.approx(GOLDEN["undiscounted_total"], abs=0.005)


def test_year_by_year():
    result = guide()
    impact = [sum(effect.value_by_year[t] for effect in result.effects) for t in range(5)]
    assert impact == pytest.approx(GOLDEN["impact_by_year"], abs=0.005)
    assert result.society.value_by_year[:5] == pytest.approx(GOLDEN["pv_by_year"], abs=0.005)
    assert not any(result.society.value_by_year[5:])


@pytest.mark.parametrize(("effect_id", "expected"), GOLDEN["impact_year1"].items())
def test_first_year_impact_of_each_row(effect_id, expected):
    terms = {term.key: term.value for term in explain_effect(example("wheels-to-meals"), GUIDE, effect_id)}
    assert terms["impact_per_start"] == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("variant", GOLDEN["variants"], ids=lambda variant: variant["name"])
def test_the_same_chain_under_another_convention(variant):
    total = guide(**variant["settings"]).society
    assert total.value == pytest.approx(variant["pv"], abs=0.005)
    assert total.ratio == pytest.approx(variant["ratio"], abs=0.00005)


def test_what_would_tip_it():
    breakeven = GOLDEN["breakeven"]
    scale = breakeven["all_benefits_scale_factor"]
    chain = example("wheels-to-meals")
    all_prices = {f"proxies/{proxy.id}/price": proxy.price.value * scale for proxy in chain.proxies}
    falls = {f"effects/{row}/quantity/number": breakeven["fall_episodes_quantity"] for row in FALLS}
    others = {f"effects/{row}/attribution": breakeven["fall_rows_attribution"] for row in FALLS}
    anyway = {f"effects/{row}/deadweight": breakeven["fall_rows_deadweight"] for row in FALLS}
    ratios = [guide(replaced).society.ratio for replaced in (all_prices, falls, others, anyway)]
    assert ratios == pytest.approx([1, 1, 1, 1], abs=0.0003)


def test_payback_in_months():
    assert guide().society.payback.months == pytest.approx(GOLDEN["payback_months"], abs=0.005)


def test_volunteer_time_deliberately_not_valued():
    chain = example("wheels-to-meals")
    free = tuple(r.model_copy(update={"valued": r.id != "W-K2" and r.valued}) for r in chain.resources)
    total = calculate(chain.model_copy(update={"resources": free}), GUIDE).society
    assert total.ratio == pytest.approx(GOLDEN["ratio_without_volunteer_time"], abs=0.00005)


def test_the_falls_carry_almost_all_of_the_value():
    largest = max(by_outcome(example("wheels-to-meals"), guide(), "society"), key=lambda part: part.value)
    assert largest.share == pytest.approx(GOLDEN["share_of_falls"], abs=0.0005)
