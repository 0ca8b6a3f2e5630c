"""The rows of a Value Map: what stands in each, with merged and left-out cells carried down, and where the map ends."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chain.problem import Problem, Severity, problem
from reports.spreadsheet_cells import Cell, Page, words_of
from reports.value_map_headers import Header, likeness, plain
from reports.value_map_numbers import SHARES, Reader, percent_columns
from reports.value_map_words import TOTALS, MapColumn

WORDS = ("stakeholder", "input", "outputs", "outcome", "indicator", "quantity_source", "proxy", "price_source",
         *(f"{name}_source" for name in SHARES))  # fmt: skip
NUMBERS = ("group_size", "input_value", "quantity", "duration", "starts", "price", "impact")
CARRIED_NUMBERS = ("quantity", "duration", "starts")
_SURE_LABEL = 0.8


@dataclass
class MapRow:
    """One row of the map; `line` counts from 0. `words` and `numbers` by column key, None for what is not answered.

    `same_as` names the number's row of origin where it was carried down from the row above.
    """

    line: int
    words: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float | None] = field(default_factory=dict)
    same_as: dict[str, int] = field(default_factory=dict)
    years: dict[int, float] = field(default_factory=dict)

    @property
    def is_priced(self) -> bool:
        """Whether the row values something: it has a price, or a proxy's name with a quantity."""
        return self.numbers["price"] is not None or bool(self.words["proxy"] and self.numbers["quantity"] is not None)

    @property
    def has_input(self) -> bool:
        """Whether something is put in on this row."""
        return bool(self.words["input"]) or self.numbers["input_value"] is not None


def rows_of(header: Header, problems: list[Problem], guesses: list[Problem]) -> tuple[list[MapRow], int]:
    """The rows of the map and the line at which it ends."""
    page = header.page
    end = next((line for line in range(header.last + 1, page.last_row + 1) if ends_at(header, line)), page.last_row + 1)
    lines = [line for line in range(header.last + 1, end) if _is_filled(header, line)]
    reader = Reader(page, problems, guesses)
    percent = _percent(header, lines, guesses)
    rows: list[MapRow] = []
    for line in lines:
        row = _read(header, line, reader, percent)
        _carry(header, row, rows[-1] if rows else None, guesses)
        rows.append(row)
    return rows, end


def ends_at(header: Header, line: int) -> bool:
    """Whether a line belongs to the foot of the map: words for a total, and neither a price nor an outcome beside."""
    row = header.page.rows.get(line, {})
    if header.columns["price"] in row and row[header.columns["price"]].kind == "number":
        return False
    labels = {column for column, cell in row.items() if total_label(cell) not in ("", "discount_rate")}
    others = row.keys() - labels
    return bool(labels) and header.columns["price"] not in others and header.columns.get("outcome", -1) not in others


def total_label(cell: Cell) -> str:
    """Which total the words of a cell name, or an empty string."""
    if cell.kind != "words" or len(cell.value) > 120:
        return ""
    words = plain(cell.value)
    for name, labels in TOTALS.items():
        if any(likeness(words, plain(label)) >= _SURE_LABEL for label in labels):
            return name
    return "total" if words.split()[:1] in (["total"], ["totalt"], ["summa"]) else ""


def _is_filled(header: Header, line: int) -> bool:
    return any((line, column) in header.page.cells for column in header.columns.values())


def _percent(header: Header, lines: list[int], guesses: list[Problem]) -> dict[str, bool | None]:
    """How the numbers of each column of shares are meant; said for every column."""
    cells = {
        key: [cell for line in lines if (cell := header.page.cells.get((line, header.columns[key])))]
        for key in SHARES
        if key in header.columns
    }
    decided = percent_columns(cells)
    for key, percent in decided.items():
        if percent is not None and any(
            cell.kind == "number" and not cell.percent and cell.value for cell in cells[key]
        ):
            code = "value_map.percent" if percent else "value_map.shares"
            where = header.page.address(header.last, header.columns[key])
            guesses.append(Problem(code, where, Severity.NOTE, (("map_column", MapColumn(key)),)))
    return decided


