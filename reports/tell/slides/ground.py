"""What a template's texts stand on, as far as it can be told: plain colours, and those of its theme."""

from collections.abc import Iterator

from pptx.oxml.ns import qn
from pptx.slide import SlideMaster

from reports.tell.slides.colour import contrast, theme_colours
from reports.tell.slides.frame import Frame, title_styles


def least_contrast(used: Frame) -> float | None:
    """The least contrast of titles and running text against the ground of the slides; None where it cannot be told."""
    master = used.content.slide_master
    ground = next(_grounds(used), None)
    body = master._element.iterfind(f".//{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    inks = [next(_coloured(styles, master), None) for styles in (title_styles(used.content), body)]
    told = [contrast(ink, ground) for ink in inks if ink and ground]
    return min(told, default=None)


def _grounds(used: Frame) -> Iterator[str | None]:
    """The ground of the layout, or else of its master; None of a picture, a pattern or a shade."""
    for shapes in (used.content, used.content.slide_master):
        ground = shapes._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            plain = ground.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
            named = plain if plain is not None else ground.find(qn("p:bgRef"))
            yield _colour(named, used.content.slide_master) if named is not None else None


def _coloured(styles: Iterator, master: SlideMaster) -> Iterator[str | None]:
    for style in styles:
        fill = style.find(qn("a:solidFill"))
        if fill is not None:
            yield _colour(fill, master)


def _colour(owner, master: SlideMaster) -> str | None:
    """A plain colour, or one of the theme by the name that the master gives it; None of one that is shaded."""
    for each in owner:
        if len(each):
            return None
        if each.tag == qn("a:srgbClr"):
            return each.get("val")
        if each.tag == qn("a:schemeClr"):
            names = master._element.find(qn("p:clrMap"))
            return theme_colours(master).get(names.get(each.get("val"), each.get("val")))
    return None
