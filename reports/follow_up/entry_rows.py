"""A filled-in entry sheet read back: a value for each row that says something, or what is wrong with it and where.

A file that is no entry sheet, is for another plan, or for the plan as it was before, is refused whole. Otherwise each
value stands for itself: one with a mistake is told by its cell, and the others can still be taken in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
import json

from chain.assumption import LONGEST_LINE
from chain.measurement import Cell, GroupCell, Missing, Observation, PlannedIndicator
from chain.period import period as period_of
from chain.problem import Problem, problem
from reports.follow_up.entry_sheet import COLUMNS, FIRST_ROW, FORMAT, INPUTS, MAGIC, missing_word, plan_fingerprint
from reports.spreadsheet_cells import Page, Spreadsheet, read_spreadsheet
from reports.texts import LANGUAGES
from reports.texts.numbers import LARGEST, parse_day, parse_number, parse_whole

_WHOLE, _NUMBERS = ("hits", "answered", "asked"), ("value", "spread")


@dataclass(frozen=True)
class Entered:
    """One value as it was filled in. `observation` is None when something in it cannot be read; `problems` say what.

    `row` is the first of its rows, counted from 1 as spreadsheets do; `version` the one it was handed out at.
    """

    row: int
    indicator_id: str
    period: str
    version: int
    observation: Observation | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Entries:
    """All that was filled in, in the sheet's order, or why the file was refused whole."""

    values: tuple[Entered, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class _Line:
    """One row with something in it."""

    row: int
    group: tuple[str, ...]
    version: int
    cell: Cell
    about: dict[str, object]
    problems: list[Problem]


def read_entries(data: bytes, intervention_id: str, plan: Sequence[PlannedIndicator]) -> Entries:
    """What an uploaded entry sheet says; never an exception, whatever the bytes."""
    spreadsheet, problems = read_spreadsheet(data)
    if spreadsheet is None:
        return Entries(problems=tuple(problems))
    refused = _refused(spreadsheet, intervention_id, plan)
    if refused:
        return Entries(problems=(refused,))
    page = next(page for page in spreadsheet.pages if not page.hidden)
    return _entries(page, {each.id: each for each in plan})


def _refused(spreadsheet: Spreadsheet, intervention_id: str, plan: Sequence[PlannedIndicator]) -> Problem | None:
    told = {page.words(0, 0): page for page in spreadsheet.pages if page.hidden}
    machine = told.get(MAGIC)
    if machine is None or all(page.hidden for page in spreadsheet.pages):
        return problem("entry_sheet.wrong_template", "")
    if machine.words(0, 1) != FORMAT:
        return problem("entry_sheet.old_format", "")
    if machine.words(1, 1) != intervention_id:
        return problem("entry_sheet.other_plan", "")
    return None if machine.words(2, 1) == plan_fingerprint(plan) else problem("entry_sheet.older_plan", "")


def _entries(page: Page, plan: dict[str, PlannedIndicator]) -> Entries:
    lines: dict[tuple[str, str], list[_Line]] = {}
    problems: list[Problem] = []
    for row in range(FIRST_ROW, page.last_row + 1):
        if not any(page.words(row, COLUMNS.index(key)) for key in INPUTS):
            continue
        name, line = _line(page, row, plan)
        if line is None:
            problems.append(problem("entry_sheet.no_key", page.address(row, 0), row=row + 1))
        else:
            lines.setdefault(name, []).append(line)
    return Entries(tuple(_value(page, name, of) for name, of in lines.items()), tuple(problems))


def _line(page: Page, row: int, plan: dict[str, PlannedIndicator]) -> tuple[tuple[str, str], _Line | None]:
    try:
        indicator_id, period, *group = json.loads(page.words(row, COLUMNS.index("key")))
        version, planned = int(page.words(row, COLUMNS.index("version"))), plan[indicator_id]
        period_of(period)
        known = {(split.id, each.id) for split in planned.splits for each in split.groups} | {()}
        if tuple(group) not in known:
            return ("", ""), None
    except (ValueError, TypeError, KeyError):
        return ("", ""), None
    found: list[Problem] = []
    cell, about = _cell(page, row, found), _about(page, row, found)
    return (indicator_id, period), _Line(row, tuple(group), version, cell, about, found)


def _cell(page: Page, row: int, found: list[Problem]) -> Cell:
    numbers: dict[str, object] = {key: _whole(page, row, key, found) for key in _WHOLE}
    numbers |= {key: _number(page, row, key, found) for key in _NUMBERS}
    if numbers["spread"] is not None and numbers["spread"] < 0:
        found.append(problem("entry_sheet.negative", _at(page, row, "spread")))
        numbers["spread"] = None
    return Cell(missing=_missing(page, row, found), **numbers)


def _at(page: Page, row: int, key: str) -> str:
    return page.address(row, COLUMNS.index(key))


def _words(page: Page, row: int, key: str) -> str:
    return page.words(row, COLUMNS.index(key))


def _number(page: Page, row: int, key: str, found: list[Problem]) -> float | None:
    stored, where = page.value(row, COLUMNS.index(key)), _at(page, row, key)
    if not isinstance(stored, float):
        return _kept(parse_number(_words(page, row, key), where), found) if _words(page, row, key) else None
    if abs(stored) <= LARGEST:
        return stored
    found.append(problem("number.too_large", where, raw=str(stored), most=float(LARGEST)))
    return None


def _whole(page: Page, row: int, key: str, found: list[Problem]) -> int | None:
    words = _words(page, row, key)
    read = _kept(parse_whole(words, _at(page, row, key)), found) if words else None
    if read is None or 0 <= read <= 1_000_000_000:
        return read
    found.append(problem("entry_sheet.negative", _at(page, row, key)))
    return None


def _kept(read: "float | Problem", found: list[Problem]) -> float | None:
    if isinstance(read, Problem):
        found.append(read)
        return None
    return read


def _missing(page: Page, row: int, found: list[Problem]) -> Missing | None:
    words = _words(page, row, "missing")
    if not words:
        return None
    known = {missing_word(language, each).casefold(): each for language in LANGUAGES for each in Missing}
    if words.casefold() not in known:
        found.append(problem("entry_sheet.missing_unknown", _at(page, row, "missing"), found=words[:40]))
    return known.get(words.casefold())


def _about(page: Page, row: int, found: list[Problem]) -> dict[str, object]:
    told = {key: _words(page, row, key) for key in ("method", "comment", "reason")}
    for key in (key for key, words in told.items() if len(words) > LONGEST_LINE):
        found.append(problem("form.too_long", _at(page, row, key), count=len(told[key]), limit=LONGEST_LINE))
    return told | {"collected_on": _day(page, row, found)}


def _day(page: Page, row: int, found: list[Problem]) -> date | None:
    words = _words(page, row, "collected_on")
    read = parse_day(words.split(" ")[0], _at(page, row, "collected_on")) if words else None
    return _kept(read, found)


def _value(page: Page, name: tuple[str, str], lines: list[_Line]) -> Entered:
    problems = [each for line in lines for each in line.problems]
    totals = [line for line in lines if not line.group]
    problems += [problem("entry_sheet.twice", page.address(line.row, 0), row=line.row + 1) for line in _repeated(lines)]
    if not totals:
        problems.append(problem("entry_sheet.no_total", page.address(lines[0].row, 0), row=lines[0].row + 1))
    made = None if problems else _observation(name, totals[0], [line for line in lines if line.group])
    return Entered(lines[0].row + 1, *name, lines[0].version, made, tuple(problems))


def _repeated(lines: list[_Line]) -> list[_Line]:
    seen: set[tuple[str, ...]] = set()
    return [line for line in lines if line.group in seen or seen.add(line.group)]


def _observation(name: tuple[str, str], total: _Line, groups: list[_Line]) -> Observation:
    split = tuple(GroupCell(split_id=line.group[0], group_id=line.group[1], cell=line.cell) for line in groups)
    return Observation(indicator_id=name[0], period=name[1], total=total.cell, groups=split, **total.about)
