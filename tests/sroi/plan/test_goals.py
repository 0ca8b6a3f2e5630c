"""Goals across options: costs and gains that are shared are told, persons count once, nothing unseen is nought."""

import pytest

from chain.model import Goal
from chain.plan.model import GoalEffect, Named, Overlap
from chain.text import Text
from sroi.plan.goals import Measured, Reached, by_goal
from tests.chain.portfolios import gain, option, portfolio

GOALS = tuple(Goal(id=name, name=Text(sv=name)) for name in ("school", "work", "none"))
OPTIONS = (
    option("A", 10, 0, persons=20, gains=(gain(30, goal_ids=("school",)), gain(6)),
           effects=(GoalEffect(goal_id="school", measure_id="present", planned=8, observed=5),)),
    option("B", 4, 0, persons=20, gains=(gain(10, goal_ids=("school", "work")),),
           effects=(GoalEffect(goal_id="school", measure_id="present", planned=4),
                    GoalEffect(goal_id="work", measure_id="jobs", planned=2))),
    option("C", 3, 5),
    option("D", 3, 5, goal_ids=("work",)),
)  # fmt: skip
CASE = portfolio(
    *OPTIONS,
    goals=GOALS,
    measures=(Named(id="present"), Named(id="jobs")),
    overlaps=(Overlap(id="O", target_group_id="young", option_ids=("A", "B"), persons=10),),
)


def test_sums_by_goal_by_hand():
    found = by_goal(CASE, ["A", "B", "C", "D"])
    school, work, none = found.goals
    assert (school.option_ids, school.cost_sek, school.shared_cost_sek) == (("A", "B"), 14, 4)
    assert (school.value_sek, school.shared_value_sek) == (30 + 5, 5)  # half of those B reaches are A's already
    assert school.reached == (Reached("young", 30, 0),)
    assert school.measures == (Measured("present", 12, 5, 8, 1, 2),)
    assert (work.option_ids, work.cost_sek, work.value_sek) == (("B", "D"), 7, 5)
    assert work.reached == (Reached("young", 20, 1),)
    assert work.measures == (Measured("jobs", 2, None, 0, 0, 1),)
    assert (none.option_ids, none.cost_sek, none.measures) == ((), 0, ())
    assert (found.cost_sek, found.value_sek) == (20, 36 + 5 + 5 + 5)
    assert found.without_goal_ids == ("C",)


def test_alone_an_option_keeps_all_its_gains():
    assert by_goal(CASE, ["B"]).goals[0].value_sek == 10


def test_an_option_that_is_not_there_is_no_option_of_nought():
    with pytest.raises(KeyError, match="nothing"):
        by_goal(CASE, ["A", "nothing"])


def test_an_option_serves_what_its_gains_and_effects_name():
    assert OPTIONS[1].served_goal_ids == {"school", "work"}
