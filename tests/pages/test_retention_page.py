"""Disposing of what has been kept long enough: the list, the question, the rule and what is told afterwards."""

from datetime import date, timedelta

import pytest

from chain.retention import Kind
from pages.admin import retention
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit

FORM = "retention/drafts"


@pytest.fixture
def later(monkeypatch):
    """The page as it is in so many days."""

    def wait(days: int) -> None:
        monkeypatch.setattr(retention, "today", lambda: date.today() + timedelta(days=days))

    return wait


def draft(writer, form: str = "effects/E1") -> None:
    operations.save_draft(writer.store, "olle", "T1", form, {"deadweight": "0,5"})


def test_nothing_is_due_at_first_and_every_kind_has_its_rule(empty):
    visit = Visit("retention")
    assert "Inget är äldre än era regler säger" in visit.told("info")
    assert {f"change-rule-{kind}" for kind in Kind} <= {each.key for each in visit.at.button}
    assert "Sparas i 180 dagar. Räknas från den dag någon senast skrev." in visit.told("markdown")


def test_what_is_due_is_listed_and_goes_when_someone_says_so(empty, later):
    draft(empty)
    later(400)
    visit = Visit("retention")
    assert "Utkast som ingen har rört: 1" in visit.told("subheader")
    assert "effects/E1" in visit.told("html")
    visit.press("dispose-drafts")
    assert "Gallrat: Utkast som ingen har rört, 1." in visit.told("success")
    assert operations.open_drafts(empty.store, "olle") == []
    assert "Utkast som ingen har rört" in visit.told("html")


def test_what_came_to_the_list_meanwhile_is_shown_first(empty, later):
    draft(empty)
    later(400)
    visit = Visit("retention")
    draft(empty, "effects/E2")
    visit.press("dispose-drafts")
    assert "Inget är gallrat" in visit.told("error")
    assert len(operations.open_drafts(empty.store, "olle")) == 2


def test_a_rule_is_changed_with_a_reason_and_taken_back(empty):
    visit = Visit("retention").press("change-rule-drafts")
    visit.type(FORM, keep="0", retention_reason="Planen").save(FORM)
    assert "från 1 till" in visit.told("error")
    visit.type(FORM, keep="30", retention_reason="").save(FORM)
    assert operations.retention_rules(empty.store, here(empty.store))[0].version == 0
    visit.type(FORM, keep="30", retention_reason="Planen").save(FORM)
    assert "Sparas i 30 dagar." in visit.told("markdown")
    assert "Planen" in visit.told("markdown")
    visit.press("change-rule-drafts").type(FORM, keep="").save(FORM)
    assert "Sparas alltid. Räknas från den dag någon" in visit.told("markdown")
    visit.press("flash-undo")
    assert "Sparas i 30 dagar." in visit.told("markdown")


def test_the_history_of_an_intervention_tells_that_something_went(example):
    acting, day = here(example.store), date(2075, 1, 1)
    found = {each.rule.kind: each.seal for each in operations.due_for_disposal(example.store, acting, day)}
    operations.dispose(example.store, acting, {Kind.MEASUREMENTS: found[Kind.MEASUREMENTS]}, day)
    shown = operations.find_interventions(example.store, acting, operations.Wanted()).shown
    past = next(e.id for e in shown if operations.history(example.store, acting, e.id, "retention/measurements"))
    assert "gallrade efter organisationens regel" in Visit("history", intervention=past).told("html")
