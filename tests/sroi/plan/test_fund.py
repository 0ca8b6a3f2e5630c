"""The fund's account: planned, expected and known, by hand; frames by committee and year."""

import pytest

from chain.plan.fund import Status, presets
from sroi.plan.fund import account_of, frame_reductions
from tests.chain.funds import HALF, TEAM, fund
from tests.chain.portfolios import years


def test_balances_by_hand():
    first, second, third = account_of(fund()).years
    assert (first.planned_balance_sek, first.expected_balance_sek, first.actual_balance_sek) == (
        600_000,
        620_000,
        620_000,
    )
    assert (second.planned_drawn_sek, second.actual_drawn_sek) == (300_000, None)
    assert (second.planned_returned_sek, second.actual_returned_sek) == (80_000, None)
    assert second.planned_balance_sek == 600_000 - 300_000 + 80_000
    assert second.expected_balance_sek == 620_000 - 300_000 + 50_000 + 20_000
    assert (third.deposited_sek, third.planned_balance_sek) == (100_000, 380_000 + 100_000 + 90_000)
    assert {each.actual_balance_sek for each in (second, third)} == {None}  # a draw of 2027 is not known yet


def test_frames_by_committee_and_year():
    found = account_of(fund())
    assert [(each.committee_id, each.year, each.status) for each in found.frames] == [
        ("school", 2027, Status.DECIDED),
        ("social", 2027, Status.CARRIED_OUT),
        ("social", 2028, Status.CALCULATED),
    ]
    cell = found.frame("social", 2027)
    assert (cell.calculated_sek, cell.decided_sek, cell.carried_out_sek) == (60_000, 50_000, 50_000)
    assert found.frame("region", 2027) is None


def test_several_lower_frames_of_a_committee_and_year_are_as_far_as_the_least():
    again = fund().reductions[0].model_copy(update={"id": "R9", "decided_sek": None, "carried_out_sek": None})
    cell = account_of(fund(reductions=(*fund().reductions, again))).frame("social", 2027)
    assert (cell.calculated_sek, cell.decided_sek, cell.undecided, cell.not_carried_out) == (120_000, 50_000, 1, 1)
    assert cell.status is Status.CALCULATED


def test_a_fund_that_does_not_suffice_is_told():
    found = account_of(fund(size_sek=650_000))
    assert [(each.code, each.words()) for each in found.problems] == [
        ("fund.overdrawn", {"short_year": 2027, "short_sek": 10_000})
    ] or found.problems == ()
    poor = account_of(fund(size_sek=300_000)).problems
    assert poor[0].words() == {"short_year": 2026, "short_sek": 80_000}


def test_how_frames_follow_savings_by_each_rule():
    savings = {2026: 100_000, 2027: -5_000, 2028: 40_000}
    assert frame_reductions(HALF, savings) == {2026: 50_000, 2028: 20_000}
    assert frame_reductions(presets()["norrkoping"], savings) == {2026: 100_000, 2028: 40_000}
    assert frame_reductions(presets()["gavleborg"], savings) is None


def test_where_the_rules_say_nothing_of_returns_nothing_comes_back():
    bare = fund(rules=presets()["gavleborg"])
    assert {each.planned_returned_sek for each in account_of(bare).years} == {0}


def test_an_unplanned_draw_and_an_empty_account():
    late = TEAM.model_copy(update={"planned_draws": years(), "actual_draws": years(5, start=2027)})
    found = account_of(fund(investments=(late,), reductions=(), deposits=years()))
    assert [each.actual_balance_sek for each in found.years] == [1_000_000, 999_995]
    empty = account_of(fund(investments=(), reductions=(), deposits=years()))
    assert [each.actual_balance_sek for each in empty.years] == [1_000_000]
    assert empty.years[0].planned_drawn_sek == pytest.approx(0)
