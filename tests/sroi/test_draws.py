"""Draws: one for each number however often it is used, the same whatever else is drawn, correlated when it is said."""

from dataclasses import replace

import numpy as np
import pytest

from chain.model import ShareOfCohort
from sroi.distributions import distribution_of
from sroi.draws import Drawer, draws_of, normal_chance, uncertain_figures
from sroi.streams import BLOCK, Streams
from tests.spec.small import by_year, chain, effect
from tests.sroi.unsure import PRICE, number, priced

WIDE = {"low": 0.1, "high": 0.5}


def shares_of(**figures):
    """A chain with one effect for each share of the cohort that is given."""
    effects = (
        effect(name, quantity=ShareOfCohort(share=share, units=number(1)), duration_years=2)
        for name, share in figures.items()
    )
    return chain(*effects, cohorts=by_year(10))


def place(name: str) -> str:
    return f"effects/{name}/quantity/share"


def ranks(values: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(values)).astype(float)


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def test_the_first_draws_are_pinned():
    """A new version of NumPy with another stream would change every kept result: it must be seen here."""
    out = np.empty(3)
    Streams(1).fill("effects/E1/deadweight", 0, out)
    assert out.tolist() == PINNED


PINNED = [0.1127195147273713, 0.8254220054660164, 0.7770466642808873]


def test_places_of_one_figure_are_one_draw():
    same = {"figure_id": "tau", **WIDE}
    found = draws_of(shares_of(A=number(0.3, **same), B=number(0.3, **same), C=number(0.3, **WIDE)), 1000, 1)
    assert np.array_equal(found[place("A")], found[place("B")])
    assert abs(rank_correlation(found[place("A")], found[place("C")])) < 0.1


def test_another_figure_changes_no_draws_of_the_first():
    alone = draws_of(shares_of(A=number(0.3, **WIDE)), 1000, 7)
    together = draws_of(shares_of(B=number(0.2, **WIDE), A=number(0.3, **WIDE)), 1000, 7)
    assert np.array_equal(alone[place("A")], together[place("A")])
    assert not np.array_equal(alone[place("A")], draws_of(shares_of(A=number(0.3, **WIDE)), 1000, 8)[place("A")])


@pytest.mark.parametrize("plan", ["random", "latin"])
def test_pieces_and_the_whole_are_the_same(plan):
    grouped = number(0.3, group_id="g", group_correlation=0.6, **WIDE)
    figures, _ = uncertain_figures(shares_of(A=number(0.3, **WIDE), B=grouped))
    whole = Drawer(3, plan).draw(figures, 0, 3 * BLOCK + 100)
    drawer = Drawer(3, plan)
    parts = [drawer.draw(figures, *bounds) for bounds in ((0, BLOCK), (BLOCK, 3 * BLOCK), (3 * BLOCK, 3 * BLOCK + 100))]
    assert np.array_equal(whole, np.concatenate(parts, axis=1))


def test_a_latin_block_has_one_draw_in_each_part():
    out = np.empty(2 * BLOCK + 10)
    Streams(5).fill_evenly("A", 0, out)
    for block in (out[:BLOCK], out[BLOCK : 2 * BLOCK], out[2 * BLOCK :]):
        assert np.array_equal(np.sort(np.floor(block * len(block))), np.arange(len(block)))
    assert not np.array_equal(np.argsort(out[:BLOCK]), np.argsort(out[BLOCK : 2 * BLOCK]))
    with pytest.raises(ValueError, match="block"):
        Streams(5).fill_evenly("A", 1, out)


@pytest.mark.parametrize(("one", "other", "expected"), [(0.7, 0.7, 0.7), (0.5, -0.5, -0.5), (1.0, 1.0, 1.0)])
def test_a_group_has_the_rank_correlation_that_was_said(one, other, expected):
    first = number(0.3, group_id="g", group_correlation=one, **WIDE)
    second = number(0.2, 0.05, 0.6, shape="beta", credibility=0.9, group_id="g", group_correlation=other)
    found = draws_of(shares_of(A=first, B=second, C=number(0.3, **WIDE)), 40_000, 2)
    assert rank_correlation(found[place("A")], found[place("B")]) == pytest.approx(expected, abs=0.012)
    assert abs(rank_correlation(found[place("A")], found[place("C")])) < 0.02


def test_a_group_leaves_each_figures_own_spread_as_it_was():
    share = number(0.2, 0.05, 0.6, shape="beta", credibility=0.9)
    made, _ = distribution_of(place("A"), share)
    moved = share.model_copy(update={"group_id": "g", "group_correlation": 0.8})
    found = np.sort(draws_of(shares_of(A=moved), 40_000, 4)[place("A")])
    for chance in (0.05, 0.5, 0.95):
        sway = (chance * (1 - chance) / 40_000) ** 0.5
        assert abs(np.searchsorted(found, made.quantile(chance)) / 40_000 - chance) < 4 * sway


def test_the_normal_chance():
    assert normal_chance(np.array([-9.0, 0.0, 1.959963984540054, 9.0])) == pytest.approx([0, 0.5, 0.975, 1], abs=1e-7)


def test_figures_that_do_not_count_are_not_drawn():
    unused = priced(number(100, 50, 150))
    proxy = unused.proxies[0]
    with_template = unused.model_copy(update={"proxies": (proxy.model_copy(update={"template": number(90, 10, 200)}),)})
    figures, problems = uncertain_figures(with_template)
    assert [figure.places for figure in figures] == [(PRICE,)]
    assert not problems


def test_no_draw_is_outside_what_the_figure_can_be():
    share = number(0.97, sample_hits=30, sample_size=30).model_copy(update={"value": 1.0})
    sure = draws_of(shares_of(A=share, B=number(0.0, 0.0, 1.0, shape="triangular")), 200_000, 1)
    for draws in sure.values():
        assert 0 <= draws.min() < draws.max() <= 1
    made, _ = distribution_of(place("A"), share)
    assert made.quantile(0.0) >= 0
    assert replace(made, lowest=0.5).quantile(1e-9) >= 0.5
