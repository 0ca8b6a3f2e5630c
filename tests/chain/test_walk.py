"""The walk: which link a problem belongs to, how far each link has come, and the one next step."""

import pytest

from chain import walk
from chain.checks import check_chain
from chain.model import KINDS, Chain, MonetisedEffect
from chain.problem import Severity, problem
from chain.starter import new_chain
from chain.text import Text
from chain.walk import Step
from tests.golden.examples import example

HOME = {
    "actors": Step.STAKEHOLDERS,
    "stakeholders": Step.STAKEHOLDERS,
    "goals": Step.OUTCOMES,
    "resources": Step.RESOURCES,
    "activities": Step.ACTIVITIES,
    "outputs": Step.OUTPUTS,
    "outcomes": Step.OUTCOMES,
    "indicators": Step.INDICATORS,
    "proxies": Step.VALUE,
    "effects": Step.IMPACT,
    "answers": Step.RESULT,
    "reviews": Step.RESULT,
    "decisions": Step.RESULT,
    "groups": Step.IMPACT,
}
ON_IMPACT = {
    "outcome_id", "quantity", "measured_against_comparison", "deadweight", "displacement", "attribution", "drop_off",
    "lag_years", "duration_years",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_altogether_is_mended_where_the_first_is_added(kind):
    assert walk.step_of(f"chain/{kind}") is HOME[kind]


@pytest.mark.parametrize("field", sorted(set(MonetisedEffect.model_fields) - {"id"}))
def test_an_effect_is_answered_for_on_two_pages(field):
    wanted = Step.IMPACT if field in ON_IMPACT else Step.VALUE
    assert walk.step_of(f"effects/E1/{field}") is wanted
    assert walk.step_of(f"effects/E1/{field}/reason") is wanted


@pytest.mark.parametrize("field", sorted(set(Chain.model_fields) - set(KINDS)))
def test_the_header_belongs_to_need_except_what_is_asked_later(field):
    later = {"no_negative_reason": Step.OUTCOMES, "learning": Step.RESULT}
    assert walk.step_of(f"chain/{field}") is later.get(field, Step.NEED)


def test_every_problem_has_its_place_on_one_link():
    found = check_chain(new_chain("c", Text(sv="Ny"), 2024, 2026), 2026)
    states = walk.progress(new_chain("c", Text(sv="Ny"), 2024, 2026), found)
    assert tuple(state.step for state in states) == walk.STEPS
    assert sorted(each for state in states for each in state.problems) == sorted(found)


def test_the_walk_goes_on_from_link_to_link():
    chain = new_chain("c", Text(sv="Ny"), 2024, 2026)
    assert walk.next_step(walk.progress(chain, ())) is Step.NEED
    chain = chain.model_copy(update={"need": Text(sv="Behov")})
    assert walk.next_step(walk.progress(chain, check_chain(chain, 2026))) is Step.STAKEHOLDERS


def test_an_error_holds_a_link_back_and_a_warning_does_not():
    chain = example("I1")
    for severity, wanted in ((Severity.ERROR, Step.OUTPUTS), (Severity.WARNING, Step.RESULT)):
        states = walk.progress(chain, (problem("output.no_activity", "outputs/o/activity_ids", severity),))
        assert walk.next_step(states) is wanted


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4"])
def test_a_complete_example_leads_to_its_result(name):
    chain = example(name)
    assert walk.next_step(walk.progress(chain, check_chain(chain, 2026))) is Step.RESULT
