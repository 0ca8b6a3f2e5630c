"""Tables drawn: a head that is one, letters of the story's language, dark on white whatever the template."""

from collections.abc import Sequence

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Sheet
from pptx.table import _Cell

from reports.paper import fit
from reports.paper.letters import on_one_line
from reports.paper.model import Table, plain
from reports.tell.slides import tables
from reports.tell.slides.colour import INK, WHITE
from reports.tell.slides.room import Box
from reports.tell.slides.write import Pen

HEAD, RULE = "E3EAF0", "8C8C8C"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The office programs' own table without lines and colours; those here are said cell by cell."""


def put_table(pen: Pen, sheet: Sheet, table: Table, size_pt: float, box: Box) -> None:
    """The table at the top of its box, as broad as it needs to be."""
    widths = fit.widths(table, size_pt, box.width)
    lines = [[column.title for column in table.columns], *([plain(cell) for cell in row] for row in table.rows)]
    heights = [tables.row_pt(line, widths, size_pt) for line in lines]
    sides = map(pen.emu, (box.left, box.top, sum(widths), sum(heights)))
    frame = sheet.shapes.add_table(len(lines), len(widths), *sides)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", on_one_line(table.caption))
    frame.name = on_one_line(table.caption)
    made = frame.table
    made.horz_banding = False
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    for column, width in zip(made.columns, widths, strict=True):
        column.width = pen.emu(width)
    for row, height in zip(made.rows, heights, strict=True):
        row.height = pen.emu(height)
    for number, (row, line) in enumerate(zip(made.rows, lines, strict=True)):
        _row(pen, list(row.cells), line, [column.number for column in table.columns], size_pt, is_head=not number)


def _row(
    pen: Pen, cells: Sequence[_Cell], line: Sequence[str], numbers: Sequence[bool], size_pt: float, *, is_head: bool
):
    for cell, words, is_number in zip(cells, line, numbers, strict=True):
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(HEAD if is_head else WHITE)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
        cell.margin_left = cell.margin_right = pen.emu(fit.CELL_MARGIN_PT)
        cell.margin_top = cell.margin_bottom = pen.emu(tables.CELL_AIR_PT)
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
        pen.write(paragraph, words, size_pt, is_strong=is_head)
        paragraph.runs[0].font.color.rgb = RGBColor.from_string(INK)
        _ruled(cell)


def _ruled(cell: _Cell) -> None:
    """A thin line below."""
    line = f'<a:lnB {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="{RULE}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))
