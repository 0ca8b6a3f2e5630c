"""Notice, individual report and masked edition: what each tells, what lacks, and what the public never sees."""

import json

import pytest

from chain.problem import problem
from chain.procurement.bid import Answer, Clarification
from chain.procurement.part import Event
from chain.text import Text
from reports.procurement.decision import Secret
from reports.procurement.notice import award_notice
from reports.procurement.public import masked_text, public_version
from reports.procurement.record import record_text
from reports.procurement.report import Typed, individual_report
from reports.procurement.words import event_name
from reports.texts import LANGUAGES
from sroi.procurement.evaluate import Rejected
from tests.chain.bids import relocked, shipped, with_bid
from tests.reports.procurement.awards import award, in_pdf, in_word, plain, said

MODEL, CAME = shipped()
LOSERS_PRICES = {"A": 4_123_457.0, "B": 7_654_321.0}


def telling():
    """Bids whose prices stand nowhere else."""
    came = CAME
    for bid_id, price in LOSERS_PRICES.items():
        came = with_bid(came, bid_id, price_sek=price)
    return award(MODEL, came)


def figures(found) -> list[str]:
    """Every figure of the losers, as digits alone."""
    amounts = [
        amount
        for line in found.others
        for amount in (line.price, line.comparison, line.value, line.deduction, line.net)
    ]
    return [str(abs(int(amount))) for amount in amounts]


def test_a_notice_tells_the_winner_the_reasons_and_the_standstill():
    words = said(award_notice(award(), "A", "sv"))
    for told in ("Kooperativet Framsteg", "345 000 kr", "Avtal tecknas inte före utgången av 2026-05-18"):
        assert told in words
    assert "Bestämmelse: [fylls i av köparen]" in words
    assert "Bestämmelse: 20 kap." in said(award_notice(award(legal_reference="20 kap."), "A", "sv"))


def test_what_is_not_typed_is_seen_to_be_lacking():
    words = said(award_notice(award(standstill_until=None), "C", "en"))
    assert "before the end of [to be filled in by the buyer]" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_holds_every_bid_and_every_field(language):
    clear = Clarification(
        bid_id="B", measure_id="utbildning", quantity=10.0, reason=Text(sv="Visad kapacitet."), decided_by="Cia"
    )
    came = CAME.model_copy(update={"clarifications": (clear,)})
    away = (Rejected("F1", "Arbetsvägen (fiktivt)", (problem("bid_sheet.extra_column", "Anbud!K9", name="värde"),)),)
    found = award(MODEL, came, turned_away=away)
    words = said(individual_report(found, language, Typed(procedure="Öppet förfarande")))
    for told in (
        "Öppet förfarande",
        "Visad kapacitet.",
        "Cia",
        "värde",
        "Ada Ek, Bo Lund",
        found.evaluation.fingerprint,
    ):
        assert told in words
    for line in found.evaluation.lines:
        assert line.bidder in words
    assert plain({"sv": "−3 900 000 kr", "en": "SEK −3,900,000"}[language]) in words
    assert {"sv": "tomt", "en": "blank"}[language] in words
    risk = {"sv": "ändrar ingenting i den", "en": "changes nothing in it"}[language]
    assert words.index(risk) > words.index(plain({"sv": "−3 900 000 kr", "en": "SEK −3,900,000"}[language]))
    assert found.rejected == ()


def test_the_log_of_the_report_tells_swedish_time():
    words = said(individual_report(award(), "sv"))
    assert "2026-05-04 09:00 Ada Ek" in words
    assert "UTC" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_them_can_be_read_as_pdf_and_as_word(language):
    found = telling()
    for made in (award_notice(found, "A", language), individual_report(found, language)):
        for words in (in_pdf(made), in_word(made)):
            assert "4123457" in "".join(letter for letter in words if letter.isdigit())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_of_a_loser_is_in_the_masked_edition(language):
    found = telling()
    made = public_version(found, language)
    for words in (said(made), in_pdf(made), in_word(made), masked_text(found)):
        digits = "".join(letter for letter in words if letter.isdigit() or letter.isalpha())
        assert not [each for each in figures(found) if each in digits]
    assert "6000000" in "".join(letter for letter in in_pdf(made) if letter.isdigit())
    assert {"sv": "Av anbud som inte valts: pris", "en": "Of bids that were not chosen: price"}[language] in said(made)


@pytest.mark.parametrize("secret", list(Secret))
def test_a_secret_takes_with_it_what_it_could_be_worked_out_from(secret):
    found = award(secrets=frozenset({secret}))
    chosen = json.loads(masked_text(found))["bids"][0]
    price, deduction, comparison = (chosen[name] for name in ("price", "deduction", "comparison"))
    assert [price, deduction, comparison].count(None) >= 2 or secret is Secret.PRICE
    assert comparison is None
    words = said(public_version(found, "sv"))
    assert "−4 395 000 kr" not in words
    if secret is Secret.PRICE:
        assert "6 000 000 kr" not in words
    if secret is Secret.QUANTITIES:
        assert chosen["promised"] is chosen["counted"] is chosen["value"] is None


def test_reasons_with_the_bids_own_figures_are_masked():
    model, came = relocked(MODEL, CAME)
    low = bid_quantities(came, "A", 1.0)
    unmet = with_bid(low, "B", answers=(Answer(requirement_id="SK1", is_met=False),))
    words = said(public_version(award(model, unmet), "sv"))
    assert "Skälet gäller vad anbudet innehåller och är maskat." in words
    assert "är inte uppfyllt" in words
    assert "under det lägsta tillåtna" not in words


def bid_quantities(came, bid_id: str, each: float):
    """The bid promising so much in every period."""
    bid = next(one for one in came.bids if one.id == bid_id)
    few = tuple(one.model_copy(update={"quantities": (each,) * len(one.quantities)}) for one in bid.promises)
    return with_bid(came, bid_id, promises=few)


def test_the_record_is_whole_and_the_same_each_time():
    found = award()
    told = json.loads(record_text(found))
    assert record_text(found) == record_text(award())
    assert [line["comparison"] for line in told["evaluation"]["lines"]] == ["-4395000.0", "-4050000.0", "-3900000.0"]
    assert told["reasons"].keys() == {"sv", "en"}
    assert told["log"][0]["event"] == "sign_opening"


def test_every_event_of_the_log_has_its_words():
    assert all(event_name(language, event) for language in LANGUAGES for event in Event)
