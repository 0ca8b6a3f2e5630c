"""What was measured as files that others can use: a long table, and a file for the planning system.

The long table has one row for each indicator, period and group, with all that describes it, so that it can be filtered
and joined without knowing this program. The file for Stratsys has one row for each indicator and period. Both come in
two editions: the internal one holds everything; in the public one small groups are hidden by `reports.disclosure`, and
what people wrote beside a value is left out, since it may tell what is hidden.
"""

from collections.abc import Iterator, Mapping, Sequence
import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from chain.measurement import Cell, FollowUp, GroupCell, Observation, PlannedIndicator, Rule
from chain.period import period
from chain.text import Text
from chain.workflow import State
from reports.disclosure import Key, Mark, Part, Shown, disclosed
from reports.texts import text
from reports.workbook_sheet import TEXT_ONLY
from sroi.follow_up.targets import Standing, number_of, standing

COLUMNS = (
    *(
        "intervention_id",
        "intervention",
        "indicator_id",
        "indicator",
        "focus",
        "element",
        "replaces",
        "unit",
        "direction",
    ),
    *(
        "rule",
        "counts",
        "period",
        "period_start",
        "period_end",
        "split",
        "group",
        "number",
        "hits",
        "answered",
        "asked",
    ),
    *(
        "spread",
        "missing",
        "hidden",
        "target",
        "target_version",
        "expected",
        "target_status",
        "baseline",
        "baseline_year",
    ),
    *("collected_on", "method", "comment", "version", "state"),
)
STRATSYS = ("indicator", "period", "actual", "target", "comment")
_WORDS = frozenset({"method", "comment"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

Value = str | float | int | None
Row = dict[str, Value]


class Edition(StrEnum):
    """Who a file is for: those who may see everything, or anyone."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True)
class Measured:
    """The follow-up of one intervention on its way out of the house. `states` by indicator and period, where known."""

    intervention: Text
    follow_up: FollowUp
    edition: Edition = Edition.PUBLIC
    states: Mapping[tuple[str, str], State] | None = None


def long_rows(measured: Measured, language: str) -> list[Row]:
    """One row per indicator, period and group, in the plan's order and then in order of time; the total first."""
    return [row for indicator in measured.follow_up.plan for row in _of_indicator(measured, indicator, language)]


def _of_indicator(measured: Measured, indicator: PlannedIndicator, language: str) -> Iterator[Row]:
    observations = _in_time(measured, indicator)
    seen = _seen(measured.edition, indicator, observations)
    about = _about(measured, indicator, language)
    for each in observations:
        against = standing(indicator, measured.follow_up.targets, each.period, _shown_cell(seen, each, None))
        for group in (None, *each.groups):
            shown = seen[_key(each, group)]
            yield (
                about
                | _when(measured, each, language)
                | _what(indicator, shown, group, language)
                | ({} if group else _target(against, language))
            )


def _in_time(measured: Measured, indicator: PlannedIndicator) -> list[Observation]:
    return sorted(measured.follow_up.of(indicator.id), key=lambda each: period(each.period).end)


def _seen(edition: Edition, indicator: PlannedIndicator, observations: Sequence[Observation]) -> Mapping[Key, Shown]:
    """What this edition shows of every value."""
    if edition is Edition.PUBLIC:
        return disclosed(indicator, observations)
    cells = {_key(each, group): group.cell if group else each.total for each in observations
             for group in (None, *each.groups)}  # fmt: skip
    return {key: Shown(Mark.MISSING if cell.missing else Mark.SHOWN, cell) for key, cell in cells.items()}


def _key(each: Observation, group: GroupCell | None) -> Key:
    return Key(Part.PERIOD, each.period, *((group.split_id, group.group_id) if group else ()))


def _shown_cell(seen: Mapping[Key, Shown], each: Observation, group: GroupCell | None) -> Cell | None:
    return seen[_key(each, group)].cell


def _about(measured: Measured, indicator: PlannedIndicator, language: str) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    return row | {
        "intervention_id": measured.follow_up.intervention_id,
        "intervention": measured.intervention.into(language),
        "indicator_id": indicator.id,
        "indicator": indicator.name.into(language),
        "focus": text(language, f"follow_up_export.focus.{indicator.focus}"),
        "element": indicator.element,
        "replaces": indicator.replaces.place if indicator.replaces else None,
        "unit": indicator.unit,
        "direction": text(language, f"follow_up_export.direction.{indicator.direction}"),
        "rule": text(language, f"follow_up_export.rule.{indicator.rule}"),
        "counts": indicator.counts.into(language),
        "baseline": indicator.baseline.value if indicator.baseline else None,
        "baseline_year": indicator.baseline_year,
    }


def _when(measured: Measured, each: Observation, language: str) -> Row:
    span, internal = period(each.period), measured.edition is Edition.INTERNAL
    state = (measured.states or {}).get((each.indicator_id, each.period))
    return {
        "period": each.period,
        "period_start": span.start.isoformat(),
        "period_end": span.end.isoformat(),
        "collected_on": each.collected_on.isoformat() if each.collected_on else None,
        "method": each.method if internal else None,
        "comment": each.comment if internal else None,
        "version": each.version,
        "state": text(language, f"follow_up_export.state.{state}") if state else None,
    }


def _what(indicator: PlannedIndicator, shown: Shown, group: GroupCell | None, language: str) -> Row:
    named = {(split.id, each.id): (split.name, each.name) for split in indicator.splits for each in split.groups}
    split, name = named.get((group.split_id, group.group_id), (Text(), Text())) if group else (Text(), Text())
    row: Row = {
        "split": split.into(language) or (group.split_id if group else None),
        "group": name.into(language) or (group.group_id if group else text(language, "entry_sheet.total")),
        "hidden": _hidden(indicator, shown.mark, language),
    }
    cell = shown.cell
    if cell is None:
        return row
    told = {key: getattr(cell, key) for key in ("hits", "answered", "asked", "spread")}
    missing = text(language, f"missing.{cell.missing}") if cell.missing else None
    return row | told | {"number": number_of(cell, indicator.rule), "missing": missing}


def _hidden(indicator: PlannedIndicator, mark: Mark, language: str) -> str | None:
    if mark is Mark.SMALL:
        return text(language, "follow_up_export.small", below=indicator.small_below)
    return text(language, "follow_up_export.complement") if mark is Mark.COMPLEMENT else None


def _target(against: Standing, language: str) -> Row:
    return {
        "target": against.target,
        "target_version": against.version,
        "expected": against.expected,
        "target_status": text(language, f"follow_up_export.target_status.{against.status}"),
    }


def stratsys_rows(measured: Measured, language: str) -> list[Row]:
    """One row per indicator and period: measure, period, actual, target, comment. Shares in per cent, as that system
    keeps them. A value that is hidden or missing has no actual, and the comment says why."""
    shares = {each.id for each in measured.follow_up.plan if each.rule is Rule.SHARE}
    totals = (row for row in long_rows(measured, language) if row["split"] is None)
    return [_stratsys(row, 100.0 if row["indicator_id"] in shares else 1.0) for row in totals]


def _stratsys(row: Row, factor: float) -> Row:
    said = [row["hidden"], row["missing"], row["comment"]]
    return {
        "indicator": f"{row['indicator']} ({row['indicator_id']})",
        "period": row["period"],
        "actual": None if row["number"] is None else row["number"] * factor,
        "target": None if row["target"] is None else row["target"] * factor,
        "comment": ". ".join(str(each) for each in said if each),
    }


def as_csv(rows: Sequence[Row], columns: Sequence[str], language: str) -> bytes:
    """The rows as UTF-8 bytes: `;`, decimal comma and byte order mark in Swedish, else `,` and point.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines, delimiter=";" if language == "sv" else ",", lineterminator="\r\n")
    writer.writerow([_title(key, language) for key in columns])
    writer.writerows([_plain(row[key], language) for key in columns] for row in rows)
    return (("\ufeff" if language == "sv" else "") + lines.getvalue()).encode()


def _title(key: str, language: str) -> str:
    return text(language, f"follow_up_export.column.{key}")


def _plain(value: Value, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    digits = repr(float(value)).removesuffix(".0")
    return digits.replace(".", ",") if language == "sv" else digits


def as_workbook(rows: Sequence[Row], columns: Sequence[str], language: str, about: Sequence[str]) -> bytes:
    """The rows as a spreadsheet (xlsx) with a filter, and a sheet that says what they are and how they were made."""
    file = BytesIO()
    writer = Workbook(file, TEXT_ONLY)
    head = writer.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    page = writer.add_worksheet(text(language, "follow_up_export.sheet"))
    for column, key in enumerate(columns):
        page.write_string(0, column, _title(key, language), head)
    for at, row in enumerate(rows, 1):
        for column, key in enumerate(columns):
            _write(page, at, column, row[key])
    page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    page.freeze_panes(1, 0)
    page.set_column(0, len(columns) - 1, 16)
    notes = writer.add_worksheet(text(language, "follow_up_export.about_sheet"))
    notes.set_column(0, 0, 100)
    for at, line in enumerate(about):
        notes.write_string(at, 0, line)
    writer.close()
    return file.getvalue()


def _write(page, at: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        page.write_string(at, column, value)
    elif value is not None:
        page.write_number(at, column, value)


def about_lines(measured: Measured, language: str, made_on: date, fingerprint: str) -> tuple[str, ...]:
    """What a file says of itself: whose figures, which edition, when it was made and from which follow-up."""
    return (
        text(language, "follow_up_export.about", name=measured.intervention.into(language), day=made_on.isoformat()),
        text(language, f"follow_up_export.edition.{measured.edition}"),
        text(language, "follow_up_export.reading"),
        text(language, "follow_up_export.fingerprint", fingerprint=fingerprint),
    )
