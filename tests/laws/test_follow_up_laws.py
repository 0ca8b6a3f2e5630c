"""What must hold of every ratio that learns."""

from datetime import date
from math import fsum

from hypothesis import given
from hypothesis import strategies as st
import pytest

from chain.assumption import Assumption, Shape
from chain.measurement import (
    Cell,
    FollowUp,
    NonResponse,
    Observation,
    PlannedIndicator,
    Reading,
    Replacing,
    Rule,
)
from chain.model import ShareOfCohort, passports
from chain.place import Places, with_figures
from chain.problem import Severity
from chain.text import Text
from sroi.changes import Case
from sroi.discounting import INDEXES
from sroi.distributions import distribution_of
from sroi.follow_up.bridge import PARTS, outcome_bridge
from sroi.follow_up.learned import learned
from sroi.follow_up.rates import rate_of
from sroi.ratio import headline
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.laws.chains import chains
from tests.laws.conventions import all_settings, few
from tests.laws.test_bridge_laws import pairs
from tests.spec.small import by_year, chain, effect, number

SHARE = "effects/E1/quantity/share"
COUNTS = st.tuples(st.integers(1, 400), st.integers(0, 400)).map(lambda pair: (min(pair[1], pair[0]), pair[0]))


@st.composite
def priors(draw) -> Assumption:
    """A share as people state it: bare, a sample, or between two ends in any shape."""
    value = draw(st.integers(0, 100)) / 100
    kind = draw(st.sampled_from(("bare", "sample", *Shape)))
    if kind == "sample":
        return Assumption(value=value, sample_hits=round(value * 100), sample_size=100)
    if kind == "bare":
        return Assumption(value=value)
    low, high = value * draw(st.sampled_from((0.2, 0.9))), value + (1 - value) * draw(st.sampled_from((0.1, 0.9)))
    return Assumption(value=value, low=low, high=high, shape=kind, credibility=draw(st.sampled_from((0.5, 0.9))))


def claimed(prior: Assumption):
    quantity = ShareOfCohort(share=prior, units=number(1))
    return chain(effect(quantity=quantity), cohorts=by_year(100.0))


def plan(weight: float | None = None, **more) -> PlannedIndicator:
    replacing = {"place": SHARE, "prior_weight": weight}
    taken = {name: more.pop(name) for name in ("reading", "place", "factor") if name in more}
    return PlannedIndicator(
        **({"id": "M", "name": Text(), "element": "chain", "rule": Rule.SHARE, "first_on": date(2020, 1, 1),
            "last_on": date(2040, 12, 31), "replaces": Replacing(**(replacing | taken))} | more)
    )  # fmt: skip


def seen(*cells: Cell, indicator: PlannedIndicator | None = None) -> FollowUp:
    observations = tuple(
        Observation(indicator_id="M", period=str(2024 + at), total=cell) for at, cell in enumerate(cells)
    )
    return FollowUp(intervention_id="C1", plan=(indicator or plan(),), observations=observations)


def share(hits: int, of: int, asked: int | None = None) -> Cell:
    return Cell(hits=hits, answered=of, asked=asked)


WEIGHTS = st.sampled_from((None, 0, 1, 16, 250.5))


@few
@given(chains(), all_settings())
def test_without_observations_it_is_the_very_same_chain(whole, settings):
    planned = [plan(place=place, reading=Reading.AS_IT_IS, id=f"M{n}") for n, (place, _) in enumerate(passports(whole))]
    found = learned(whole, FollowUp(intervention_id="C1", plan=tuple(planned)))
    assert found.chain is whole
    assert headline(found.chain, settings) == headline(whole, settings)
    assert (found.replaced, found.problems, found.measured_years) == ((), (), ())


@given(priors(), COUNTS)
def test_measured_only_is_the_measured_share_to_the_digit(prior, counts):
    one = learned(claimed(prior), seen(share(*counts), indicator=plan(0))).replaced[0]
    assert one.after.value == counts[0] / counts[1]
    assert (one.after.sample_hits, one.after.sample_size, one.weight_share) == (*counts, 1.0)


@given(priors(), WEIGHTS, COUNTS)
def test_what_comes_out_can_be_drawn_and_its_mean_is_its_value(prior, weight, counts):
    """Jeffreys' half moves the mean of the draws from the value by less than 1 ÷ (n + 1)."""
    one = learned(claimed(prior), seen(share(*counts), indicator=plan(weight))).replaced[0]
    distribution, problems = distribution_of(SHARE, one.after)
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    assert distribution.shape is not Shape.FIXED
    assert abs(distribution.mean - one.after.value) <= 0.5 / (counts[1] + 1) + 0.005


