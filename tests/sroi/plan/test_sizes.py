"""Other sizes of a budget: the best at each, among all subsets; round steps; nothing below nought."""

import numpy as np
import pytest

from chain.plan.model import Standing
from sroi.plan.compiled import compiled
from sroi.plan.enumerated import feasible
from sroi.plan.sizes import at_sizes, step_of
from tests.chain.portfolios import option, portfolio
from tests.golden.test_golden_plan import MSEK, seven


@pytest.mark.parametrize(
    ("limit", "step"), [(10e6, 1e6), (12e6, 2e6), (45e6, 5e6), (73e6, 10e6), (990_000, 1e5), (7, 1), (0, 1e6)]
)
def test_steps_are_round_and_about_a_tenth(limit, step):
    assert step_of(limit) == pytest.approx(step)


def test_each_size_has_the_best_of_all_that_fit_it():
    case = seven()
    wide = compiled(case.model_copy(update={"budgets": (case.budgets[0].model_copy(update={"limit_sek": 1e9}),)}))
    columns = wide.columns(feasible(wide))
    worth, cost = columns @ wide.net, columns @ wide.costs
    told = []
    found = at_sizes(case, "all", lambda done, of: told.append((done, of)))
    assert [each.change_sek / MSEK for each in found] == list(range(-4, 5))
    for each in found:
        fits = cost <= 10 * MSEK + each.change_sek + 1
        assert each.best.net_sek == pytest.approx(worth[fits].max())
        assert each.gain_sek == pytest.approx(each.best.net_sek - 19.4 * MSEK)
    assert told == [(done, 9) for done in range(1, 10)]
    assert np.all(np.diff([each.best.net_sek for each in found]) >= 0), "more money never gives less"


def test_where_a_smaller_one_does_not_suffice_and_where_nothing_does():
    kept = option("A", 9, 20, standing=Standing.KEPT)
    found = at_sizes(portfolio(kept, option("B", 2, 4), budget=10), "all")
    assert [(each.change_sek, each.gain_sek) for each in found][2:6] == [(-2, None), (-1, 0), (0, 0), (1, 2)]
    assert at_sizes(portfolio(kept, budget=5), "all") == ()
    assert at_sizes(portfolio(option("A", 1, 2), budget=0), "all")[0].change_sek == 0
