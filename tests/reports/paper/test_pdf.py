"""The PDF: tagged for those who listen to it, the same each time, and texts that stay texts."""

from collections import Counter
from io import BytesIO
import re
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
import pytest
from typst import TypstError

from reports.paper.letters import PARTING, REPLACEMENT
from reports.paper.model import Block, Column, Figure, Foot, Heading, Note, Paragraph, Table
from reports.paper.pdf import told, write_pdf
from tests.reports.paper.samples import EVERY, HOSTILE, document, everywhere

FEW = settings(max_examples=25, deadline=None)


def read(*blocks: Block, **said) -> PdfReader:
    return PdfReader(BytesIO(write_pdf(document(*blocks, **said))))


def words(reader: PdfReader) -> str:
    """The words as they can be copied, without what laying out adds."""
    return bare("".join(page.extract_text() for page in reader.pages))


def bare(text: str) -> str:
    return re.sub(rf"[\s{PARTING}\xad-]", "", text)


def tags(reader: PdfReader) -> Counter:
    """How many of each structure element there are, in the whole tree."""
    found: Counter = Counter()
    left = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while left:
        node = getattr(at := left.pop(), "get_object", lambda at=at: at)()
        if isinstance(node, list):
            left.extend(node)
        elif isinstance(node, dict):
            found.update([node["/S"]] if "/S" in node else [])
            left.extend([node["/K"]] if "/K" in node else [])
    return found


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_says_what_it_is_and_in_which_language(language, locale):
    reader = read(*EVERY, language=language)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == locale
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data().decode()
    assert (reader.metadata.title, reader.metadata.author, reader.metadata.subject) == ("Titeln", "Kommunen", "Ämnet")
    assert reader.metadata.creation_date.date().isoformat() == "2026-11-30"
    assert [mark.title for mark in reader.outline if not isinstance(mark, list)] == ["Rubriken"]


def test_every_block_is_tagged_as_what_it_is():
    found = tags(read(*EVERY))
    wanted = {"/Title": 1, "/H1": 1, "/H2": 1, "/L": 3, "/LI": 6, "/Table": 1, "/TH": 2, "/TD": 4, "/Figure": 2}
    assert {name: found[name] for name in wanted} == wanted


def test_the_same_document_is_the_same_file():
    assert write_pdf(document(*EVERY)) == write_pdf(document(*EVERY))


@pytest.mark.parametrize("kind", get_args(Block))
def test_every_kind_of_block_is_known(kind):
    assert kind in told.registry
    assert read(*(block for block in EVERY if isinstance(block, kind | Heading)))


def test_a_page_break_begins_a_page_and_the_foot_stands_on_all():
    pages = [page.extract_text() for page in read(*EVERY).pages]
    assert len(pages) == 2
    assert all("prognos · Version 3 · fingeravtryck a1b2c3d4" in page for page in pages)
    assert [f"{at} (2)" in page for at, page in enumerate(pages, start=1)] == [True, True]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_set_as_they_stand_wherever_they_are(text):
    said = words(read(*everywhere(text), title=text, foot=Foot(text)))
    assert said.count(bare(text)) == 13


@FEW
@given(st.text())
def test_no_text_stops_it(text):
    assert read(Paragraph(text), Table("T", (Column("A"), Column("B", True)), ((text, text),)), foot=Foot(text))


@FEW
@given(
    st.text(
        st.characters(
            min_codepoint=33, max_codepoint=0x17F, exclude_characters="\x7f\xad-", exclude_categories=["C", "Z"]
        ),
        max_size=60,
    )
)
def test_what_goes_in_comes_out(text):
    assert words(read(Paragraph(text), foot=Foot())).removeprefix("TitelnUndertiteln") == bare(text) + "1(1)"


def test_swedish_signs_are_there_and_what_no_typeface_has_is_seen_to_be_missing():
    said = words(read(Paragraph("åäö ÅÄÖ é − – ½ ≥ → € 1\u00a0234"), Paragraph("a\U0001f600b中c\x01")))
    assert bare("åäöÅÄÖé−–½≥→€1234") in said
    assert f"a{REPLACEMENT}b{REPLACEMENT}c{REPLACEMENT}" in said


@pytest.mark.parametrize(
    "text", ["\ufeffbom", "r\u20e3 \u20f9", '"\u20e3\\\u20f9', "\U0001f468\u200d\U0001f469\ufe0f", "\u0378" * 3]
)
def test_marks_without_a_sign_take_no_letters_with_them(text):
    assert re.sub("[^a-z]", "", text) in words(read(Paragraph(text)))


def test_a_sign_missing_in_a_picture_is_shown_as_missing():
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">å\U0001f600ö #x</text></svg>'
    assert f"å{REPLACEMENT}ö#x" in words(read(Figure(drawn.encode(), "Bild")))


def test_what_is_wrong_otherwise_is_told():
    with pytest.raises(TypstError, match="SVG"):
        read(Figure(b"<svg", "Bild"))


def test_long_words_are_parted_where_the_line_ends():
    address = "https://exempel.se/" + "a1" * 150
    lines = read(Paragraph("barnhälsovårdsöverläkarens " * 20), Paragraph(address)).pages[0].extract_text().splitlines()
    assert sum(line.endswith("\xad") for line in lines) >= 3
    assert sum("a1a1a1" in line for line in lines) >= 4


def test_what_is_copied_is_what_was_written():
    """Also after words were parted at the ends of lines, with a hyphen or without."""
    stamp = "86e8d133b45898433f6392bfa7b907f5fcaa4bc1598414b6113cbfed720ad9dc3"
    parts = (
        Paragraph("barnhälsovårdsöverläkarens " * 20),
        Paragraph(f"{stamp} " * 5),
        Paragraph("2026-05-03, 345 000 kr"),
    )
    told = "".join(page.extract_text() for page in read(*parts).pages)
    assert "2026-05-03, 345 000 kr" in told
    assert PARTING not in told
    assert stamp in told.replace("\n", "")


def test_a_broad_table_turns_its_page():
    columns = (Column("Aktör"), *(Column(str(at), number=True) for at in range(2026, 2035)))
    wide = Table("År för år", columns, (("Kommunen", *["1\u00a0234\u00a0567"] * 9),))
    broad = [page.mediabox.width > page.mediabox.height for page in read(Paragraph("Först"), wide, Note("Sist")).pages]
    assert broad == [False, True, False]
