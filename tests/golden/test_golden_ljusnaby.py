"""Every expected figure of the four interventions of the fictional municipality, on the chains that are shipped."""

import pytest

from chain.model import by_id
from sroi.ratio import calculate, headline
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.span import price_span
from tests.golden.examples import example, figures

GOLDEN = figures("ljusnaby_expected")["interventions"]
CASES = [(name, case) for name, golden in GOLDEN.items() for case in golden["horizons"]]
IDS = [f"{name} {case['horizon_years']} years" for name, case in CASES]
KRONA, RATIO = 0.5001, 0.00051


def result_of(name, replaced=None, **changes):
    return calculate(example(name), SWEDISH_PUBLIC_SECTOR.model_copy(update=changes), replaced)


def at(name, case):
    return result_of(name, horizon_years=case["horizon_years"], discount_rate=case["discount_rate"])


def assert_total(total, expected):
    assert total.investment == pytest.approx(expected["pv_cost"], abs=KRONA)
    assert total.value == pytest.approx(expected["pv_benefit"], abs=KRONA)
    assert total.net == pytest.approx(expected["npv"], abs=KRONA)
    assert total.ratio == pytest.approx(expected["ratio"], abs=RATIO)
    assert (total.payback.years if total.payback else None) == expected["payback_year"]
    if "cashable_pv" in expected:
        assert total.cashable == pytest.approx(expected["cashable_pv"], abs=KRONA)
        assert total.net_of_cashable == pytest.approx(expected["net_of_cashable"], abs=KRONA)


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
@pytest.mark.parametrize("perspective", ["public", "society"])
def test_totals(name, case, perspective):
    assert_total(at(name, case).total(perspective), case[perspective])


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
def test_rows_actors_and_levels(name, case):
    result, chain = at(name, case), example(name)
    assert {e.effect_id: e.present_value for e in result.effects} == pytest.approx(case["pv_benefit_by_row"], abs=KRONA)
    for figure, key in (("investment", "pv_cost"), ("value", "pv_benefit")):
        by_actor = {actor.actor_id: getattr(actor, figure) for actor in result.actors}
        expected = dict.fromkeys(by_actor, 0) | case[f"{key}_by_actor"]
        assert by_actor == pytest.approx(expected, abs=KRONA)
        by_level = {}
        for actor_id, amount in by_actor.items():
            level = by_id(chain.actors)[actor_id].level.value
            by_level[level] = by_level.get(level, 0) + amount
        assert by_level == pytest.approx(dict.fromkeys(by_level, 0) | case[f"{key}_by_level"], abs=KRONA)


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
@pytest.mark.parametrize("level", ["municipality", "region", "state"])
def test_each_level_by_itself(name, case, level):
    total = at(name, case).total(level)
    paid, gained = (case[f"pv_{kind}_by_level"].get(level, 0) for kind in ("cost", "benefit"))
    assert (total.investment, total.value) == (pytest.approx(paid, abs=KRONA), pytest.approx(gained, abs=KRONA))
    assert total.ratio == (pytest.approx(gained / paid, abs=RATIO) if paid else None)


@pytest.mark.parametrize(("name", "ratio"), [("I1", 3.31), ("I2", 0.73), ("I3", 0.33), ("I4", 0.44)])
def test_whether_it_pays_for_the_municipality_itself_at_ten_years(name, ratio):
    assert round(result_of(name).total("municipality").ratio, 2) == ratio


@pytest.mark.parametrize(
    ("name", "cautious", "hopeful"), [("I1", 2.55, 3.91), ("I2", 0.50, 1.37), ("I3", 0.50, 0.91), ("I4", 0.35, 0.84)]
)
def test_most_cautious_and_most_hopeful_prices(name, cautious, hopeful):
    """Where an intervention also costs, low prices are not the cautious case: its costs are then high."""
    span = price_span(example(name), SWEDISH_PUBLIC_SECTOR).public
    assert (round(span.cautious, 2), round(span.hopeful, 2)) == (cautious, hopeful)
    assert span.cautious <= span.ordered[0] <= span.ordered[1] <= span.hopeful


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
def test_undiscounted_gross_benefit(name, case):
    total = at(name, case).society
    assert total.undiscounted_gross_value == pytest.approx(case["undiscounted_gross_benefit"], abs=KRONA)


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
def test_nothing_is_excluded_and_nothing_in_the_way_of_a_ratio(name, case):
    result = at(name, case)
    assert (result.excluded, result.problems) == ((), ())


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize(("key", "rate"), [("r_0", 0.0), ("r_3.5", 0.035), ("r_5", 0.05)])
def test_other_discount_rates(name, key, rate):
    assert_total(result_of(name, discount_rate=rate).public, GOLDEN[name]["sensitivity_10y"][key])


@pytest.mark.parametrize("name", GOLDEN)
def test_ten_points_more_deadweight_on_what_is_gained(name):
    more = {f"effects/{e.id}/deadweight": e.deadweight.value + 0.1 for e in example(name).effects if e.sign > 0}
    assert_total(result_of(name, more).public, GOLDEN[name]["sensitivity_10y"]["deadweight_plus_10pp"])


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("end", ["low", "high"])
def test_all_prices_at_one_end(name, end):
    used = {effect.proxy_id for effect in example(name).effects}
    prices = {f"proxies/{p.id}/price": getattr(p.price, end) for p in example(name).proxies if p.id in used}
    assert_total(result_of(name, prices).public, GOLDEN[name]["sensitivity_10y"][f"proxies_{end}"])


@pytest.mark.parametrize("name", GOLDEN)
def test_with_optional_values(name):
    expected = GOLDEN[name]["sensitivity_10y"]["with_optional_values_society"]
    assert_total(result_of(name, with_optional=True).society, expected)


BREAK_EVENS = [
    (name, int(years), multiplier)
    for name, golden in GOLDEN.items()
    for years, multiplier in golden["break_even_effect_multiplier_public"].items()
]


@pytest.mark.parametrize(("name", "years", "multiplier"), BREAK_EVENS)
def test_how_much_larger_the_gains_must_be_to_break_even(name, years, multiplier):
    """Gains are scaled, negative effects are not. Where no multiplier is given, ten times is not enough."""
    gains = {
        f"effects/{e.id}/quantity/units": e.quantity.units.value * (multiplier or 10)
        for e in example(name).effects
        if e.sign > 0
    }
    public, _ = headline(example(name), SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": years}), gains)
    if multiplier is None:
        assert public.ratio < 1
    else:
        assert public.ratio == pytest.approx(1, abs=0.0006)
