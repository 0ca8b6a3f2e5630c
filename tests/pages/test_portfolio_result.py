"""The page of the best choice under budgets: what binds, what differs, what clashes, and what is decided for good."""

import pytest

from chain.plan.edit import with_choice, with_standing
from chain.plan.model import Choice, Standing
from chain.plan.starter import worked_example
from chain.text import Text
from storage.operations import plan
from tests.acting import here
from tests.pages.conftest import WHO
from tests.pages.test_portfolio_pages import CHOICE, ID, kept, now, otherwise_counted, saved
from tests.pages.visit import Visit


def test_the_result_tells_the_best_the_ratio_order_what_binds_and_the_margin(empty):
    visit = Visit("portfolio_result", portfolio=kept(empty))
    words = visit.words.replace("\u00a0", " ")
    for told in (
        "Bäst nettovärde: Föräldragrupper på familjecentralen, Jobbspår för unga utan gymnasieexamen och Läxhjälp",
        "Kostar 10,0 mkr och ger ett värde på 29,4 mkr: netto 19,4 mkr för hela samhället, på 10 år från 2027",
        "Om man bara sorterar på kvot:",
        "8,7 mkr, netto 17,4 mkr",
        "Budget ”Sociala investeringsfonden 2027”: högst 10,0 mkr. Med 1,0 mkr till blir nettot 1,9 mkr större",
        "1,0 mkr mindre kostar 1,7 mkr i netto",
    ):
        assert told in words, told
    assert "högst 6 årsarbetare 2027" in visit.open("portfolio-used").words
    words = visit.open("portfolio-sizes").words.replace("\u00a0", " ")
    assert "från 13,0 mkr till 14,0 mkr som ger mest: 3,3 mkr mer i netto" in words
    words = visit.speak("en").words.replace("\u00a0", " ")
    assert "net SEK 19.4 million for society as a whole" in words


def test_a_copy_with_another_budget_is_compared_and_the_difference_explained(empty):
    kept(empty)
    assert "Det finns ingen annan" in Visit("portfolio_result", portfolio=ID).open("portfolio-between").told("info")
    acting = here(empty.store, WHO)
    plan.copy_portfolio(empty.store, acting, ID, Text(sv="Med elva"), "eleven")
    saved(empty, budgets=(worked_example().budgets[0].model_copy(update={"limit_sek": 11_000_000.0}),))
    visit = Visit("portfolio_result", portfolio="eleven").open("portfolio-between")
    words = visit.choose("portfolio-between-which@sv", ID).words.replace("\u00a0", " ")
    assert "Det bästa valet där ger netto 21,3 mkr, här 19,4 mkr: 1,9 mkr mer." in words
    assert "Inget annat skiljer, så det förklarar hela skillnaden." in words
    shorter = worked_example().conventions.model_copy(update={"horizon_years": 5})
    options = (each.model_copy(update={"conventions": shorter}) for each in worked_example().options)
    saved(empty, conventions=shorter, options=tuple(options))
    again = Visit("portfolio_result", portfolio="eleven").open("portfolio-between")
    again.choose("portfolio-between-which@sv", ID)
    assert "räknade på olika antaganden" in again.told("warning")


def test_rules_that_cannot_all_hold_are_told_in_the_fewest(empty):
    both = with_standing(with_standing(worked_example(), "P2", Standing.KEPT), "P6", Standing.KEPT)
    visit = Visit("portfolio_result", portfolio=kept(empty, both))
    told = visit.told("error")
    assert "De här krockar, och färre än så gör det inte" in told
    assert "- Högst en av Jobbspår för unga utan gymnasieexamen och Sommarjobb med handledare" in told
    assert "personal" not in told.lower()
    assert "inget val att besluta om" in visit.told("info")
    poor = worked_example().budgets[0].model_copy(update={"limit_sek": 1_000_000.0})
    saved(empty, budgets=(poor,), options=with_standing(worked_example(), "P2", Standing.KEPT).options)
    told = Visit("portfolio_result", portfolio=ID).told("error").replace("\u00a0", " ")
    assert "Budget ”Sociala investeringsfonden 2027”: högst 1,0 mkr" in told


