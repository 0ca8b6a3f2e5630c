"""Workbooks in LibreOffice: every formula calculated anew, and what came out read."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.reports.office import converted

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""A profile in which a spreadsheet is calculated anew each time it is opened."""


def recalculated(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Each workbook as it comes out when every formula has been calculated anew; one start of the program for all."""
    return converted(folder, files, "xlsx", "xlsx", ALWAYS)


def formulas(data: bytes) -> dict[tuple[str, str], str]:
    """Every formula by sheet and cell."""
    book = load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def values(data: bytes) -> dict[tuple[str, str], object]:
    """Every stored value by sheet and cell; formulas give the result stored beside them."""
    book = load_workbook(BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def differences(before: bytes, after: bytes) -> dict[tuple[str, str], tuple[object, object]]:
    """The formulas whose stored result is not what came out, beyond the ninth significant digit."""
    kept, found = values(before), values(after)
    cells = formulas(before)
    return {at: (kept.get(at), found.get(at)) for at in cells if not alike(kept.get(at), found.get(at))}


def alike(one: object, other: object) -> bool:
    """Whether two results are the same; an empty cell counts as 0."""
    one, other = (0 if each is None else each for each in (one, other))
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1e-6)


def changed(data: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with new values in named cells, as a person would type them."""
    book = load_workbook(BytesIO(data))
    for name, value in cells.items():
        sheet, cell = next(book.defined_names[name].destinations)
        book[sheet][cell].value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()
