"""Numbers as Swedes and others type, paste and read them: understood exactly, or asked about; never guessed."""

from datetime import date
import math

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.problem import Problem
from reports.texts import has_text
from reports.texts.numbers import (
    format_date,
    format_input,
    format_millions,
    format_money,
    format_number,
    format_ratio,
    format_share,
    format_share_input,
    format_years,
    parse_money,
    parse_number,
    parse_share,
    parse_whole,
    parse_year,
)
from reports.texts.problems import sentence

UNDERSTOOD = [
    ("7,25", 7.25), ("7.25", 7.25), ("1 234,50", 1234.5), ("1\u00a0234,50", 1234.5),
    ("1\u202f234.50", 1234.5),
    ("1\u2009234\u2009567", 1234567.0), ("\u22125", -5.0), ("-5", -5.0), ("\u2212 5,5", -5.5), ("+3", 3.0),
    ("2.5", 2.5), ("1234,567", 1234.567), ("1 234,567", 1234.567), ("0,123", 0.123), ("1,2340", 1.234),
    ("  12 \n", 12.0),
    ("007", 7.0), ("1234567", 1234567.0), ("12,34", 12.34), ("1,2", 1.2), ("-0", 0.0), ("1000000000000000", 1e15),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "value"), UNDERSTOOD)
def test_a_number_is_understood_exactly(raw, value):
    assert parse_number(raw) == value
    assert parse_money(raw) == value


REFUSED = {
    "empty": ["", " \u00a0\t"],
    "not_a_number": [
        *("abc", "inf", "-inf", "nan", "1e5", "0x1f", "1_000", "=1+1", "--5", "5-", "(5)", "5–10", "1'234"),
        *("12²", "١٢", "１２", "½", "1\t2", "1\n2", "1\x00", "\u202e12"),
        *(",5", "5,", "1,2,3", "1..2", "."),
    ],
    "ambiguous": ["1.234,5", "1,234.5", "1,234", "1.234", "-12.345", "999,000"],
    "thousands": ["1.234.567", "1,234,567.8", "−1.234.567,8"],
    "grouping": ["12 34", "1 2345", "0 123", "1 234,567 8"],
    "too_large": ["9" * 16],
    "overlong": ["1" * 401],
    "unit": ["5 %", "3 år"],
}


@pytest.mark.parametrize(("raw", "code"), [(raw, code) for code, typed in REFUSED.items() for raw in typed])
@pytest.mark.parametrize("parse", [parse_number, parse_money])
def test_what_is_no_certain_number_is_a_question(parse, raw, code):
    answer = parse(raw, "effects/E1/deadweight")
    assert isinstance(answer, Problem)
    assert (answer.code, answer.place) == (f"number.{code}", "effects/E1/deadweight")
    assert has_text(f"problem.{answer.code}")


@pytest.mark.parametrize(
    ("raw", "readings"),
    [
        ("1.234,5", {1234.5, 1.2345}),
        ("1,234.5", {1234.5, 1.2345}),
        ("1,234", {1234.0, 1.234}),
        ("\u22121.234", {-1234.0, -1.234}),
    ],
)
def test_an_ambiguous_number_quotes_both_readings(raw, readings):
    words = parse_number(raw).words()
    assert {words["first"], words["second"]} == readings


def test_thousands_marks_quote_the_one_reading():
    assert parse_number("-1.234.567,8").words()["reading"] == -1234567.8


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("5 kr", 5),
        ("5kr", 5),
        ("SEK 1 234,50", 1234.5),
        ("−5 kronor", -5),
        ("12:-", 12),
        ("kr 7,25", 7.25),
        ("SEK −7", -7),
    ],
)
def test_money_may_carry_its_unit_and_other_numbers_may_not(raw, value):
    assert parse_money(raw) == value
    assert parse_number(raw).code == "number.unit"


def test_scaled_money_is_refused_with_the_full_amount():
    answer = parse_money("1,2 mkr")
    assert (answer.code, answer.words()["amount"]) == ("number.scale", 1_200_000.0)
    assert parse_money("5 tkr").words()["amount"] == 5_000.0


@pytest.mark.parametrize(
    ("raw", "share"),
    [
        ("12,3 %", 0.123),
        ("12,3", 0.123),
        ("12.3%", 0.123),
        ("0", 0.0),
        ("100", 1.0),
        ("0,2 %", 0.002),
        ("30\u00a0%", 0.3),
    ],
)
def test_a_share_is_typed_in_percent(raw, share):
    assert parse_share(raw) == share


def test_a_bare_decimal_below_one_in_a_percent_field_is_asked_about():
    answer = parse_share("0,2")
    assert (answer.code, answer.words()) == ("number.share_ambiguous", {"percent": 0.2, "share": 20.0})


