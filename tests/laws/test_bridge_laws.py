"""What must hold for the way between any two calculations."""

from math import fsum

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.model import Chain, passports
from sroi.bridge import FIGURES, between, calculated, shapley
from sroi.changes import Case, changes_between, mixed, units
from sroi.discounting import INDEXES
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.laws.chains import any_chain, chains
from tests.laws.conventions import all_settings, few

PERSPECTIVES = ("public", "society")
GAMES = st.integers(1, 5).flatmap(
    lambda count: st.tuples(
        st.just(count), st.lists(st.floats(-1e9, 1e9), min_size=2**count, max_size=2**count)
    )
)  # fmt: skip


@st.composite
def changed(draw, chain: Chain) -> Chain:
    """The chain with some of its parts altered: figures halved, an effect gone, an effect doubled, other cohorts."""
    effects = list(chain.effects)
    for at in draw(st.sets(st.integers(0, len(effects) - 1), max_size=3)):
        name = draw(st.sampled_from(("deadweight", "attribution", "drop_off", "duration_years")))
        figure = getattr(effects[at], name)
        if figure is not None:
            halved = figure.model_copy(update={"value": figure.value / 2})
            effects[at] = effects[at].model_copy(update={name: halved})
    if len(effects) > 1 and draw(st.booleans()):
        del effects[draw(st.integers(0, len(effects) - 1))]
    factor = draw(st.sampled_from((1.0, 1.25)))
    proxies = [
        each.model_copy(update={"price": each.price.model_copy(update={"value": each.price.value * factor})})
        for each in chain.proxies
    ]
    if draw(st.booleans()):
        proxies.append(proxies[0].model_copy(update={"id": "P99"}))
        effects.append(effects[0].model_copy(update={"id": "E99", "proxy_id": "P99"}))
    return chain.model_copy(update={"effects": tuple(effects), "proxies": tuple(proxies)})


@st.composite
def pairs(draw, whole=chains) -> tuple[Case, Case]:
    """Two calculations of related chains."""
    chain = draw(whole())
    one = Case(chain, draw(all_settings()), INDEXES)
    settings = one.settings.model_copy(
        update=draw(st.sampled_from(({}, {"discount_rate": 0.05, "filters": "additive"})))
    )
    return one, Case(draw(changed(chain)) if chain.effects else chain, settings, INDEXES)


def every(found):
    return [each for p in PERSPECTIVES for f in FIGURES if (each := found.of(p, f)) is not None]


def size(found) -> float:
    return max(1.0, abs(found.start), abs(found.end), *(abs(step.amount) for step in found.steps))


@few
@given(pairs())
def test_the_steps_lead_exactly_from_one_figure_to_the_other(pair):
    for found in every(between(*pair)):
        assert fsum((found.start, *(step.amount for step in found.steps), found.rounding)) == found.end
        assert abs(found.rounding) <= 1e-12 * size(found)


@few
@given(pairs())
def test_the_way_back_is_the_way_there_with_the_sign_turned(pair):
    there, back = between(*pair), between(*reversed(pair))
    for one, other in zip(every(there), every(back), strict=True):
        assert [step.amount for step in other.steps] == [-step.amount for step in one.steps]


@few
@given(chains(), all_settings())
def test_nothing_changed_has_no_steps(chain, settings):
    case = Case(chain, settings, INDEXES)
    for found in every(between(case, case)):
        assert (found.steps, found.rounding, found.start) == ((), 0.0, found.end)


@few
@given(chains(), all_settings())
def test_what_moves_no_figure_is_no_change(chain, settings):
    renamed = tuple(
        each.model_copy(update={"name": each.name.model_copy(update={"sv": "X"})}) for each in chain.effects
    )
    shuffled = chain.model_copy(update={"effects": renamed[::-1], "risks": ()})
    assert changes_between(Case(chain, settings, INDEXES), Case(shuffled, settings, INDEXES)) == ()


@few
@given(pairs(any_chain))
def test_no_mixture_has_a_link_that_leads_nowhere(pair):
    known = {link.place for case in pair for link in _loose(calculated_problems(case))}
    bundles = units(changes_between(*pair))
    for bundle in bundles:
        found = mixed(*pair, frozenset(change.place for change in bundle))
        assert {link.place for link in _loose(calculated_problems(found))} <= known


def calculated_problems(case: Case):
    result = calculate(case.chain, case.settings, indexes=case.indexes)
    return (*result.excluded, *result.problems)


def _loose(problems):
    return [each for each in problems if each.code == "engine.link_leads_nowhere"]


@few
@given(pairs())
def test_taking_everything_gives_the_other_end_and_nothing_gives_the_first(pair):
    one, other = pair
    everything = frozenset(change.place for change in changes_between(one, other))
    for taken, end in ((frozenset(), one), (everything, other)):
        figures, expected = calculated(mixed(one, other, taken)), calculated(end)
        scale = max(abs(number) for number in expected.values() if number is not None)
        assert {key: each is None for key, each in figures.items()} == {k: e is None for k, e in expected.items()}
        near = pytest.approx([each or 0.0 for each in expected.values()], rel=1e-9, abs=1e-9 * max(scale, 1.0))
        assert [each or 0.0 for each in figures.values()] == near


@given(GAMES)
def test_the_parts_of_any_game_add_up(game):
    count, values = game
    parts = [shapley(at, count, values) for at in range(count)]
    assert fsum(parts) == pytest.approx(values[-1] - values[0], rel=1e-9, abs=1e-5)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3))
def test_equal_changes_share_alike_and_one_that_does_nothing_gets_nothing(by_size):
    symmetric = [([0.0, *by_size])[(mask & 0b111).bit_count()] for mask in range(16)]  # the fourth never matters
    parts = [shapley(at, 4, symmetric) for at in range(4)]
    assert parts[:3] == [pytest.approx(parts[0], abs=1e-6)] * 3
    assert parts[3] == pytest.approx(0.0, abs=1e-6)


def test_places_of_passports_are_the_places_of_changes():
    """The bridge names places as passports do, so that their words and sources can be looked up."""
    chain = example("I3")
    halved = chain.effects[0].deadweight.model_copy(update={"value": 0.5})
    other = chain.model_copy(
        update={"effects": (chain.effects[0].model_copy(update={"deadweight": halved}), *chain.effects[1:])}
    )
    found = changes_between(Case(chain, SWEDISH_PUBLIC_SECTOR, INDEXES), Case(other, SWEDISH_PUBLIC_SECTOR, INDEXES))
    assert [each.place for each in found] == [f"effects/{chain.effects[0].id}/deadweight"]
    assert found[0].place in dict(passports(chain))