@given(priors(), WEIGHTS, COUNTS)
def test_the_value_lies_between_what_was_assumed_and_what_was_measured(prior, weight, counts):
    one = learned(claimed(prior), seen(share(*counts), indicator=plan(weight))).replaced[0]
    ends = sorted((one.prior.value if one.prior else counts[0] / counts[1], counts[0] / counts[1]))
    assert ends[0] - 1e-12 <= one.after.value <= ends[1] + 1e-12
    assert 0 < one.weight_share <= 1


@given(priors(), WEIGHTS, COUNTS, st.integers(2, 9))
def test_more_of_the_same_narrows_the_interval_and_weighs_more(prior, weight, counts, times):
    few_seen, many_seen = (
        learned(claimed(prior), seen(share(counts[0] * n, counts[1] * n), indicator=plan(weight))).replaced[0]
        for n in (1, times)
    )
    assert many_seen.weight_share >= few_seen.weight_share
    if few_seen.prior is None:  # a prior far from the measurement may first have to be unlearned
        assert distribution_of(SHARE, many_seen.after)[0].spread < distribution_of(SHARE, few_seen.after)[0].spread


@given(priors(), st.lists(COUNTS, min_size=2, max_size=4), st.randoms())
def test_the_order_and_the_splitting_of_observations_do_not_matter(prior, parts, random):
    apart = seen(*(share(*each) for each in parts))
    shuffled = list(apart.observations)
    random.shuffle(shuffled)
    together = share(sum(hits for hits, _ in parts), sum(of for _, of in parts))
    one = learned(claimed(prior), apart).chain
    assert learned(claimed(prior), apart.model_copy(update={"observations": tuple(shuffled)})).chain == one
    pooled = learned(claimed(prior), seen(together)).chain
    assert Places(pooled).figure(SHARE).value == Places(one).figure(SHARE).value


@given(priors(), COUNTS, st.integers(0, 50))
def test_those_who_did_not_answer_never_help(prior, counts, silent):
    follow_up = seen(share(*counts, counts[1] + silent))
    like_others, none = (learned(claimed(prior), follow_up, choice) for choice in NonResponse)
    assert Places(none.chain).figure(SHARE).value <= Places(like_others.chain).figure(SHARE).value + 1e-12
    rate = rate_of(follow_up.observations[0].total)
    assert rate.none_of_them <= rate.like_others <= rate.all_of_them or not silent


def test_places_of_one_figure_move_together():
    whole = example("I2")
    places = [place for place, figure in passports(whole) if figure.figure_id == "I2-job-share"]
    found = learned(whole, seen(share(9, 30), indicator=plan(0, place=places[1])))
    assert len(places) == 2
    assert {Places(found.chain).figure(place).value for place in places} == {0.3}
    assert set(found.replaced[0].places) == set(places)
    assert Places(found.chain).figure(places[0]).reason == Places(whole).figure(places[0]).reason


@few
@given(pairs())
def test_the_bridge_adds_up_and_does_not_mind_the_order(pair):
    there, back = outcome_bridge(*pair), outcome_bridge(*reversed(pair))
    for perspective in ("public", "society"):
        one, other = there.of(perspective, "value"), back.of(perspective, "value")
        assert fsum((one.start, *(step.amount for step in one.steps), one.rounding)) == one.end
        assert [step.amount for step in other.steps] == pytest.approx([-step.amount for step in one.steps])
        assert {step.group for step in one.steps} <= {*PARTS, "conventions", "all"}


@few
@given(chains(), st.integers(1, 9))
def test_another_volume_and_nothing_else_is_one_step(whole, tenths):
    if whole.cohorts is None or not whole.cohorts.values:
        return
    values = {year: value * tenths / 10 for year, value in whole.cohorts.values.items()}
    fewer = with_figures(whole, {"chain/cohorts": whole.cohorts.model_copy(update={"values": values})})
    found = outcome_bridge(Case(whole, SWEDISH_PUBLIC_SECTOR, INDEXES), Case(fewer, SWEDISH_PUBLIC_SECTOR, INDEXES)).of(
        "society", "value"
    )
    assert [step.group for step in found.steps] == (["volume"] if values != whole.cohorts.values else [])
