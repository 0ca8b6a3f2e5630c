"""Comparing bids: rules applied and written down, trials before publication, pay and delivery after the award."""

from datetime import date
from decimal import Decimal

import pytest

from chain.assumption import Assumption
from chain.follow_up_checks import check_indicator
from chain.model import by_id
from chain.period import Every
from chain.problem import Severity
from chain.procurement.bid import Answer, Clarification
from chain.procurement.contract import Delivery, OutcomePay
from chain.procurement.model import (
    AboveRule,
    Criterion,
    Engine,
    FictiveBid,
    Measure,
    MissingRule,
    Points,
    Procurement,
    TieBreak,
)
from chain.text import Text
from reports.texts.problems import sentence
from sroi.procurement.counting import AppliedRule, count
from sroi.procurement.delivered import fulfilled, paid
from sroi.procurement.evaluate import evaluate, scored
from sroi.procurement.exact import rounded
from sroi.procurement.from_chain import measure_of
from sroi.procurement.greatest import before_lock, greatest
from sroi.procurement.indicators import indicators
from sroi.procurement.pay import buyer_break_even, pay_of, payment, provider_break_even
from sroi.procurement.robustness import cases, robustness, value_spread
from sroi.procurement.thresholds import by_value_weight
from sroi.procurement.trial import Kind, fictive_bids, irrelevant_bids, reward, tried
from sroi.procurement.worth import unit_worth
from tests.chain.bids import relocked, shipped, with_bid
from tests.chain.comparisons import changed
from tests.chain.offers import bid, measure, model
from tests.golden.examples import example
from tests.spec.small import chain

THREE_YEARS = {"every": Every.YEAR, "first_on": date(2027, 1, 1), "last_on": date(2029, 12, 31)}


def three_years(**more):
    return model(measure("M", 100.0, highest=50.0, **more), **THREE_YEARS)


def counted(made, quantities, *cleared):
    found = count(bid(made, "A", 1.0, quantities), made.measures[0], 3, cleared)
    return found.counts, [(each.rule, each.period, each.before, each.after) for each in found.applied]


def cleared(quantity, period=None):
    return Clarification(bid_id="A", measure_id="M", period=period, quantity=quantity)


def test_a_blank_is_not_nought_but_counts_as_the_rule_says():
    assert counted(three_years(), (10.0, None, 0.0)) == ((10, 0, 0), [(AppliedRule.BLANK_IS_ZERO, 1, None, 0)])
    asks = three_years(missing=MissingRule.CLARIFY)
    told = counted(asks, (10.0, None, 0.0), cleared(7.0, 1))
    assert told == ((10, 7, 0), [(AppliedRule.BLANK_CLARIFIED, 1, None, 7)])


def test_a_promise_above_the_range_loses_its_latest_part_unless_the_capacity_is_shown():
    capped = ((30, 20, 0), [(AppliedRule.ABOVE_CAPPED, None, 90, 50)])
    assert counted(three_years(), (30.0, 30.0, 30.0)) == capped
    asks = three_years(above=AboveRule.CLARIFY_THEN_CAP)
    assert counted(asks, (30.0, 30.0, 30.0)) == capped
    assert counted(asks, (30.0, 30.0, 30.0), cleared(70.0)) == (
        (30, 30, 10),
        [(AppliedRule.ABOVE_CLARIFIED, None, 90, 70)],
    )
    assert counted(asks, (30.0, 30.0, 30.0), cleared(500.0))[0] == (30, 30, 30)


def test_beyond_the_cap_promises_stop_counting():
    assert counted(three_years(cap=40.0), (30.0, 30.0, 30.0)) == (
        (30, 10, 0),
        [(AppliedRule.ABOVE_CAPPED, None, 90, 50), (AppliedRule.STOPS_COUNTING, None, 50, 40)],
    )


@pytest.mark.parametrize(("amount", "step", "expected"), [("0.5", 1, 1), ("2.5", 1, 3), ("1499.99", 1000, 1000)])
def test_halves_are_rounded_upwards(amount, step, expected):
    assert rounded(Decimal(amount), Decimal(step)) == expected


def test_benefit_that_lasts_is_worth_what_the_ratio_would_make_it():
    """Two years from the year after, a tenth off in the second, half would have happened anyway, 5 %."""
    more = {"deadweight": 0.5, "attribution": 0.2, "drop_off": 0.1, "lag_years": 1.0, "duration_years": 2.0}
    told = measure("M", 1000.0, **{name: Assumption(value=value) for name, value in more.items()})
    made = model(told, horizon_years=4, discount_rate=0.05, **THREE_YEARS)
    first, second, third = map(float, unit_worth(made.measures[0], made))
    assert first == pytest.approx(400 * (1 / 1.05 + 0.9 / 1.05**2))
    assert second == pytest.approx(400 * (1 / 1.05**2 + 0.9 / 1.05**3))
    assert third == pytest.approx(400 / 1.05**3)  # its second year is beyond the horizon


