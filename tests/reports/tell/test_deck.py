"""The slides: real charts with the story's numbers, words for everybody, the same bytes, and room for any text."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from io import BytesIO
import re
from zipfile import ZipFile

from openpyxl import load_workbook
import pptx
from pptx.oxml.ns import qn
import pytest

from reports.tell.deck import deck
from reports.tell.slides import room
from reports.tell.slides.frame import EMU_PT
from reports.tell.template import check_template
from tests.reports.office import converted
from tests.reports.paper.samples import HOSTILE
from tests.reports.tell.slide_stories import PLOTS, exhibit, numbers, story
from tests.reports.tell.slide_templates import SOUND

LOOKS = ("built in", *SOUND)


@cache
def template(look: str) -> bytes | None:
    return check_template(SOUND[look]())[0] if look in SOUND else None


@cache
def made(language: str = "sv", look: str = "built in", text: str = "") -> bytes:
    return deck(story(language, (lambda words: text or words)), template(look))


def slides(file: bytes) -> list:
    return list(pptx.Presentation(BytesIO(file)).slides)


def charts(file: bytes) -> list[tuple]:
    """Every slide with a chart, and the chart's frame."""
    return [(slide, shape) for slide in slides(file) for shape in slide.shapes if shape.has_chart]


def texts(value: object) -> Iterator[str]:
    """Every text in a story."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))


def shown(slide) -> str:
    """Every text on a slide, charts and tables among them."""
    parts = [slide._element, *(shape.chart._chartSpace for shape in slide.shapes if shape.has_chart)]
    return "\n".join(each.text or "" for part in parts for each in part.iter(qn("a:t")))


def book(shape) -> dict[str, list]:
    """The columns of a chart's own workbook."""
    sheet = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
    return {str(column[0]): list(column[1:]) for column in sheet.iter_cols(values_only=True)}


# Charts


@pytest.mark.parametrize("look", LOOKS)
def test_every_chart_is_one_that_can_be_worked_on_and_holds_the_numbers_of_the_story(look):
    found = charts(made("sv", look))
    assert len(found) == len(PLOTS)
    for (_, shape), (kind, plot) in zip(found, PLOTS.items(), strict=True):
        kept = book(shape)
        for series in plot.series:
            assert kept[series.name] == list(series.values)
        if kind not in ("waterfall", "ranges"):
            drawn = [list(each.values) for each in shape.chart.plots[0].series]
            assert drawn == [list(series.values) for series in plot.series]
            assert [str(each).replace("\n", " ") for each in shape.chart.plots[0].categories] == list(plot.categories)


def ends(shape) -> list[tuple[float, float]]:
    """From where to where each bar of a floating chart is seen."""
    hidden, *seen = [list(each.values) for each in shape.chart.plots[0].series]
    found = []
    for at, below in enumerate(hidden):
        parts = [values[at] for values in seen]
        up, down = sum(v for v in parts if v > 0), sum(v for v in parts if v < 0)
        found.append((min(below, 0) + down if down else below, max(below, 0) + up if up else below))
    return [tuple(round(end, 9) for end in pair) for pair in found]


def test_bars_that_float_reach_from_where_to_where_the_numbers_say():
    by_kind = dict(zip(PLOTS, (shape for _, shape in charts(made())), strict=True))
    assert ends(by_kind["waterfall"]) == [(0, 900), (500, 900), (-200, 500), (-200, 0)]
    assert ends(by_kind["ranges"]) == [(0.7, 2.5), (-0.4, 0.9)]
    names = [each.replace("\n", " ") for each in by_kind["ranges"].chart.plots[0].categories]
    assert names == ["Samhället: 1.20 (0.70 till 2.50)", "Kommunen: 0.10 (-0.40 till 0.90)"]


def test_every_chart_has_its_finding_as_title_words_for_those_who_do_not_see_it_and_a_table():
    for (slide, shape), kind in zip(charts(made()), PLOTS, strict=True):
        told = exhibit(kind)
        assert slide.shapes.title.text == told.finding.words
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == told.figure.description
        assert told.figure.description in slide.notes_slide.notes_text_frame.text
        pointer = next(each for each in slide.shapes if each.has_text_frame and "tabell: bild" in each.text_frame.text)
        target = pointer.click_action.target_slide
        assert (
            str(slides(made()).index(target) + 1)
            if False
            else pointer.text_frame.text.endswith(
                str([each.slide_id for each in slides(made())].index(target.slide_id) + 1)
            )
        )
        [table] = [each.table for each in target.shapes if each.has_table]
        rows = [[cell.text for cell in line.cells] for line in table.rows]
        assert rows[0][1:] == [series.name for series in told.plot.series]
        for at, category in enumerate(told.plot.categories):
            assert rows[1 + at] == [category, *(series.written[at] or "–" for series in told.plot.series)]


# Words


