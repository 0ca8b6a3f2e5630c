"""Many values in a sheet: taken out, filled in, looked at row by row, kept as the person chose."""

from io import BytesIO

from openpyxl import load_workbook
import pytest

from chain.people import Role
from chain.workflow import State
from reports.follow_up.entry_sheet import COLUMNS, FIRST_ROW, OpenValue, entry_sheet
from storage import operations
from tests.acting import here
from tests.pages.conftest import WHO, Writer
from tests.pages.following import TODAY, now, on_the_day, planned, seen, sent, signed_in
from tests.pages.visit import Visit


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the day of the journey."""
    on_the_day(monkeypatch)


def filled_in(writer: Writer, **typed: dict[str, object]) -> bytes:
    """The sheet of the plan, with these cells typed for each indicator's total."""
    store, acting = writer.store, here(writer.store)
    plan = operations.plan_of(store, acting, "T1")
    found = operations.open_values(store, acting, "T1", TODAY)
    values = [
        OpenValue(plan.of(each.key.indicator_id).indicator, each.key.period, each.version, each.there) for each in found
    ]
    indicators = [each.indicator for each in plan.indicators]
    book = load_workbook(BytesIO(entry_sheet("sv", writer.chain("T1").name, "T1", indicators, values)))
    page = book.worksheets[0]
    for row in range(FIRST_ROW + 1, page.max_row + 1):
        key = str(page.cell(row, COLUMNS.index("key") + 1).value)
        for name, cells in typed.items():
            if key == f'["{name}", "2025"]':
                for column, value in cells.items():
                    page.cell(row, COLUMNS.index(column) + 1).value = value
    told = BytesIO()
    book.save(told)
    return told.getvalue()


def handed_in(data: bytes, lang: str = "sv") -> Visit:
    """A visit that has handed in this file."""
    visit = Visit("many_values", intervention="T1", lang=lang)
    visit.at.file_uploader[0].upload("fyll-i.xlsx", data, "application/vnd.ms-excel")
    return visit.run()


GOOD = {"M1": {"hits": 23, "answered": 48, "asked": 54}, "M2": {"value": 54}}
ONE_WRONG = {"M1": {"hits": 53, "answered": 48, "asked": 54}, "M2": {"value": 54}}


def state_of(writer: Writer, name: str) -> State:
    """Where a value stands."""
    return operations.measurement(writer.store, here(writer.store), "T1", name, "2025", TODAY).standing.state


def test_without_a_plan_the_page_leads_to_it(empty):
    assert "ingen mätplan än" in Visit("many_values", intervention="T1").told("info")
    assert "no measurement plan yet" in Visit("many_values", intervention="T1", lang="en").told("info")


def test_good_rows_are_sent_in_together(empty):
    visit = handed_in(filled_in(planned(empty), **GOOD))
    assert "Lästa värden: 2. Går att spara: 2. Har fel: 0." in visit.words
    visit.press("many-send")
    assert "Inskickade värden: 2" in visit.told("success")
    assert now(empty).observation.total == seen().total
    assert {state_of(empty, name) for name in ("M1", "M2")} == {State.SUBMITTED}


def test_one_wrong_row_stops_all_unless_the_good_ones_are_chosen(empty):
    visit = handed_in(filled_in(planned(empty), **ONE_WRONG))
    assert "Täljaren (53) kan inte vara större" in visit.words
    assert "Rader med fel: 1" in visit.told("warning")
    assert visit.at.button(key="many-save").disabled
    visit.at.radio(key="many-way@sv").set_value("good")
    visit.run().press("many-save")
    assert "Sparade utkast: 1" in visit.told("success")
    assert (state_of(empty, "M1"), state_of(empty, "M2")) == (State.EXPECTED, State.DRAFT)


def test_a_row_that_someone_else_has_written_meanwhile_is_told(empty):
    data = filled_in(planned(empty), **GOOD)
    store = empty.store
    operations.save_value(store, here(store, WHO), "T1", seen(20), now(empty).version, TODAY)
    visit = handed_in(data)
    assert "ändrat värdet sedan arket hämtades" in visit.words
    visit.at.radio(key="many-way@sv").set_value("good")
    visit.run().press("many-save")
    assert now(empty).observation.total.hits == 20


def test_the_row_that_is_outrun_while_one_looks_is_told_by_its_row(empty, monkeypatch):
    visit = handed_in(filled_in(planned(empty), **GOOD))
    keep = operations.save_many

    def outrun(*told):
        operations.save_value(empty.store, here(empty.store, WHO), "T1", seen(20), now(empty).version, TODAY)
        return keep(*told)

    monkeypatch.setattr(operations, "save_many", outrun)
    visit.press("many-save")
    assert "Inget är sparat" in visit.told("error")
    assert WHO in visit.told("error")
    assert state_of(empty, "M2") is State.EXPECTED


def test_a_sheet_of_another_plan_is_refused_whole(empty):
    data = filled_in(planned(empty), **GOOD)
    there = operations.plan_of(empty.store, here(empty.store), "T1").of("M2")
    changed = there.indicator.model_copy(update={"due_days": 10})
    operations.save_indicator(empty.store, here(empty.store), "T1", changed, there.version)
    assert "Mätplanen har ändrats" in handed_in(data).told("error")
    assert handed_in(b"PK nonsense", "en").told("error")


def test_an_untouched_sheet_says_nothing_and_nothing_open_is_told(empty, monkeypatch):
    assert "inga rader är ifyllda" in handed_in(filled_in(planned(empty))).told("info")
    sent(empty)
    assert [each.key.indicator_id for each in operations.open_values(empty.store, here(empty.store), "T1", TODAY)] == [
        "M2",
        "M3",
    ]
    signed_in(monkeypatch, empty, Role.REVIEWER)
    assert "inte registrera värden" in Visit("many_values", intervention="T1").told("info")
    assert operations.open_values(empty.store, here(empty.store), "T1", TODAY)
