"""Forecast against outcome in words: what a few people decided is not told, and that the ratio can tell it is."""

from datetime import date

import pytest

from chain.measurement import Cell, FollowUp, Observation, PlannedIndicator, Reading, Replacing, Rule
from chain.text import Text
from reports.follow_up.outcome import few_sentence, problem_sentences, replaced_table, years_told
from sroi.follow_up.learned import Learned, Replaced, learned
from tests.spec.small import by_year, chain, effect, number, share_of_cohort

CHAIN = chain(effect(quantity=share_of_cohort(0.3, 1)), cohorts=by_year(100.0))


def measured(hits: int) -> FollowUp:
    """A change from 40 per cent among sixteen, which is no share when it is for the worse."""
    how = Replacing(place="effects/E1/quantity/share", reading=Reading.CHANGE, prior_weight=10)
    indicator = PlannedIndicator(
        id="M", name=Text(sv="I arbete"), element="chain", rule=Rule.SHARE, first_on=date(2024, 1, 1),
        last_on=date(2025, 12, 31), replaces=how, baseline=number(0.4),
    )  # fmt: skip
    seen = Observation(indicator_id="M", period="2024", total=Cell(hits=hits, answered=16))
    return FollowUp(intervention_id="C1", plan=(indicator,), observations=(seen,))


@pytest.mark.parametrize(("hits", "is_hidden"), [(3, True), (5, False)])
def test_what_three_decided_is_hidden_and_that_the_ratio_tells_it_is_said(hits, is_hidden):
    follow_up = measured(hits)
    found = learned(CHAIN, follow_up)
    [row] = replaced_table(found, follow_up, CHAIN, "sv").to_dict("records")
    assert [row[name] == "dolt" for name in ("measured", "used_now", "weighs")] == [is_hidden] * 3
    assert ("I arbete" in few_sentence(found, follow_up, "sv")) is is_hidden
    [cut_off] = [each for each in problem_sentences(found, follow_up, "sv") if "inte kan stå här" in each]
    assert ("dolt" in cut_off) is is_hidden


def test_years_between_and_before_what_was_measured_are_told_as_forecast():
    """Measured in 2025 and 2027, of a chain whose value comes from 2024 to 2028."""
    replaced = Replaced("M", ("cohorts/T/participants",), Reading.YEARLY, None, number(1.0), ("2025-H1", "2027"))
    found = Learned(CHAIN, (replaced,), ())
    assert years_told(found, range(2024, 2029)) == ("2025, 2027", "2024, 2026, 2028")
    assert years_told(found, (2025, 2027)) == ("2025, 2027", "")
    assert years_told(Learned(CHAIN, (), ()), (2024,)) == ("", "")
