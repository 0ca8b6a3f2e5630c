"""An uploaded spreadsheet as plain cells: stored values only, no formula, nothing that runs, nothing left behind."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from io import BytesIO
import math
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from chain.problem import Problem, Severity, problem
from chain.text import cleaned
from reports.spreadsheet_guard import Guarded, Scan, guard

LONGEST_WORDS = 32_767


class Cell(NamedTuple):
    """One cell's stored value: a number, words, a date or an error. `percent`: it is shown with a percent sign."""

    kind: str
    value: "float | str | date | bool"
    percent: bool = False


@dataclass
class Page:
    """One sheet; cells by (row, column) from 0. `merged` leads from a covered cell to the one that holds the value.

    `formula_at` is the address of the first cell with a formula, empty when there is none.
    """

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    formula_at: str = ""

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells of each row that has any: row → column → cell. Asked for first when the page is complete."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return found

    @cached_property
    def last_row(self) -> int:
        """The last row with anything in it, −1 on an empty sheet."""
        return max((row for row, _ in self.cells), default=-1)

    @cached_property
    def last_column(self) -> int:
        """The last column with anything in it, −1 on an empty sheet."""
        return max((column for _, column in self.cells), default=-1)

    def value(self, row: int, column: int) -> object:
        """What stands in the cell itself, None when it is empty."""
        found = self.cells.get((row, column))
        return found.value if found else None

    def carried(self, row: int, column: int) -> Cell | None:
        """The cell, or the one that covers it in a merged area."""
        return self.cells.get((row, column)) or self.cells.get(self.merged.get((row, column), (-1, -1)))

    def words(self, row: int, column: int) -> str:
        """The cell's words on one line; a number as it is written; empty for an empty cell."""
        found = self.carried(row, column)
        return "" if found is None else words_of(found)

    def address(self, row: int, column: int) -> str:
        """The cell as people say it: `Karta!F14`."""
        return f"{self.name}!{get_column_letter(column + 1)}{row + 1}"


@dataclass
class Spreadsheet:
    """The sheets of a file, visible first, and what there is to tell about it.

    `beside`: it holds something that is in no cell, and so is not read.
    """

    pages: list[Page] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    beside: bool = False


def words_of(cell: Cell) -> str:
    """A cell as one line of words."""
    if isinstance(cell.value, float) and cell.value.is_integer() and abs(cell.value) < 1e15:
        return str(int(cell.value))
    return " ".join(str(cell.value).split())


def read_spreadsheet(data: bytes) -> tuple[Spreadsheet | None, list[Problem]]:
    """The cells of an xlsx file, or why it is not read; never an exception, whatever the bytes."""
    guarded, problems = guard(data)
    if guarded is None:
        return None, problems
    try:
        spreadsheet = _read(data, guarded)
    except Exception:  # the library raises whatever a broken file makes it stumble on
        return None, [problem("spreadsheet.damaged", "")]
    if not any(page.cells for page in spreadsheet.pages):
        return None, [problem("spreadsheet.no_cells", "")]
    return spreadsheet, []


def _read(data: bytes, guarded: Guarded) -> Spreadsheet:
    """Streamed with stored values only: no drawings, links, comments or formulas are built."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        spreadsheet = Spreadsheet(notes=list(guarded.notes), beside=guarded.beside)
        for sheet in book.worksheets:
            scan = guarded.sheets.get(sheet._worksheet_path, Scan())
            page = _page(sheet, scan)
            spreadsheet.pages.append(page)
            spreadsheet.notes += _notes(page, scan)
    finally:
        book.close()
    spreadsheet.pages.sort(key=lambda page: page.hidden)
    return spreadsheet


def _page(sheet, scan: Scan) -> Page:
    page = Page(cleaned(sheet.title)[:31], hidden=sheet.sheet_state != "visible", formula_at=scan.formula_at)
    if not scan.last_row:
        return page
    for row in sheet.iter_rows(max_row=scan.last_row, max_col=scan.last_column):
        for cell in row:
            if cell.value is not None:
                page.cells[cell.row - 1, cell.column - 1] = _cell(cell)
    for area in scan.merged:
        _spread(page, area, scan)
    return page


def _spread(page: Page, area: tuple[int, int, int, int], scan: Scan) -> None:
    first, left, last, right = area
    for row in range(first, min(last, scan.last_row - 1) + 1):
        for column in range(left, min(right, scan.last_column - 1) + 1):
            page.merged[row, column] = (first, left)


def _cell(cell) -> Cell:
    value = cell.value
    if isinstance(value, bool):
        return Cell("bool", value)
    if isinstance(value, datetime | date | time | timedelta):
        return Cell("date", str(value))
    if isinstance(value, int | float):
        return _number(value, "%" in (cell.number_format or ""))
    words = cleaned(str(value))[:LONGEST_WORDS]
    return Cell("error" if cell.data_type == "e" else "words", words)


def _number(value: "int | float", percent: bool) -> Cell:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    return Cell("number", number, percent) if math.isfinite(number) else Cell("error", "#NUM!")


def _notes(page: Page, scan: Scan) -> list[Problem]:
    notes = []
    if page.hidden and page.cells:
        notes.append(problem("spreadsheet.hidden_sheet", page.name, Severity.NOTE, sheet=page.name))
    if scan.uncalculated:
        notes.append(
            problem("spreadsheet.uncalculated", page.name, Severity.WARNING, sheet=page.name, count=scan.uncalculated)
        )
    return notes
