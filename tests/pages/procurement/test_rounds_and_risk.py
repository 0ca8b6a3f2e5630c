"""What is told beside the result and changes nothing of it: the risk in the contract, and what earlier rounds gave."""

import pytest

from chain.people import Role
from storage.operations import procurement
from tests.acting import here
from tests.pages.procurement.bidding import ID, SECRETS, as_role, decided, evaluated, open_bids, page, publish, read

REASON = "Ett mått gick inte att kontrollera"


def begun_anew(writer) -> None:
    """A new round, begun by somebody else."""
    there = procurement.load(writer.store, here(writer.store), ID)
    made = procurement.new_round(writer.store, here(writer.store), ID, REASON, there.version)
    assert isinstance(made, procurement.StoredProcurement), made


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", ("värt mellan 11 600 000 kr och 18 088 000 kr i 90 procent av dragningarna", "61 %", "79 %",
                "ändrar ingenting i den", "Ingen levererar mer än köparens referensantal")),
        ("en", ("worth between SEK 11,600,000 and SEK 18,088,000 in 90 per cent of the draws", "61%", "79%",
                "changes nothing in it", "Nobody delivers more than")),
    ],
)  # fmt: skip
def test_the_risk_in_the_contract_is_told_when_asked_for_and_moves_no_bid(empty, lang, words):
    evaluated(empty)
    visit = page("tender_result", lang)
    kept = procurement.kept_evaluation(empty.store, here(empty.store), ID).sha256
    assert words[0] not in read(visit), "nothing is drawn before someone asks"
    told = read(visit.open("tender-risk"))
    assert [each for each in words if each not in told] == []
    assert procurement.kept_evaluation(empty.store, here(empty.store), ID).sha256 == kept


def test_whoever_runs_a_new_round_sees_what_the_last_gave_and_that_it_was_read_is_logged(empty):
    evaluated(empty)
    begun_anew(empty)
    assert "Se vad tidigare omgångar gav" in [each.proto.label for each in page("tender_lock").at.get("page_link")]
    visit = page("tender_result")
    assert "−4 395 000 kr" not in read(visit)
    told = read(visit.open("tender-earlier-1"))
    assert "Utvärderingen sparades i omgången." in told
    assert "−4 395 000 kr" in told
    assert "345 000 kr lägre pris" in told
    assert "Ingen tilldelning beslutades i omgången." in told
    english = read(page("tender_result", "en").open("tender-earlier-1"))
    assert "SEK −4,395,000" in english
    assert "No award was decided in the round." in english


@pytest.mark.parametrize("role", [Role.PROCURER, Role.READER], ids=str)
def test_a_round_without_an_award_tells_nobody_else_anything(empty, monkeypatch, role):
    publish(empty)
    open_bids(empty)
    begun_anew(empty)
    as_role(monkeypatch, empty, role)
    nothing = read(page("tender_result").open("tender-earlier-1"))
    assert "ser bara de som är utsedda" in nothing
    monkeypatch.undo()


def test_a_round_with_bids_reads_alike_for_who_is_not_appointed_until_it_has_an_award(empty, monkeypatch):
    evaluated(empty)
    begun_anew(empty)
    with monkeypatch.context() as patched:
        as_role(patched, empty, Role.PROCURER)
        told = read(page("tender_result").open("tender-earlier-1"))
        assert "ser bara de som är utsedda" in told
        assert not [each for each in SECRETS if each in told]


def test_an_awarded_round_is_read_masked_by_others_after_a_new_one_is_begun(empty, monkeypatch):
    evaluated(empty)
    decided(empty)
    begun_anew(empty)
    assert "Tilldelningen beslutades " in read(page("tender_result").open("tender-earlier-1"))
    as_role(monkeypatch, empty, Role.READER)
    told = read(page("tender_result").open("tender-earlier-1"))
    assert "Valt anbud: Kooperativet Framsteg (fiktivt)." in told
    assert "4 000 000" not in told
