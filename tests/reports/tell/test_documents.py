"""The documents of a told result: the same words and numbers in each, readable by everybody, the same bytes."""

from dataclasses import replace
import hashlib
from io import BytesIO
import os
import subprocess
import sys

import docx
from docx.oxml.ns import qn
from pypdf import PdfReader
import pytest

from reports.paper.pdf import write_pdf
from reports.paper.word import write_word
from reports.tell.pictures import NARROW, TYPEFACE, picture
from reports.tell.report import report
from reports.tell.story import Said, Story
from reports.tell.summary import shortened, summary
from tests.reports.paper.samples import HOSTILE
from tests.reports.paper.test_pdf import bare, tags
from tests.reports.tell.stories import spaced, story

LONG = "Långordsammansättningsövningen " * 60 + "x" * 900
ENDLESS = "å" * 3_000


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def words(reader: PdfReader) -> str:
    return bare("".join(page.extract_text() for page in reader.pages))


def alternatives(reader: PdfReader) -> list[str]:
    """What each picture says to those who do not see it, in reading order."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while left:
        node = getattr(at := left.pop(), "get_object", lambda at=at: at)()
        if isinstance(node, list):
            left.extend(reversed(node))
        elif isinstance(node, dict):
            found += [spaced(node["/Alt"])] if node.get("/S") == "/Figure" else []
            left.extend([node["/K"]] if "/K" in node else [])
    return found


def everything(told: Story) -> list[str]:
    """Every sentence, fact and cell of the story."""
    said = [each.words for each in told.told()] + [told.conventions]
    for chapter in told.chapters:
        said += [chapter.heading, *chapter.items, *(part for fact in chapter.facts for part in fact)]
        said += [cell for grid in chapter.grids for row in grid.rows for cell in (*row, *grid.titles)]
        said += [each.title for each in chapter.exhibits]
        said += [each for exhibit in chapter.exhibits for series in exhibit.plot.series for each in series.written]
    return said


def stands(said: str, pages: str) -> bool:
    """Whether it can be read, maybe on the end of one page and the beginning of the next."""
    return said in pages or any(said[:at] in pages and said[at:] in pages for at in range(12, len(said) - 12))


# --- the report ---


class Paper:
    """The report of one story, as PDF and as Word, each read once."""

    def __init__(self, language: str):
        self.told = story(language)
        self.document = report(self.told)
        self.pdf, self.word = write_pdf(self.document), write_word(self.document)
        self.reader, self.file = read(self.pdf), docx.Document(BytesIO(self.word))
        self.pages = [page.extract_text() for page in self.reader.pages]


@pytest.fixture(scope="module", params=["sv", "en"])
def paper(request) -> Paper:
    return Paper(request.param)


def test_every_word_and_number_of_the_story_stands_in_the_report(paper):
    in_pdf = bare("".join(paper.pages))
    cells = (cell for table in paper.file.tables for cell in table._tbl.iter(qn("w:t")))
    in_word = bare("".join([*(line.text for line in paper.file.paragraphs), *(cell.text for cell in cells)]))
    assert not [said for said in everything(paper.told) if not stands(bare(said), in_pdf)]
    assert not [said for said in everything(paper.told) if bare(said) not in in_word]


def test_the_report_is_tagged_and_read_in_order_with_words_for_every_picture(paper):
    told, reader = paper.told, paper.reader
    assert reader.trailer["/Root"]["/Lang"] == {"sv": "sv-SE", "en": "en-GB"}[told.language]
    assert "<pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data().decode()
    shown = [exhibit for chapter in told.chapters for exhibit in chapter.exhibits]
    assert alternatives(reader) == [spaced(exhibit.figure.description) for exhibit in shown]
    headings = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    last = {"sv": "Tabeller på tvären", "en": "Tables across the page"}[told.language]
    assert headings[1:] == [*(chapter.heading for chapter in told.chapters), last]
    assert tags(reader)["/Table"] >= len(shown)


def test_every_page_says_forecast_and_which_version(paper):
    told = paper.told
    foot = " · ".join(report(told).foot.parts(told.language))
    assert told.fingerprint[:12] in foot
    assert all(bare(foot) in bare(page) and page.count(told.mark) >= 2 for page in paper.pages)
    for section in paper.file.sections:
        assert told.mark.upper() in section.header.paragraphs[0].text
        assert told.version in section.footer.paragraphs[0].text


def test_the_same_story_is_the_same_files(paper):
    again = report(story(paper.told.language))
    assert (write_pdf(again), write_word(again)) == (paper.pdf, paper.word)


def test_hostile_words_stand_in_the_report_as_they_are_and_stop_nothing():
    text = " ".join((*HOSTILE, "\x01\u202e\U0001f600", "Barnhälsovårdsöverläkarens" * 9))
    told = rewritten(replace(story(), chapters=story().chapters[:3]), text)
    said = words(read(write_pdf(report(told))))
    file = docx.Document(BytesIO(write_word(report(told))))
    for each in HOSTILE:
        assert bare(each) in said
        assert bare(each) in bare("".join(line.text for line in file.paragraphs))


# --- one page ---


@pytest.mark.parametrize(
    ("language", "name", "perspective"),
    [("sv", "I1", "society"), ("en", "I2", "public"), ("sv", "I3", "society"), ("en", "I4", "municipality")],
)
def test_the_summary_is_one_page_that_leaves_out_nothing_it_must_say(language, name, perspective):
    told = story(language, name, perspective)
    reader = read(summary(told))
    assert len(reader.pages) == 1
    said = words(reader)
    shown = [exhibit for chapter in told.chapters for exhibit in chapter.exhibits
             if exhibit.place in ("value/waterfall", "who/kinds", "when/running")]  # fmt: skip
    needed = [each.words for each in told.headline if each.place != "headline/beside"]
    needed += [each.finding.words for each in shown] + [told.conventions, told.version, told.fingerprint, told.mark]
    needed += list(shown[0].plot.series[0].written)
    needed += [told.chapter("unknown").said[0].words, told.chapter("sure").said[0].words]
    assert not [each for each in needed if bare(each) not in said]
    assert alternatives(reader) == [spaced(each.figure.description) for each in shown]
    assert "<pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data().decode()
    order = [each.title for each in shown] + [told.chapter(part).heading for part in ("sure", "unknown", "decision")]
    assert [mark.title for mark in reader.outline][:-1] == order
    assert (reader.trailer["/Root"]["/Lang"], tags(reader)["/Title"]) == ({"sv": "sv-SE", "en": "en-GB"}[language], 1)


def test_what_is_copied_from_the_summary_is_what_was_written():
    told = story()
    copied = "".join(page.extract_text() for page in read(summary(told)).pages)
    assert told.made_on.isoformat() in copied
    assert told.fingerprint in copied.replace("\n", "")


def test_the_summary_is_the_same_bytes_each_time():
    assert summary(story()) == summary(story())


def rewritten(told: Story, text: str) -> Story:
    """Everything that people write, and their own words everywhere, as this text."""

    def own(said: Said) -> Said:
        return Said(said.place, said.original, text)

    chapters = tuple(
        replace(
            chapter,
            said=tuple(map(own, chapter.said)),
            exhibits=tuple(replace(each, title=text, finding=own(each.finding)) for each in chapter.exhibits),
            grids=tuple(replace(grid, rows=tuple((text,) * len(row) for row in grid.rows)) for grid in chapter.grids),
        )
        for chapter in told.chapters
    )
    return replace(told, title=text, organisation=text, version=text, conventions=text,
                   headline=tuple(map(own, told.headline)), chapters=chapters)  # fmt: skip


@pytest.mark.parametrize(
    "text", [LONG, ENDLESS, "\U0001f600中文 \x01\u202e" * 80, " ".join(HOSTILE) * 4, "W" * 3_000, "W " * 999, "="]
)
def test_whatever_people_wrote_the_summary_is_one_page(text):
    reader = read(summary(rewritten(story(), text)))
    assert len(reader.pages) == 1
    assert "<pdfuaid:part>1<" in reader.xmp_metadata.stream.get_data().decode()


def test_hostile_words_are_set_as_they_stand():
    for text in HOSTILE:
        assert bare(text) in words(read(summary(rewritten(story(), text))))


@pytest.mark.parametrize(
    ("said", "shown"), [("kort", "kort"), ("ett två tre fyra", "ett två…"), ("a" * 40, "aaaaaaaaaaa…"), ("a\nb", "a b")]
)
def test_long_words_are_cut_after_a_word_and_say_so(said, shown):
    assert shortened(said, 12).replace("\u200b", "") == shown


# --- pictures ---

DRAW = """
import hashlib, sys
from reports.tell.pictures import picture
from tests.reports.tell.stories import story
for chapter in story().chapters:
    for exhibit in chapter.exhibits:
        print(exhibit.place, hashlib.sha256(picture(exhibit.figure)).hexdigest())
