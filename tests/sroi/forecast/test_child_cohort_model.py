"""The general engine, reading a comparison as a cohort document, comes to the same figures as the child model."""

import pytest

from chain.cohort_document import read_model, write_model
from sroi.forecast.child import forecast
from sroi.forecast.child_cohort_model import NotMarkovError, to_cohort_model
from sroi.forecast.economics import forecast as reckon
from tests.chain.comparisons import changed, number, shipped
from tests.golden.test_golden_child import ADOLESCENTS, MODES, REFERENCE, fading

MORTAL = changed(
    changed(REFERENCE, "natural_course/mortality",
            (REFERENCE.natural_course.remission[0].model_copy(update={"probability": number(0.01)}),)),
    "natural_course/mortality_ratio", number(3.0),
)  # fmt: skip
SOME = changed(REFERENCE, "options/A/delivery/uptake_share/value", 0.7)
CASES = {"reference": REFERENCE, "mortal": MORTAL, "some_begin": SOME} | {
    mode: fading(ADOLESCENTS, "A", **MODES[mode]) for mode in MODES
}


@pytest.mark.parametrize("perspective", ["public", "municipality", "society"])
@pytest.mark.parametrize("name", CASES)
def test_two_engines_one_answer(name, perspective):
    comparison = CASES[name]
    model, problems = read_model(write_model(to_cohort_model(comparison, perspective)))
    assert not problems
    ours = forecast(comparison)
    for years in ours.horizons:
        theirs = reckon(model, years)
        nothing = theirs.of("comparator")
        for option in ours.options:
            found, arm = option.at(years).of(perspective), theirs.of(f"o_{option.option_id}")
            tolerance = {"rel": 1e-9, "abs": 1e-9 * abs(nothing.cost)}
            assert arm.cost - nothing.cost == pytest.approx(found.incremental_cost, **tolerance)
            assert arm.effect - nothing.effect == pytest.approx(found.qalys, rel=1e-9, abs=1e-9 * nothing.effect)


def test_a_rule_about_the_difference_is_no_cohort():
    with pytest.raises(NotMarkovError):
        to_cohort_model(fading(shipped(), "A", fading="yearly_factor", factor=0.8))
