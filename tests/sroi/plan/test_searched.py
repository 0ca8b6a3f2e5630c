"""The best portfolio of each draw by bound and by search is the one that looking through all of them finds."""

import numpy as np
import pytest

from sroi.plan import searched
from sroi.plan.compiled import compiled
from sroi.plan.enumerated import feasible
from sroi.plan.how_sure import PARTS, how_sure
from sroi.plan.searched import Search
from sroi.steady import measured
from tests.benchmarks.bench_plan import workload
from tests.chain.portfolios import option, portfolio


@pytest.mark.parametrize(
    ("few", "most", "width"),
    [(searched.FEW, searched.MOST, searched.WIDTH), (1, 20_000, 3), (1, 2, 1)],
    ids=["bound", "beam", "solver"],
)
def test_with_overlaps_budgets_staff_and_exclusions(monkeypatch, few, most, width):
    for name, value in (("FEW", few), ("MOST", most), ("WIDTH", width)):
        monkeypatch.setattr(searched, name, value)
    problem = compiled(workload(12))
    every = problem.columns(feasible(problem))
    search = Search(problem)
    for draw in np.random.default_rng(4).lognormal(0, 0.5, (12, 12)):
        objective = measured(problem.gains.T, draw) - problem.costs
        found = measured(problem.columns(search.best(objective)), objective)
        assert found == pytest.approx(measured(every, objective).max())


def test_of_equals_the_rule_for_ties_decides():
    problem = compiled(portfolio(option("A", 2, 5), option("B", 1, 4), option("C", 1, 4), budget=2))
    assert problem.named(Search(problem).best(np.array([3.0, 3.0, 3.0]))) == ("B", "C")
    assert problem.named(Search(problem).best(np.array([6.0, 3.0, 3.0]))) == ("A",)  # as dear, and fewer


def test_nothing_that_is_allowed_is_nothing_best():
    problem = compiled(portfolio(option("A", 10, 20, standing="kept"), budget=5))
    assert Search(problem).best(problem.net) is None


def test_progress_goes_from_little_to_all():
    told = []
    found = how_sure(workload(8), draws=200, progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (PARTS, PARTS)
    assert found.learning.everything.worth_sek == pytest.approx(found.sureness.worth_of_knowing_sek)
    assert found.certain_ids == ()
    assert how_sure(portfolio(option("A", 10, 20, standing="kept"), budget=5)) is None
