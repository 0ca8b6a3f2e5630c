"""The page of adopted goals: the organisation's interventions, a portfolio's choice, and what is missing."""

from chain.model import Goal
from chain.plan.model import Choice, GoalEffect, Named
from chain.text import Text
from tests.chain.portfolios import gain, option, portfolio
from tests.pages.portfolios import kept, told
from tests.pages.visit import Visit

SCHOOL = Goal(id="school", name=Text(sv="Fler klarar skolan", en="More finish school"))
CASE = portfolio(
    option("A", 10e6, 0, gains=(gain(20e6, goal_ids=("school",)),),
           effects=(GoalEffect(goal_id="school", measure_id="present", planned=8, observed=5),)),
    option("B", 5e6, 8e6),
    option("C", 1e6, 2e6),
    budget=15e6,
    goals=(SCHOOL,),
    measures=(Named(id="present", name=Text(sv="Närvaro", en="Attendance")),),
    choice=Choice(option_ids=("C",), reason=Text(sv="Prov.")),
)  # fmt: skip


def test_the_organisations_interventions_by_goal_in_both_languages(example):
    visit = Visit("goal_report")
    words = told(visit)
    assert "mål har något som tjänar dem" in words
    assert "Kostnad och nytta för varje mål" in words
    assert "Kvoter läggs aldrig ihop" in words
    assert "SROI" not in words
    assert "goals have something that serves them" in told(visit.speak("en"))


def test_follow_up_stands_beside_what_was_planned(example):
    words = told(Visit("goal_report"))
    assert "Effekter och uppföljning" in words


def test_a_portfolios_choice_by_goal(example):
    visit = Visit("goal_report", portfolio=kept(example, CASE))
    visit.choose("portfolio-of@sv", "best")
    words = told(visit)
    assert "1 av 1 mål har något som tjänar dem. Allt tillsammans kostar 15,0 mkr" in words
    assert "Tjänar inget antaget mål: B." in words
    assert "Närvaro" in words
    assert "Uppföljt" in words
    own = told(visit.choose("portfolio-of@sv", "own"))
    assert "Inget tjänar Fler klarar skolan." in own


def test_without_anything_to_count_one_is_told_what_to_do(empty):
    visit = Visit("goal_report")
    assert "Ingen insats kan räknas än" in visit.told("info")


def test_a_portfolio_that_is_stopped_is_not_offered(example):
    stopped = portfolio(option("A", 10, 20, standing="kept"), budget=5)
    visit = Visit("goal_report", portfolio=kept(example, stopped))
    assert visit.at.selectbox(key="portfolio-of@sv").options == ["Organisationens insatser"]
