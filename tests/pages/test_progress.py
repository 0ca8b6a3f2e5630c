"""How far the walk has come, what each monetised effect amounts to, and a price library that helps one along."""

from datetime import date

import pytest

from chain import edit
from chain.model import Outcome
from chain.people import Acting
from chain.text import Text
from pages.parts import price_picker
from reports.texts.numbers import format_money, format_share
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from tests.pages.visit import Visit


def trail(visit: Visit):
    """The closed list of the walk's links."""
    [found] = [each for each in visit.at.expander if each.label.startswith(("Så långt", "So far"))]
    return found


def lines(visit: Visit) -> dict[str, str]:
    """What is said of each link, by its page."""
    found = [each.proto for each in trail(visit) if each.type == "page_link"]
    return {each.page: each.label.replace("\\", "") for each in found}


def test_every_link_tells_how_far_it_has_come(empty):
    one = Outcome(id="o", name=Text(sv="Ro"))
    empty.save(lambda chain: edit.with_element(chain, "outcomes", one).model_copy(update={"need": Text(sv="Ja")}), "T1")
    visit = Visit("outputs", intervention="T1")
    assert trail(visit).label == "Så långt: 2 av 9 steg klara."
    assert not trail(visit).proto.expanded
    said = lines(visit)
    assert len(said) == 9
    assert said["need"] == "✓ Behov och syfte: klart"
    assert said["outcomes"] == "✓ Effekter: klart"
    assert said["resources"] == "– Resurser: inte påbörjat"
    visit.go("resources").edit("resources", "new").type("resources/new", name__sv="Lokal").save("resources/new")
    assert lines(visit)["resources"] == "… Resurser: påbörjat", "a payer and an amount are still missing"
    assert lines(visit.speak("en"))["resources"] == "… Resources: begun"


@pytest.mark.parametrize(
    ("page", "form", "field", "title"),
    [
        ("need", "chain/need", "need.sv", "Behov och syfte"),
        ("outcomes", "chain/no_negative", "no_negative_reason.sv", "Effekter"),
        ("impact", "effects/I1-B1/impact", "name.sv", "Påverkan"),
        ("value", "effects/I1-B1/value", "name.sv", "Ekonomiskt värde"),
        ("stakeholders", "actors/new", "name.sv", "Intressenter och aktörer"),
    ],
)
def test_open_drafts_are_told_on_every_link(example, page, form, field, title):
    positive = tuple(each.model_copy(update={"positive": True}) for each in example.chain("I1").outcomes)
    example.save(lambda chain: chain.model_copy(update={"outcomes": positive}), "I1")
    visit, (kind, ident, *_) = Visit(page, intervention="I1"), form.split("/")
    if kind != "chain":
        visit.edit(kind, ident)
    visit.type(form, **{field.replace(".", "__"): "Halvskrivet"})
    later = Visit("outputs", intervention="I1")
    assert trail(later).label.endswith(f"Utkast finns: {title}.")
    assert [each for each, line in lines(later).items() if line.endswith("utkast finns")] == [page]
    assert "Utkast finns" not in trail(Visit("outputs", intervention="I2")).label


def test_what_is_typed_of_something_else_is_no_draft_of_a_link(example):
    Visit("result", intervention="I1").type("version/new", name="Halvskrivet")
    assert "Utkast finns" not in trail(Visit("outputs", intervention="I1")).label


@pytest.mark.parametrize("page", ["impact", "value"])
def test_each_effect_tells_what_it_amounts_to(example, page):
    visit = Visit(page, intervention="I1")
    worth = {each.effect_id: each for each in calculate(example.chain("I1"), SWEDISH_PUBLIC_SECTOR).effects}
    for effect in example.chain("I1").effects:
        share, units = effect.quantity.share.value, effect.quantity.units.value
        left = format_share("sv", worth[effect.id].filters_left, None)
        amount = format_money("sv", worth[effect.id].present_value)
        years = effect.duration_years.value
        told = (
            f"{format_share('sv', share, None)} × {units:g} · kvar efter avdrag {left} · {years:.0f} år · "
            f"nuvärde på 10 år: {amount}"
        ).replace("0.", "0,")
        assert told.replace("\u00a0", " ") in visit.words.replace("\u00a0", " "), effect.id


def test_an_effect_that_is_not_counted_says_so(example):
    effect = example.chain("I1").effects[0]
    bare = effect.model_copy(update={"deadweight": None, "quantity": None})
    example.save(lambda chain: edit.with_element(chain, "effects", bare), "I1")
    assert "mängd saknas · 3 år · räknas inte ännu" in Visit("impact", intervention="I1").words.replace("\u00a0", " ")


def test_a_new_effect_asks_for_its_outcome_where_it_is_valued(example):
    visit = Visit("value", intervention="I1").edit("effects", "new")
    visit.type("effects/new/value", name__sv="Ny", outcome_id="I1-E2", actor_id="kommun_soc").save("effects/new/value")
    made = example.chain("I1").effects[-1]
    assert (made.name.sv, made.outcome_id, made.actor_id) == ("Ny", "I1-E2", "kommun_soc")
    visit.edit("effects", made.id)
    assert not [each for each in visit.at.selectbox if ":outcome_id" in str(each.key)], "answered under impact"


def search(visit: Visit, words: str) -> str:
    """What stands after searching the library on the value page."""
    visit.at.text_input(key="price-search").set_value(words)
    return visit.run().words


def test_a_search_finds_inflections_compounds_units_and_english_and_helps_when_it_finds_nothing(empty):
    visit = Visit("value", intervention="T1")
    every = operations.prices(empty.store, Acting("a reader", empty.home))
    names = {each.library_id for each in price_picker.matching(every, "placeringar extern")}
    assert names
    assert names == {each.library_id for each in price_picker.matching(every, "placering extern")}
    assert price_picker.matching(every, "household year"), "English units and names"
    assert "Psykologutredning" in search(visit, "utredningen psykolog")
    assert "1 pris." in search(visit, "psykologutredning")
    said = search(visit, "särskilda stöd")
    assert "Inget pris hittades. Pröva ett kortare eller annat ord, eller skriv ett eget pris." in visit.told("info")
    assert "Särskilt stöd i skolan, per elev och månad" in said
    assert "går inte att räkna med" in said
    assert "går inte att räkna med" not in search(visit, "rymdraket")


def test_an_old_price_has_a_tag(empty):
    entry = next(
        each
        for each in operations.prices(empty.store, Acting("a reader", empty.home))
        if (each.price.price_year or 9999) < 2016
    )
    visit = Visit("value", intervention="T1")
    age = date.today().year - entry.price.price_year
    assert f"äldre pris, {age} år" in search(visit, entry.name.sv)
    fresh = entry.price.model_copy(update={"price_year": date.today().year - 5})
    operations.save_own_price(empty.store, Acting("x", empty.home), operations.LibraryPrice(
        **{**{name: getattr(entry, name) for name in entry.__dataclass_fields__}, "price": fresh}))  # fmt: skip
    assert "äldre pris" not in search(Visit("value", intervention="T1"), entry.name.sv).split("Bibliotekets tal")[0]
