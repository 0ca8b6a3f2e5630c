"""Files of what was measured: nothing left out of the internal edition, nothing small told by the public one."""

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
import pytest

import chain
from chain.follow_up_document import read_follow_up
from chain.measurement import FollowUp
from chain.text import Text
from reports.follow_up.export import (
    COLUMNS,
    STRATSYS,
    Edition,
    Measured,
    about_lines,
    as_csv,
    as_workbook,
    long_rows,
    stratsys_rows,
)

FOLDER = Path(chain.__file__).parent / "examples" / "follow_up"


def followed(name: str) -> FollowUp:
    found, problems = read_follow_up((FOLDER / f"{name}.json").read_bytes())
    assert not problems
    return found


def rows(name: str, edition: Edition, follow_up: FollowUp | None = None) -> list[dict]:
    return long_rows(Measured(Text(sv="Arbetsträning"), follow_up or followed(name), edition), "sv")


def of(found: list[dict], indicator_id: str, period: str) -> dict:
    """The rows of one value by group."""
    return {row["group"]: row for row in found if (row["indicator_id"], row["period"]) == (indicator_id, period)}


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4"])
def test_every_value_and_group_has_one_row_and_the_internal_edition_tells_them_all(name):
    follow_up = followed(name)
    found = rows(name, Edition.INTERNAL)
    assert len(found) == sum(1 + len(each.groups) for each in follow_up.observations)
    assert {tuple(row) for row in found} == {COLUMNS}
    assert not [row for row in found if row["hidden"]]
    told = {(row["indicator_id"], row["period"]): row["hits"] for row in found if row["split"] is None}
    assert told == {(each.indicator_id, each.period): each.total.hits for each in follow_up.observations}


def test_the_public_edition_hides_the_small_group_and_the_one_that_would_tell_it():
    found = of(rows("I3", Edition.PUBLIC), "I3-M4", "2025")
    assert (found["Män"]["number"], found["Män"]["answered"], found["Män"]["hidden"]) == (None, None, "färre än 5")
    assert found["Kvinnor"]["number"] is None
    assert found["Kvinnor"]["hidden"].startswith("dold")
    assert found["Alla"]["number"] is not None
    open_to_us = of(rows("I3", Edition.INTERNAL), "I3-M4", "2025")
    assert (open_to_us["Män"]["number"], open_to_us["Kvinnor"]["number"]) == (63.0, 58.0)


def test_a_missing_value_is_told_as_missing_and_never_as_a_number():
    row = of(rows("I2", Edition.PUBLIC), "I2-M4", "2024")["Alla"]
    assert (row["number"], row["missing"], row["hidden"]) == (None, "ej mätt än", None)


def test_what_was_written_beside_a_value_stays_in_the_house():
    told = followed("I3")
    first = told.observations[0].model_copy(update={"comment": "En av de tre männen", "method": "samtal"})
    follow_up = told.model_copy(update={"observations": (first, *told.observations[1:])})
    for edition, said in ((Edition.INTERNAL, True), (Edition.PUBLIC, False)):
        data = as_csv(rows("I3", edition, follow_up), COLUMNS, "sv").decode()
        assert ("männen" in data, "samtal" in data) == (said, said)


def test_the_planning_system_gets_shares_in_per_cent_and_a_reason_for_each_gap():
    found = stratsys_rows(Measured(Text(sv="x"), followed("I3")), "sv")
    row = next(each for each in found if "I3-M1" in each["indicator"] and each["period"] == "2025")
    hits = next(each for each in followed("I3").of("I3-M1") if each.period == "2025").total
    assert row["actual"] == pytest.approx(100 * hits.hits / hits.answered)
    assert row["target"] == pytest.approx(35)
    assert all(each["actual"] is not None or each["comment"] for each in found)
    lines = as_csv(found, STRATSYS, "sv").decode("utf-8-sig").splitlines()
    assert lines[0] == "mått;period;utfall;mål;kommentar"
    assert len(lines) == len(found) + 1


def as_read(value):
    """A number to twelve digits, fewer than a spreadsheet keeps; an empty text as an empty cell."""
    return float(f"{value:.12g}") if isinstance(value, int | float) else value or None


def test_the_spreadsheet_holds_the_rows_as_numbers_and_says_what_it_is():
    measured = Measured(Text(sv="=1+1"), followed("I3"), Edition.INTERNAL)
    found = long_rows(measured, "en")
    data = as_workbook(found, COLUMNS, "en", about_lines(measured, "en", date(2026, 2, 1), "abc"))
    book = load_workbook(BytesIO(data))
    read = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [list(map(as_read, row)) for row in read] == [[as_read(row[key]) for key in COLUMNS] for row in found]
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
    about = [row[0].value for row in book.worksheets[1].iter_rows()]
    assert about[1].startswith("Internal edition")
    assert about[3].endswith("abc")
