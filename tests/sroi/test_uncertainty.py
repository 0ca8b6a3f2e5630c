"""The result as ranges: closed forms, plain loops, the point estimate, and digits that depend on the seed alone."""

from math import exp, log, sqrt
import os
from statistics import NormalDist, fmean, stdev
import subprocess
import sys

import numpy as np
import pytest

from chain.assumption import Assumption, Series
from chain.model import Chain, DirectNumber, Resource, YearlyProfile
from chain.text import Text
from sroi.draws import draws_of
from sroi.outlook import LEVELS, chance_of, range_of
from sroi.ratio import calculate, headline
from sroi.settings import PRESETS, SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.simulate import simulate
from sroi.uncertainty import SEED, all_perspectives, summary, uncertainty
from tests.golden.examples import example
from tests.oracle.naive import naive, total
from tests.spec.small import PLAIN, by_year, chain, effect, money, share_of_cohort
from tests.sroi.test_steady import OTHER_PROCESSORS
from tests.sroi.unsure import number, priced

NORMAL = NormalDist()
Z90 = NORMAL.inv_cdf(0.95)


def spread_out() -> Chain:
    """Everything that can be uncertain at once: prices, shares, years, cohorts, costs, income, shared figures."""
    same = {"figure_id": "tau", "low": 0.2, "high": 0.4}
    first = effect("E1", quantity=share_of_cohort(0.3, 2), duration_years=4, transfer_counterpart_id="state")
    first = first.model_copy(
        update={
            "deadweight": number(0.2, 0.1, 0.4, shape="beta", credibility=0.9),
            "attribution": number(0.3, **same),
            "drop_off": number(0.2, 0.0, 0.5, shape="pert"),
            "lag_years": number(1, 0, 2.5, shape="uniform"),
            "duration_years": number(4, 2, 6),
        }
    )
    second = effect("E2", quantity=DirectNumber(number=number(3, 1, 5), every_cohort=True), duration_years=3)
    second = second.model_copy(update={"attribution": number(0.3, **same), "actor_id": "participants"})
    profile = Series(values={2024: 1, 2026: 2}, low_factor=0.5, high_factor=1.5)
    third = effect("E3", quantity=YearlyProfile(units=profile), sign=-1)
    hours = Resource(
        id="R2",
        name=Text(sv="Tid"),
        kind="staff_time",
        payer_id="state",
        hours=Series(values={2024: 5, 2025: 5}, low_factor=0.9, high_factor=1.3),
        hourly_cost=number(300, 250, 400, shape="gamma", credibility=0.8),
        on_cost_share=number(0.4, 0.35, 0.5),
    )
    plain = chain(
        first,
        second,
        third,
        effect("E4"),
        cohorts=Series(values={2024: 4, 2025: 6}, low_factor=0.7, high_factor=1.1),
        resources=(money(by_year(1000.0, 500.0)), hours, money(by_year(200.0), name="R3", kind="income")),
    )
    proxy = plain.proxies[0]
    price = number(1000, 600, 2000, shape="lognormal", credibility=0.9)
    return plain.model_copy(update={"proxies": (proxy.model_copy(update={"price": price}),)})


# --- the same functions ---


@pytest.mark.parametrize("settings", [*PRESETS.values(), PLAIN.model_copy(update={"income": "benefit"})], ids=str)
def test_the_draws_are_the_ratios_own_figures_to_the_last_digit(settings):
    one = spread_out()
    found = simulate(one, settings, draws=700, seed=3, horizons=(2, settings.horizon_years))
    figures = draws_of(one, 700, 3)
    for years in found.horizons:
        at_horizon = settings.model_copy(update={"horizon_years": years})
        for expected in headline(one, at_horizon, figures):
            value, investment = found.of(expected.perspective, years)
            assert np.array_equal(value, expected.value)
            assert np.array_equal(np.broadcast_to(investment, 700), expected.investment)


@pytest.mark.parametrize("settings", PRESETS.values(), ids=str)
def test_plain_loops_give_the_same_on_a_few_draws(settings):
    one = spread_out()
    found = simulate(one, settings, draws=4, seed=11)
    figures = draws_of(one, 4, 11)
    for draw in range(4):
        plain = naive(at_draw(one, {place: float(values[draw]) for place, values in figures.items()}), settings)
        for perspective in ("society", "public"):
            members = {actor.id for actor in one.actors if perspective == "society" or actor.is_public}
            value, investment = found.of(perspective, settings.horizon_years)
            assert value[draw] == pytest.approx(total(plain["gained"], members), rel=1e-9)
            assert investment[draw] == pytest.approx(total(plain["paid"], members), rel=1e-9)


