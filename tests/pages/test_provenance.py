"""What a number, a price and a text tell about themselves on screen: origin, price year, unit, language, author."""

from datetime import date

import pytest

from chain import edit
from chain.assumption import Mark
from chain.checks import check_chain
from chain.people import LOCAL
from chain.text import Text
from pages.parts import workspace
from storage import operations
from tests.acting import here
from tests.pages.conftest import WHO
from tests.pages.visit import Visit

PERSON = "Anna 850101-1234"
LOOKS_PERSONAL = "ser ut som ett personnummer"


def outside_expanders(block) -> list:
    """Every element that stands in sight: not in a closed expander or popover."""
    found = []
    for child in block.children.values():
        if hasattr(child, "children"):
            found += [] if child.type in ("expander", "popover") else outside_expanders(child)
        else:
            found.append(child)
    return found


def test_a_typed_number_is_of_unstated_origin_until_someone_states_it(empty):
    visit = Visit("impact", intervention="T1").edit("effects", "new")
    form = "effects/new/impact"
    visit.type(form, name__sv="Lugnare", deadweight="10 %", deadweight__reason__sv="Gissat", lag_years="1")
    visit.type(form, lag_years__mark="illustrative")
    in_sight = [getattr(each, "key", "") or "" for each in outside_expanders(visit.at.main)]
    assert any(f"{form}:deadweight.mark#" in key for key in in_sight)
    visit.save(form)
    [made] = empty.chain("T1").effects
    assert (made.deadweight.mark, made.lag_years.mark) == (Mark.NOT_STATED, Mark.ILLUSTRATIVE)
    found = {each.code: each.words() for each in check_chain(empty.chain("T1"), date.today().year)}
    assert found["figure.not_stated"] == {"count": 1, "total": 2}
    assert found["figure.illustrative"] == {"count": 1, "total": 2}
    assert "1 av 2 tal saknar uppgift om ursprung." in visit.go("need").words


def test_an_empty_price_year_is_told_beside_the_amounts_and_never_filled_in(empty):
    visit = Visit("resources", intervention="T1").edit("resources", "new")
    form = "resources/new"
    visit.type(form, name__sv="Lokal", amounts__2024="40 000")
    in_sight = [getattr(each, "key", "") or "" for each in outside_expanders(visit.at.main)]
    assert any(f"{form}:amounts.price_year#" in key for key in in_sight)
    taken = "Inget prisår är angivet. Då räknas beloppet som 2024 års priser."
    assert taken in visit.words
    visit.save(form)
    assert empty.chain("T1").resources[0].amounts.price_year is None
    assert "1 av 1 kostnader saknar prisår" in visit.words
    visit.edit("resources", empty.chain("T1").resources[0].id)
    form = f"resources/{empty.chain('T1').resources[0].id}"
    visit.type(form, amounts__price_year="2023")
    assert taken not in visit.words
    visit.save(form)
    assert empty.chain("T1").resources[0].amounts.price_year == 2023


@pytest.mark.parametrize(
    ("page", "form", "field"),
    [("need", "chain/need", "target_group.sv"), ("activities", "activities/new", "description.sv"),
     ("outputs", "outputs/new", "unit"), ("impact", "effects/new/impact", "deadweight.source")],
)  # fmt: skip
def test_what_looks_like_a_personal_number_is_told_under_the_field_and_may_be_saved(empty, page, form, field):
    visit = Visit(page, intervention="T1")
    if form.startswith("chain"):
        kind = ""
    else:
        kind = form.partition("/")[0]
        visit.edit(kind, "new").type(form, name__sv="Något")
    if page == "impact":
        visit.type(form, deadweight="0")
    visit.type(form, **{field.replace(".", "__"): PERSON})
    assert LOOKS_PERSONAL in visit.told("warning")
    assert "850101" not in visit.told("warning")
    visit.save(form)
    chain = empty.chain("T1")
    assert PERSON in chain.model_dump_json()
    codes = {each.code for each in check_chain(chain, date.today().year)}
    assert "text.personal_number" in codes


def test_a_new_price_starts_empty_and_asks_what_it_is_for(empty):
    visit = Visit("value", intervention="T1").edit("proxies", "new")
    form = "proxies/new"
    assert visit.field(form, "price").value == ""
    visit.type(form, name__sv="Skolassistent").save(form)
    assert "Pris per enhet behövs" in visit.told("error")
    assert not empty.chain("T1").proxies
    visit.type(form, price="52 000", price_unit="per elev och år").save(form)
    [made] = empty.chain("T1").proxies
    assert (made.price.value, made.price.unit) == (52_000, "per elev och år")
    assert "52 000 kr per elev och år" in visit.words.replace("\u00a0", " ")
    visit.edit("proxies", made.id).type(f"proxies/{made.id}", price_unit="").save(f"proxies/{made.id}")
    assert empty.chain("T1").proxies[0].price.unit == ""


def test_ones_own_earlier_save_is_told_as_ones_own(example):
    before = example.chain("I1").activities[0]
    form = f"activities/{before.id}"
    visit = Visit("activities", intervention="I1").edit("activities", before.id).type(form, name__sv="Mitt namn")
    tab = Visit("outcomes", intervention="I1").edit("outcomes", "I1-E1")
    tab.type("outcomes/I1-E1", name__sv="Annan effekt").save("outcomes/I1-E1")
    visit.save(form)
    assert "Under tiden ändrade du något annat här, i en annan flik eller tidigare" in visit.told("success")
    visit.edit("activities", before.id).type(form, description__sv="Först")
    stored = example.load("I1")
    renamed = edit.with_element(stored.chain, "activities", before.model_copy(update={"name": Text(sv="Annan flik")}))
    operations.save(example.store, here(example.store, LOCAL), renamed, stored.version)
    visit.save(form)
    assert "Du sparade" in visit.told("warning")
    assert LOCAL not in visit.words


def test_who_entered_a_number_is_told_without_inner_names(example):
    visit = Visit("impact", intervention="I1").edit("effects", "I1-B1")
    form = "effects/I1-B1/impact"
    visit.type(form, displacement="5 %").save(form).edit("effects", "I1-B1").unfold(form, "displacement").run()
    assert f"Senast angivet {date.today().isoformat()}: du." in visit.words
    assert LOCAL not in visit.words


def test_others_are_called_by_their_names(monkeypatch):
    assert workspace.person(WHO) == WHO
    monkeypatch.setattr(workspace, "who", lambda: "anna@storstad.example")
    assert workspace.person(LOCAL) == "någon vid den här datorn"


def test_a_text_that_is_there_in_the_other_language_only_says_so(empty):
    empty.save(lambda chain: chain.model_copy(update={"purpose": Text(en="Fewer wait")}), "T1")
    visit = Visit("need", intervention="T1")
    assert "Texten finns bara på engelska." in visit.words
    assert "The text is there in Swedish only." in Visit("need", intervention="T1", lang="en").words
    visit.type("chain/need", purpose__sv="Färre väntar").save("chain/need")
    assert "Texten finns bara på engelska." not in visit.words
