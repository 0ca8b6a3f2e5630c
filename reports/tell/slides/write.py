"""Slides drawn: titles and texts in the template's own boxes, the foot and the notes, each in the story's language."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.base import BaseShape
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import Slide as Sheet
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from reports.paper.letters import on_one_line, settable
from reports.tell.slides import room
from reports.tell.slides.frame import BODIES, TITLES, Frame, body_fill, box_of, placed, text_room, title_pt
from reports.tell.slides.plan import Rooms, Slide, titled
from reports.tell.slides.room import Box, Words

LANGUAGES = {"sv": MSO_LANGUAGE_ID.SWEDISH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
FOOT_PT = 11.0
_NUMBER = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""How the number of a slide is known within the file; any would do, as long as it is the same each time."""


@dataclass(frozen=True)
class Pen:
    """What is written with: a template, and a language."""

    frame: Frame
    language: str

    def emu(self, points: float) -> Emu:
        """A length on the slide, in the file's units."""
        return Emu(round(points * self.frame.emu))

    def letters(self, points: float) -> Pt:
        """A size of letters on this template's slides."""
        return Pt(round(2 * points * self.frame.scale) / 2)

    def write(self, line: _Paragraph, words: str, size_pt: float, is_strong: bool | None = None) -> None:
        """Words at the end of a paragraph, in the pen's language."""
        run = line.add_run()
        run.text, run.font.size, run.font.bold = settable(words), self.letters(size_pt), is_strong
        run.font.language_id = LANGUAGES[self.language]

    def label(self, line: _Paragraph, words: str, size_pt: float) -> None:
        """Words in a box of our own: they take the colour that the template gives running text in its own boxes."""
        self.write(line, words, size_pt)
        self.colour(line.runs[-1]._r.get_or_add_rPr())

    def colour(self, letters: object) -> None:
        """Give letters the colour of running text."""
        fill = body_fill(self.frame.content.slide_master)
        if fill is not None:
            letters.insert(0, deepcopy(fill))

    def move(self, shape: BaseShape, box: Box) -> None:
        """Set a shape where a box is."""
        shape.left, shape.top, shape.width, shape.height = map(self.emu, (box.left, box.top, box.width, box.height))


def begin(pen: Pen, slide: Slide, foot: str) -> Sheet:
    """A new slide with its title, its words, its foot and its notes; empty boxes of the layout are taken away."""
    sheet = pen.frame.slides.slides.add_slide(pen.frame.cover if slide.is_cover else pen.frame.content)
    (_cover if slide.is_cover else _content)(pen, sheet, slide)
    if not slide.is_cover:
        _foot(pen, sheet, foot)
    _notes(pen, sheet, slide.notes)
    return sheet


def _content(pen: Pen, sheet: Sheet, slide: Slide) -> None:
    _title(pen, sheet, slide.title, slide.title_pt)
    body = pen.frame.rooms.body
    _words(pen, sheet, slide.words, slide.words_pt, body.parted()[1] if slide.exhibit else body)


def _cover(pen: Pen, sheet: Sheet, slide: Slide) -> None:
    """The cover's own boxes, with letters as large as there is room for."""
    layout, scale = pen.frame.cover, pen.frame.scale
    box = box_of(next(placed(layout, TITLES))).shrunk(scale)
    rooms = Rooms(text_room(layout, box), pen.frame.rooms.body, title_pt(layout) / scale, room.COVER_PT)
    title, size, _ = titled(slide.title, slide.title, rooms)
    _title(pen, sheet, title, size)
    under = next((box_of(each).shrunk(scale) for each in placed(layout, (KIND.SUBTITLE,))), rooms.body)
    _words(pen, sheet, slide.words, room.largest(room.BODY_PT, slide.words, under) or room.BODY_PT[-1], under)


def _title(pen: Pen, sheet: Sheet, title: str, size_pt: float) -> None:
    """In the template's box for it, and read first."""
    shape = sheet.shapes.title
    pen.write(shape.text_frame.paragraphs[0], title, size_pt)
    tree = shape._element.getparent()
    tree.remove(shape._element)
    tree.insert(2, shape._element)


