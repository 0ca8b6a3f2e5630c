"""What a Value Map says of itself: the sums at its foot, the discount rate, and the heading block above it."""

from dataclasses import dataclass, field
import re

from chain.problem import Problem
from reports.spreadsheet_cells import Cell, Page, words_of
from reports.value_map_headers import Header, likeness, plain
from reports.value_map_numbers import Reader
from reports.value_map_rows import MapRow, total_label
from reports.value_map_words import ABOUT

_TO_ONE = re.compile(r"[£$€]?\s*([0-9]+(?:[.,][0-9]+)?)\s*(?::|to|till|per)\s*[£$€]?\s*1?.*", re.I)


@dataclass(frozen=True)
class SheetTotals:
    """The sheet's own figures as stored, money in the sheet's currency; None where it has none.

    `impact_by_year` and `present_value_by_year` are by the year's number in the sheet. `where` is each figure's cell.
    """

    investment: float | None = None
    impact: float | None = None
    present_value: float | None = None
    net_present_value: float | None = None
    ratio: float | None = None
    net_ratio: float | None = None
    discount_rate: float | None = None
    impact_by_year: dict[int, float] = field(default_factory=dict)
    present_value_by_year: dict[int, float] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)


def totals_of(header: Header, rows: list[MapRow], end: int, guesses: list[Problem]) -> SheetTotals:
    """Read the foot of the map; a figure that cannot be read is simply not there to compare with."""
    page = header.page
    reader = Reader(page, [], guesses)
    found: dict[str, float] = {}
    where: dict[str, str] = {}
    by_year: dict[str, dict[int, float]] = {"impact_by_year": {}, "present_value_by_year": {}}
    for line in range(end, page.last_row + 1):
        for column, cell in page.rows.get(line, {}).items():
            name = total_label(cell)
            if name == "total":
                _sums(header, reader, line, found, where, by_year["impact_by_year"])
            elif name and name not in found and name != "discount_rate":
                _labelled(header, reader, (line, column), name, found, where, by_year["present_value_by_year"])
    _unlabelled_sums(header, rows, end, found, where)
    outside = [line for line in page.rows if line <= header.last or line >= end]
    _discount_rate(page, outside, found, where)
    known = {name: value for name, value in found.items() if name in SheetTotals.__dataclass_fields__}
    return SheetTotals(**known, **by_year, where=where)


def _sums(header: Header, reader: Reader, line: int, found, where, by_year: dict[int, float]) -> None:
    """A line of totals: what is put in, impact, and the years."""
    for name, key in (("investment", "input_value"), ("impact", "impact")):
        column = header.columns.get(key)
        cell = header.page.cells.get((line, column)) if column is not None else None
        if cell is not None and cell.kind == "number" and name not in found:
            found[name], where[name] = float(cell.value), header.page.address(line, column)
    for year, column in header.years.items():
        cell = header.page.cells.get((line, column))
        if cell is not None and cell.kind == "number":
            by_year.setdefault(year, float(cell.value))


def _labelled(header: Header, reader: Reader, label: tuple[int, int], name: str, found, where, by_year) -> None:
    """A figure beside, or under, its words. Present values by year stand under their years."""
    line, column = label
    row = header.page.rows[line]
    if name == "present_value_by_year":
        for year, at in header.years.items():
            if at in row and row[at].kind == "number":
                by_year.setdefault(year, float(row[at].value))
        if by_year:
            return
        name = "present_value"
    beside = [(at, row[at]) for at in sorted(row) if at > column]
    under = [(column, cell)] if (cell := header.page.cells.get((line + 1, column))) else []
    for at, cell in [*beside, *under]:
        value = _figure(reader, cell)
        if value is not None and name not in found:
            at_line = line if (at, cell) in beside else line + 1
            found[name], where[name] = value, header.page.address(at_line, at)
            return


def _figure(reader: Reader, cell: Cell) -> float | None:
    if cell.kind == "number":
        return float(cell.value)
    stated = _TO_ONE.fullmatch(cell.value.strip()) if cell.kind == "words" else None
    if stated:
        return float(stated[1].replace(",", "."))
    return reader.number(0, 0, cell) if cell.kind == "words" and any(c.isdigit() for c in cell.value) else None


def _unlabelled_sums(header: Header, rows: list[MapRow], end: int, found, where) -> None:
    """A number under the inputs that is their sum is their total, with or without words beside it."""
    column = header.columns.get("input_value")
    if column is None or "investment" in found:
        return
    put_in = sum(row.numbers["input_value"] or 0 for row in rows)
    for line in range(end, header.page.last_row + 1):
        cell = header.page.cells.get((line, column))
        if cell is not None and cell.kind == "number" and abs(cell.value - put_in) <= 0.005:
            found["investment"], where["investment"] = float(cell.value), header.page.address(line, column)
            return


def _discount_rate(page: Page, lines: list[int], found, where) -> None:
    """The rate stands beside or under its words, above or below the rows; 3.5 and 0.035 are both 3.5 %."""
    for line in lines:
        for column, cell in page.rows[line].items():
            if total_label(cell) != "discount_rate":
                continue
            for at in ((line, column + 1), (line, column + 2), (line + 1, column)):
                value = _rate(page.cells.get(at))
                if value is not None:
                    found["discount_rate"], where["discount_rate"] = value, page.address(*at)
                    return


def _rate(cell: Cell | None) -> float | None:
    if cell is None:
        return None
    value = float(cell.value) if cell.kind == "number" else None
    if cell.kind == "words":
        stated = re.fullmatch(r"\s*([0-9]{1,2}(?:[.,][0-9]{1,4})?)\s*%\s*", cell.value)
        return float(stated[1].replace(",", ".")) / 100 if stated else None
    if value is None or not 0 <= value <= 100:
        return None
    return value / 100 if value >= 0.5 and not cell.percent else value


def about_of(header: Header) -> dict[str, str]:
    """What stands above the map, by name: organisation, objectives, activity, period, forecast or evaluation."""
    found: dict[str, str] = {}
    for line in range(header.first):
        row = header.page.rows.get(line, {})
        for column, cell in row.items():
            name = _about_label(cell)
            value = next((row[at] for at in sorted(row) if at > column), None)
            if name and name not in found and value is not None and not _about_label(value):
                found[name] = words_of(value)
    return found


def _about_label(cell: Cell) -> str:
    if cell.kind != "words" or len(cell.value) > 60:
        return ""
    words = plain(cell.value)
    return next(
        (name for name, labels in ABOUT.items() if any(likeness(words, plain(label)) > 0.85 for label in labels)), ""
    )
