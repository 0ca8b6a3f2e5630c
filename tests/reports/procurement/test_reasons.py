"""The reasons for each bid: its own figures, what it would have needed, a tie said to be one, nobody else's bid."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from chain.procurement.bid import Answer
from chain.procurement.model import TieBreak
from reports.procurement.decision import Secret
from reports.procurement.reasons import reasons, reasons_for
from sroi.procurement.evaluate import evaluate
from sroi.procurement.switching import SMALLEST_STEP, switching
from tests.chain.bids import bid_of, relocked, shipped, with_bid
from tests.reports.procurement.awards import award, plain

MODEL, CAME = shipped()


def told(bid_id: str, language: str = "sv", **more) -> str:
    return plain(" ".join(reasons_for(award(**more), bid_id, language).sentences))


def test_a_loser_hears_what_it_would_have_needed_and_that_a_tie_would_have_been_enough():
    words = told("A")
    assert "Ert anbud hade behövt ha minst 345 000 kr lägre pris (eller motsvarande fler enheter)" in words
    assert "Med exakt 345 000 kr lägre pris hade jämförelsepriset blivit lika" in words
    assert "(lägst pris) hade då satt det här anbudet först" in words
    assert "minst 2 fler av ”Anställningar minst 6 månader” hade räckt" in words
    assert "−4 050 000 kr" in words
    assert "−4 395 000 kr" in words
    assert "SEK 345,000 lower" in told("A", "en")


def test_a_tie_that_would_not_have_been_enough_is_said_too():
    words = told("B")
    assert "minst 495 000,01 kr lägre pris" in words
    assert "hade ändå satt det andra anbudet först" in words
    assert "tomt → 0 enheter enligt regel 3" in words


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["A", "B"]), st.integers(2_000, 8_000), st.sampled_from(list(TieBreak)))
def test_the_price_that_is_told_does_what_is_told(bid_id, thousands, tie_break):
    model, came = relocked(MODEL, with_bid(CAME, bid_id, price_sek=thousands * 1_000.0), tie_break=tie_break)
    before = award(model, came)
    if before.winner_id == bid_id:
        return
    cut = next(each for each in switching(model, before.evaluation.lines) if each.bid_id == bid_id).winning_price_cut
    if cut is None:
        return
    for less, is_first in ((cut, True), (cut - SMALLEST_STEP, False)):
        again = evaluate(model, with_bid(came, bid_id, price_sek=float(Decimal(thousands * 1_000) - less)))
        assert (again.lines[0].bid_id == bid_id) == is_first


def test_nobody_hears_what_another_loser_bid():
    for mine, other in (("A", "B"), ("B", "A"), ("C", "A"), ("C", "B")):
        words, line = told(mine), next(each for each in award().evaluation.lines if each.bid_id == other)
        assert line.bidder not in words
        assert plain(f"{int(line.price):,}".replace(",", " ")) + " kr" not in words


def test_secrets_of_the_chosen_bid_are_not_told():
    words = told("A", secrets=frozenset({Secret.QUANTITIES}))
    assert "−4 395 000 kr" not in words
    assert "större avdrag för vad det lovar" not in words
    assert "345 000 kr" in words


def test_a_rejected_bid_hears_why():
    came = with_bid(CAME, "A", answers=(Answer(requirement_id="SK1", is_met=False),))
    words = plain(" ".join(reasons_for(award(MODEL, came), "A", "sv").sentences))
    assert "Ert anbud har förkastats" in words
    assert "Handledare på plats varje arbetsdag" in words


def test_equal_bids_are_said_to_be_equal():
    twin = bid_of(CAME, "C").model_copy(update={"id": "D", "bidder": "Tvillingen (fiktivt)"})
    found = award(
        MODEL, CAME.model_copy(update={"bids": (*CAME.bids, twin)}), choice_note="Lottning inför två vittnen."
    )
    for each in (reasons_for(found, "C", "sv"), reasons_for(found, "D", "sv")):
        assert "inte heller regeln för lika anbud (lägst pris) skiljer dem åt" in " ".join(each.sentences)
        assert "Lottning inför två vittnen." in " ".join(each.sentences)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_record_speaks_of_every_bid(language):
    found = reasons(award(), language)
    assert [each.rank for each in found] == [1, 2, 3]
    assert all(each.bidder in each.sentences[0] for each in found)
    with pytest.raises(ValueError, match="no bid"):
        reasons_for(award(), "X", language)
