"""Colours that can be told from what they stand on: contrast, and a template's own colours where they have enough."""

from collections.abc import Iterator

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import SlideMaster

GRAPHIC_CONTRAST, TEXT_CONTRAST = 3.0, 4.5
"""What WCAG 2.1 asks of graphics (1.4.11) and of text (1.4.3)."""
HOUSE = ("0B5C8C", "B35900", "3D7A3D", "7A4B9A", "9C2F45", "5C6670")
"""Those of the pages' own charts, each at least 4.5:1 against white."""
INK, QUIET, WHITE = "14202B", "4A5660", "FFFFFF"
_APART = 1.25
"""Neighbours in a chart differ at least so much in lightness, for those who see no colours."""


def luminance(colour: str) -> float:
    """How light a colour (RRGGBB) is, 0–1, as WCAG reckons it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 where two colours are as light as each other, 21 of black against white."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def theme_colours(master: SlideMaster) -> dict[str, str]:
    """The colours of a template's theme by name; those that are not plain colours are left out."""
    part = next((each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme")), None)
    scheme = parse_xml(part.blob).find(f".//{qn('a:clrScheme')}") if part else None
    return dict(_plain(scheme)) if scheme is not None else {}


def _plain(scheme: object) -> Iterator[tuple[str, str]]:
    for each in scheme:
        for colour in each:
            value = colour.get("lastClr") or colour.get("val", "")
            if len(value) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in value):
                yield each.tag.rsplit("}", 1)[-1], value.upper()


def chart_colours(master: SlideMaster) -> tuple[str, ...]:
    """The template's accents that are seen on white, each told from the one before; else those of the house."""
    theme = theme_colours(master)
    chosen: list[str] = []
    for colour in (theme.get(f"accent{number}", WHITE) for number in range(1, 7)):
        if contrast(colour, WHITE) >= GRAPHIC_CONTRAST and (not chosen or contrast(colour, chosen[-1]) >= _APART):
            chosen.append(colour)
    others = [colour for colour in HOUSE if colour not in chosen]
    return (*chosen, *others) if len(chosen) > 1 else HOUSE


def on(ground: str) -> str:
    """White or ink, whichever is read the better on this colour."""
    return max((WHITE, INK), key=lambda letters: contrast(letters, ground))


def pale(colour: str) -> str:
    """Halfway to white: for what lines are drawn in."""
    return "".join(f"{(int(colour[at : at + 2], 16) + 255) // 2:02X}" for at in (0, 2, 4))
