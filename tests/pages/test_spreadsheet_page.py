"""Workbooks and Value Maps through the page: brought in unchanged, with changed cells, or refused with reasons."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook
import pytest

from reports.workbook import workbook
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit


def handed_in(data: bytes, language: str = "sv") -> Visit:
    """A visit that has handed in a spreadsheet."""
    visit = Visit("spreadsheet", lang=language)
    visit.at.file_uploader[0].upload("map.xlsx", data, "application/vnd.ms-excel")
    return visit.run()


def taken_out(example, language: str = "sv") -> bytes:
    """The workbook of I3."""
    return workbook(example.chain("I3"), SWEDISH_PUBLIC_SECTOR, language, date(2026, 5, 1))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_workbook_brought_back_unchanged_is_the_very_same_intervention(example, language):
    handed_in(taken_out(example, language), language).press("spreadsheet.bring_in")
    found = operations.find_interventions(example.store, here(example.store))
    assert found.total == 4


def test_a_changed_cell_is_told_and_comes_along_when_the_person_says_so(example):
    book = load_workbook(BytesIO(taken_out(example)))
    names = [name for name in book.defined_names if name.lower().endswith("deadweight") or "deadweight" in name.lower()]
    sheet, cell = next(book.defined_names[names[0]].destinations)
    book[sheet][cell.replace("$", "")].value = 0.375
    changed = BytesIO()
    book.save(changed)
    visit = handed_in(changed.getvalue())
    assert "0,375" in visit.words or "37,5" in visit.words
    visit.press("spreadsheet.bring_in_changed")
    found = operations.find_interventions(example.store, here(example.store))
    new = [each.id for each in found.shown if each.id not in {"I1", "I2", "I3", "I4"}]
    chain = operations.load(example.store, here(example.store), new[0]).chain
    assert 0.375 in [each.deadweight.value for each in chain.effects if each.deadweight]


@pytest.mark.parametrize("document", [b"", b"PK\x03\x04", b"not a spreadsheet"])
def test_what_is_no_spreadsheet_is_refused_with_reasons(example, document):
    assert "Kalkylbladet går inte att använda" in handed_in(document).told("error")
