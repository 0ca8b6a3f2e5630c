"""A kept result that is tried is what the engine gives for the chain with those numbers, and the kept one stands."""

import pytest

from chain.assumption import Series
from chain.place import Places
from sroi.frozen import FrozenVersion
from sroi.movable import movables
from sroi.ratio import calculate
from sroi.sureness import Drawing
from sroi.tried import tried
from tests.sroi.kept import version


@pytest.fixture(scope="module")
def kept() -> FrozenVersion:
    """A kept result."""
    return version(drawing=Drawing(500, 7))


@pytest.fixture(scope="module")
def numbers(kept) -> dict:
    """Every number that the ratio rests on, by place."""
    return {each.place: each for each in movables(kept.chain, kept.record.settings)}


def test_tried_with_nothing_else_it_is_what_was_kept(kept):
    again = tried(kept, kept.record.settings, {})
    assert (again.chain_json, again.result_json) == (kept.chain_json, kept.result_json)
    assert again.record.fingerprint == kept.record.fingerprint


def test_another_horizon_and_perspective_are_the_engines_own(kept):
    other = kept.record.settings.model_copy(update={"horizon_years": 2, "perspective": "society"})
    assert tried(kept, other, {}).result == calculate(kept.chain, other)


@pytest.mark.parametrize("unit", ["share", "amount", "factor"])
def test_a_number_moved_gives_the_ratio_of_the_engine_with_that_number_everywhere_it_stands(kept, numbers, unit):
    number = next(each for each in numbers.values() if each.unit == unit)
    to = number.base * 0.9
    found, settings = tried(kept, kept.record.settings, {number.place: to}), kept.record.settings
    expected = calculate(kept.chain, settings, number.moved(to))
    assert found.result.total(settings.perspective).ratio == pytest.approx(expected.total(settings.perspective).ratio)
    for place in number.places:
        figure = Places(found.chain).figure(place)
        ends = (figure.low_factor, figure.high_factor) if isinstance(figure, Series) else (figure.low, figure.high)
        assert ends == (None, None), "a number that is tried no longer varies"
    assert Places(kept.chain).figure(number.place) != Places(found.chain).figure(number.place)


def test_a_number_that_cannot_be_is_a_problem_and_a_place_that_is_not_is_left_alone(kept, numbers):
    share = next(each for each in numbers.values() if each.unit == "share")
    found = tried(kept, kept.record.settings, {share.place: 7.0})
    assert isinstance(found, list) or found.result.excluded or found.result.problems
    assert tried(kept, kept.record.settings, {"effects/none/deadweight": 0.5}).result_json == kept.result_json
