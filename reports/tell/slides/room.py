"""How texts find room on a slide: reckoned from letters, not measured, so that the answer is the same everywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
import textwrap

LETTER_EM = 0.56
"""What a letter takes on average, in parts of its size; also in what stands in for a template's typeface."""
LINE_EM = 1.2
GAP_EM = 0.55
"""Between paragraphs."""
BODY_PT = (22.0, 20.0, 18.0, 16.0, 14.0)
"""Sizes tried for running text, the largest first; what has no room at the smallest goes on to another slide."""
SIDE_PT = (18.0, 16.0, 14.0)
"""The same beside a chart."""
SOURCE_PT = (18.0, 16.0, 14.0, 12.0)
"""The same of what nobody reads from afar."""
COVER_PT = (40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
TITLE_PT = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
INSET_PT = 7.2
"""Between the side of a box and the words in it."""
INDENT_EM = 1.2
_SIDE_SHARE = 0.34
"""How much of the breadth the words beside a chart take."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    @property
    def area(self) -> float:
        """Its area; nought when it is turned inside out."""
        return max(0.0, self.width) * max(0.0, self.height)

    def shrunk(self, scale: float) -> "Box":
        """The same box where so many of its points are one."""
        return Box(self.left / scale, self.top / scale, self.width / scale, self.height / scale)

    def above(self, foot_pt: float) -> tuple["Box", "Box"]:
        """The box without a strip at its foot, and the strip."""
        high = self.height - foot_pt
        return replace(self, height=high), replace(self, top=self.top + high, height=foot_pt)

    def parted(self) -> tuple["Box", "Box"]:
        """A chart's part and the part of the words beside it."""
        side = self.width * _SIDE_SHARE
        return replace(self, width=self.width - side), replace(self, left=self.right - side, width=side)


@dataclass(frozen=True)
class Words:
    """A paragraph of a slide: what leads it is set strong; a bullet stands before it, or not."""

    text: str
    lead: str = ""
    is_bullet: bool = False

    @property
    def whole(self) -> str:
        """All of it."""
        return self.lead + self.text


def lines(text: str, size_pt: float, width_pt: float) -> list[str]:
    """The text in lines as they would break; put together they are the text again."""
    letters = max(1, int(width_pt / (size_pt * LETTER_EM)))
    broken = textwrap.wrap(
        text, letters, expand_tabs=False, replace_whitespace=False, drop_whitespace=False, break_on_hyphens=False
    )
    return broken or [""]


def height_pt(words: Sequence[Words], size_pt: float, width_pt: float) -> float:
    """How high the paragraphs stand together at this size."""
    return sum(_paragraph_pt(each, size_pt, width_pt) for each in words)


def largest(sizes: Sequence[float], words: Sequence[Words], box: Box) -> float | None:
    """The largest of the sizes at which all of it stands in the box; None where it does so at none."""
    return next((size for size in sizes if height_pt(words, size, box.width) <= box.height), None)


def pages(sizes: Sequence[float], words: Sequence[Words], box: Box) -> tuple[float, list[tuple[Words, ...]]]:
    """The size, and the paragraphs in as many boxes as they need; the smallest size where they need several."""
    size = largest(sizes, words, box)
    return (size, [tuple(words)]) if size else (sizes[-1], list(_filled(words, sizes[-1], box)))


def _filled(words: Sequence[Words], size_pt: float, box: Box) -> Iterator[tuple[Words, ...]]:
    held: list[Words] = []
    left = box.height
    waiting = list(words)
    while waiting:
        first = waiting.pop(0)
        needed = _paragraph_pt(first, size_pt, box.width)
        if needed <= left:
            held.append(first)
            left -= needed
            continue
        here, there = _parted(first, size_pt, box.width, left, must=not held)
        waiting[:0] = [there] if there else []
        yield (*held, here) if here else tuple(held)
        held, left = [], box.height
    if held:
        yield tuple(held)


def _parted(
    words: Words, size_pt: float, width_pt: float, left_pt: float, must: bool
) -> tuple[Words | None, Words | None]:
    """As much of a paragraph as has room, and the rest; a few lines are not left behind alone."""
    broken = lines(words.whole, size_pt, _inner_pt(words, size_pt, width_pt))
    room = int((left_pt - GAP_EM * size_pt) / (size_pt * LINE_EM))
    if not must and (room < 3 or len(broken) < 6):
        return None, words
    room = max(1, room)
    here, there = "".join(broken[:room]), "".join(broken[room:]).lstrip()
    lead = words.lead if here.startswith(words.lead) else ""
    first = replace(words, lead=lead, text=here.removeprefix(lead))
    return first, Words(there) if there else None


def _paragraph_pt(words: Words, size_pt: float, width_pt: float) -> float:
    count = len(lines(words.whole, size_pt, _inner_pt(words, size_pt, width_pt)))
    return (count * LINE_EM + GAP_EM) * size_pt


def _inner_pt(words: Words, size_pt: float, width_pt: float) -> float:
    return width_pt - 2 * INSET_PT - (INDENT_EM * size_pt if words.is_bullet else 0)
