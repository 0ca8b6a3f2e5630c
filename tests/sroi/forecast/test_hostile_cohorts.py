"""Cohort models whose figures would be wrong, or none at all, unseen: reckoned right, told, or refused."""

import pytest

from chain.cohort_document import read_model
from reports.texts.problems import sentence
from sroi.forecast.decision import Option, Quadrant, Standing, compare, frontier
from sroi.forecast.economics import UnsoundModelError, forecast, judged, sample
from tests.chain.test_cohort_model import T, put, spoiled

DIES = {"/model/tables": [{"id": "dies", "bands": [{"first": 0, "last": 9, "value": 0.1}]}]}


def moving(probability: str, **more):
    """The two-state model with another probability of leaving A."""
    changes = put(f"{T}/0/probability", "rest") | put(f"{T}/1/probability", probability) | more
    return read_model(spoiled(**changes))[0]


def test_a_table_asked_in_one_place_gives_its_value_inside_a_formula_too():
    by_table, by_hand = forecast(moving("2 * dies(5) / 4", **DIES)), forecast(moving("0.05"))
    assert [each.cost for each in by_table.outcomes] == pytest.approx([each.cost for each in by_hand.outcomes])
    assert by_hand.outcomes[0].cost != forecast(moving("0")).outcomes[0].cost


NO_NUMBERS = (
    "choose(dies(10) > 0.5, 0.2, 0.1)", "choose(log(-cycle), 0.2, 0.1)", "0.1 * dies(10)^0", "0.1 * 1^dies(10)",
    "min(0.1, 1/(cycle - cycle))", "min(0.1, 1/0)",
)  # fmt: skip


@pytest.mark.parametrize("formula", NO_NUMBERS)
def test_what_has_no_value_never_becomes_a_number(formula):
    plan, problems = judged(moving(formula, **DIES))
    code = "forecast.table_ends" if "dies" in formula else "forecast.no_value"
    assert plan is None
    assert [each.code for each in problems] == [code]


def test_the_branch_not_taken_may_lack_a_value():
    taken = forecast(moving("choose(cycle <= 2, 0.1, 0.1 / (cycle - 2)^0)"))
    assert taken.outcomes[0].cost == pytest.approx(forecast(moving("0.1")).outcomes[0].cost)


def test_definitions_may_lean_on_one_another_deep_inside_long_formulas():
    long = [{"id": f"d{at}", "formula": f"d{at + 1}" + "+0" * 190} for at in range(80)]
    found = forecast(moving("d0", **put("/model/definitions", [*long, {"id": "d80", "formula": 0.1}])))
    assert found.outcomes == forecast(moving("0.1")).outcomes


def uncertain(*parameters: tuple[str, float, dict]) -> dict:
    return put("/model/parameters", [{"id": name, "value": value, "drawn": drawn} for name, value, drawn in parameters])


def test_draws_whose_starting_shares_do_not_come_to_one_are_counted():
    wide = {"shape": "uniform", "numbers": [0.4, 0.6]}
    changes = put("/model/start", {"A": "a", "B": "1 - b"}) | put("/model/start_in", "shares")
    sampled = sample(moving("0.1", **changes, **uncertain(("a", 0.5, wide), ("b", 0.5, wide))), 500)
    [told] = sampled.problems
    assert (told.code, told.words()["count"], sampled.at_fault) == ("forecast.shares_sum_in_draws", 500, 500)
    assert "{" not in sentence("sv", told) + sentence("en", told)


def test_draws_in_which_a_cost_is_below_nought_are_counted():
    spread = {"shape": "normal", "mean": 100, "sd": 100}
    changes = put("/model/state_rewards/0/per_year", "c")
    sampled = sample(moving("0.1", **changes, **uncertain(("c", 100, spread))), 500)
    [told] = sampled.problems
    below = int((sampled.parameters["c"] < 0).sum())
    assert (told.code, told.words()["count"]) == ("forecast.negative_cost_in_draws", below)
    assert 50 < below < 120
    assert "{" not in sentence("sv", told) + sentence("en", told)


def test_draws_that_no_memory_holds_are_refused_with_how_many_there_may_be():
    spread = {"shape": "uniform", "numbers": [0, 1]}
    model = moving("0.1", **uncertain(*((f"p{at}", 0.5, spread) for at in range(1_000))))
    with pytest.raises(UnsoundModelError) as refused:
        sample(model, 1_000_000)
    told = refused.value.problems[-1]
    assert (told.code, told.words()["draws"]) == ("forecast.too_many_draws", 1_000_000)
    assert 100_000 < told.words()["most"] < 300_000
    assert "{" not in sentence("sv", told) + sentence("en", told)


def test_no_price_is_put_on_rounding():
    """Without the mend: 1,000 SEK for 10⁻¹⁶ QALY more, a ratio of 10¹⁹."""
    old, new = Option("old", 5_000.0, 0.3), Option("new", 6_000.0, 0.1 + 0.2)
    assert new.effect > old.effect
    beside = compare(new, old)
    assert (beside.quadrant, beside.icer) == (Quadrant.SAME_EFFECT_COSTS_MORE, None)
    assert [each.standing for each in frontier([old, new])] == [Standing.REFERENCE, Standing.DOMINATED]
