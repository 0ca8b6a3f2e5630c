"""Typed reports: every save on top of the one it names, drafts gone with the report, and the document unchanged."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.start.audit import EXAMPLES
from sroi.printed import MOST_ROWS, PrintedRow, Report, read_report
from sroi.printed_edit import with_element, with_whole
from sroi.printed_figure import figure
from storage import operations
from storage.operations import PrintedMoved, Refused
from storage.operations import printed as module
from tests.acting import here


@pytest.fixture
def example() -> Report:
    """The made-up report."""
    return read_report((EXAMPLES / "printed_example_sv.json").read_bytes())[0]


@pytest.fixture
def kept(store, home, example):
    """It is kept."""
    return operations.add_printed_report(store, here(store), example)


def test_it_is_read_as_it_was_written_with_every_printed_digit(store, kept, example):
    found = operations.printed_report(store, here(store), kept.id)
    assert (found.report, found.version, found.touched) == (example, 1, {})
    assert found.report.rows[0].impact.written == "8 376.75"
    [listed] = operations.printed_reports(store, here(store))
    assert (listed.id, listed.title, listed.updated_by) == (kept.id, example.title, "a reader")


def test_a_save_marks_the_parts_that_differ_and_no_other(store, kept):
    acting = here(store, "anna")
    report = with_whole(kept.report, "totals", {"ratio": figure("1.90")})
    second = operations.save_printed_report(store, acting, kept.id, report, 1)
    report = with_element(report, "rows", PrintedRow(id="row-2", outcome="Färre fall"))
    third = operations.save_printed_report(store, acting, kept.id, report, second.version)
    assert (third.version, third.touched) == (3, {"totals": 2, "rows/row-2": 3})
    assert operations.printed_report(store, acting, kept.id) == third
    again = operations.save_printed_report(store, acting, kept.id, report, 3)
    assert again.version == 3, "a double click is no save"


def test_of_many_who_save_at_once_each_builds_on_the_others(store, kept):
    def add(number: int) -> None:
        acting, now = here(store, f"writer {number}"), kept
        while True:
            report = with_element(now.report, "rows", PrintedRow(id=f"row-{number}"))
            outcome = operations.save_printed_report(store, acting, kept.id, report, now.version)
            if not isinstance(outcome, PrintedMoved):
                return
            now = outcome.current

    with ThreadPoolExecutor(6) as several:
        list(several.map(add, range(2, 14)))
    found = operations.printed_report(store, here(store), kept.id)
    assert found.version == 13
    assert {each.id for each in found.report.rows} == {"sleep", *(f"row-{n}" for n in range(2, 14))}


def test_what_no_document_can_hold_is_refused_and_nothing_is_kept(store, kept, monkeypatch):
    too_many = Report.model_construct(rows=tuple(PrintedRow(id=f"r{n}") for n in range(MOST_ROWS + 1)))
    for bad in (kept.report.model_copy(update={"title": "noll\0"}), kept.report.model_copy(update={"note": "\ud800"}),
                Report.model_construct(**dict(kept.report) | {"rows": too_many.rows})):  # fmt: skip
        assert isinstance(operations.save_printed_report(store, here(store), kept.id, bad, 1), Refused)
        assert isinstance(operations.add_printed_report(store, here(store), bad), Refused)
    monkeypatch.setattr(module, "MOST_CHARACTERS", 10)
    [found] = operations.add_printed_report(store, here(store), kept.report).problems
    assert found.code == "storage.printed_too_long"
    assert [each.version for each in operations.printed_reports(store, here(store))] == [1]


def test_drafts_go_with_the_report_and_only_those(store, kept):
    drafts = operations.printed_drafts(kept.id)
    for who, about in (("anna", drafts), ("bo", drafts), ("bo", "another")):
        operations.save_draft(store, who, about, "rows/new", {"printed_outcome": "Halv"})
    assert operations.delete_printed_report(store, here(store), kept.id) is None
    assert operations.printed_report(store, here(store), kept.id) is None
    assert [each.intervention_id for each in operations.open_drafts(store, "bo")] == ["another"]
    assert not operations.open_drafts(store, "anna")
    assert operations.delete_printed_report(store, here(store), kept.id).code == "storage.no_printed_report"
    assert isinstance(operations.save_printed_report(store, here(store), kept.id, kept.report, 1), Refused)