def at_draw(one: Chain, figures: dict[str, float], place: str = "") -> Chain:
    """The chain with these numbers in these places; a series is multiplied."""

    def put(holder, path: str):
        update = {}
        for field in type(holder).model_fields:
            held, here = getattr(holder, field), f"{path}/{field}"
            if isinstance(held, Assumption) and here in figures:
                update[field] = held.model_copy(update={"value": figures[here]})
            elif isinstance(held, Series) and here in figures:
                values = {year: each * figures[here] for year, each in held.values.items()}
                update[field] = held.model_copy(update={"values": values})
            elif field == "quantity" and held is not None:
                update[field] = put(held, here)
        return holder.model_copy(update=update)

    kinds = ("effects", "proxies", "resources")
    inside = {kind: tuple(put(each, f"{kind}/{each.id}") for each in getattr(one, kind)) for kind in kinds}
    return put(one, "chain").model_copy(update=inside)


@pytest.mark.parametrize("settings", PRESETS.values(), ids=str)
@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4", "wheels-to-meals"])
def test_the_point_stands_beside_the_range_to_the_last_digit(name, settings):
    one = example(name)
    found, result = uncertainty(one, settings, draws=600), calculate(one, settings)
    assert found.fingerprint == result.fingerprint
    for perspective in all_perspectives(one):
        outlook, point = found.of(perspective), result.total(perspective)
        assert (outlook.value.point, outlook.investment.point) == (point.value, point.investment)
        assert (outlook.net.point, outlook.ratio and outlook.ratio.point) == (point.net, point.ratio)


def test_without_uncertainty_every_range_is_its_point():
    one = example("wheels-to-meals")
    found = uncertainty(one, SROI_GUIDE, draws=1000)
    assert found.figures == ()
    for outlook in found.outlooks:
        for each in (outlook.value, outlook.investment, outlook.net, outlook.ratio):
            if each is not None:
                assert {each.point, each.at_means, each.mean, *each.quantiles} == {each.point}
                assert (each.mean_error, each.deviation, set(each.quantile_errors)) == (0.0, 0.0, {0.0})
        assert outlook.chance.share in (0.0, 1.0)
        assert outlook.chance.error == 0.0


# --- the same digits ---


def test_pieces_and_threads_change_no_digit(monkeypatch):
    one = spread_out()
    whole = simulate(one, SWEDISH_PUBLIC_SECTOR, draws=3000, seed=9, threads=1)
    monkeypatch.setattr("sroi.simulate.LARGEST_PIECE", 512)
    parts = simulate(one, SWEDISH_PUBLIC_SECTOR, draws=3000, seed=9, threads=2)
    assert np.array_equal(whole.value, parts.value)
    assert np.array_equal(whole.investment, parts.investment)
    more = simulate(one, SWEDISH_PUBLIC_SECTOR, draws=5000, seed=9)
    assert np.array_equal(more.value[..., :3000], whole.value)


DIGITS = """
from sroi.settings import PRESETS
from sroi.uncertainty import uncertainty
from tests.golden.examples import example
from tests.sroi.test_uncertainty import spread_out
for chain in (spread_out(), example("I2")):
    for settings in PRESETS.values():
        for plan in ("random", "latin"):
            print(repr(uncertainty(chain, settings, draws=1500, seed=5, plan=plan).outlooks))
"""


def test_an_old_and_a_new_processor_draw_the_same_digits():
    command = [sys.executable, "-c", DIGITS]
    runs = [
        subprocess.run(command, env=os.environ | more, capture_output=True, check=True, timeout=120).stdout
        for more in ({"PYTHONPATH": "."}, {"PYTHONPATH": ".", **OTHER_PROCESSORS})
    ]
    assert len(runs[0]) > 100_000
    assert runs[0] == runs[1]


# --- closed forms ---


