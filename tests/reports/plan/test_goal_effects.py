"""What interventions are to change for adopted goals: which indicators tell of it, and what of it may be seen."""

from pathlib import Path

import pytest

import chain
from chain.follow_up_document import read_follow_up
from chain.measurement import FollowUp, Rule
from reports.plan.goal_effects import effects_of, goals_of
from tests.golden.examples import example

FOLDER = Path(chain.__file__).parent / "examples" / "follow_up"


def followed(name: str) -> FollowUp:
    """The example's follow-up."""
    return read_follow_up((FOLDER / f"{name}.json").read_bytes())[0]


def test_an_indicator_counts_for_the_goals_of_its_outcome_with_value_and_target():
    one, follow_up = example("I2"), followed("I2")
    effects, measures = effects_of([one], {"I2": follow_up})
    known = {each.id: each for each in measures}
    planned = {each.id: each for each in follow_up.plan}
    assert effects["I2"]
    for each in effects["I2"]:
        assert each.goal_id in {goal.id for goal in one.goals}
        name = known[each.measure_id].name.sv
        [indicator] = [one for one in planned.values() if name.startswith(one.name.sv)]
        if indicator.rule is Rule.SHARE:
            assert known[each.measure_id].unit.sv == "%"
            assert 1 < each.planned <= 100
    assert any(each.observed is not None for each in effects["I2"])


def test_what_is_too_small_to_be_seen_is_not_told():
    one, follow_up = example("I2"), followed("I2")
    hidden = tuple(each.model_copy(update={"small_below": 1_000}) for each in follow_up.plan)
    effects, measures = effects_of([one], {"I2": follow_up.model_copy(update={"plan": hidden})})
    shares = {each.id for each in measures if each.unit.sv == "%"}
    assert shares
    assert {each.observed for each in effects["I2"] if each.measure_id in shares} == {None}


def test_without_follow_up_there_are_no_effects():
    assert effects_of([example("I1")], {}) == ({"I1": ()}, ())


@pytest.mark.parametrize("element", ["chain", "resources/R1", "outcomes/nobody", "indicators/nobody"])
def test_what_belongs_to_no_outcome_serves_no_goal(element):
    assert goals_of(example("I1"), element) == ()


def test_an_effect_an_indicator_and_their_outcome_serve_the_same_goals():
    one = example("I1")
    effect = next(each for each in one.effects if goals_of(one, f"effects/{each.id}"))
    assert goals_of(one, f"effects/{effect.id}") == goals_of(one, f"outcomes/{effect.outcome_id}")
