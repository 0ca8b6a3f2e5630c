"""A plot of the story as series that an office program can stack or draw: hidden ones carry those that float."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.tell.slides.room import short
from reports.tell.story import Plot, Series
from reports.texts import text

SHORT_NAME = 6
"""Names this short stand under their columns; longer ones stand to the left of their bars."""


@dataclass(frozen=True)
class Row:
    """One series as it is drawn. `series` is the story's own where it is drawn as it stands; None of one that helps to
    draw: the hidden one below what floats, and the parts of that above and below nought."""

    name: str
    values: tuple[float | None, ...]
    series: Series | None = None
    is_hidden: bool = False
    colour: int = 0


@dataclass(frozen=True)
class Drawn:
    """A chart as it is drawn: names along its axis, series, whether they are stacked, and whether bars lie down."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    is_stacked: bool
    lies_down: bool
    is_lines: bool = False

    @property
    def ends(self) -> tuple[float, ...]:
        """The numbers that the axis must hold."""
        if not self.is_stacked:
            return tuple(value for row in self.rows for value in row.values if value is not None)
        by_name = list(zip(*([value or 0.0 for value in row.values] for row in self.rows), strict=True))
        sums = [(sum(v for v in values if v > 0), sum(v for v in values if v < 0)) for values in by_name]
        return tuple(end for pair in sums for end in pair)


def drawn(plot: Plot, language: str) -> Drawn:
    """How a plot is drawn. Where the bars float, their numbers stand beside their names. Of bars side by side the last,
    what is gained, has the first colour, as in the story's own charts."""
    if plot.kind == "waterfall":
        return _floating(plot, [_steps(plot.series[0])], plot.series[0].written)
    if plot.kind == "ranges":
        low, middle, high = plot.series
        ends = [list(zip(low.values, middle.values, strict=True)), list(zip(middle.values, high.values, strict=True))]
        told = zip(middle.written, low.written, high.written, strict=True)
        said = [text(language, "deck.reach", middle=point, low=one, high=other) for point, one, other in told]
        return _floating(plot, ends, said)
    last = len(plot.series) - 1
    colours = range(last, -1, -1) if plot.kind == "bars" else range(last + 1)
    rows = tuple(
        Row(short(each.name), each.values, each, colour=colour)
        for each, colour in zip(plot.series, colours, strict=True)
    )
    is_lines = plot.kind == "lines"
    lies_down = not is_lines and max(map(len, plot.categories), default=0) > SHORT_NAME
    return Drawn(tuple(map(short, plot.categories)), rows, plot.kind == "stacked", lies_down, is_lines)


def _steps(series: Series) -> list[tuple[float, float]]:
    """Where each bar of a waterfall begins and ends: the first and the last stand on the ground."""
    values = [value or 0.0 for value in series.values]
    sums = [values[0]]
    for value in values[1:-1]:
        sums.append(sums[-1] + value)
    return [(0.0, sums[0]), *pairwise(sums), (0.0, values[-1])][: len(values)]


def _floating(plot: Plot, parts: Sequence[Sequence[tuple]], said: Sequence[str]) -> Drawn:
    """Bars that begin elsewhere than at nought, of one part or two that follow each other."""
    known = [[(one or 0.0, other or 0.0) for one, other in part] for part in parts]
    whole = [(min(sum(ends, ())), max(sum(ends, ()))) for ends in zip(*known, strict=True)]
    below = tuple(low if low > 0 else high if high < 0 else 0.0 for low, high in whole)
    rows = [Row("", below, is_hidden=True)]
    for part in known:
        rows.append(Row("", tuple(max(max(ends), 0.0) - max(min(ends), 0.0) for ends in part)))
    for part in reversed(known):
        rows.append(Row("", tuple(min(min(ends), 0.0) - min(max(ends), 0.0) for ends in part)))
    names = tuple(f"{short(name)}: {words}" for name, words in zip(plot.categories, said, strict=True))
    return Drawn(names, tuple(row for row in rows if any(row.values)) or tuple(rows[1:2]), True, True)
