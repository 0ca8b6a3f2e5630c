"""The engine against the plain loops, on random chains under every combination of conventions."""

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.assumption import Assumption
from chain.model import Chain, YearlyProfile
from sroi.ratio import calculate, headline
from sroi.settings import Settings
from tests.golden.examples import example
from tests.laws.chains import chains
from tests.laws.conventions import CHOICES, all_settings, few, options
from tests.oracle.naive import naive, naive_payback, total


def near(expected: float, scale: float = 1.0):
    return pytest.approx(expected, rel=1e-9, abs=1e-7 * max(1.0, abs(scale)))


def assert_same(chain: Chain, settings: Settings) -> None:
    result, plain = calculate(chain, settings), naive(chain, settings)
    everyone = {actor.id for actor in chain.actors}
    public = {actor.id for actor in chain.actors if actor.is_public}
    perspectives = [("public", public), ("society", everyone)]
    for level in ("municipality", "region", "state"):
        perspectives.append((level, {actor.id for actor in chain.actors if actor.level.value == level}))
    perspectives += [(f"actor:{actor}", {actor}) for actor in everyone]
    for perspective, members in perspectives:
        assert_total(result.total(perspective), plain, members, result.years, settings)
    for actor in result.actors:
        own = {actor.actor_id}
        assert actor.investment == near(total(plain["paid"], own))
        assert actor.value == near(total(plain["gained"], own), actor.value)
        assert actor.cashable == near(total(plain["cashable"], own))
        for year, amount in zip(result.years, actor.value_by_year, strict=True):
            assert amount == near(total(plain["gained"], own, {year}), actor.value)
    assert {effect.effect_id for effect in result.effects} == plain["waterfalls"].keys()
    for effect in result.effects:
        levels = plain["waterfalls"][effect.effect_id]
        found = effect.waterfall
        assert found.gross == near(levels[0])
        assert list(found.steps.values()) == [near(b - a, levels[0]) for a, b in pairwise(levels)]
        assert found.present_value == near(levels[-1], levels[0])


def assert_total(found, plain: dict, members: set[str], years: tuple[int, ...], settings: Settings) -> None:
    invested, value = total(plain["paid"], members), total(plain["gained"], members)
    assert found.investment == near(invested)
    assert found.investment_programme == near(total(plain["programme"], members))
    scale = sum(abs(amount) for amount in plain["gained"].values())
    assert found.value == near(value, scale)
    assert found.cashable == near(total(plain["cashable"], members), scale)
    if invested > 1e-7:
        assert found.ratio == near(value / invested, scale / invested)
    else:
        assert found.ratio is None
    prefix = "" if settings.payback_discounted else "plain_"
    series = [[total(plain[prefix + name], members, {year}) for year in years] for name in ("paid", "gained")]
    expected = naive_payback(*series, settings)
    assert (found.payback.years if found.payback else None) == (expected if expected is None else near(expected))


@few
@given(chains(), all_settings())
def test_random_chains_under_random_conventions(chain, settings):
    assert_same(chain, settings)


COMBINATIONS = [dict(zip(CHOICES, values, strict=True)) for values in product(*map(options, CHOICES))]


@pytest.mark.parametrize("name", ["I2", "I3"])
def test_every_combination_of_conventions_on_an_example(name):
    """All combinations of the eight named choices; horizons 2 and 10 turn and turn about."""
    for number, choices in enumerate(COMBINATIONS):
        assert_same(example(name), Settings(horizon_years=(2, 10)[number % 2], with_optional=True, **choices))


def broken(chain: Chain, lag: float, duration: float) -> Chain:
    """The chain with years that are not whole."""
    effects = tuple(
        effect
        if isinstance(effect.quantity, YearlyProfile)
        else effect.model_copy(
            update={"lag_years": Assumption(value=lag), "duration_years": Assumption(value=duration)}
        )
        for effect in chain.effects
    )
    return chain.model_copy(update={"effects": effects})


@few
@given(chains(), all_settings(), st.integers(0, 50), st.integers(0, 120))
def test_years_that_are_not_whole(chain, settings, lag_tenths, duration_tenths):
    assert_same(broken(chain, lag_tenths / 10, duration_tenths / 10), settings)


@few
@given(chains(), all_settings())
def test_the_quick_headline_says_the_same_as_the_whole_result(chain, settings):
    result = calculate(chain, settings)
    for quick in headline(chain, settings):
        full = result.total(quick.perspective)
        scale = sum(abs(effect.present_value) for effect in result.effects)
        assert (quick.investment, quick.value) == (near(full.investment), near(full.value, scale))
        assert quick.net == near(full.net, scale)
        assert (quick.ratio is None) == (full.ratio is None)
