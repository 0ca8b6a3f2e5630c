"""Two portfolios beside each other: what each gives, and every difference that could explain it."""

import pytest

from chain.plan.edit import with_standing
from chain.plan.model import Standing
from chain.plan.starter import worked_example
from reports.plan.between import Side, difference_lines, result_sentences, unlike
from reports.texts import LANGUAGES
from sroi.plan.portfolio import plan

ONE = worked_example()
RICHER = ONE.model_copy(update={"budgets": (ONE.budgets[0].model_copy(update={"limit_sek": 11e6}),)})


def side(portfolio) -> Side:
    """A portfolio with its plan."""
    return Side(portfolio, plan(portfolio))


def said(lines) -> list[str]:
    """With plain spaces."""
    return [each.replace("\u00a0", " ") for each in lines]


def test_a_budget_that_alone_differs_is_told_with_what_it_gives():
    here, there = side(ONE), side(RICHER)
    name = "Budget ”Sociala investeringsfonden 2027”: högst"
    assert said(difference_lines(here, there, "sv")) == [f"Här: {name} 10,0 mkr. Där: {name} 11,0 mkr"]
    first, second = said(result_sentences(here, there, "sv"))
    assert first == "Det bästa valet där ger netto 21,3 mkr, här 19,4 mkr: 1,9 mkr mer."
    assert second.startswith("Där väljs Skolnärvaroteam och Fritidsledare i Norra Ljusnaby i stället för Läxhjälp")
    assert difference_lines(here, here, "sv") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_aim_rules_options_and_amounts_are_all_told(language):
    first = ONE.options[0]
    dearer = first.model_copy(update={"payments": tuple(
        each.model_copy(update={"amounts": each.amounts.model_copy(update={"values": {2027: 3e6}})})
        for each in first.payments)})  # fmt: skip
    other = with_standing(RICHER, "P3", Standing.EXCLUDED).model_copy(
        update={"objective": ONE.objective.model_copy(update={"perspective": "public"}), "theme_rules": ()}
    )
    options = (dearer, *other.options[1:6], other.options[6].model_copy(update={"id": "P9"}))
    lines = said(difference_lines(side(ONE), side(other.model_copy(update={"options": options})), language))
    starts = {
        "sv": ["Målet här:", "Här: Budget", "Bara här: Minst 1", "Bara där: Läxhjälp", "Alternativ bara här: Stöd",
               "Alternativ bara där: Stödboende", "Föräldragrupper på familjecentralen har andra belopp: netto"],
        "en": ["The aim here:", "Here: Budget", "Only here: At least 1", "Only there: ", "Option only here: ",
               "Option only there: ", "Parents' groups"],
    }[language]  # fmt: skip
    assert len(lines) == len(starts)
    for start in starts:
        assert any(each.startswith(start) for each in lines), start


def test_what_is_counted_otherwise_is_not_held_side_by_side():
    shorter = ONE.model_copy(update={"conventions": ONE.conventions.model_copy(update={"horizon_years": 5})})
    assert unlike(ONE, ONE, "sv") == ""
    assert unlike(ONE, shorter.model_copy(update={"start_year": 2030}), "sv") == "Antal år som räknas, Första året"
