"""Two people on the same chain: the second is told what the first changed, loses nothing, and can save on top."""

import pytest

from chain import edit
from chain.text import Text
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit


def renamed(kind: str, ident: str, words: str):
    """Someone gives an element another Swedish name."""

    def change(chain):
        element = edit.element(chain, kind, ident)
        return edit.with_element(chain, kind, element.model_copy(update={"name": Text(sv=words, en=element.name.en)}))

    return change


@pytest.fixture
def ident(example) -> str:
    """The first activity."""
    return example.chain("I1").activities[0].id


def test_the_same_element(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident).type(form, description__sv="Min text")
    old = example.chain("I1").activities[0].name.sv
    example.save(renamed("activities", ident, "Deras namn"), "I1")
    visit.save(form)
    assert "another user sparade" in visit.told("warning")
    assert f": {old} → Deras namn" in visit.words
    assert visit.field(form, "description.sv").value == "Min text"
    assert example.chain("I1").activities[0].description.sv != "Min text"
    visit.press(f"I1/{form}:override-button")
    now = example.chain("I1").activities[0]
    assert (now.name.sv, now.description.sv) == ("Deras namn", "Min text"), "both are kept"
    assert visit.told("success") == "Sparat."
    assert not operations.open_drafts(example.store, "local user")


def test_the_same_field_is_the_second_writers_once_they_have_seen_it(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident).type(form, name__sv="Mitt namn")
    example.save(renamed("activities", ident, "Deras namn"), "I1")
    visit.save(form)
    assert example.chain("I1").activities[0].name.sv == "Deras namn"
    example.save(renamed("activities", ident, "Deras andra namn"), "I1")
    visit.press(f"I1/{form}:override-button")
    assert example.chain("I1").activities[0].name.sv == "Deras andra namn", "a third change is told as well"
    assert "→ Deras andra namn" in visit.words
    visit.press(f"I1/{form}:override-button")
    assert example.chain("I1").activities[0].name.sv == "Mitt namn"


def test_saving_on_top_holds_back_what_cannot_be_saved(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident).type(form, name__sv="Mitt namn")
    example.save(renamed("activities", ident, "Deras namn"), "I1")
    visit.save(form).type(form, name__sv=" ").press(f"I1/{form}:override-button")
    assert "Namn behövs" in visit.told("error")
    assert example.chain("I1").activities[0].name.sv == "Deras namn"


def test_a_form_without_typed_words_shows_what_others_save(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident)
    example.save(renamed("activities", ident, "Deras namn"), "I1")
    visit.save(form)
    assert example.chain("I1").activities[0].name.sv == "Deras namn", "stale words must not be saved back"


def test_a_field_typed_after_the_others_save_is_told_too(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident)
    example.save(renamed("activities", ident, "Deras namn"), "I1")
    visit.type(form, description__sv="Min text").save(form)
    assert "Deras namn" in visit.words
    assert example.chain("I1").activities[0].name.sv == "Deras namn"


def test_another_element_is_merged_with_a_word(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident).type(form, name__sv="Mitt namn")
    other = example.chain("I1").outcomes[0].id
    example.save(renamed("outcomes", other, "Deras effekt"), "I1")
    visit.save(form)
    assert "Under tiden ändrade another user något annat" in visit.told("success")
    chain = example.chain("I1")
    assert (chain.activities[0].name.sv, chain.outcomes[0].name.sv) == ("Mitt namn", "Deras effekt")


@pytest.mark.parametrize("theirs", ["chain/name", "chain/need"])
def test_the_header_form_counts_every_field_it_shows(example, theirs):
    field = theirs.removeprefix("chain/")
    visit = Visit("need", intervention="I1").type("chain/need", purpose__sv="Mitt syfte")
    example.save(lambda chain: chain.model_copy(update={field: Text(sv="Deras")}), "I1")
    visit.save("chain/need")
    assert "another user sparade" in visit.told("warning")
    assert getattr(example.chain("I1"), field).sv == "Deras"
    visit.press("I1/chain/need:override-button")
    chain = example.chain("I1")
    assert (getattr(chain, field).sv, chain.purpose.sv) == ("Deras", "Mitt syfte")


def test_an_element_removed_by_another_can_be_put_back(example):
    form = "outcomes/I1-E4"
    visit = Visit("outcomes", intervention="I1").edit("outcomes", "I1-E4").type(form, name__sv="Min effekt")
    example.save(lambda chain: edit.without_element(chain, "outcomes", "I1-E4"), "I1")
    visit.save(form)
    assert "another user sparade" in visit.told("warning")
    assert visit.field(form, "name.sv").value == "Min effekt"
    visit.press(f"I1/{form}:override-button")
    assert edit.element(example.chain("I1"), "outcomes", "I1-E4").name.sv == "Min effekt"


def test_an_intervention_deleted_meanwhile_leaves_the_draft(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident).type(form, name__sv="Mitt namn")
    operations.archive(example.store, here(example.store, "x"), "I1")
    visit.save(form)
    assert "arkiverad" in visit.told("error")
    assert operations.draft(example.store, "local user", "I1", form).values == {"name.sv": "Mitt namn"}


def test_undo_refuses_once_the_chain_has_moved_on(example, ident):
    form = f"activities/{ident}"
    visit = Visit("activities", intervention="I1").edit("activities", ident).type(form, name__sv="Mitt").save(form)
    example.save(renamed("outcomes", "I1-E1", "Deras"), "I1")
    visit.press("flash-undo")
    assert "Det går inte att ångra" in visit.told("error")
    chain = example.chain("I1")
    assert (chain.activities[0].name.sv, chain.outcomes[0].name.sv) == ("Mitt", "Deras")
