"""The annex: everything that decides the order, from the locked model alone, with a fingerprint to recompute."""

from datetime import UTC, date
from hashlib import sha256

import pytest

from chain.procurement.document import fingerprint
from chain.procurement.lock_checks import FILLED
from chain.procurement.model import OutcomeTerms
from chain.text import Text
from reports.paper.model import Items
from reports.procurement.annex import annex, model_file
from reports.procurement.words import RULES
from tests.chain.bids import relocked, shipped
from tests.reports.procurement.awards import in_pdf, in_word, plain, said

MODEL, CAME = shipped()
DAY = date(2026, 3, 2)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_measure_tells_all_that_the_lock_demands(language):
    words = said(annex(MODEL, language, DAY))
    for measure in MODEL.measures:
        texts = (getattr(measure, name) for name in FILLED)
        for each in (each for each in texts if isinstance(each, Text)):
            assert plain(each.into(language)) in words
        assert measure.unit_value.source in words
        assert measure.unit_value.derivation.into(language).rstrip(".") in words


def test_values_weight_and_example_stand_in_figures():
    words = said(annex(MODEL, "sv", DAY))
    for told in ("250 000 kr", "200 000 kr", "175 000 kr", "140 000 kr", "Värdevikten är 0,7", "Prisår 2026"):
        assert told in words
    assert "Jämförelsepris: 6 000 000 kr − 10 395 000 kr = −4 395 000 kr." in words
    assert (
        "Värdevikt 0,000 till 0,597: Lågt pris vinner." in words or "Värdevikt 0 till 0,597: Lågt pris vinner." in words
    )
    assert "Att lova dubbelt så mycket som det högsta tillåtna gav inget mer." in words


def test_rules_are_numbered_as_other_documents_refer_to_them():
    listed = next(block for block in annex(MODEL, "sv", DAY).blocks if isinstance(block, Items) and block.numbered)
    assert len(listed.items) == len(RULES)
    assert listed.items[2].startswith("Saknat svar.")
    assert "tomt svar räknas som 0 enheter" in listed.items[2]
    assert "1 000 kr" in plain(listed.items[5])


def test_judged_criteria_tell_every_level_and_what_it_gives():
    model, _ = shipped("youth-programme")
    words = said(annex(model, "sv", DAY))
    for criterion in model.criteria:
        assert all(level.sv in words for level in criterion.levels)
        assert criterion.reason.sv in words
    assert "J = P − Σ [A · n / N]" in words
    assert "λ" not in words
    assert "Under 2 307 692 kr vinner Lågt pris (B). Över 2 307 692 kr vinner Hög kvalitet (A)." in words


def test_times_are_told_in_words_whatever_clock_the_reader_has():
    at = MODEL.opens_at.astimezone(UTC)
    words = said(annex(MODEL.model_copy(update={"opens_at": at}), "sv", DAY))
    assert "Anbuden öppnas tidigast 2026-05-04 kl. 09.00 svensk tid" in words
    closes = f"{MODEL.bids_close_at:%Y-%m-%d} kl. {MODEL.bids_close_at:%H.%M} svensk tid"
    assert f"efter {closes} förkastas" in words
    assert "2026-05-04 at 09:00 Swedish time" in said(annex(MODEL, "en", DAY))
    assert "UTC" not in words


def test_pay_for_outcomes_is_announced_where_there_is_any():
    paid = MODEL.model_copy(update={"outcome_terms": OutcomeTerms(measure_id="anstallning", outcome_share=0.2)})
    assert "20 % av priset betalas för utfall: lika mycket för varje enhet" in said(annex(paid, "sv", DAY))
    assert "20% of the price is paid for outcomes" in said(annex(paid, "en", DAY))
    assert "betalas för utfall" not in said(annex(MODEL, "sv", DAY))


def test_it_tells_how_often_each_test_bid_wins_by_the_same_draws():
    words = said(annex(MODEL, "sv", DAY))
    assert "Med modellen som den är vinner Mellanalternativ (C) i 61 % av dragningarna." in words
    assert "En femtedel lägre värdevikt 64 % 2 % 34 %" in words
    assert "Används inte efter anbudsöppning för att ändra rangordning." in words
    assert "dragningarna" not in said(annex(shipped("youth-programme")[0], "sv", DAY))


def test_anybody_can_compute_the_fingerprint_again():
    made = annex(MODEL, "sv", DAY)
    assert sha256(model_file(MODEL)).hexdigest() == fingerprint(MODEL) == made.foot.fingerprint
    assert fingerprint(MODEL) in said(made)
    changed, _ = relocked(MODEL, CAME, round=2)
    assert annex(changed, "sv", DAY).foot.version == "Omgång 2"


@pytest.mark.parametrize("name", ["work-training", "youth-programme"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_can_be_read_as_pdf_and_as_word(name, language):
    made = annex(shipped(name)[0], language, DAY)
    legal = {"sv": "ersätter inte en juridisk bedömning", "en": "does not replace a legal assessment"}[language]
    for words in (in_pdf(made), in_word(made)):
        assert legal in words
    assert made.foot.fingerprint in in_pdf(made)
