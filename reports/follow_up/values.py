"""A measured value in words: by the indicator's rule and unit, and what stands in its place when it is hidden."""

from chain.measurement import Cell, PlannedIndicator, Rule
from reports.columns import NOTHING
from reports.disclosure import Mark, Shown
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_share
from sroi.follow_up.targets import number_of

MONEY = ("kr", "sek", "kronor")
PLAIN_UNITS = ("", "antal", "st", "number", "count")
"""Units that say nothing beside a number."""
MOST_DECIMALS = 2


def amount(indicator: PlannedIndicator, value: float | None, language: str) -> str:
    """A number of the indicator for reading: a share in per cent, kronor as money, else the number and its unit."""
    if value is None:
        return NOTHING
    if indicator.rule is Rule.SHARE:
        return format_share(language, value)
    if indicator.unit.casefold() in MONEY:
        return format_money(language, value)
    number = format_number(language, round(value, MOST_DECIMALS))
    if indicator.unit.casefold() in PLAIN_UNITS:
        return number
    return text(language, "seen.with_unit", number=number, unit=indicator.unit)


def stated_amount(indicator: PlannedIndicator, value: float | None, language: str) -> str:
    """A target or a baseline as it was stated, without decimals that nobody gave: *50 %*; a dash for none."""
    is_share = value is not None and indicator.rule is Rule.SHARE
    return format_share(language, value, None) if is_share else amount(indicator, value, language)


def shown_value(indicator: PlannedIndicator, shown: Shown, language: str) -> str:
    """What may be seen of a value: itself, *fewer than 5*, *hidden*, or why it is missing."""
    if shown.mark is Mark.SMALL:
        return text(language, "follow_up_export.small", below=indicator.small_below)
    if shown.mark is Mark.COMPLEMENT or shown.cell is None:
        return text(language, "seen.hidden")
    if shown.mark is Mark.MISSING:
        return missing_words(shown.cell, language)
    return amount(indicator, number_of(shown.cell, indicator.rule), language)


def missing_words(cell: Cell, language: str) -> str:
    """A dash, and why there is no value where that is told."""
    why = text(language, f"missing.{cell.missing}") if cell.missing else ""
    return f"{NOTHING} ({why})" if why else NOTHING


def of_how_many(shown: Shown, language: str) -> str:
    """How many answered, of how many asked; a dash where that is not shown."""
    cell = shown.cell if shown.mark is Mark.SHOWN else None
    if cell is None or cell.answered is None:
        return NOTHING
    if cell.asked is None or cell.asked == cell.answered:
        return format_number(language, cell.answered)
    return text(
        language,
        "seen.of_asked",
        answered=format_number(language, cell.answered),
        asked=format_number(language, cell.asked),
    )
