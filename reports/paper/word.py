"""A document as a Word file: real headings, tables and lists, to be worked on further; no macros, and the same bytes
for the same document."""

from datetime import datetime, time
from functools import singledispatch
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from reports.packed import without_the_hour
from reports.paper import fit, model
from reports.paper.letters import on_one_line, settable
from reports.paper.pdf import as_pixels
from reports.paper.word_look import CELL_ID, FACT, LOCALES, NOTE, RULE, dress, element, set_foot, set_head, set_page

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_PROPERTY = 255
"""Word's own limit for a property of a file."""


def write_word(document: model.Document) -> bytes:
    """The document as the bytes of a Word file (docx)."""
    file = docx.Document()
    dress(file, document.language)
    _properties(file, document)
    _begin(file, document)
    for number, sheet in enumerate(fit.sheets(document.blocks)):
        section = file.add_section(WD_SECTION.NEW_PAGE) if number else file.sections[0]
        set_page(section, is_on_end=sheet.is_on_end)
        if document.watermark:
            set_head(section, document.watermark)
        set_foot(section, document.foot.parts(document.language), is_on_end=sheet.is_on_end)
        _blocks(file, sheet.blocks)
    packed = BytesIO()
    file.save(packed)
    return without_the_hour(packed)


def _begin(file: WordFile, document: model.Document) -> None:
    file.add_paragraph(on_one_line(document.title), style="Title")
    if document.subtitle:
        file.add_paragraph(on_one_line(document.subtitle), style="Subtitle")


def _properties(file: WordFile, document: model.Document) -> None:
    """What the file says of itself; nothing of the library that wrote it, and no hour."""
    about, made = file.core_properties, datetime.combine(document.made_on, time())
    said = {
        "title": document.title,
        "author": document.author,
        "last_modified_by": document.author,
        "subject": document.subject,
        "keywords": ", ".join(document.keywords),
        "comments": "",
        "language": LOCALES[document.language],
    }
    for name, words in said.items():
        setattr(about, name, on_one_line(words)[:LONGEST_PROPERTY])
    about.created, about.modified, about.revision = made, made, 1


def _blocks(file: WordFile, blocks: tuple[model.Block, ...]) -> None:
    """Each block in turn; a page break is a property of what follows it, so that none leaves an empty page."""
    is_broken = False
    for block in blocks:
        first = len(file.paragraphs) if is_broken else 0
        put(block, file)
        if is_broken and not isinstance(block, model.PageBreak):
            file.paragraphs[first].paragraph_format.page_break_before = True
        is_broken = isinstance(block, model.PageBreak)


@singledispatch
def put(block: model.Block, file: WordFile) -> None:
    """Add a block to the end of the file; every one that shows something begins with a paragraph."""
    raise TypeError(f"no way to set a {type(block).__name__}")


@put.register
def _(block: model.PageBreak, file: WordFile) -> None:
    """Nothing by itself: what follows is told to begin a page."""


@put.register
def _(block: model.Heading, file: WordFile) -> None:
    file.add_heading(on_one_line(block.text), block.level)


@put.register
def _(block: model.Paragraph, file: WordFile) -> None:
    line = file.add_paragraph()
    line.paragraph_format.keep_with_next = True if block.leads else None
    _write(line, block.text)


@put.register
def _(block: model.Note, file: WordFile) -> None:
    _write(file.add_paragraph(style=NOTE), block.text)


@put.register
def _(block: model.Items, file: WordFile) -> None:
    number = _numbering(file) if block.numbered else None
    for item in block.items:
        line = file.add_paragraph(style="List Number" if block.numbered else "List Bullet")
        _write(line, item)
        if number is not None:
            numbered = line._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, number


def _numbering(file: WordFile) -> int:
    """A numbering of its own for each list, so that every list begins at 1."""
    numbering = file.part.numbering_part.element
    style = file.styles["List Number"].element.pPr.numPr.numId.val
    added = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    added.add_lvlOverride(0).add_startOverride(1)
    return added.numId


@put.register
def _(block: model.Facts, file: WordFile) -> None:
    for name, said in block.pairs:
        line = file.add_paragraph(style=FACT)
        line.add_run(on_one_line(name)).bold = True
        line.add_run("\t" if fit.stands_beside(name) else "\n")
        _write(line, said)


@put.register
def _(block: model.Figure, file: WordFile) -> None:
    if block.caption:
        _caption(file, block.caption)
    picture = file.add_picture(BytesIO(block.image if block.is_png else as_pixels(block.image)))
    breadth, height = Pt(fit.room_pt(is_on_end=False)), Pt(fit.TALLEST_PT)
    shrunk = min(1.0, breadth / picture.width, height / picture.height)
    picture.width, picture.height = round(picture.width * shrunk), round(picture.height * shrunk)
    told = picture._inline.docPr
    told.set("descr", on_one_line(block.alternative))
    told.set("name", f"Figure {told.id}")


def _caption(file: WordFile, words: str) -> None:
    file.add_paragraph(on_one_line(words), style="Caption").paragraph_format.keep_with_next = True


@put.register
def _(block: model.Table, file: WordFile) -> None:
    room, is_short = fit.fit(block), fit.is_short(block)
    if not block.is_titled:
        _caption(file, block.caption)
    table = file.add_table(1 + len(block.rows), len(block.columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _mark(table, on_one_line(block.caption))
    for number, (row, texts) in enumerate(zip(table.rows, _lines(block), strict=True)):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        if not number:
            row._tr.trPr.append(element("tblHeader"))
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            is_kept = not number or (is_short and number < len(block.rows))
            _fill(cell, text, room, at, is_number=block.columns[at].number, is_kept=is_kept)
    for column, width in zip(table.columns, room.widths_pt, strict=True):
        column.width = Pt(width)
    air = file.add_paragraph().paragraph_format
    air.line_spacing, air.space_after = Pt(1), Pt(14)  # so low that it begins no page of its own


def _lines(block: model.Table) -> list[tuple[model.Text, ...]]:
    heads = tuple((model.Span(on_one_line(column.title), strong=True),) for column in block.columns)
    return [heads, *block.rows]


def _fill(cell: _Cell, text: model.Text, room: fit.Fit, at: int, *, is_number: bool, is_kept: bool) -> None:
    cell.width = Pt(room.widths_pt[at])
    line = cell.paragraphs[0]
    line._p.style = CELL_ID
    line.paragraph_format.keep_with_next = True if is_kept else None
    if is_number:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write(line, text)
    for run in line.runs:
        run.font.size = Pt(room.size_pt)


def _mark(table: WordTable, caption: str) -> None:
    """The first row as the header, light rules, and the caption for those who listen to the table."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    borders = element("tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(side, val="single", sz=4, space=0, color=RULE))
    margins = element("tblCellMar")
    for side, twips in (
        ("top", 50),
        ("left", fit.CELL_MARGIN_PT * 20),
        ("bottom", 50),
        ("right", fit.CELL_MARGIN_PT * 20),
    ):
        margins.append(element(side, w=twips, type="dxa"))
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)
    margins.addnext(
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    )
    properties.append(element("tblCaption", val=caption))


def _write(line: WordParagraph, text: model.Text) -> None:
    for span in model.spans(text):
        run = line.add_run(settable(span.text))
        run.bold, run.italic = span.strong or None, span.stressed or None
