"""A spreadsheet to fill in many values at once, made for exactly one plan and the periods that are open in it.

What may be typed is open and has a tint; the rest is protected. Each row knows which value it is for and at which
version it was handed out, so that rows can be sorted or deleted, and a value that someone else has written meanwhile
is not overwritten. `reports.follow_up.entry_rows` reads it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
import json
from typing import NamedTuple

from xlsxwriter import Workbook

from chain.measurement import Cell, Group, Missing, Observation, PlannedIndicator, Rule, Split
from chain.period import period as period_of
from chain.text import Text
from reports.texts import text
from reports.texts.numbers import format_number, format_share
from reports.workbook_sheet import TEXT_ONLY

MAGIC, FORMAT = "vardekedjan entry sheet", "1"
FIRST_ROW = 4
INPUTS = ("value", "hits", "answered", "asked", "spread", "missing", "collected_on", "method", "comment", "reason")
COLUMNS = ("indicator", "period", "group", "counts", "target", *INPUTS, "key", "version")
"""The columns in their order; the last two are for the machine and hidden."""
_OF_RULE = {
    Rule.SHARE: ("hits", "answered", "asked"),
    Rule.MEAN: ("value", "answered", "asked", "spread"),
    Rule.FLOW: ("value",),
    Rule.CUMULATIVE: ("value",),
    Rule.LEVEL: ("value",),
}
_OF_TOTAL = ("collected_on", "method", "comment", "reason")
_WIDTHS = (36, 11, 16, 34, 12, 11, 11, 11, 11, 11, 22, 13, 22, 32, 24, 4, 4)
_OPEN = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9B458", "locked": False, "valign": "top"}
_CLOSED = {"bg_color": "#E7ECEF", "valign": "top"}
_READ = {"text_wrap": True, "valign": "top"}
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}


@dataclass(frozen=True)
class OpenValue:
    """A value that can be filled in: its indicator, period and version (0: none yet), what is there, and its target."""

    indicator: PlannedIndicator
    period: str
    version: int = 0
    there: Observation | None = None
    target: float | None = None


class Row(NamedTuple):
    """One row of the sheet: the total of a value, or one group of it."""

    of: OpenValue
    split: Split | None = None
    group: Group | None = None

    @property
    def key(self) -> str:
        """What the row is for, as the machine reads it."""
        group = [self.split.id, self.group.id] if self.split and self.group else []
        return json.dumps([self.of.indicator.id, self.of.period, *group])

    @property
    def cell(self) -> Cell | None:
        """What has been seen of it already."""
        there = self.of.there
        if there is None or self.group is None:
            return there.total if there else None
        own = (self.split.id, self.group.id)
        return next((each.cell for each in there.groups if (each.split_id, each.group_id) == own), None)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns that may be typed in."""
        return (*_OF_RULE[self.of.indicator.rule], "missing", *(() if self.group else _OF_TOTAL))


def plan_fingerprint(plan: Sequence[PlannedIndicator]) -> str:
    """What tells one state of a plan from every other: SHA-256 of the indicators in the order of their ids."""
    told = [each.model_dump(mode="json") for each in sorted(plan, key=lambda each: each.id)]
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def entry_sheet(
    language: str, name: Text, intervention_id: str, plan: Sequence[PlannedIndicator], values: Iterable[OpenValue]
) -> bytes:
    """The spreadsheet (xlsx) for these open values of this plan, with what is known already filled in."""
    file = BytesIO()
    writer = Workbook(file, TEXT_ONLY)
    looks = {look: writer.add_format(of) for look, of in zip(("open", "closed", "read", "head"), _LOOKS, strict=True)}
    page = writer.add_worksheet(text(language, "entry_sheet.name"))
    page.write_string(0, 0, text(language, "entry_sheet.title", name=name.into(language)), looks["head"])
    page.write_string(1, 0, text(language, "entry_sheet.about"))
    page.write_string(2, 0, text(language, "entry_sheet.rules"))
    for column, key in enumerate(COLUMNS):
        page.write_string(FIRST_ROW - 1, column, text(language, f"entry_sheet.column.{key}"), looks["head"])
    rows = [row for value in values for row in _rows(value)]
    for at, row in enumerate(rows, FIRST_ROW):
        _write(page, at, row, language, looks)
    _dress(page, len(rows), language)
    _machine(writer, intervention_id, plan)
    writer.close()
    return file.getvalue()


