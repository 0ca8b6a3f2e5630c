"""What drives the ratio: one assumption at a time, two at a time, named scenarios, shares of variance."""

import numpy as np
import pytest

from chain.assumption import Assumption, Evidence, Series, Shape
from chain.model import by_id
from sroi.movable import movables
from sroi.ratio import calculate, headline_in
from sroi.scenarios import by_evidence, evidence_discount, scenarios
from sroi.sensitivity import grid, tornado
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.variance import first_order, total_order
from tests.golden.examples import example, figures
from tests.spec.small import PLAIN, by_year, chain, effect, money, number, share_of_cohort

LJUSNABY = figures("ljusnaby_expected")["interventions"]
MUNICIPALITY = SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": "municipality", "horizon_years": 15})


def ranged(value: float, low: float | None, high: float | None, **more) -> Assumption:
    return Assumption(value=value, low=low, high=high, **more)


def two_effects(**changes):
    """Two effects worth 1 000 SEK each, with one number between stated ends."""
    one = effect().model_copy(update=changes)
    return chain(one, effect("E2"))


# --- one at a time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LJUSNABY)
@pytest.mark.parametrize("settings", [SWEDISH_PUBLIC_SECTOR, MUNICIPALITY], ids=["public", "municipality, 15 years"])
def test_every_bar_is_the_ratio_recomputed_at_its_ends(name, settings):
    found = tornado(example(name), settings)
    assert found.bars
    assert found.ratio == headline_in(example(name), settings).ratio
    whole = calculate(example(name), settings).total(settings.perspective)
    assert (found.ratio, found.net_sek) == (whole.ratio, whole.net)
    for bar in found.bars:
        low, high = (headline_in(example(name), settings, bar.movable.moved(end)) for end in bar.movable.ends)
        assert (bar.ratio_at_low, bar.ratio_at_high) == (low.ratio, high.ratio)
        assert (bar.net_at_low_sek, bar.net_at_high_sek) == (low.net, high.net)
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)


def test_what_states_no_range_is_listed_apart_and_what_is_fixed_is_neither():
    known = Assumption(value=0.2, shape=Shape.FIXED)
    found = tornado(two_effects(deadweight=ranged(0.2, 0.1, None), attribution=known), PLAIN)
    assert [bar.movable.place for bar in found.bars] == ["effects/E1/deadweight"]
    assert found.bars[0].movable.ends == (0.1, 0.2)
    apart = {each.place for each in found.without_range}
    assert {"effects/E2/deadweight", "proxies/P1/price", "resources/R1/amounts"} <= apart
    assert not apart & {"effects/E1/deadweight", "effects/E1/attribution", "effects/E1/cashable_share"}


def test_one_figure_in_two_places_moves_as_one():
    shared = ranged(0.5, 0.2, 0.6, figure_id="same")
    both = chain(
        effect().model_copy(update={"deadweight": shared}), effect("E2").model_copy(update={"deadweight": shared})
    )
    (bar,) = tornado(both, PLAIN).bars
    assert (bar.movable.name, bar.movable.places) == ("same", ("effects/E1/deadweight", "effects/E2/deadweight"))
    assert (bar.ratio_at_low, bar.ratio_at_high) == (pytest.approx(1.6), pytest.approx(0.8))
    other = ranged(0.4, 0.2, 0.6, figure_id="same")
    apart = chain(
        effect().model_copy(update={"deadweight": shared}), effect("E2").model_copy(update={"deadweight": other})
    )
    assert len(tornado(apart, PLAIN).bars) == 2


def test_a_series_moves_by_its_factors():
    amounts = Series(values={2024: 500.0, 2025: 500.0}, low_factor=0.8, high_factor=2.0)
    (bar,) = tornado(chain(effect(), resources=(money(amounts),)), PLAIN).bars
    assert (bar.movable.unit, bar.movable.base, bar.ratio_at_low, bar.ratio_at_high) == ("factor", 1.0, 1.25, 0.5)


def test_a_range_that_is_told_otherwise_stands_in_for_low_and_high():
    """As for a share that was measured in a sample, whose ends follow from the sample."""
    (bar,) = tornado(two_effects(), PLAIN, ranges={"effects/E1/deadweight": (0.1, 0.5)}).bars
    assert (bar.movable.name, bar.movable.ends, bar.swing) == ("effects/E1/deadweight", (0.1, 0.5), pytest.approx(0.4))


def test_an_end_that_cannot_be_is_refused_and_said():
    found = tornado(two_effects(deadweight=ranged(0.2, 0.1, 1.2), lag_years=ranged(1, -1, 2)), PLAIN)
    assert found.bars == ()
    told = [(each.code, each.place) for each in found.refused]
    assert told == [("figure.share_outside", "effects/E1/deadweight"), ("engine.out_of_range", "effects/E1/lag_years")]


