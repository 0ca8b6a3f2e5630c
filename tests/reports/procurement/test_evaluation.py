"""The tables of an evaluation: every term, a blank that is no nought, rules by number, the ratio last."""

from html import unescape

import pytest

from reports.columns import written
from reports.paper.frames import table_of
from reports.procurement.evaluation import (
    applied_table,
    bids_table,
    evaluation_blocks,
    judged_table,
    ratio_note,
    terms_table,
)
from reports.procurement.words import RULES
from reports.table_output import to_html
from sroi.procurement.evaluate import evaluate
from tests.chain.bids import shipped
from tests.reports.procurement.awards import plain

MODEL, CAME = shipped()
FOUND = evaluate(MODEL, CAME)


def test_the_bids_stand_in_order_with_every_term():
    frame = bids_table(MODEL, FOUND.lines, "sv", FOUND.reference_value)
    assert frame["bid_comparison"].tolist() == [-4_395_000, -4_050_000, -3_900_000]
    assert frame["bid_deduction"].tolist() == [10_395_000, 8_050_000, 11_900_000]
    assert frame["bid_rank"].tolist() == [1, 2, 3]
    assert set(frame["bid_reference"]) == {13_000_000}
    assert frame.columns[-1] == "bid_ratio"
    assert [written("sv", each, "tenths") for each in frame["bid_ratio"]] == ["2,5", "2,9", "2,1"]


@pytest.mark.parametrize(
    ("language", "blank", "rule"),
    [
        ("sv", "tomt", "Avslutad utbildning 2029: tomt → 0 enheter enligt regel 3 (tomt svar räknas som 0 enheter)"),
        ("en", "blank", "Completed training 2029: blank → 0 units by rule 3 (a blank answer counts as 0 units)"),
    ],
)
def test_a_blank_is_said_to_be_one_and_the_rule_is_named(language, blank, rule):
    terms = terms_table(MODEL, FOUND.lines, language)
    assert terms["bid_promised"].tolist()[-1] == blank
    assert terms["bid_counted"].tolist()[-1] == "0"
    assert f"({blank} i" in bids_table(MODEL, FOUND.lines, language)["bid_promised"].iloc[2]
    assert applied_table(MODEL, FOUND.lines, language)["applied"].tolist() == [rule]
    assert RULES[2] == "missing"


def test_the_order_of_the_ratio_is_explained_only_where_it_is_another():
    assert ratio_note(FOUND, "sv") == (
        "Kvoten används inte: Arbetsvägen (fiktivt) har högst kvot men inte lägst jämförelsepris."
    )
    assert ratio_note(evaluate(*shipped("youth-programme")), "sv") is None


def test_judged_criteria_stand_with_level_deduction_and_motive():
    model, came = shipped("youth-programme")
    found = evaluate(model, came)
    first = judged_table(model, came, found.lines, "sv").iloc[0]
    assert (first["level"], first["criterion_deduction"]) == ("4 av 4", 1_000_000)
    assert first["motive"] == "Anbudet når det som nivå 4 beskriver."
    assert "bid_promised" not in bids_table(model, found.lines, "sv")


def test_the_same_table_is_for_screen_and_paper():
    frame = bids_table(MODEL, FOUND.lines, "sv")
    page, paper = plain(unescape(to_html(frame, "sv", "Anbuden"))), table_of(frame, "sv", "Anbuden")
    for cell in (cell for row in paper.rows for cell in row):
        assert plain(cell) in page


def test_an_evaluation_without_order_says_so():
    model, came = shipped("youth-programme")
    found = evaluate(model, came.model_copy(update={"judgements": ()}))
    assert not found.lines
    assert len(list(evaluation_blocks(model, came, found, "sv"))) == 1
