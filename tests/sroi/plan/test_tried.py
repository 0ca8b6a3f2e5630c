"""A shared investment with lower and higher gains, another cashable share, and intervals, by hand."""

import numpy as np
import pytest

from chain.plan.model import Overlap
from sroi.plan.shared import shared
from sroi.plan.tried import at_scenario, ends_of, with_cashable_share
from tests.chain.portfolios import gain, option, portfolio

TWO = portfolio(
    option("A", 10, 0, gains=(gain(20, cashable_share=0.5), gain(6, gainer="people"))),
    option("B", 5, 0, gains=(gain(8, gainer="region", cashable_share=0.0),)),
)
FACTORS = np.array([np.linspace(0.5, 1.5, 101), np.ones(101)])


@pytest.mark.parametrize(("scenario", "social"), [("cautious", 12), ("stated", 20), ("hopeful", 28)])
def test_a_scenario_moves_what_varies_and_nothing_else(scenario, social):
    found = shared(at_scenario(TWO, FACTORS, scenario), ["A", "B"], by="actor")
    assert found.party("social").gained_sek == pytest.approx(social)
    assert found.party("region").gained_sek == 8
    assert found.everyone.paid_sek == 15


def test_another_cashable_share_moves_what_can_leave_budgets_and_not_what_cannot():
    found = shared(with_cashable_share(TWO, 0.25), ["A", "B"], by="actor")
    assert [found.party(name).cashable_sek for name in ("social", "region", "people")] == [5, 0, 0]
    assert found.everyone.gained_sek == 34


def test_the_interval_of_a_party_holds_nine_draws_of_ten():
    found = ends_of(TWO, ["A", "B"], FACTORS, by="actor")
    assert found["social"].gained_sek == pytest.approx((20 * 0.55, 20 * 1.45))
    assert found["social"].cashable_sek == pytest.approx((10 * 0.55, 10 * 1.45))
    assert found["social"].ratio(shared(TWO, ["A", "B"], by="actor").party("social")) == pytest.approx(
        (11 / 15, 29 / 15)
    )
    assert (found["region"].varies, found["region"].gained_sek) == (False, (8, 8))
    assert found["everyone"].gained_sek == pytest.approx((26 * 0.55 + 8, 26 * 1.45 + 8))


def test_a_person_counts_once_in_the_interval_too():
    shares = Overlap(id="O", target_group_id="young", option_ids=("A", "B"), persons=10)
    case = portfolio(option("A", 1, 10, persons=10), option("B", 1, 5, persons=10), overlaps=(shares,))
    assert ends_of(case, ["A", "B"], np.ones((2, 4)))["everyone"].gained_sek == (10, 10)
