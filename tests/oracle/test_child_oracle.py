"""The child model against the same method in plain loops, on comparisons of every kind."""

from hypothesis import given, settings
import pytest

from sroi.forecast.child_run import PERSPECTIVES, Run
from tests.golden.test_golden_child import ADOLESCENTS, REFERENCE
from tests.laws.comparisons import comparisons
from tests.oracle.naive_child import Arm


def assert_alike(comparison):
    for name, found in Run(comparison).options().items():
        arm = Arm(comparison, comparison.option(name))
        for perspective in PERSPECTIVES:
            cost = arm.cost(perspective)
            assert found.cost(perspective) == pytest.approx(cost, rel=1e-9, abs=1e-6)
            for years in comparison.decision.horizons:
                offset, qalys = arm.sums(perspective, years)
                assert found.offsets(perspective)[years - 1, 0] == pytest.approx(offset, rel=1e-9, abs=1e-5)
                assert found.qalys()[years - 1, 0] == pytest.approx(qalys, rel=1e-9, abs=1e-10)


@pytest.mark.parametrize("comparison", [REFERENCE, ADOLESCENTS], ids=["children", "adolescents"])
def test_the_reference(comparison):
    assert_alike(comparison)


@settings(max_examples=80, deadline=None)
@given(comparisons())
def test_comparisons_of_every_kind(comparison):
    assert_alike(comparison)
