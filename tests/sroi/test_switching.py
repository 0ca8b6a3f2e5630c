"""The values that tip the ratio: exact on a straight line, bracketed where it bends, none where there is none."""

import numpy as np
import pytest

from chain.assumption import Assumption
from chain.model import DirectNumber
from sroi.ratio import headline_in
from sroi.rootfinding import brackets_to_roots
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.switching import switching_values
from tests.golden.examples import example, figures
from tests.spec.small import PLAIN, by_year, chain, effect, money, number, share_of_cohort

GUIDE = SROI_GUIDE.model_copy(update={"price_year": None})
BREAK_EVEN = figures("wheels_to_meals")["breakeven"]
LJUSNABY = figures("ljusnaby_expected")["interventions"]
CASES = [
    *(
        (example(name), SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": years}))
        for name in LJUSNABY
        for years in (2, 10)
    ),
    (example("wheels-to-meals"), GUIDE),
    (example("wheels-to-meals"), GUIDE.model_copy(update={"filters": "additive", "drop_off": "straight_line"})),
    (example("I4"), SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": "municipality", "income": "benefit"})),
]


def by_place(found) -> dict:
    return {place: row for row in found.rows for place in row.mover.places}


def one(found, place):
    return by_place(found)[place]


# --- published and expected break-evens ------------------------------------------------------------------------------


def test_what_tips_the_guides_own_example():
    found = switching_values(example("wheels-to-meals"), GUIDE)
    multiplier = {row.place: row.value for row in found.multipliers}
    assert found.standing == "above"
    assert multiplier["quantities"] == pytest.approx(BREAK_EVEN["all_benefits_scale_factor"], abs=0.00005)
    assert multiplier["prices"] == pytest.approx(multiplier["quantities"], rel=1e-12)
    assert multiplier["costs"] == pytest.approx(found.ratio, rel=1e-12)
    falls = ("W-B1", "W-B2", "W-B3")
    for field, key, digits in (
        ("quantity/number", "fall_episodes_quantity", 0.0005),
        ("attribution", "fall_rows_attribution", 0.00005),
        ("deadweight", "fall_rows_deadweight", 0.0005),
    ):
        rows = {id(one(found, f"effects/{name}/{field}")): one(found, f"effects/{name}/{field}") for name in falls}
        (row,) = rows.values()
        assert row.exact
        assert row.value == pytest.approx(BREAK_EVEN[key], abs=digits)


@pytest.mark.parametrize("name", LJUSNABY)
@pytest.mark.parametrize("years", [2, 10, 15])
def test_how_much_larger_the_gains_must_be(name, years):
    expected = LJUSNABY[name]["break_even_effect_multiplier_public"][str(years)]
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": years})
    gains = next(row for row in switching_values(example(name), settings).multipliers if row.place == "gains")
    if expected is None:
        assert gains.value is None or gains.value > 10
    else:
        assert gains.value == pytest.approx(expected, abs=0.00051)


@pytest.mark.parametrize(("case", "settings"), CASES, ids=lambda each: getattr(each, "id", None))
@pytest.mark.parametrize("target", [1.0, 2.5])
def test_put_back_every_switching_value_gives_the_target(case, settings, target):
    found = switching_values(case, settings, target)
    tipping = [row for row in (*found.rows, *found.multipliers) if row.tips]
    assert tipping
    for row in tipping:
        for value in (row.value, *row.others):
            assert row.mover.lowest <= value <= row.mover.highest
            assert headline_in(case, settings, row.mover.moved(value)).ratio == pytest.approx(target, rel=1e-9)


# --- bends -----------------------------------------------------------------------------------------------------------


def lasting(years: float, drop_off: float, worth: float = 1.0, name: str = "E1", **more):
    return effect(name, quantity=DirectNumber(number=number(worth)), duration_years=years, drop_off=drop_off, **more)


def test_geometric_drop_off_is_bracketed_to_the_root_of_its_polynomial():
    found = switching_values(chain(lasting(3, 0.1), resources=(money(by_year(1750.0)),)), PLAIN)
    row = one(found, "effects/E1/drop_off")
    assert not row.exact
    assert row.value == pytest.approx(0.5, abs=1e-12)  # 1 + ½ + ¼
    assert (row.ratio_at_lowest, row.ratio_at_highest) == (pytest.approx(3 / 1.75), pytest.approx(1 / 1.75))


def test_straight_drop_off_is_exact_between_its_bends():
    straight = PLAIN.model_copy(update={"drop_off": "straight_line"})
    found = switching_values(chain(lasting(4, 0.1), resources=(money(by_year(1300.0)),)), straight)
    row = one(found, "effects/E1/drop_off")
    assert row.exact
    assert row.value == pytest.approx(0.7, abs=1e-14)  # 1 + 0.3 + 0 + 0


def test_years_are_exact_between_whole_years_and_end_within_the_horizon():
    found = switching_values(chain(lasting(3, 0.0), resources=(money(by_year(1500.0)),)), PLAIN)
    assert (one(found, "effects/E1/duration_years").value, one(found, "effects/E1/lag_years").value) == (1.5, 8.5)
    assert one(found, "effects/E1/duration_years").exact


def test_added_deductions_stop_at_nothing():
    added = PLAIN.model_copy(update={"filters": "additive"})
    pair = chain(effect(deadweight=0.2, attribution=0.3), effect("E2"), resources=(money(by_year(1200.0)),))
    row = one(switching_values(pair, added), "effects/E1/attribution")
    assert (row.value, row.exact) == (pytest.approx(0.6, abs=1e-14), True)
    cheap = chain(effect(deadweight=0.2, attribution=0.3), effect("E2"), resources=(money(by_year(900.0)),))
    kept = one(switching_values(cheap, added), "effects/E1/attribution")
    assert (kept.tips, kept.ratio_at_highest) == (False, pytest.approx(1 / 0.9))


def test_of_several_roots_the_nearest_and_then_the_others():
    """1 + b + b² − 1.5 (1 + b) = −0.53 has the roots 0.25 ± √0.0325, with b = 1 − drop-off."""
    shared = {"drop_off": Assumption(value=0.5, figure_id="fade")}
    gain = lasting(3, 0).model_copy(update=shared)
    harm = lasting(2, 0, worth=1.5, name="E2", sign=-1).model_copy(update=shared)
    row = one(switching_values(chain(gain, harm, lasting(1, 0, worth=1.53, name="E3")), PLAIN), "effects/E2/drop_off")
    near, far = 0.75 - 0.0325**0.5, 0.75 + 0.0325**0.5
    assert (row.value, row.others) == (pytest.approx(near, abs=1e-12), (pytest.approx(far, abs=1e-12),))


def test_a_figure_squared_is_bracketed():
    twice = {name: Assumption(value=0.1, figure_id="others") for name in ("deadweight", "attribution")}
    found = switching_values(chain(effect().model_copy(update=twice), resources=(money(by_year(360.0)),)), PLAIN)
    row = one(found, "effects/E1/attribution")
    assert (row.value, row.exact) == (pytest.approx(0.4, abs=1e-12), False)


# --- what is told ----------------------------------------------------------------------------------------------------


def test_what_cannot_tip_it_tells_the_ratio_at_both_ends():
    found = switching_values(chain(effect(), effect("E2", deadweight=0.5), price=4000), PLAIN)
    row = one(found, "effects/E2/deadweight")
    assert row in found.cannot
    assert (row.value, row.change, row.change_share, row.exact) == (None, None, None, True)
    assert (row.ratio_at_lowest, row.ratio_at_highest) == (8, 4)
    number_of = one(found, "effects/E2/quantity/number")
    assert (number_of.tips, number_of.ratio_at_lowest, number_of.ratio_at_highest) == (False, 4, np.inf)


def test_how_far_it_is_and_whether_within_what_was_stated():
    near = effect().model_copy(update={"deadweight": Assumption(value=0.2, low=0.1, high=0.6)})
    price_at_least = chain(near, price=2000)
    row = one(switching_values(price_at_least, PLAIN), "effects/E1/deadweight")
    assert (row.value, row.change, row.change_share) == (pytest.approx(0.5), pytest.approx(0.3), pytest.approx(1.5))
    assert row.within_stated is True
    far = one(switching_values(price_at_least, PLAIN, 0.7), "effects/E1/deadweight")
    assert (far.value, far.within_stated) == (pytest.approx(0.65), False)
    assert one(switching_values(price_at_least, PLAIN), "proxies/P1/price").within_stated is None


def test_ranked_by_how_little_it_takes_with_stated_ranges_first():
    stated = effect().model_copy(update={"deadweight": Assumption(value=0.2, low=0.1, high=0.6)})
    ranked = switching_values(chain(stated, price=2000), PLAIN).ranked
    assert ranked[0].place == "effects/E1/deadweight"
    reach = [abs(row.change) / (abs(row.mover.base) or 1) for row in ranked[1:]]
    assert reach == sorted(reach)


@pytest.mark.parametrize(("price", "standing"), [(2000, "above"), (1000, "at"), (500, "below")])
def test_where_it_stands_now(price, standing):
    found = switching_values(chain(effect(), price=price), PLAIN)
    assert (found.ratio, found.standing) == (price / 1000, standing)
    assert one(found, "proxies/P1/price").value == pytest.approx(1000)


def test_without_a_ratio_nothing_is_told():
    found = switching_values(chain(effect(), resources=()), PLAIN)
    assert (found.ratio, found.standing, found.rows, found.multipliers) == (None, None, (), ())


def test_where_nothing_is_invested_there_is_no_tipping():
    """Without the first resource the income exceeds the costs; the gap is zero there too, but there is no ratio."""
    income = money(by_year(900.0), name="R2", kind="income")
    costs = money(by_year(1000.0))
    row = one(
        switching_values(chain(effect(sign=-1, deadweight=0.9), resources=(costs, income)), PLAIN),
        "resources/R1/amounts",
    )
    assert (row.tips, row.ratio_at_lowest, row.ratio_at_highest) == (False, None, 0)


def test_what_one_gains_and_another_loses_cannot_tip_it():
    """The sums cancel but for rounding, which must not be taken for a slope."""
    moved = effect(quantity=share_of_cohort(0.313, 0.7), transfer_counterpart_id="state", deadweight=0.1)
    others = (effect("E2", quantity=DirectNumber(number=number(0.37)), actor_id="state"), effect("E3", deadweight=0.9))
    case = chain(moved, *others, price=333_333.33, cohorts=by_year(7), resources=(money(by_year(900_000.0)),))
    found = switching_values(case, PLAIN)
    for place in ("chain/cohorts", "effects/E1/quantity/units", "effects/E1/deadweight"):
        row = one(found, place)
        assert (row.tips, row.ratio_at_highest) == (False, pytest.approx(found.ratio))


@pytest.mark.parametrize("target", [-0.1, float("inf"), float("nan")])
def test_an_impossible_target_is_refused(target):
    with pytest.raises(ValueError, match="target"):
        switching_values(chain(effect()), PLAIN, target)


def test_many_brackets_close_together():
    powers = np.array([1, 3, 9, 30])
    seen = []

    def gaps(which, x):
        seen.append(len(which))
        return x ** powers[which] - 0.5

    found = brackets_to_roots(gaps, np.zeros(4), np.ones(4), -0.5 * np.ones(4), 0.5 * np.ones(4))
    assert found == pytest.approx(0.5 ** (1 / powers), abs=1e-15)
    assert len(seen) < 60
    with pytest.raises(ValueError, match="change of sign"):
        brackets_to_roots(gaps, np.zeros(1), np.ones(1), np.ones(1), np.ones(1))
