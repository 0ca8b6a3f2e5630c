"""A workbook of our own brought back: the very chain that was written, and every cell someone has changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
import json
import math

from pydantic import ValidationError

from chain.assumption import Assumption, Series
from chain.document import fingerprint, read_chain
from chain.model import Chain, passports
from chain.problem import Problem, Severity, problem
from reports.spreadsheet_cells import Page, Spreadsheet
from reports.texts import LANGUAGES, text
from reports.workbook_about import FORMAT, MACHINE_KEYS
from reports.workbook_edits import CONVENTIONS, Edit, convention_edits, page_of, settings_with_edits
from reports.workbook_inputs import HEAD_ROW, first_places
from reports.workbook_names import names_for
from sroi.settings import Settings

__all__ = ["Edit", "OwnWorkbook", "is_own", "read_own", "settings_with_edits", "with_edits"]

_FIGURE_FIELDS = ("value", "low", "high", "price_year")
_SERIES_FIELDS = ("low_factor", "high_factor", "price_year")


@dataclass(frozen=True)
class OwnWorkbook:
    """The chain and conventions in a workbook of ours; `edits` wait for a person to choose, see `with_edits`."""

    chain: Chain | None
    settings: Settings | None = None
    edits: tuple[Edit, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def is_own(spreadsheet: Spreadsheet) -> bool:
    """Whether this is a workbook that `reports.workbook.workbook` has written."""
    return _machine(spreadsheet) is not None


def read_own(spreadsheet: Spreadsheet) -> OwnWorkbook:
    """The chain in a workbook of ours, the cells changed since, and what is wrong with it; never an exception."""
    page = _machine(spreadsheet)
    facts = _facts(page) if page else {}
    chain, problems = read_chain(facts.get("chain", ""))
    if chain is None:
        return OwnWorkbook(None, problems=(problem("workbook.broken", page.name if page else ""), *problems))
    if fingerprint(chain) != facts.get("fingerprint"):
        problems = [problem("workbook.fingerprint", page.name, Severity.WARNING)]
    try:
        settings = Settings.model_validate_json(facts.get("settings", ""))
    except ValidationError:
        settings = None
        problems = [*problems, problem("workbook.settings", page.name, Severity.WARNING)]
    edits, more = _edits(spreadsheet, chain)
    if settings is not None:
        found, doubts = convention_edits(spreadsheet, chain, settings)
        edits, more = [*found, *edits], [*doubts, *more]
    return OwnWorkbook(chain, settings, tuple(edits), (*problems, *more))


def _machine(spreadsheet: Spreadsheet) -> Page | None:
    return next((page for page in spreadsheet.pages if _facts(page).get("format") == FORMAT), None)


def _facts(page: Page) -> dict[str, str]:
    """What the sheet for the computer says, by key; the pieces of the document put together."""
    found: dict[str, str] = {}
    for row in sorted({row for row, column in page.cells if column == 0}):
        key, value = page.value(row, 0), page.value(row, 1)
        if key in MACHINE_KEYS and isinstance(value, str):
            found[key] = found.get(key, "") + value
    return found


# --- edits -----------------------------------------------------------------------------------------------------------


def _edits(spreadsheet: Spreadsheet, chain: Chain) -> tuple[list[Edit], list[Problem]]:
    names = names_for([*(f"settings/{name}" for name in Settings.model_fields), *(p for p, _ in passports(chain))])
    pages = {key: page_of(spreadsheet, key) for key in ("assumptions", "series")}
    missing = [key for key, page in pages.items() if page is None]
    if missing:
        return [], [problem("workbook.no_sheet", "", Severity.WARNING, sheet=_sheet_name(key)) for key in missing]
    problems: list[Problem] = []
    figures = [(place, figure) for place, figure in passports(chain) if isinstance(figure, Assumption)]
    series = [(place, figure) for place, figure in passports(chain) if isinstance(figure, Series)]
    edits = list(_figure_edits(pages["assumptions"], figures, names, problems))
    edits += _series_edits(pages["series"], series, names, problems)
    return edits, problems


def _sheet_name(key: str) -> str:
    return text(LANGUAGES[0], f"workbook.sheet.{key}")


def _rows(page: Page) -> dict[str, int]:
    """The row of each name: rows may have been sorted."""
    return {str(page.value(row, 0)): row for row, column in page.cells if column == 0}


def _figure_edits(page: Page, figures, names: dict[str, str], problems: list[Problem]) -> Iterator[Edit]:
    rows, firsts = _rows(page), first_places(figures)
    for place, figure in figures:
        row = rows.get(names[place])
        if row is None:
            problems.append(problem("workbook.row_gone", place, Severity.WARNING, name=names[place]))
            continue
        for column, name in zip((2, 3, 4, 6), _FIGURE_FIELDS, strict=True):
            edit = _edit(page, row, column, place, name, getattr(figure, name), problems)
            if edit and not (name == "value" and _follows(page, rows, names, firsts[place], place, edit)):
                yield edit


def _follows(page: Page, rows: dict[str, int], names: dict[str, str], first: str, place: str, edit: Edit) -> bool:
    """Whether the cell only follows another that holds the same shared number, or has not been calculated yet."""
    if first == place:
        return False
    return edit.after is None or page.value(rows.get(names[first], -1), 2) == edit.after


def _series_edits(page: Page, series, names: dict[str, str], problems: list[Problem]) -> Iterator[Edit]:
    rows = _rows(page)
    years = _year_columns(page)
    after = max(years.values(), default=3) + 1
    for place, figure in series:
        row = rows.get(names[place])
        if row is None:
            problems.append(problem("workbook.row_gone", place, Severity.WARNING, name=names[place]))
            continue
        columns = dict(zip(_SERIES_FIELDS, (after, after + 1, 3), strict=True))
        for name, column in columns.items():
            yield from filter(None, [_edit(page, row, column, place, name, getattr(figure, name), problems)])
        for year, column in years.items():
            yield from filter(None, [_edit(page, row, column, place, str(year), figure.values.get(year), problems)])


def _year_columns(page: Page) -> dict[int, int]:
    """Calendar year → column, from the head of the sheet of series."""
    head = {column: cell.value for (row, column), cell in page.cells.items() if row == HEAD_ROW}
    return {int(value): column for column, value in head.items() if isinstance(value, float)}


def _edit(page: Page, row: int, column: int, place: str, name: str, before, problems: list[Problem]) -> Edit | None:
    after = page.value(row, column)
    if after is not None and (
        isinstance(after, bool) or not isinstance(after, int | float) or not math.isfinite(after)
    ):
        problems.append(
            problem("workbook.no_number", page.address(row, column), Severity.WARNING, what=str(after)[:80])
        )
        return None
    if (before is None) == (after is None) and (before is None or _same(before, after)):
        return None
    return Edit(place, name, before, None if after is None else float(after), page.address(row, column))


def _same(before: float, after: float) -> bool:
    """Spreadsheets keep fifteen digits or more; a difference beyond them is no one's choice."""
    return abs(before - after) <= 1e-14 * max(abs(before), abs(after))