def test_a_rejected_bid_is_told_why_and_the_others_are_compared():
    procurement, came = shipped()
    unmet = with_bid(came, "C", answers=(Answer(requirement_id="SK1", is_met=False),))
    found = evaluate(procurement, unmet)
    [rejected] = found.rejected
    assert (rejected.bid_id, [each.code for each in rejected.reasons]) == ("C", ["procurement.requirement_unmet"])
    assert [line.bid_id for line in found.lines] == ["A", "B"]


def test_what_the_buyer_has_not_done_leaves_no_order():
    procurement, came = shipped("youth-programme")
    found = evaluate(procurement, came.model_copy(update={"judgements": came.judgements[1:]}))
    assert ([each.code for each in found.problems], found.lines) == (["procurement.unjudged"], ())


def test_equal_bids_are_told_apart_by_the_tie_break_and_else_share_a_rank():
    made = model(measure("M", 1.0))
    bids = [bid(made, "A", 100.0, 50.0), bid(made, "B", 90.0, 40.0), bid(made, "C", 90.0, 40.0)]
    lines = scored(made, bids)
    assert [(line.bid_id, line.rank, line.is_tied) for line in lines] == [
        ("B", 1, True),
        ("C", 1, True),
        ("A", 3, False),
    ]
    by_value = made.model_copy(update={"tie_break": TieBreak.GREATEST_VALUE})
    assert scored(by_value, bids)[0].bid_id == "A"


def test_one_measure_that_decides_alone_is_warned_of():
    procurement, _ = shipped()
    assert [round(float(each.share), 2) for each in greatest(procurement)] == [0.79, 0.21]
    assert [each.stops_at for each in greatest(changed(procurement, "measures/anstallning/cap", 40.0))] == [40, 20]
    [warned] = before_lock(procurement)
    assert (warned.code, warned.severity) == ("procurement.dominates", Severity.WARNING)
    assert "79\u00a0%" in sentence("sv", warned)


def test_four_bids_are_made_from_the_ranges():
    procurement, _ = shipped()
    made = {each.id: each for each in fictive_bids(procurement)}
    assert list(made) == ["A", "B", "C", *Kind]
    assert made["low"].quantities == {"anstallning": 10, "utbildning": 5}
    assert made["balanced"].quantities == {"anstallning": 35, "utbildning": 12.5}
    assert made["extreme"].quantities == {"anstallning": 120, "utbildning": 40}
    own = procurement.model_copy(update={"estimate_sek": None})
    assert [each.id for each in fictive_bids(own)] == ["A", "B", "C"]
    youth = shipped("youth-programme")[0].model_copy(update={"test_bids": ()})
    levels = {each.id: set(each.levels.values()) for each in fictive_bids(youth)}
    assert levels == {"low": {0}, "balanced": {2}, "high": {4}, "extreme": {4}}


def test_what_the_model_will_reward():
    procurement, _ = shipped()
    told = reward(tried(procurement))
    assert told.winners == ("extreme", "high")  # capped, so that twice the highest is no more than the highest
    assert (told.runner_up, told.margin, told.extreme_pays) == ("C", 1_705_000, False)
    modest = changed(procurement, "value_weight", 0.1)
    assert reward(tried(modest)).winners == ("A",)
    assert reward(tried(procurement, procurement.test_bids)).winners == ("C",)
    assert reward(()) is None


def test_a_bid_that_loses_can_turn_the_order_under_relative_points_only():
    prices = {"A": (100.0, 65.0), "B": (125.0, 90.0), "C": (75.0, 10.0)}
    bids = [FictiveBid(id=name, name=Text(), price_sek=p, quantities={"M": q}) for name, (p, q) in prices.items()]
    kronor = model(measure("M", 1.0, highest=100.0))
    assert irrelevant_bids(kronor, bids) == ()
    relative = kronor.model_copy(update={"engine": Engine.RELATIVE, "points": Points()})
    [turned] = irrelevant_bids(relative, bids)
    assert (turned.left_out, turned.first, turned.second) == ("C", "A", "B")
    assert [(line.bid_id, line.points) for line in tried(relative, bids)] == [("B", 72), ("A", 71), ("C", 64)]
    assert reward(tried(relative, bids)).margin == 1


