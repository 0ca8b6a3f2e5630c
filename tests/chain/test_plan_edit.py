"""Changes to a portfolio: no link is left behind, amounts are told as spans of years, variants exclude each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chain.model import Actor, Goal, Level
from chain.plan.checks import check_portfolio
from chain.plan.checks.looked import KINDS, Looked
from chain.plan.edit import scaled, users_of, without_element
from chain.plan.model import Aim, ByYear, Choice, GoalEffect, GoalRule, Named, Objective, Prerequisite
from chain.plan.periods import Period, by_year, periods
from chain.plan.starter import new_portfolio, with_options, worked_example
from chain.problem import Severity
from chain.text import Text
from tests.chain.portfolios import ACTORS, ONE_YEAR, gain, option

AMOUNTS = st.dictionaries(st.integers(2020, 2040), st.sampled_from((1.0, 2.5, -3.0)))


@given(AMOUNTS)
def test_spans_of_years_are_another_way_of_saying_the_same(values):
    told = periods(ByYear(values=values))
    assert by_year(told).values == values
    assert all(one.last_year + 1 < other.first_year or one.amount != other.amount
               for one, other in pairwise(told))  # fmt: skip


def test_spans_that_meet_are_added():
    assert by_year([Period(2026, 2028, 2.0), Period(2028, 2029, 1.0)]).values == {2026: 2, 2027: 2, 2028: 3, 2029: 1}


def everything_linked():
    """The example with a choice and something that is needed."""
    whole, goals = worked_example(), ("G",)
    first, *others = whole.options
    serving = first.model_copy(update={
        "gains": tuple(each.model_copy(update={"goal_ids": goals}) for each in first.gains), "goal_ids": goals,
        "effects": (GoalEffect(goal_id="G", measure_id="M", planned=1),),
    })  # fmt: skip
    return whole.model_copy(update={
        "options": (serving, *others),
        "goals": (Goal(id="G", name=Text(sv="Tryggt")),),
        "measures": (Named(id="M"),),
        "goal_rules": (GoalRule(id="R", goal_id="G", at_least=1),),
        "prerequisites": (Prerequisite(id="N", option_id="P3", any_of_ids=("P1", "P5")),),
        "choice": Choice(option_ids=("P1", "P3")),
        "objective": Objective(perspective="actor:socialnamnden", priority_goal_ids=goals),
    })  # fmt: skip


def test_what_is_taken_away_leaves_no_link_behind():
    whole = everything_linked()
    assert not [each for each in check_portfolio(whole) if each.code == "plan.leads_nowhere"]
    for kind in KINDS:
        for each in getattr(whole, kind):
            left = without_element(whole, kind, each.id)
            assert each.id not in Looked(left).ids[kind]
            assert not [link for link in Looked(left).references() if link[1:] == (kind, each.id)], (kind, each.id)
    assert without_element(whole, "actors", "socialnamnden").objective.perspective == "society"
    left = without_element(whole, "options", "P1")
    assert left.prerequisites[0].any_of_ids == ("P5",)
    assert left.choice.option_ids == ("P3",)
    assert without_element(whole, "options", "P3").prerequisites == ()
    assert {name for name, _ in users_of(whole, "themes", "13-18")} == {"options"}


def test_a_budget_for_one_payer_goes_with_the_payer_and_does_not_become_everybodys():
    whole = worked_example()
    own = whole.budgets[0].model_copy(update={"payer_id": "socialnamnden"})
    left = without_element(whole.model_copy(update={"budgets": (own,)}), "actors", "socialnamnden")
    assert left.budgets == ()


def test_a_variant_is_a_share_of_everything_and_its_project_is_chosen_once():
    made = scaled(worked_example(), "P2", 0.4)
    whole, part = made.options[1], made.options[-1]
    assert (part.project_id, part.scale_share, whole.scale_share) == ("P2", 0.4, 1.0)
    assert part.payments[0].amounts.values == {2027: 2_000_000}
    assert part.reaches[0].persons == 16
    assert sum(each.amounts.values[2027] for each in part.gains) == 0.4 * 14_000_000
    again = scaled(made, part.id, 0.5)
    assert (again.options[-1].project_id, again.options[-1].scale_share) == ("P2", 0.2)


def test_options_are_put_in_with_whom_they_point_at_and_ids_of_their_own():
    empty = new_portfolio("N", Text(sv="Ny"), 2026, ONE_YEAR)
    assert [each.code for each in check_portfolio(empty) if each.severity is Severity.ERROR] == [
        "plan.nothing_to_choose"
    ]
    made = with_options(with_options(empty, [option("A", 1, 2)], ACTORS, ()), [option("A", 1, 3)], ACTORS, ())
    assert [each.id for each in made.options] == ["A", "A-2"]
    assert [each.id for each in made.actors] == ["social"]
    assert not [each for each in check_portfolio(made) if each.severity is Severity.ERROR]


def test_the_worked_example_is_sound():
    assert check_portfolio(worked_example()) == []
    assert worked_example().objective.aim is Aim.NET_VALUE


def test_two_who_bear_one_id_stay_two_and_one_under_two_ids_becomes_one():
    def actor(ident, name, level=Level.MUNICIPALITY):
        return Actor(id=ident, name=Text(sv=name), level=level)

    first = with_options(new_portfolio("N", Text(sv="Ny"), 2026, ONE_YEAR),
                         [option("A", 1, 2, payer="actor-1", gains=(gain(2, gainer="actor-1"),))],
                         [actor("actor-1", "Skolan")], ())  # fmt: skip
    other = option("B", 1, 2, payer="actor-1", gains=(gain(2, gainer="actor-2"),))
    both = with_options(first, [other], [actor("actor-1", "Regionen", Level.REGION), actor("actor-2", "skolan")], ())
    assert [(each.id, each.name.sv) for each in both.actors] == [("actor-1", "Skolan"), ("actor-1-2", "Regionen")]
    assert both.options[1].payments[0].payer_id == "actor-1-2"
    assert both.options[1].gains[0].gainer_id == "actor-1"


def test_a_goal_that_another_means_by_the_same_id_is_another_goal():
    first = with_options(new_portfolio("N", Text(sv="Ny"), 2026, ONE_YEAR), [option("A", 1, 2, goal_ids=("G",))],
                         ACTORS, [Goal(id="G", name=Text(sv="Fler i arbete"))])  # fmt: skip
    both = with_options(first, [option("B", 1, 2, goal_ids=("G",))], ACTORS, [Goal(id="G", name=Text(sv="Trygghet"))])
    assert [each.goal_ids for each in both.options] == [("G",), ("G-2",)]
    assert [each.id for each in both.actors] == ["social"]
