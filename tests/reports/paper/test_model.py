"""What a document cannot be is refused when it is described."""

import pytest

from reports.paper.model import Column, Facts, Figure, Heading, Items, Table
from tests.reports.paper.samples import PNG, SVG, document

COLUMNS = (Column("Aktör"), Column("Kronor", number=True))


@pytest.mark.parametrize(
    ("describe", "told"),
    [
        (lambda: Table("Pengar", COLUMNS, (("a", "1"), ("b",))), "row 2 of the table “Pengar” has 1 cells, not 2"),
        (lambda: Table("Pengar", COLUMNS, ()), "has no rows"),
        (lambda: Table("Pengar", (), ((),)), "has no columns"),
        (lambda: Table(" ", COLUMNS, (("a", "1"),)), "the caption of a table is missing"),
        (lambda: Column(""), "the heading of a column is missing"),
        (lambda: Figure(SVG, " "), "the alternative text of a figure is missing"),
        (lambda: Figure(b"GIF89a", "Bild"), "a figure is an SVG or a PNG"),
        (lambda: Figure(b'<svg><image href="../hemlig.png"/></svg>', "Bild"), "brings along everything"),
        (lambda: Figure(b"<svg><image xlink:HREF = 'file:///x'/></svg>", "Bild"), "brings along everything"),
        (lambda: Items(()), "at least one item"),
        (lambda: Facts(()), "at least one"),
        (lambda: Facts((("", "x"),)), "the name of a fact is missing"),
        (lambda: Heading("\n"), "the text of a heading is missing"),
        (lambda: Heading("Djup", 7), "level 1 to 6, not 7"),
        (lambda: document(Heading("Först", 2)), "“Först” has level 2 below a heading of level 0"),
        (lambda: document(Heading("A"), Heading("B", 3)), "“B” has level 3 below a heading of level 1"),
        (lambda: document(title=" "), "the title of the document is missing"),
        (lambda: document(language="de"), "'de' is none of sv, en"),
    ],
)
def test_what_cannot_be_laid_out_is_refused(describe, told):
    with pytest.raises(ValueError, match=r".") as refused:
        describe()
    assert told in str(refused.value)


def test_headings_may_rise_by_any_number_of_levels():
    assert document(Heading("A"), Heading("B", 2), Heading("C", 3), Heading("D"))


@pytest.mark.parametrize("link", [b'href="#a"', b'href="data:image/png;base64,AA"', b'xlink:href="#b"'])
def test_a_picture_may_refer_to_itself(link):
    assert Figure(b"<svg><use " + link + b"/></svg>", "Bild")
    assert Figure(PNG, "Bild").is_png
