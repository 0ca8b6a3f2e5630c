"""What is most worth finding out, in words that claim no more than the draws do."""

import pytest

from reports.learning import (
    chance,
    choice_sentence,
    everything_sentence,
    first_sentence,
    money,
    options_table,
    worth_figure,
    worth_table,
)
from sroi.deciding import decide
from tests.golden.examples import example


@pytest.fixture(scope="module")
def chains():
    return {name: example(name) for name in ("I2", "I4")}


@pytest.fixture(scope="module")
def one(chains, settings):
    return decide([chains["I2"]], settings)


def test_the_number_most_worth_measuring_is_named_with_its_ceiling(one, chains):
    alone = {"I2": chains["I2"]}
    said = first_sentence(one, alone, "sv")
    assert "mest värt att mäta: ”Särskilt stöd i skolan, lägsta nivån, ett läsår”" in said
    assert money(one.found.assumptions[0].worth_sek, "sv") in said
    assert "medelfel" in everything_sentence(one, "sv")
    assert "att låta bli, med netto 0\u00a0kr" in choice_sentence(one, alone, "sv")


def test_only_what_stands_clear_of_nothing_is_drawn_and_all_of_it_is_in_the_table(one, chains):
    alone = {"I2": chains["I2"]}
    figure = worth_figure(one, alone, "en")
    assert len(figure.spec["data"]["values"]) == 1
    assert len(figure.table) == len(one.numbers) == 6
    assert list(worth_table(one, alone, "en")["says"]) == ["Yes", *["No, cannot be told from nought"] * 5]


def test_a_decision_that_nothing_turns_is_said_to_be_one(chains, settings):
    found = decide([chains["I4"]], settings)
    assert "none of them is worth measuring better" in everything_sentence(found, "en")
    assert first_sentence(found, {"I4": chains["I4"]}, "en") == ""


def test_of_several_the_interventions_are_named(chains, settings):
    found = decide(list(chains.values()), settings)
    table = options_table(found, chains, "en")
    assert list(table["option"]) == ["None of them", *(chain.name.en for chain in chains.values())]
    assert list(table["mean_net"]) == list(found.found.mean_net_sek)
    names = list(worth_table(found, chains, "en")["assumption"])
    shared = [name for name in names if chains["I2"].name.en in name and chains["I4"].name.en in name]
    assert len(shared) == len(found.shared) > 0


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "mer än 99\u00a0%"), (0.0, "färre än 1\u00a0%"), (0.8, "80\u00a0%")]
)
def test_draws_never_make_a_chance_certain(share, words):
    assert chance(share, "sv") == words


@pytest.mark.parametrize(
    ("sek", "words"), [(81856.6, "SEK\u00a082,000"), (43.2, "SEK\u00a043"), (-1234.0, "SEK\u00a0\u22121,200")]
)
def test_estimates_are_told_to_two_digits(sek, words):
    assert money(sek, "en").replace("\u2212SEK\u00a0", "SEK\u00a0\u2212") == words