@pytest.mark.parametrize(
    ("raw", "code"), [("101", "share_too_high"), ("−1", "share_too_low"), ("5 kr", "unit"), ("1.234 %", "ambiguous")]
)
def test_a_share_outside_its_bounds_or_kind_is_refused(raw, code):
    assert parse_share(raw).code == f"number.{code}"


@pytest.mark.parametrize("place", ["effects/E1/deadweight", "portfolio/options/new/gains/0/cashable_share"])
def test_the_bound_of_a_share_is_told_in_per_cent_in_every_field(place):
    assert "Högsta möjliga är 100 procent." in sentence("sv", parse_share("140", place))
    assert "The lowest possible is 0 percent." in sentence("en", parse_share("−1", place))


def test_an_unbounded_share_may_exceed_the_whole():
    assert parse_share("150 %", low=None, high=None) == 1.5


def test_whole_numbers_and_years():
    assert parse_whole("1 234") == 1234
    assert isinstance(parse_whole("3,0"), int)
    assert parse_whole("3,5").code == "number.whole"
    assert parse_year(" 2026 ") == 2026
    assert parse_year(" ").code == "number.no_year"
    for raw in ("26", "2 026", "20260", "1899", "2201", "2026,0", "٢٠٢٦"):
        assert parse_year(raw).code == "number.year"


def test_the_quoted_text_is_short_and_printable():
    quoted = parse_number("\u202e" + "x" * 90).words()["raw"]
    assert quoted == "\ufffd" + "x" * 39 + "…"


SHOWN = [
    (format_money, 1234567, "1\u00a0234\u00a0567\u00a0kr", "SEK\u00a01,234,567"),
    (format_money, -1234.5, "\u22121\u00a0235\u00a0kr", "SEK\u00a0\u22121,235"),
    (format_money, -0.2, "0\u00a0kr", "SEK\u00a00"),
    (format_millions, 1_234_567, "1,2\u00a0mkr", "SEK\u00a01.2\u00a0million"),
    (format_share, 0.123, "12,3\u00a0%", "12.3%"),
    (format_share, 0.29, "29,0\u00a0%", "29.0%"),
    (format_ratio, 3.445, "3,45", "3.45"),
    (format_number, 2.5, "2,5", "2.5"),
    (format_number, 1.2345, "1,2345", "1.2345"),
    (format_number, 1e15, "1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000", "1,000,000,000,000,000"),
    (format_years, 1, "1 år", "1 year"),
    (format_years, 3.0, "3 år", "3 years"),
    (format_years, 3.44, "3,4 år", "3.4 years"),
    (format_years, 0.97, "1 år", "1 year"),
]


@pytest.mark.parametrize(("show", "value", "swedish", "english"), SHOWN)
def test_numbers_are_shown_as_each_language_writes_them(show, value, swedish, english):
    assert show("sv", value) == swedish
    assert show("en", value) == english


def test_dates_are_written_year_first():
    assert format_date(date(2026, 2, 1)) == "2026-02-01"


def test_a_third_decimal_is_prefilled_so_that_it_cannot_read_as_thousands():
    assert format_input("sv", 1.234) == "1,2340"
    assert format_share_input("sv", 0.01234) == "1,2340\u00a0%"
    assert format_input("sv", None) == ""


finite = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)


@given(finite, st.sampled_from(["sv", "en"]))
def test_what_a_field_is_prefilled_with_reads_back_exactly(value, language):
    assert parse_number(format_input(language, value)) == value
    assert parse_money(format_input(language, value)) == value


@given(st.floats(min_value=0, max_value=1), st.sampled_from(["sv", "en"]))
def test_a_prefilled_share_reads_back_exactly(share, language):
    assert parse_share(format_share_input(language, share)) == share


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(["sv", "en"]))
def test_shown_money_pasted_back_is_the_same_amount_or_a_question(sek, language):
    answer = parse_money(format_money(language, sek))
    assert isinstance(answer, Problem) or answer == sek


@given(st.text(alphabet="0123456789 .,-\u00a0\u2212%kr", max_size=12))
def test_whatever_is_typed_gives_a_number_or_a_question(raw):
    for parse in (parse_number, parse_money, parse_share, parse_whole, parse_year):
        answer = parse(raw)
        assert isinstance(answer, Problem) or math.isfinite(answer)


@given(st.integers(0, 999), st.integers(0, 99), st.sampled_from([",", "."]))
def test_two_decimals_are_never_read_as_whole_digits(whole, cents, mark):
    assert parse_number(f"{whole}{mark}{cents:02d}") == float(f"{whole}.{cents:02d}")
