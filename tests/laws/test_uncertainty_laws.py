"""What must hold for the range of every chain's result."""

from hypothesis import given
from hypothesis import strategies as st
import numpy as np
import pytest

from chain.assumption import Shape
from chain.model import Chain, MonetisedEffect
from sroi.draws import draws_of
from sroi.ratio import calculate, headline
from sroi.simulate import simulate
from sroi.uncertainty import uncertainty
from tests.laws.chains import chains
from tests.laws.conventions import all_settings, few

DRAWS = 200
SPREAD = st.sampled_from([*(shape for shape in Shape if shape is not Shape.FIXED), None])
DEDUCTIONS = ("deadweight", "displacement", "attribution", "drop_off")


@st.composite
def unsure_chains(draw) -> Chain:
    """A complete chain where deductions and prices spread in every way, some of them as one figure."""
    chain, credibility = draw(chains()), draw(st.sampled_from([0.5, 0.8, 0.9, 0.95]))
    effects = []
    for effect in chain.effects:
        deductions = {name: _spread(getattr(effect, name), draw(SPREAD), credibility) for name in DEDUCTIONS}
        effects.append(effect.model_copy(update=deductions))
    return chain.model_copy(update={"effects": tuple(effects)})


def _spread(figure, shape, credibility):
    if figure is None:
        return None
    middle = min(max(figure.value, 0.02), 0.98)
    ends = {"low": middle * 0.6, "high": middle + (1 - middle) * 0.4}
    return figure.model_copy(update={"value": middle, "shape": shape, "credibility": credibility, **ends})


@few
@given(unsure_chains(), all_settings(), st.integers(0, 5))
def test_every_draw_is_the_ratio_of_that_draws_figures(chain, settings, seed):
    found = simulate(chain, settings, draws=DRAWS, seed=seed)
    figures = draws_of(chain, DRAWS, seed, with_optional=settings.with_optional)
    for expected in headline(chain, settings, figures):
        value, investment = found.of(expected.perspective, settings.horizon_years)
        assert np.array_equal(np.broadcast_to(value, DRAWS), np.broadcast_to(expected.value, DRAWS))
        assert np.array_equal(np.broadcast_to(investment, DRAWS), np.broadcast_to(expected.investment, DRAWS))


@few
@given(unsure_chains(), all_settings())
def test_intervals_nest_and_quantiles_rise(chain, settings):
    for outlook in uncertainty(chain, settings, draws=DRAWS, horizons=(2, 9)).outlooks:
        for found in (outlook.value, outlook.investment, outlook.net, outlook.ratio):
            if found is not None:
                assert list(found.quantiles) == sorted(found.quantiles)
                inner, outer = found.interval(0.5), found.interval(0.9)
                assert outer.low <= inner.low <= inner.high <= outer.high
                assert min(found.mean_error, found.deviation, *found.quantile_errors) >= 0


@few
@given(unsure_chains(), all_settings(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_draw(chain, settings, random):
    turned = {}
    for kind in ("effects", "proxies", "resources"):
        rows = list(getattr(chain, kind))
        random.shuffle(rows)
        turned[kind] = tuple(rows)
    other = chain.model_copy(update=turned)
    mine, theirs = (draws_of(each, DRAWS, 1) for each in (chain, other))
    assert mine.keys() == theirs.keys()
    assert all(np.array_equal(mine[place], theirs[place]) for place in mine)
    one, two = (simulate(each, settings, draws=DRAWS, seed=1) for each in (chain, other))
    scale = max(1.0, float(np.abs(one.value).max()))
    assert two.value == pytest.approx(one.value, rel=1e-9, abs=1e-12 * scale)


@few
@given(chains(), all_settings())
def test_no_uncertainty_gives_the_point_estimate_exactly(chain, settings):
    sure = _sure(chain)
    found, result = uncertainty(sure, settings, draws=DRAWS), calculate(sure, settings)
    for outlook in found.outlooks:
        point = result.total(outlook.perspective)
        assert {outlook.value.mean, *outlook.value.quantiles} == {point.value}
        assert {outlook.investment.mean, *outlook.investment.quantiles} == {point.investment}
        if outlook.ratio is not None:
            assert {outlook.ratio.mean, outlook.ratio.at_means, *outlook.ratio.quantiles} == {point.ratio}


def _sure(chain: Chain) -> Chain:
    """The chain with every number fixed."""
    plain = {"low": None, "high": None, "shape": Shape.FIXED}

    def fixed(holder):
        update = {}
        for field in type(holder).model_fields:
            held = getattr(holder, field)
            if hasattr(held, "figure_id"):
                kept = plain if hasattr(held, "low") else {"low_factor": None, "high_factor": None}
                update[field] = held.model_copy(update=kept)
            elif field == "quantity" and isinstance(holder, MonetisedEffect):
                update[field] = fixed(held)
        return holder.model_copy(update=update)

    kinds = {kind: tuple(map(fixed, getattr(chain, kind))) for kind in ("effects", "proxies", "resources")}
    return fixed(chain).model_copy(update=kinds)


@few
@given(unsure_chains(), all_settings(), st.sampled_from([0.5, 2.0, 1024.0]))
def test_all_money_in_another_unit_leaves_ratio_and_chance_alone(chain, settings, factor):
    found = uncertainty(chain, settings, draws=DRAWS)
    scaled = uncertainty(_scaled(chain, factor), settings, draws=DRAWS)
    for one, other in zip(found.outlooks, scaled.outlooks, strict=True):
        assert one.chance == other.chance
        if one.ratio is not None:
            assert other.ratio.quantiles == pytest.approx(one.ratio.quantiles, rel=1e-9, abs=1e-9)


def _scaled(chain: Chain, factor: float) -> Chain:
    """Every price and every cost in another unit of money; a power of two keeps the digits."""

    def times(figure):
        if figure is None:
            return None
        if hasattr(figure, "values"):
            return figure.model_copy(update={"values": {year: each * factor for year, each in figure.values.items()}})
        ends = {name: None if (end := getattr(figure, name)) is None else end * factor for name in ("low", "high")}
        return figure.model_copy(update={"value": figure.value * factor, **ends})

    proxies = (each.model_copy(update={"price": times(each.price)}) for each in chain.proxies)
    resources = (
        each.model_copy(update={"amounts": times(each.amounts), "hourly_cost": times(each.hourly_cost)})
        for each in chain.resources
    )
    return chain.model_copy(update={"proxies": tuple(proxies), "resources": tuple(resources)})