def test_an_own_choice_tells_its_price_asks_why_and_is_decided_for_good(empty):
    visit = Visit("portfolio_result", portfolio=kept(empty))
    visit.type(CHOICE, option_ids=["P1", "P3", "P4", "P5"])
    told = "Avvikelsen kostar 1,7 mkr i nettovärde: Skolnärvaroteam och Fritidsledare i Norra Ljusnaby i stället för"
    assert told in visit.words.replace("\u00a0", " ")
    assert "Unga 13–18 år: 300 personer nås, mot 130 i det bästa valet" in visit.words
    assert "Spara ert val först" in visit.told("info")
    visit.save(CHOICE).press("portfolio-decide")
    assert "behöver en motivering" in visit.told("error")
    visit.type(CHOICE, reason__sv="Norra Ljusnaby har fått minst").save(CHOICE)
    visit.press("portfolio-decide")
    [made] = plan.portfolio_decisions(empty.store, here(empty.store), ID)
    assert (made.price_sek, made.reason.sv) == (pytest.approx(1_700_000), "Norra Ljusnaby har fått minst")
    assert "Beslut 1 är antecknat" in visit.told("success")
    assert "Motivering: Norra Ljusnaby har fått minst" in visit.words
    saved(empty, start_year=2028)
    assert "Portföljen har ändrats sedan beslutet" in Visit("portfolio_result", portfolio=ID).words


def test_where_all_is_excluded_the_best_is_nothing_and_says_why(empty):
    shut = worked_example()
    for each in worked_example().options:
        shut = with_standing(shut, each.id, Standing.EXCLUDED)
    words = Visit("portfolio_result", portfolio=kept(empty, shut, theme_rules=())).words
    assert "Bäst är att inte välja något" in words
    assert "Se över vad som är uteslutet" in words


def test_from_nothing_to_a_best_choice(empty):
    visit = Visit("portfolios")
    visit.at.text_input(key="portfolio-name").set_value("Från början")
    visit.run().press("portfolio-create")
    [made] = plan.portfolios(empty.store, here(empty.store))
    visit = Visit("portfolio_options", portfolio=made.id).edit("options", "new")
    assert "Skriv först in vilka som betalar och får nytta" in visit.told("info")
    visit = Visit("portfolio_rules", portfolio=made.id).open("portfolio-referred").edit("actors", "new")
    visit.type("portfolio/actors/new", name__sv="Skolnämnden", level="municipality").save("portfolio/actors/new")
    form, visit = "portfolio/options/new", Visit("portfolio_options", portfolio=made.id).edit("options", "new")
    visit.type(form, name__sv="Läxhjälp", same_conventions=True)
    visit.type(form, **{"payments/0/amount_a_year": "1 000 000", "gains/0/amount_a_year": "2 500 000"}).save(form)
    assert "Ingen budget är angiven" in Visit("portfolio_rules", portfolio=made.id).told("info")
    words = Visit("portfolio_result", portfolio=made.id).words.replace("\u00a0", " ")
    assert "Bäst nettovärde: Läxhjälp" in words
    assert "netto 1,5 mkr" in words


def test_a_choice_of_what_has_been_left_out_since_is_mended_where_one_stands(empty):
    chosen = with_choice(otherwise_counted(), Choice(option_ids=("P2", "P3")))
    left_out = with_standing(with_standing(chosen, "P1", Standing.EXCLUDED), "P2", Standing.EXCLUDED)
    visit = Visit("portfolio_result", portfolio=kept(empty, left_out))
    assert "Jobbspår för unga utan gymnasieexamen är med i ert val men räknad på andra antaganden" in visit.words
    visit.press("drop-choice")
    offered = visit.field(CHOICE, "option_ids").options
    assert "Jobbspår för unga utan gymnasieexamen" not in offered
    assert now(empty).choice is None


def test_a_choice_outside_the_rules_names_them(empty):
    visit = Visit("portfolio_result", portfolio=kept(empty)).type(CHOICE, option_ids=["P2", "P6", "P1"])
    told = visit.told("error")
    assert "Valet bryter mot:" in told
    assert "Högst en av" in told