def test_a_draft_with_hardly_anything_in_it_can_be_tried():
    bare = Criterion(id="U", name=Text(), most_sek=10.0, levels=(Text(),))
    draft = Procurement(
        id="x", title=Text(), estimate_sek=100.0, criteria=(bare,), measures=(Measure(id="M", name=Text()),)
    )
    lines = tried(draft)
    assert reward(lines).winners == ("low",)
    assert by_value_weight(draft, lines)[0].winners == ("low",)
    assert robustness(draft, lines, draws=10)[0].shares["low"] == 1
    assert {each.share for each in greatest(draft)} == {0}
    assert tried(Procurement(id="y", title=Text())) == ()


def test_a_spread_that_cannot_be_drawn_is_told_before_the_lock():
    procurement, _ = shipped()
    found = before_lock(changed(procurement, "measures/anstallning/unit_value/low", 900_000.0))
    assert "procurement/measures/anstallning/unit_value" in {
        each.place for each in found if each.severity is Severity.ERROR
    }


def test_robustness_is_told_case_by_case_over_common_draws():
    procurement, _ = shipped()
    lines = tried(procurement, procurement.test_bids)
    found = robustness(procurement, lines, draws=2_000)
    assert [each.case.name for each in found] == ["base", "lower_weight", "higher_weight", "within_reference"]
    assert all(sum(each.shares.values()) == pytest.approx(1) for each in found)
    assert found == robustness(procurement, lines, draws=2_000)
    base, lower, *_ = found
    assert lower.shares["A"] > base.shares["A"]  # the lowest price, when value weighs less
    assert robustness(procurement, (), draws=10)[0].shares == {}


def test_lasting_benefit_is_also_tried_with_other_horizons_and_drop_off():
    early = measure("E", 100.0, duration_years=Assumption(value=1.0))
    late = measure("L", 60.0, duration_years=Assumption(value=4.0), drop_off=Assumption(value=0.1, low=0.05, high=0.2))
    made = model(early, late, horizon_years=4, discount_rate=0.0)
    lines = scored(made, [bid(made, "early", 1.0, 10.0, 0.0), bid(made, "late", 1.0, 0.0, 10.0)])
    wins = {each.case.name: each.shares["late"] for each in robustness(made, lines, draws=500)}
    assert [each.name for each in cases(made)] == list(wins)
    assert (wins["base"], wins["no_drop_off"]) == (1, 1)
    short = made.model_copy(update={"horizon_years": 2})
    assert {each.case.name: each.shares["late"] for each in robustness(short, lines, draws=500)}["shorter_horizon"] == 0


def test_a_capacity_that_all_run_into_takes_what_is_promised_beyond_it():
    jobs = measure("J", 100.0, reference_quantity=10.0)
    made = model(jobs, value_weight=1.0)
    lines = scored(made, [bid(made, "modest", 500.0, 10.0), bid(made, "bold", 900.0, 20.0)])
    wins = {each.case.name: each.shares for each in robustness(made, lines, draws=10)}
    assert wins["base"] == {"bold": 1, "modest": 0}
    assert wins["within_reference"] == {"modest": 1, "bold": 0}, "900 − 1 000 against 500 − 1 000"
    without = made.model_copy(update={"measures": (measure("J", 100.0),)})
    assert "within_reference" not in [each.name for each in cases(without)]


def test_what_a_contract_may_be_worth_is_told_by_the_same_draws():
    sure, unsure = measure("S", 100.0), measure("U", Assumption(value=100.0, low=50.0, high=150.0))
    made = model(sure, unsure, value_weight=1.0)
    lines = scored(made, [bid(made, "sure", 999.0, 10.0, 0.0), bid(made, "unsure", 1_000.0, 0.0, 10.0)])
    worth = {each.bid_id: each for each in value_spread(made, lines)}
    assert (worth["sure"].low, worth["sure"].high, worth["sure"].covers_share) == (1_000, 1_000, 1)
    assert 500 < worth["unsure"].low < 700, "nine tenths of the draws, not the stated ends"
    assert 1_300 < worth["unsure"].high < 1_500
    assert worth["unsure"].covers_share == pytest.approx(0.5, abs=0.03)


