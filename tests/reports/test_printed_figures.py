"""Printed figures as people copy them: what is meant, how exact it is, and what is asked about."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.problem import Problem
from reports.printed_figures import parse, parse_series, prefilled, series_prefilled, series_stands, stands
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from sroi.printed_figure import figure

# typed, kind, value, half a step of its last printed digit
READ = [
    ("2,5", "number", 2.5, 0.05),
    ("2.5", "number", 2.5, 0.05),
    ("40 st", "number", 40, 0.5),
    ("1,90", "ratio", 1.9, 0.005),
    ("1.9", "ratio", 1.9, 0.05),
    ("6:1", "ratio", 6, 0.5),
    ("6,5 : 1,00", "ratio", 6.5, 0.05),
    ("25", "share", 0.25, 0.005),
    ("12,5 %", "share", 0.125, 0.0005),
    ("0,5 %", "share", 0.005, 0.0005),
    ("-5%", "share", -0.05, 0.005),
    ("3,56 mkr", "money", 3_560_000, 5_000),
    ("3.56 million", "money", 3_560_000, 5_000),
    ("3,56e6", "money", 3_560_000, 5_000),
    ("120 tkr", "money", 120_000, 500),
    ("8\u00a0376,75 kr", "money", 8_376.75, 0.005),
    ("£310.25", "money", 310.25, 0.005),
    ("310.25 GBP", "money", 310.25, 0.005),
    ("\u2212500", "money", -500, 0.5),
    ("01,234", "money", 1.234, 0.0005),
    ("3 år", "years", 3, 0.5),
]
# typed, kind, the problem, and what the sentence must offer
ASKED = [
    ("1,234", "money", "printed.thousands", ("1234", "01,234")),
    ("1.234", "ratio", "printed.thousands", ("01.234",)),
    ("0,25", "share", "number.share_ambiguous", ("25",)),
    ("1:6,5", "ratio", "printed.turned", ("6,5:1",)),
    ("1.234.567", "money", "number.thousands", ()),
    ("ca 40", "number", "number.not_a_number", ("ca 40",)),
    ("40 %", "number", "number.unit", ("%",)),
    ("9e20", "money", "number.too_large", ()),
    ("1" * 61, "money", "number.overlong", ("60",)),
    ("12 34", "money", "number.grouping", ()),
]


@pytest.mark.parametrize(("typed", "kind", "value", "half"), READ)
def test_what_is_meant_and_how_exact_it_is(typed, kind, value, half):
    found = parse(typed, "rows/r/printed_price", kind, "GBP")
    assert (found.value, found.half_step) == pytest.approx((value, half), rel=1e-12)
    assert found == figure(found.written), "it stands in the document as it is read from there"


@pytest.mark.parametrize(("typed", "kind", "code", "offered"), ASKED)
def test_what_could_mean_two_things_is_asked_with_the_remedy(typed, kind, code, offered):
    found = parse(typed, "rows/r/printed_price", kind)
    assert isinstance(found, Problem)
    assert found.code == code
    for language in LANGUAGES:
        told = sentence(language, found)
        assert all(each in told or each.replace(",", ".") in told for each in offered), told
        assert "printed_" not in told


DIGITS = st.from_regex(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?", fullmatch=True)


@given(DIGITS, st.sampled_from(("money", "number", "years", "ratio", "share")), st.sampled_from(LANGUAGES))
def test_what_a_field_holds_means_the_same_when_it_is_typed_again(digits, kind, language):
    old = figure(f"{digits}%" if kind == "share" else digits)
    shown = prefilled(language, old, kind)
    assert stands(shown, old, kind)
    again = parse(shown, "p", kind)
    if isinstance(again, Problem):
        assert again.code == "printed.thousands", "only three decimals are asked about"
    else:
        assert (again.value, again.half_step) == (old.value, old.half_step)


@pytest.mark.parametrize("written", ["0.25", "5 %", "6:1", "3.56e6", "81 741.93", "-0.5", "1"])
@pytest.mark.parametrize("kind", ["share", "money", "ratio"])
def test_a_figure_out_of_a_document_stands_as_it_was_until_it_is_touched(written, kind):
    old = figure(written)
    for language in LANGUAGES:
        assert stands(prefilled(language, old, kind), old, kind)
    assert not stands("7", old, kind)


def test_a_share_without_a_sign_is_shown_in_per_cent():
    assert [prefilled("sv", figure(each), "share") for each in ("0.25", "25%", "0.125", "1", "0")] == [
        "25\u00a0%", "25\u00a0%", "12,5\u00a0%", "100\u00a0%", "0\u00a0%",
    ]  # fmt: skip


def test_years_stand_in_a_row():
    found = parse_series("1 000; 950,50;  902;", "p", "SEK")
    assert [each.value for each in found] == [1000, 950.5, 902]
    assert series_stands(series_prefilled("en", found), found)
    assert parse_series("1 000; ; 5", "p", "SEK").code == "number.empty"
    assert parse_series("1 000; ca 5", "p", "SEK").code == "number.not_a_number"
