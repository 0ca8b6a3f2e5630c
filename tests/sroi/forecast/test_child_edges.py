"""Comparisons at their edges: no price is put on rounding, and what cannot be has no number."""

import pytest

from chain.starter import new_chain
from chain.text import Text
from sroi.forecast.child import RefusedError, forecast, problems_of
from sroi.forecast.child_break_even import ceilings
from sroi.forecast.child_budget import budget
from sroi.forecast.child_chain import into_chain
from sroi.forecast.child_choice import choices
from sroi.forecast.child_points import Question
from sroi.forecast.child_psa import simulate
from sroi.forecast.decision import Quadrant
from tests.chain.comparisons import changed, number, shipped


def with_numbers(**values: float):
    """The shipped comparison with other numbers, without ranges, at places where `__` stands for a slash."""
    found = shipped()
    for place, value in values.items():
        found = changed(found, place.replace("__", "/"), number(value, unit="share"))
    return found


def test_without_any_loss_of_quality_nothing_is_gained_and_there_is_no_price():
    """People live as long with the intervention as without; the sums differ in their sixteenth digit alone."""
    comparison = with_numbers(health__quality_loss=0.0)
    balances = [each for option in forecast(comparison).options for at in option.horizons for each in at.balances]
    assert {each.qalys for each in balances} == {0.0}
    words = {each.per_qaly.quadrant for each in balances} - {Quadrant.NO_DIFFERENCE}
    assert words <= {Quadrant.SAME_EFFECT_COSTS_MORE, Quadrant.SAME_EFFECT_COSTS_LESS}
    assert all(placed.icer is None for each in choices(forecast(comparison), "public") for placed in each.placed)
    drawn = simulate(comparison, draws=200).outlook("A", "public", 1).quadrants
    assert sum(drawn.get(each, 0) for each in words) == 1


def test_where_the_effect_is_harmful_no_cost_is_low_enough():
    harmful = with_numbers(options__A__effect__estimate=-0.05)
    found = ceilings(Question(harmful, "A", "public", 10))
    assert (found.net_sek_per_child, found.threshold_sek_per_child, found.children) == (None, None, None)


def test_harm_has_no_benefit_cost_ratio():
    found = forecast(with_numbers(options__A__effect__estimate=-0.05)).of("A").at(10).of("public")
    assert found.offset < 0 < found.cost
    assert (found.benefit_cost, found.benefit_cost_cashable, found.return_share) == (None, None, None)


@pytest.mark.parametrize("share", [0.999999, 1.000001])
def test_payer_shares_that_leave_something_unpaid_are_refused(share):
    short = changed(shipped(), "options/A/payer_shares/0/share/value", share)
    assert {"comparison.payer_shares", "figure.share_outside"} & {each.code for each in problems_of(short)}


@pytest.mark.parametrize("ratio", [-1.0, 0.0])
def test_a_hazard_ratio_of_death_that_is_none_is_refused(ratio):
    dying = changed(shipped(), "natural_course/mortality_ratio", number(ratio))
    found = [(each.code, each.place) for each in problems_of(dying)]
    assert ("comparison.not_positive", "natural_course/mortality_ratio") in found


def test_what_may_not_be_shown_is_not_calculated_in_any_way():
    """Without a comparator there is nothing to hold a figure against, whoever asks for it."""
    against_nothing = changed(shipped(), "decision/comparator", None)
    chain = new_chain("K", Text(sv="K"), 2024, 2038)
    ways = (
        lambda: forecast(against_nothing),
        lambda: simulate(against_nothing, draws=10),
        lambda: budget(against_nothing, "A"),
        lambda: into_chain(chain, against_nothing, "A"),
        lambda: Question(against_nothing, "A"),
    )
    for way in ways:
        with pytest.raises(RefusedError):
            way()
