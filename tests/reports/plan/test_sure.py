"""How sure a choice is, in words, bars and tables, against the seven applications."""

import numpy as np
import pytest

from chain.plan.model import Choice
from chain.text import Text
from reports.plan import learned, sure
from reports.table_output import to_html
from reports.texts import LANGUAGES
from sroi.plan.how_sure import how_sure
from sroi.plan.sure import sureness
from tests.chain.portfolios import option, portfolio
from tests.golden.test_golden_plan import EXPECTED, MSEK, seven

OWN = Choice(option_ids=("P1", "P3", "P4", "P5"), reason=Text(sv="Rättvisa."))


@pytest.fixture(scope="module")
def case():
    """The seven with a choice of one's own."""
    return seven(choice=OWN)


@pytest.fixture(scope="module")
def found(case):
    """Drawn so often that the printed per cent are those of the reference."""
    return how_sure(case, draws=200_000)


def test_only_one_is_nearly_given_and_the_best_is_best_in_a_quarter(found, case):
    given, best, own, robust = sure.sentences(found, case, "sv")
    assert given.startswith("Bara P1 är nästan givet")
    assert "91 % av dragningarna" in given.replace("\u00a0", " ")
    assert "(P1, P2 och P3) är bäst i 25 % av dragningarna" in best.replace("\u00a0", " ")
    assert own.startswith("Ert eget val är i genomsnitt värt")
    assert robust.startswith("Inget annat val är säkrare")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_stand_in_order_with_the_reference_shares(found, case, language):
    figure = sure.chances_figure(found.sureness, case, language)
    shown = {row["label"].strip().partition(":")[0]: row["share"] for row in figure.spec["data"]["values"]}
    assert list(shown) == ["P1", "P3", "P4", "P5", "P2", "P6", "P7"]
    assert shown == pytest.approx(EXPECTED["probability_in_best_portfolio"], abs=0.005)
    assert [row["stated"] for row in figure.spec["data"]["values"]] == [True, True, False, False, True, False, False]
    assert figure.table["chance_in_best"][0] == {"sv": "91\u00a0%", "en": "91%"}[language]
    assert figure.table.shape == (7, 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_choices_stand_beside_each_other_with_interval_and_worst(found, case, language):
    table = sure.held_table(found.sureness, case, language)
    assert len(table) == 2  # the safer one is the best one
    assert table["mean_net"][0] == pytest.approx(EXPECTED["optimum_net"] * MSEK, rel=0.01)
    assert (table["worst_net"] < table["net_low"]).all()
    assert (table["net_low"] < table["mean_net"]).all()
    assert "90" in to_html(table, language, "x")


def test_without_a_choice_of_ones_own_nothing_is_said_of_it(found):
    alone = how_sure(seven(), draws=2_000)
    assert "in_own_choice" not in sure.chances(alone.sureness, seven(), "sv")
    assert len(sure.held_table(alone.sureness, seven(), "sv")) == 1
    assert len(sure.sentences(alone, seven(), "sv")) == 3


def test_what_is_most_worth_learning_is_the_size_of_the_effect_in_the_second(found, case):
    known = learned.learnables(found, case, {}, "sv")
    assert known[0].option_ids == ("P2",)
    assert known[0].place is None
    assert learned.first_sentence(found, known, "sv").startswith("Störst nytta av mer kunskap: effektens storlek i P2.")
    everything = EXPECTED["expected_value_of_perfect_information"]
    assert found.learning.everything.worth_sek / MSEK == pytest.approx(everything, abs=0.01)
    figure = learned.worth_figure(found, known, "sv")
    assert len(figure.table) == 7
    assert figure.spec["data"]["values"][0]["label"].startswith("effektens storlek i P2")


def test_a_choice_that_nothing_turns_is_said_to_be_one():
    certain = seven()
    certain = certain.model_copy(
        update={"options": tuple(each.model_copy(update={"spread": None}) for each in certain.options)}
    )
    found = how_sure(certain, draws=100)
    assert not sure.varies(found.sureness)
    assert len(found.certain_ids) == 7
    assert "i stort sett detsamma" in learned.first_sentence(found, [], "sv")
    assert "står sig" in sure.given_sentence(found.sureness, certain, "sv")


def test_what_it_rests_on_is_said(found, case):
    drawn, costs = sure.resting_sentences(found, case, (), "en")
    assert drawn.startswith("200,000 draws from the seed")
    assert "Costs are as stated" in costs


def test_a_safer_choice_is_told_with_its_price():
    factors = np.array([[1.0] * 10, [0.99] * 7 + [1.1] * 3, [3.0] + [0.7] * 9])
    case = portfolio(option("A", 1e6, 2e6), option("B", 1e6, 2e6), option("C", 1e6, 2.2e6), budget=1e6)
    found = sureness(case, factors)
    said = sure.robust_sentence(found, case, "sv")
    assert said.startswith("Ett säkrare val är B.")
    assert list(sure.held_table(found, case, "en")["portfolio_kind"]) == ["Best at the stated numbers", "Safer choice"]