def test_pay_by_outcome():
    pay = pay_of(6_900_000.0, 0.2, 36.0)
    assert (pay.fixed_sek, pay.per_success_sek, pay.most_sek) == (5_520_000, 38_333, 6_900_000)
    assert [payment(pay, number) for number in (0.0, 10.0, 36.0, 100.0)] == [5_520_000, 5_903_330, 6_899_988, 6_900_000]
    assert provider_break_even(pay, 6_000_000.0) == 13  # 480 000 / 38 333 = 12.5
    assert provider_break_even(pay, 7_000_000.0) is None
    assert provider_break_even(pay, 5_000_000.0) == 0
    assert buyer_break_even(pay, 200_000.0) == 35  # 6 900 000 / 200 000 = 34.5: the cap comes first
    assert buyer_break_even(OutcomePay(fixed_sek=100.0, per_success_sek=10.0), 10.0) is None
    assert buyer_break_even(OutcomePay(fixed_sek=0.0, per_success_sek=10.0), 1.0) == 0


def winner():
    procurement, came = shipped()
    return procurement, evaluate(procurement, came).lines[0]


def test_delivered_against_promised_and_only_what_is_validated_is_paid():
    _, line = winner()
    deliveries = [
        Delivery(measure_id="anstallning", period=0, quantity=8.0, validated_by="Revisionsbyrån"),
        Delivery(measure_id="anstallning", period=0, quantity=4.0),
        Delivery(measure_id="anstallning", period=1, quantity=3.0, validated_by=" "),
        Delivery(measure_id="utbildning", period=1, quantity=20.0, validated_by="Revisionsbyrån"),
    ]
    rows = {(each.measure_id, each.period): each for each in fulfilled(line, deliveries)}
    first, whole = rows["anstallning", 0], rows["anstallning", None]
    assert (first.promised, first.delivered, first.validated, first.left) == (10, 12, 8, 0)
    assert (whole.promised, whole.delivered, whole.validated, whole.left) == (45, 15, 8, 30)
    assert (whole.promised_value, whole.delivered_value) == (11_250_000, 3_750_000)
    assert round(whole.share, 4) == Decimal("0.3333")
    assert rows["utbildning", None].share > 1  # which makes up for nothing of the other
    assert paid(OutcomePay(fixed_sek=1000.0, per_success_sek=100.0), "anstallning", deliveries) == 1800


def test_a_blank_that_was_made_clear_binds_as_it_was_made_clear():
    procurement, came = shipped()
    procurement, came = relocked(changed(procurement, "measures/utbildning/missing", MissingRule.CLARIFY), came)
    answer = Clarification(bid_id="B", measure_id="utbildning", period=2, quantity=3.0, reason=Text(sv="Svar 5 maj"))
    lines = evaluate(procurement, came.model_copy(update={"clarifications": (answer,)})).lines
    line = next(each for each in lines if each.bid_id == "B")
    assert line.measures[1].bound == (4, 6, 3)
    assert fulfilled(line, ())[-1].promised == 13
    assert [each.value for each in indicators(procurement, line, "sv")[1]][-1] == 3


def test_promises_become_indicators_as_many_as_were_scored():
    procurement, line = winner()
    plan, targets = indicators(procurement, line, "sv", owner="p1", reviewer="p2")
    assert len(plan) == len(procurement.measures)
    assert sum(each.value for each in targets) == 45 + 18
    assert {(each.period, each.value) for each in targets if each.indicator_id == "utbildning"} == {
        ("2027", 4), ("2028", 6), ("2029", 8)
    }  # fmt: skip
    assert "Vite 50 000 kr" in plan[0].method.sv
    assert not [each for each in check_indicator(plan[0], chain()) if each.severity is Severity.ERROR]


def test_a_measure_followed_up_more_often_is_counted_so_far():
    procurement, came = shipped()
    procurement, came = relocked(changed(procurement, "measures/anstallning/every", Every.QUARTER), came)
    line = evaluate(procurement, came).lines[0]
    _, targets = indicators(procurement, line, "en")
    so_far = [(each.period, each.value) for each in targets if each.indicator_id == "anstallning"]
    assert so_far == [("2027-Q4", 10), ("2028-Q4", 25), ("2029-Q4", 45)]


def test_a_measure_is_begun_from_an_effect_with_its_price_in_the_models_money():
    told = measure_of(example("I1"), "E-finns-inte", 2024)
    assert told is None
    effect = example("I1").effects[0]
    begun = measure_of(example("I1"), effect.id, 2023)
    assert (begun.effect_id, begun.deadweight) == (effect.id, effect.deadweight)
    assert begun.unit_value.price_year == 2023
    assert measure_of(example("I1"), effect.id, 2199).unit_value.price_year != 2199
    own = by_id(example("I1").proxies)[effect.proxy_id].price.price_year
    assert measure_of(example("I1"), effect.id, None).unit_value.price_year == own
    priceless = example("I1").model_copy(update={"proxies": ()})
    assert measure_of(priceless, effect.id, 2024).unit_value is None
