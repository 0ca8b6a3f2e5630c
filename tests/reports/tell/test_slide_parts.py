"""What slides are made of: room reckoned from letters, scales, colours that are seen."""

from hypothesis import given
from hypothesis import strategies as st
import pptx
import pytest

from reports.tell.slides import room
from reports.tell.slides.colour import HOUSE, INK, QUIET, TEXT_CONTRAST, WHITE, chart_colours, contrast, on
from reports.tell.slides.look import GROUND, look
from reports.tell.slides.room import Box, Words
from reports.tell.slides.scale import Scale, number_format, scale

NUMBERS = st.floats(-1e12, 1e12).filter(lambda value: value == 0 or abs(value) > 1e-6)


@given(st.text(), st.floats(8, 60), st.floats(20, 900))
def test_lines_put_together_are_the_text_again(text, size, width):
    found = room.lines(text, size, width)
    assert "".join(found) == text
    assert max(map(len, found)) <= max(1, int(width / (size * room.LETTER_EM)))


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=400), min_size=1, max_size=8))
def test_every_letter_is_on_some_page_and_every_page_has_room(texts):
    box = Box(0, 0, 300, 120)
    size, pages = room.pages((20.0, 14.0), [Words(each, "Namn: ") for each in texts], box)
    told = "".join(words.whole for page in pages for words in page).replace(" ", "")
    assert told == "".join(f"Namn: {each}" for each in texts).replace(" ", "")
    assert all(room.height_pt(page, size, box.width) <= box.height for page in pages)


@given(st.lists(NUMBERS, min_size=1), st.none() | st.just(1.0))
def test_a_scale_holds_every_number_in_few_even_steps(values, even):
    found = scale(values, even)
    unseen = (found.high - found.low) * 1e-8
    assert all(found.low - unseen <= value <= found.high + unseen for value in values)
    assert found.low <= min(0, even or 0) <= max(0, even or 0) <= found.high
    assert 1 <= (found.high - found.low) / found.step < 7.5


@pytest.mark.parametrize(
    ("axis", "language", "written"),
    [
        (Scale(0, 6_000_000, 2_000_000), "sv", "0,,"),
        (Scale(0, 1_500_000, 500_000), "en", "0.0,,"),
        (Scale(-40_000, 80_000, 20_000), "sv", '[>=1000]#"\u00a0"##0;[<=-1000]\u2212#"\u00a0"##0;0'),
        (Scale(0, 8_000, 2_000), "en", '[>=1000]#","##0;[<=-1000]\u2212#","##0;0'),
        (Scale(0, 2.5, 0.5), "sv", "0.0"),
        (Scale(0, 20, 5), "sv", "0"),
    ],
)
def test_numbers_of_an_axis_are_written_the_same_on_every_computer(axis, language, written):
    assert number_format(language, axis) == written


def test_letters_and_bars_are_seen_on_what_they_stand_on():
    assert all(contrast(colour, WHITE) >= TEXT_CONTRAST for colour in (*HOUSE, INK, QUIET, GROUND))
    colours = chart_colours(look().slide_master)
    assert colours[: len(HOUSE)] == HOUSE or set(HOUSE) <= set(colours)
    pale = chart_colours(pptx.Presentation().slide_master)
    assert all(contrast(colour, WHITE) >= 3 for colour in pale)
    assert all(contrast(on(colour), colour) >= TEXT_CONTRAST for colour in (*colours, *pale))