def _words(pen: Pen, sheet: Sheet, words: Sequence[Words], size_pt: float, box: Box) -> None:
    """In the layout's box for text where it has one; all its other boxes are taken away."""
    boxes = [each for each in sheet.placeholders if each.placeholder_format.type not in TITLES]
    fit = [each for each in boxes if each.placeholder_format.type in (*BODIES, KIND.SUBTITLE)] if words else []
    chosen = max(fit, key=lambda each: each.width * each.height, default=None)
    for each in boxes:
        if each is not chosen:
            each._element.getparent().remove(each._element)
    if words:
        shape = chosen or sheet.shapes.add_textbox(0, 0, 0, 0)
        pen.move(shape, box)
        _paragraphs(pen, shape.text_frame, words, size_pt)


def _paragraphs(pen: Pen, frame: TextFrame, words: Sequence[Words], size_pt: float) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = pen.emu(room.INSET_PT)
    frame.margin_top = frame.margin_bottom = 0
    for at, each in enumerate(words):
        line = frame.add_paragraph() if at else frame.paragraphs[0]
        line.line_spacing, line.space_before, line.space_after = 1.0, Pt(0), pen.letters(size_pt * room.GAP_EM)
        _bullet(pen, line, size_pt, each.is_bullet)
        if each.lead:
            pen.write(line, each.lead, size_pt, is_strong=True)
        pen.write(line, each.text, size_pt)


def _bullet(pen: Pen, line: _Paragraph, size_pt: float, is_bullet: bool) -> None:
    """Said outright, since a template may put bullets before every paragraph, or before none."""
    indent = pen.emu(room.INDENT_EM * size_pt) if is_bullet else 0
    properties = line._p.get_or_add_pPr()
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    sign = '<a:buChar {} char="•"/>' if is_bullet else "<a:buNone {}/>"
    properties.append(parse_xml(sign.format(nsdecls("a"))))


def _foot(pen: Pen, sheet: Sheet, words: str) -> None:
    """The mark and the version, and the slide's number; in the template's own boxes where it has them."""
    layout, rooms = sheet.slide_layout, pen.frame
    number = _cloned(sheet, next(placed(layout, (KIND.SLIDE_NUMBER,)), None))
    foot = None if rooms.foot else _cloned(sheet, next(placed(layout, (KIND.FOOTER,))))
    if foot is None:
        foot = sheet.shapes.add_textbox(0, 0, 0, 0)
        pen.move(foot, rooms.foot)
        foot.text_frame.margin_top = foot.text_frame.margin_bottom = 0
    foot.text_frame.word_wrap = True
    line = foot.text_frame.paragraphs[0]
    (pen.label if rooms.foot else pen.write)(line, words, FOOT_PT)
    if number is None:
        pen.label(line, " · ", FOOT_PT)
    _number(pen, (number or foot).text_frame.paragraphs[0], is_own=number is None)


def _cloned(sheet: Sheet, box: LayoutPlaceholder | None) -> BaseShape | None:
    """A box of the layout on the slide itself: only there is it seen."""
    if box is None:
        return None
    sheet.shapes.clone_placeholder(box)
    return list(sheet.shapes)[-1]


def _number(pen: Pen, line: _Paragraph, is_own: bool) -> None:
    """The slide's number, kept by the program when slides are moved."""
    size = f' sz="{pen.letters(FOOT_PT).centipoints}"' if is_own else ""
    inside = f'<a:rPr lang="{LOCALES[pen.language]}"{size}/><a:t>‹#›</a:t>'
    field = parse_xml(f'<a:fld {nsdecls("a")} id="{_NUMBER}" type="slidenum">{inside}</a:fld>')
    if is_own:
        pen.colour(field[0])
    line._p.append(field)


def _notes(pen: Pen, sheet: Sheet, notes: Sequence[str]) -> None:
    frame = sheet.notes_slide.notes_text_frame
    if frame is None:
        return
    for at, words in enumerate(notes):
        line = frame.add_paragraph() if at else frame.paragraphs[0]
        run = line.add_run()
        run.text, run.font.language_id = on_one_line(words), LANGUAGES[pen.language]


def point_to(pen: Pen, sheet: Sheet, words: str, target: Sheet, box: Box) -> None:
    """A line that leads to another slide when it is pressed."""
    shape = sheet.shapes.add_textbox(0, 0, 0, 0)
    pen.move(shape, box)
    frame = shape.text_frame
    frame.word_wrap, frame.margin_top, frame.margin_bottom, frame.margin_left = True, 0, 0, 0
    pen.label(frame.paragraphs[0], words, FOOT_PT)
    shape.click_action.target_slide = target
