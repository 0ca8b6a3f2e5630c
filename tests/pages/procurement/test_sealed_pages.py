"""Before the award nothing about bids stands on any page of anybody who is not appointed, whatever has come in."""

import pytest

from chain.people import Role
from chain.procurement.part import Part
from storage.operations import procurement
from tests.acting import here
from tests.pages.procurement.bidding import (
    AHEAD,
    ID,
    SECRETS,
    as_role,
    decided,
    evaluated,
    open_bids,
    page,
    publish,
    read,
    take_in,
)

PAGES = (
    *("procurements", "tender_model", "tender_lock"),
    *("tender_bids", "tender_assess", "tender_result", "tender_decision", "tender_contract"),
)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", "Förseglat till 2190-05-04 09:00. Öppnas av två personer."),
        ("en", "Sealed until 2190-05-04 09:00. Opened by two persons."),
    ],
)
@pytest.mark.parametrize("role", [Role.PROCURER, Role.OPENER, Role.READER, None], ids=str)
def test_before_the_time_there_is_one_sentence_for_everybody(empty, monkeypatch, role, lang, words):
    publish(empty, AHEAD)
    if role:
        as_role(monkeypatch, empty, role)
    visit = page("tender_bids", lang)
    assert visit.told("info") == words
    assert [each for kind in ("text_input", "button", "get") for each in _drawn(visit, kind)] == []
    assert visit.at.header.len == 0


def _drawn(visit, kind: str) -> list:
    """What can be filled in or pressed on the page itself."""
    found = visit.at.main.get("download_button" if kind == "get" else kind)
    return [each for each in found if each.key and not each.key.startswith("language")]


@pytest.mark.parametrize("role", sorted(Role))
def test_nobody_else_sees_anything_of_bids_on_any_page(empty, monkeypatch, caplog, role):
    of = publish(empty)
    open_bids(empty)
    as_role(monkeypatch, empty, role)
    nothing = {name: read(page(name)) for name in PAGES}
    for number in range(3):
        take_in(empty, of, number)
    for name in PAGES:
        told = read(page(name))
        assert told == nothing[name], name
        assert not [each for each in SECRETS if each in told and each not in nothing[name]], name
    assert not [each for each in caplog.records if any(secret in repr(vars(each)) for secret in SECRETS[:3])]


@pytest.mark.parametrize("role", [Role.SUPPLIER, Role.ASSESSOR])
def test_who_is_appointed_to_nothing_is_shown_where_a_contract_would_be(empty, monkeypatch, role):
    publish(empty)
    as_role(monkeypatch, empty, role)
    told = read(page("procurements"))
    assert "Du är inte utsedd i någon upphandling." in told
    assert "Här bygger ni modellen" not in told


def test_an_assessor_sees_codes_and_no_bidder_nor_price(empty, monkeypatch):
    of = publish(empty)
    open_bids(empty)
    take_in(empty, of, 0)
    seen = procurement.bids_for(empty.store, here(empty.store), ID)
    monkeypatch.setattr("storage.operations.procurement.rows.parts_of", lambda *_: frozenset({Part.ASSESSOR}))
    as_role(monkeypatch, empty, Role.ASSESSOR)
    told = read(page("tender_assess"))
    assert f"Anbud {seen.codes['B1']}" in told
    for name in ("tender_assess", "tender_bids", "tender_result", "tender_decision"):
        assert not [each for each in SECRETS[:5] if each in read(page(name))], name


def test_after_the_award_a_reader_has_the_masked_version_alone(empty, monkeypatch):
    evaluated(empty)
    decided(empty)
    as_role(monkeypatch, empty, Role.READER)
    told = read(page("tender_decision"))
    assert "Valt anbud: Kooperativet Framsteg (fiktivt)." in told
    assert "4 000 000" not in told
    assert "345 000" not in told
    for name in ("tender_bids", "tender_result"):
        assert not [each for each in SECRETS[:5] if each in read(page(name))], name
