"""Documents to write: one block of every kind, hostile words, and small pictures."""

from datetime import date

from reports.paper.model import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Foot,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from reports.paper.pdf import as_pixels

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20" width="80" height="20">'
    b'<rect width="60" height="20" fill="#446"/></svg>'
)
PNG = as_pixels(SVG)
HOSTILE = (
    '#panic("ut")',
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "$x_1^2$ @ref <label> *fet* _kursiv_ `kod`",
    '] } ) " \\ \\u{41} \\n /* // */ = Rubrik',
    "<b>&amp;</b> {=HTML} %s {0} _x0041_ ]]>",
)
EVERY: tuple[Block, ...] = (
    Heading("Rubriken"),
    Heading("Underrubriken", 2),
    Paragraph(("Stycket med ", Span("starka", strong=True), " och ", Span("betonade", stressed=True), " ord.")),
    Items(("Punkten", ("Andra ", Span("starka", strong=True)))),
    Items(("Numret", "Nästa"), numbered=True),
    Table(
        "Tabellen",
        (Column("Aktör"), Column("Kronor", number=True)),
        (("Kommunen", "−1\u00a0234\u00a0567"), ("Summan", (Span("2,5", strong=True),))),
    ),
    Note("Noten"),
    Figure(SVG, "Alternativet", "Bildtexten"),
    Figure(PNG, "Alternativet"),
    Facts((("Namnet", "Värdet"), ("Ett namn som är alltför långt för raden", "Värdet"))),
    PageBreak(),
    Paragraph("Slutet"),
)


def document(*blocks: Block, language: str = "sv", title: str = "Titeln", foot: Foot | None = None) -> Document:
    """A document that holds these blocks."""
    kept = foot or Foot("Version 3", "a1b2c3d4", "prognos")
    return Document(
        title, language, date(2026, 11, 30), blocks, kept, "Undertiteln", "Kommunen", "Ämnet", ("ett", "två")
    )


def everywhere(text: str) -> tuple[Block, ...]:
    """The text in every place of every block."""
    return (
        Heading(text),
        Paragraph((text, Span(text, strong=True))),
        Items((text,)),
        Table(text, (Column(text), Column("2")), ((text, "3"),)),
        Note(text),
        Figure(SVG, text, text),
        Facts(((text, text),)),
    )
