"""Sentences about what would tip the result: true in their direction, complete in both languages."""

import pytest

from chain.model import passports
from reports.amounts import field_of, number_name, shown
from reports.texts import LANGUAGES, has_text
from reports.tipping import standing_sentence, tipping_sentence, whole_table
from sroi.movable import Movable, at_points, movables
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from sroi.stated import stated_ranges
from sroi.switching import switching_values
from tests.golden.examples import example

NAMES = ("I1", "I2", "I3", "I4", "wheels-to-meals")
MORE, LESS = (
    {"sv": "tillbaka mer än", "en": "gives back more than"},
    {"sv": "tillbaka mindre än", "en": "gives back less than"},
)
HIGHER = {"sv": ("fler än", "mer än", "högre än", "längre tid än", "större än", "senare än"),
          "en": ("more than", "higher than", "later than")}  # fmt: skip


def found_in(name: str, settings=SWEDISH_PUBLIC_SECTOR, target: float = 1.0):
    chain = example(name)
    return chain, switching_values(chain, settings, target, ranges=stated_ranges(chain))


def test_the_guides_own_falls_are_told_as_the_guide_tells_them():
    chain, found = found_in("wheels-to-meals", SROI_GUIDE)
    falls = next(row for row in found.ranked if field_of(row.place) == "number" and row.mover.base == 7)
    english, swedish = (tipping_sentence(falls, found, chain, language) for language in ("en", "sv"))
    assert english.startswith("If fewer than 3.51 of 7 falls per year come about in “")
    assert english.endswith("”, a krona gives back less than a krona.")
    assert swedish.startswith("Om färre än 3,51 av 7 falls per year uppnås i ”")
    assert english.count("”") == len(falls.mover.places)  # every effect that the number stands in is named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "target"), [*((name, 1.0) for name in NAMES), ("I1", 5.0), ("I2", 0.5)])
def test_beyond_its_value_the_ratio_goes_the_way_the_sentence_says(name, target, language):
    chain, found = found_in(name, target=target)
    rows = [row for row in (*found.ranked, *found.multipliers) if row.tips]
    assert rows
    reach = [row.value + 0.001 * (row.value - row.mover.base) for row in rows]
    reach = [min(max(at, row.mover.lowest), row.mover.highest) for at, row in zip(reach, rows, strict=True)]
    points = [row.mover.moved(at) for at, row in zip(reach, rows, strict=True)]
    ratios = at_points(chain, SWEDISH_PUBLIC_SECTOR, points).ratio
    for row, ratio in zip(rows, ratios, strict=True):
        said = tipping_sentence(row, found, chain, language)
        assert (MORE if ratio > target else LESS)[language] in said, (said, ratio)
        condition = said.split(" ger en krona " if language == "sv" else ", a krona ")[0]
        assert (row.value > row.mover.base) == any(word in condition for word in HIGHER[language]), said


def test_every_number_that_a_ratio_reads_has_its_two_sentences():
    fields = {field_of(each.place) for name in NAMES for each in movables(example(name), SWEDISH_PUBLIC_SECTOR)}
    fields |= {"income", "profile", "hours", "hourly_cost", "on_cost_share"}
    missing = [f"{field}_{side}" for field in fields for side in ("below", "above")
               if not has_text(f"tipping.if.{field}_{side}")]  # fmt: skip
    assert not missing


def test_a_target_of_ones_own_is_named_and_nothing_tips_what_is_there_already():
    chain, found = found_in("I1", target=2.5)
    assert "mindre än 2,50\u00a0kr" in tipping_sentence(found.ranked[0], found, chain, "sv")
    assert "mer än 2,50\u00a0kr" in standing_sentence(found, "sv")
    _, at = found_in("I1", target=found.ratio)
    assert "exactly" in standing_sentence(at, "en")


def test_the_table_has_every_number_the_nearest_first_and_says_how_it_was_found():
    chain, found = found_in("I1")
    table = whole_table(found, chain, "en")
    assert len(table) == len(found.rows)
    assert list(table["tips_at"][len(found.ranked) :].unique()) == ["cannot tip it"]
    exact = [row.exact for row in found.ranked]
    assert list(table["how"][: len(found.ranked)]) == ["Exact" if each else "Bracketed" for each in exact]


def movable(unit: str, place: str = "effects/E1/quantity/number") -> Movable:
    return Movable(place, place, (place,), unit, 1.0, None, None, 0.0, 1e9)


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("share", 0.0291, "2,91\u00a0%"),
        ("share", 0.5, "50\u00a0%"),
        ("years", 3.42, "3,4 år"),
        ("amount", 7.0, "7"),
        ("amount", 12345.6, "12\u00a0346"),
        ("factor", 0.29016, "29\u00a0% av det räknade"),
    ],
)
def test_values_show_three_digits_and_no_empty_ones(unit, value, words):
    assert shown(movable(unit), value, "sv") == words


def test_a_value_close_to_another_gets_the_digits_that_tell_them_apart():
    assert shown(movable("amount"), 7.0001, "en", apart_from=7.0) == "7.0001"
    assert shown(movable("share"), 0.11002, "en", apart_from=0.11) == "11.002%"


def test_a_number_is_called_by_its_element_and_field():
    chain = example("I1")
    names = {place: number_name(place, chain, "en") for place, _ in passports(chain)}
    assert names["proxies/P01/price"].startswith("“")
    assert "price per unit" in names["proxies/P01/price"]
    assert names["chain/cohorts"] == "The intervention: number who start each year"
