"""Value Maps of both generations, in two languages, tidy and untidy: what is read, what is guessed, what is asked."""

from copy import deepcopy
from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import settings as running
from hypothesis import strategies as st
from openpyxl import load_workbook
import pytest

from chain.checks import check_chain
from chain.document import read_chain, write_chain
from chain.model import Level
from reports.texts import LANGUAGES, text
from reports.texts.problems import sentence
from reports.value_map import read_upload
from reports.value_map_headers import matches
from reports.value_map_words import COLUMNS, MapColumn
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE
from tests.reports.maps import FIGURES, newer_map, older_map, saved

YEAR = 2026


def with_cells(cells: dict[str, object], data: bytes | None = None) -> bytes:
    """A map with some cells written over."""
    book = load_workbook(BytesIO(data or older_map()))
    for address, value in cells.items():
        book.active[address].value = value
        book.active[address].data_type = "s" if isinstance(value, str) else book.active[address].data_type
    return saved(book)


def codes(problems) -> list[str]:
    return [problem.code for problem in problems]


def at(problems, code: str) -> list[str]:
    """The cells in which this was found."""
    return [problem.place for problem in problems if problem.code == code]


def guide(chain):
    return calculate(chain, SROI_GUIDE).society


# --- the worked example ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [True, False])
def test_the_older_sheet_gives_the_published_ratio(percent):
    found = read_upload(older_map(percent=percent), YEAR)
    assert codes(found.problems) == ["value_map.currency"]
    assert found.generation == "older"
    assert at(found.guesses, "value_map.no_starts") == ["Impact Map"]
    assert guide(found.chain).value == pytest.approx(FIGURES["total_present_value"], abs=0.005)
    assert guide(found.chain).ratio == pytest.approx(FIGURES["ratio"], abs=0.005)
    said = "value_map.percent" if percent else "value_map.shares"
    assert at(found.guesses, said) == ["Impact Map!N8", "Impact Map!P8", "Impact Map!Q8"]


def test_the_sheets_own_sums_are_kept_aside():
    totals = read_upload(older_map(), YEAR).totals
    assert totals.investment == FIGURES["total_inputs"]
    assert totals.present_value == FIGURES["total_present_value"]
    assert totals.net_present_value == FIGURES["net_present_value"]
    assert totals.ratio == FIGURES["ratio"]
    assert totals.discount_rate == FIGURES["discount_rate"]
    assert list(totals.impact_by_year.values()) == FIGURES["impact_by_year"]
    assert list(totals.present_value_by_year.values()) == FIGURES["present_value_by_year"]
    assert totals.where["ratio"] == "Impact Map!S23"


def test_the_chain_hangs_together():
    chain = read_upload(older_map(), YEAR).chain
    assert (chain.name.en, chain.start_year, chain.end_year) == ("Luncheon club", 2009, 2009)
    assert [(a.name.en, a.level) for a in chain.actors] == [
        ("Local authority", Level.MUNICIPALITY), ("Volunteers", Level.CIVIL_SOCIETY),
        ("Residents", Level.PARTICIPANTS), ("Neighbours", Level.OTHERS),
    ]  # fmt: skip
    assert [r.kind for r in chain.resources] == ["money", "volunteer_time"]
    assert len(chain.outcomes) == 6
    assert [e.outcome_id for e in chain.effects[:3]] == ["outcome-1"] * 3
    assert [o.positive for o in chain.outcomes] == [True] * 5 + [False]
    assert (chain.effects[-1].sign, chain.proxies[-1].price.value) == (-1, 5.0)
    assert [e.quantity.number.figure_id for e in chain.effects[:3]] == [None, "quantity-11", "quantity-11"]
    assert chain.effects[3].attribution.note.en == "From the spreadsheet, cell Impact Map!P14."
    assert chain.outputs[0].activity_ids == ("A1",)
    assert read_chain(write_chain(chain)) == (chain, [])
    assert check_chain(chain, YEAR)


