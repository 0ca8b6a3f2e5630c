"""The goals that the council has adopted, and the price library with the organisation's own figures."""

from datetime import date

from chain import edit
from chain.assumption import Assumption
from chain.model import Outcome, PriceQuality
from chain.people import Acting
from chain.text import Text
from pages.parts import price_picker
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from tests.pages.visit import Visit

FIXED, MOVABLE = "sjuklon10", "eb_hushall"


def goals(writer, retired: bool = False) -> list:
    """The register."""
    return operations.goals(writer.store, Acting("a reader", writer.home), retired=retired)


def entry(writer, library_id: str) -> operations.LibraryPrice:
    """One price of the library."""
    [found] = [
        each
        for each in operations.prices(writer.store, Acting("a reader", writer.home))
        if each.library_id == library_id
    ]
    return found


def test_a_goal_is_added_changed_and_chosen_for_an_outcome(empty):
    empty.save(lambda chain: edit.with_element(chain, "outcomes", Outcome(id="o", name=Text(sv="Ro"))), "T1")
    visit = Visit("goals")
    assert "Inga mål ännu" in visit.told("info")
    visit.save("goals/new")
    assert "Namn behövs" in visit.told("error")
    visit.type("goals/new", name__sv="Trygg uppväxt", adopted_by__sv="Fullmäktige 2023").save("goals/new")
    [made] = goals(empty)
    assert (made.goal.name.sv, made.goal.adopted_by.sv) == ("Trygg uppväxt", "Fullmäktige 2023")
    form = f"goals/{made.goal.id}"
    visit.press(f"change-{made.goal.id}").type(form, name__sv="Trygg barndom").save(form)
    [changed] = goals(empty)
    assert (changed.goal.id, changed.goal.name.sv) == (made.goal.id, "Trygg barndom")
    visit = Visit("outcomes", intervention="T1").edit("outcomes", "o")
    visit.type("outcomes/o", goal_ids=[made.goal.id]).save("outcomes/o")
    chain = empty.chain("T1")
    assert (chain.outcomes[0].goal_ids, chain.goals) == ((made.goal.id,), (changed.goal,))


def test_a_retired_goal_can_no_longer_be_chosen_and_can_be_brought_back(example):
    goal = goals(example)[0].goal
    visit = Visit("goals")
    assert "Målet kan inte längre väljas" in visit.words, "it asks first"
    assert goal in [each.goal for each in goals(example)]
    visit.press(f"retire-{goal.id}")
    assert goal.id not in {each.goal.id for each in goals(example)}
    assert "gäller inte längre" in visit.words
    visit.press("flash-undo")
    assert goal.id in {each.goal.id for each in goals(example)}


def test_words_that_cannot_be_kept_stay_in_the_goal_form(empty):
    visit = Visit("goals").type("goals/new", name__sv="Må\u202el").save("goals/new")
    assert "U+202E" in visit.told("error")
    assert visit.field("goals/new", "name.sv").value == "Må\u202el"
    assert not goals(empty)


def test_an_own_price_counts_and_keeps_the_librarys_figure_for_comparison(empty):
    shipped = entry(empty, MOVABLE)
    visit = Visit("prices").choose("own-price@sv", MOVABLE)
    form = f"prices/{MOVABLE}"
    visit.type(form, price="81 000,50", price__price_year="2025", price__reason__sv="Egen redovisning")
    visit.press("own-price-save")
    own = entry(empty, MOVABLE)
    assert (own.own, own.price.value, own.price.price_year) == (True, 81_000.5, 2025)
    assert (own.template, own.quality, own.payers) == (shipped.price, PriceQuality.OWN, shipped.payers)
    assert (own.price.author, own.price.noted_on) == ("local user", date.today())
    visit.press("flash-undo")
    assert entry(empty, MOVABLE) == shipped


def test_the_librarys_figure_can_count_again(empty):
    shipped = entry(empty, MOVABLE)
    form = f"prices/{MOVABLE}"
    visit = Visit("prices").choose("own-price@sv", MOVABLE).type(form, price="1")
    visit.press("own-price-save").press("own-price-reset")
    assert entry(empty, MOVABLE) == shipped


