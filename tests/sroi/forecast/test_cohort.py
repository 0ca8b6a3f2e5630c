"""The kernel: cohorts walked for numbers and for draws, beside a plain loop and closed forms."""

import numpy as np
import pytest

from sroi.forecast.cohort import Weighted, occupancy, sources_of, trace, walk
from sroi.forecast.timing import discount, state_weights

SICK = {(0, 0): 0.7, (0, 1): 0.2, (0, 2): 0.1, (1, 0): 0.3, (1, 1): 0.5, (1, 2): 0.2, (2, 2): 1.0}


def plainly(start: list[float], moves: dict, cycles: int) -> list[list[float]]:
    rows = [list(start)]
    for _ in range(cycles):
        rows.append([sum(rows[-1][i] * moves.get((i, j), 0.0) for i in range(len(start))) for j in range(len(start))])
    return rows


def test_numbers_and_draws_go_the_plain_way():
    shares = np.array([0.1, 0.25, 0.6])
    drawn = SICK | {(1, 0): shares, (1, 1): 0.8 - shares}
    way = trace([100.0, 0.0, 0.0], drawn, 6)
    assert way.shape == (7, 3, 3)
    for draw, share in enumerate(shares):
        plain = SICK | {(1, 0): share, (1, 1): 0.8 - share}
        assert way[:, :, draw] == pytest.approx(np.array(plainly([100, 0, 0], plain, 6)), rel=1e-14)
        assert (trace([100.0, 0.0, 0.0], plain, 6)[:, :, 0] == way[:, :, draw]).all()


def test_two_states_without_death_close_in_geometrically():
    remission, relapse = 0.1, 0.06
    moves = {(0, 0): 1 - relapse, (0, 1): relapse, (1, 0): remission, (1, 1): 1 - remission}
    apart = trace([0.0, 1.0], moves, 15)[:, 1, 0] - trace([0.18, 0.82], moves, 15)[:, 1, 0]
    assert apart == pytest.approx(0.18 * (1 - remission - relapse) ** np.arange(16), rel=1e-12)


def test_moves_may_differ_by_cycle_and_are_asked_for_once_each():
    asked = []

    def moves_at(cycle):
        asked.append(cycle)
        return {(0, 0): 1 - cycle / 10, (0, 1): cycle / 10, (1, 1): 1.0}

    assert trace([1.0, 0.0], moves_at, 3)[-1, 0, 0] == pytest.approx(0.9 * 0.8 * 0.7)
    assert set(asked[1:]) == {1, 2, 3}
    assert len(asked) == 4


def test_states_that_lead_nowhere_wanted_are_not_worked_out():
    assert sources_of(SICK, 3, {1}) == {0: (0, 1), 1: (0, 1)}
    way = [[state.item() for state in now] for now in walk([1.0, 0.0, 0.0], SICK, 4, wanted={1})]
    assert [row[:2] for row in way] == [row[:2] for row in np.array(plainly([1, 0, 0], SICK, 4)).tolist()]
    assert [row[2] for row in way] == [0.0] * 5


def test_draws_of_unlike_lengths_are_refused():
    with pytest.raises(ValueError, match=r"\[2, 3\]"):
        trace([1.0, 0.0], {(0, 0): np.ones(2), (1, 1): np.ones(3)}, 1)


@pytest.mark.parametrize(
    ("correction", "moment", "weights"),
    [
        ("start", "start", [1, 1 / 1.1, 0]),
        ("end", "end", [0, 1 / 1.1, 1 / 1.21]),
        ("life_table", "start", [0.5, 0.5 + 0.5 / 1.1, 0.5 / 1.1]),
        ("half_cycle", "start", [0.5, 1 / 1.1, 0.5 / 1.21]),
        ("none", "middle", [1.1**-0.5, 1.1**-1.5, 1.1**-2.5]),
        ("weights", "start", [1 / 3, 2 / 3 / 1.1, 1 / 3 / 1.21]),
    ],
)
def test_weights_of_time_points(correction, moment, weights):
    factors = discount(correction, 2, 0.1, 1.0, moment)
    assert state_weights(correction, factors, (1 / 3, 2 / 3, 1 / 3)) == pytest.approx(weights)


def test_occupancy_is_the_weighted_way():
    weights = np.array([[0.5, 1, 1, 0.5], [0, 1, 0, 0]])
    found = occupancy([0.6, 0.4, 0.0], SICK, 3, weights)
    assert found[:, :, 0] == pytest.approx(weights @ np.array(plainly([0.6, 0.4, 0], SICK, 3)))
    some = Weighted(weights[:1], [{1}])
    for point, now in enumerate(walk([0.6, 0.4, 0.0], SICK, 3, some.wanted)):
        some.add(point, now)
    assert some.sums[0][1][0] == found[0, 1, 0]


def test_half_a_year_is_discounted_half_as_much():
    assert discount("start", 3, 0.03, 0.5, "start") == pytest.approx([1, 1.03**-0.5, 1.03**-1])
