"""The cohort engine against plain loops, on random models under every convention, for numbers and for draws."""

from hypothesis import given, settings
import numpy as np
import pytest

from chain.cohort_checks import check_model
from chain.cohort_model import CohortModel
from chain.problem import Severity
from sroi.forecast.course import course
from sroi.forecast.economics import evaluate, forecast, judged
from tests.golden.cohorts import cohort
from tests.laws.cohorts import cohort_models
from tests.oracle.naive_cohort import NaiveCohort


def expected(model: CohortModel, parameters: dict[str, float]) -> list[tuple[float, float]]:
    plain = [NaiveCohort(model, strategy, parameters) for strategy in model.strategies]
    return [(each.total("cost"), each.total("effect")) for each in plain]


@given(model=cohort_models())
@settings(max_examples=60, deadline=None)
def test_numbers_and_draws_against_plain_loops(model):
    assert not [each for each in check_model(model) if each.severity is Severity.ERROR]
    stated = {each.id: each.value for each in model.parameters}
    plan, problems = judged(model)
    if plan is None:  # two moves out of a state may together exceed one
        assert {each.code for each in problems if each.severity is Severity.ERROR} == {"forecast.row_sum"}
        return
    outcomes = forecast(model).outcomes
    found = [(each.cost, each.effect) for each in outcomes]
    for own, plain in zip(found, expected(model, stated), strict=True):
        assert own == pytest.approx(plain, rel=1e-10, abs=1e-9)
    draws = {"p": np.array([0.2, 0.1]), "q": np.array([0.3, 0.4]), "c": np.array([1000.0, 10.0])}
    costs, effects = evaluate(plan, draws, plan.watch())
    other = expected(model, {name: float(each[1]) for name, each in draws.items()})
    assert costs[:, 1] == pytest.approx([cost for cost, _ in other], rel=1e-10, abs=1e-9)
    assert effects[:, 1] == pytest.approx([effect for _, effect in other], rel=1e-10, abs=1e-9)
    assert costs[:, 0] == pytest.approx([each.cost for each in outcomes], rel=1e-13, abs=1e-12)


@pytest.mark.parametrize("name", ["sick_sicker", "hiv", "two_state"])
def test_published_models_against_plain_loops(name):
    model = cohort(name)
    found = [(each.cost, each.effect) for each in forecast(model).outcomes]
    plain = expected(model, {each.id: each.value for each in model.parameters})
    assert found == [pytest.approx(each, rel=1e-11) for each in plain]
    ways = course(model)
    for at, strategy in enumerate(model.strategies):
        way = NaiveCohort(model, strategy, {each.id: each.value for each in model.parameters}).trace()
        assert ways.persons[at] == pytest.approx(np.array([[*row.values()] for row in way]), rel=1e-11, abs=1e-12)
    assert ways.years[-1] == model.cycles
