"""The four traps of comparing bids, two whole procurements, and a social outcome contract that is public."""

from datetime import date
from decimal import Decimal

import pytest

from chain.assumption import Assumption, Shape
from chain.model import by_id
from chain.period import Every
from chain.procurement.document import fingerprint
from sroi.procurement.counting import AppliedRule
from sroi.procurement.evaluate import evaluate, scored
from sroi.procurement.from_chain import measure_of
from sroi.procurement.pay import guaranteed_pay, payment, per_success, provider_result
from sroi.procurement.relative import counter_example
from sroi.procurement.robustness import Case, if_drawn_apart, robustness
from sroi.procurement.switching import switching
from sroi.procurement.thresholds import at_total_deduction, by_total_deduction, by_value_weight
from sroi.ratio import calculate
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.chain.bids import relocked, shipped
from tests.chain.offers import bid, measure, model
from tests.golden.examples import example, figures

GOLDEN = figures("procurement")
TRAINING, YOUTH, NORRKOPING = GOLDEN["work_training"], GOLDEN["youth_programme"], GOLDEN["norrkoping"]
MKR = 1_000_000


def by_bid(lines, name):
    return {line.bid_id: getattr(line, name) for line in lines}


def one_decimal(numbers):
    return {name: f"{number:.1f}" for name, number in numbers.items()}


def test_the_highest_ratio_is_not_the_greatest_value():
    trap = GOLDEN["ratio_is_not_value"]
    made = model(measure("M", float(MKR)))
    bids = [bid(made, name, price * MKR, trap["value_mkr"][name]) for name, price in trap["price_mkr"].items()]
    lines = scored(made, bids)
    assert one_decimal(by_bid(lines, "ratio")) == trap["ratio"]
    assert by_bid(lines, "net") == {name: Decimal(str(net)) * MKR for name, net in trap["net_mkr"].items()}
    assert (lines[0].bid_id, max(lines, key=lambda line: line.ratio).bid_id) == ("B", "A")


def test_a_losing_bid_turns_the_order_under_relative_points():
    found = counter_example()
    assert dict(found.without) == GOLDEN["irrelevant_bid"]["without"]
    assert dict(found.with_third) == GOLDEN["irrelevant_bid"]["with_third"]
    assert found.turns


def test_the_value_weight_decides():
    procurement, came = shipped()
    lines = evaluate(procurement, came).lines
    stretches = by_value_weight(procurement, lines)
    assert [each.winners for each in stretches] == [(name,) for name in TRAINING["winners"]]
    assert [round(float(each.end), 3) for each in stretches[:-1]] == TRAINING["thresholds"]
    assert [str(each.end) for each in stretches[:-1]] == ["40/67", "40/43"]
    half, on_it = relocked(procurement, came, value_weight=0.5)
    assert by_bid(evaluate(half, on_it).lines, "comparison") == TRAINING["half_weight"]


def test_the_same_draw_for_the_same_price():
    spread = Assumption(value=1e6, low=1e6 * 0.50357, high=1e6 * 1.98583, credibility=0.95, shape=Shape.LOGNORMAL)
    made = model(measure("M", spread))  # σ = 0.35 of the logarithm
    lines = scored(made, [bid(made, "fifty", 1e6, 50.0), bid(made, "more", 1e6, 55.0)])
    [common] = robustness(made, lines, [Case("base")])
    assert common.shares["more"] == GOLDEN["shared_draws"]["common"]
    assert if_drawn_apart(made, lines)["more"] == pytest.approx(GOLDEN["shared_draws"]["apart"], abs=0.015)


def test_the_work_training_is_evaluated():
    procurement, came = shipped()
    found = evaluate(procurement, came)
    assert by_bid(found.lines, "value") == TRAINING["value"]
    assert by_bid(found.lines, "comparison") == TRAINING["comparison"]
    assert one_decimal(by_bid(found.lines, "ratio")) == TRAINING["ratio"]
    assert [line.bid_id for line in found.lines] == TRAINING["order"]
    assert found.ratio_differs
    assert found.fingerprint == fingerprint(procurement)
    assert found.reference_value == 13 * MKR
    [applied] = next(line for line in found.lines if line.bid_id == "B").applied
    assert (applied.measure_id, applied.rule, applied.period) == ("utbildning", AppliedRule.BLANK_IS_ZERO, 2)
    assert (applied.before, applied.after) == (None, 0)


