"""Tables on slides: a chart's numbers, each as it is written; by columns and by rows on as many slides as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.paper import fit
from reports.paper.letters import on_one_line
from reports.paper.model import Column, Table
from reports.tell.slides import room
from reports.tell.slides.room import Box
from reports.tell.story import Exhibit, Grid
from reports.texts import text

TABLE_PT = (16.0, 14.0, 12.0)
"""Sizes tried for the letters of a table, the largest first."""
CELL_AIR_PT = 3.0
"""Above and below the words of a cell."""
NOTHING = "–"


def plotted(language: str, exhibit: Exhibit) -> Table:
    """A chart's numbers as a table."""
    plot = exhibit.plot
    first = text(language, "deck.year" if all(map(str.isdigit, plot.categories)) else "deck.category")
    heads = (Column(first), *(Column(_named(each.name), number=True) for each in plot.series))
    rows = ((name, *(each.written[at] or NOTHING for each in plot.series)) for at, name in enumerate(plot.categories))
    return Table(on_one_line(exhibit.title) or NOTHING, heads, tuple(rows))


def gridded(grid: Grid, heading: str) -> Table:
    """A table of the story; one without a caption bears the chapter's heading."""
    heads = map(Column, map(_named, grid.titles), grid.numbers)
    return Table(on_one_line(grid.caption or heading), tuple(heads), grid.rows)


def _named(words: str) -> str:
    return room.short(on_one_line(words)) if words.strip() else NOTHING


def pieces(whole: Table, box: Box) -> tuple[list[Table], float]:
    """The table in as few pieces as can be that stand in the box, and the size of their letters."""
    tried = [(list(_parts(whole, size, box)), size) for size in TABLE_PT]
    return min(tried, key=lambda each: len(each[0]))


def _parts(whole: Table, size_pt: float, box: Box) -> Iterator[Table]:
    for part in fit.parts(whole, size_pt, box.width):
        yield from _by_rows(part, size_pt, box)


def _by_rows(table: Table, size_pt: float, box: Box) -> Iterator[Table]:
    widths = fit.widths(table, size_pt, box.width)
    head = row_pt([column.title for column in table.columns], widths, size_pt)
    held: list[tuple[str, ...]] = []
    left = box.height - head
    for row in (part for whole in table.rows for part in _low_enough(whole, widths, size_pt, box.height - head)):
        needed = row_pt(row, widths, size_pt)
        if held and needed > left:
            yield replace(table, rows=tuple(held))
            held, left = [], box.height - head
        held.append(row)
        left -= needed
    yield replace(table, rows=tuple(held))


def _low_enough(
    row: Sequence[str], widths: Sequence[float], size_pt: float, most_pt: float
) -> Iterator[tuple[str, ...]]:
    """The row itself; one that is higher than a slide in several."""
    cells = [_lines(cell, width, size_pt) for cell, width in zip(row, widths, strict=True)]
    most = max(1, int((most_pt - 2 * CELL_AIR_PT) / (size_pt * room.LINE_EM)))
    for at in range(0, max(map(len, cells)), most):
        yield tuple("".join(cell[at : at + most]) for cell in cells)


def row_pt(row: Sequence[str], widths: Sequence[float], size_pt: float) -> float:
    """How high a row stands."""
    count = max(len(_lines(cell, width, size_pt)) for cell, width in zip(row, widths, strict=True))
    return count * size_pt * room.LINE_EM + 2 * CELL_AIR_PT


def _lines(cell: str, width_pt: float, size_pt: float) -> list[str]:
    return room.lines(cell, size_pt, width_pt - 2 * fit.CELL_MARGIN_PT)