def _read(header: Header, line: int, reader: Reader, percent: dict[str, bool | None]) -> MapRow:
    row, page = MapRow(line), header.page
    for key in WORDS:
        column = header.columns.get(key)
        cell = _cell(page, line, column, key)
        row.words[key] = "" if cell is None else words_of(cell)
    for key in (*NUMBERS, *SHARES):
        column = header.columns.get(key)
        cell = _cell(page, line, column, key)
        if key in SHARES:
            row.numbers[key] = reader.share(line, column, cell, percent[key]) if column is not None else None
        elif key == "impact" and cell is not None and cell.kind != "number":
            row.numbers[key] = None  # the sheet's own sums are only compared with, never needed
        else:
            row.numbers[key] = reader.number(line, column, cell) if column is not None else None
    for year, column in header.years.items():
        cell = page.cells.get((line, column))
        if cell is not None and cell.kind == "number":
            row.years[year] = float(cell.value)
    return row


def _cell(page: Page, line: int, column: int | None, key: str) -> Cell | None:
    """The cell, or the one that covers it; what is put in, and sums, count once even under a merged cell."""
    if column is None:
        return None
    return page.cells.get((line, column)) if key in ("input", "input_value", "impact") else page.carried(line, column)


def _carry(header: Header, row: MapRow, above: MapRow | None, guesses: list[Problem]) -> None:
    """An empty cell under a stakeholder, and under an outcome with several prices, means the same as above."""
    if above is None:
        return
    if (
        not row.words["stakeholder"]
        and above.words["stakeholder"]
        and (row.is_priced or row.has_input or row.words["outcome"])
    ):
        row.words["stakeholder"] = above.words["stakeholder"]
        _told(header, row, "stakeholder", guesses)
    same = row.words["outcome"] == above.words["outcome"] and row.words["stakeholder"] == above.words["stakeholder"]
    if not row.words["outcome"] and row.is_priced and row.words["stakeholder"] == above.words["stakeholder"]:
        row.words["outcome"] = above.words["outcome"]
        _told(header, row, "outcome", guesses)
        same = True
    if same and row.words["outcome"]:
        _carry_within_outcome(header, row, above, guesses)
    if not row.words["outputs"] and row.words["stakeholder"] == above.words["stakeholder"]:
        row.words["outputs"] = above.words["outputs"]


def _carry_within_outcome(header: Header, row: MapRow, above: MapRow, guesses: list[Problem]) -> None:
    for key in ("indicator", "quantity_source"):
        row.words[key] = row.words[key] or above.words[key]
    for key in CARRIED_NUMBERS:
        column = header.columns.get(key)
        if column is None or above.numbers[key] is None:
            continue
        merged = (row.line, column) in header.page.merged and (row.line, column) not in header.page.cells
        if row.numbers[key] is None and (row.line, column) not in header.page.cells:
            row.numbers[key] = above.numbers[key]
            _told(header, row, key, guesses)
            merged = True
        if merged:
            row.same_as[key] = above.same_as.get(key, above.line)


def _told(header: Header, row: MapRow, key: str, guesses: list[Problem]) -> None:
    where = header.page.address(row.line, header.columns.get(key, 0))
    guesses.append(Problem("value_map.carried", where, Severity.NOTE, (("map_column", MapColumn(key)),)))


def priced(rows: list[MapRow]) -> Iterator[MapRow]:
    """The rows that value something."""
    return (row for row in rows if row.is_priced)


def unanswered(header: Header, rows: list[MapRow]) -> Iterator[Problem]:
    """What a priced row leaves open. An empty cell is never read as 0, so the effect is not counted until answered."""
    for row in priced(rows):
        for key in ("quantity", "price", *SHARES, "duration"):
            column = header.columns.get(key)
            if row.numbers[key] is None and column is None:
                continue  # told once, for the whole column
            if row.numbers[key] is None and (row.line, column) not in header.page.cells:
                where = header.page.address(row.line, column)
                yield Problem("value_map.unanswered", where, Severity.WARNING, (("map_column", MapColumn(key)),))
        if not row.words["outcome"]:
            yield problem("value_map.no_outcome", header.page.address(row.line, 0))
    for key in (*SHARES, "duration"):
        if key not in header.columns:
            yield Problem("value_map.no_column", header.page.name, Severity.WARNING, (("map_column", MapColumn(key)),))
    for row in rows:
        if row.words["input"] and row.numbers["input_value"] is None and "input_value" in header.columns:
            where = header.page.address(row.line, header.columns["input_value"])
            yield Problem("value_map.input_without_value", where, Severity.WARNING, (("found", row.words["input"]),))
