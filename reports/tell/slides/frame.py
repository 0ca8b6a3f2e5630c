"""What a template offers: the layouts that carry the slides, and where on them title, content and foot have room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout, SlideMaster

from reports.tell.slides import room
from reports.tell.slides.plan import Rooms
from reports.tell.slides.room import Box

EMU_PT = 12_700
HIGH_PT, BROAD_PT = 540.0, 720.0
"""The slide that sizes are said for; on one of another size they grow or shrink with it."""
FOOT_PT, FOOT_BROAD_PT = 20.0, 420.0
TITLES, BODIES = (KIND.TITLE, KIND.CENTER_TITLE), (KIND.OBJECT, KIND.BODY)
_CONTENTS = (*BODIES, KIND.CHART, KIND.TABLE)
_AREA = attrgetter("area")
_LEAST_BROAD, _LEAST_HIGH, _LEAST_TITLE = 0.5, 0.4, 0.35
"""Shares of the slide that content, and the breadth of a title, must have for anything to be legible there."""
_EDGE = 0.03
_CAPITALS = 1.3
"""So much broader are capitals than letters in running text."""


@dataclass(frozen=True)
class Frame:
    """A template in use. Boxes are in the points of a slide 540 points high; `scale` makes them this template's own.
    `foot` is where its foot stands when the template itself has none that is broad enough."""

    slides: Presentation
    scale: float
    cover: SlideLayout
    content: SlideLayout
    rooms: Rooms
    foot: Box | None

    @property
    def emu(self) -> float:
        """How many of the file's units one of our points is."""
        return EMU_PT * self.scale


def frame(slides: Presentation) -> Frame | None:
    """The layouts that carry the slides best; None where there is none with a title and room for content."""
    found = max(_usable(slides), key=lambda each: each[0], default=None)
    if found is None:
        return None
    _, layout, title, body = found
    cover = next((each for each in slides.slide_layouts if _is_cover(each)), layout)
    scale = _scale(slides)
    title, body, foot = title.shrunk(scale), body.shrunk(scale), None
    if not any(box_of(each).width >= FOOT_BROAD_PT * scale for each in placed(layout, (KIND.FOOTER,))):
        foot = Box(body.left, body.bottom - FOOT_PT, body.width, FOOT_PT)
        body = replace(body, height=body.height - 1.4 * FOOT_PT)
    return Frame(slides, scale, cover, layout, Rooms(text_room(layout, title), body, title_pt(layout) / scale), foot)


def _scale(slides: Presentation) -> float:
    return min(slides.slide_height / EMU_PT / HIGH_PT, slides.slide_width / EMU_PT / BROAD_PT)


def _usable(slides: Presentation) -> Iterator[tuple[tuple, SlideLayout, Box, Box]]:
    whole = Box(0, 0, slides.slide_width / EMU_PT, slides.slide_height / EMU_PT)
    for layout in slides.slide_layouts:
        title = next((box_of(each) for each in placed(layout, TITLES)), None)
        if title is None or title.width < _LEAST_TITLE * whole.width or title.height < 2 * room.TITLE_PT[-1]:
            continue
        contents = [box_of(each) for each in placed(layout, _CONTENTS)]
        body = _clear(max(contents, key=_AREA) if contents else _below(title, whole), title, layout, whole)
        if body.width >= _LEAST_BROAD * whole.width and body.height >= _LEAST_HIGH * whole.height:
            is_usual = layout._element.get("type") == "obj"
            yield (is_usual, len(contents) == 1, not _is_cover(layout), body.area), layout, title, body


def placed(layout: SlideLayout, kinds: Sequence[KIND]) -> Iterator[LayoutPlaceholder]:
    """The layout's placeholders of these kinds that have a place and whose text is level."""
    for each in layout.placeholders:
        if each.placeholder_format.type in kinds and None not in (each.left, each.top, each.width, each.height):
            body = each._element.find(f".//{qn('a:bodyPr')}")
            if body is None or body.get("vert", "horz") == "horz":
                yield each


def box_of(placeholder: LayoutPlaceholder) -> Box:
    """Where a placeholder stands, in real points."""
    sides = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
    return Box(*(side / EMU_PT for side in sides))


def _below(title: Box, whole: Box) -> Box:
    """The room under a title on a layout that has nothing but it."""
    return Box(title.left, title.bottom, title.width, whole.height * (1 - 2 * _EDGE) - title.bottom)


def _clear(body: Box, title: Box, layout: SlideLayout, whole: Box) -> Box:
    """The content's room without what stands on the title, on the foot of the template, or outside the slide."""
    feet = [box_of(each).top for each in placed(layout, (KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.DATE))]
    low = min([whole.height * (1 - _EDGE), body.bottom, *(top for top in feet if top > whole.height / 2)])
    right = min(body.right, whole.width * (1 - _EDGE))
    left, top = max(body.left, whole.width * _EDGE), max(body.top, whole.height * _EDGE)
    body = Box(left, top, right - left, low - top)
    if title.bottom <= body.top or title.top >= body.bottom or title.right <= body.left or title.left >= body.right:
        return body
    under = Box(body.left, title.bottom, body.width, body.bottom - title.bottom)
    beside = replace(under, left=title.right, top=body.top, width=body.right - title.right, height=body.height)
    return max(under, beside, key=_AREA)


def text_room(layout: SlideLayout, title: Box) -> Box:
    """The title's room for letters; capitals take more of it."""
    is_capital = any(style.get("cap") == "all" for style in title_styles(layout))
    breadth = title.width - 2 * room.INSET_PT
    return replace(title, left=title.left + room.INSET_PT, width=breadth / (_CAPITALS if is_capital else 1))


def title_pt(layout: SlideLayout) -> float:
    """The size that the template gives its titles."""
    return next((int(style.get("sz")) / 100 for style in title_styles(layout) if style.get("sz")), room.TITLE_PT[0])


def title_styles(layout: SlideLayout) -> Iterator:
    """How letters of a title are set, the nearest first."""
    for shapes in (layout, layout.slide_master):
        for each in shapes.placeholders:
            if each.placeholder_format.type in TITLES:
                yield from each._element.iter(qn("a:defRPr"))
    yield from layout.slide_master._element.iterfind(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")


def _is_cover(layout: SlideLayout) -> bool:
    return any(placed(layout, (KIND.CENTER_TITLE,))) and any(placed(layout, (KIND.SUBTITLE,)))


def body_fill(master: SlideMaster) -> object | None:
    """What running text is coloured with, as the template says it; None where it says nothing."""
    return master._element.find(f".//{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}")
