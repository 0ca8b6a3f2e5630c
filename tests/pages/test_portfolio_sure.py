"""The page on how sure a choice is: what holds, what to find out, long draws, and what stops it."""

import pytest

from chain.plan.model import Budget, Choice, Spread
from chain.text import Text
from pages.parts.jobs import JOBS
from reports.texts import LANGUAGES
from sroi import effort
from sroi.plan.from_chain import portfolio_of
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from tests.acting import here
from tests.chain.portfolios import option, portfolio
from tests.golden.test_golden_plan import seven
from tests.pages.portfolios import kept, told
from tests.pages.slow import until
from tests.pages.visit import Visit

OWN = Choice(option_ids=("P1", "P3", "P4", "P5"), reason=Text(sv="Rättvisa."))


def opened(writer, case, page="portfolio_sure", **address) -> Visit:
    """The page with this portfolio open."""
    return Visit(page, portfolio=kept(writer, case), **address)


def finished(visit: Visit) -> Visit:
    """The page drawn again when nothing is worked out elsewhere any more."""
    until(lambda: all(each.is_over for each in JOBS._jobs.values()))
    return visit.run()


def test_without_an_open_portfolio_one_is_shown_the_way(example):
    assert Visit("portfolio_sure").title == "Ingen portfölj är öppen"


def test_the_seven_applications(example):
    visit = opened(example, seven(choice=OWN))
    words = told(visit)
    assert "Bara alternativet P1 är nästan givet: det ingår i det bästa valet i 91 % av dragningarna" in words
    assert "Störst nytta av mer kunskap: effektens storlek i P2." in words
    assert "Ert eget val är i genomsnitt värt" in words
    assert "Inget annat val är säkrare" in words
    assert "10 000 dragningar med fröet" in words
    assert len(visit.at.get("vega_lite_chart")) == 2
    in_english = told(visit.speak("en"))
    assert "Only P1 is nearly given" in in_english
    assert "Most use of more knowledge: the size of the effect in P2." in in_english


def test_what_is_worth_learning_goes_into_a_measuring_plan_in_one_press(example):
    visit = opened(example, seven())
    where = "learn-where-0@sv"
    visit.choose(where, "I1").press("learn-0")
    assert "Tillagt i insatsens mätplan" in told(visit)
    there = operations.plan_of(example.store, here(example.store), "I1")
    names = [each.indicator.name for each in there.indicators]
    assert Text(sv="effektens storlek i P2", en="the size of the effect in P2") in names
    assert "Finns redan i mätplanen" in visit.words


@pytest.fixture
def own_interventions(example):
    """The municipality's own interventions as options, counted from their chains as they stand, under a budget."""
    acting = here(example.store)
    chains = [operations.load(example.store, acting, name).chain for name in ("I1", "I2", "I3", "I4")]
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 10, "perspective": "society"})
    case, left_out = portfolio_of(chains, settings)
    assert not left_out
    budget = Budget(id="all", limit_sek=6e6)
    return case.model_copy(update={"budgets": (budget,)})


def test_options_from_own_interventions_are_drawn_from_their_own_numbers(example, own_interventions):
    words = told(finished(opened(example, own_interventions)))
    assert "är bäst i" in words
    assert "har ändrats sedan alternativet räknades" not in words
    assert "Att veta allt vore värt högst" in words or "blir valet i stort sett detsamma" in words


def test_a_number_of_an_intervention_goes_into_its_own_plan_with_what_it_replaces(example, own_interventions):
    case = own_interventions.model_copy(update={"budgets": ()})
    visit = finished(opened(example, case))
    assert "Särskilt stöd i skolan, lägsta nivån, ett läsår”: pris per enhet (SkolNära" in visit.words
    visit.press("learn-0")
    assert "Tillagt i insatsens mätplan" in told(visit)
    last = operations.plan_of(example.store, here(example.store), "I2").indicators[-1].indicator
    assert last.replaces.place.startswith("proxies/")
    assert "Särskilt stöd i skolan" in last.name.sv
    assert "Finns redan i mätplanen" in visit.words


def test_an_intervention_that_has_changed_since_is_told_of(example, own_interventions):
    case = own_interventions
    acting = here(example.store)
    found = operations.load(example.store, acting, "I1")
    renamed = found.chain.model_copy(update={"name": Text(sv="Ett annat namn", en="Another name")})
    operations.save(example.store, acting, renamed, found.version)
    spread = tuple(
        each.model_copy(update={"spread": Spread(log_sd=0.4)}) if each.id != "I1" else each for each in case.options
    )
    visit = finished(opened(example, case.model_copy(update={"options": spread})))
    assert "har ändrats sedan alternativet räknades" in told(visit)


def test_with_nothing_uncertain_one_is_told_what_to_state(example):
    visit = opened(example, portfolio(option("A", 10, 20), option("B", 10, 15), budget=12))
    assert "Ingen har sagt hur säker nyttan" in visit.told("info")
    assert not visit.at.get("vega_lite_chart")


@pytest.mark.parametrize("page", ["portfolio_sure", "portfolio_payers"])
def test_what_cannot_be_chosen_is_told_with_the_way_to_mend_it(example, page):
    clashing = portfolio(option("A", 10, 20, standing="kept"), budget=5)
    visit = opened(example, clashing, page)
    assert "Inget val håller sig inom villkoren" in visit.told("error")
    assert not visit.at.get("vega_lite_chart")


def test_long_draws_are_made_elsewhere_with_a_way_to_stop(example, monkeypatch):
    monkeypatch.setattr(effort, "FEW_OPTIONS", 1)
    visit = opened(example, seven())
    assert "Valet görs om i varje dragning" in told(visit)
    visit.press("cancel-outside")
    assert visit.at.get("vega_lite_chart") == []
    assert "Bara alternativet P1 är nästan givet" in told(finished(visit.press("again-outside")))


def test_rules_that_take_long_to_try_are_tried_elsewhere_while_the_best_choice_stands(example, monkeypatch):
    monkeypatch.setattr(effort, "SEARCHES_A_RULE", 1_000)
    visit = opened(example, seven(), "portfolio_result")
    words, limits = told(visit), "högst 10,0 mkr. Med 1,0 mkr till blir nettot 1,9 mkr större"
    assert "Varje villkor prövas" in words
    assert "netto 19,4 mkr" in words
    assert limits not in words
    words = told(finished(visit))
    assert limits in words
    assert "Varje villkor prövas" not in words


@pytest.mark.parametrize("draws", ["7", "<script>", "-1"])
def test_what_the_address_says_wrongly_counts_as_not_said(example, draws):
    assert "10 000 dragningar" in told(opened(example, seven(), draws=draws))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_with_markup_is_shown_as_it_was_typed(example, language):
    case = seven()
    odd = case.options[0].model_copy(update={"name": Text(sv="**P1** <b>$x$</b>", en="**P1** <b>$x$</b>")})
    visit = opened(example, case.model_copy(update={"options": (odd, *case.options[1:])}), lang=language)
    assert "**P1** <b>$x$</b>" in visit.words
