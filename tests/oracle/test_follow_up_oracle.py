"""Sums and posteriors against a second, stupid calculation."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.assumption import Assumption, Shape
from chain.measurement import Cell, Missing, Observation, PlannedIndicator, Rule
from chain.period import Every
from chain.text import Text
from sroi.distributions import distribution_of
from sroi.follow_up.combining import combined
from sroi.follow_up.estimates import Estimate
from sroi.follow_up.evidence import Evidence
from sroi.follow_up.sums import year_of
from tests.laws.conventions import few
from tests.oracle import naive_follow_up as naive

PLACE = "effects/E1/quantity/share"
COUNTS = st.tuples(st.integers(2, 60), st.integers(0, 60)).map(lambda pair: (min(pair[1], pair[0]), pair[0]))


@st.composite
def cells(draw) -> dict | None:
    hits, answered = draw(COUNTS)
    return draw(
        st.none()
        | st.just(
            {"value": float(hits), "hits": hits, "answered": answered, "asked": answered + 2, "spread": draw(SPREADS)}
        )
    )


SPREADS = st.integers(0, 40).map(lambda tenths: tenths / 10)


@given(st.sampled_from(Rule), st.lists(cells(), min_size=4, max_size=4))
def test_a_year_is_what_plain_loops_say(rule, quarters):
    plan = PlannedIndicator(id="M", name=Text(), element="chain", rule=rule, every=Every.QUARTER,
                            first_on=date(2025, 1, 1), last_on=date(2025, 12, 31))  # fmt: skip
    seen = [
        Observation(
            indicator_id="M", period=f"2025-Q{n}", total=Cell(missing=Missing.NOT_YET) if cell is None else Cell(**cell)
        )
        for n, cell in enumerate(quarters, 1)
    ]
    found, expected = year_of(plan, reversed(seen), 2025).cell, naive.year(rule.value, quarters)
    assert (found is None) is (expected is None)
    if expected is None:
        return
    names = {Rule.SHARE: ("hits", "answered", "asked"), Rule.MEAN: ("value", "answered", "spread")}
    for name in names.get(rule, ("value",)):
        assert getattr(found, name) == pytest.approx(expected[name], rel=1e-9, abs=1e-6), name


@few
@given(st.integers(10, 90), st.integers(2, 9), COUNTS)
def test_the_posterior_of_a_share_is_what_a_grid_says(middle, width, counts):
    """A uniform prior of any width, matched by its mean and variance."""
    share, half = middle / 100, min(width, middle - 1, 99 - middle) / 100
    prior = Assumption(value=share, low=share - half, high=share + half, shape=Shape.UNIFORM)
    found = combined(PLACE, prior, Evidence(Estimate(counts[0] / counts[1], 0.1, counts[1]), ("2025",), counts), None)
    said = distribution_of(PLACE, prior)[0]
    size = said.mean * (1 - said.mean) / said.spread**2 - 1
    expected = naive.posterior_mean(said.mean * size, (1 - said.mean) * size, *counts)
    assert found.numbers["value"] == pytest.approx(expected, abs=1e-6)


@given(st.integers(-50, 50), st.integers(1, 30), st.integers(-50, 50), st.integers(1, 30))
def test_the_posterior_of_a_mean_is_what_precisions_say(prior, half, measured, variance):
    assumed = Assumption(value=prior, low=prior - half, high=prior + half, shape=Shape.NORMAL, credibility=0.9)
    place = "effects/E1/quantity/units"
    found = combined(place, assumed, Evidence(Estimate(measured, variance, 10), ("2025",)), None)
    said = distribution_of(place, assumed)[0]
    mean, spread = naive.normal_posterior([(said.mean, said.spread**2), (measured, variance)])
    assert found.numbers["value"] == pytest.approx(mean, rel=1e-9, abs=1e-9)
    if said.cut_share == 0 and "low" in found.numbers:
        half = (found.numbers["high"] - found.numbers["low"]) / 2
        assert half == pytest.approx(1.959964 * spread**0.5, rel=1e-5)
