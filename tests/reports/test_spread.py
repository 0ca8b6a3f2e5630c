"""The preview of a stated uncertainty: the sentence says what was said, and the dots are the engine's quantiles."""

from itertools import pairwise

import altair
import pytest

from chain.assumption import Assumption, Series, Shape
from reports.charts_spread import DOTS, spread_figure
from reports.history import in_words
from reports.spread_words import said
from reports.tables import terms
from reports.texts.numbers import rounded
from sroi.distributions import distribution_of
from sroi.explain import explain_effect

PRICE, SHARE, YEARS = "proxies/P1/price", "effects/E1/share", "effects/E1/duration_years"
AMOUNTS = "resources/R1/amounts"


def assumption(value, low=None, high=None, **more):
    return Assumption(value=value, low=low, high=high, **more)


SAID = (
    (PRICE, assumption(3000.0), "sek", "Inget är sagt om hur säkert talet är"),
    (PRICE, assumption(3000.0, shape=Shape.FIXED), "sek", "Talet är sagt att vara exakt"),
    (YEARS, assumption(3, 2.1, 4.5), "number", "Mellan 2,1 och 4,5, aldrig utanför; mest troligt 3"),
    (YEARS, assumption(3, 2.1, 4.5, credibility=0.9), "number",
     "Med 90\u00a0% sannolikhet mellan 2,1 och 4,5; mest troligt 3"),
    (YEARS, assumption(3, 2.1), "number", "Mellan 2,1 och 3, aldrig utanför; mest troligt 3"),
    (YEARS, assumption(3, 2.1, credibility=0.9), "number", "Mellan 2,1 och 3, aldrig utanför; mest troligt 3"),
    (SHARE, assumption(0.2, 0.1, 0.3, shape=Shape.UNIFORM), "share",
     "Mellan 10\u00a0% och 30\u00a0%, aldrig utanför; allt däremellan lika troligt"),
    (PRICE, assumption(3000.0, 2900.5, 3099.5, shape=Shape.NORMAL, credibility=0.5), "sek",
     "Med 50\u00a0% sannolikhet mellan 2\u00a0900,50\u00a0kr och 3\u00a0099,50\u00a0kr; lika gärna över som under "
     "3\u00a0000\u00a0kr"),
    (SHARE, assumption(0.42, sample_hits=42, sample_size=100), "share",
     "Mätt i ett urval, 42 av 100: med 90\u00a0% sannolikhet mellan 34,1\u00a0% och 50,2\u00a0%"),
    (AMOUNTS, Series(values={2024: 1.0}, low_factor=0.9, high_factor=1.2, credibility=0.8), "sek",
     "Med 80\u00a0% sannolikhet mellan 10\u00a0% lägre och 20\u00a0% högre; mest troligt det angivna"),
    (YEARS, assumption(3, 4.5, 2.1), "number", "Det som är sagt går inte ihop, så talet räknas som säkert"),
    (YEARS, assumption(3, 2, 4, shape=Shape.GAMMA), "number",
     "Det som är sagt går inte ihop, så talet räknas som säkert"),
)  # fmt: skip


@pytest.mark.parametrize(("place", "figure", "unit", "sentence"), SAID)
def test_what_was_said_is_said_back(place, figure, unit, sentence):
    assert said("sv", place, figure, unit) == sentence
    assert spread_figure("sv", place, assumption(3.0), unit) is None


UNCERTAIN = [each[:3] for each in SAID if "sannolikhet" in each[3] or "aldrig" in each[3]]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("place", "figure", "unit"), UNCERTAIN)
def test_the_dots_are_the_engines_quantiles(language, place, figure, unit):
    preview = spread_figure(language, place, figure, unit)
    distribution = distribution_of(place, figure)[0]
    dots = preview.spec["data"]["values"]
    assert [dot["value"] for dot in dots] == [distribution.quantile((k + 0.5) / DOTS) for k in range(DOTS)]
    columns = sorted({dot["at"] for dot in dots})
    width = min(later - sooner for sooner, later in pairwise(columns))
    assert all(abs(dot["at"] - dot["value"]) <= width / 2 * (1 + 1e-9) for dot in dots)
    assert len({(dot["at"], dot["place"]) for dot in dots}) == DOTS, "no dot lies on another"
    assert preview.description.startswith(said(language, place, figure, unit))
    assert preview.table["number"].to_list()[2] == rounded(distribution.quantile(0.5))
    assert preview.table["number"].to_list()[-1] == rounded(distribution.mean)


def test_the_preview_is_sound_vega_lite_with_its_finding():
    preview = spread_figure("sv", *UNCERTAIN[0])
    altair.LayerChart.from_dict(preview.spec)
    assert preview.spec["description"] == preview.description
    assert preview.spec["width"] == "container"


def test_a_shape_that_nobody_chose_is_said_not_to_be():
    chosen = assumption(3, 2, 4, shape=Shape.PERT)
    assert "Ingen form är vald" in spread_figure("sv", YEARS, assumption(3, 2, 4), "number").description
    assert "Ingen form är vald" not in spread_figure("sv", YEARS, chosen, "number").description


def test_large_amounts_are_marked_in_millions_and_shares_in_per_cent():
    def axis(place, figure, unit):
        return spread_figure("sv", place, figure, unit).spec["layer"][0]["encoding"]["x"]["axis"]

    assert axis(PRICE, assumption(3e6, 2e6, 4e6), "sek")["title"] == "mkr"
    assert axis(PRICE, assumption(3e3, 2e3, 4e3), "sek")["title"] == "kr"
    assert axis(SHARE, assumption(0.2, 0.1, 0.3), "share")["title"] == "procent"
    assert axis(AMOUNTS, Series(values={2024: 1e7}, low_factor=0.9, high_factor=1.2), "sek")["title"].startswith("proc")


def test_the_history_writes_each_part_as_what_it_is():
    at = "effects/E1/quantity/share"
    assert in_words("sv", f"{PRICE}/credibility", 0.9) == "90\u00a0%"
    assert in_words("sv", f"{at}/sample_hits", 42) == "42"
    assert in_words("sv", f"{at}/group_correlation", 0.8) == "0,8"
    assert in_words("sv", f"{at}/low", 0.1) == "10\u00a0%"
    assert in_words("sv", f"{AMOUNTS}/low_factor", 0.9) == "90\u00a0%"
    assert in_words("sv", f"{at}/shape", "pert") == "PERT: mjuk triangel"


def test_a_shown_calculation_tells_how_sure_each_number_is(chain, settings):
    effect = chain.effects[0]
    bare = chain.model_copy(update={"proxies": tuple(
        each.model_copy(update={"price": each.price.model_copy(update={"low": None, "high": None})})
        for each in chain.proxies
    )})  # fmt: skip
    told = terms(explain_effect(chain, settings, effect.id), chain, "sv")
    price = next(each.price for each in chain.proxies if each.id == effect.proxy_id)
    assert [words for words in told["how_sure"] if words] == [said("sv", PRICE, price, "sek")]
    assert "how_sure" not in terms(explain_effect(bare, settings, effect.id), bare, "sv")
