"""Rule: how a locked assumption set counts."""

import pytest

from chain.assumption import Assumption
from sroi.departures import count_departing, departures, with_set_prices
from sroi.ratio import calculate
from tests.spec.rule import Column, Rule, Said
from tests.spec.small import PLAIN, chain, effect
from tests.sroi.sets import Entry, locked

SETTINGS = PLAIN.model_copy(update={"price_year": 2023})
RULE = Rule(
    title=Said("Antagandeuppsättning: samma priser och konventioner för alla", "Assumption set: one set for all"),
    words=Said(
        """En organisation kan låsa sina konventioner, sitt prisindex och hela sitt prisbibliotek under ett nummer och
ett namn. Det som är låst ändras aldrig; en ändring blir nästa uppsättning. Uppsättningen räknar inte om något
av sig själv. För varje insats sägs det om den är räknad enligt uppsättningen, eller i hur många avseenden den
avviker: en konvention, ett index eller ett pris är ett avseende var. Ett pris avviker när dess värde, lägsta
eller högsta värde, prisår eller enhet är något annat än uppsättningens. Ett pris som inte får räknas om med index
ska stå utan prisår. Horisont, perspektiv och effekter utanför grundkalkylen är olika sätt att se samma tal och
avviker inte. Priser som uppsättningen inte innehåller är inget fel, men sägs för sig. När priserna tas ur
uppsättningen avviker inget pris längre. Tabellen: en enhet, 1 000 kr satsade, prisår 2023, och index (KPI)
328,40 för 2018 och 403,70 för 2023.""",
        """An organisation can lock its conventions, its price index and its whole price library under a number and a
name. What is locked never changes; a change becomes the next set. The set recalculates nothing by itself. Every
intervention says whether it is counted by the set, or in how many respects it departs: a convention, an index
or a price is one respect each. A price departs when its value, lowest or highest value, price year or unit is
other than the set's. A price that no index may move must stand without a price year. Horizon, perspective and
effects outside the base case are ways to look at the same figures and do not depart. Prices that the set does
not hold are no fault, but are told apart. When prices are taken from the set, none departs any longer. The
table: one unit, SEK 1,000 put in, price year 2023, and index (CPI) 328.40 for 2018 and 403.70 for 2023.""",
    ),
    formula=None,
    columns=(
        Column(Said("Pris i insatsen", "Price in the intervention"), "sek"),
        Column(Said("Prisår", "Price year"), "year"),
        Column(Said("Pris i uppsättningen", "Price in the set"), "sek"),
        Column(Said("Prisår", "Price year"), "year"),
        Column(Said("Får räknas om med index", "May be moved by an index")),
        Column(Said("Ränta i insatsen (3 % i uppsättningen)", "Rate in the intervention (3% in the set)"), "share"),
        Column(Said("Avviker i", "Departs in"), "number"),
        Column(Said("Värde nu", "Value now"), "sek"),
        Column(Said("Värde med uppsättningens pris", "Value at the set's price"), "sek"),
    ),
    rows=(
        (2000, None, 2000, None, True, 0.03, 0, 2000, 2000),
        (1500, None, 2000, None, True, 0.03, 1, 1500, 2000),
        (2000, 2018, 2000, 2018, True, 0.03, 0, 2458.59, 2458.59),
        (1500, None, 2000, 2018, True, 0.03, 1, 1500, 2458.59),
        (2000, None, 2000, 2018, False, 0.03, 0, 2000, 2000),
        (2000, 2018, 2000, 2018, False, 0.03, 1, 2458.59, 2000),
        (1500, None, 2000, None, True, 0.05, 2, 1500, 2000),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_what_departs_and_what_the_sets_price_gives(row):
    price, year, set_price, set_year, may_be_uprated, rate, departs, now, then = row
    entry = Entry("visit", Assumption(value=set_price, price_year=set_year), may_be_uprated=may_be_uprated)
    held = locked(entry, settings=SETTINGS.model_copy(update={"discount_rate": 0.03}))
    settings = SETTINGS.model_copy(update={"discount_rate": rate})
    intervention = chain(effect(), price=price, price_year=year)
    [proxy] = intervention.proxies
    intervention = intervention.model_copy(
        update={"proxies": (proxy.model_copy(update={"library_id": entry.library_id}),)}
    )
    assert count_departing(departures(intervention, settings, held)) == departs
    assert calculate(intervention, settings).society.value == pytest.approx(now, abs=0.005)
    taken = with_set_prices(intervention, held)
    assert calculate(taken, settings).society.value == pytest.approx(then, abs=0.005)
    assert not [each for each in departures(taken, settings, held) if each.kind == "price"]


def test_a_price_that_the_set_does_not_hold_is_told_apart():
    held = locked(settings=SETTINGS)
    found = departures(chain(effect(), price=1.0), SETTINGS, held)
    assert [each.kind for each in found] == ["outside"]
    assert count_departing(found) == 0
