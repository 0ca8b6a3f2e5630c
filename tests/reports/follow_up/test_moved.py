"""A forecast before and with what was measured, as tables; a local result beside a study's, in words."""

from datetime import date

import pytest

from chain.assumption import Assumption, Evidence
from chain.measurement import Cell, Focus, FollowUp, Observation, PlannedIndicator, Reading, Replacing, Rule, Target
from chain.text import Text
from reports.follow_up import fidelity, local_result, moved
from reports.forecast.stamp import Beside
from sroi.follow_up.comparison import learned_comparison
from sroi.follow_up.learned import learned
from sroi.forecast.child import forecast
from tests.chain.comparisons import shipped
from tests.spec.small import by_year, chain, effect, number, share_of_cohort


def measured(place: str, hits: int, focus: Focus = Focus.EFFECT, **how) -> FollowUp:
    """So many of fifty."""
    indicator = PlannedIndicator(
        id="M", name=Text(sv="I arbete"), element="chain", rule=Rule.SHARE, focus=focus, first_on=date(2024, 1, 1),
        last_on=date(2025, 12, 31), replaces=Replacing(place=place, prior_weight=0, **how), baseline=number(0.1),
    )  # fmt: skip
    seen = Observation(indicator_id="M", period="2024", total=Cell(hits=hits, answered=50))
    return FollowUp(intervention_id="C1", plan=(indicator,), observations=(seen,))


def test_every_option_and_horizon_before_and_with_what_was_measured():
    comparison = shipped()
    found = learned_comparison(comparison, measured("forecast/parenting/options/A/delivery/uptake_share", 40))
    sides = [forecast(each) for each in (comparison, found.comparison)]
    rows = moved.sides_table(*(Beside(each, "public", 10) for each in sides), "sv").to_dict("records")
    assert len(rows) == len(comparison.options) * len(comparison.decision.horizons)
    row = next(each for each in rows if each["alternative"].startswith("Föräldraprogram") and each["horizon"] == 10)
    for name, side in zip(("assumed", "now"), sides, strict=True):
        at = side.of("A").at(10)
        assert (row[f"net_{name}"], row[f"case_years_{name}"]) == (at.of("public").net, at.case_years)
    assert row["case_years_now"] == pytest.approx(0.8 * row["case_years_assumed"])
    assert len(list(moved.sentences(*(Beside(each, "public", 10) for each in sides), "sv"))) == 1


STUDIED = chain(
    effect(
        quantity=share_of_cohort(0.3, 1).model_copy(
            update={"share": Assumption(value=0.3, low=0.2, high=0.4, evidence=Evidence.RANDOMISED)}
        )
    ),
    cohorts=by_year(100.0),
)


@pytest.mark.parametrize(
    ("hits", "reading", "words"),
    [
        (15, Reading.AS_IT_IS, "stämmer med studiens"),
        (15, Reading.AS_IT_IS, "säger hur det står till, utan jämförelsegrupp, och är inte en effekt"),
        (6, Reading.CHANGE, "lägre än studiens"),
        (6, Reading.CHANGE, "en förändring utan jämförelsegrupp och inte en effekt"),
        (40, Reading.AS_IT_IS, "högre än studiens"),
        (3, Reading.AS_IT_IS, "gäller få personer och visas inte"),
    ],
)
def test_the_local_result_in_words(hits, reading, words):
    follow_up = measured("effects/E1/quantity/share", hits, reading=reading)
    [line] = local_result.sentences(learned(STUDIED, follow_up), follow_up, "sv")
    assert words in line


def test_only_what_a_study_found_and_an_indicator_of_effect_measured_is_held_against_it():
    volume = measured("effects/E1/quantity/share", 15, Focus.VOLUME)
    unstudied = chain(effect(quantity=share_of_cohort(0.3, 1)), cohorts=by_year(100.0))
    plain = measured("effects/E1/quantity/share", 15)
    assert not list(local_result.sentences(learned(STUDIED, volume), volume, "sv"))
    assert not list(local_result.sentences(learned(unstudied, plain), plain, "sv"))


@pytest.mark.parametrize(("hits", "whole"), [(45, "kept to, as far"), (20, "not fully kept"), (3, "cannot be told")])
def test_a_hidden_value_does_not_tell_whether_the_method_is_kept_to(hits, whole):
    told = measured("effects/E1/quantity/share", hits, Focus.FIDELITY)
    follow_up = told.model_copy(update={"targets": (Target(indicator_id="M", period="2024", value=0.8),)})
    assert whole in fidelity.sentence(fidelity.demands(follow_up), "en")
