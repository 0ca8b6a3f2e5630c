"""Scenarios and reporting items have words, and a problem names the other place it is about."""

from chain.forecast.checks import check_comparison
from reports.comparison_words import cheers_title, scenario_name
from reports.texts import catalogue
from reports.texts.places import place_name
from reports.texts.problems import sentence
from sroi.forecast.child_cheers import ITEMS
from sroi.forecast.child_scenarios import SCENARIOS
from tests.chain.comparisons import changed, shipped


def under(prefix: str) -> set[str]:
    return {key.removeprefix(prefix) for key in catalogue() if key.startswith(prefix)}


def test_scenarios_and_reporting_items():
    assert under("comparison_scenario.") == set(SCENARIOS)
    assert under("cheers_item.") == set(ITEMS)
    assert scenario_name("en", "no_offsets") == "No cost offsets"
    assert cheers_title("en", "perspective") == "Perspective"


def test_a_sentence_names_the_other_place():
    other = changed(shipped(), "decision/effect_discount/value", 0.05)
    found = next(each for each in check_comparison(other) if each.code == "figure.same_id_differs")
    named = place_name("sv", "decision/cost_discount", other)
    assert f"({named})" in sentence("sv", found, other)
    assert "_" not in named
