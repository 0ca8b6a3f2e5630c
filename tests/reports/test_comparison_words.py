"""Every field, choice, scenario and reporting item of a comparison has words, and places read as a person says them."""

from enum import StrEnum
import inspect

from pydantic import BaseModel
import pytest

from chain.forecast import effect, model
from chain.forecast.checks import check_comparison
from reports.comparison_words import (
    cheers_title,
    choice_name,
    comparison_sentence,
    place_name,
    scenario_name,
)
from reports.texts import LANGUAGES, catalogue
from sroi.forecast.child_cheers import ITEMS
from sroi.forecast.child_scenarios import SCENARIOS
from tests.chain.comparisons import changed, shipped

HELD = [each for module in (model, effect) for each in vars(module).values() if inspect.isclass(each)]
OWN = [each for each in HELD if each.__module__.startswith("chain.forecast")]
FIELDS = {field for each in OWN if issubclass(each, BaseModel) for field in each.model_fields}
FAMILIES = {
    "comparator": model.Comparator, "occupancy": model.Occupancy, "cost_per": model.CostPer, "compared": model.Compared,
    "measure": effect.Measure, "acts_on": effect.ActsOn, "event": effect.Event, "effect_basis": effect.EffectBasis,
    "fading": effect.Fading,
}  # fmt: skip


def under(prefix: str) -> set[str]:
    return {key.removeprefix(prefix) for key in catalogue() if key.startswith(prefix)}


def test_every_field_has_a_label_and_nothing_else_has():
    assert under("comparison_field.") == FIELDS


def test_every_choice_has_words_and_nothing_else_has():
    assert {each for each in OWN if issubclass(each, StrEnum)} == set(FAMILIES.values())
    expected = {f"{family}.{member}" for family, members in FAMILIES.items() for member in members}
    assert under("comparison_choice.") == expected
    assert choice_name("sv", "fading", effect.Fading.HALF_LIFE) == "Halveras om och om igen"


def test_scenarios_and_reporting_items():
    assert under("comparison_scenario.") == set(SCENARIOS)
    assert under("cheers_item.") == set(ITEMS)
    assert scenario_name("en", "no_offsets") == "No cost offsets"
    assert cheers_title("en", "perspective") == "Perspective"


PLACES = {
    "options/A/effect/estimate": (
        "Föräldraprogram i grupp: effekt: skattning",
        "Parenting programme in groups: effect: estimate",
    ),
    "excess_costs/region/bands/1/amount/price_year": (
        "Hälso- och sjukvård: åldersspann: 2: belopp: prisår",
        "Health care: age bands: 2: amount: price year",
    ),
    "options/A/costs/child": (
        "Föräldraprogram i grupp: insatsens kostnader: kostnad per barn",
        "Parenting programme in groups: costs of the intervention: cost per child",
    ),
    "natural_course/remission/0/probability": (
        "Utan insatsen: återhämtning: 1: sannolikhet per år",
        "Without the intervention: recovery: 1: probability a year",
    ),
    "/comparison/population/children/value": (
        "Barnen: antal barn som erbjuds: värde",
        "The children: children offered a place: value",
    ),
    "options": ("Insatser", "Interventions"),
    "": ("Jämförelsen", "The comparison"),
}


@pytest.mark.parametrize("place", PLACES)
def test_places(place):
    assert tuple(place_name(language, place, shipped()) for language in LANGUAGES) == PLACES[place]


def test_a_place_without_its_comparison():
    assert place_name("en", "options/A/effect/estimate") == "Interventions: a: effect: estimate"


def test_a_sentence_names_the_other_place():
    other = changed(shipped(), "decision/effect_discount/value", 0.05)
    found = next(each for each in check_comparison(other) if each.code == "figure.same_id_differs")
    assert "(Beslutet: ränta på kostnader)" in comparison_sentence("sv", found, other)