def test_a_normal_price_gives_the_normal_chance():
    mean, deviation = 1100.0, 200.0
    price = number(mean, mean - Z90 * deviation, mean + Z90 * deviation, shape="normal", credibility=0.9)
    found = uncertainty(priced(price), PLAIN, draws=40_000, seed=2).of("society")
    chance = NORMAL.cdf((mean - 1000) / deviation)
    assert found.chance.share == pytest.approx(chance, abs=4 * found.chance.error)
    assert found.chance.error == pytest.approx(sqrt(chance * (1 - chance) / 40_000), rel=0.02)
    assert found.net.mean == pytest.approx(100, abs=4 * found.net.mean_error)
    assert found.net.mean_error == pytest.approx(deviation / sqrt(40_000), rel=0.02)
    low, high, low_error, high_error = found.net.interval(0.9)
    assert low == pytest.approx(100 - Z90 * deviation, abs=4 * low_error)
    assert high == pytest.approx(100 + Z90 * deviation, abs=4 * high_error)
    density = NORMAL.pdf(Z90) / deviation
    assert high_error == pytest.approx(sqrt(0.05 * 0.95 / 40_000) / density, rel=0.15)


def test_a_product_of_lognormals_is_lognormal():
    price = number(1000, 700, 1500, shape="lognormal", credibility=0.8)
    quantity = number(2, 1, 5, shape="lognormal", credibility=0.95)
    found = uncertainty(priced(price, quantity), PLAIN, draws=40_000, seed=3).of("society").ratio
    middle = (log(700) + log(1500) + log(1) + log(5)) / 2 - log(1000)
    parts = log(1500 / 700) / 2 / NORMAL.inv_cdf(0.9), log(5) / 2 / NORMAL.inv_cdf(0.975)
    deviation = sqrt(parts[0] ** 2 + parts[1] ** 2)
    for level in (0.05, 0.25, 0.5, 0.75, 0.95):
        error = found.quantile_errors[LEVELS.index(level)]
        assert found.quantile(level) == pytest.approx(exp(middle + deviation * NORMAL.inv_cdf(level)), abs=4 * error)
    assert found.mean == pytest.approx(exp(middle + deviation**2 / 2), abs=4 * found.mean_error)


def test_drop_off_sets_the_mean_ratio_the_ratio_at_the_means_and_the_point_apart():
    """Two years of 1 000 with a drop-off uniform on 0–1: 1000 × E(1 + (1−d) + (1−d)²) = 1000 × (1 + 1/2 + 1/3)."""
    one = priced(number(1000), drop_off=number(0.2, 0, 1, shape="uniform"), duration_years=number(3))
    found = uncertainty(one, PLAIN, draws=40_000).of("society").ratio
    assert found.point == pytest.approx(1 + 0.8 + 0.64)
    assert found.at_means == pytest.approx(1 + 0.5 + 0.25, rel=1e-6)
    assert found.mean == pytest.approx(11 / 6, abs=4 * found.mean_error)


def test_each_payer_and_each_horizon_has_its_own_chance():
    """Value 600–1 000 a year for two years, evenly; one payer puts in 1 000, another nothing."""
    one = priced(number(800, 600, 1000, shape="uniform"), duration_years=number(2))
    found = uncertainty(one, PLAIN.model_copy(update={"horizon_years": 2}), draws=4000, horizons=(1, 2))
    assert found.of("actor:municipality", 1).chance.share == 0
    assert found.of("actor:municipality", 2).chance.share == 1
    assert found.of("actor:state", 2).chance == (0.0, 0.0)
    assert found.of("actor:state", 2).ratio is None
    assert found.of("municipality", 2).value == found.of("public", 2).value
    with pytest.raises(KeyError):
        found.of("region", 2)


def test_a_perspective_whose_cost_may_be_paid_for_by_income_gets_no_range_of_its_ratio():
    income = money(Series(values={2024: 900}, low_factor=0.5, high_factor=1.5), name="R2", kind="income")
    one = chain(effect(), resources=(money(by_year(1000.0)), income))
    found = uncertainty(one, PLAIN, draws=4000)
    outlook = found.of("society")
    assert outlook.ratio is None
    assert outlook.net.deviation > 0
    told = [each for each in found.problems if each.code == "engine.investment_not_always_positive"]
    least = 1 - 1000 / 900
    expected = (0.5 + least) ** 2 / 0.5  # the corner of the triangle 0.5–1–1.5 above 1000/900
    assert told[0].words()["draws_share"] == pytest.approx(expected, abs=0.03)