def test_what_the_losers_would_have_needed():
    procurement, came = shipped()
    lines = evaluate(procurement, came).lines
    to_a, to_b = switching(procurement, lines)
    assert (to_a.bid_id, to_a.tie_price_cut) == ("A", TRAINING["price_cut"]["A"])
    assert to_a.tie_wins  # a tie goes to the lowest price
    assert to_a.winning_price_cut == TRAINING["price_cut"]["A"]
    assert [each.units for each in to_a.more_units] == [2, None]  # its training stands at the highest allowed
    assert (to_b.tie_price_cut, to_b.tie_wins, to_b.winning_price_cut) == (495_000, False, Decimal("495000.01"))
    assert [each.units for each in to_b.more_units] == [None, 4]


def test_the_youth_programme_is_evaluated():
    procurement, came = shipped("youth-programme")
    lines = evaluate(procurement, came).lines
    assert by_bid(lines, "deduction") == YOUTH["deduction"]
    assert by_bid(lines, "comparison") == YOUTH["comparison"]
    assert [line.bid_id for line in lines] == YOUTH["order"]
    assert switching(procurement, lines)[0].tie_price_cut == YOUTH["margin"]
    assert {line.ratio for line in lines} == {None}


def test_how_great_the_deductions_must_be():
    procurement, came = shipped("youth-programme")
    low, high = by_total_deduction(procurement, evaluate(procurement, came).lines)
    assert (low.winners, high.winners, round(low.end)) == (("B",), ("A",), YOUTH["threshold"])
    assert str(low.end) == "30000000/13"


@pytest.mark.parametrize(("total_sek", "comparison", "winner"), YOUTH["what_if"])
def test_other_deductions(total_sek, comparison, winner):
    procurement, came = shipped("youth-programme")
    lines = at_total_deduction(procurement, came, float(total_sek))
    assert (by_bid(lines, "comparison"), lines[0].bid_id) == (comparison, winner)


OF_COHORT = [
    (name, effect.id)
    for name in ("I1", "I2", "I3", "I4")
    for effect in example(name).effects
    if effect.quantity.kind == "share_of_cohort" and effect.in_base_case
]


@pytest.mark.parametrize(("name", "effect_id"), OF_COHORT, ids=lambda part: part)
def test_a_promise_of_what_the_chain_expects_is_worth_what_its_ratio_says(name, effect_id):
    """Each year's starters × the share that changes, promised and delivered in that year."""
    chain, conventions = example(name), SWEDISH_PUBLIC_SECTOR
    expected = next(each for each in calculate(chain, conventions).effects if each.effect_id == effect_id)
    told = measure_of(chain, effect_id, conventions.price_year)
    years = range(chain.start_year, max(chain.cohorts.values) + 1)
    made = model(
        told, every=Every.YEAR, first_on=date(years[0], 1, 1), last_on=date(years[-1], 12, 31),
        horizon_years=conventions.horizon_years, discount_rate=conventions.discount_rate,
    )  # fmt: skip
    share = by_id(chain.effects)[effect_id].quantity.share.value
    promised = tuple(chain.cohorts.values.get(year, 0.0) * share for year in years)
    [line] = scored(made, [bid(made, "A", 1.0, promised)])
    assert float(line.value) == pytest.approx(expected.present_value, rel=1e-12)


def test_the_price_of_a_success():
    assert per_success(6_900_000.0, 0.2, 36.0) == YOUTH["per_success"]


def test_norrkoping():
    """Norrköping's social outcome contract of 2016; that the guarantee is of the planned ten million is a reading that
    gives the published loss. What a success paid is not public, so only what holds without one is told."""
    contract = guaranteed_pay(10_000_000.0, 0.4, 0.2, per_success_sek=0.0)
    assert payment(contract, 0.0) == NORRKOPING["guaranteed"]
    assert provider_result(contract, 7_500_000.0, 0.0) == NORRKOPING["investor_without_success"]
    assert contract.most_sek == NORRKOPING["most"]
    assert payment(contract.model_copy(update={"per_success_sek": 1e6}), 60.0) == NORRKOPING["most"]
    assert NORRKOPING["per_child"] == 7_500_000 / 60
