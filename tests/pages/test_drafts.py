"""What was typed and not saved: kept over a lost browser and a change of language, thrown away only when asked."""

from chain import edit
from chain.text import Text
from storage import operations
from tests.pages.visit import Visit

FORM = "outcomes/new"


def typed() -> Visit:
    """Half an outcome, in every kind of field."""
    visit = Visit("outcomes", intervention="T1").edit("outcomes", "new")
    visit.type(FORM, name__sv="Färre bråk", description__sv="Två\nrader", term="long", positive=False)
    return visit.type(FORM, output_ids=["o"], stakeholder_id="s")


def prepared(writer) -> None:
    """An output and a stakeholder to point at."""
    from chain.model import Output, Stakeholder

    def add(chain):
        chain = edit.with_element(chain, "outputs", Output(id="o", name=Text(sv="Träffar", en="Meetings")))
        return edit.with_element(chain, "stakeholders", Stakeholder(id="s", name=Text(sv="Barnen", en="The children")))

    writer.save(add, "T1")


def stands(visit: Visit) -> dict:
    """What stands in the form."""
    names = ("description.sv", "term", "positive", "output_ids", "stakeholder_id")
    return {name: visit.field(FORM, name).value for name in names}


TYPED = {
    "description.sv": "Två\nrader", "term": "long", "positive": False, "output_ids": ["o"], "stakeholder_id": "s",
}  # fmt: skip


def test_a_lost_browser_loses_nothing(empty):
    prepared(empty)
    typed()
    again = Visit("outcomes", intervention="T1")
    assert "Fortsätt på utkastet: effekt" in [each.label for each in again.at.button]
    again.edit("outcomes", "new")
    assert stands(again) == TYPED
    assert again.field(FORM, "name.sv").value == "Färre bråk"
    again.save(FORM)
    made = empty.chain("T1").outcomes[0]
    assert (made.term, made.positive, made.output_ids, made.stakeholder_id) == ("long", False, ("o",), "s")
    assert not operations.open_drafts(empty.store, "local user")


def test_a_change_of_language_loses_nothing(empty):
    prepared(empty)
    visit = typed().speak("en")
    assert visit.field(FORM, "term").key.endswith("@en"), "the browser answers with the words of one language"
    assert {name: visit.field(FORM, name).value for name in TYPED if "." not in name} == {
        name: value for name, value in TYPED.items() if "." not in name
    }
    assert visit.field(FORM, "term").options[2] != typed().field(FORM, "term").options[2]
    visit.type(FORM, name__en="Fewer fights").speak("sv")
    assert stands(visit) == TYPED
    visit.save(FORM)
    made = empty.chain("T1").outcomes[0]
    assert made.name == Text(sv="Färre bråk", en="Fewer fights")
    assert made.description == Text(sv="Två\nrader")


def test_numbers_stay_as_typed_when_the_language_changes(empty):
    visit = Visit("outputs", intervention="T1").edit("outputs", "new")
    visit.type("outputs/new", name__sv="Träffar", targets__2024="1 234,5").speak("en")
    assert visit.field("outputs/new", "targets.2024").value == "1 234,5"
    visit.save("outputs/new")
    assert empty.chain("T1").outputs[0].targets.values == {2024: 1234.5}


def test_closing_keeps_the_draft_and_says_so(empty):
    visit = Visit("activities", intervention="T1").edit("activities", "new").type("activities/new", name__sv="Möten")
    assert "kvar som utkast" in visit.told("info")
    visit.press("activities/new:close")
    assert not empty.chain("T1").activities
    visit.edit("activities", "new")
    assert visit.field("activities/new", "name.sv").value == "Möten"


def test_a_draft_on_an_element_is_told_in_the_list(example):
    activity = example.chain("I1").activities[0].id
    visit = Visit("activities", intervention="I1").edit("activities", activity)
    visit.type(f"activities/{activity}", name__sv="Annat").press(f"activities/{activity}:close")
    assert visit.told("warning").count("Det finns ett utkast som inte är sparat") == 1


def test_throwing_away_asks_first_and_empties_the_form(example):
    before = example.load("I1")
    activity = before.chain.activities[0]
    form = f"activities/{activity.id}"
    visit = Visit("activities", intervention="I1").edit("activities", activity.id)
    assert f"{form}:discard" not in [each.key for each in visit.at.button]
    visit.type(form, name__sv="Annat")
    assert "Kasta?" in visit.words
    visit.press(f"{form}:discard").edit("activities", activity.id)
    assert visit.field(form, "name.sv").value == activity.name.sv
    assert example.load("I1") == before
    assert not operations.open_drafts(example.store, "local user")


def test_a_draft_belongs_to_one_intervention(example):
    Visit("need", intervention="I1").type("chain/need", need__sv="Bara här")
    assert Visit("need", intervention="I2").field("chain/need", "need.sv").value == example.chain("I2").need.sv


def test_switching_intervention_on_one_visit_shows_the_other_ones_words(example):
    visit = Visit("need", intervention="I1").type("chain/need", need__sv="Bara här")
    visit.address(intervention="I2")
    visit.run()
    assert visit.field("chain/need", "need.sv").value == example.chain("I2").need.sv


def test_a_source_typed_and_folded_away_is_saved_from_another_tab_in_another_language(example):
    form = "effects/I1-B1/impact"
    visit = Visit("impact", intervention="I1").edit("effects", "I1-B1").type(form, deadweight__source="Min källa")
    visit.at.session_state[f"I1/{form}:deadweight.passport.open"] = False
    visit.run()
    Visit("impact", intervention="I1", edit="effects/I1-B1").speak("en").save(form)
    [effect] = [each for each in example.chain("I1").effects if each.id == "I1-B1"]
    assert effect.deadweight.source == "Min källa"
