"""The best portfolio: ties, what is refused, what clashes, what is told of the limits, and the user's own choice."""

import subprocess
import sys

import pytest

from chain.plan.model import (
    Budget,
    Capacity,
    Choice,
    Conventions,
    Coverage,
    Overlap,
    Prerequisite,
    Standing,
    ThemeRule,
    Use,
)
from chain.problem import RefusedError
from sroi.plan import clash as clashing
from sroi.plan import solver
from sroi.plan.clash import clash
from sroi.plan.portfolio import plan, ready
from tests.chain.portfolios import option, portfolio, years


def test_ties_go_to_the_cheaper_then_to_fewer_then_to_the_alphabet():
    assert plan(portfolio(option("A", 5, 9), option("B", 4, 8), budget=5)).best.option_ids == ("B",)
    assert plan(portfolio(*(option(n, 2, 4) for n in "AB"), option("C", 4, 8), budget=4)).best.option_ids == ("C",)
    assert plan(portfolio(*(option(n, 4, 8) for n in "CBA"), budget=4)).best.option_ids == ("A",)
    assert plan(portfolio(option("A", 4, 4))).best.option_ids == ()  # what gives nothing is not chosen


def test_the_second_best_is_told():
    found = plan(portfolio(option("A", 5, 9), option("B", 4, 7), budget=5))
    assert (found.best.net_sek, found.second.option_ids, found.second.net_sek) == (4, ("B",), 3)


def test_a_year_of_one_payer_can_bind_where_the_whole_does_not():
    late = option("A", 0, 30, payments=[{"payer_id": "social", "amounts": years(1, 9)}], conventions=None)
    terms = Conventions(horizon_years=2)
    late = late.model_copy(update={"conventions": terms})
    budgets = (Budget(id="all", limit_sek=20), Budget(id="late", payer_id="social", year=2027, limit_sek=8))
    found = plan(portfolio(late, budgets=budgets, conventions=terms), step_sek=1)
    assert found.best.option_ids == ()
    assert [(each.name, each.unit, each.is_binding, each.least) for each in found.tight] == [
        ("budgets/late", "sek", True, 1)
    ]


def test_rules_of_every_kind_are_told_with_what_a_unit_would_give():
    staff = Capacity(id="staff", limits=years(2))
    need = {"uses": (Use(capacity_id="staff", amounts=years(2)),)}
    options = (
        option("A", 1, 9, theme_ids=("early",), **need),
        option("B", 1, 8, theme_ids=("early",), **need),
        option("C", 1, 7, standing=Standing.EXCLUDED),
        option("D", 5, 2, standing=Standing.KEPT),
    )
    found = plan(portfolio(*options, capacities=(staff,)), step_sek=1)
    assert found.best.option_ids == ("A", "D")
    told = {each.name: (each.unit, each.unit_gain_sek, each.least, each.drop_gain_sek) for each in found.tight}
    assert told == {
        "capacities/staff/2026": ("capacity", 0, 2, 7),
        "options/C/excluded": ("whole", 6, None, 6),
        "options/D/kept": ("whole", 3, None, 3),
    }
    assert [each.is_binding for each in found.tight] == [True, True, False]
    assert {each.name: each.used for each in found.used}["capacities/staff/2026"] == 2


def test_persons_in_both_count_once_for_value_and_for_coverage():
    both = Overlap(id="O", target_group_id="young", option_ids=("A", "B"), persons=10)
    options = (option("A", 10, 40, persons=20), option("B", 10, 20, persons=20))
    found = plan(portfolio(*options, overlaps=(both,)))
    assert found.best.option_ids == ("A",)  # B gives 20 less the 10 that A gives those persons already, and costs 10
    assert plan(portfolio(*options)).best.option_ids == ("A", "B")
    floor = Coverage(id="C", target_group_id="young", at_least=30)
    found = plan(portfolio(*options, overlaps=(both,), coverages=(floor,)))
    assert found.best.option_ids == ("A", "B")
    assert found.best.net_sek == 30
    assert {each.name: each.used for each in found.used} == {"coverages/C/at_least": 30}
    assert (
        plan(portfolio(*options, overlaps=(both,), coverages=(floor.model_copy(update={"at_least": 31}),))).best is None
    )


def test_the_own_choice_is_held_against_the_best_and_the_rules():
    options = (option("A", 5, 9), option("B", 4, 7), option("C", 3, 3))
    found = plan(portfolio(*options, budget=8, choice=Choice(option_ids=("A", "B")))).own
    assert (found.is_feasible, found.broken) == (False, (("budgets/all", 1.0),))
    assert (found.price_sek, found.added, found.dropped) == (-3, ("B",), ())
    found = plan(portfolio(*options, budget=8, choice=Choice(option_ids=("B", "C")))).own
    assert (found.is_feasible, found.price_sek, found.added, found.dropped) == (True, 1, ("B", "C"), ("A",))


