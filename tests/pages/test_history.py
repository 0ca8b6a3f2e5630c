"""The history on screen: what was changed, the way back, and the removal that takes two."""

import pytest

from chain import edit
from chain.text import Text
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit

LOCAL = "local user"


@pytest.fixture
def activity(example) -> str:
    """The id of an activity that the local user has just renamed."""
    first = example.chain("I1").activities[0]
    renamed = first.model_copy(update={"name": Text(sv="Träffar på kvällen", en="Evening meetings")})
    there = operations.load(example.store, here(example.store), "I1")
    operations.save(
        example.store, here(example.store, LOCAL), edit.with_element(there.chain, "activities", renamed), there.version
    )
    return first.id


def test_the_page_tells_every_change_latest_first_and_one_place_when_asked(example, activity):
    visit = Visit("history", intervention="I1")
    assert "Träffar på kvällen" in visit.words
    assert "Skapad" in visit.words
    chosen = visit.at.selectbox(key="history@sv")
    assert chosen.options[0] == "Alla"
    chosen.select(f"activities/{activity}")
    visit.run()
    assert "Träffar på kvällen" in visit.words
    assert "Skapad" not in visit.words


def test_ones_own_last_change_is_undone_with_one_press_and_stays_in_the_history(example, activity):
    before = example.chain("I1").activities[0].name.sv
    visit = Visit("history", intervention="I1").press("history-undo-button")
    assert "ångrad" in visit.told("success")
    assert example.chain("I1").activities[0].name.sv != before
    assert "Ångrad" in visit.words
    assert not [each for each in visit.at.button if each.key == "history-undo-button"]


def test_what_someone_else_changed_since_is_not_undone(example, activity):
    visit = Visit("history", intervention="I1")
    element = example.chain("I1").activities[0].model_copy(update={"name": Text(sv="Deras namn", en="")})
    example.save(lambda chain: edit.with_element(chain, "activities", element), "I1")
    visit.press("history-undo-button")
    assert "efter dig" in visit.told("error")
    assert example.chain("I1").activities[0].name.sv == "Deras namn"


def test_words_go_when_two_people_say_so_and_not_before(example):
    chain = example.chain("I1")
    example.save(lambda chain: chain.model_copy(update={"need": Text(sv="Kim Åkesson behöver stöd", en="")}), "I1")
    visit = Visit("history", intervention="I1")

    def propose(person: str) -> None:
        for name, typed in (("words", "Kim Åkesson"), ("reason", "Ett namn"), ("person", person)):
            visit.at.text_input(key=f"redaction-{name}").set_value(typed)
        [button] = [each for each in visit.at.button if each.label == "Föreslå borttagning"]
        button.click()
        visit.run()

    propose("")
    assert "Skriv ditt namn" in visit.told("error")
    propose("Anna")
    [wanted] = operations.redactions(example.store, here(example.store), "I1")
    visit.at.text_input(key=f"confirmer-{wanted.id}").set_value("anna ")
    visit.press(f"confirm-{wanted.id}")
    assert "kan inte bekräfta" in visit.told("error")
    assert "Kim Åkesson" in example.chain("I1").need.sv
    visit.at.text_input(key=f"confirmer-{wanted.id}").set_value("Bo")
    visit.press(f"confirm-{wanted.id}")
    assert example.chain("I1").need.sv == f"⟦sha256:{wanted.sha256}⟧ behöver stöd"
    assert "Kim Åkesson" not in visit.words
    assert example.chain("I1").model_copy(update={"need": chain.need}) == chain


def test_kept_results_with_the_words_are_named_and_withdrawn_only_when_two_say_so(example):
    example.save(lambda chain: chain.model_copy(update={"need": Text(sv="Kim Åkesson behöver stöd", en="")}), "I3")
    there = operations.load(example.store, here(example.store), "I3")
    made = operations.keep_version(
        example.store, here(example.store, "Eva"), "I3", there.version, SWEDISH_PUBLIC_SECTOR, "Till nämnden"
    )
    assert "Behållet resultat 1" in Visit("history", intervention="I3").words
    for kept_too in (False, True):
        wanted = operations.propose_redaction(
            example.store, here(example.store, "Anna"), "I3", "Kim Åkesson", "Ett namn", kept_too
        )
        visit = Visit("history", intervention="I3")
        assert "1. Till nämnden" in visit.told("warning")
        assert ("har texten kvar också efteråt" in visit.told("warning")) != kept_too
        visit.at.text_input(key=f"confirmer-{wanted.id}").set_value("Bo")
        visit.press(f"confirm-{wanted.id}")
        assert bool(operations.versions(example.store, here(example.store), "I3")[0].withdrawn) == kept_too
    visit = Visit("versions", intervention="I3")
    words = visit.words.replace("\u00a0", " ")
    assert "tillbakadraget" in visit.told("error")
    for told in (
        made.fingerprint,
        operations.versions(example.store, here(example.store), "I3")[0].withdrawn.removed_sha256,
        "Anna och Bo",
    ):
        assert told in words
    assert f"{made.ratio:.2f}".replace(".", ",") in words
    assert not [each for each in visit.at.button if each.key and each.key.startswith("recompute")]


def test_the_history_of_a_value_is_read_where_it_stands(example, activity):
    visit = Visit("activities", intervention="I1").edit("activities", activity)
    assert "Stod" not in visit.words, "nothing is read before the fold is opened"
    visit.at.session_state[f"history-activities/{activity}"] = True
    visit.run()
    assert "De senaste ändringarna här" in visit.words
    assert "Stod" in visit.words


def test_a_form_for_some_of_the_chains_own_fields_has_the_history_of_those_fields(example):
    example.save(lambda chain: chain.model_copy(update={"learning": Text(sv="Vi lärde oss mycket", en="")}), "I1")
    example.save(lambda chain: chain.model_copy(update={"need": Text(sv="Ett annat behov", en="")}), "I1")
    visit = Visit("result", intervention="I1")
    visit.at.session_state["history-chain/learning"] = True
    visit.run()
    assert "De senaste ändringarna här" in visit.words
