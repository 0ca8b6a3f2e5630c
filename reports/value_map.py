"""A Value Map brought in: both generations of the sheet, English or Swedish, to a chain; with all that was guessed.

Columns are found by their words. Formulas are never read: the stored values of input cells are, and the sheet's own
sums are kept aside to compare with (`reports.map_difference`).
"""

from dataclasses import dataclass, field
import re

from chain.model import Chain
from chain.problem import Problem, Severity, problem
from reports.spreadsheet_cells import Spreadsheet, read_spreadsheet
from reports.texts import text
from reports.value_map_builder import Builder, filled
from reports.value_map_chain import build
from reports.value_map_headers import Header, Heading, find_header
from reports.value_map_rows import MapRow, rows_of, unanswered
from reports.value_map_totals import SheetTotals, about_of, totals_of
from reports.value_map_words import MapColumn
from reports.workbook_import import OwnWorkbook, is_own, read_own

MOST_PROBLEMS = 200
MOST_ROWS = 2_000
_FOREIGN = re.compile(r"[£$€]|\b(?:GBP|USD|EUR|AUD|NZD|NOK|DKK)\b")


@dataclass(frozen=True)
class ValueMap:
    """What was found in a spreadsheet. `chain` is None when there is no map to read; then `problems` says why.

    Places of problems and guesses are cells, `Karta!F14`. `replayed` is the chain with open questions read as the sheet
    reads them (0, one year): only for comparing totals, never for keeping. `headings` are the columns found, `rows` the
    rows as read, `effect_rows` the row behind each effect, `generation` is `older` or `newer`, `years_shown` how many
    years the sheet has columns for (0: none).
    """

    chain: Chain | None = None
    problems: tuple[Problem, ...] = ()
    guesses: tuple[Problem, ...] = ()
    totals: SheetTotals = field(default_factory=SheetTotals)
    replayed: Chain | None = None
    sheet: str = ""
    generation: str = "older"
    headings: tuple[Heading, ...] = ()
    rows: tuple[MapRow, ...] = ()
    effect_rows: dict[str, MapRow] = field(default_factory=dict)
    years_shown: int = 0


def read_upload(data: bytes, this_year: int) -> OwnWorkbook | ValueMap:
    """An uploaded xlsx: one of our own workbooks, or a Value Map; never an exception, and nothing is left on disk.

    `this_year` is the calendar year to begin in when the sheet names none.
    """
    spreadsheet, problems = read_spreadsheet(data)
    if spreadsheet is None:
        return ValueMap(problems=tuple(problems))
    return read_own(spreadsheet) if is_own(spreadsheet) else read_value_map(spreadsheet, this_year)


def read_value_map(spreadsheet: Spreadsheet, this_year: int) -> ValueMap:
    """The map on the sheet that has most of its columns; visible sheets before hidden ones."""
    headers = [header for page in spreadsheet.pages if page.cells and (header := find_header(page))]
    if not headers:
        return ValueMap(problems=(*spreadsheet.notes, problem("value_map.no_header", "")))
    shown = [header for header in headers if not header.page.hidden] or headers
    header = max(shown, key=lambda each: len(each.columns))
    if header.page.last_row - header.last > MOST_ROWS:
        return ValueMap(problems=(problem("spreadsheet.too_many_rows", header.page.name, most=MOST_ROWS),))
    guesses = list(spreadsheet.notes)
    if len(headers) > 1 or header.page.hidden:
        guesses.append(problem("value_map.sheet_chosen", header.page.name, Severity.NOTE, sheet=header.page.name))
    return _read(header, guesses, this_year)


def _read(header: Header, guesses: list[Problem], this_year: int) -> ValueMap:
    problems: list[Problem] = []
    guesses += _about_columns(header)
    rows, end = rows_of(header, problems, guesses)
    problems += _starts(header, rows)
    if "starts" not in header.columns:
        guesses.append(problem("value_map.no_starts", header.page.name, Severity.NOTE))
    problems += _currency(header)
    problems += unanswered(header, rows)
    if not any(row.is_priced for row in rows):
        problems.append(problem("value_map.no_rows", header.page.name))
    builder = Builder(header, about_of(header), this_year)
    chain = build(builder, rows)
    again = filled(builder)
    return ValueMap(
        chain=chain,
        problems=_listed(problems),
        guesses=tuple(dict.fromkeys([*guesses, *builder.guesses])),
        totals=totals_of(header, rows, end, guesses),
        replayed=build(again, rows),
        sheet=header.page.name,
        generation="newer" if header.newer else "older",
        headings=tuple(header.headings),
        rows=tuple(rows),
        years_shown=len(header.years),
        effect_rows={effect.id: row for effect, row in zip(chain.effects, _effect_rows(rows), strict=True)},
    )


def _effect_rows(rows: list[MapRow]) -> list[MapRow]:
    return [row for row in rows if row.is_priced and row.words["outcome"] and row.numbers["price"] is not None]


def _about_columns(header: Header) -> list[Problem]:
    """Columns whose words were only like a known heading."""
    return [
        Problem("value_map.column", header.page.address(header.last, each.column), Severity.NOTE,
                (("found", each.words), ("map_column", MapColumn(each.key))))
        for each in header.headings
        if each.score < 1
    ]  # fmt: skip


def _currency(header: Header) -> list[Problem]:
    """Amounts in another currency are brought in as they stand; only the person can say what they are in kronor."""
    named = [found[0] for each in header.headings if (found := _FOREIGN.search(each.words))]
    return [problem("value_map.currency", header.page.name, Severity.WARNING, found=named[0])] if named else []


def _starts(header: Header, rows: list[MapRow]) -> list[Problem]:
    """The newer sheet asks when an outcome starts: 1 in the period of activity, 2 in the one after."""
    return [
        problem(
            "value_map.starts", header.page.address(row.line, header.columns["starts"]), found=row.numbers["starts"]
        )
        for row in rows
        if row.numbers["starts"] not in (None, 1, 2)
    ]


def column_name(language: str, column: str) -> str:
    """What a column of the map is called in a preview."""
    return text(language, f"map_column.{column}")


def _listed(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, and not more than a person can take in."""
    found = list(dict.fromkeys(problems))
    if len(found) > MOST_PROBLEMS:
        found = [
            *found[:MOST_PROBLEMS],
            problem("value_map.and_more", "", Severity.WARNING, count=len(found) - MOST_PROBLEMS),
        ]
    return tuple(found)
