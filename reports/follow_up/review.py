"""What a reviewer looks at: how a value differs from the period before, and every group of it in full."""

from collections.abc import Sequence

from pandas import DataFrame

from chain.measurement import Cell, Observation, PlannedIndicator, Rule
from chain.period import period
from reports.columns import NOTHING
from reports.follow_up.entry import group_name, value_words
from reports.follow_up.values import amount
from reports.texts import text
from reports.texts.numbers import format_number, format_share
from sroi.follow_up.targets import number_of

COLUMNS = ("seen_group", "seen_actual", "seen_of")


def difference_words(
    indicator: PlannedIndicator, found: Observation, others: Sequence[Observation], language: str
) -> str:
    """*Mot 2024: −3,1 procentenheter (51,0 % → 47,9 %)*; that there is nothing to hold it against where so."""
    before = _before(found, others)
    old = number_of(before.total, indicator.rule) if before else None
    new = number_of(found.total, indicator.rule)
    if old is None or new is None:
        return text(language, "review.no_earlier")
    told = {"period": before.period, "old": amount(indicator, old, language), "new": amount(indicator, new, language)}
    hundredths = 100 if indicator.rule is Rule.SHARE else 1
    if indicator.rule is Rule.SHARE or indicator.unit == "%":
        points = _signed((new - old) * hundredths, language)
        return text(language, "review.difference_points", points=points, **told)
    return text(language, "review.difference", change=_signed(new - old, language), **told)


def _before(found: Observation, others: Sequence[Observation]) -> Observation | None:
    """The latest value of a period that ended before this one."""
    end = period(found.period).end
    earlier = [each for each in others if period(each.period).end < end]
    return max(earlier, key=lambda each: period(each.period).end, default=None)


def _signed(value: float, language: str) -> str:
    number = format_number(language, round(value, 1))
    return f"+{number}" if value > 0 else number


def groups_table(indicator: PlannedIndicator, found: Observation, language: str) -> DataFrame:
    """Each group, and the comparison group, as they were written: a reviewer sees all of it."""
    rows = [_row(group_name(indicator, each, language), each.cell, indicator, language) for each in found.groups]
    if found.comparison is not None:
        rows.append(_row(text(language, "entry.comparison"), found.comparison, indicator, language))
    return DataFrame(rows, columns=list(COLUMNS))


def _row(name: str, cell: Cell, indicator: PlannedIndicator, language: str) -> dict[str, str]:
    said = value_words(indicator, cell, language)
    if cell.hits is not None and cell.answered:
        counted = format_number(language, cell.hits, 0)
        said = text(language, "review.counted", value=format_share(language, cell.hits / cell.answered), hits=counted)
    of = NOTHING if cell.answered is None else format_number(language, cell.answered, 0)
    return {"seen_group": name, "seen_actual": said, "seen_of": of}
