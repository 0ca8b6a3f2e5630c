"""How a table finds room on a page: the size of its letters, the breadth of its columns, the page upright or turned.

Widths are reckoned from the number of characters, not measured, so that both kinds of file come to the same answer
wherever they are written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.paper.model import Block, Figure, Heading, PageBreak, Paragraph, Table, Text, plain

MILLIMETRE_PT = 72 / 25.4
PAGE_SHORT_MM, PAGE_LONG_MM, MARGIN_MM = 210, 297, 23
UPRIGHT_PT = (PAGE_SHORT_MM - 2 * MARGIN_MM) * MILLIMETRE_PT
ON_END_PT = (PAGE_LONG_MM - 2 * MARGIN_MM) * MILLIMETRE_PT
"""The breadth of the text on an A4 page, and on one turned on end."""
TALLEST_PT = 600
"""As tall as a picture may be, so that its caption and a heading stand on the same page."""
CELL_MARGIN_PT = 4
TRIED = ((9.5, False), (8.5, False), (9.0, True), (8.0, True), (7.0, True))
"""Letters in points and whether the page is turned, the most readable first."""
_LETTER_EM = 0.58
"""What a letter or a digit takes at most on average, in parts of its size; also in what stands in for a typeface."""
_HYPHENATED, _UNBROKEN = 12, 40
"""Longer words are parted; and no column asks for more than this many letters, whatever is written in it."""
_ONE_LINE = 24
"""A cell this short is to stand on one line where there is room."""
_LONGEST_NAME = 26
_FEW_ROWS, _FEW_LETTERS, _ROW_LETTERS = 14, 1_100, 700
"""A table of so few is not parted over two pages, and neither is a row of so few, which surely has room on one."""
_SPARE_PT = 40
"""Air beside each column of a table in which nothing is long."""


@dataclass(frozen=True)
class Fit:
    """How a table is set: letters in points, the page, and the breadth of each column in points."""

    size_pt: float
    is_on_end: bool
    widths_pt: tuple[float, ...]


@dataclass(frozen=True)
class Sheet:
    """Blocks that follow each other on pages of one kind, upright or on end."""

    is_on_end: bool
    blocks: tuple[Block, ...]


def sheets(blocks: Sequence[Block]) -> tuple[Sheet, ...]:
    """The blocks by the pages they stand on. A table too broad for any page comes as several, each with the first
    column again; headings just before a table follow it to its page; a page break beside a turn has nothing left to do.
    """
    found: list[tuple[bool, list[Block]]] = [(False, [])]
    for block in (part for each in blocks for part in _parts(each)):
        is_on_end = isinstance(block, Table) and fit(block).is_on_end
        if is_on_end != found[-1][0]:
            found.append((is_on_end, _taken_along(found[-1][1]) if is_on_end else []))
        found[-1][1].append(block)
    whole = (Sheet(is_on_end, tuple(_beside(_without_breaks_at_ends(held)))) for is_on_end, held in found)
    return tuple(sheet for sheet in whole if sheet.blocks) or (Sheet(False, ()),)


def _beside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Each block as its neighbours let it stand: words stay with the picture below them, nothing is titled twice."""
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        if isinstance(block, Paragraph) and isinstance(after, Figure):
            yield replace(block, leads=True)
        elif isinstance(block, Table) and isinstance(before, Heading):
            yield replace(block, is_titled=before.text == block.caption)
        else:
            yield block


def _taken_along(before: list[Block]) -> list[Block]:
    taken: list[Block] = []
    while before and isinstance(before[-1], Heading):
        taken.insert(0, before.pop())
    return taken


def _without_breaks_at_ends(blocks: list[Block]) -> tuple[Block, ...]:
    kept = [at for at, block in enumerate(blocks) if not isinstance(block, PageBreak)]
    return tuple(blocks[kept[0] : kept[-1] + 1]) if kept else ()


def fit(table: Table) -> Fit:
    """The most readable way the table has room; at the last, the smallest letters on a page on end."""
    for size_pt, is_on_end in TRIED:
        if needed_pt(table, size_pt) <= room_pt(is_on_end):
            break
    return Fit(size_pt, is_on_end, widths(table, size_pt, room_pt(is_on_end)))


def room_pt(is_on_end: bool) -> float:
    """The breadth of the text on a page, in points."""
    return ON_END_PT if is_on_end else UPRIGHT_PT


def needed_pt(table: Table, size_pt: float) -> float:
    """The breadth below which a number in the table would be broken, or a word parted that could stand whole."""
    return sum(_least_pt(table, at, size_pt) for at in range(len(table.columns)))


def _least_pt(table: Table, at: int, size_pt: float) -> float:
    """The least breadth of one column."""
    column, cells = table.columns[at], _cells(table, at)
    needed = max(map(len, cells), default=1) if column.number else _longest_word(cells)
    return _breadth_pt(min(max(needed, _longest_word([column.title])), _UNBROKEN), size_pt)


