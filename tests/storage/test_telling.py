"""What is told of kept results: own words beside the rule's own, links that open one result and nothing else."""

from datetime import date, timedelta

import pytest

from chain.people import LOCAL, Acting
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from storage.operations.people.attempts import FREE_OF_ADDRESS
from storage.unit_of_work import Store, now
from tests.acting import here
from tests.storage.asking import codes
from tests.storage.look import rows_of
from tests.storage.samples import kept as keep_chain
from tests.storage.telling import ORIGINAL, PLACE, TEMPLATE, last_day, link, put

OTHERS = "192.0.2.7"


@pytest.fixture
def anna(store, home) -> Acting:
    """Who keeps results."""
    return here(store, "anna")


@pytest.fixture
def version(store, anna, home) -> str:
    """The id of a kept result."""
    keep_chain(store, home.id)
    return operations.keep_version(store, anna, "C1", 1, SWEDISH_PUBLIC_SECTOR, "Till nämnden", drawing=None).id


def opened(store: Store, made: telling.LinkMade, address: str = "") -> object:
    """What a link leads to."""
    return telling.shared_result(store, made.token, address)


def test_own_words_stand_beside_the_original_and_are_taken_back(store, anna, version):
    said = put(store, anna, version, "  Skolan vinner mest.  ")
    assert (said.words, said.original, said.version) == ("Skolan vinner mest.", ORIGINAL, 1)
    assert put(store, anna, version, "Skolan vinner mest.") == said, "said twice it is said once"
    put(store, anna, version, "The school gains.", language="en")
    found = telling.own_words(store, here(store, "bo"), version)
    assert [(each.language, each.words) for each in found] == [("en", "The school gains."), ("sv", said.words)]
    assert telling.words_in(found, "sv") == {PLACE: said.words}
    back = put(store, anna, version, ORIGINAL, expected=1)
    assert (back.words, back.version) == ("", 2)
    assert telling.words_in(telling.own_words(store, anna, version), "sv") == {}
    told = operations.history(store, anna, "C1")[:3]
    assert [(each.action, each.old, each.new) for each in told if "/sv/" in each.place] == [
        ("tell", said.words, ORIGINAL), ("tell", ORIGINAL, said.words),
    ]  # fmt: skip


def test_of_two_writers_the_second_is_told_and_nothing_is_lost(store, anna, version):
    first = put(store, anna, version, "Annas ord")
    late = put(store, here(store, "bo"), version, "Bos ord")
    assert isinstance(late, telling.WordsMoved)
    assert (late.current.words, late.current.updated_by) == ("Annas ord", "anna")
    assert put(store, here(store, "bo"), version, "Bos ord", expected=first.version).version == 2


@pytest.mark.parametrize(("words", "code"), [("\u202eord", "form.unreadable"), ("a\0", "form.unreadable"),
                                         ("å" * 2001, "form.too_long"), ("\ud800", "form.unreadable")])  # fmt: skip
def test_words_that_cannot_be_kept_are_refused_with_nothing_saved(store, anna, version, words, code):
    assert codes(put(store, anna, version, words)) == (code,)
    assert codes(link(store, anna, version, name=words)) == (code,)
    assert (telling.own_words(store, anna, version), telling.share_links(store, anna, "C1")) == ((), [])


def test_a_link_opens_one_result_as_it_was_told_then_until_its_day(store, anna, version):
    put(store, anna, version, "Skolan vinner mest.")
    made = link(store, anna, version)
    put(store, anna, version, "Någon annan vinner.", expected=1)
    shared = opened(store, made)
    assert (shared.organisation, shared.number, shared.language) == ("Ljusnaby", 1, "sv")
    assert shared.own_words == ((PLACE, "Skolan vinner mest."),)
    assert shared.last_day == last_day(store)
    assert shared.version.record.name == "Till nämnden"
    start = now()
    store.clock = lambda: start + timedelta(days=29)
    assert opened(store, made)
    store.clock = lambda: start + timedelta(days=32)
    assert opened(store, made) is None


def test_a_link_once_revoked_is_as_if_it_never_was(store, address, anna, version):
    made = link(store, anna, version)
    assert made.token not in repr(rows_of(address)), "only its hash is kept"
    assert made.token not in repr(made)
    assert opened(store, made)
    assert telling.revoke_share_link(store, here(store, "bo"), made.link.id) is None
    assert telling.revoke_share_link(store, anna, made.link.id) is None
    assert opened(store, made) is None
    [left] = telling.share_links(store, anna, "C1")
    assert (left.revoked_by, left.name, left.opens(now())) == ("bo", "Nämnden", False)
    assert left.last_read_at
    told = [each.action for each in operations.history(store, anna, "C1")]
    assert told[:2] == ["revoke_share_link", "make_share_link"]
    for token in ("", made.token[:-1], made.token + "a", "å" * 43, "\ud800"):
        assert telling.shared_result(store, token) is None