ROWS = [
    {"stakeholder": "Deltagare", "outcome": "Talar bättre svenska", "indicator": "klarat prov",
     "quantity_source": "Prov",
     "quantity": 20, "sample": 15, "duration": 2, "starts": 1, "proxy": "Kurs i svenska", "price": 8000,
     "price_source": "Prislista", "deadweight": "25 %", "deadweight_source": "Jämförelsegrupp", "displacement": 0,
     "attribution": 0.1, "drop_off": 0.5, "outputs": "40 träffar"},
    {"stakeholder": None, "outcome": "Färre känner sig ensamma", "quantity": 10, "duration": 1, "starts": 2,
     "proxy": "Föreningsliv", "price": "1 500 kr", "deadweight": 0.2, "displacement": 0, "attribution": 0,
     "drop_off": 0},
]  # fmt: skip
INPUTS = [
    {"stakeholder": "Kommunens kulturnämnd", "group_size": 1, "input": "Lön till ledare", "input_value": "100 000"}
]
FIRST = 20 * 8000 * 0.75 * 0.9
SECOND = 10 * 1500 * 0.8


def test_the_newer_sheet_is_read_in_swedish():
    found = read_upload(newer_map(ROWS, INPUTS, {"ratio": 1.7}, swedish=True), YEAR)
    chain = found.chain
    assert not found.problems
    assert (found.generation, found.sheet, chain.start_year) == ("newer", "Värdekarta", 2024)
    assert chain.actors[0].level is Level.MUNICIPALITY
    assert [e.lag_years.value for e in chain.effects] == [0.0, 1.0]
    assert chain.effects[0].deadweight.value == 0.25
    assert chain.effects[0].deadweight.source == "Jämförelsegrupp"
    assert chain.effects[0].quantity.number.source == "Prov"
    assert chain.outcomes[0].name.sv == "Talar bättre svenska"
    year0 = SROI_GUIDE.model_copy(update={"discounting": "first_year_undiscounted"})
    expected = FIRST + FIRST * 0.5 / 1.035 + SECOND / 1.035
    assert calculate(chain, year0).society.value == pytest.approx(expected)
    assert found.totals.ratio == 1.7


def test_the_newer_sheet_is_read_in_english():
    found = read_upload(newer_map(ROWS, INPUTS, {}), YEAR)
    assert codes(found.problems) == []
    assert found.chain.outcomes[0].name.en == "Talar bättre svenska"
    assert guide(found.chain).investment == 100_000


# --- guessed and asked -----------------------------------------------------------------------------------------------


def test_every_guess_and_problem_has_its_sentence_in_both_languages():
    found = read_upload(older_map(figures_with(deadweight=None, duration=None)), YEAR)
    for problem in (*found.guesses, *found.problems):
        for language in LANGUAGES:
            said = sentence(language, problem, found.chain)
            assert problem.code not in said
            assert "{" not in said


def figures_with(**changes: object) -> dict:
    """The worked example with something else on its fourth row."""
    figures = deepcopy(FIGURES)
    figures["rows"][3] |= changes
    return figures


def test_an_empty_deduction_is_a_question_and_not_zero():
    found = read_upload(older_map(figures_with(deadweight=None)), YEAR)
    assert at(found.problems, "value_map.unanswered") == ["Impact Map!N14"]
    assert found.chain.effects[3].deadweight is None
    assert found.replayed.effects[3].deadweight.value == 0
    assert "engine.effect_without_deadweight" in codes(calculate(found.chain, SROI_GUIDE).excluded)


CHAOS = {
    "L14": ("£1,234.50", 1234.5, None),
    "L15": ("48,25", 48.25, None),
    "L16": ("kr 34", 34.0, None),
    "L17": ("1.234", None, "number.ambiguous"),
    "L18": ("ungefär 5", None, "number.not_a_number"),
    "I14": ("12 tkr", None, "number.scale"),
}


def test_numbers_typed_as_words_are_read_when_they_can_only_mean_one_thing():
    found = read_upload(with_cells({cell: words for cell, (words, _, _) in CHAOS.items()}), YEAR)
    priced = {row.line + 1: row.numbers["price"] for row in found.rows}
    assert {f"L{line}": priced[line] for line in range(14, 19)} == {
        cell: value for cell, (_, value, _) in CHAOS.items() if cell[0] == "L"
    }
    asked = {problem.place.split("!")[1]: problem.code for problem in found.problems if "!" in problem.place}
    assert {cell: asked.get(cell) for cell in CHAOS} == {cell: code for cell, (_, _, code) in CHAOS.items()}


def test_dates_and_errors_where_numbers_should_be_are_told():
    book = load_workbook(BytesIO(older_map()))

    book.active["I15"].value = date(2009, 3, 7)
    book.active["L16"].value = "#REF!"
    found = read_upload(saved(book), YEAR)
    assert at(found.problems, "value_map.date") == ["Impact Map!I15"]
    assert at(found.problems, "value_map.error") == ["Impact Map!L16"]