"""


def test_a_picture_is_the_same_in_another_process():
    elsewhere = subprocess.run(
        [sys.executable, "-c", DRAW], check=True, capture_output=True, text=True, cwd=os.getcwd(),
        env=os.environ | {"PYTHONHASHSEED": "2", "HOME": "/nowhere"},
    )  # fmt: skip
    drawn = {
        exhibit.place: hashlib.sha256(picture(exhibit.figure)).hexdigest()
        for chapter in story().chapters
        for exhibit in chapter.exhibits
    }
    assert dict(line.split() for line in elsewhere.stdout.splitlines()) == drawn
    assert len(drawn) == 7


def test_a_picture_brings_everything_along_and_keeps_its_rows_within_bounds():
    shown = {exhibit.place: exhibit.figure for chapter in story().chapters for exhibit in chapter.exhibits}
    drawn = picture(shown["value/waterfall"]).decode()
    assert "15 259 580 kr" in drawn.replace("\u00a0", " ")
    assert f'font-family="{TYPEFACE}"' in drawn
    assert "href" not in drawn
    whole, few = (picture(shown["who/kinds"], NARROW, most).decode() for most in (None, 2))
    assert (whole.count("kan frigöras"), few.count("kan frigöras")) > (2, 2)
    assert len(few) < len(whole)