def test_an_unknown_cost_gives_neither_net_value_nor_chance():
    unpriced = Resource(id="R9", name=Text(sv="Lokal"), kind="premises", payer_id="municipality")
    one = priced(number(1000, 500, 1500)).model_copy(update={"resources": (unpriced,)})
    outlook = uncertainty(one, PLAIN, draws=600).of("society")
    assert (outlook.net, outlook.ratio, outlook.chance) == (None, None, None)
    assert outlook.value.deviation > 0


# --- Monte Carlo errors ---


@pytest.mark.parametrize("plan", ["random", "latin"])
def test_the_errors_tell_how_much_another_seed_would_change(plan):
    one = priced(number(1000, 500, 2000), number(1, 0.5, 1.2), attribution=number(0.2, 0.0, 0.5))
    found = [uncertainty(one, PLAIN, draws=2048, seed=seed, plan=plan).of("society") for seed in range(60)]
    told = fmean(each.ratio.mean_error for each in found)
    assert stdev(each.ratio.mean for each in found) == pytest.approx(told, rel=0.4)
    middle = LEVELS.index(0.5)
    swings = stdev(each.ratio.quantiles[middle] for each in found)
    assert swings < 1.4 * fmean(each.ratio.quantile_errors[middle] for each in found)
    assert stdev(each.chance.share for each in found) < 1.4 * fmean(each.chance.error for each in found)


def test_latin_hypercubes_give_a_surer_mean():
    one = priced(number(1000, 500, 2000), number(1, 0.5, 1.2), attribution=number(0.2, 0.0, 0.5))
    free, even = (uncertainty(one, PLAIN, draws=4096, plan=plan).of("society").ratio for plan in ("random", "latin"))
    assert even.mean_error < free.mean_error / 3
    assert even.mean == pytest.approx(free.mean, abs=4 * free.mean_error)


def test_few_draws_are_summed_up_as_they_are():
    draws = np.array([3.0, 1.0, 2.0])
    found = range_of(draws, np.sort(draws), 2.5, 2.4, in_blocks=False)
    assert (found.point, found.at_means, found.mean, found.deviation) == (2.5, 2.4, 2.0, 1.0)
    assert (found.quantile(0.25), found.quantile(0.5), found.quantile(0.75)) == (1.5, 2.0, 2.5)
    assert found.dots(2) == (1.5, 2.5)
    assert found.cumulative[99] == (2.0, 0.5)
    same = np.full(7, 0.1)
    assert range_of(same, same, 0.1, 0.1, in_blocks=False).mean == 0.1
    assert chance_of(np.array([True] * 10), False).error > 0.05


def test_work_tells_its_progress_and_can_be_ended():
    heard = []
    simulate(
        spread_out(), PLAIN, draws=40_000, seed=1, progress=lambda done, all_draws: heard.append((done, all_draws))
    )
    assert heard[-1] == (40_000, 40_000)
    assert [done for done, _ in heard] == sorted({done for done, _ in heard})
    assert len(heard) > 1

    def stop(done: int, all_draws: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        simulate(spread_out(), PLAIN, draws=40_000, seed=1, progress=stop)
    with pytest.raises(ValueError, match="0 draws"):
        simulate(spread_out(), PLAIN, draws=0, seed=1)


def test_the_result_carries_what_is_needed_to_get_it_again():
    one = spread_out()
    first = uncertainty(one, PLAIN, draws=800)
    again = uncertainty(one, first.settings, draws=first.draws, seed=first.seed, plan=first.plan)
    assert (first.seed, first.draws, first.plan) == (SEED, 800, "random")
    assert again == first
    assert first.engine_version == calculate(one, PLAIN).engine_version
    kept = simulate(one, PLAIN, draws=800, seed=SEED)
    assert summary(kept, ("public",)).outlooks[0] == first.of("public")


def test_a_spread_that_cannot_be_drawn_is_held_fixed_and_said():
    found = uncertainty(priced(number(1000, 2000, 500)), PLAIN, draws=600)
    assert {each.code for each in found.problems} >= {"spread.low_above_high"}
    assert found.of("society").ratio.deviation == 0