def with_edits(chain: Chain, edits: Iterable[Edit]) -> tuple[Chain, list[Problem]]:
    """The chain with the cells' numbers in place of its own, wherever a shared number stands; what cannot be is told.

    An empty cell takes away a low, a high, a price year or a year of a series; a value itself cannot be empty.
    """
    problems = []
    for edit in (each for each in edits if not each.place.startswith(CONVENTIONS)):
        try:
            chain = _with_edit(chain, edit)
        except (ValidationError, ValueError):
            problems.append(problem("workbook.impossible", edit.place, cell=edit.cell, found=edit.after))
    return chain, problems


def _with_edit(chain: Chain, edit: Edit) -> Chain:
    body = json.loads(chain.model_dump_json())
    for place in _places_sharing(chain, edit):
        kind, *path = place.split("/")
        holder = body
        if kind != "chain":
            at = next(at for at, each in enumerate(getattr(chain, kind)) if each.id == path[0])
            holder, path = body[kind][at], path[1:]
        _put(holder, path, edit)
    return Chain.model_validate_json(json.dumps(body))


def _places_sharing(chain: Chain, edit: Edit) -> list[str]:
    """The place itself, and all that hold the same shared number; a price year belongs to its own place."""
    figures = dict(passports(chain))
    own = figures[edit.place]
    if own.figure_id is None or edit.field == "price_year":
        return [edit.place]
    return [p for p, figure in figures.items() if figure.figure_id == own.figure_id and type(figure) is type(own)]


def _put(holder: dict, path: list[str], edit: Edit) -> None:
    for step in path:
        holder = holder[step]
    if edit.field.isdigit():
        holder["values"].pop(edit.field, None)
        if edit.after is not None:
            holder["values"][edit.field] = edit.after
    elif edit.after is None and edit.field == "value":
        raise ValueError("a value cannot be empty")
    else:
        is_year = edit.field == "price_year" and edit.after is not None
        holder[edit.field] = int(edit.after) if is_year and edit.after == int(edit.after) else edit.after
