"""The page on who pays and who gains: the shared investment, its switches, and what the address says wrongly."""

import pytest

from chain.plan.model import Choice, Spread
from chain.text import Text
from tests.chain.portfolios import option, portfolio
from tests.golden.test_golden_plan import seven, team
from tests.pages.portfolios import kept, told
from tests.pages.visit import Visit


def opened(writer, held, **address) -> Visit:
    """The page with this portfolio open."""
    return Visit("portfolio_payers", portfolio=kept(writer, held), **address)


def unsure(case):
    """The same with a stated uncertainty."""
    options = tuple(each.model_copy(update={"spread": Spread(log_sd=0.3)}) for each in case.options)
    return case.model_copy(update={"options": options})


def test_the_shared_investment(example):
    visit = opened(example, team())
    words = told(visit)
    assert "Kommunen går plus år 7 (2032). Som mest ligger 6,3 mkr ute." in words
    assert "2,80 kronor tillbaka till alla tillsammans (inget intervall" in words
    assert "Kommunen: 3,6 mkr av nyttan kan lämna en budget (40 %)" in words
    assert "1 år" not in words.partition("Löpande summa")[0]
    assert len(visit.at.get("vega_lite_chart")) == 1
    assert "Ingen har sagt hur säker nyttan är" in visit.words
    in_english = told(visit.speak("en"))
    assert "The municipality breaks even in year 7 (2032). At most SEK 6.3 million is laid out." in in_english


def test_horizon_parties_and_the_cashable_share_are_switched(example):
    visit = opened(example, team(), horizon="5")
    assert "på 5 år från 2026: alla betalar" in told(visit)
    assert "Kommunen går inte plus inom 5 år: den löpande summan slutar på -1,7 mkr." in told(visit)
    visit.choose("portfolio-horizon@sv", 8)
    visit.choose("portfolio-by@sv", "actor")
    assert "skola betalar 4,4 mkr och får ingen nytta." in told(visit)
    visit.at.text_input(key="portfolio-cashable@sv").set_value("20 %")
    assert "prövad här och inte sparad" in told(visit.run())
    visit.choose("portfolio-by@sv", "level")
    assert "1,8 mkr av nyttan kan lämna en budget (20 %)" in told(visit)


@pytest.mark.parametrize("typed", ["120 %", "abc", "-3 %", "=1+1"])
def test_a_wrong_cashable_share_is_told_and_the_stated_one_is_shown(example, typed):
    visit = opened(example, team())
    visit.at.text_input(key="portfolio-cashable@sv").set_value(typed)
    visit.run()
    assert visit.told("error").startswith("Omsättningsbar andel: ")
    assert "3,6 mkr av nyttan kan lämna en budget" in told(visit)
    assert visit.at.text_input(key="portfolio-cashable@sv").value == typed


def test_where_gains_are_uncertain_the_ratio_has_its_interval_and_cases_stand_beside_each_other(example):
    visit = opened(example, unsure(team()))
    words = told(visit)
    assert "kronor tillbaka till alla tillsammans (90 % intervall" in words
    assert "Försiktigt" in words
    stated = "får nytta för 20,7 mkr"
    assert stated in words
    assert stated not in told(visit.choose("portfolio-case@sv", "cautious"))


def test_what_is_shown_can_be_the_best_ones_own_choice_or_one_alone(example):
    own = Choice(option_ids=("P1", "P3", "P4", "P5"), reason=Text(sv="Rättvisa."))
    visit = opened(example, seven(choice=own))
    assert "P1, P3, P4 och P5 på" in told(visit), "first what will be done"
    best = told(visit.choose("portfolio-of@sv", "best"))
    assert "P1, P2 och P3 på 1 år från 2026: alla betalar tillsammans 10,0 mkr" in best
    alone = told(visit.choose("portfolio-of@sv", "option:P7"))
    assert "P7 på 1 år från 2026: alla betalar tillsammans 4,0 mkr" in alone


def test_a_best_choice_of_nothing_is_told(example):
    visit = opened(example, portfolio(option("A", 10, 5)))
    assert "Det bästa valet är att inte välja något" in visit.told("info")


@pytest.mark.parametrize("address", [{"horizon": "7"}, {"by": "<b>"}, {"of": "option:nobody"}, {"case": "x"}])
def test_what_the_address_says_wrongly_counts_as_not_said(example, address):
    assert "på 8 år från 2026: alla betalar tillsammans 7,4 mkr" in told(opened(example, team(), **address))
