"""The Word file: real headings, tables and lists, the same each time, and every text as it was given."""

from datetime import datetime
from io import BytesIO
import re
from typing import get_args
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from reports.paper.letters import on_one_line, settable
from reports.paper.model import Block, Column, Foot, Heading, Items, Paragraph, Span, Table
from reports.paper.word import put, write_word
from tests.reports.office import converted
from tests.reports.paper.samples import EVERY, HOSTILE, document, everywhere

FEW = settings(max_examples=25, deadline=None)


def read(*blocks: Block, **said):
    return docx.Document(BytesIO(write_word(document(*blocks, **said))))


def styled(file, style: str) -> list[str]:
    return [line.text for line in file.paragraphs if line.style.name == style]


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_says_what_it_is_and_in_which_language(language, locale):
    file = read(*EVERY, language=language)
    about = file.core_properties
    assert (about.title, about.author, about.language) == ("Titeln", "Kommunen", locale)
    assert about.created == about.modified == datetime(2026, 11, 30).astimezone(about.created.tzinfo)
    assert {each.get(qn("w:val")) for each in file.styles.element.iter(qn("w:lang"))} == {locale}


def test_the_same_document_is_the_same_file_and_tells_no_hour():
    first = write_word(document(*EVERY))
    assert first == write_word(document(*EVERY))
    with ZipFile(BytesIO(first)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "thumbnail" in name]


@pytest.mark.parametrize("kind", get_args(Block))
def test_every_kind_of_block_is_known(kind):
    assert kind in put.registry
    assert read(*(block for block in EVERY if isinstance(block, kind | Heading)))


def test_headings_lists_and_notes_are_what_they_are():
    file = read(*EVERY)
    assert styled(file, "Title") == ["Titeln"]
    assert styled(file, "Heading 1") == ["Rubriken"]
    assert styled(file, "Heading 2") == ["Underrubriken"]
    assert styled(file, "List Bullet") == ["Punkten", "Andra starka"]
    assert styled(file, "List Number") == ["Numret", "Nästa"]
    assert styled(file, "Note") == ["Noten"]
    assert [run.text for line in file.paragraphs for run in line.runs if run.italic] == ["betonade"]


def test_every_numbered_list_begins_at_one():
    numbered = Items(("a", "b"), numbered=True)
    file = read(numbered, numbered)
    used = [line._p.pPr.numPr.numId.val for line in file.paragraphs if line.style.name == "List Number"]
    assert used[0] == used[1] != used[2] == used[3]


def test_a_table_has_a_header_that_is_repeated_a_caption_and_numbers_to_the_right():
    file = read(*EVERY)
    (table,) = file.tables
    rows = [row._tr for row in table.rows]
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Tabellen"
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
        None,
        docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT,
    ]
    assert [[cell.text for cell in row.cells] for row in table.rows][1] == ["Kommunen", "−1\u00a0234\u00a0567"]
    assert "Tabellen" in styled(file, "Caption")


def test_pictures_have_their_words_and_the_foot_its_parts():
    file = read(*EVERY)
    assert [shape._inline.docPr.get("descr") for shape in file.inline_shapes] == ["Alternativet", "Alternativet"]
    assert file.sections[0].footer.paragraphs[0].text.startswith("prognos · Version 3 · fingeravtryck a1b2c3d4")
    assert [line.text for line in file.paragraphs if line.paragraph_format.page_break_before] == ["Slutet"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_set_as_they_stand_wherever_they_are(text):
    file = read(*everywhere(text), title=text, foot=Foot(text))
    assert sum(line.text.count(text) for line in file.paragraphs) == 10
    assert [cell.text for row in file.tables[0].rows for cell in row.cells] == [text, "2", text, "3"]
    assert text in file.sections[0].footer.paragraphs[0].text
    assert file.inline_shapes[0]._inline.docPr.get("descr") == text


@FEW
@given(st.text(), st.text())
def test_what_goes_in_comes_out(first, second):
    text = (first, Span(second, strong=True))
    file = read(Paragraph(text), Table("T", (Column("A"), Column("B", True)), ((text, text),)), foot=Foot(first))
    whole = settable(first) + settable(second)
    assert file.paragraphs[2].text == whole
    assert [cell.text for cell in file.tables[0].rows[1].cells] == [whole, whole]
    assert file.sections[0].footer.paragraphs[0].text.startswith("" if not first.strip() else on_one_line(first))


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])))
def test_what_a_file_can_hold_is_left_as_it_is(text):
    assert settable(text) == text == on_one_line(text)


def test_libreoffice_opens_it_and_finds_headings_header_row_and_words_for_pictures(tmp_path):
    page = converted(tmp_path, {"blocks": write_word(document(*EVERY))}, "docx", "fodt")["blocks"].decode()
    found = re.findall(r"<text:h [^>]*text:outline-level=\"(\d)\"[^>]*>(?:<[^>]*>)*([^<]+)", page)
    assert found == [("1", "Rubriken"), ("2", "Underrubriken")]
    assert page.count("<table:table-header-rows>") == 1
    assert page.count("<svg:desc>Alternativet</svg:desc>") == 2
