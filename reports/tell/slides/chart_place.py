"""Where the drawing of a chart stands within its box: what is left when names, numbers, title and legend have room."""

from dataclasses import dataclass

from reports.tell.slides import room
from reports.tell.slides.plot import Drawn
from reports.tell.slides.room import LETTER_EM, Box
from reports.tell.slides.scale import Scale, scale

LETTERS_PT, LABEL_PT = 14.0, 12.0
_TITLE_LINE_PT, _LEGEND_LINE_PT, _AXIS_PT, _EDGE_PT = 20.0, 24.0, 48.0, 14.0
_KEY_LETTERS = 5
"""How broad the sign before a name of the legend is, in letters."""
_AXIS_TITLE_PT = 28.0
_NAMES_SHARE = (0.15, 0.5)
"""How much of the box names beside bars take, at least and at most."""


@dataclass(frozen=True)
class Settled:
    """What is settled before a chart is made: its title, its scale, where its drawing stands, its names in lines."""

    title: str
    axis: Scale
    drawing: Box
    names: tuple[str, ...]


def settle(shape: Drawn, title: str, even: float | None, box: Box) -> Settled:
    """Room for title, legend, names and numbers; what is left is the drawing's."""
    axis = scale(shape.ends, even)
    lines = len(room.lines(title, LETTERS_PT * 1.1, box.width)) if title else 0
    top = 16 + lines * _TITLE_LINE_PT + legend_lines(shape, box) * _LEGEND_LINE_PT
    top += 1.5 * LABEL_PT if even and shape.lies_down else 0
    top = min(top, box.height / 2)
    left = _names_pt(shape, box) if shape.lies_down else _AXIS_TITLE_PT + _breadth(_digits(axis))
    right = _EDGE_PT if shape.is_stacked or not (shape.lies_down or shape.is_lines) else _EDGE_PT + _written_pt(shape)
    drawing = Box(box.left + left, box.top + top, box.width - left - right, box.height - top - _AXIS_PT)
    most = max(1, int(drawing.height / len(shape.names) / (room.LINE_EM * LABEL_PT))) if shape.rows[0].series else None
    names = tuple(_in_lines(name, left - _EDGE_PT, most) if shape.lies_down else name for name in shape.names)
    return Settled(title, _with_words(shape, axis, even, drawing), drawing, names)


def _in_lines(name: str, width_pt: float, most: int | None) -> str:
    """A name broken where it is to be broken, the same in every program; as many lines as have room, where the bars'
    numbers do not stand in it: the table has it whole."""
    lines = [line.strip(" ") for line in room.lines(name, LABEL_PT, width_pt)]
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][:-1].rstrip()}…"]
    return "\n".join(lines)


def _with_words(shape: Drawn, axis: Scale, even: float | None, drawing: Box) -> Scale:
    """The scale; what is written to the left of a bar that goes there has room too."""
    if shape.is_stacked or not shape.lies_down:
        return axis
    per_letter = _breadth(1) / drawing.width * (axis.high - axis.low)
    told = [
        value - per_letter * len(written)
        for row in shape.rows
        for value, written in zip(row.values, row.series.written, strict=True)
        if value is not None and value < 0
    ]
    return scale([*shape.ends, *told], even)


def legend_lines(shape: Drawn, box: Box) -> int:
    """How many lines the legend takes: one, or one for each name, which is how some programs set them then."""
    if not is_told_apart(shape):
        return 0
    needed = sum(_breadth(len(row.name) + _KEY_LETTERS, LETTERS_PT) for row in shape.rows)
    return 1 if needed < box.width else len(shape.rows)


def is_told_apart(shape: Drawn) -> bool:
    """Whether there are several series to tell apart."""
    return len(shape.rows) > 1 and shape.rows[0].series is not None


def skipped(shape: Drawn, drawing: Box) -> int:
    """Every how many of the names below have room, so that none lies on another or is turned."""
    needed = sum(_breadth(len(name) + 1) for name in shape.names)
    return max(1, -int(-needed // drawing.width))


def _breadth(letters: float, size_pt: float = LABEL_PT) -> float:
    return letters * LETTER_EM * size_pt


def _names_pt(shape: Drawn, box: Box) -> float:
    """Names stand in two lines where they are long, and in more where they are too long for that."""
    letters = max(max(len(name) / 2 + 4, *map(len, name.split() or [""])) for name in shape.names)
    least, most = _NAMES_SHARE
    return min(max(_breadth(letters) + _EDGE_PT, least * box.width), most * box.width)


def _written_pt(shape: Drawn) -> float:
    return _breadth(max(len(written) for row in shape.rows if row.series for written in row.series.written))


def _digits(axis: Scale) -> int:
    """How many letters the longest number of an axis has."""
    return 4 if axis.in_millions else len(f"{max(abs(axis.low), abs(axis.high)):,.0f}") + 2