def test_an_own_price_that_is_none_is_told_and_not_saved(empty):
    visit = Visit("prices").choose("own-price@sv", MOVABLE)
    form = f"prices/{MOVABLE}"
    for words in ("", "1.234,5", "gratis"):
        visit.type(form, price=words).press("own-price-save")
        assert "Pris per enhet" in visit.told("error"), words
        assert visit.field(form, "price").value == words
        assert not entry(empty, MOVABLE).own


def test_the_library_is_searched_and_turned(empty):
    visit = Visit("prices")
    every = operations.prices(empty.store, Acting("a reader", empty.home))
    assert f"{len(every)} priser, 25 visas" in visit.words
    visit.at.text_input(key="library-search").set_value("Regionfakta hushåll")
    found = price_picker.matching(every, "Regionfakta hushåll")
    assert len(found) == 1
    assert "1 pris." in visit.run().words


def take(writer, library_id: str, words: str) -> Visit:
    """Search for a price on the value page, and take it into the chain."""
    visit = Visit("value", intervention="T1")
    visit.at.text_input(key="price-search").set_value(words)
    return visit.run().press(f"use-{library_id}")


def test_a_price_taken_comes_with_its_passport_payer_and_template(empty):
    shipped = entry(empty, MOVABLE)
    visit = take(empty, MOVABLE, shipped.name.sv)
    [proxy] = empty.chain("T1").proxies
    assert (proxy.price, proxy.template, proxy.library_id) == (shipped.price, shipped.price, MOVABLE)
    assert (proxy.quality, proxy.basis, proxy.span) == (shipped.quality, shipped.basis, shipped.span)
    assert visit.told("success") == "Priset finns nu bland kedjans prislappar."
    visit.press("flash-undo")
    assert not empty.chain("T1").proxies


def test_a_price_that_no_index_may_move_counts_as_it_stands(empty):
    shipped = entry(empty, FIXED)
    assert shipped.price.price_year == 2020
    visit = take(empty, FIXED, shipped.name.sv)
    [proxy] = empty.chain("T1").proxies
    assert proxy.price.price_year is None
    assert (proxy.price.value, proxy.template.price_year) == (shipped.price.value, 2020)
    assert "2020" in proxy.price.note.sv
    assert "2020" in proxy.price.note.en
    visit.at.text_input(key="price-search").set_value(shipped.name.sv)
    assert "Räknas inte om med index" in visit.run().words
    assert "Ange prisåret" not in visit.words, "nobody is asked for the year that must stay away"


def test_what_no_index_may_move_is_not_moved_by_the_engine(example):
    def priced(library_id):
        chain = price_picker.with_library_price(example.chain("I1"), entry(example, library_id))
        proxy = chain.proxies[-1]
        effects = tuple(each.model_copy(update={"proxy_id": proxy.id}) for each in chain.effects)
        result = calculate(chain.model_copy(update={"effects": effects}), SWEDISH_PUBLIC_SECTOR)
        return {(each.price_factor, each.price) for each in result.effects}

    assert priced(FIXED) == {(1.0, 20_000.0)}


def test_the_organisations_own_figure_is_the_one_taken_and_may_be_moved(empty):
    shipped = entry(empty, FIXED)
    form = f"prices/{FIXED}"
    visit = Visit("prices").choose("own-price@sv", FIXED)
    visit.type(form, price="21 500", price__price_year="2025").press("own-price-save")
    take(empty, FIXED, shipped.name.sv)
    [proxy] = empty.chain("T1").proxies
    assert (proxy.price.value, proxy.price.price_year, proxy.quality) == (21_500, 2025, PriceQuality.OWN)
    assert isinstance(proxy.template, Assumption)
    assert proxy.template == shipped.price
    visit = Visit("value", intervention="T1").edit("proxies", proxy.id)
    assert "Bibliotekets tal till jämförelse" in visit.words


def test_the_same_price_taken_twice_stands_twice_under_ids_of_its_own(empty):
    shipped = entry(empty, MOVABLE)
    take(empty, MOVABLE, shipped.name.sv)
    take(empty, MOVABLE, shipped.name.sv)
    assert len({each.id for each in empty.chain("T1").proxies}) == 2
