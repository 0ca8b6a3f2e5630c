"""What became of a contract, as a document: what counts, what is paid, who said what; the same in the archive."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chain.procurement.model import OutcomeTerms
from reports.procurement.archive import archive
from reports.procurement.contract_report import Contract, Reported, contract_report
from sroi.procurement.kept import Commitments
from sroi.procurement.package import verify
from tests.chain.bids import relocked, shipped
from tests.reports.procurement.awards import award, in_pdf, in_word, plain, said

MODEL, CAME = relocked(*shipped(), outcome_terms=OutcomeTerms(measure_id="anstallning", outcome_share=0.3))
AWARD = award(MODEL, CAME)
SIGNED, AT = date(2026, 5, 19), datetime(2027, 12, 30, 9, tzinfo=UTC)
CHECKED = {"is_validated": True, "checked_by": "Eva", "checked_at": datetime(2028, 1, 3, 8, tzinfo=UTC)}
REPORTED = (
    Reported(AT, "Dan", "anstallning", 0, 12, "Tolv intyg", **CHECKED),
    Reported(AT, "Dan", "utbildning", 0, 4, is_validated=False, checked_by="Eva", checked_at=AT, reason="Inga intyg"),
    Reported(AT, "Dan", "utbildning", 0, 3),
)


def contract(reported: tuple[Reported, ...] = REPORTED) -> Contract:
    line = AWARD.winner
    return Contract(MODEL, Commitments(line.bid_id, line.bidder, line.price, line.measures), SIGNED, reported)


WORDS = {
    "sv": ("Kooperativet Framsteg (fiktivt)", "2026-05-19", "3 600 000 kr av 14 850 000 kr", "✓ Validerad av Eva",
           "✗ Underkänd av Eva", "Inga intyg", "○ Inte kontrollerad än.", "Tolv intyg", "4 680 000 kr",
           "Fast del: 4 200 000 kr"),
    "en": ("SEK 3,600,000 of SEK 14,850,000", "✓ Validated by Eva", "○ Not checked yet.", "SEK 4,680,000"),
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_it_tells_what_counts_what_is_paid_and_who_said_what(language):
    made = contract_report(contract(), language, date(2028, 2, 1))
    for words in (said(made), in_word(made)):
        assert [each for each in WORDS[language] if plain(each) not in words] == []
    assert plain(next(each for each in WORDS[language] if "14" in each)) in in_pdf(made)


def test_a_contract_that_nothing_was_delivered_of_says_so():
    words = said(contract_report(contract(()), "sv", SIGNED))
    assert "Inga leveranser är redovisade än." in words
    assert "Att betala för det som är validerat hittills, med den fasta delen: 4 200 000 kr." in words
    free = replace(contract(), model=MODEL.model_copy(update={"outcome_terms": None}))
    assert "Inget betalas för utfall" in said(contract_report(free, "sv", SIGNED))


def test_the_archive_holds_it_as_of_the_last_thing_that_was_done_and_is_the_same_each_time():
    packed = archive(AWARD, (), "sv", contract=contract())
    assert packed == archive(AWARD, (), "sv", contract=contract())
    verdict = verify(packed)
    assert verdict.holds
    assert "documents/contract.pdf" in verdict.files
    assert contract().last_on == date(2028, 1, 3)
    assert "documents/contract.pdf" not in verify(archive(AWARD, (), "sv")).files
