"""A table of the screen as one on paper: the same columns, the same titles, the same figures."""

from pandas import DataFrame

from reports.columns import ROW_UNIT, column, records, written
from reports.paper.model import Column, Table


def table_of(frame: DataFrame, language: str, caption: str) -> Table:
    """The frame on paper. Raises ValueError where it has no rows: say so in words instead."""
    shown = [column(key) for key in frame.columns if key != ROW_UNIT]
    heads = tuple(Column(each.title(language), number=each.unit != "words") for each in shown)
    rows = (tuple(written(language, row[each.key], _unit(row, each.unit)) for each in shown) for row in records(frame))
    return Table(caption, heads, tuple(rows))


def _unit(row: dict, declared: str) -> str:
    return declared if declared == "words" else row.get(ROW_UNIT, declared)
