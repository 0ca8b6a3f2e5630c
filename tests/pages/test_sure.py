"""How sure it is, on screen: drivers, scenarios, turning points, what to find out, the checklist; and empty states."""

import pytest

from chain.assumption import Evidence
from chain.checks.rule import amount_figure
from pages.parts import kept_scenarios
from sroi.movable import movables
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.pages.visit import Visit
from tests.spec.small import chain as chain_of
from tests.spec.small import effect

PAGES = {
    "drivers": {"sv": "Vad som driver kvoten", "en": "What drives the ratio"},
    "tipping": {"sv": "Vad som skulle vända resultatet", "en": "What would tip the result"},
    "learning": {"sv": "Vad är mest värt att ta reda på?", "en": "What is most worth finding out?"},
    "honesty": {"sv": "Granska anspråket", "en": "Judge the claim"},
}
PRICE, COHORTS = "proxies/P04/price", "chain/cohorts"


def links(visit: Visit) -> list[str]:
    """The words of the links on the page."""
    return [each.label.replace("\\", "") for each in visit.at.main if each.type == "page_link"]


def tables(visit: Visit) -> str:
    """All tables of the page."""
    return "\n".join(str(each.value) for each in visit.at.html)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("chain", ["I1", "I2", "I3", "I4"])
def test_the_four_pages_in_both_languages_each_with_one_way_on(example, chain, language):
    visit = Visit("drivers", intervention=chain, lang=language)
    after = {"sv": "Nästa steg", "en": "Next step"}[language]
    for page, title in PAGES.items():
        visit.go(page)
        assert visit.title == title[language]
        onward = [label for label in links(visit) if label.startswith((after, "Ange spann", "State a range"))]
        assert onward, (page, links(visit))
        assert "vk-table" in tables(visit)
    assert not visit.told("error")


def test_the_drivers_name_the_number_that_matters_most_and_those_nobody_has_judged(example):
    visit = Visit("drivers", intervention="I2")
    assert "Störst betydelse har talet ”Särskilt stöd i skolan, lägsta nivån, ett läsår”" in visit.words
    assert "50 tal saknar spann" in [each.label for each in visit.at.expander]
    assert tables(visit).count("&#9660; 0,") == 14  # of 25 pairs, those below 1


def test_two_numbers_are_chosen_by_the_address_and_by_hand(example):
    visit = Visit("drivers", intervention="I2", grid_row=COHORTS, grid_column=PRICE)
    assert visit.at.selectbox(key="grid-row@I2@sv").value == COHORTS
    visit.at.text_input(key=f"grid-row-from@I2/{COHORTS}").set_value("200 %")
    visit.run()
    visit.at.text_input(key=f"grid-row-to@I2/{COHORTS}").set_value("300 %")
    visit.run()
    assert "200\u00a0% av det räknade" in tables(visit)
    assert "Alla 25 kombinationer" in visit.words
    visit.at.text_input(key=f"grid-row-to@I2/{COHORTS}").set_value("-5 %")
    visit.run()
    assert "kan inte vara" in visit.told("error")
    visit.choose("grid-column@I2@sv", COHORTS)
    assert "Välj två olika tal" in visit.told("info")


def test_ones_own_scenario_is_kept_shown_and_taken_away_with_a_way_back(example):
    visit = Visit("drivers", intervention="I2").type("scenario/new", name="Dyrt", places=[COHORTS, PRICE])
    visit.type("scenario/new", **{f"to.{COHORTS}": "50 %"}).type("scenario/new", **{f"to.{PRICE}": "90 000"})
    visit.press("save-scenario")
    assert "Scenariot ”Dyrt” är sparat" in visit.told("success")
    again = Visit("drivers", intervention="I2")
    assert "Från Dyrt: 0,50" in again.words
    again.press("remove-scenario-Dyrt")
    assert "Dyrt: 0,50" not in again.words
    again.press("flash-undo")
    assert "Från Dyrt: 0,50" in again.words


def test_a_scenario_that_cannot_be_is_told_and_what_was_typed_stands(example):
    visit = Visit("drivers", intervention="I2").type("scenario/new", name="Hoppfullt", places=[PRICE])
    visit.type("scenario/new", **{f"to.{PRICE}": "-5"})
    visit.press("save-scenario")
    assert "kan inte vara" in visit.told("error")
    assert "färdiga scenarierna" in visit.told("error")
    assert visit.field("scenario/new", "name").value == "Hoppfullt"
    assert visit.field("scenario/new", f"to.{PRICE}").value == "-5"


def test_weak_evidence_is_held_back_only_by_shares_that_someone_typed(example):
    visit = Visit("drivers", intervention="I2").press("save-evidence")
    assert "minst ett avdrag" in visit.told("error")
    visit.type("scenario/evidence", **{"share.assumed": "20"}).press("save-evidence")
    assert "Avdragen i ”Evidensavdrag”: antagande 20\u00a0%." in visit.words
    assert "Evidensavdrag" in tables(visit)


def test_a_scenario_about_numbers_that_are_gone_says_so_and_keeps_them(example):
    visit = Visit("drivers", intervention="I2").type("scenario/new", name="Dyrt", places=[PRICE])
    visit.type("scenario/new", **{f"to.{PRICE}": "90 000"}).press("save-scenario")

    def unused(chain):
        kept = tuple(each for each in chain.effects if each.proxy_id != "P04")
        return chain.model_copy(update={"effects": kept})

    example.save(unused, "I2")
    again = Visit("drivers", intervention="I2")
    assert "Scenariot ”Dyrt” ändrar 1 tal som inte längre ingår" in again.told("warning")
    assert "remove-scenario-Dyrt" in [each.key for each in again.at.button]


