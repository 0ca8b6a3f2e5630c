"""What to learn before deciding on whole chains: the closed form, shared prices, and what only looks alike."""

from math import sqrt

import pytest

from chain.model import Chain
from sroi.deciding import GROUPS, Drawn, decide, may_decide
from sroi.ratio import headline_in
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.uncertainty import DRAWS
from sroi.voi import normal_perfect_information
from tests.golden.examples import example
from tests.spec.small import PLAIN, chain, effect
from tests.sroi.unsure import PRICE, number, priced

HERE = PLAIN.model_copy(update={"perspective": "municipality"})
NORMAL = number(1100, 900, 1300, shape="normal", credibility=0.9)
SD = 200 / 1.6448536


def named(case: Chain, name: str, library_id: str | None = None) -> Chain:
    """The chain under another id, its price perhaps from the library."""
    [proxy] = case.proxies
    return case.model_copy(update={"id": name, "proxies": (proxy.model_copy(update={"library_id": library_id}),)})


def test_one_normal_price_is_worth_what_the_closed_form_says():
    found = decide([priced(NORMAL)], HERE).found
    wanted = normal_perfect_information(100, SD)
    assert found.everything.worth_sek == pytest.approx(wanted, abs=4 * found.everything.standard_error_sek)
    assert found.groups[0].worth_sek == found.everything.worth_sek
    assert found.assumptions[0].worth_sek == pytest.approx(found.everything.worth_sek, rel=1e-4)
    assert (found.best, found.groups[0].name) == (1, "prices")
    assert found.mean_net_sek[1] == pytest.approx(100, abs=4 * SD / sqrt(DRAWS))


def test_a_price_from_the_library_is_one_number_in_all_that_use_it():
    pair = [named(priced(NORMAL), name, "same") for name in "AB"]
    found = decide(pair, HERE)
    assert [each.places for each in found.shared] == [(("A", PRICE), ("B", PRICE))]
    alone = normal_perfect_information(100, SD)
    assert found.found.everything.worth_sek == pytest.approx(alone, abs=4 * found.found.everything.standard_error_sek)
    assert found.found.mean_net_sek[1] == found.found.mean_net_sek[2]


@pytest.mark.parametrize("library", [(None, None), ("one", "other")])
def test_numbers_at_the_same_place_of_two_chains_are_not_the_same_number(library):
    pair = [named(priced(NORMAL), name, entry) for name, entry in zip("AB", library, strict=True)]
    found = decide(pair, HERE)
    assert not found.shared
    assert found.found.chance_best[1] == pytest.approx(found.found.chance_best[2], abs=0.03)
    both = found.found.everything.worth_sek
    assert both > 1.5 * normal_perfect_information(100, SD)  # the better of two is worth more than one of them


def test_the_same_library_price_with_another_spread_is_another_number():
    wide = named(priced(number(1100, 500, 1700, shape="normal", credibility=0.9)), "B", "same")
    assert not decide([named(priced(NORMAL), "A", "same"), wide], HERE).shared


def test_the_four_examples_share_the_library_prices_they_both_use():
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": "society"})
    chains = [example(f"I{n}") for n in range(1, 5)]
    found = decide(chains, settings)
    ids = [
        {next(p.library_id for p in chain.proxies if f"proxies/{p.id}/price" == place)}
        for each in found.shared
        for chain in chains
        for chain_id, place in each.places
        if chain_id == chain.id
    ]
    assert ids
    assert all(None not in each for each in ids)
    means = [headline_in(chain, settings).net for chain in chains]
    assert found.found.best == 1 + max(range(4), key=lambda at: means[at])
    assert sum(found.found.chance_best) == pytest.approx(1)


def test_no_net_value_no_decision():
    assert may_decide(priced(NORMAL), HERE)
    assert not may_decide(priced(NORMAL), HERE.model_copy(update={"perspective": "region"}))
    assert not may_decide(Chain(id="T", name=priced(NORMAL).name, start_year=2025, end_year=2026), HERE)
    unpaid = priced(NORMAL).resources[0].model_copy(update={"payer_id": None})
    assert not may_decide(priced(NORMAL).model_copy(update={"resources": (unpaid,)}), HERE)


def test_certain_numbers_leave_nothing_to_learn():
    found = decide([chain(effect())], HERE)
    assert (found.numbers, found.found.everything.worth_sek) == ((), 0)


@pytest.mark.parametrize(
    ("place", "group"),
    [
        ("proxies/P1/price", "prices"),
        ("effects/E1/quantity/share", "sizes"),
        ("effects/E1/attribution", "deductions"),
        ("effects/E1/lag_years", "timing"),
        ("resources/R1/amounts", "costs"),
        ("resources/R1/on_cost_share", "costs"),
        ("chain/cohorts", "participants"),
    ],
)
def test_numbers_are_studied_with_their_kind(place, group):
    assert Drawn("x", (("C", place),)).group == group
    assert group in GROUPS
