"""What a document is, whatever file it becomes: a title, blocks in reading order, and a foot.

Every text is made elsewhere, in the reader's language and with its numbers already written; the paper only lays it
out. A text is data to the very end: nothing in it is ever read as markup or code. What cannot be laid out so that
everybody can read it is refused with `ValueError` when the document is described, before any file is begun.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
import re

from reports.texts import LANGUAGES, text

DEEPEST_HEADING = 6
"""As many levels as both kinds of file can name."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = (b"<svg", b"<?xml")
_LINKED = re.compile(rb"""href\s*=\s*["']\s*(?!#|data:|["'\s])""", re.IGNORECASE)
"""A picture of lines that shows another file instead of bringing it along."""


@dataclass(frozen=True)
class Span:
    """Words within a text that are set apart: strong (bold), stressed (italic), or both."""

    text: str
    strong: bool = False
    stressed: bool = False


Text = str | tuple[str | Span, ...]
"""A running text: plain words, or words with some of them set apart. A line break in it begins a new line."""


def spans(text: Text) -> tuple[Span, ...]:
    """The text as spans, in order."""
    pieces = (text,) if isinstance(text, str) else text
    return tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces)


def plain(text: Text) -> str:
    """The words of a text alone."""
    return "".join(span.text for span in spans(text))


def _demand(is_met: bool, broken: str) -> None:
    if not is_met:
        raise ValueError(broken)


def _said(words: str, what: str) -> None:
    _demand(bool(words.strip()), f"{what} is missing")


@dataclass(frozen=True)
class Heading:
    """A heading below the document's title; the first one has level 1, and none is more than one level deeper than the
    heading before it."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        _said(self.text, "the text of a heading")
        _demand(1 <= self.level <= DEEPEST_HEADING, f"a heading has level 1 to {DEEPEST_HEADING}, not {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; one that leads stands on the page of the picture below it (`fit.sheets` tells)."""

    text: Text
    leads: bool = False


@dataclass(frozen=True)
class Items:
    """A list with bullets, or numbered from 1."""

    items: tuple[Text, ...]
    numbered: bool = False

    def __post_init__(self) -> None:
        _demand(bool(self.items), "a list needs at least one item")


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers, which are set to the right with equal digits and
    never broken."""

    title: str
    number: bool = False

    def __post_init__(self) -> None:
        _said(self.title, "the heading of a column")


@dataclass(frozen=True)
class Table:
    """A table with a caption above, one header row that is repeated on every page, and rows as long as the header.

    Where it is titled, a heading just above says what the caption says, which is then not shown once more
    (`fit.sheets` sees to it)."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    is_titled: bool = False

    def __post_init__(self) -> None:
        _said(self.caption, "the caption of a table")
        _demand(bool(self.columns), f"the table “{self.caption}” has no columns")
        _demand(bool(self.rows), f"the table “{self.caption}” has no rows: say so in words instead")
        for at, row in enumerate(self.rows, start=1):
            length, wanted = len(row), len(self.columns)
            _demand(length == wanted, f"row {at} of the table “{self.caption}” has {length} cells, not {wanted}")


@dataclass(frozen=True)
class Note:
    """A remark set apart from the running text: a reservation, a source, how to read what is above."""

    text: Text


@dataclass(frozen=True)
class Figure:
    """A picture, as SVG or PNG, with what it says in words for those who do not see it, and an optional caption."""

    image: bytes
    alternative: str
    caption: str = ""

    def __post_init__(self) -> None:
        _said(self.alternative, "the alternative text of a figure")
        _demand(self.is_png or self.image.lstrip().startswith(_SVG), "a figure is an SVG or a PNG")
        _demand(self.is_png or not _LINKED.search(self.image), "a figure brings along everything that it shows")

    @property
    def is_png(self) -> bool:
        """Whether the picture is made of pixels; otherwise it is made of lines."""
        return self.image.startswith(_PNG)


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what is said under it, one below the other."""

    pairs: tuple[tuple[str, Text], ...]

    def __post_init__(self) -> None:
        _demand(bool(self.pairs), "a list of facts needs at least one")
        for name, _ in self.pairs:
            _said(name, "the name of a fact")


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page; no page is left empty for it."""


Block = Heading | Paragraph | Items | Table | Note | Figure | Facts | PageBreak
"""Everything a document can hold; both writers know every kind."""


@dataclass(frozen=True)
class Foot:
    """What stands at the foot of every page, before the page's number: which version, its fingerprint, and a mark such
    as “prognos” or “utfall”. An empty part is left out."""

    version: str = ""
    fingerprint: str = ""
    mark: str = ""

    def parts(self, language: str) -> tuple[str, ...]:
        """The parts that say something, in order; the fingerprint by its name."""
        said = text(language, "paper.fingerprint", fingerprint=self.fingerprint) if self.fingerprint.strip() else ""
        return tuple(part for part in (self.mark, self.version, said) if part.strip())


@dataclass(frozen=True)
class Document:
    """A whole document. `made_on` is the only day it knows, so the same document is always the same file.

    `watermark` is a word that no page is to be read without, such as “prognos”: faint behind the text of a PDF, at the
    top of every page in Word. It is also told in words, since it is nothing to those who listen.
    """

    title: str
    language: str
    made_on: date
    blocks: tuple[Block, ...]
    foot: Foot = Foot()
    subtitle: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    watermark: str = ""

    def __post_init__(self) -> None:
        _said(self.title, "the title of the document")
        _demand(self.language in LANGUAGES, f"the language {self.language!r} is none of {', '.join(LANGUAGES)}")
        _without_jumps(block for block in self.blocks if isinstance(block, Heading))


def _without_jumps(headings: Iterable[Heading]) -> None:
    above = 0
    for heading in headings:
        jump = f"the heading “{heading.text}” has level {heading.level} below a heading of level {above}"
        _demand(heading.level <= above + 1, jump)
        above = heading.level
