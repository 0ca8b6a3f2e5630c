"""What must hold for drivers, switching values and the value of information, whatever the chain and the conventions."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st
import numpy as np
import pytest

from chain.assumption import Assumption
from chain.model import passports
from sroi.bands import beside_published
from sroi.honesty import ITEMS, hold_up
from sroi.movable import movables
from sroi.ratio import calculate, headline_in
from sroi.scenarios import scenarios
from sroi.sensitivity import tornado
from sroi.switching import switching_values
from sroi.voi import choice, value_of_information
from tests.laws.chains import any_chain, chains
from tests.laws.conventions import all_settings, few

LOWEST_SHARE = 1e-9


def ratio_at(chain, settings, figures) -> float | None:
    return headline_in(chain, settings, figures).ratio


@few
@given(chains(), all_settings(), st.sampled_from([0.5, 1.0, 3.0]))
def test_put_back_a_switching_value_gives_the_target(chain, settings, target):
    found = switching_values(chain, settings, target)
    for row in (*found.rows, *found.multipliers):
        for value in () if row.value is None else (row.value, *row.others):
            assert ratio_at(chain, settings, row.mover.moved(value)) == pytest.approx(target, rel=1e-6, abs=1e-6)


@few
@given(chains(), all_settings(), st.floats(0, 1))
def test_what_cannot_tip_it_stays_on_its_side_everywhere(chain, settings, part):
    found = switching_values(chain, settings)
    assume(found.standing in ("above", "below"))
    for row in found.cannot:
        highest = min(row.mover.highest, 3 * (row.mover.base or 1))
        ratio = ratio_at(chain, settings, row.mover.moved(row.mover.lowest + part * (highest - row.mover.lowest)))
        if ratio is not None:
            assert ratio >= 1 - LOWEST_SHARE if found.standing == "above" else ratio <= 1 + LOWEST_SHARE


@few
@given(chains(), all_settings(), st.randoms())
def test_the_order_of_rows_moves_no_driver(chain, settings, random):
    effects, resources = list(chain.effects), list(chain.resources)
    random.shuffle(effects)
    random.shuffle(resources)
    other = chain.model_copy(update={"effects": tuple(effects), "resources": tuple(resources)})
    one, two = ({bar.movable.place: bar for bar in tornado(each, settings).bars} for each in (chain, other))
    assert one.keys() == two.keys()
    scale = sum(abs(bar.net_at_low_sek) + abs(bar.net_at_high_sek) for bar in one.values())
    for place, bar in one.items():
        assert two[place].net_swing_sek == pytest.approx(bar.net_swing_sek, rel=1e-9, abs=1e-12 * scale)


@few
@given(chains(), all_settings())
def test_every_assumption_alone_at_its_own_value_changes_nothing(chain, settings):
    base = headline_in(chain, settings)
    for each in movables(chain, settings):
        again = headline_in(chain, settings, each.moved(each.base))
        assert (again.investment, again.value, again.ratio) == (base.investment, base.value, base.ratio)
    _, plain, _ = scenarios(chain, settings)
    assert (plain.investment_sek, plain.value_sek) == (base.investment, base.value)


@few
@given(any_chain(), all_settings(), st.sampled_from(["deadweight", "lag_years"]), st.sampled_from([-0.5, 1.5]))
def test_a_chain_left_halfway_or_with_an_impossible_number_is_never_an_exception(chain, settings, field, value):
    first = chain.effects[:1]
    broken = tuple(each.model_copy(update={field: Assumption(value=value, low=value, high=value)}) for each in first)
    chain = chain.model_copy(update={"effects": broken + chain.effects[1:]})
    own = {"own": {f"effects/{each.id}/{field}": 0.5 for each in broken}}
    _, base, *_ = scenarios(chain, settings, own)
    found = switching_values(chain, settings)
    assert (found.ratio is None) == (base.ratio is None) == (tornado(chain, settings).ratio is None)
    result = calculate(chain, settings)
    assert len(hold_up(chain, settings, result, date(2026, 6, 1)).rows) == len(ITEMS)
    places = {place for place, _ in passports(chain)} | {"result/ratio"}
    assert {beside.place for beside in beside_published(chain, result)} <= places


@st.composite
def decisions(draw):
    """Net benefits of two to four options, that four assumptions account for wholly."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    count, options = draw(st.integers(40, 600)), draw(st.integers(1, 3))
    draws = {f"x{n}": rng.standard_normal(count) for n in range(3)} | {"x3": rng.integers(0, 3, count).astype(float)}
    weights = rng.normal(0, 100, (options, 5))
    nets = [w[:4] @ np.array(list(draws.values())) + w[4] * draws["x0"] * draws["x1"] + 20 for w in weights]
    return choice(nets), draws


@few
@given(decisions(), st.randoms())
def test_what_knowledge_is_worth(decision, random):
    net_benefit, draws = decision
    names = list(draws)
    random.shuffle(names)
    nested = {f"first {size}": names[:size] for size in range(1, 5)}
    found = value_of_information(net_benefit, draws, nested)
    whole = found.everything.worth_sek
    assert all(0 <= each.worth_sek <= whole for each in (*found.assumptions, *found.groups))
    by_group = {each.name: each.worth_sek for each in found.groups}
    single = {each.name: each.worth_sek for each in found.assumptions}
    assert by_group["first 1"] == single[names[0]]
    assert by_group["first 1"] <= by_group["first 2"] <= by_group["first 3"] <= by_group["first 4"] == whole
    assert all(by_group[group] >= max(single[name] for name in held) for group, held in nested.items())


@few
@given(decisions(), st.integers(0, 1000))
def test_the_order_of_draws_and_a_common_amount_change_nothing(decision, seed):
    net_benefit, draws = decision
    order = np.random.default_rng(seed).permutation(len(net_benefit))
    plain = value_of_information(net_benefit, draws)
    other = value_of_information(net_benefit[order] + 1000, {name: draw[order] for name, draw in draws.items()})
    assert other.best == plain.best
    again = {each.name: each.worth_sek for each in other.assumptions}
    assert other.everything.worth_sek == pytest.approx(plain.everything.worth_sek, rel=1e-9, abs=1e-9)
    for each in plain.assumptions:
        assert again[each.name] == pytest.approx(each.worth_sek, rel=1e-6, abs=1e-6)
