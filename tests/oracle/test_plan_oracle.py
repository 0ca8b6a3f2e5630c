"""The search for the best portfolio against all subsets in plain loops, with every kind of rule."""

from hypothesis import HealthCheck, assume, given, settings
import numpy as np
import pytest

from sroi.plan.choosing import optimum, runner_up, tight
from sroi.plan.clash import clash, irreducible
from sroi.plan.compiled import compiled
from sroi.plan.enumerated import feasible
from sroi.plan.once import counted_once, persons_once
from sroi.plan.worth import Worth
from tests.benchmarks.bench_plan import workload
from tests.laws.portfolios import portfolios
from tests.oracle import naive_plan as naive

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@SLOW
@given(portfolios())
def test_the_best_portfolio_is_the_best_of_all_subsets(portfolio):
    problem = compiled(portfolio)
    found = optimum(problem)
    assert (None if found is None else problem.named(found)) == naive.best(portfolio)


def subsets(problem):
    """Every subset of the options as columns, as many as 2 to the power of the options."""
    count = len(problem.option_ids)
    return problem.columns(np.arange(1 << count)[:, None] >> np.arange(count) & 1)


@pytest.mark.parametrize("seed", range(4))
def test_of_fifteen_options_the_search_finds_the_best_of_all_32_768_subsets(seed):
    problem = compiled(workload(15, seed))
    every = subsets(problem)
    net = np.where(holds(problem, every, range(len(problem.limits))), every @ problem.net, -np.inf)
    first, second = np.sort(net)[[-1, -2]]
    found = optimum(problem)
    assert problem.worth(found) == pytest.approx(first)
    assert problem.worth(runner_up(problem, found)) == pytest.approx(second)
    assert np.isfinite(second), "there was something to find"


@SLOW
@given(portfolios())
def test_all_that_keep_within_the_rules_are_enumerated(portfolio):
    problem = compiled(portfolio)
    found = {problem.named(each) for each in feasible(problem)}
    assert found == {tuple(sorted(e)) for e in naive.subsets(portfolio) if not naive.broken(portfolio, e)}


@SLOW
@given(portfolios())
def test_every_subset_is_worth_what_it_is_worth(portfolio):
    problem = compiled(portfolio)
    for chosen in naive.subsets(portfolio):
        bits = problem.bits(chosen)
        columns = problem.columns(bits)
        net, cost = naive.worth(portfolio, chosen)
        assert (columns @ problem.net, columns @ problem.costs) == pytest.approx((net, cost), abs=1e-9)
        missed = {each.name for each in problem.limits if each.missed(columns)}
        assert missed == naive.broken(portfolio, chosen)
        once, worth = counted_once(portfolio, chosen), Worth(portfolio)
        gain = sum(worth.gain(each) for option in once for each in option.gains)
        assert gain == pytest.approx(net + cost, abs=1e-9)
        assert persons_once(portfolio, chosen, "young") == (naive.persons(portfolio, chosen, "young"), 0)


@SLOW
@given(portfolios())
def test_rules_that_clash_are_as_few_as_can_be_and_none_can_be_spared(portfolio):
    problem = compiled(portfolio)
    found = clash(problem)
    if found is None:
        assert naive.best(portfolio) is not None
        return
    assert (len(found.names), found.is_smallest) == (naive.smallest_clash(portfolio), True)
    by_name = {limit.name: at for at, limit in enumerate(problem.limits)}
    core = [by_name[name] for name in found.names]
    columns = subsets(problem)
    for kept in (core, irreducible(problem, range(len(problem.limits)))):
        assert not holds(problem, columns, kept).any()
        assert all(holds(problem, columns, [each for each in kept if each != left]).any() for left in kept)


def holds(problem, columns, rules):
    """Which portfolios keep within some of the rules."""
    return np.all([problem.limits[at].missed(columns) == 0 for at in rules] or [np.ones(len(columns), bool)], axis=0)


@settings(SLOW, max_examples=25)
@given(portfolios(most=5))
def test_rules_are_tight_exactly_when_looser_ones_would_give_more(portfolio):
    problem = compiled(portfolio)
    found = optimum(problem)
    assume(found is not None)
    every = subsets(problem)
    worth = float(problem.columns(found) @ problem.net)
    told = {each.name: each for each in tight(problem, found, 1.0)}
    for at, limit in enumerate(problem.limits):
        others = holds(problem, every, [each for each in range(len(problem.limits)) if each != at])
        gains = every @ problem.net - worth
        if limit.name.startswith("projects/") or gains[others].max() <= problem.tie:
            assert limit.name not in told
            continue
        one = told[limit.name]
        assert one.drop_gain_sek == pytest.approx(gains[others].max())
        if limit.unit != "whole":
            unit = gains[others & (limit.loosened(1.0).missed(every) == 0)].max()
            assert one.unit_gain_sek == pytest.approx(max(unit, 0), abs=1e-9)
            assert one.least == pytest.approx(limit.missed(every)[others & (gains > problem.tie)].min())