def _longest_word(cells: list[str]) -> int:
    """One letter more than it has: a single word is often broader than words are on average."""
    return max((min(len(word) + 1, _HYPHENATED) for cell in cells for word in cell.split()), default=1)


def _cells(table: Table, at: int) -> list[str]:
    return [line for row in table.rows for line in plain(row[at]).splitlines()]


def widths(table: Table, size_pt: float, room_pt: float) -> tuple[float, ...]:
    """The breadth of each column in points: first what it must have, then words and short cells on one line, then the
    rest to long texts.

    The whole breadth of the page, but where nothing is long: there the eye is not to travel far from name to number.
    """
    columns = range(len(table.columns))
    least = [_least_pt(table, at, size_pt) for at in columns]
    wished = [max(width, _on_one_line_pt(table, at, size_pt)) for at, width in zip(columns, least, strict=True)]
    over, wish = room_pt - sum(least), sum(wished) - sum(least)
    given = min(1.0, max(0.0, over) / wish) if wish else 0.0
    met = [width + given * (want - width) for width, want in zip(least, wished, strict=True)]
    over = room_pt - sum(met)
    if over < 0:
        return tuple(width * room_pt / sum(met) for width in met)
    weights = [_weight(_longest(table, at)) for at in columns]
    if not sum(weights):
        return tuple(width + min(over / len(met), _SPARE_PT) for width in met)
    return tuple(width + over * weight / sum(weights) for width, weight in zip(met, weights, strict=True))


def _longest(table: Table, at: int) -> int:
    """Letters in the longest line of a column; of numbers only their heading may still ask for room."""
    column = table.columns[at]
    return max(map(len, [column.title] if column.number else [column.title, *_cells(table, at)]))


def _on_one_line_pt(table: Table, at: int, size_pt: float) -> float:
    """The breadth for a column's short cells, or for the words of its long ones, to stand on one line."""
    longest = _longest(table, at)
    if longest > _ONE_LINE:
        lines = [table.columns[at].title, *_cells(table, at)]
        longest = min(_ONE_LINE, max((len(word) for line in lines for word in line.split()), default=1))
    return _breadth_pt(longest, size_pt)


def _weight(longest: int) -> float:
    """How the room left over is shared: by what there is to say, and what stands on one line asks for none."""
    return longest**0.75 if longest > _ONE_LINE else 0.0


def _breadth_pt(letters: float, size_pt: float) -> float:
    return letters * _LETTER_EM * size_pt + 2 * CELL_MARGIN_PT


def is_short(table: Table) -> bool:
    """Whether the table is to stand on one page."""
    return len(table.rows) <= _FEW_ROWS and sum(map(_letters, table.rows)) <= _FEW_LETTERS


def is_whole(row: Sequence[Text]) -> bool:
    """Whether a row is to stand on one page."""
    return _letters(row) <= _ROW_LETTERS


def _letters(row: Sequence[Text]) -> int:
    return sum(len(plain(cell)) for cell in row)


def stands_beside(name: str) -> bool:
    """Whether a fact's name is short enough for what is said to begin on the same line."""
    return len(name) <= _LONGEST_NAME


def _parts(block: Block) -> Iterator[Block]:
    """The block itself; a table too broad for any page in parts that have room, numbered in their captions."""
    size_pt, is_on_end = TRIED[-1]
    yield from parts(block, size_pt, room_pt(is_on_end)) if isinstance(block, Table) else (block,)


def parts(block: Table, size_pt: float, room_pt: float) -> Iterator[Table]:
    """The table itself; one that is too broad at this size in parts, each with the first column again."""
    groups = _groups(block, size_pt, room_pt)
    if len(groups) == 1:
        yield block
        return
    for number, group in enumerate(groups, start=1):
        chosen = (0, *group)
        yield replace(
            block,
            caption=f"{block.caption} ({number}/{len(groups)})",
            columns=tuple(block.columns[at] for at in chosen),
            rows=tuple(tuple(row[at] for at in chosen) for row in block.rows),
        )


def _groups(table: Table, size_pt: float, room_pt: float) -> list[list[int]]:
    """The columns after the first, in as few and as even groups as have room beside it."""
    first, *others = (_least_pt(table, at, size_pt) for at in range(len(table.columns)))
    room = room_pt - first
    fewest = _filled(others, room)
    even = _filled(others, max(sum(others) / len(fewest) + max(others, default=0), 1.0)) if len(fewest) > 1 else fewest
    return even if len(even) == len(fewest) else fewest


def _filled(widths: list[float], room: float) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    left = room
    for at, width in enumerate(widths, start=1):
        if groups[-1] and width > left:
            groups.append([])
            left = room
        groups[-1].append(at)
        left -= width
    return groups
