"""How sure a choice is: draws that are shared, certainty, regret, and the two ways of choosing in every draw."""

import numpy as np
import pytest

from chain.plan.model import Choice, Spread
from sroi.plan import drawn
from sroi.plan.learning import what_to_learn
from sroi.plan.sure import spread_factors, sureness
from tests.chain.portfolios import option, portfolio

PAIR = (option("A", 10, 16), option("B", 10, 15))


def test_without_a_spread_the_choice_is_certain():
    found = sureness(portfolio(*PAIR, budget=10), draws=50)
    assert found.in_best_share == {"A": 1.0, "B": 0.0}
    assert (found.best.best_share, found.worth_of_knowing_sek, found.best.high_regret_sek) == (1, 0, 0)
    assert (found.robust, found.robust_price_sek) == (found.best, 0)
    assert (found.method, found.portfolios, found.own) == ("enumerated", 3, None)


def test_by_hand_in_four_draws():
    factors = np.array([[1.0, 1.0, 1.0, 1.0], [0.8, 1.2, 0.8, 2.0]])
    found = sureness(portfolio(*PAIR, budget=10, choice=Choice(option_ids=("B",))), factors)
    assert found.in_best_share == {"A": 0.5, "B": 0.5}  # B gives 12, 18, 12, 30 against A's 16
    assert found.best.portfolio.option_ids == ("A",)
    assert found.best.expected_sek == 6
    assert found.best.regret_sek == (0 + 2 + 0 + 14) / 4
    assert found.own.expected_sek == 8
    assert found.own.regret_sek == (4 + 0 + 4 + 0) / 4
    assert found.worth_of_knowing_sek == pytest.approx((6 + 8 + 6 + 20) / 4 - 8)
    assert found.robust.portfolio.option_ids == ("B",)
    assert found.robust.high_regret_sek == pytest.approx(4)
    assert found.robust_price_sek == 0  # it is worth more on average than the one that is best as stated


def test_a_robust_choice_has_its_price():
    factors = np.array([[1.0] * 10, [0.99] * 7 + [1.1] * 3, [3.0] + [0.7] * 9])
    safe = portfolio(option("A", 10, 20), option("B", 10, 20), option("C", 10, 22), budget=10)
    found = sureness(safe, factors)
    assert found.best.portfolio.option_ids == ("C",)
    assert found.robust.portfolio.option_ids == ("B",)
    assert found.robust.high_regret_sek < found.best.high_regret_sek
    assert found.robust_price_sek == max(found.best.expected_sek - found.robust.expected_sek, 0)


def test_options_of_one_group_move_together_and_others_do_not():
    together = Spread(log_sd=0.3, group_id="prices", group_correlation=1)
    options = [option(name, 1, 2, spread=together) for name in "AB"] + [option("C", 1, 2, spread=Spread(log_sd=0.3))]
    drawn = spread_factors([*options, option("D", 1, 2)], 20_000)
    assert np.corrcoef(np.log(drawn[:3]))[0, 1] == pytest.approx(1, abs=1e-6)
    assert np.corrcoef(np.log(drawn[:3]))[0, 2] == pytest.approx(0, abs=0.03)
    assert (drawn[3] == 1).all()
    assert drawn[:3].mean(axis=1) == pytest.approx(1, abs=0.01)
    assert np.log(drawn[0]).std() == pytest.approx(0.3, abs=0.01)


def test_an_options_draws_do_not_hang_on_the_others():
    spread = {"spread": Spread(log_sd=0.3)}
    alone = spread_factors([option("B", 1, 2, **spread)], 100)
    among = spread_factors([option("A", 1, 2, **spread), option("B", 1, 2, **spread)], 100)
    assert (alone[0] == among[1]).all()


def many():
    """Twelve options with draws of their own."""
    return [option(f"P{at:02}", 3 + at % 4, 6 + at % 5, spread=Spread(log_sd=0.4)) for at in range(12)]


def test_searching_draw_by_draw_finds_what_looking_through_all_finds(monkeypatch):
    case = portfolio(*many(), budget=15)
    looked, searched = sureness(case, draws=60), sureness(case, draws=60, most=10)
    assert (looked.method, searched.method) == ("enumerated", "searched")
    assert looked.in_best_share == pytest.approx(searched.in_best_share)
    assert looked.best == searched.best
    assert looked.worth_of_knowing_sek == pytest.approx(searched.worth_of_knowing_sek)
    assert looked.robust == searched.robust


def test_a_piece_at_a_time_gives_the_same(monkeypatch):
    case = portfolio(*many(), budget=15)
    whole = sureness(case, draws=40)
    monkeypatch.setattr(drawn, "MOST_CELLS", 1)
    assert sureness(case, draws=40) == whole


def test_nothing_is_sure_when_nothing_can_be_chosen():
    assert sureness(portfolio(option("A", 10, 20, standing="kept"), budget=5), draws=5) is None


@pytest.mark.parametrize("shape", [(1, 5), (2, 0), (2,)])
def test_factors_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match="factors of shape"):
        sureness(portfolio(*PAIR, budget=10), np.ones(shape))


def test_what_decides_between_two_is_what_is_worth_learning():
    spread = {"spread": Spread(log_sd=0.4)}
    case = portfolio(option("A", 10, 20, **spread), option("B", 10, 20), option("C", 1, 9, **spread), budget=11)
    found = what_to_learn(case, draws=4_000)
    assert found.assumptions[0].name == "A"
    assert found.everything.worth_sek == pytest.approx(sureness(case, draws=4_000).worth_of_knowing_sek)
    worth = {each.name: each.worth_sek for each in found.assumptions}
    assert worth["B"] == 0
    assert worth["A"] == pytest.approx(found.everything.worth_sek, rel=0.05)


def test_numbers_that_options_share_can_be_learnt_as_one():
    common = np.linspace(0.2, 1.8, 400)
    case = portfolio(option("A", 10, 16), option("B", 10, 15), option("C", 10, 17), budget=20)
    factors = np.array([common, common, np.ones(400)])
    found = what_to_learn(case, factors, {"price": common})
    assert [each.name for each in found.assumptions] == ["price"]
    assert found.assumptions[0].worth_sek == pytest.approx(found.everything.worth_sek, rel=0.02)


def test_nothing_is_worth_learning_when_there_is_nothing_to_choose_between():
    assert what_to_learn(portfolio(option("A", 10, 20, standing="kept"), budget=5)) is None
    assert what_to_learn(portfolio(option("A", 1, 20))) is None


def test_scale_variants_of_a_project_share_their_draws():
    spread = {"spread": Spread(log_sd=0.3), "project_id": "P"}
    drawn = spread_factors([option("whole", 2, 4, **spread), option("half", 1, 2, **spread)], 50)
    assert (drawn[0] == drawn[1]).all()


def test_the_worst_twentieth_is_told_beside_the_interval():
    factors = np.linspace(0.0, 2.0, 101)[None]
    found = sureness(portfolio(option("A", 10, 100)), factors).best
    assert found.worst_sek == pytest.approx(100 * np.mean([0, 0.02, 0.04, 0.06, 0.08]) - 10)
    assert (found.low_sek, found.high_sek) == pytest.approx((0, 180))
