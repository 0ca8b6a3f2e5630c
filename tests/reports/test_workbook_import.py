"""Our own workbook brought back: the identical chain, and every cell that someone has changed."""

from io import BytesIO

from hypothesis import given
from hypothesis import settings as running
from openpyxl import load_workbook
import pytest

from chain.document import fingerprint
from reports.texts import text
from reports.value_map import ValueMap, read_upload
from reports.workbook import workbook
from reports.workbook_import import Edit, OwnWorkbook, settings_with_edits, with_edits
from reports.workbook_names import names_for
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.laws.chains import any_chain
from tests.reports.spreadsheet import changed

THIS_YEAR = 2026


def name_of(place: str) -> str:
    return names_for([place])[place]


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4", "wheels-to-meals"])
def test_an_export_gives_the_identical_chain_back(name):
    chain = example(name)
    found = read_upload(workbook(chain, SROI_GUIDE, "en"), THIS_YEAR)
    assert isinstance(found, OwnWorkbook)
    assert (found.chain, found.settings, found.edits, found.problems) == (chain, SROI_GUIDE, (), ())
    assert fingerprint(found.chain) == fingerprint(chain)


@running(max_examples=8, deadline=None)
@given(any_chain())
def test_whatever_a_chain_holds_comes_back_the_same(chain):
    found = read_upload(workbook(chain, SWEDISH_PUBLIC_SECTOR, "sv"), THIS_YEAR)
    assert (found.chain, found.edits, found.problems) == (chain, (), ())


def test_words_that_spreadsheets_read_as_codes_come_back_as_they_were():
    chain = example("I1")
    chain = chain.model_copy(update={"name": chain.name.model_copy(update={"sv": "_x0041_ =1 \t \n\n _x000D_ ö 😀 "})})
    assert read_upload(workbook(chain, SROI_GUIDE, "sv"), THIS_YEAR).chain == chain


def test_every_changed_cell_is_told_and_taken_only_when_asked():
    chain = example("wheels-to-meals")
    places = {"effects/W-B4/deadweight": 0.25, "proxies/W-X4/price": 25.5}
    data = changed(workbook(chain, SROI_GUIDE, "sv"), {name_of(place): value for place, value in places.items()})
    found = read_upload(data, THIS_YEAR)
    assert found.chain == chain
    assert {(edit.place, edit.field, edit.before, edit.after) for edit in found.edits} == {
        ("effects/W-B4/deadweight", "value", 0.0, 0.25),
        ("proxies/W-X4/price", "value", 19.0, 25.5),
    }
    assert all(edit.cell.startswith("Antaganden!C") for edit in found.edits)
    taken, problems = with_edits(found.chain, found.edits)
    assert not problems
    assert taken.effects[3].deadweight.value == 0.25
    assert taken.proxies[3].price.value == 25.5


def test_a_shared_number_changes_in_all_its_places():
    chain = example("wheels-to-meals")
    data = changed(workbook(chain, SROI_GUIDE, "sv"), {name_of("effects/W-B1/deadweight"): 0.5})
    (edit,) = read_upload(data, THIS_YEAR).edits
    taken, _ = with_edits(chain, [edit])
    assert [effect.deadweight.value for effect in taken.effects[:3]] == [0.5, 0.5, 0.5]


def edited(data: bytes, sheet: str, cells: dict[str, object]) -> bytes:
    book = load_workbook(BytesIO(data))
    for cell, value in cells.items():
        book[text("sv", f"workbook.sheet.{sheet}")][cell].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_years_and_ranges_are_compared_too():
    chain = example("I1")
    data = edited(workbook(chain, SROI_GUIDE, "sv"), "series", {"E5": 60, "F5": None})
    found = read_upload(data, THIS_YEAR)
    assert {(edit.field, edit.before, edit.after) for edit in found.edits} == {
        ("2023", 48.0, 60.0),
        ("2024", 54.0, None),
    }
    taken, _ = with_edits(chain, found.edits)
    assert taken.cohorts.values == {2023: 60.0, 2025: 50.0}


def test_a_cell_with_words_is_told_and_not_taken():
    found = read_upload(
        edited(workbook(example("I1"), SROI_GUIDE, "sv"), "assumptions", {"C5": "ungefär tio"}), THIS_YEAR
    )
    assert not found.edits
    assert [problem.code for problem in found.problems] == ["workbook.no_number"]


def test_a_number_that_cannot_be_is_refused_when_taken():
    chain = example("I1")
    edit = Edit("effects/I1-B1/deadweight", "value", 0.1, None, "Antaganden!C9")
    taken, problems = with_edits(chain, [edit])
    assert taken == chain
    assert [problem.code for problem in problems] == ["workbook.impossible"]


def test_changed_conventions_are_told_and_taken_only_when_asked():
    chain = example("I1")
    data = workbook(chain, SROI_GUIDE, "sv")
    typed = {"settings_discount_rate": 0.03, "settings_discounting": text("sv", "convention.discounting_mid_year"),
             "settings_investment_discounted": text("sv", "workbook.yes"),
             "settings_perspective": text("sv", "convention.perspective_public")}  # fmt: skip
    found = read_upload(changed(data, typed), THIS_YEAR)
    assert (found.chain, found.settings) == (chain, SROI_GUIDE)
    taken, problems = settings_with_edits(found.settings, found.edits)
    wanted = {"discount_rate": 0.03, "discounting": "mid_year", "investment_discounted": True, "perspective": "public"}
    assert not problems
    assert taken == SROI_GUIDE.model_copy(update={"name": "own", **wanted})
    assert with_edits(chain, found.edits) == (chain, [])


def test_a_convention_that_does_not_exist_is_told():
    data = changed(workbook(example("I1"), SROI_GUIDE, "sv"), {"settings_filters": "på känn"})
    found = read_upload(data, THIS_YEAR)
    assert [problem.code for problem in found.problems] == ["workbook.no_choice"]


def test_a_changed_document_is_told():
    data = workbook(example("I1"), SROI_GUIDE, "sv")
    book = load_workbook(BytesIO(data))
    sheet = book[text("sv", "workbook.sheet.machine")]
    cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "chain")
    intact = cell.value
    cell.value = intact.replace('"value":', '"value":1', 1)
    out = BytesIO()
    book.save(out)
    assert "workbook.fingerprint" in [problem.code for problem in read_upload(out.getvalue(), THIS_YEAR).problems]
    cell.value = intact[:-20]
    out = BytesIO()
    book.save(out)
    broken = read_upload(out.getvalue(), THIS_YEAR)
    assert broken.chain is None
    assert broken.problems[0].code == "workbook.broken"


def test_a_missing_sheet_is_told_and_the_chain_still_read():
    book = load_workbook(BytesIO(workbook(example("I1"), SROI_GUIDE, "sv")))
    del book[text("sv", "workbook.sheet.assumptions")]
    out = BytesIO()
    book.save(out)
    found = read_upload(out.getvalue(), THIS_YEAR)
    assert found.chain == example("I1")
    assert [problem.code for problem in found.problems] == ["workbook.no_sheet"]


def test_without_the_sheet_for_the_computer_it_is_read_as_any_other_spreadsheet():
    book = load_workbook(BytesIO(workbook(example("I1"), SROI_GUIDE, "sv")))
    del book[text("sv", "workbook.sheet.machine")]
    out = BytesIO()
    book.save(out)
    assert isinstance(read_upload(out.getvalue(), THIS_YEAR), ValueMap)
