"""Conversions from what studies report, against published and worked-out figures."""

import numpy as np
import pytest

from sroi.forecast import conversions as convert
from tests.golden.examples import figures

GOLDEN = figures("forecast_conversions")
CLOSE = {"rel": 1e-9}


def each(name):
    return pytest.mark.parametrize("row", GOLDEN[name], ids=str)


@each("rate_to_prob")
def test_rates(row):
    probability = convert.probability_of_rate(row["rate"], row["years"])
    assert probability == pytest.approx(row["expected"], **CLOSE)
    assert convert.rate_of_probability(probability, row["years"]) == pytest.approx(row["rate"], **CLOSE)
    if "published" in row:
        assert round(probability, 7) == row["published"]


@each("prob_rescale")
def test_another_cycle(row):
    assert convert.probability_over(row["p"], row["from_years"], row["to_years"]) == pytest.approx(
        row["expected"], **CLOSE
    )


@each("rr_vs_hr")
def test_one_number_three_meanings(row):
    risk, ratio = row["p0"], row["ratio"]
    assert convert.by_risk_ratio(risk, ratio) == pytest.approx(row["as_RR"], **CLOSE)
    assert convert.by_hazard_ratio(risk, ratio) == pytest.approx(row["as_HR"], **CLOSE)
    assert convert.by_odds_ratio(risk, ratio) == pytest.approx(row["as_OR"], **CLOSE)


@each("smd_to_risk")
def test_standardised_differences(row):
    assert convert.odds_ratio_of_smd(row["smd"]) == pytest.approx(row["OR"], **CLOSE)
    risk = convert.by_smd(row["control_risk"], row["smd"])
    assert risk == pytest.approx(row["p1"], **CLOSE)
    assert risk - row["control_risk"] == pytest.approx(row["ARD"], **CLOSE)


@each("nnt")
def test_number_needed_to_treat(row):
    assert convert.number_needed_to_treat(row["p0"] - row["p1"]) == pytest.approx(row["nnt"], **CLOSE)
    assert convert.number_needed_to_treat(0) is convert.number_needed_to_treat(-0.1) is None


@each("lognormal_from_ci")
def test_ratios_with_an_interval(row):
    assert convert.lognormal_of_interval(row["est"], *row["ci"]) == pytest.approx((row["mu"], row["se"]), **CLOSE)


@each("gamma")
def test_gamma(row):
    assert convert.gamma_of_moments(row["mean"], row["sd"]) == pytest.approx((row["shape"], row["scale"]), **CLOSE)


@each("beta")
def test_beta(row):
    assert convert.beta_of_moments(row["mean"], row["sd"]) == pytest.approx((row["alpha"], row["beta"]), **CLOSE)


def test_lognormal_by_moments_and_the_median_that_is_no_mean():
    by_moments, by_spread = GOLDEN["lognormal_moments"]
    found = convert.lognormal_of_moments(by_moments["mean"], by_moments["var"])
    assert found == pytest.approx((by_moments["mu"], by_moments["sigma"]), **CLOSE)
    median, spread = by_spread["mu_if_median"], by_spread["sdlog"]
    assert np.log(by_spread["mean"]) == pytest.approx(median, **CLOSE)
    assert median - spread**2 / 2 == pytest.approx(by_spread["mu_if_mean"], **CLOSE)


def test_a_trial_in_all_its_forms():
    trial = GOLDEN["effect_entry"]
    control, treated = trial["control_recovered"], trial["intervention_recovered"]
    assert treated - control == pytest.approx(trial["arr"], **CLOSE)
    assert convert.by_risk_ratio(control, trial["rr"]) == pytest.approx(trial["recovered_from_rr"], **CLOSE)
    assert convert.by_odds_ratio(control, trial["or"]) == pytest.approx(trial["recovered_from_or"], **CLOSE)
    assert convert.number_needed_to_treat(trial["arr"]) == pytest.approx(trial["nnt"], **CLOSE)
    assert convert.cost_per_outcome(820, trial["arr"]) == pytest.approx(trial["cost_eur_per_extra_recovered"], **CLOSE)


def test_no_price_of_an_outcome_that_is_free_or_does_not_come():
    assert convert.cost_per_outcome(-820, 0.11) is convert.cost_per_outcome(820, -0.11) is None


def test_annuity():
    known = GOLDEN["intervention_cost"]
    cost, years, rate = (known["inputs"][key] for key in ("training_and_material_once", "amortised_years", "rate"))
    assert convert.annuity(cost, rate, years) == pytest.approx(known["annuity_end_of_year"], **CLOSE)
    assert convert.annuity(cost, 0, years) == known["straight_line"]


def test_hazards_of_what_is_certain():
    assert convert.by_hazard_ratio(1.0, 2.0) == 1
    assert convert.by_hazard_ratio(np.array([0.0, 0.3, 1.0]), 0.5).tolist() == pytest.approx(
        [0, 0.16333997346592444, 1]
    )


def test_how_an_initial_difference_fades_by_itself():
    assert convert.half_life_years(0.12, 0.04) == pytest.approx(3.9755, abs=1e-4)
    assert convert.half_life_years(0, 0) is None
    assert convert.half_life_years(0.6, 0.5) == 0
    assert convert.prevalence_in_the_long_run(0.5, 0.1) == pytest.approx(1 / 6, **CLOSE)
