"""Every page in every state that a visitor can bring it into."""

import pytest
from streamlit.testing.v1 import AppTest

from chain.model import Actor, Level, Outcome, Resource, ResourceKind
from chain.text import Text
from chain.walk import STEPS
from storage import operations
from tests.acting import here
from tests.house.source import open_pages
from tests.pages.visit import Visit

WALK = tuple(str(step) for step in STEPS[:-1])
VALUE = ("result", "versions", "picture", "calculation", "drivers", "tipping", "learning", "honesty")
BESIDE = ("overview", "exchange", "goals", "prices")
PAGES = (*WALK, *VALUE, *BESIDE)


def test_the_first_visit_is_a_choice_wherever_one_arrives(data):
    for page in PAGES:
        visit = Visit(page)
        assert visit.title == "Välkommen till Värdekedjan"
        assert [each.key for each in visit.at.button] == ["start-example", "start-empty"]


def test_beginning_with_the_example(data):
    visit = Visit().press("start-example")
    assert visit.title == "Alla insatser"
    assert visit.words.count("Kostnad på 10 år:") == 4


def test_beginning_empty_needs_a_name_that_can_be_kept(data):
    visit = Visit().press("start-empty")
    assert "Organisationens namn behövs" in visit.told("error")
    for bad, sign in (("Stor\0stad", "U+0000"), ("Stor\u202estad", "U+202E")):
        visit.at.text_input(key="start-name").set_value(bad)
        visit.press("start-empty")
        assert visit.title == "Välkommen till Värdekedjan"
        assert sign in visit.told("error").replace("\u00a0", " ")
        assert visit.at.text_input(key="start-name").value == bad
    visit.at.text_input(key="start-name").set_value("Storstad")
    visit.press("start-empty")
    assert visit.title == "Alla insatser"
    assert "Storstad" in visit.words
    assert "Inga insatser ännu" in visit.told("info")


@pytest.mark.parametrize("address", [{}, {"intervention": "no-such"}, {"intervention": "<script>alert(1)</script>"}])
def test_without_an_open_intervention_a_page_leads_to_the_list(empty, address):
    visit = Visit(**address)
    for page in (*WALK, *VALUE):
        assert visit.go(page).title == "Ingen insats är öppen"
        assert "[overview]" not in visit.words


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_untouched_intervention_shows_on_every_page(empty, language):
    visit = Visit(intervention="T1", lang=language)
    for page in (*WALK, *VALUE, *BESIDE):
        assert "Familjestöd" in visit.go(page).words


def test_one_row_and_an_unpriced_outcome_show_on_every_page(empty):
    one = Outcome(id="one", name=Text(sv="Färre bråk"))
    actor = Actor(id="a", name=Text(sv="Skolnämnden"), level=Level.MUNICIPALITY)
    empty.save(lambda chain: chain.model_copy(update={"outcomes": (one,), "actors": (actor,)}), "T1")
    visit = Visit(intervention="T1")
    for page in PAGES:
        visit.go(page)
    assert "Färre bråk" in visit.go("result").words


def test_a_problem_is_shown_where_it_is_mended(empty):
    place = Resource(id="r", name=Text(sv="Lokal"), kind=ResourceKind.PREMISES)
    empty.save(lambda chain: chain.model_copy(update={"resources": (place,)}), "T1")
    visit = Visit(intervention="T1")
    said = {page: "Resurs ”Lokal”" in visit.go(page).told("error") for page in WALK}
    assert [page for page, here in said.items() if here] == ["resources"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_complete_example_shows_without_errors(example, language):
    visit = Visit(intervention="I3", lang=language)
    for page in PAGES:
        assert not visit.go(page).told("error")


def test_an_archived_intervention_can_be_read_and_says_that_it_cannot_be_changed(example):
    operations.archive(example.store, here(example.store, "test"), "I1")
    visit = Visit(intervention="I1")
    for page in (*WALK, *VALUE):
        assert "arkiverad" in visit.go(page).told("warning")
        assert "Föräldrakurser i Ljusnaby" in visit.words


def test_a_save_in_an_archived_intervention_is_refused_and_keeps_the_draft(example):
    visit = Visit("need", intervention="I1").type("chain/need", need__sv="Nytt behov")
    operations.archive(example.store, here(example.store, "test"), "I1")
    visit.save("chain/need")
    assert "arkiverad" in visit.told("error")
    assert visit.field("chain/need", "need.sv").value == "Nytt behov"
    assert example.chain("I1").need.sv != "Nytt behov"


@pytest.mark.parametrize("path", open_pages(), ids=lambda path: path.stem)
def test_a_page_run_around_the_router_shows_nothing(empty, path):
    module = ".".join((*path.parts[-3:-1], path.stem))
    raw = AppTest.from_string(f"from {module} import render\nrender()\nraise AssertionError('went on')").run()
    assert not raw.exception
    assert not raw.main.children


def test_a_deep_link_opens_its_page_with_language_and_intervention(example):
    visit = Visit("result", intervention="I2", lang="en")
    assert visit.title.startswith("Result: ")
    assert visit.at.session_state["intervention"] == "I2"
