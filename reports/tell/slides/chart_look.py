"""How a chart looks: dark letters and lines on white whatever the template, with every number as it is written."""

from collections.abc import Iterator

from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.dml.line import LineFormat
from pptx.enum.chart import XL_LABEL_POSITION as LABEL
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.text.text import Font

from reports.paper.letters import on_one_line
from reports.tell.slides import chart_place
from reports.tell.slides.chart_place import LABEL_PT, LETTERS_PT, Settled, is_told_apart
from reports.tell.slides.colour import INK, QUIET, WHITE, chart_colours, on, pale
from reports.tell.slides.plot import Drawn, Row
from reports.tell.slides.room import LETTER_EM, Box
from reports.tell.slides.scale import Scale, number_format
from reports.tell.slides.write import LANGUAGES, LOCALES, Pen
from reports.tell.story import Plot
from reports.texts import text

GRID = "D5DBE0"
_DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
_MARKERS = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)
_APART = 0.07
"""Of the axis: words at the ends of lines nearer to each other than this would lie on each other."""


def dress(pen: Pen, chart: Chart, plot: Plot, shape: Drawn, settled: Settled, box: Box) -> None:
    """Give a chart its look, as it was settled."""
    axis, place, title = settled.axis, settled.drawing, settled.title
    _letters(pen, chart.font, LETTERS_PT, INK)
    _ground(pen, chart, place, box)
    _title(pen, chart, title)
    _legend(pen, chart, shape)
    _axes(pen, chart, plot, shape, axis)
    _skip(chart, chart_place.skipped(shape, place) if not shape.lies_down else 1)
    colours = chart_colours(pen.frame.content.slide_master)
    for row, series in zip(shape.rows, chart.plots[0].series, strict=True):
        colour = colours[row.colour % len(colours)]
        (_line if shape.is_lines else _bar)(pen, series, row, pale(colour) if plot.kind == "ranges" else colour)
    if plot.kind == "waterfall":
        _steps(chart, shape, colours[1])
    if not shape.is_lines:
        chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100 if shape.is_stacked else -5
    _labels(pen, chart, shape, axis, place, colours)
    return axis, place


def _letters(pen: Pen, font: Font, size_pt: float, colour: str, is_strong: bool | None = False) -> None:
    font.size, font.bold, font.language_id = pen.letters(size_pt), is_strong, LANGUAGES[pen.language]
    font.color.rgb = RGBColor.from_string(colour)


def _filled(fill: FillFormat, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour)


def _ruled(pen: Pen, line: LineFormat, colour: str, breadth_pt: float) -> None:
    line.width, line.color.rgb = pen.letters(breadth_pt), RGBColor.from_string(colour)


# Where it stands


def _ground(pen: Pen, chart: Chart, place: Box, box: Box) -> None:
    """White, square-cornered, in the story's language, the drawing where it was reckoned to stand."""
    space = chart._chartSpace
    for tag in ("c:roundedCorners", "c:lang"):
        for each in space.findall(qn(tag)):
            space.remove(each)
    dated = space.find(qn("c:date1904"))
    dated.addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    dated.addnext(parse_xml(f'<c:lang {nsdecls("c")} val="{LOCALES[pen.language]}"/>'))
    white = f'<a:solidFill><a:srgbClr val="{WHITE}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    space.find(qn("c:chart")).addnext(parse_xml(f"<c:spPr {nsdecls('c', 'a')}>{white}</c:spPr>"))
    shares = {
        "x": (place.left - box.left) / box.width, "y": (place.top - box.top) / box.height,
        "w": place.width / box.width, "h": place.height / box.height,
    }  # fmt: skip
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    sides = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in shares.items())
    area = space.find(f".//{qn('c:plotArea')}")
    for each in area.findall(qn("c:layout")):
        area.remove(each)
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"))


def _title(pen: Pen, chart: Chart, title: str) -> None:
    chart.has_title = bool(title)
    if not title:
        return
    line = chart.chart_title.text_frame.paragraphs[0]
    pen.write(line, title, LETTERS_PT, is_strong=True)
    line.runs[0].font.color.rgb = RGBColor.from_string(INK)
    chart.chart_title.include_in_layout = False


def _legend(pen: Pen, chart: Chart, shape: Drawn) -> None:
    chart.has_legend = is_told_apart(shape)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        _letters(pen, chart.legend.font, LETTERS_PT, INK)


# Axes


