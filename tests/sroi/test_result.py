"""A result as the rest of the house uses it: kept, compared, asked for little or for much."""

from dataclasses import FrozenInstanceError
import gc
import pickle

import numpy as np
import pytest

from chain.document import fingerprint
from sroi.breakdown import actor_by_year, with_horizons
from sroi.discounting import Index
from sroi.explain import explain_effect, explain_total
from sroi.ratio import calculate
from sroi.settings import ENGINE_VERSION, SWEDISH_PUBLIC_SECTOR
from sroi.terms import _kept, terms_of
from tests.golden.examples import example

RATE = "effects/I3-B1/deadweight"


def test_a_result_knows_where_it_came_from():
    result = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)
    assert result.engine_version == ENGINE_VERSION
    assert result.settings == SWEDISH_PUBLIC_SECTOR
    assert result.fingerprint == fingerprint(example("I3"))


def test_a_result_survives_the_cache_that_pickles_it():
    result = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)
    kept = pickle.loads(pickle.dumps(result))
    assert kept == result
    assert (kept.effects, kept.fingerprint) == (result.effects, result.fingerprint)


def test_a_result_cannot_be_changed():
    result = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)
    with pytest.raises(FrozenInstanceError):
        result.society.ratio = 9.9


def test_single_results_are_plain_numbers_and_draws_are_arrays():
    single = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)
    drawn = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR, {RATE: np.array([0.0, 0.2, 1.0])})
    assert type(single.society.ratio) is float
    assert {type(amount) for amount in single.society.value_by_year} == {float}
    assert drawn.society.ratio.shape == drawn.actors[0].value.shape == (3,)
    assert drawn.society.value_by_year.shape == (len(drawn.years), 3)
    assert drawn.effects[0].present_value[1] == pytest.approx(single.effects[0].present_value)
    assert np.isnan(drawn.public.payback.years).all()


def test_draws_of_different_lengths_are_refused():
    figures = {RATE: np.zeros(3), "effects/I3-B2/deadweight": np.zeros(4)}
    with pytest.raises(ValueError, match="draws"):
        calculate(example("I3"), SWEDISH_PUBLIC_SECTOR, figures)


@pytest.mark.parametrize("draws", [[0.5], [0.5, 0.5]])
def test_draws_mend_one_effect_and_leave_another_effects_mistake_excluded(draws):
    chain = example("I3")
    wrong = tuple(
        effect.model_copy(update={"deadweight": effect.deadweight.model_copy(update={"value": 1.5})})
        for effect in chain.effects
    )
    result = calculate(chain.model_copy(update={"effects": wrong}), SWEDISH_PUBLIC_SECTOR, {RATE: np.array(draws)})
    mended = calculate(chain, SWEDISH_PUBLIC_SECTOR, {RATE: 0.5})
    assert [effect.effect_id for effect in result.effects] == ["I3-B1"]
    assert result.effects[0].present_value == pytest.approx([mended.effects[0].present_value] * len(draws))


def test_a_price_replaced_moves_every_effect_that_uses_it():
    chain = example("I1")
    users = {effect.id for effect in chain.effects if effect.proxy_id == "P01"}
    before = {e.effect_id: e.present_value for e in calculate(chain, SWEDISH_PUBLIC_SECTOR).effects}
    doubled = calculate(chain, SWEDISH_PUBLIC_SECTOR, {"proxies/P01/price": 2 * 107_000.0}).effects
    assert len(users) == 2
    for effect in doubled:
        factor = 2 if effect.effect_id in users else 1
        assert effect.present_value == pytest.approx(factor * before[effect.effect_id])


def test_a_figure_on_a_series_is_a_factor_on_all_its_years():
    chain = example("I1")
    before, after = (
        calculate(chain, SWEDISH_PUBLIC_SECTOR, figures).society
        for figures in (None, {"chain/cohorts": 2.0, "resources/I1-K1/amounts": 0.0})
    )
    assert after.value == pytest.approx(2 * before.value)
    assert after.investment < before.investment


def test_another_price_index_can_be_handed_in():
    chain = example("I1")
    index = Index("PKV", {2024: 100.0, 2025: 103.0})
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"index": "PKV", "price_year": 2025})
    priced = {proxy.id: proxy.price.price_year for proxy in chain.proxies}
    moved = calculate(chain, settings, indexes={"PKV": index}).effects
    assert {priced[effect.proxy_id] for effect in moved} == {2024}
    assert {effect.price_factor for effect in moved} == {1.03}


def test_the_columns_of_a_chain_are_read_once_and_let_go_with_it():
    copy = example("I1").model_copy(update={"end_year": 2030})
    assert terms_of(copy) is terms_of(copy)
    key = (id(copy), False)
    assert key in _kept
    del copy
    gc.collect()
    assert key not in _kept


def test_several_horizons_side_by_side():
    results = with_horizons(example("I2"), SWEDISH_PUBLIC_SECTOR, (2, 10, 15))
    assert [len(result.years) for result in results.values()] == [2, 10, 15]
    assert results[15].society.ratio > 1 > results[10].society.ratio


def test_actor_by_year_adds_up_both_ways():
    result = calculate(example("I3"), SWEDISH_PUBLIC_SECTOR)
    table = actor_by_year(result)
    assert table.net.shape == (len(result.actors), len(result.years))
    assert table.value.sum(axis=0) == pytest.approx(result.society.value_by_year)
    assert table.net.sum(axis=1) == pytest.approx([actor.net for actor in result.actors])


def test_nothing_is_explained_that_is_not_counted():
    chain = example("I3")
    assert explain_effect(chain, SWEDISH_PUBLIC_SECTOR, "I3-B7") == ()
    assert explain_effect(chain, SWEDISH_PUBLIC_SECTOR, "no such effect") == ()
    unpaid = chain.model_copy(update={"resources": ()})
    assert explain_total(unpaid, SWEDISH_PUBLIC_SECTOR, "public", "ratio") == ()
    with pytest.raises(KeyError):
        explain_total(chain, SWEDISH_PUBLIC_SECTOR, "public", "payback")
