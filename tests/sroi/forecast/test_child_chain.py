"""A forecast put in the chain: the ratio's sums are the forecast's, from the same assumptions."""

import pytest

from chain.checks import check_chain
from chain.document import read_chain, write_chain
from chain.model import Chain, Level
from chain.problem import Severity
from chain.text import Text
from sroi.forecast.child import forecast
from sroi.forecast.child_chain import LOCKED, into_chain
from sroi.ratio import calculate, headline_in
from sroi.settings import Settings
from tests.chain.comparisons import changed, number, shipped

EMPTY = Chain(id="C1", name=Text(sv="Kedja"), start_year=2025, end_year=2025)
TRANSFER = changed(changed(shipped(), "excess_costs/state/transfer", True), "excess_level/value", 1.2)
OLD_PRICES = changed(changed(shipped(), "excess_costs/municipality/bands/0/amount/price_year", 2018),
                     "options/A/costs/child/amount/price_year", 2014)  # fmt: skip
CASES = {"plain": shipped(), "transfer": TRANSFER, "old_prices": OLD_PRICES}
EVERY = pytest.mark.parametrize("comparison", CASES.values(), ids=CASES)


def settings(years: int, perspective: str = "public") -> Settings:
    return Settings(horizon_years=years, perspective=perspective, price_year=2024)


@EVERY
@pytest.mark.parametrize("years", [1, 2, 10, 15])
@pytest.mark.parametrize("perspective", ["municipality", "region", "state", "public", "society"])
def test_the_sums_agree_for_every_payer_and_horizon(comparison, years, perspective):
    put = into_chain(EMPTY, comparison, "A")
    expected = forecast(comparison).of("A").at(years).of(perspective)
    found = headline_in(put, settings(years, perspective))
    assert found.value == pytest.approx(expected.offset, rel=1e-12)
    assert found.investment == pytest.approx(expected.cost, rel=1e-12)
    ratio = expected.benefit_cost
    assert found.ratio == (None if ratio is None else pytest.approx(ratio, rel=1e-12))


def test_what_would_have_happened_anyway_is_locked_with_its_reason():
    put = into_chain(EMPTY, shipped(), "A")
    assert {(each.deadweight.value, each.deadweight.reason) for each in put.effects} == {(0, LOCKED)}
    assert all(each.measured_against_comparison for each in put.effects)
    spoiled = changed(put, f"effects/{put.effects[0].id}/deadweight/value", 0.3)
    assert "effect.deadweight_on_comparison" in {each.code for each in check_chain(spoiled, 2026)}


def test_it_is_an_ordinary_chain_and_putting_it_in_again_changes_nothing():
    put = into_chain(EMPTY, shipped(), "A")
    assert read_chain(write_chain(put)) == (put, [])
    assert into_chain(put, shipped(), "A") == put
    errors = [each for each in check_chain(put, 2026) if each.severity is Severity.ERROR]
    assert not errors
    assert not calculate(put, settings(10)).excluded


def test_two_options_stand_beside_each_other_and_a_new_figure_replaces_the_old():
    both = into_chain(into_chain(EMPTY, shipped(), "A"), shipped(), "B")
    better = into_chain(both, changed(shipped(), "options/A/effect/estimate/value", 0.25), "A")
    assert {each.id for each in better.effects} == {each.id for each in both.effects}
    assert len(better.actors) == len(both.actors) == 3
    assert headline_in(better, settings(10)).value > headline_in(both, settings(10)).value


def test_parents_time_is_the_participants_resource():
    item = (
        shipped()
        .option("A")
        .costs[0]
        .model_copy(update={"id": "parents", "per": "parent_time", "quantity": number(20)})
    )
    comparison = changed(
        shipped(), "options/A/costs", (shipped().option("A").costs[0], item.model_validate(dict(item)))
    )
    put = into_chain(EMPTY, comparison, "A")
    payers = {each.level for each in put.actors}
    assert Level.PARTICIPANTS in payers
    expected = forecast(comparison).of("A").at(10).of("society")
    assert headline_in(put, settings(10, "society")).investment == pytest.approx(expected.cost, rel=1e-12)
    assert expected.cost > forecast(comparison).of("A").at(10).of("public").cost