def _axes(pen: Pen, chart: Chart, plot: Plot, shape: Drawn, axis: Scale) -> None:
    names, numbers = chart.category_axis, chart.value_axis
    names.tick_label_position, names.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    names.reverse_order = shape.lies_down
    names.has_major_gridlines = False
    _ruled(pen, names.format.line, INK, 1)
    _letters(pen, names.tick_labels.font, LABEL_PT, INK)
    _numbers(pen, numbers, axis)
    if shape.lies_down:
        numbers.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    unit = plot.unit
    if axis.in_millions and plot.unit == text(pen.language, "table.unit.sek"):
        unit = text(pen.language, "chart.millions")
    numbers.has_title = True
    pen.write(numbers.axis_title.text_frame.paragraphs[0], on_one_line(unit), LABEL_PT)
    numbers.axis_title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(QUIET)


def _skip(chart: Chart, every: int) -> None:
    """Only every second or third name, said outright: programs would turn them, or let them lie on each other."""
    axis = chart.category_axis._element
    for each in axis.findall(qn("c:tickLblSkip")):
        axis.remove(each)
    axis.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("rot", "0")
    axis.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{every}"/>'))


def _numbers(pen: Pen, numbers: ValueAxis, axis: Scale) -> None:
    numbers.minimum_scale, numbers.maximum_scale, numbers.major_unit = axis.low, axis.high, axis.step
    numbers.major_tick_mark = XL_TICK_MARK.NONE
    numbers.tick_labels.number_format_is_linked = False
    numbers.tick_labels.number_format = number_format(pen.language, axis)
    _letters(pen, numbers.tick_labels.font, LABEL_PT, QUIET)
    numbers.format.line.fill.background()
    numbers.has_major_gridlines = True
    _ruled(pen, numbers.major_gridlines.format.line, GRID, 0.75)


# Series


def _bar(pen: Pen, series, row: Row, colour: str) -> None:
    series.invert_if_negative = False
    if row.is_hidden:
        series.format.fill.background()
        return
    _filled(series.format.fill, colour)
    _ruled(pen, series.format.line, WHITE if row.series else INK, 1)


def _steps(chart: Chart, shape: Drawn, colour: str) -> None:
    """Between the sums of a waterfall stand its steps, in another colour."""
    for row, series in zip(shape.rows, chart.plots[0].series, strict=True):
        for at in range(1, len(shape.names) - 1):
            if not row.is_hidden:
                _filled(series.points[at].format.fill, colour)


def _line(pen: Pen, series, row: Row, colour: str) -> None:
    """Each line has its own dashes and its own mark besides its colour."""
    kind = row.colour % len(_DASHES)
    series.smooth = False
    _ruled(pen, series.format.line, colour, 2.5)
    series.format.line.dash_style = _DASHES[kind]
    series.marker.style, series.marker.size = _MARKERS[kind], 6
    _filled(series.marker.format.fill, colour)
    series.marker.format.line.color.rgb = RGBColor.from_string(colour)


# Numbers in words


def _labels(pen: Pen, chart: Chart, shape: Drawn, axis: Scale, place: Box, colours: tuple[str, ...]) -> None:
    """Numbers beside what they are of, as the story writes them, where they have room."""
    for row, series in zip(shape.rows, chart.plots[0].series, strict=True):
        if row.series is None:
            continue
        for at in _labelled(shape, row, axis, place):
            label = series.points[at].data_label
            inside = shape.is_stacked
            colour = on(colours[row.colour % len(colours)]) if inside else INK
            line = label.text_frame.paragraphs[0]
            pen.write(line, row.series.written[at], LABEL_PT)
            line.runs[0].font.color.rgb = RGBColor.from_string(colour)
            label.position = LABEL.CENTER if inside else LABEL.RIGHT if shape.is_lines else LABEL.OUTSIDE_END


def _labelled(shape: Drawn, row: Row, axis: Scale, place: Box) -> Iterator[int]:
    if shape.is_lines:
        yield from _ends(shape, row, axis)
        return
    breadth = place.width if shape.lies_down else place.width / len(shape.names)
    for at, (value, written) in enumerate(zip(row.values, row.series.written, strict=True)):
        if value is None or not written:
            continue
        needed = len(written) * LETTER_EM * LABEL_PT
        along = abs(value) / (axis.high - axis.low) * (place.width if shape.lies_down else place.height)
        room = along if shape.is_stacked and shape.lies_down else breadth / (1 if shape.is_stacked else len(shape.rows))
        if value and ((shape.lies_down and not shape.is_stacked) or (needed < room and along > 1.4 * LABEL_PT)):
            yield at


def _ends(shape: Drawn, row: Row, axis: Scale) -> Iterator[int]:
    """The last point of a line, unless an earlier line ends just there."""
    lasts = [
        max((at for at, value in enumerate(each.values) if value is not None), default=None) for each in shape.rows
    ]
    own = shape.rows.index(row)
    if lasts[own] is None:
        return
    earlier = [each.values[at] for each, at in zip(shape.rows[:own], lasts[:own], strict=True) if at is not None]
    value = row.values[lasts[own]]
    if all(abs(value - other) > _APART * (axis.high - axis.low) for other in earlier):
        yield lasts[own]
