"""How a document looks in Word: its styles, its pages and its foot; all by style, so that a template can take over."""

from collections.abc import Iterable

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle

from reports.paper import fit
from reports.paper.letters import on_one_line
from reports.paper.model import DEEPEST_HEADING

TYPEFACE = "Calibri"
"""Word's own, with digits of equal breadth; other programs have one of the same measures in its place."""
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
NOTE, FACT, CELL = "Note", "Fact", "Table Text"
CELL_ID = "TableText"
"""How a paragraph names that style: cells are many, and the library looks through every style for each name."""
NAMES_BREADTH_MM = 50
_INK, _QUIET = RGBColor(0, 0, 0), RGBColor(0x52, 0x52, 0x52)
RULE = "8C8C8C"
_HEADING_PT = (15, 12.5, 11, 10.5, 10.5, 10.5)


def dress(file: WordFile, language: str) -> None:
    """Give the library's empty file this house's look and the document's language."""
    _without_what_is_not_used(file)
    _defaults(file, LOCALES[language])
    _running_text(file)
    _headings(file)
    _small_texts(file)
    _settings(file, LOCALES[language])


def element(name: str, /, **attributes: object) -> BaseOxmlElement:
    """An element of Word's own vocabulary: `element("lang", val="sv-SE")`."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _without_what_is_not_used(file: WordFile) -> None:
    """A hundred table styles, a picture of another document and a second copy of every style."""
    for relations in (file.part.package.rels, file.part.rels):
        for key in [
            key for key, each in relations.items() if each.reltype.endswith(("thumbnail", "WithEffects", "customXml"))
        ]:
            del relations[key]
    for style in [each for each in file.styles if each.type is WD_STYLE_TYPE.TABLE and each.name != "Normal Table"]:
        style.delete()


def _defaults(file: WordFile, locale: str) -> None:
    """Typeface and language where every style begins."""
    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for name in ("w:rFonts", "w:lang"):
        _without(defaults, name)
    defaults.insert(0, _typeface())
    defaults.append(element("lang", val=locale, eastAsia=locale, bidi="ar-SA"))


def _typeface() -> BaseOxmlElement:
    return element("rFonts", ascii=TYPEFACE, hAnsi=TYPEFACE, eastAsia=TYPEFACE, cs=TYPEFACE)


def _running_text(file: WordFile) -> None:
    _set(file.styles["Normal"], 10.5, after=7, line=1.25)
    for name in ("List Bullet", "List Number"):
        _set(file.styles[name], 10.5, after=4, line=1.25)


def _headings(file: WordFile) -> None:
    _set(file.styles["Title"], 21, after=6, line=1.1, bold=True)
    _set(file.styles["Subtitle"], 12, after=14, colour=_QUIET)
    for level, size in zip(range(1, DEEPEST_HEADING + 1), _HEADING_PT, strict=True):
        _set(file.styles[f"Heading {level}"], size, before=20 - 2 * min(level, 3), after=6, line=1.1, bold=True)
    _without(file.styles["Title"].element.pPr, "w:pBdr")
    for name in ("Title", "Subtitle"):
        _without(file.styles[name].element.rPr, "w:spacing")


def _small_texts(file: WordFile) -> None:
    _set(file.styles["Caption"], 9.5, before=10, after=4, bold=True)
    for name in ("Header", "Footer"):
        _set(file.styles[name], 8, after=0, colour=_QUIET)
        _without(file.styles[name].element.pPr, "w:tabs")
    _set(_new(file, CELL), 9.5, after=0, line=1.1)
    note = _new(file, NOTE)
    _set(note, 9.5, before=6, after=10, line=1.2)
    note.paragraph_format.left_indent = Pt(10)
    _framed(note, element("left", val="single", sz=12, space=8, color=RULE))
    fact = _new(file, FACT)
    _set(fact, 10.5, after=3, line=1.2)
    fact.paragraph_format.left_indent = Mm(NAMES_BREADTH_MM)
    fact.paragraph_format.first_line_indent = -Mm(NAMES_BREADTH_MM)


def _without(properties: BaseOxmlElement, name: str) -> None:
    properties.remove(properties.find(qn(name)))


def _framed(style: ParagraphStyle, side: BaseOxmlElement) -> None:
    borders = element("pBdr")
    borders.append(side)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _new(file: WordFile, name: str) -> ParagraphStyle:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = file.styles["Normal"]
    style.quick_style = True
    return style


def _set(
    style: BaseStyle,
    size: float,
    *,
    before: float = 0,
    after: float,
    line: float = 1.2,
    bold: bool = False,
    colour: RGBColor = _INK,
) -> None:
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size), bold, False, colour
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        style.element.rPr.remove(fonts)
    style.font.name = TYPEFACE
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line


def _settings(file: WordFile, locale: str) -> None:
    """Words are hyphenated, the file is no older than the program, and its first language is the document's."""
    settings = file.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(element("autoHyphenation", val="true"))
    mode = next(each for each in settings.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), locale)


def set_page(section: Section, *, is_on_end: bool) -> None:
    """A4, upright or turned on end."""
    short, long = Mm(fit.PAGE_SHORT_MM), Mm(fit.PAGE_LONG_MM)
    section.orientation = WD_ORIENT.LANDSCAPE if is_on_end else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if is_on_end else (short, long)
    section.left_margin = section.right_margin = Mm(fit.MARGIN_MM)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(22), Mm(24), Mm(12)


def set_foot(section: Section, parts: Iterable[str], *, is_on_end: bool) -> None:
    """What the document says of itself to the left, the page and how many they are to the right."""
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.style = "Footer"
    line.paragraph_format.tab_stops.add_tab_stop(Pt(fit.room_pt(is_on_end)), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(on_one_line(" · ".join(parts)) + "\t")
    _field(line, "PAGE")
    line.add_run(" (")
    _field(line, "NUMPAGES")
    line.add_run(")")


def set_head(section: Section, watermark: str) -> None:
    """The word that no page is to be read without, at the top of every page."""
    section.header.is_linked_to_previous = False
    section.header_distance = Mm(9)
    line = section.header.paragraphs[0]
    line.style = "Header"
    line.add_run(on_one_line(watermark).upper()).bold = True


def _field(line, name: str) -> None:
    field = element("fldSimple", instr=name)
    line._p.append(field)
    run = line.add_run("1")
    field.append(run._r)
