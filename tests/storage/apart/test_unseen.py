"""Organisations that share an installation: for those it is not shared with, it is as if it never was."""

import pytest

from chain.people import Access
from storage import operations
from storage.operations import Wanted
from tests.storage.apart.asked import (
    BY_ITSELF,
    COMING_IN,
    COMPARISON,
    EXAMINED,
    NOBODYS_BUT_ONES_OWN,
    ONES_OWN,
    OWN,
    PEOPLE,
    PRINTED,
    READ,
    REGISTER,
    WITH_TESTS_OF_THEIR_OWN,
    WRITE,
    changed,
    put_away_and_delete,
)
from tests.storage.apart.county import APART, REAL, SECRETS, Target, anna
from tests.storage.apart.unseen import as_if_never
from tests.storage.asking import by_who_is_asked, codes
from tests.storage.look import rows_of
from tests.storage.samples import small_chain, words


def test_every_operation_is_asked_for_whom_or_is_known_not_to_be():
    asked, others = by_who_is_asked()
    assert asked == {*READ, *EXAMINED, *WRITE, *OWN, *REGISTER, *ONES_OWN, *PRINTED, *COMPARISON, *PEOPLE,
                     *WITH_TESTS_OF_THEIR_OWN}  # fmt: skip
    assert others == NOBODYS_BUT_ONES_OWN | COMING_IN | BY_ITSELF


def test_for_those_it_is_not_shared_with_it_is_as_if_it_never_was(store, address, real):
    before = rows_of(address)
    for role in APART:
        as_if_never(store, anna(store, role), real, READ | EXAMINED | WRITE | OWN | REGISTER)
    assert rows_of(address) == before


def test_a_deleted_one_is_its_owners_past_and_nobody_elses(store, address, real):
    owner = anna(store, "owner")
    assert put_away_and_delete(store, owner, real) is None
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, READ | EXAMINED | WRITE | OWN | REGISTER)
    past = {name: call(store, owner, real) for name, call in READ.items()}
    assert {name for name, found in past.items() if found and not codes(found)} == {
        "history", "history_places", "own_words", "share_links", "versions", "versions_with", "version", "redactions",
    }  # fmt: skip
    assert rows_of(address) == before


def test_lists_and_search_find_only_what_one_may_read(store, real):
    owner = anna(store, "owner")
    for archived in (False, True):
        if archived:
            operations.archive(store, owner, REAL)
        for role, access in (("owner", Access.OWN), ("writer", Access.WRITE), ("reader", Access.READ)):
            for asked in (Wanted(archived=archived), Wanted("läxhjälp", archived=archived)):
                [found] = operations.find_interventions(store, anna(store, role), asked).shown
                assert (found.id, found.owner, found.access) == (REAL, "Hemlinge", access)
        for role in APART:
            for asked in ("", "läxhjälp", "%", "the-real"):
                found = operations.find_interventions(store, anna(store, role), Wanted(asked, archived=archived))
                assert (found.total, found.statuses, found.shown) == (0, {}, ())


@pytest.mark.parametrize("deleted", [False, True])
def test_an_id_that_another_has_or_had_is_never_given_again(store, real, deleted):
    owner = anna(store, "owner")
    if deleted:
        put_away_and_delete(store, owner, real)
    past = operations.history(store, owner, REAL)
    for role in ("writer", "reader", "stranger"):
        acting, own = anna(store, role), f"one-of-{role}"
        operations.create(store, acting, small_chain(own))
        for tried in (
            operations.create(store, acting, small_chain(REAL)),
            operations.copy(store, acting, own, words("Kopia"), new_id=REAL),
            operations.import_chain(store, acting, changed(Target(own)), new_id=REAL),
        ):
            assert codes(tried) == ("storage.id_taken",)
            assert not [word for word in SECRETS if word in repr(tried)]
        came = operations.import_chain(store, acting, small_chain(REAL))
        assert (came.taken_id, came.already_there, came.stored.owner) == (REAL, False, f"Kommun {role}")
        assert came.chain == small_chain(came.chain.id)
        assert [each.action for each in operations.history(store, acting, came.chain.id)] == ["import"]
    assert operations.history(store, owner, REAL) == past