def test_an_evidence_scenario_reads_the_levels_of_the_chain(example):
    chain = example.chain("I2")
    own = kept_scenarios.Own(name="x", discounts={"assumed": 0.5, "not_stated": 0.1})
    figures = own.figures_in(chain, SWEDISH_PUBLIC_SECTOR)
    gains = [amount_figure(each) for each in chain.effects if each.sign > 0 and each.in_base_case]
    wanted = {place for place, figure in gains if figure.evidence in (Evidence.ASSUMED, None)}
    assert set(figures) == wanted


def test_a_discount_stays_with_its_gain_and_a_typed_number_moves_wherever_it_stands(example):
    chain = example.chain("I2")
    first, second = [each for each in chain.effects if each.quantity.kind == "share_of_cohort"][:2]
    shared = first.quantity.share.model_copy(update={"figure_id": "one", "evidence": Evidence.ASSUMED})
    quantities = [each.quantity.model_copy(update={"share": shared}) for each in (first, second)]
    gain = first.model_copy(update={"quantity": quantities[0], "sign": 1})
    cost = second.model_copy(update={"quantity": quantities[1], "sign": -1})
    changed = chain.model_copy(update={"effects": (gain, cost)})
    numbers = movables(changed, SWEDISH_PUBLIC_SECTOR)
    place, other = (f"effects/{each.id}/quantity/share" for each in (gain, cost))
    own = [
        kept_scenarios.Own(name="typed", figures={place: 0.2}),
        kept_scenarios.Own(name="held back", discounts={"assumed": 0.5}),
    ]
    counted = kept_scenarios.counted(own, numbers, changed, SWEDISH_PUBLIC_SECTOR)
    assert counted.figures["typed"] == {place: 0.2, other: 0.2}
    assert counted.figures["held back"] == {amount_figure(gain)[0]: amount_figure(gain)[1].value * 0.5}


def test_turning_points_follow_the_target_that_is_typed_and_the_address_tells_it(example):
    visit = Visit("tipping", intervention="I1")
    assert "Om färre än 44,1 av 152 barn börjar ger en krona tillbaka mindre än en krona." in visit.words
    visit.at.text_input(key="target@sv").set_value("5")
    visit.run()
    assert "tillbaka mer än 5,00\u00a0kr" in visit.words
    assert visit.at.query_params["target"] in ("5", ["5"])
    assert "mer än 5,00\u00a0kr" in Visit("tipping", intervention="I1", target="5").words
    visit.at.text_input(key="target@sv").set_value("-2")
    visit.run()
    assert "Skriv en kvot från 0" in visit.told("error")


def test_several_interventions_are_weighed_against_each_other(example):
    visit = Visit("learning", intervention="I2")
    assert "mest värt att mäta: ”Särskilt stöd i skolan" in visit.words
    visit.at.multiselect(key="learning-others-I2@sv").set_value(["I1", "I4"])
    visit.run()
    assert "Bäst i genomsnitt: Föräldrakurser" in visit.words
    assert "Ingen av dem" in tables(visit)
    assert "dras en gång" in visit.words


def test_a_chain_in_which_nobody_said_how_sure_they_are_is_taught(example):
    def certain(chain):
        bare = {"low": None, "high": None}
        prices = tuple(each.model_copy(update={"price": each.price.model_copy(update=bare)}) for each in chain.proxies)
        return chain.model_copy(update={"proxies": prices})

    example.save(certain, "I1")
    assert "Ingen har ännu sagt hur säkert" in Visit("drivers", intervention="I1").told("info")
    learning = Visit("learning", intervention="I1")
    assert "inget värt att ta reda på – på papperet" in learning.told("info")
    assert [label for label in links(learning) if label.startswith("Ange spann för")]


def test_before_there_is_a_ratio_the_pages_lead_to_what_is_missing(empty):
    for page in ("drivers", "tipping"):
        visit = Visit(page, intervention="T1")
        assert "Det finns ingen kvot att pröva ännu" in visit.told("info")
        assert links(visit) == ["Nästa steg: fyll i det som saknas"]
    assert "inget netto att besluta om ännu" in Visit("learning", intervention="T1").told("info")
    checked = Visit("honesty", intervention="T1")
    assert "0 uppfyllda" in checked.words
    assert "Så snart en värderad effekt räknas" in checked.told("info")


def test_one_cost_and_one_effect_are_enough(empty):
    small = chain_of(effect())
    empty.save(lambda chain: small.model_copy(update={"id": chain.id, "name": chain.name}), "T1")
    visit = Visit("tipping", intervention="T1")
    assert "alltså precis en krona" in visit.words
    assert "Minsta ändring vänder resultatet" in visit.words
    assert "Två tal på en gång" in visit.go("drivers").words
    assert "Ingen har ännu sagt hur säkert" in visit.told("info")
    for page in ("learning", "honesty"):
        assert not visit.go(page).told("error")


def test_a_gap_in_the_checklist_leads_to_the_element_that_has_it(example):
    visit = Visit("honesty", intervention="I2")
    ways = [each for each in visit.at.main if each.type == "page_link" and "Rätta" in each.label]
    assert ways
    [price] = [each for each in ways if "Besök på barn" in each.label]
    assert "edit=proxies%2FP03" in price.proto.query_string
