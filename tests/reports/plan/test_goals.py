"""What is done for each adopted goal, in words and tables, never as a ratio."""

import pytest

from chain.model import Goal
from chain.plan.model import GoalEffect, Named
from chain.text import Text
from reports.plan.goals import goals_table, measures_table, sentences
from reports.table_output import to_html
from reports.texts import LANGUAGES
from sroi.plan.goals import by_goal
from tests.chain.portfolios import gain, option, portfolio

SCHOOL, WORK = GoalEffect(goal_id="school", measure_id="present", planned=8, observed=5), "work"
CASE = portfolio(
    option("A", 10e6, 0, persons=10, gains=(gain(20e6, goal_ids=("school",)),), effects=(SCHOOL,)),
    option("B", 5e6, 0, gains=(gain(8e6, goal_ids=("school", WORK)),),
           effects=(GoalEffect(goal_id="school", measure_id="present", planned=4),)),
    option("C", 1e6, 2e6),
    goals=(Goal(id="school", name=Text(sv="Fler klarar skolan", en="More finish school")),
           Goal(id=WORK, name=Text(sv="Fler i arbete", en="More in work")), Goal(id="none", name=Text(sv="Tryggt"))),
    measures=(Named(id="present", name=Text(sv="Närvaro", en="Attendance"), unit=Text(sv="elever", en="pupils")),),
)  # fmt: skip
FOUND = by_goal(CASE, ["A", "B", "C"])


def test_the_sentences_say_what_serves_what_does_not_and_why_parts_do_not_add_up():
    said = [each.replace("\u00a0", " ") for each in sentences(FOUND, CASE, "sv")]
    assert said[0].startswith("2 av 3 mål har något som tjänar dem. Allt tillsammans kostar 16,0 mkr")
    assert said[1:3] == ["Inget tjänar Tryggt.", "Tjänar inget antaget mål: C."]
    assert "går målens belopp inte att lägga ihop" in said[3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cost_and_value_stand_with_what_serves_other_goals_too(language):
    table = goals_table(FOUND, CASE, language)
    assert table["goal_cost"].tolist() == [15e6, 5e6, 16e6]
    assert table["goal_cost_shared"].tolist()[:2] == [5e6, 5e6]
    assert table["goal_value"].tolist() == [28e6, 8e6, 30e6]
    assert "ratio" not in "".join(table.columns)
    assert to_html(table, language, "x").count("<tr>") == 4


@pytest.mark.parametrize(("language", "words"), [("sv", "1 av 2 uppföljda, som hade planerat 8 elever"),
                                                 ("en", "1 of 2 followed up, which had planned 8 pupils")])  # fmt: skip
def test_a_measure_stands_with_how_many_have_been_followed_up(language, words):
    [row] = measures_table(FOUND, CASE, language).to_dict("records")
    assert (row["goal_planned"], row["seen_actual"]) == ({"sv": "12 elever", "en": "12 pupils"}[language],
                                                         {"sv": "5 elever", "en": "5 pupils"}[language])  # fmt: skip
    assert row["goal_followed"] == words
