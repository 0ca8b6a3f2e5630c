"""Splitting an investment: two and three parties by hand, who would leave, and what is refused."""

import numpy as np
import pytest

from sroi.plan.split import shapley, splits


def test_two_parties_by_hand():
    found = splits({"municipality": 8, "region": 4}, 6)
    assert found.shapley.surplus == {"municipality": 4, "region": 2}  # alone 2 and 0; (2 + 6) / 2 and (0 + 4) / 2
    assert found.shapley.payments == {"municipality": 4, "region": 2}
    assert found.proportional.payments == pytest.approx({"municipality": 4, "region": 2})
    assert found.shapley.by_year((4, 2)) == {
        "municipality": pytest.approx((8 / 3, 4 / 3)),
        "region": pytest.approx((4 / 3, 2 / 3)),
    }
    assert found.proportional.is_in_core


def test_three_parties_of_whom_none_can_do_it_alone():
    found = splits({"A": 4, "B": 4, "C": 4}, 9)
    assert found.shapley.surplus == pytest.approx({"A": 1, "B": 1, "C": 1})
    assert found.shapley.is_in_core


def test_a_party_that_loses_is_compensated_or_the_others_would_leave():
    found = splits({"A": 10, "B": -2}, 3)
    assert found.proportional.payments == {"A": 3, "B": 0}
    assert [(each.parties, each.alone_sek, each.in_split_sek) for each in found.proportional.better_alone] == [
        (("B",), 0, -2)
    ]
    assert found.proportional.better_alone[0].difference_sek == 2
    assert found.shapley.payments == {"A": 4, "B": -1}  # A: (7 + 5) / 2 left, B: (0 − 2) / 2


def test_gains_that_do_not_cover_the_cost_are_not_split():
    found = splits({"A": 4, "B": 4}, 9)
    assert (found.worth_it, found.shapley, found.proportional) == (False, None, None)


def worths(count, of):
    """The worth of every group of so many parties, by the function of who is in it."""
    return np.array([float(of({at for at in range(count) if group >> at & 1})) for group in range(1 << count)])


@pytest.mark.parametrize(
    ("game", "value"),
    [
        # One has a left glove, two have a right one each; a pair is worth 1.
        (worths(3, lambda group: 0 in group and len(group) > 1), [2 / 3, 1 / 6, 1 / 6]),
        # A runway that is to be as long as the largest needs: 2, 5 and 9. Each length is shared by those who need it.
        (worths(3, lambda group: max((2, 5, 9)[at] for at in group) if group else 0),
         [2 / 3, 2 / 3 + 3 / 2, 2 / 3 + 3 / 2 + 4]),
        # Votes 4, 2, 1 and 1 with 5 of 8 to win: the first is in all that win, the others are alike.
        (worths(4, lambda group: sum((4, 2, 1, 1)[at] for at in group) >= 5), [3 / 4, 1 / 12, 1 / 12, 1 / 12]),
        # Three alike of whom two can do it: nobody is better than another, and the core is empty.
        (worths(3, lambda group: len(group) > 1), [1 / 3, 1 / 3, 1 / 3]),
    ],
    ids=["gloves", "airport", "votes", "majority"],
)  # fmt: skip
def test_textbook_games_have_their_textbook_values(game, value):
    assert shapley(game) == pytest.approx(value)


@pytest.mark.parametrize(("gains", "cost"), [({}, 1), ({"A": 1}, -1), (dict.fromkeys(map(str, range(15)), 1), 1)])
def test_what_is_no_investment_to_split_is_refused(gains, cost):
    with pytest.raises(ValueError, match="parties and a cost"):
        splits(gains, cost)
