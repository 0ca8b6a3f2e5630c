"""What people answer for is kept as the rest of the chain is: document, history, undo, redaction, kept results."""

from datetime import date

import pytest

from chain.document import read_chain, write_chain
from chain.edit import without_element
from chain.judgement import Answer, Decision, FigureGroup, Review, ReviewKind, Stand, Verdict
from chain.text import Text
from reports.version_report import version_report
from sroi.frozen import recompute
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Saved
from tests.acting import here
from tests.golden.examples import example
from tests.storage.samples import kept, words

SECRET = "Elsa Bengtsson i fyran"
SAID = Text(sv=f"Det sa {SECRET} rakt ut.", en="It was said.")


@pytest.fixture
def chain(store, home):
    """An example intervention with a ratio, in the store."""
    return kept(store, home.id, example("I3")).chain


def answered(chain):
    """The chain with an answer, an occasion, a decision and a named group."""
    answer = Answer(id="limitations", name=words("Begränsningar"), stand=Stand.PARTLY, words=SAID, answered_by=SECRET,
                    answered_on=date(2025, 12, 31))  # fmt: skip
    review = Review(id="R1", name=words("Fokusgrupp"), kind=ReviewKind.VERIFIED, heard_id=chain.stakeholders[0].id,
                    seen_by=SECRET, seen_on=date(2025, 11, 3), persons=9, verdict=Verdict.CONFIRMED)  # fmt: skip
    decision = Decision(id="D1", name=words("Fortsätt"), owner=SECRET, follow_up_on=date(2026, 11, 1), words=SAID)
    more = {"answers": (answer,), "reviews": (review,), "decisions": (decision,)}
    return chain.model_copy(update=more | {"groups": (FigureGroup(id="G", name=words("Lönerna")),)})


def save(store, chain, version):
    """Save as Bo, which must succeed."""
    outcome = operations.save(store, here(store, "bo"), chain, version)
    assert isinstance(outcome, Saved), outcome
    return outcome


def load(store, chain):
    return operations.load(store, here(store), chain.id).chain


def test_it_is_kept_in_the_history_and_in_the_document_and_can_be_taken_back(store, chain):
    whole = answered(chain)
    save(store, whole, 1)
    assert load(store, chain) == whole
    assert read_chain(write_chain(whole)) == (whole, [])
    answer = whole.answers[0].model_copy(update={"stand": Stand.YES, "answered_on": date(2026, 1, 2)})
    save(store, whole.model_copy(update={"answers": (answer,)}), 2)
    places = {each.place: (each.old, each.new) for each in operations.history(store, here(store), chain.id)}
    assert places["answers/limitations/answered_on"] == ("2025-12-31", "2026-01-02")
    assert places["reviews/R1"][1]["seen_on"] == "2025-11-03"
    for expected in (whole, chain):
        assert isinstance(operations.undo(store, here(store, "bo"), chain.id), Saved)
        assert load(store, chain) == expected


def test_a_stakeholder_that_goes_leaves_no_link_from_the_log(store, chain):
    left = without_element(answered(chain), "stakeholders", chain.stakeholders[0].id)
    assert left.reviews[0].heard_id is None
    save(store, left, 1)
    assert load(store, chain) == left


def test_words_about_a_person_go_out_of_answers_and_logs_too(store, chain):
    save(store, answered(chain), 1)
    asked = operations.propose_redaction(store, here(store, "bo"), chain.id, SECRET, "En person går att känna igen")
    operations.confirm_redaction(store, here(store, "cia"), asked.id)
    found = load(store, chain)
    held = f"{found.model_dump_json()} {operations.history(store, here(store), chain.id)}"
    assert SECRET not in held
    assert found.answers[0].answered_by.startswith("⟦sha256:")
    assert found.answers[0].stand is Stand.PARTLY


@pytest.mark.parametrize(("language", "told"), [("sv", "De instämmer"), ("en", "They agree")])
def test_a_kept_result_holds_and_tells_it_and_no_figure_moves_for_it(store, chain, language, told):
    save(store, answered(chain), 1)
    made = operations.keep_version(store, here(store, "eva"), chain.id, 2, SWEDISH_PUBLIC_SECTOR, "Nämnden")
    kept_one, problems = operations.version(store, here(store), made.id)
    assert problems == []
    assert kept_one.chain == answered(chain)
    assert recompute(kept_one).same
    page = version_report(kept_one, language).decode()
    assert told in page
    assert SECRET in page
    assert "2026-11-01" in page
