"""What holds of every choice under budgets, and of every split of an investment."""

from hypothesis import assume, given
from hypothesis import strategies as st
import numpy as np
import pytest

from chain.plan.document import read_portfolio, write_portfolio
from chain.plan.model import Standing
from sroi.plan.choosing import optimum
from sroi.plan.compiled import compiled
from sroi.plan.split import splits
from tests.laws.conventions import few
from tests.laws.portfolios import START, options, portfolios

MONEY = st.integers(-40, 120).map(lambda half: half / 2)
GAINS = st.lists(MONEY, min_size=1, max_size=6).map(lambda each: dict(zip("ABCDEF", each, strict=False)))


def worth(portfolio) -> float | None:
    """What the best portfolio is worth to the aim."""
    problem = compiled(portfolio)
    found = optimum(problem)
    return None if found is None else float(problem.columns(found) @ problem.net)


@few
@given(portfolios(), st.integers(0, 20))
def test_more_budget_never_gives_less(portfolio, more):
    before = worth(portfolio)
    assume(before is not None)
    looser = tuple(each.model_copy(update={"limit_sek": each.limit_sek + more}) for each in portfolio.budgets)
    assert worth(portfolio.model_copy(update={"budgets": looser})) >= before - 1e-9


@few
@given(portfolios(may_be_fixed=False), options("Z", may_be_fixed=False))
def test_one_option_more_to_choose_among_never_gives_less(portfolio, one):
    before = worth(portfolio)
    assume(before is not None)
    assert worth(portfolio.model_copy(update={"options": (*portfolio.options, one)})) >= before - 1e-9


@few
@given(portfolios(), st.randoms())
def test_the_order_of_the_options_does_not_matter(portfolio, random):
    shuffled = random.sample(portfolio.options, len(portfolio.options))
    again = portfolio.model_copy(update={"options": tuple(shuffled)})
    first, second = (compiled(each) for each in (portfolio, again))
    one, other = optimum(first), optimum(second)
    assert (one is None) == (other is None)
    assert one is None or first.named(one) == second.named(other)


@few
@given(portfolios())
def test_excluding_what_is_not_chosen_changes_nothing(portfolio):
    problem = compiled(portfolio)
    found = optimum(problem)
    assume(found is not None)
    left = set(problem.option_ids) - set(problem.named(found))
    out = tuple(
        each.model_copy(update={"standing": Standing.EXCLUDED}) if each.id in left else each
        for each in portfolio.options
    )
    again = compiled(portfolio.model_copy(update={"options": out}))
    assert again.named(optimum(again)) == problem.named(found)


@few
@given(portfolios())
def test_a_portfolio_is_read_back_as_it_was_written(portfolio):
    assert read_portfolio(write_portfolio(portfolio)) == (portfolio, [])
    assert portfolio.years == range(START, START + 2)


@given(GAINS, st.integers(0, 60))
def test_a_split_pays_the_whole_cost_and_hands_out_the_whole_surplus(gains, cost):
    found = splits(gains, cost)
    assert found.worth_it == (sum(gains.values()) >= cost)
    for split in filter(None, (found.shapley, found.proportional)):
        if any(each > 0 for each in gains.values()):
            assert sum(split.payments.values()) == pytest.approx(cost)
            assert sum(split.surplus.values()) == pytest.approx(sum(gains.values()) - cost)
            by_year = split.by_year((cost, 0.0)) if cost else {}
            assert {name: each[0] for name, each in by_year.items()} == pytest.approx(split.payments if cost else {})


@given(GAINS, MONEY, st.integers(0, 60))
def test_those_who_gain_alike_pay_alike_and_who_gains_nothing_pays_nothing(gains, alike, cost):
    found = splits({**gains, "X": alike, "Y": alike, "nobody": 0.0}, cost).shapley
    assume(found is not None)
    assert found.payments["X"] == pytest.approx(found.payments["Y"])
    assert found.payments["nobody"] == pytest.approx(0)


@given(GAINS, st.integers(0, 60))
def test_nobody_leaves_a_split_in_the_core_and_who_would_leave_is_named(gains, cost):
    found = splits(gains, cost)
    for split in filter(None, (found.shapley, found.proportional)):
        leaving = {each.parties for each in split.better_alone}
        for group in np.ndindex(*[2] * len(gains)):
            names = tuple(name for name, is_in in zip(gains, group, strict=True) if is_in)
            alone = max(0.0, sum(gains[name] for name in names) - cost)
            have = sum(split.surplus[name] for name in names)
            assert (names in leaving) == (alone > have + 1e-6)
