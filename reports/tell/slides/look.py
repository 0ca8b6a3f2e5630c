"""The built-in look: the library's empty presentation, made broad, calm and the house's own."""

from collections.abc import Sequence

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Pt

from reports.tell.slides.colour import HOUSE, INK, WHITE

GROUND = "0B3A5C"
SIZE_PT = (960, 540)
_KEPT = ("title", "obj")
_MARGIN, _BROAD = 48, 864
_BOXES = {
    KIND.TITLE: (_MARGIN, 30, _BROAD, 84),
    KIND.BODY: (_MARGIN, 126, _BROAD, 370),
    KIND.OBJECT: (_MARGIN, 126, _BROAD, 370),
    KIND.FOOTER: (_MARGIN, 504, 700, 22),
    KIND.SLIDE_NUMBER: (812, 504, 100, 22),
    KIND.CENTER_TITLE: (_MARGIN, 130, _BROAD, 150),
    KIND.SUBTITLE: (_MARGIN, 300, _BROAD, 110),
}


def look() -> Presentation:
    """An empty presentation with a cover and a layout of title and content."""
    slides = pptx.Presentation()
    slides.slide_width, slides.slide_height = map(Pt, SIZE_PT)
    slides._element.find(qn("p:sldSz")).attrib.pop("type", None)
    master = slides.slide_master
    for layout in [each for each in master.slide_layouts if each._element.get("type") not in _KEPT]:
        master.slide_layouts.remove(layout)
    for shapes in (master, *master.slide_layouts):
        _place(shapes)
    _titles(master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}"))
    _theme(master.part)
    _cover(next(each for each in master.slide_layouts if each._element.get("type") == "title"))
    return slides


def _place(shapes: object) -> None:
    for each in list(shapes.placeholders):
        sides = _BOXES.get(each.placeholder_format.type)
        if sides is None:
            each._element.getparent().remove(each._element)
        else:
            each.left, each.top, each.width, each.height = map(Pt, sides)
            _align(each._element, sides)


def _align(shape: object, sides: Sequence[int]) -> None:
    """Titles stand on their lower side, so that one line and two come as near to what they are about."""
    is_title = sides in (_BOXES[KIND.TITLE], _BOXES[KIND.CENTER_TITLE])
    if is_title:
        shape.find(f".//{qn('a:bodyPr')}").set("anchor", "b")
    for level in shape.iter(qn("a:lvl1pPr")):
        level.set("algn", "r" if sides == _BOXES[KIND.SLIDE_NUMBER] else "l")
        for pale in list(level.iter(qn("a:tint"))):
            pale.getparent().remove(pale)


def _titles(level: object) -> None:
    level.set("algn", "l")
    letters = level.find(qn("a:defRPr"))
    letters.set("sz", "3000")
    letters.set("b", "1")


def _theme(master: object) -> None:
    """The colours of the house in the theme, where a person who works on finds them."""
    part = next(each.target_part for each in master.rels.values() if each.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    theme.set("name", "Värdekedjan")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    named = {"dk1": INK, "lt1": WHITE, "dk2": GROUND, "lt2": "F1F4F6", "hlink": HOUSE[0], "folHlink": HOUSE[3]}
    named |= {f"accent{number}": colour for number, colour in enumerate(HOUSE, start=1)}
    for name, colour in named.items():
        place = scheme.find(qn(f"a:{name}"))
        place.remove(place[0])
        place.append(parse_xml(f'<a:srgbClr {pptx.oxml.ns.nsdecls("a")} val="{colour}"/>'))
    part._blob = pptx.opc.oxml.serialize_part_xml(theme)


def _cover(layout: object) -> None:
    """White on the house's deep blue."""
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(GROUND)
    for each in layout.placeholders:
        style = each._element.find(f".//{qn('a:lstStyle')}")
        for level in list(style):
            style.remove(level)
        size = 4000 if each.placeholder_format.type is KIND.CENTER_TITLE else 2000
        style.append(
            parse_xml(
                f'<a:lvl1pPr {pptx.oxml.ns.nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="{size}">'
                '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:defRPr></a:lvl1pPr>'
            )
        )
