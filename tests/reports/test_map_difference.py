"""A Value Map's own sums against ours: which convention reproduces them, and how far each moves the ratio."""

from copy import deepcopy
import json
from pathlib import Path

import pytest

from reports.map_difference import map_difference, same
from reports.map_difference_words import difference_sentences, difference_table
from reports.value_map import read_upload
from sroi.ratio import headline
from tests.reports.maps import FIGURES, newer_map, older_map
from tests.reports.test_value_map import FIRST, INPUTS, ROWS, SECOND

VARIANTS = json.loads((Path(__file__).parents[1] / "golden" / "wheels_to_meals.json").read_text(encoding="utf-8"))[
    "variants"
]


def difference(data: bytes):
    return map_difference(read_upload(data, 2026))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant["name"])
def test_the_convention_behind_printed_sums_is_found(variant):
    found = difference(older_map(total_present_value=variant["pv"], net_present_value=None, ratio=None))
    assert found.guide.ratio == pytest.approx(1.929, abs=0.0005)
    assert found.reproducing.changed == tuple(variant["settings"])
    assert found.reproducing.ratio == pytest.approx(variant["ratio"], abs=0.0001)
    assert all(getattr(found.reproducing.settings, name) == value for name, value in variant["settings"].items())


def test_two_departures_are_told_step_by_step():
    changed = {"discounting": "first_year_undiscounted", "filters": "additive"}
    base = difference(older_map())
    both = base.guide.settings.model_copy(update=changed)

    value = headline(read_upload(older_map(), 2026).replayed, both)[1].value
    found = difference(older_map(total_present_value=round(value, 2), net_present_value=None, ratio=None))
    assert set(found.reproducing.changed) == set(changed)
    assert [len(step.changed) for step in found.steps] == [1, 2]
    assert found.steps[-1] == found.reproducing
    said = " ".join(difference_sentences(found, "en"))
    assert "from 1.93 to 2.00" in said
    assert "the ratio goes from" in said


def test_the_same_sums_are_said_to_be_the_same():
    (first, *_) = difference_sentences(difference(older_map()), "sv")
    assert first == "Bladets summor är desamma som våra enligt SROI-guiden: kvoten är 1,93."


def test_a_sheet_that_discounts_from_year_zero_is_told_what_the_guide_gives():
    said = difference_sentences(difference(older_map(total_present_value=84602.90, ratio=2.0)), "en")
    assert said[0] == (
        "The sheet's sums follow from other conventions than the SROI Guide's: first year undiscounted. "
        "Under the Guide the ratio is 1.93, in the sheet's way 2.00."
    )


def test_a_net_ratio_called_the_ratio_is_found_out():
    found = difference(older_map(ratio=0.93))
    assert found.is_net
    assert any("0.93, is the net ratio" in each for each in difference_sentences(found, "en"))


def test_sums_that_nothing_reproduces_are_said_to_be_so():
    found = difference(
        older_map(total_present_value=90_000.37, net_present_value=47_625.37, ratio=2.5, total_inputs=40_000)
    )
    said = " ".join(difference_sentences(found, "en"))
    assert found.reproducing is None
    assert found.investment_differs
    assert "None of the conventions we know" in said
    assert "The sheet's ratio, 2.50, does not follow from the sheet's own sums, which give 2.25." in said
    assert "The sheet's investment is 40,000.00, but the inputs add up to 42,375.00." in said


RULES = {
    "additive": 16 * 48.25 * (1 - 0.1 - 0.35),
    "own_share": 16 * 48.25 * 0.9 * 0.35,
    "no_deductions": 16 * 48.25,
    "": 111.11,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_row_that_does_not_follow_from_its_own_numbers_is_found(rule):
    figures = deepcopy(FIGURES)
    figures["rows"][4]["impact"] = round(RULES[rule], 2)
    found = difference(older_map(figures))
    assert [(row.effect_id, row.line + 1, row.rule) for row in found.rows] == [("effect-5", 15, rule)]
    assert found.rows[0].ours == pytest.approx(451.62)


def test_empty_cells_are_read_as_zero_to_compare_and_said_to_be():
    figures = deepcopy(FIGURES)
    figures["rows"][0]["deadweight"] = None
    found = difference(older_map(figures))
    assert found.blanks == 1
    assert found.reproducing.changed == ()
    assert any("1 empty cells" in each for each in difference_sentences(found, "en"))


def test_the_newer_sheets_year_zero_is_found():
    value = FIRST + FIRST * 0.5 / 1.035 + SECOND / 1.035
    found = difference(newer_map(ROWS, INPUTS, {"present_value": value, "discount_rate": 0.035}, swedish=True))
    assert found.reproducing.changed == ("discounting",)
    assert found.reproducing.settings.discounting == "first_year_undiscounted"


def test_a_sheet_without_sums_is_only_told_the_ratio():
    found = difference(newer_map(ROWS, INPUTS, {}))
    assert difference_sentences(found, "en")[0].startswith("The sheet has no sums of its own")


def test_the_table_says_what_every_convention_does():
    table = difference_table(difference(older_map()), "sv")
    assert list(table.columns) == ["Räkneregel", "Nuvärde", "Kvot", "Flyttar kvoten", "Ger bladets summor"]
    by_name = table.set_index("Räkneregel")
    assert by_name.loc["avtrappning redan från första effektåret", "Flyttar kvoten"] == pytest.approx(
        -0.9416, abs=0.0001
    )
    assert list(by_name.index[by_name["Ger bladets summor"]]) == ["SROI-guiden"]


@pytest.mark.parametrize(
    ("printed", "ours", "equal"),
    [(1.93, 1.9290, True), (1.9, 1.9290, True), (1.94, 1.9290, False), (81742.0, 81741.93, True), (2.0, 1.4, False)],
)
def test_equal_means_equal_as_far_as_it_is_printed(printed, ours, equal):
    assert same(printed, ours) is equal