def test_percent_signs_and_percent_cells_need_no_guess():
    book = load_workbook(BytesIO(older_map(percent=False)))
    for row in book.active["N9:Q18"]:
        for cell in row:
            cell.number_format = "0%"
    found = read_upload(saved(book), YEAR)
    assert not {"value_map.percent", "value_map.shares"} & set(codes(found.guesses))
    assert guide(found.chain).value == pytest.approx(FIGURES["total_present_value"], abs=0.005)


def test_a_share_among_percentages_is_asked_about():
    found = read_upload(with_cells({"P14": 0.1}), YEAR)
    assert at(found.problems, "value_map.share_ambiguous") == ["Impact Map!P14"]
    assert found.chain.effects[3].attribution is None


def test_a_share_above_one_hundred_percent_is_refused():
    assert at(read_upload(with_cells({"P14": 140}), YEAR).problems, "value_map.share_outside") == ["Impact Map!P14"]


def test_hidden_sheets_are_told_and_read_last():
    book = load_workbook(BytesIO(older_map()))
    hidden = book.copy_worksheet(book.active)
    hidden.title, hidden.sheet_state = "Gammal", "hidden"
    found = read_upload(saved(book), YEAR)
    assert found.sheet == "Impact Map"
    assert {"spreadsheet.hidden_sheet", "value_map.sheet_chosen"} <= set(codes(found.guesses))


def test_a_sheet_without_money_is_no_value_map():
    book = load_workbook(BytesIO(older_map()))
    book.active.delete_cols(11, 3)
    assert codes(read_upload(saved(book), YEAR).problems) == ["value_map.no_header"]


def test_columns_are_found_wherever_they_stand():
    found = read_upload(newer_map(ROWS, INPUTS, {}), YEAR)
    book = load_workbook(BytesIO(newer_map(ROWS, INPUTS, {})))
    sheet = book.active
    order = [21, 14, 13, 9, 11, 12, 16, 18, 19, 20, 0, 6, 4, 3]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    rows[0][4] = "Value of the inputs"
    rows[0][14] = "Value of proxy"
    shuffled = load_workbook(BytesIO(saved(book)))
    shuffled.active.delete_rows(3, 50)
    for row in rows:
        shuffled.active.append([row[column] for column in order])
    other = read_upload(saved(shuffled), YEAR)
    assert guide(other.chain).ratio == pytest.approx(guide(found.chain).ratio)


@pytest.mark.parametrize("key", COLUMNS)
def test_every_column_is_known_by_its_names_and_by_slips_of_the_pen(key):
    for names in COLUMNS[key]:
        for name in names:
            fits = matches(f"{name.upper()}? *")
            assert max(fits, key=fits.get) == key or fits[key] == max(fits.values())
    longest = max((name for names in COLUMNS[key] for name in names), key=len)
    slipped = longest[:3] + longest[4:]
    assert key in matches(slipped)


def test_every_column_has_a_name_to_show():
    assert all(text(language, f"map_column.{column}") for language in LANGUAGES for column in MapColumn)


# --- whatever stands in the cells ------------------------------------------------------------------------------------

ANYTHING = st.one_of(
    st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-(10**12), 10**12),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30),
    st.sampled_from(["=1+1", "Total", "12 %", "1,5", "Outcome", "Year 1", "SROI ratio", "100 000 kr", "#N/A"]),
)  # fmt: skip
CELLS = st.dictionaries(st.tuples(st.integers(1, 26), st.integers(1, 24)), ANYTHING, max_size=12)


@running(max_examples=30, deadline=None)
@given(CELLS)
def test_whatever_stands_in_the_cells_is_answered(cells):
    book = load_workbook(BytesIO(older_map()))
    for (column, row), value in cells.items():
        cell = book.active.cell(row, column)
        if type(cell).__name__ == "Cell":
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    found = read_upload(saved(book), YEAR)
    assert found.chain is not None or found.problems
    if found.chain is not None:
        assert read_chain(write_chain(found.chain)) == (found.chain, [])


def test_a_map_longer_than_any_map_is_refused():
    rows = [{"stakeholder": f"Grupp {n}", "outcome": f"Effekt {n}", "quantity": n, "price": 1} for n in range(2_100)]
    assert codes(read_upload(newer_map(rows, [], {}), YEAR).problems) == ["spreadsheet.too_many_rows"]