def test_the_story_is_told_in_order_and_every_slide_says_what_it_is():
    titles = [slide.shapes.title.text for slide in slides(made())]
    assert titles[0] == "En insats"
    assert titles[1].startswith("1 krona ger 3,0 kronor (1,9–4,2) på 10 år")
    order = ["Behovet", "Fynd stacked 3,0", "Fynd waterfall 3,0", "Fynd bars 3,0", "Fynd lines 3,0", "Fynd ranges 3,0",
             "Vad vi inte vet", "Beslut", "Om resultatet och dess källor"]  # fmt: skip
    assert [title for title in titles if title in order] == order
    for slide in slides(made()):
        assert "Prognos" in shown(slide)
        assert slide.shapes[0].is_placeholder, "the title is read first"
        assert slide.shapes[0].text_frame.text == slide.shapes.title.text
        assert "10 år" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("look", LOOKS)
def test_every_number_stands_as_it_does_in_the_story(look):
    written = set().union(*map(numbers, texts(story()))) | numbers(str(story().made_on))
    for at, slide in enumerate(slides(made("sv", look)), 1):
        counts = {str(each) for each in range(at, 40)} | {"1", "2"}
        assert numbers(shown(slide)) - written - counts == set()


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_every_word_is_in_the_language_of_the_story(language, locale):
    file = made(language)
    presentation = pptx.Presentation(BytesIO(file))
    assert presentation.core_properties.language == locale
    assert presentation.core_properties.title == "En insats"
    with ZipFile(BytesIO(file)) as parts:
        told = [
            parts.read(each).decode()
            for each in parts.namelist()
            if re.search("/(slides|notesSlides|charts)/[^/]+xml", each)
        ]
    assert {each for part in told for each in re.findall(r'[ :]lang(?: val)?="([^"]+)"', part)} == {locale}
    runs = [len(re.findall("<a:r>", part)) for part in told]
    assert sum(runs) == sum(len(re.findall(r"<a:r><a:rPr[^>]* lang=", part)) for part in told)


@pytest.mark.parametrize("look", LOOKS)
def test_the_same_story_is_the_same_file_and_tells_no_hour(look):
    file = deck(story(), template(look))
    assert file == made("sv", look)
    with ZipFile(BytesIO(file)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if re.search("vba|thumbnail|printer|app.xml", name.lower())]
        for name in parts.namelist():
            if name.endswith(".xlsx"):
                about = load_workbook(BytesIO(parts.read(name))).properties
                assert (about.created.year, about.created.hour) == (2026, 0)


# Whatever people write


@pytest.mark.parametrize(
    "text", [*HOSTILE, '=HYPERLINK("http://x")', "+1+1", "@SUM(A1)", "a\x00\x0b\x1b\ud800b", "\u202eabc"]
)
def test_hostile_words_are_set_as_they_stand(text):
    file = made(text=text)
    plain = re.sub("[\x00-\x1f\ud800]", "\ufffd", text.replace("\x0b", " "))
    assert slides(file)[0].shapes.title.text == plain
    for _, shape in charts(file):
        sheet = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
        assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == plain


SENTENCES = "Kommunen och regionen delar på kostnaden för insatsen under tio år. " * 45
WORD, LINES, NUMBER = "Arbetsmarknadsenhetssamordningsgrupp" * 12, "Rad för rad\n" * 30, "1234567890" * 30


@pytest.mark.parametrize(
    ("look", "text"),
    [("built in", SENTENCES), ("dark", WORD), ("poster", LINES), ("usual", NUMBER)],
    ids=("sentences", "one word", "lines", "a number"),
)
def test_long_words_stand_on_their_slides(look, text):
    file = made("sv", look, text)
    presentation = pptx.Presentation(BytesIO(file))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= presentation.slide_width * 1.001
            assert shape.top + shape.height <= presentation.slide_height * 1.001
            if shape.has_text_frame:
                assert reckoned_pt(shape) <= shape.height / EMU_PT + 1, shape.name


def reckoned_pt(shape) -> float:
    """How high the words of a shape stand, reckoned anew from what is in the file."""
    frame, high = shape.text_frame, 0.0
    inset = sum(each / EMU_PT for each in (frame.margin_left, frame.margin_right))
    for line in frame.paragraphs:
        size = max((run.font.size.pt for run in line.runs), default=11.0)
        count = len(room.lines(line.text, size, shape.width / EMU_PT - inset))
        high += size * 1.2 * count + (line.space_after.pt if line.space_after else 0)
    return high


def test_nothing_of_a_long_text_is_lost():
    text = " ".join(f"ord{number}" for number in range(600))
    needed = story(change=lambda words: text if words == "Det första som sägs." else words)
    told = " ".join(shown(slide) for slide in slides(deck(needed)))
    assert set(text.split()) <= set(told.split())
    titles = [slide.shapes.title.text for slide in slides(deck(needed))]
    assert len(set(titles)) == len(titles), "every slide has a title of its own"


# As others see it


def test_libreoffice_shows_every_slide(tmp_path):
    files = {"built-in": made(), "dark": made("en", "dark"), "long": made("sv", "poster", WORD)}
    seen = converted(tmp_path, files, "pptx", "pdf")
    for name, file in files.items():
        pages = re.findall(rb"/Type\s*/Page\b(?!s)", seen[name])
        assert len(pages) == len(slides(file))
