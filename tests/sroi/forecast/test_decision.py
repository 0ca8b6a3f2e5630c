"""Choices against published draws, closed forms and hand computation."""

import numpy as np
import pytest

from sroi.draws import Drawer
from sroi.forecast.curves import curves, population_value
from sroi.forecast.decision import Option, chosen_at, frontier, net_health_benefit, net_monetary_benefit
from sroi.forecast.economics import sample
from sroi.forecast.parameters import uncertain_parameters
from sroi.forecast.summary import quadrant_shares, summaries
from sroi.quantiles import normal_quantile
from tests.golden.cohorts import cohort
from tests.golden.examples import figures

KNOWN = figures("information")


def at_one(net: np.ndarray):
    """Curves where one unit of effect is one unit of money: draws in rows, options in columns."""
    return curves(np.zeros_like(net.T), net.T, [1.0])


def test_ten_published_draws():
    known = KNOWN["ten_draws"]
    found = at_one(np.array(known["net_benefit"]))
    assert found.chance_best[0] == pytest.approx(known["p_best"])
    assert found.perfect_information[0] == pytest.approx(known["evpi"], abs=0.05)
    assert (found.best[0], found.frontier[0]) == (2, pytest.approx(0.6))
    assert found.mean_net[0].max() == pytest.approx(known["mean_current"], abs=0.2)


def test_a_decision_with_two_facts_and_its_expected_losses():
    known = KNOWN["two_facts"]
    counts = {"a0b0": 9, "a0b1": 3, "a1b0": 6, "a1b1": 2}  # of 20: 0.6 and 0.4 by 0.75 and 0.25
    net = np.array([[known["net_benefit"][option][case] for option in ("d0", "d1", "d2")]
                    for case, times in counts.items() for _ in range(times)])  # fmt: skip
    found = at_one(net.astype(float))
    assert found.chance_best[0] == pytest.approx(known["p_best"])
    assert found.expected_loss[0] == pytest.approx([50, 45, 54])
    assert found.perfect_information[0] == pytest.approx(known["evpi"]) == pytest.approx(45)


@pytest.mark.parametrize("row", KNOWN["normal"], ids=lambda row: str(row["mean"]))
def test_a_normal_net_benefit_by_its_closed_form(row):
    chances = (np.arange(200_000) + 0.5) / 200_000
    gain = row["mean"] + row["sd"] * normal_quantile(chances, 1 - chances)
    found = at_one(np.column_stack([np.zeros_like(gain), gain]))
    assert found.chance_best[0, 1] == pytest.approx(row["p_positive"], abs=1e-5)
    assert found.perfect_information[0] == pytest.approx(row["evpi"], abs=0.02)


def test_worth_for_a_population():
    assert population_value(10, [100, 100, 50], 0.03) == pytest.approx(10 * (100 + 100 / 1.03 + 50 / 1.03**2))
    assert population_value(10, {5: 100}, 0.0) == 1000


def test_net_benefits_tell_the_same():
    assert net_monetary_benefit(100.0, 2.0, 80.0) == 60
    assert net_health_benefit(100.0, 2.0, 80.0) * 80 == 60
    with pytest.raises(ValueError, match="threshold"):
        net_health_benefit(100.0, 2.0, 0.0)


def test_nothing_within_the_limit_leaves_the_cheapest():
    assert chosen_at(frontier([Option("usual", 5, 1), Option("new", 9, 2)]), 3).option.name == "usual"


def test_quadrants_sum_to_one():
    shares = quadrant_shares(np.array([1.0, -1, 0, 0, 2, -1, 1]), np.array([1.0, 1, 1, 0, 0, -1, -1]))
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["dominant"] == pytest.approx(2 / 7)


@pytest.mark.parametrize("wrong", [([[1.0]], [[1.0, 2.0]], [1]), ([[np.nan]], [[1.0]], [1]), ([[1.0]], [[1.0]], [-1])])
def test_curves_refuse_what_they_cannot_judge(wrong):
    with pytest.raises(ValueError, match=r"options|finite|negative"):
        curves(*wrong)


def test_parameters_are_drawn_as_they_are_stated():
    figures_drawn, problems = uncertain_parameters(cohort("sick_sicker"))
    assert not problems
    drawn = Drawer(1).draw(figures_drawn, 0, 50_000)
    means = {each.name: row.mean() for each, row in zip(figures_drawn, drawn, strict=True)}
    sds = {each.name: row.std() for each, row in zip(figures_drawn, drawn, strict=True)}
    assert means["r_HD"] == pytest.approx(0.002, rel=0.01)
    assert sds["r_HD"] == pytest.approx(20**0.5 / 10_000, rel=0.02)
    assert means["u_S2"] == pytest.approx(0.5, rel=0.002)
    assert sds["c_S2"] == pytest.approx(225**0.5 * 66.7, rel=0.02)
    assert np.log(drawn[4]).std() == pytest.approx(0.01, rel=0.02)


def test_rows_of_counts_drawn_as_gammas_are_a_dirichlet():
    sampled = sample(cohort("hiv"), 20_000)
    row = np.array([sampled.parameters[f"n_A{to}"] for to in "ABCD"])
    share = row[1] / row.sum(axis=0)
    assert share.mean() == pytest.approx(350 / 1734, rel=0.003)
    assert share.var() == pytest.approx(350 * 1384 / (1734**2 * 1735), rel=0.04)
    told = {each.strategy: each for each in summaries(sampled)}
    assert told["comb"].effect_difference.mean == pytest.approx(0.946, abs=0.05)
    assert told["mono"].quadrants is None
    assert sum(told["comb"].quadrants.values()) == pytest.approx(1)


def test_parameters_of_a_group_move_together():
    model = cohort("sick_sicker")
    grouped = {"c_trtA": 1.0, "c_trtB": 0.6}
    parameters = tuple(
        each.model_copy(update={"group_id": "prices", "group_correlation": grouped[each.id]})
        if each.id in grouped
        else each
        for each in model.parameters
    )
    drawn = sample(model.model_copy(update={"parameters": parameters}), 20_000).parameters
    ranks = {name: drawn[name].argsort().argsort() for name in ("c_trtA", "c_trtB", "c_H")}
    assert np.corrcoef(ranks["c_trtA"], ranks["c_trtB"])[0, 1] == pytest.approx(0.6**0.5, abs=0.02)
    assert np.corrcoef(ranks["c_trtA"], ranks["c_H"])[0, 1] == pytest.approx(0, abs=0.02)
    alone = sample(model, 20_000).parameters
    assert (alone["c_H"] == drawn["c_H"]).all()
