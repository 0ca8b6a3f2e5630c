"""The sheet for filling in many values: what is typed comes back, mistakes by their cell, other files refused."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
import pytest

from chain.measurement import Cell, Group, GroupCell, Missing, Observation, PlannedIndicator, Rule, Split
from chain.text import Text
from reports.follow_up.entry_rows import Entries, read_entries
from reports.follow_up.entry_sheet import COLUMNS, FIRST_ROW, OpenValue, entry_sheet
from tests.reports.spreadsheet import recalculated

SEX = Split(id="sex", name=Text(sv="kön"), groups=(Group(id="w", name=Text(sv="kvinnor")), Group(id="m", name=Text())))


def planned(of: str, rule: Rule, *splits: Split) -> PlannedIndicator:
    days = {"first_on": date(2024, 1, 1), "last_on": date(2030, 12, 31)}
    return PlannedIndicator(
        id=of, name=Text(sv=f"Mått {of}"), element="indicators/M1", rule=rule, splits=splits, **days
    )


PLAN = (planned("A", Rule.SHARE, SEX), planned("B", Rule.MEAN), planned("C", Rule.FLOW))
OPEN = [OpenValue(each, "2025") for each in PLAN]


def sheet(values=OPEN, plan=PLAN, language="sv") -> bytes:
    return entry_sheet(language, Text(sv="Ungdomsstart"), "i1", plan, values)


def filled(data: bytes, cells: dict[tuple[int, str], object]) -> bytes:
    """The sheet with something written in cells, by row of the list (from 0) and column."""
    book = load_workbook(BytesIO(data))
    for (row, key), value in cells.items():
        cell = book.worksheets[0].cell(FIRST_ROW + row + 1, COLUMNS.index(key) + 1)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(cells: dict[tuple[int, str], object]) -> Entries:
    return read_entries(filled(sheet(), cells), "i1", PLAN)


def codes(entries: Entries) -> list[tuple[str, str]]:
    return [(each.code, each.place) for value in entries.values for each in value.problems]


def test_a_sheet_nobody_has_written_in_says_nothing():
    assert read({}) == Entries()


def test_what_is_filled_in_becomes_a_value_with_its_groups():
    typed = {(0, "hits"): 23, (0, "answered"): "48", (0, "asked"): 54, (0, "method"): "=1+1", (1, "hits"): 21}
    (value,) = read(typed).values
    assert value.observation == Observation(
        indicator_id="A",
        period="2025",
        total=Cell(hits=23, answered=48, asked=54),
        groups=(GroupCell(split_id="sex", group_id="w", cell=Cell(hits=21)),),
        method="=1+1",
    )
    assert (value.row, value.version, value.problems) == (5, 0, ())


def test_mistakes_are_told_by_their_cell_and_the_other_rows_are_read_all_the_same():
    found = read(
        {(0, "hits"): 2.5, (0, "answered"): -1, (0, "missing"): "kanske", (3, "value"): "1.234", (4, "value"): "2,5"}
    )
    assert codes(found) == [
        ("number.whole", "Fyll i!G5"),
        ("entry_sheet.negative", "Fyll i!H5"),
        ("entry_sheet.missing_unknown", "Fyll i!K5"),
        ("number.ambiguous", "Fyll i!F8"),
    ]
    assert [value.observation and value.observation.total.value for value in found.values] == [None, None, 2.5]


def test_groups_without_their_total_and_rows_copied_twice_are_told():
    assert codes(read({(2, "hits"): 3})) == [("entry_sheet.no_total", "Fyll i!A7")]
    again = read({(4, "value"): 1, (0, "value"): 2, (0, "key"): '["C", "2025"]'})
    assert ("entry_sheet.twice", "Fyll i!A9") in codes(again)


@pytest.mark.parametrize(
    "key", ["", "nonsense", "[1]", '["A", "2025", "sex", "x"]', '["Z", "2025"]', '["A", "9"]', "{}"]
)
def test_a_row_that_is_no_row_of_the_plan_is_told(key):
    found = read({(0, "hits"): 1, (0, "key"): key})
    assert ([each.code for each in found.problems], found.values) == (["entry_sheet.no_key"], ())


def test_another_plan_an_older_one_and_other_files_are_refused_whole():
    data = filled(sheet(), {(0, "hits"): 1})
    moved = (PLAN[0].model_copy(update={"unit": "barn"}), *PLAN[1:])
    refusals = [
        read_entries(data, "i2", PLAN),
        read_entries(data, "i1", moved),
        read_entries(entry_sheet_without_machine(data), "i1", PLAN),
        read_entries(b"%PDF-1.7", "i1", PLAN),
    ]
    assert [(len(each.values), [p.code for p in each.problems]) for each in refusals] == [
        (0, ["entry_sheet.other_plan"]),
        (0, ["entry_sheet.older_plan"]),
        (0, ["entry_sheet.wrong_template"]),
        (0, ["spreadsheet.not_spreadsheet"]),
    ]


def entry_sheet_without_machine(data: bytes) -> bytes:
    book = load_workbook(BytesIO(data))
    del book["machine"]
    file = BytesIO()
    book.save(file)
    return file.getvalue()


COUNTS = st.integers(0, 10_000)
CELLS = st.builds(
    Cell,
    hits=st.none() | COUNTS,
    answered=COUNTS,
    asked=st.none() | COUNTS,
    missing=st.none() | st.sampled_from(Missing),
)
LINES = st.text("abcåäö =+-@'\"0123456789", max_size=40).map(lambda words: " ".join(words.split()))


@given(CELLS, CELLS, LINES, st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(("sv", "en")))
def test_what_is_known_already_is_filled_in_and_comes_back_the_same(total, women, comment, day, language):
    groups = (GroupCell(split_id="sex", group_id="w", cell=women),)
    told = Observation(
        indicator_id="A", period="2025", total=total, groups=groups, comment=comment, method="enkät", collected_on=day
    )
    data = sheet([replace(OPEN[0], version=3, there=told, target=0.5)], language=language)
    (value,) = read_entries(data, "i1", PLAN).values
    assert (value.observation, value.version) == (told, 3)


def test_a_sheet_saved_by_another_program_is_read_the_same(tmp_path):
    data = filled(sheet(), {(0, "hits"): 23, (0, "answered"): 48, (0, "collected_on"): date(2026, 1, 15)})
    saved = recalculated(tmp_path, {"sheet": data})["sheet"]
    assert read_entries(saved, "i1", PLAN) == read_entries(data, "i1", PLAN)
    assert read_entries(saved, "i1", PLAN).values[0].observation.collected_on == date(2026, 1, 15)