_LOOKS = (_OPEN, _CLOSED, _READ, _HEAD)


def _rows(value: OpenValue) -> list[Row]:
    groups = [Row(value, split, group) for split in value.indicator.splits for group in split.groups]
    return [Row(value), *groups]


def _write(page, at: int, row: Row, language: str, looks: dict) -> None:
    typed = _known(row, language)
    for column, key in enumerate(COLUMNS):
        if key in INPUTS:
            look = looks["open" if key in row.inputs else "closed"]
            _put(page, at, column, typed.get(key) if key in row.inputs else None, look)
        else:
            page.write_string(at, column, _read(row, key, language), looks["read"])


def _put(page, at: int, column: int, known: object, look) -> None:
    if known is None:
        page.write_blank(at, column, None, look)
    elif isinstance(known, str):
        page.write_string(at, column, known, look)
    else:
        page.write_number(at, column, known, look)


def _read(row: Row, key: str, language: str) -> str:
    planned = row.of.indicator
    if key in ("key", "version"):
        return row.key if key == "key" else str(row.of.version)
    if key == "group":
        return row.group.name.into(language) if row.group else text(language, "entry_sheet.total")
    if key == "target":
        return "" if row.group or row.of.target is None else _target(planned, row.of.target, language)
    told = {"indicator": planned.name.into(language), "period": period_of(row.of.period).key}
    return told.get(key) or " · ".join(filter(None, (planned.counts.into(language), planned.unit)))


def _target(planned: PlannedIndicator, target: float, language: str) -> str:
    return format_share(language, target) if planned.rule is Rule.SHARE else format_number(language, target)


def _known(row: Row, language: str) -> dict[str, object]:
    """What is written in the value already, by column."""
    cell, there = row.cell, row.of.there
    told: dict[str, object] = {}
    if cell:
        told = {key: getattr(cell, key) for key in ("value", "hits", "answered", "asked", "spread")}
        told["missing"] = missing_word(language, cell.missing) if cell.missing else None
    if there:
        day = there.collected_on.isoformat() if there.collected_on else None
        told |= {"collected_on": day, "method": there.method or None, "comment": there.comment or None}
    return told


def missing_word(language: str, missing: Missing) -> str:
    """What a kind of missing value is called."""
    return text(language, f"missing.{missing}")


def _dress(page, count: int, language: str) -> None:
    """Widths, what stays in view, the choices of a missing value, and protection of everything else."""
    for column, width in enumerate(_WIDTHS):
        hidden = {"hidden": True} if COLUMNS[column] in ("key", "version") else {}
        page.set_column(column, column, width, None, hidden)
    page.freeze_panes(FIRST_ROW, 2)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(FIRST_ROW - 1)
    if count:
        column = COLUMNS.index("missing")
        choices = {"validate": "list", "source": [missing_word(language, each) for each in Missing]}
        page.data_validation(FIRST_ROW, column, FIRST_ROW + count - 1, column, choices)
    page.protect("", {"sort": True, "format_columns": True, "format_rows": True, "delete_rows": True})


def _machine(writer: Workbook, intervention_id: str, plan: Sequence[PlannedIndicator]) -> None:
    page = writer.add_worksheet("machine")
    for at, (key, value) in enumerate(
        ((MAGIC, FORMAT), ("intervention", intervention_id), ("plan", plan_fingerprint(plan)))
    ):
        page.write_string(at, 0, key)
        page.write_string(at, 1, value)
    page.protect()
    page.hide()
