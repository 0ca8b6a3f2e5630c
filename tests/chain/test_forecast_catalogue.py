"""The catalogue: every figure has a source that was read, what lacks one is an empty template, both languages whole."""

import math

import pytest

from chain.assumption import Assumption, Evidence, Frozen, Mark
from chain.forecast.catalogue import begin, catalogue
from chain.forecast.checks import check_comparison
from chain.problem import Severity
from chain.text import Text
from sroi.forecast.conversions import lognormal_of_interval
from tests.chain.comparisons import shipped

METHODS = {each.id: each for each in catalogue().methods}
WITH_EFFECT, WITH_COST = {"coping-power", "group-cbt"}, {"parent-group"}


def held(thing, kind):
    """Everything of a kind inside."""
    if isinstance(thing, kind):
        yield thing
    elif isinstance(thing, Frozen):
        for field in type(thing).model_fields:
            yield from held(getattr(thing, field), kind)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from held(each, kind)


def test_only_what_has_a_source_is_filled_in():
    assert {name for name, each in METHODS.items() if each.has_effect} == WITH_EFFECT
    assert {name for name, each in METHODS.items() if each.has_cost} == WITH_COST
    assert all(each.needs_own_figures for each in METHODS.values())


def test_every_figure_says_where_it_comes_from():
    figures = list(held(catalogue(), Assumption))
    assert len(figures) > 8
    for figure in figures:
        is_open_assumption = figure.mark is Mark.ILLUSTRATIVE and figure.evidence is Evidence.ASSUMED
        assert is_open_assumption or (figure.mark in (Mark.SOURCED, Mark.DERIVED) and figure.source)
        assert figure.mark is not Mark.DERIVED or figure.derivation
        assert not is_open_assumption or figure.reason


def test_everything_is_said_in_both_languages():
    assert not [words for words in held(catalogue(), Text) if bool(words.sv) != bool(words.en)]
    assert all(finding.source and finding.words for each in METHODS.values() for finding in each.findings)


def test_the_worked_out_figures():
    known = {each.id: each.figure.value for each in catalogue().figures}
    assert known["persisting"] == pytest.approx(0.0519, abs=5e-5)
    assert known["fading-behaviour"] == pytest.approx(0.8165, abs=5e-5)
    assert math.log(0.5) / math.log(known["fading-behaviour"]) == pytest.approx(3.4, abs=0.05)
    estimate = METHODS["group-cbt"].option.effect.estimate
    fitted = lognormal_of_interval(estimate.value, estimate.low, estimate.high)
    assert fitted == pytest.approx((-0.8440, 0.3626), abs=5e-5)


def test_an_option_begun_from_a_template_asks_for_what_is_missing():
    option = begin("comet", "ours")
    assert (option.id, option.method_id) == ("ours", "comet")
    comparison = shipped().model_copy(update={"options": (*shipped().options, option)})
    found = {each.place for each in check_comparison(comparison) if each.severity is Severity.ERROR}
    missing = ("effect/estimate", "effect/measure", "effect/basis", "costs/child/amount", "delivery/uptake_share")
    assert found >= {f"options/ours/{place}" for place in missing}
    with pytest.raises(KeyError):
        begin("nothing", "ours")
