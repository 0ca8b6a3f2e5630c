"""To do, entering a value and reviewing it: the journey of a project owner and a reviewer, in both languages."""

from datetime import date

import pytest

from chain.people import Role
from chain.workflow import State
from storage import operations
from tests.acting import here
from tests.pages.conftest import WHO
from tests.pages.following import FORM, KEY, TODAY, approved, at, now, on_the_day, planned, seen, sent, signed_in
from tests.pages.visit import Visit

LANGUAGES = ("sv", "en")


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the day of the journey."""
    on_the_day(monkeypatch)


# --- what is to be done -----------------------------------------------------------------------------------------------


def test_the_list_teaches_when_empty_and_otherwise_leads_to_the_field(empty):
    assert "När en mätplan finns" in Visit("to_do").told("info")
    planned(empty)
    visit = Visit("to_do")
    assert "3 mätningar ska in – 1 försenad (9 dagar)" in visit.words
    assert "! försenad 9 dagar" in visit.words
    assert "2026-02-14" in visit.words
    english = Visit("to_do", lang="en")
    assert "3 measurements are due – 1 late (9 days)" in english.words


def test_what_was_sent_in_waits_under_review(empty):
    sent(planned(empty))
    assert "Att granska (1)" in Visit("to_do").words
    assert "Att granska (1)" in Visit("review_values").words


# --- entering ---------------------------------------------------------------------------------------------------------


def typed(visit: Visit, hits: str, answered: str, asked: str) -> Visit:
    """The three counts typed."""
    for name, value in (("hits", hits), ("answered", answered), ("asked", asked)):
        visit.field(FORM, f"value/{name}").set_value(value)
        visit.run()
    return visit


def test_a_numerator_above_the_answers_is_told_and_the_rest_kept(empty):
    planned(empty)
    visit = typed(at("log_value"), "53", "48", "54")
    words = visit.words.replace("\u00a0", " ")
    assert "Mål 50 %" in words
    assert "Utgångsläge 22 % (2023)" in words
    assert "andel = täljare ÷ nämnare" in visit.words
    assert "Täljaren (53) kan inte vara större än antalet svarande (48)" in visit.told("error")
    visit.press(f"T1/{FORM}:submit")
    assert now(empty).standing.state is State.EXPECTED
    assert "Rätta det som är markerat" in visit.told("error")
    assert visit.field(FORM, "value/answered").value == "48"


@pytest.mark.parametrize(
    ("lang", "echo", "bounds"),
    [
        (
            "sv",
            "47,9 % av 48 svarande – bortfall 6 personer (11 %)",
            ("Om de 6 är som övriga: 47,9 %", "42,6 %"),
        ),
        ("en", "47.9% of 48 who answered – non-response 6 persons (11%)", ("If the 6 are like the others", "42.6%")),
    ],
)
def test_non_response_is_shown_with_both_bounds(empty, lang, echo, bounds):
    planned(empty)
    words = typed(at("log_value", lang), "23", "48", "54").words.replace("\u00a0", " ").replace("\u202f", " ")
    assert echo in words
    assert all(each in words for each in bounds)


def test_a_draft_survives_a_new_visit_and_is_sent_in(empty):
    planned(empty)
    typed(at("log_value"), "23", "48", "54")
    visit = at("log_value")  # the browser was closed
    assert visit.field(FORM, "value/hits").value == "23"
    visit.press(f"T1/{FORM}:submit")
    assert "inskickat" in visit.told("success")
    found = now(empty)
    assert (found.standing.state, found.observation.total) == (State.SUBMITTED, seen().total)
    assert "Status: inskickad" in visit.words


def test_small_groups_are_said_to_be_hidden(empty):
    planned(empty)
    visit = typed(at("log_value"), "23", "48", "54").open(f"T1/{FORM}:split-sex")
    for group, hits in (("w", "21"), ("m", "2")):
        visit.field(FORM, f"value/groups/sex/{group}/hits").set_value(hits)
        visit.field(FORM, f"value/groups/sex/{group}/answered").set_value("24")
        visit.run()
    assert "Män" in visit.told("info")
    assert "färre än 5" in visit.told("info")


def test_the_slower_writer_is_told_and_what_was_typed_stays(empty):
    planned(empty)
    visit = typed(at("log_value"), "23", "48", "54")
    store = empty.store
    operations.save_value(store, here(store, WHO), "T1", seen(20), now(empty).version, TODAY)
    visit.press(f"T1/{FORM}:save")
    assert WHO in visit.told("warning")
    assert "41,7" in visit.words
    assert visit.field(FORM, "value/hits").value == "23"
    visit.press(f"T1/{FORM}:override").press(f"T1/{FORM}:save")
    assert now(empty).observation.total.hits == 23


def test_a_returned_value_shows_the_note_and_asks_why_it_is_changed(empty):
    done = sent(planned(empty))
    operations.return_value(empty.store, here(empty.store), KEY, "Skriv metoden", done.version, TODAY)
    visit = at("log_value")
    assert "Återlämnad med kommentaren: Skriv metoden" in visit.told("warning")
    visit.field(FORM, "method").set_value("Telefonintervju")
    visit.run().press(f"T1/{FORM}:submit")
    assert "Skriv varför värdet ändras" in visit.told("error")
    visit.field(FORM, "reason").set_value("Metoden saknades")
    visit.run().press(f"T1/{FORM}:submit")
    assert now(empty).standing.state is State.SUBMITTED
    visit.open("value-versions")
    assert "Skäl: Metoden saknades" in visit.words


def test_a_locked_value_says_why_and_how_it_is_opened(empty):
    approved(planned(empty))
    operations.lock_period(empty.store, here(empty.store), "T1", "2025", TODAY)
    visit = at("log_value")
    assert "Perioden är godkänd och låst" in visit.told("info")
    assert not visit.at.text_input
    visit = Visit("log_value", intervention="T1", indicator="M1", period="2026")
    assert "är inte slut än" in visit.told("info")


def test_an_unknown_measurement_is_told(empty):
    planned(empty)
    assert "finns inte i planen" in Visit("log_value", intervention="T1", indicator="M9", period="2025").told("info")
    assert "Välj en mätning" in Visit("log_value", intervention="T1").told("info")


# --- reviewing --------------------------------------------------------------------------------------------------------


def test_a_value_is_returned_only_with_a_note(empty):
    sent(planned(empty))
    visit = at("review_values")
    assert "47,9 %" in visit.words.replace("\u00a0", " ")
    assert "42,6 %" in visit.words.replace("\u00a0", " ")
    visit.press("return")
    assert "Skriv vad som behöver rättas" in visit.told("error")
    assert now(empty).standing.state is State.SUBMITTED
    visit.field("review/M1/2025", "note").set_value("Hur frågade ni?")
    visit.run()
    assert at("review_values").field("review/M1/2025", "note").value == "Hur frågade ni?"
    visit.press("return")
    found = now(empty).standing
    assert (found.state, found.returned_note) == (State.RETURNED, "Hur frågade ni?")


def test_a_value_is_approved_locked_and_opened_for_a_time(empty):
    sent(planned(empty))
    visit = at("review_values").press("approve")
    assert "räknas nu" in visit.told("success")
    visit.press("lock-2025")
    assert now(empty).standing.state is State.LOCKED
    assert "Godkända värden som låstes: 1" in visit.told("success")
    visit.press("reopen")
    assert "till och med vilken dag" in visit.told("error")
    visit.field("review/M1/2025", "open_until").set_value("2026-03-01")
    visit.field("review/M1/2025", "opening_reason").set_value("Fel i underlaget")
    visit.run().press("reopen")
    assert now(empty).standing.open_until == date(2026, 3, 1)
    assert "2026-03-01" in visit.told("info")


def test_a_change_after_approval_is_told_with_its_difference(empty):
    approved(planned(empty))
    there, acting = now(empty), here(empty.store)
    operations.reopen(empty.store, acting, KEY, date(2026, 3, 1), "Fel", there.version, TODAY)
    operations.submit(empty.store, acting, KEY, now(empty).version, TODAY, seen(24), "Ett svar till")
    visit = at("review_values").open("changed-since")
    assert "1 värde ändrat sedan godkännande" in next(each.label for each in visit.at.expander)
    words = visit.words.replace("\u00a0", " ")
    assert "47,9 %" in words
    assert "50,0 %" in words


def test_nobody_approves_what_they_wrote_and_it_is_said(empty, monkeypatch):
    sent(planned(empty), "rut")
    signed_in(monkeypatch, empty, Role.CONTROLLER)
    visit = at("review_values")
    assert "kan därför inte godkänna det själv" in visit.told("info")
    assert "approve" not in [each.key for each in visit.at.button]
    signed_in(monkeypatch, empty, Role.PROJECT_OWNER)
    visit = at("review_values")
    assert "inte granska det" in visit.told("info")
    assert not {"approve", "return"} & {each.key for each in visit.at.button}
    signed_in(monkeypatch, empty, Role.REVIEWER, who="rakel")
    assert "approve" in [each.key for each in at("review_values").at.button]


@pytest.mark.parametrize("page", ["log_value", "review_values"])
def test_who_only_reads_sees_no_single_value_and_who_enters_does(empty, monkeypatch, page):
    """Two of 48, by an address that anybody can write."""
    sent(planned(empty), value=seen(2))
    signed_in(monkeypatch, empty, Role.READER)
    visit = at(page)
    assert "kan gälla få personer" in visit.told("info")
    assert "4,2" not in visit.words
    signed_in(monkeypatch, empty, Role.REVIEWER)
    assert "4,2" in at(page).words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_review_page_in_its_states(empty, lang):
    assert Visit("review_values", lang=lang).told("info")
    sent(planned(empty))
    words = at("review_values", lang).words
    assert {"sv": "Det finns inget tidigare värde", "en": "There is no earlier value"}[lang] in words
