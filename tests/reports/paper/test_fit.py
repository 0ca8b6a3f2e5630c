"""How tables find room: as readable as may be, turned when they must, parted when nothing else is left."""

from hypothesis import given
from hypothesis import strategies as st
import pytest

from reports.paper.fit import ON_END_PT, UPRIGHT_PT, fit, sheets
from reports.paper.model import Column, Figure, Heading, PageBreak, Paragraph, Table

NUMBER = "−1\u00a0234\u00a0567"


def years(count: int) -> Table:
    columns = (Column("Aktör"), *(Column(str(2026 + at), number=True) for at in range(count)))
    return Table("År för år", columns, (("Kommunen", *[NUMBER] * count),))


@pytest.mark.parametrize(("count", "size_pt", "is_on_end"), [(3, 9.5, False), (5, 9.5, False), (9, 9.0, True)])
def test_a_table_is_as_readable_as_it_has_room_to_be(count, size_pt, is_on_end):
    room = fit(years(count))
    assert (room.size_pt, room.is_on_end) == (size_pt, is_on_end)


@given(st.integers(1, 60), st.integers(1, 30))
def test_no_column_is_lost_and_every_part_has_room(count, letters):
    table = years(count)
    table = Table(table.caption, table.columns, (("K" * letters, *(f"{NUMBER}{at}" for at in range(count))),))
    parts = [block for sheet in sheets([table]) for block in sheet.blocks]
    assert [column for part in parts for column in part.columns[1:]] == list(table.columns[1:])
    assert [cell for part in parts for cell in part.rows[0][1:]] == list(table.rows[0][1:])
    assert all(part.columns[0] == table.columns[0] for part in parts)
    for part in parts:
        room = fit(part)
        assert sum(room.widths_pt) <= (ON_END_PT if room.is_on_end else UPRIGHT_PT) + 0.001
        assert min(room.widths_pt[1:]) >= (len(NUMBER) + 1) * 0.5 * room.size_pt


def test_parts_are_numbered_and_about_as_broad():
    parts = sheets([years(30)])[0].blocks
    assert [part.caption for part in parts] == [f"År för år ({at}/{len(parts)})" for at in range(1, len(parts) + 1)]
    lengths = [len(part.columns) for part in parts]
    assert max(lengths) - min(lengths) <= 2


def test_a_cell_that_fits_nowhere_makes_no_table_broader_than_its_page():
    table = Table("Lång", (Column("A"), Column("B", number=True)), (("x", "9" * 500),))
    assert sum(fit(table).widths_pt) < UPRIGHT_PT


def test_short_cells_keep_together_and_long_ones_take_the_page():
    short = Table("Kort", (Column("Aktör"), Column("Kronor", number=True)), (("Kommunen", "1"), ("Regionen", "2")))
    assert sum(fit(short).widths_pt) < UPRIGHT_PT / 2
    long = Table("Lång", (Column("Aktör"), Column("Motiv")), (("Försäkringskassan", "Ord " * 40), ("Regionen", "")))
    first, second = fit(long).widths_pt
    assert first + second == pytest.approx(UPRIGHT_PT)
    assert len("Försäkringskassan") * 9.5 * 0.5 < first < second


def test_headings_follow_their_table_and_no_break_is_left_beside_a_turn():
    wide, words = years(9), Paragraph("Ord")
    found = sheets([words, PageBreak(), Heading("A"), Heading("B", 2), wide, PageBreak(), words, PageBreak()])
    assert [(sheet.is_on_end, sheet.blocks) for sheet in found] == [
        (False, (words,)),
        (True, (Heading("A"), Heading("B", 2), wide)),
        (False, (words,)),
    ]


def test_a_document_may_begin_on_end():
    assert [sheet.is_on_end for sheet in sheets([Heading("A"), years(9)])] == [True]


def test_words_stay_with_their_picture_and_what_a_heading_says_is_not_said_again():
    picture, words, table = Figure(b"<svg/>", "Staplar"), Paragraph("Ord"), years(2)
    [sheet] = sheets([Heading(table.caption), table, words, picture, words])
    assert [block.leads for block in sheet.blocks if isinstance(block, Paragraph)] == [True, False]
    assert sheet.blocks[1].is_titled
    assert not sheets([Heading("Annat"), table])[0].blocks[1].is_titled
