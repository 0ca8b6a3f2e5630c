"""Charts that the office programs draw themselves, with their numbers in a workbook of their own, to be worked on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as TYPE
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide as Sheet
from xlsxwriter import Workbook

from reports.paper.letters import on_one_line, settable
from reports.tell.slides.chart_look import dress
from reports.tell.slides.chart_place import LABEL_PT, settle
from reports.tell.slides.colour import INK
from reports.tell.slides.plot import Drawn, drawn
from reports.tell.slides.room import Box, short
from reports.tell.slides.write import Pen
from reports.tell.story import Exhibit
from reports.texts import text

EVEN_PT = 80.0
Column = tuple[str, Sequence[float | None]]

_TYPES = {
    (False, False): TYPE.COLUMN_CLUSTERED,
    (True, False): TYPE.COLUMN_STACKED,
    (False, True): TYPE.BAR_CLUSTERED,
    (True, True): TYPE.BAR_STACKED,
}
"""By whether bars are stacked, and whether they lie down."""


class _Data(CategoryChartData):
    """A chart's numbers with their workbook, in which nothing is read as a formula and no hour is told."""

    def __init__(self, names: Sequence[str], columns: Sequence[Column], more: Sequence[Column], made_on: date):
        super().__init__()
        self.categories = names
        for name, values in columns:
            self.add_series(name, values)
        self.names, self.columns, self.made_on = names, (*columns, *more), made_on

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook: names, the series as they are drawn, and the story's own numbers where those are others."""
        file = BytesIO()
        book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": datetime.combine(self.made_on, time())})
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 40)
        sheet.write_column(1, 0, self.names)
        for at, (name, values) in enumerate(self.columns, start=1):
            sheet.write_string(0, at, name)
            sheet.write_column(1, at, values)
        book.close()
        return file.getvalue()


def put_chart(pen: Pen, sheet: Sheet, exhibit: Exhibit, box: Box, made_on: date, title: str) -> None:
    """The chart in a box of the slide that has this title, with what it shows in words for those who do not see it."""
    shape = drawn(exhibit.plot, pen.language)
    own = [(short(on_one_line(each.name)), each.values) for each in exhibit.plot.series]
    helped = list(_helped(shape, pen.language))
    named = on_one_line(exhibit.title)
    settled = settle(shape, "" if named == title else short(named), exhibit.plot.even, box)
    data = _Data(list(map(settable, settled.names)), helped or own, own if helped else (), made_on)
    kind = TYPE.LINE_MARKERS if shape.is_lines else _TYPES[shape.is_stacked, shape.lies_down]
    sides = map(pen.emu, (box.left, box.top, box.width, box.height))
    frame = sheet.shapes.add_chart(kind, *sides, data)
    dress(pen, frame.chart, exhibit.plot, shape, settled, box)
    told = frame._element.nvGraphicFramePr.cNvPr
    told.set("descr", on_one_line(exhibit.figure.description))
    told.set("name", named)
    if exhibit.plot.even and shape.lies_down:
        _mark_even(pen, sheet, settled.drawing, settled.axis.share(exhibit.plot.even), box.right)


def _mark_even(pen: Pen, sheet: Sheet, place: Box, share: float, most_pt: float) -> None:
    """A line where it breaks even, which an office program cannot draw in bars that lie; what it is stands above it,
    and to the left of it where there is no room as far as `most_pt`."""
    at_pt = place.left + share * place.width
    line = sheet.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(pen.emu, (at_pt, place.top, at_pt, place.bottom)))
    line.line.width, line.line.dash_style = pen.letters(1.5), MSO_LINE.DASH
    line.line.color.rgb = RGBColor.from_string(INK)
    words = text(pen.language, "deck.even")
    line._element.nvCxnSpPr.cNvPr.set("descr", words)
    shape = sheet.shapes.add_textbox(0, 0, 0, 0)
    left_pt = min(at_pt - EVEN_PT, most_pt - 2 * EVEN_PT)
    pen.move(shape, Box(left_pt, place.top - 1.5 * LABEL_PT, 2 * EVEN_PT, 1.5 * LABEL_PT))
    frame = shape.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER if left_pt == at_pt - EVEN_PT else PP_ALIGN.RIGHT
    pen.write(frame.paragraphs[0], words, LABEL_PT)
    frame.paragraphs[0].runs[0].font.color.rgb = RGBColor.from_string(INK)


def _helped(shape: Drawn, language: str) -> Iterator[Column]:
    """The series of bars that float, named by what each is for; none of a chart drawn as it was told."""
    for at, row in enumerate(shape.rows):
        if row.series is None:
            key = "deck.carrier" if row.is_hidden else "deck.bar"
            yield text(language, key, number=at), row.values
