"""What someone changed in a value, in words: every field that says another thing than it did before."""

from typing import NamedTuple

from chain.measurement import Cell, Observation, PlannedIndicator
from reports.columns import NOTHING
from reports.follow_up.entry import caption, group_name, has_silent, value_words
from reports.texts import text
from reports.texts.numbers import format_date, format_number

FIELDS = ("value", "hits", "answered", "asked", "spread")


class Changed(NamedTuple):
    """One field: what it is, what it said, and what it says now."""

    what: str
    old: str
    new: str


def changed(indicator: PlannedIndicator, before: Observation, after: Observation, language: str) -> list[Changed]:
    """Every difference between two versions of a value, the result first; a dash where nothing stands."""
    ends = [_told(indicator, each, language) for each in (before, after)]
    names = dict.fromkeys((*ends[0], *ends[1]))
    pairs = [Changed(name, *(end.get(name) or NOTHING for end in ends)) for name in names]
    return [each for each in pairs if each.old != each.new]


def _told(indicator: PlannedIndicator, seen: Observation, language: str) -> dict[str, str]:
    """What stands in each field, by what the form calls it."""
    told = {text(language, "table.column.seen_actual"): value_words(indicator, seen.total, language)}
    told |= _cell(indicator, seen.total, language)
    for each in seen.groups:
        told |= _cell(indicator, each.cell, language, f" – {group_name(indicator, each, language)}")
    if seen.comparison is not None:
        told |= _cell(indicator, seen.comparison, language, f" – {text(language, 'entry.comparison')}")
    if has_silent(indicator, seen.total):
        how = seen.non_response or indicator.non_response
        told[text(language, "entry.silent_shown")] = text(language, f"entry.silent.{how}")
    if seen.collected_on is not None:
        told[text(language, "field.collected_on")] = format_date(seen.collected_on)
    return told | {text(language, f"entry.{name}"): getattr(seen, name) for name in ("method", "comment")}


def _cell(indicator: PlannedIndicator, cell: Cell, language: str, of: str = "") -> dict[str, str]:
    told = {
        caption(indicator, name, language) + of: format_number(language, number)
        for name in FIELDS
        if (number := getattr(cell, name)) is not None
    }
    if cell.before is not None:
        for name in ("value", "answered", "spread_of_change"):
            number = getattr(cell.before, name)
            if number is not None:
                told[text(language, f"entry.before_{name.partition('_')[0]}") + of] = format_number(language, number)
    return told