def test_margins_name_what_comes_in_and_what_goes_out():
    found = plan(portfolio(option("A", 5, 9), option("B", 4, 7), option("K", 1, 3, standing="kept"), budget=6), 4)
    more, less = found.margins
    assert (more.gain_sek, more.came_in, more.went_out) == (3, ("B",), ())
    assert (less.gain_sek, less.came_in, less.went_out) == (-4, (), ("A",))
    none_left = plan(portfolio(option("K", 3, 5, standing="kept"), budget=3), 1).margins[1]
    assert (none_left.best, none_left.gain_sek) == (None, None)


def test_the_ratio_order_skips_what_does_not_fit():
    needs = Prerequisite(id="R", option_id="A", any_of_ids=("C",))
    options = (option("A", 1, 9), option("B", 2, 8), option("C", 4, 8), option("X", 1, 9, standing="excluded"))
    found = plan(portfolio(*options, budget=6, prerequisites=(needs,))).by_ratio
    assert found.portfolio.option_ids == ("B", "C")  # A comes first, when what it needs is not in yet
    assert found.price_sek == 12 - 10


def clashing_portfolio():
    """Two that are kept and do not fit, among much else that could be met."""
    options = [option(name, 5, 9, standing=Standing.KEPT, theme_ids=("early",)) for name in "AB"]
    options += [option(f"P{at}", 1, 2, theme_ids=("early",)) for at in range(4)]
    themes = (ThemeRule(id="T", theme_id="early", at_least=2, at_most=3),)
    return portfolio(*options, budget=9, theme_rules=themes)


def test_when_nothing_can_be_chosen_the_fewest_rules_that_clash_are_named():
    found = plan(clashing_portfolio())
    assert (found.best, found.tight, found.margins) == (None, (), ())
    assert found.clash.names == ("options/A/kept", "options/B/kept", "budgets/all")
    assert found.clash.is_smallest


def test_it_is_said_when_a_clash_is_only_irreducible(monkeypatch):
    found = clash(ready(clashing_portfolio()), most_rounds=0)
    assert (found.names, found.is_smallest) == (("options/A/kept", "options/B/kept", "budgets/all"), False)
    assert clash(ready(portfolio(option("A", 1, 2)))) is None
    assert clashing.MOST_ROUNDS > 100


def test_an_unsound_portfolio_is_refused_with_all_its_problems():
    other = Conventions(horizon_years=2)
    with pytest.raises(RefusedError) as refused:
        plan(portfolio(option("A", 1, 2, conventions=other), objective={"aim": "ratio"}))
    assert {each.code for each in refused.value.problems} == {"plan.conventions_differ", "plan.ratio_is_no_aim"}
    with pytest.raises(RefusedError):
        plan(portfolio(option("A", 1, 2), choice=Choice(option_ids=("nothing",))))


def test_an_excluded_option_may_be_counted_otherwise():
    other = Conventions(horizon_years=2)
    out = option("A", 1, 2, conventions=other, standing=Standing.EXCLUDED)
    overlap = Overlap(id="O", target_group_id="young", option_ids=("A", "B", "C"), persons=1)
    here = [option(name, 1, 3, persons=4) for name in "BC"]
    out = out.model_copy(update={"reaches": here[0].reaches})
    assert plan(portfolio(out, *here, overlaps=(overlap,))).best.net_sek == 3 - 1 + 3 - 1 - 3 / 4


def test_large_and_small_money_together_are_told_apart():
    options = (option("A", 4e8, 9e8), option("B", 4e8, 9e8 + 10), option("C", 10, 20))
    found = plan(portfolio(*options, budget=4e8 + 10), step_sek=1)
    assert found.best.option_ids == ("B", "C")


def test_what_only_the_search_takes_for_rounding_is_not_chosen():
    just_above = portfolio(option("A", 1e9, 3e9), option("B", 1, 99), budget=1e9 - 1.5)
    assert plan(just_above).best.option_ids == ("B",)
    rounding = portfolio(option("A", 0.1, 1), option("B", 0.2, 1), budget=0.3)  # 0.1 + 0.2 is 0.30000000000000004
    assert plan(rounding).best.option_ids == ("A", "B")


def test_a_search_that_ends_without_a_proof_is_no_answer(monkeypatch):
    monkeypatch.setitem(solver.OPTIONS, "time_limit", 0.0)
    with pytest.raises(solver.SearchError):
        plan(portfolio(*(option(f"P{at}", 3 + at % 3, 5 + at) for at in range(9)), budget=13))


def test_the_search_says_nothing_on_standard_output():
    words = "import highspy, numpy, sroi.plan.solver as s; s._greet(); print('only this')"
    run = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert run.stdout == "only this\n"
