"""Names of cells in a workbook: legal, unique, and the same for the same number of the same chain."""

from collections.abc import Iterable
import re

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

_BEYOND_NAMES = re.compile(r"[^A-Za-z0-9_.]")


def names_for(places: Iterable[str]) -> dict[str, str]:
    """A defined name for each place, `effects_E1_deadweight`.

    A name holds letters, digits, `_` and `.`; spreadsheets do not tell capital letters from small, so two places that
    would get the same name are numbered.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for place in places:
        plain = name = _BEYOND_NAMES.sub("_", place)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.casefold())
        names[place] = name
    return names


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def cell_in(sheet: str, row: int, column: int) -> str:
    """A cell of another sheet, absolute: `'Karta'!$C$5`; rows and columns count from 0."""
    return f"{quoted(sheet)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def range_in(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """A range of another sheet, absolute, corners as (row, column) from 0."""
    return f"{quoted(sheet)}!{xl_range_abs(*first, *last)}"
