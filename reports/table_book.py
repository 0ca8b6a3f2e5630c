"""Tables as sheets of one spreadsheet (xlsx): numbers as numbers, words as words, and a sheet that says what it is."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from pandas import DataFrame, isna
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.columns import ROW_UNIT, column, records
from reports.texts import text
from reports.workbook_sheet import WHOLE_MONEY

_TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDTHS, _LONGEST_TITLE, _A4 = (12, 50), 31, 9
_BEGUN = datetime(2000, 1, 1)
"""The same tables are the same file, whenever it is made."""


def to_workbook(sheets: Sequence[tuple[str, DataFrame]], language: str, about: Sequence[str]) -> bytes:
    """Each named table as a sheet with a filter, after the lines `about` them all on a sheet of its own."""
    file = BytesIO()
    book = Workbook(file, _TEXT_ONLY)
    book.set_properties({"created": _BEGUN})
    notes = book.add_worksheet(text(language, "fund.about_sheet"))
    whole = book.add_format({"text_wrap": True, "valign": "top"})
    notes.set_column(0, 0, 100)
    _printed(notes)
    for at, line in enumerate(about):
        notes.write_string(at, 0, line, whole)
    for title, table in sheets:
        _sheet(book, title, table, language)
    book.close()
    return file.getvalue()


def _sheet(book: Workbook, title: str, table: DataFrame, language: str) -> None:
    page = book.add_worksheet(title[:_LONGEST_TITLE])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    money = book.add_format({"num_format": WHOLE_MONEY[language]})
    keys = [key for key in table.columns if key != ROW_UNIT]
    for at, key in enumerate(keys):
        page.write_string(0, at, column(key).title(language), head)
    for row, told in enumerate(records(table), start=1):
        for at, key in enumerate(keys):
            _write(page, row, at, told[key], money)
    page.autofilter(0, 0, max(len(table), 1), len(keys) - 1)
    page.freeze_panes(1, 0)
    for at, key in enumerate(keys):
        page.set_column(at, at, _width([column(key).title(language), *table[key]]))
    page.repeat_rows(0)
    _printed(page)


def _printed(page: Worksheet) -> None:
    """On paper as broad as the page turned, whoever prints it."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _width(cells: Sequence[object]) -> int:
    """As broad as its title and its longest words, within bounds; numbers have room in the least."""
    least, most = _WIDTHS
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    return min(max(longest + 2, least), most)


def _write(page, row: int, at: int, value: object, money) -> None:
    if isinstance(value, str):
        page.write_string(row, at, value)
    elif value is not None and not isna(value):
        page.write_number(row, at, float(value), money)
