"""Every place and every choice in a comparison has a name that a person knows, in both languages."""

from enum import StrEnum
import inspect

import pytest

from chain.forecast import effect, model
from chain.forecast.model import figures
from chain.model import Level, PriceQuality, Span
from reports.forecast.names import figure_name
from reports.texts import LANGUAGES, catalogue, has_text
from reports.texts.forecast_places import label
from reports.texts.places import place_name
from tests.chain.comparisons import shipped

CHOICES = {
    "comparator": model.Comparator,
    "occupancy": model.Occupancy,
    "cost_per": model.CostPer,
    "forecast_compared": model.Compared,
    "forecast_measure": effect.Measure,
    "forecast_acts_on": effect.ActsOn,
    "forecast_event": effect.Event,
    "forecast_basis": effect.EffectBasis,
    "forecast_fading": effect.Fading,
}
OTHERS = {Level, PriceQuality, Span, model.Method}
"""Choices that chains have too."""
UNSHOWN = {"id", "example", "method_id", "model_config"}


def test_every_choice_has_words_and_none_is_forgotten():
    for family, members in CHOICES.items():
        known = {key.removeprefix(f"{family}.") for key in catalogue() if key.startswith(f"{family}.")}
        assert known == {str(member) for member in members}, family
    offered = {each for module in (model, effect) for each in vars(module).values()
               if inspect.isclass(each) and issubclass(each, StrEnum) and each is not StrEnum}  # fmt: skip
    assert offered == {*CHOICES.values(), *OTHERS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label(language):
    held = [each for module in (model, effect) for each in vars(module).values()
            if inspect.isclass(each) and issubclass(each, model.Frozen)]  # fmt: skip
    fields = {field for each in held for field in each.model_fields} - UNSHOWN
    assert not [field for field in fields if not label(language, field)]
    assert has_text("forecast_field.comparison")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_example_has_a_place_without_inner_words(language):
    for place, _ in figures(shipped()):
        named = place_name(language, place, shipped())
        assert not [word for word in ("_", "/", "payer_shares", "natural") if word in named], (place, named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_has_one_name_in_forms_history_charts_and_tables(language):
    for place, _ in figures(shipped()):
        assert place_name(language, place, shipped()) == figure_name(shipped(), place, language)


def test_places_are_told_from_the_whole_to_the_part():
    expected = {
        "options/A/effect/estimate": "Effekten, Föräldraprogram i grupp",
        "options/A/costs/child/amount": "Kostnad per barn, Föräldraprogram i grupp",
        "natural_course/remission/0/probability": "Återhämtning per år, alla åldrar",
        "excess_costs/region/bands/1/amount/price_year": "Merkostnad Hälso- och sjukvård, 13–18 år: prisår",
        "excess_costs/region": "Merkostnaden ”Hälso- och sjukvård”",
        "options/gone/words": "Insatsen ”gone”: beskrivning",
        "/comparison/options/0/costs/1/per": "Insatsen nr 1: kostnaden nr 2: kostnaden räknas",
        "comparison/intervention": "Prognosen: insats som den gäller",
    }
    assert {place: place_name("sv", place, shipped()) for place in expected} == expected