def test_without_a_ratio_the_net_value_ranks():
    gifts = chain(effect(deadweight=0.0).model_copy(update={"deadweight": ranged(0.2, 0.1, 0.4)}), resources=())
    (bar,) = tornado(gifts, PLAIN).bars
    assert (bar.swing, bar.net_swing_sek) == (None, pytest.approx(300))


def test_only_what_the_ratio_reads_can_be_moved():
    places = {place for each in movables(example("I3"), SWEDISH_PUBLIC_SECTOR) for place in each.places}
    optional = next(each.id for each in example("I3").effects if not each.in_base_case)
    assert not [place for place in places if place.startswith(("indicators/", "stakeholders/", f"effects/{optional}/"))]
    with_optional = SWEDISH_PUBLIC_SECTOR.model_copy(update={"with_optional": True})
    more = {place for each in movables(example("I3"), with_optional) for place in each.places}
    assert f"effects/{optional}/deadweight" in more


# --- two at a time ---------------------------------------------------------------------------------------------------


def test_a_grid_is_the_ratio_at_every_pair():
    found = grid(
        example("I1"), SWEDISH_PUBLIC_SECTOR, "proxies/P01/price", "effects/I1-B1/deadweight", None, [0, 0.1, 0.5]
    )
    assert found.ratio.shape == found.net_sek.shape == (5, 3)
    assert found.row_values == (81_000, 90_500, 100_000, 109_500, 119_000)
    moved = {"proxies/P01/price": 90_500, "effects/I1-B1/deadweight": 0.5}
    assert found.ratio[1, 2] == headline_in(example("I1"), SWEDISH_PUBLIC_SECTOR, moved).ratio


def test_a_grid_of_one_assumption_or_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="one assumption"):
        grid(example("I1"), SWEDISH_PUBLIC_SECTOR, "proxies/P01/price", "proxies/P01/price")
    with pytest.raises(ValueError, match="outside"):
        grid(example("I1"), SWEDISH_PUBLIC_SECTOR, "proxies/P01/price", "effects/I1-B1/deadweight", None, [1.5])
    with pytest.raises(ValueError, match="no range"):
        grid(example("I1"), SWEDISH_PUBLIC_SECTOR, "proxies/P01/price", "effects/I1-B1/deadweight")
    with pytest.raises(KeyError):
        grid(example("I1"), SWEDISH_PUBLIC_SECTOR, "proxies/P01/price", "effects/none/deadweight")


# --- scenarios -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LJUSNABY)
def test_own_scenarios_side_by_side_give_the_expected_sensitivities(name):
    case, expected = example(name), LJUSNABY[name]["sensitivity_10y"]
    used = {each.proxy_id for each in case.effects}
    own = {
        f"proxies_{end}": {f"proxies/{p.id}/price": getattr(p.price, end) for p in case.proxies if p.id in used}
        for end in ("low", "high")
    } | {
        "deadweight_plus_10pp": {
            f"effects/{each.id}/deadweight": each.deadweight.value + 0.1 for each in case.effects if each.sign > 0
        }
    }
    told = {each.name: each for each in scenarios(case, SWEDISH_PUBLIC_SECTOR, own)}
    assert list(told) == ["cautious", "base", "optimistic", *own]
    for key in own:
        assert told[key].ratio == pytest.approx(expected[key]["ratio"], abs=0.00051)
        assert told[key].net_sek == pytest.approx(expected[key]["npv"], abs=0.5001)
    bars = tornado(case, SWEDISH_PUBLIC_SECTOR).bars
    lowest = min(min(bar.net_at_low_sek, bar.net_at_high_sek) for bar in bars)
    assert told["cautious"].net_sek <= lowest <= told["base"].net_sek <= told["optimistic"].net_sek


def test_a_scenario_that_cannot_be_says_what_it_leaves_out():
    *_, impossible = scenarios(chain(effect(), effect("E2")), PLAIN, {"base": {"effects/E1/deadweight": 1.5}})
    assert (impossible.name, impossible.ratio) == ("base", 1)
    assert [each.code for each in impossible.left_out] == ["engine.out_of_range"]


def test_an_effect_that_is_not_counted_has_no_drivers():
    broken = chain(effect(deadweight=1.2), effect("E2"))
    places = {place for each in movables(broken, PLAIN) for place in each.places}
    assert not [place for place in places if place.startswith("effects/E1/")]
    assert "proxies/P1/price" in places
    assert tornado(broken, PLAIN).ratio == 1


def test_the_cautious_end_of_a_cost_that_the_intervention_causes_is_the_high_one():
    harm = effect("E2", sign=-1).model_copy(update={"deadweight": ranged(0.5, 0.0, 1.0)})
    cautious, base, optimistic = scenarios(chain(effect(), harm, price=2000), PLAIN)
    assert cautious.figures == {"effects/E2/deadweight": 0.0}
    assert [cautious.ratio, base.ratio, optimistic.ratio] == pytest.approx([0, 1, 2])