def test_a_link_needs_a_name_a_day_to_come_and_words_that_were_read(store, anna, version):
    today = store.clock().date()
    wrong = {
        "telling.no_link_name": {"name": " "},
        "telling.day_past": {"last_day": today - timedelta(days=1)},
        "telling.day_too_late": {"last_day": date(today.year + 3, 1, 1)},
        "telling.words_moved": {"seen_words": {PLACE: "Något annat"}},
        "telling.no_place": {"language": "de"},
    }
    for code, given in wrong.items():
        assert codes(link(store, anna, version, **given)) == (code,)
    assert telling.share_links(store, anna, "C1") == []
    assert opened(store, link(store, anna, version, last_day=today)), "today counts"


def test_guessing_makes_everybody_at_the_address_wait_and_nobody_else(store, anna, version):
    made = link(store, anna, version)
    for n in range(FREE_OF_ADDRESS):
        assert telling.shared_result(store, f"guess {n}", OTHERS) is None
    held = opened(store, made, OTHERS)
    assert (held.code, dict(held.values)) == ("telling.wait", {"minutes": 1})
    assert opened(store, made, "192.0.2.8")
    assert opened(store, made)
    assert codes(operations.sign_in(store, "anna", "fel", OTHERS)) == ("people.wrong_login",), "not for signing in"
    later = now() + timedelta(minutes=1)
    store.clock = lambda: later
    assert opened(store, made, OTHERS)


def test_a_withdrawn_result_is_neither_told_nor_shared_and_its_words_go(store, address, anna, version):
    put(store, anna, version, "Läxhjälp på Hemliga gatan")
    made = link(store, anna, version, name="Hemliga gatan 3")
    proposed = operations.propose_redaction(store, anna, "C1", "Hemliga gatan", "Ett skäl")
    operations.confirm_redaction(store, here(store, "bo"), proposed.id)
    assert "Hemliga gatan" not in repr(rows_of(address))
    assert "sha256" in dict(opened(store, made).own_words)[PLACE], "the result itself did not hold them"
    proposed = operations.propose_redaction(store, anna, "C1", "Läxhjälp", "Ett skäl", kept_too=True)
    operations.confirm_redaction(store, here(store, "bo"), proposed.id)
    assert opened(store, made) is None
    assert codes(put(store, anna, version, "Nya ord", expected=1)) == ("version.withdrawn",)
    assert codes(link(store, anna, version)) == ("version.withdrawn",)
    assert telling.revoke_share_link(store, anna, made.link.id) is None


def test_a_link_outlives_its_intervention_and_can_still_be_revoked(store, anna, version):
    made = link(store, anna, version)
    operations.archive(store, anna, "C1")
    operations.delete_for_good(store, anna, "C1", "Läxhjälp")
    assert opened(store, made)
    assert [each.id for each in telling.share_links(store, anna, "C1")] == [made.link.id]
    assert telling.revoke_share_link(store, anna, made.link.id) is None
    assert opened(store, made) is None


def test_a_template_is_kept_once_as_it_came_for_its_organisation_alone(store, anna):
    made = telling.add_deck_template(store, anna, "Kommunens mall", TEMPLATE)
    assert telling.add_deck_template(store, here(store, "bo"), "Samma fil", TEMPLATE) == made
    assert telling.deck_templates(store, anna) == [made]
    assert telling.deck_template(store, anna, made.id) == TEMPLATE
    other = Acting("anna", operations.start_empty(store, LOCAL, "Grannby").id)
    assert (telling.deck_templates(store, other), telling.deck_template(store, other, made.id)) == ([], None)
    assert telling.remove_deck_template(store, other, made.id).code == "telling.no_template"
    assert telling.remove_deck_template(store, anna, made.id) is None
    assert telling.remove_deck_template(store, anna, made.id).code == "telling.no_template"
    assert codes(telling.add_deck_template(store, anna, " ", b"")) == (
        "telling.no_template_name",
        "telling.template_size",
    )
    for n in range(10):
        telling.add_deck_template(store, anna, f"Mall {n}", bytes([n + 1]))
    assert codes(telling.add_deck_template(store, anna, "En till", b"PK")) == ("telling.most_templates",)
