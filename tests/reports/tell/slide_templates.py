"""Templates that organisations might upload: sound ones that are odd, and what should never be let in."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.util import Pt

TYPES = "[Content_Types].xml"


def saved(slides: Presentation) -> bytes:
    file = BytesIO()
    slides.save(file)
    return file.getvalue()


def usual() -> bytes:
    """The library's own: 4:3, everything centred; with a slide, a section that names it and a locked writer."""
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text, slide.notes_slide.notes_text_frame.text = "Gammal bild", "Hemlig anteckning"
    slide.shapes.placeholders[1].text_frame.paragraphs[0].add_run().hyperlink.address = "file:///S:/hemligt.docx"
    slides.core_properties.author = "Konsulten"
    return saved(slides)


def dark() -> bytes:
    """White capitals on black, small slides, a title in a column to the left, neither foot nor number."""
    slides = pptx.Presentation()
    slides.slide_width, slides.slide_height = Pt(720), Pt(405)
    master = slides.slide_master
    fill = master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x10, 0x10, 0x18)
    for layout in list(slides.slide_layouts)[2:]:
        slides.slide_layouts.remove(layout)
    for shapes in (master, *slides.slide_layouts):
        for each in list(shapes.placeholders):
            _in_columns(each)
    for fill in master._element.iterfind(f".//{qn('p:txStyles')}//{qn('a:solidFill')}"):
        fill[0].set("val", "bg1")
    letters = master._element.find(f".//{qn('p:titleStyle')}//{qn('a:defRPr')}")
    letters.set("cap", "all")
    letters.set("sz", "2400")
    return saved(slides)


def _in_columns(placeholder) -> None:
    kind = placeholder.placeholder_format.type
    if kind in (KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.DATE):
        placeholder._element.getparent().remove(placeholder._element)
    elif kind in (KIND.TITLE, KIND.CENTER_TITLE):
        placeholder.left, placeholder.top, placeholder.width, placeholder.height = map(Pt, (12, 20, 262, 360))
    else:
        placeholder.left, placeholder.top, placeholder.width, placeholder.height = map(Pt, (288, 20, 420, 365))


def poster() -> bytes:
    """A4 upright with nothing but a title, low on the page in its master, high in its one layout; numbered."""
    slides = pptx.Presentation()
    slides.slide_width, slides.slide_height = Pt(595), Pt(842)
    for layout in [each for each in slides.slide_layouts if each._element.get("type") != "titleOnly"]:
        slides.slide_layouts.remove(layout)
    for each in slides.slide_layouts[0].placeholders:
        high = 40 if each.placeholder_format.type is KIND.TITLE else 800
        each.left, each.top, each.width, each.height = map(Pt, (40, high, 515, 90 if high == 40 else 20))
    return saved(slides)


SOUND = {"usual": usual, "dark": dark, "poster": poster}


def without_content() -> bytes:
    """A template that has no layout with both a title and room."""
    slides = pptx.Presentation()
    for layout in [each for each in slides.slide_layouts if each._element.get("type") != "blank"]:
        slides.slide_layouts.remove(layout)
    return saved(slides)


def pale() -> bytes:
    """Light grey letters on white."""
    slides = pptx.Presentation()
    for style in slides.slide_master._element.iterfind(f".//{qn('p:titleStyle')}//{qn('a:solidFill')}"):
        style.replace(style[0], parse_xml(f'<a:srgbClr {nsdecls("a")} val="BBBBBB"/>'))
    return saved(slides)


def changed(change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """The usual template with parts changed, taken away (None) or added."""
    out = BytesIO()
    with ZipFile(BytesIO(usual())) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def related(kind: str, target: str, mode: str = "External", more: dict[str, bytes] | None = None) -> bytes:
    """The usual template with one more relation of its master."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="rIdX" Type="{space}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    where = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    return changed(lambda name, part: part.replace(b"</Relationships>", line.encode()) if name == where else part, more)