def test_an_evidence_discount_holds_back_gains_and_never_costs():
    def graded(name: str, evidence: Evidence | None, sign: int = 1):
        share = share_of_cohort(0.5, 1)
        share = share.model_copy(update={"share": number(0.5).model_copy(update={"evidence": evidence})})
        return effect(name, quantity=share, sign=sign)

    weak, strong, harm, unsaid = Evidence.EXPERT, Evidence.RANDOMISED, Evidence.EXPERT, None
    effects = (graded("E1", weak), graded("E2", strong), graded("E3", harm, -1), graded("E4", unsaid))
    case = chain(*effects, cohorts=by_year(10))
    discounted = evidence_discount(case, PLAIN, {Evidence.EXPERT: 0.4, None: 0.2})
    assert discounted == {
        "effects/E1/quantity/share": pytest.approx(0.3),
        "effects/E4/quantity/share": pytest.approx(0.4),
    }
    *_, held_back = scenarios(case, PLAIN, {"held back": discounted})
    assert held_back.value_sek == pytest.approx(3000 + 5000 - 5000 + 4000)
    assert evidence_discount(case, PLAIN, {}) == {}
    with pytest.raises(ValueError, match="discount"):
        evidence_discount(case, PLAIN, {Evidence.EXPERT: 1.5})
    resting = by_evidence(case, calculate(case, PLAIN), "society")
    assert [(each.level, each.effects, each.gains_sek, each.share) for each in resting] == [
        (level, 1, pytest.approx(5000), pytest.approx(1 / 3)) for level in (Evidence.RANDOMISED, Evidence.EXPERT, None)
    ]


# --- shares of variance ----------------------------------------------------------------------------------------------


def drawn(seed: int, count: int) -> dict[str, np.ndarray]:
    columns = np.random.default_rng(seed).uniform(-np.pi, np.pi, (3, count))
    return dict(zip("xyz", columns, strict=True))


def ishigami(draws) -> np.ndarray:
    """A function whose shares are known in closed form; z matters only together with x."""
    return np.sin(draws["x"]) + 7 * np.sin(draws["y"]) ** 2 + 0.1 * draws["z"] ** 4 * np.sin(draws["x"])


FIRST = {"x": 0.3139, "y": 0.4424, "z": 0.0}
TOTAL = {"x": 0.5576, "y": 0.4424, "z": 0.2437}


def agrees(found, expected) -> bool:
    return all(abs(each.share - expected[each.name]) <= 4 * each.standard_error + 0.002 for each in found)


def test_shares_of_variance_within_their_standard_errors():
    draws = drawn(1, 10_000)
    found = first_order(draws, ishigami(draws))
    assert [each.name for each in found] == ["y", "x", "z"]
    assert agrees(found, FIRST)
    anew = total_order(ishigami, drawn(2, 4_000), drawn(3, 4_000))
    assert agrees(anew.first, FIRST)
    assert agrees(anew.total, TOTAL)
    assert anew.runs == 5 * 4_000


def test_standard_errors_are_what_repetition_shows():
    shares = [{each.name: each for each in first_order(d, ishigami(d))} for d in (drawn(s, 2_000) for s in range(40))]
    for name in "xy":
        seen = np.std([each[name].share for each in shares])
        said = np.mean([each[name].standard_error for each in shares])
        assert 0.6 < said / seen < 1.6


def test_a_group_is_moved_as_one_and_what_does_not_vary_has_no_share():
    found = total_order(ishigami, drawn(2, 4_000), drawn(3, 4_000), {"xz": "xz", "y": "y"})
    assert agrees(found.total, {"xz": 1 - 0.4424, "y": 0.4424})
    constant = {"c": np.ones(100)}
    assert [each.share for each in first_order(constant, np.arange(100.0))] == [0.0]
    with pytest.raises(ValueError, match="finite"):
        first_order({"x": np.arange(100.0)}, np.full(100, np.nan))
    with pytest.raises(ValueError, match="results"):
        first_order({"x": np.arange(99.0)}, np.arange(100.0))
    assert [each.share for each in total_order(lambda d: d["c"], constant, constant).total] == [0.0]


def test_draws_of_a_chain_give_shares_that_add_up_where_the_ratio_is_a_sum():
    case = example("I1")
    rng = np.random.default_rng(4)
    prices = by_id(case.proxies)
    draws = {
        f"proxies/{p}/price": rng.uniform(prices[p].price.low, prices[p].price.high, 5_000) for p in ("P01", "P03")
    }
    shares = first_order(draws, headline_in(case, SWEDISH_PUBLIC_SECTOR, draws).ratio)
    assert sum(each.share for each in shares) == pytest.approx(1, abs=0.02)
    assert shares[0].name == "proxies/P01/price"
