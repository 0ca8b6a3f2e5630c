"""Every operation asked by every role, for everything and for one intervention, and by nobody.

What each should answer follows from `chain.people.MAY` and the tables of `asked`.
"""

import pytest

from chain.people import LOCAL, NEEDS, Access, Acting, Role, Wish
from storage import operations
from storage.operations import Wanted
from tests.storage.asking import by_who_is_asked, codes, counted
from tests.storage.roles.answers import as_if_never, lets, refuses
from tests.storage.roles.asked import (
    ABOUT_A_COMPARISON,
    DONE,
    LISTED,
    NOT_ASKED_AS_ANYBODY,
    OF_ALL,
    OF_ONE,
    REGISTERS,
    WITH_TESTS_OF_THEIR_OWN,
)
from tests.storage.roles.municipality import EVERYBODY, FAR, GUEST, HOME, ONE, OTHER, Held, home_of, somebody
from tests.storage.samples import small_chain, words


def test_every_operation_has_its_place_in_the_table():
    asked, others = by_who_is_asked()
    assert asked == {*OF_ONE, *OF_ALL, *DONE, *LISTED, *REGISTERS, *WITH_TESTS_OF_THEIR_OWN}
    assert others == NOT_ASKED_AS_ANYBODY


@pytest.mark.parametrize("held", EVERYBODY, ids=str)
def test_a_role_may_what_the_rule_says_and_nothing_else(rehearsed, real, held):
    anna, own = (somebody(rehearsed, held, who=who) for who in ("anna", ""))
    for of_one, table in ((True, OF_ONE), (False, OF_ALL), (False, ABOUT_A_COMPARISON)):
        wishes = held.wishes(of_one)
        for name, entry in table.items():
            if entry.wish in wishes:
                lets(rehearsed, anna, real, name, entry.call)
            elif Wish.READ in wishes:
                refuses(rehearsed, anna, real, name, entry.call, "storage.not_for_role")
            else:
                as_if_never(rehearsed, anna, real, name, entry.call)
    for name, entry in DONE.items():
        if entry.wish in held.wishes(of_one=False):
            lets(rehearsed, own, real, name, entry.call)
        else:
            code = "storage.not_for_role" if held.role else "storage.no_organisation"
            refuses(rehearsed, own, real, name, entry.call, code)
    for name, entry in LISTED.items():
        assert bool(entry.call(rehearsed, own, real)) == (entry.wish in held.wishes(of_one=False)), name
    reads = Wish.READ in held.wishes(of_one=True)
    for name, call in REGISTERS.items():
        if reads:
            assert not codes(call(rehearsed, own, real)), name
            assert call(rehearsed, own, real), name
        else:
            as_if_never(rehearsed, own, real, name, call)


@pytest.mark.parametrize("held", EVERYBODY, ids=str)
def test_one_finds_copies_and_shares_what_the_role_covers(rehearsed, real, held):
    acting, local = somebody(rehearsed, held), Acting(LOCAL, home_of(rehearsed, HOME))
    everything = {each.id for each in operations.find_interventions(rehearsed, local).shown}
    assert everything == {ONE, OTHER}
    readable = everything if Wish.READ in held.wishes(False) else {ONE} if Wish.READ in held.wishes(True) else set()
    for wanted in (Wanted(), Wanted("läxhjälp"), Wanted(order="name")):
        found = operations.find_interventions(rehearsed, acting, wanted)
        assert {each.id for each in found.shown} == readable
        assert found.total == sum(found.statuses.values()) == len(readable)
    assert not operations.find_interventions(rehearsed, acting, Wanted(archived=True)).shown
    assert set(operations.load_several(rehearsed, acting, [ONE, OTHER])) == readable
    copied = codes(operations.copy(rehearsed, acting, ONE, words("Kopia")))
    begins = Wish.BEGIN in held.wishes(False)
    role = "storage.not_for_role" if held.role else "storage.no_organisation"
    assert copied == (("storage.gone",) if ONE not in readable else () if begins else (role,))
    beside = operations.statistics_series(rehearsed, acting, "N31849", ONE)
    assert bool(beside) == (ONE in readable), "beside an indicator of the intervention, for its readers"
    others = {each.name for each in operations.others(rehearsed, acting)}
    assert others == ({GUEST, FAR} if Wish.OWN in held.wishes(True) else set())
    assert operations.names_of(rehearsed, acting, [real.person]) == ({real.person: "Vera"} if held.role else {})


@pytest.mark.parametrize("held", EVERYBODY, ids=str)
def test_a_guest_needs_the_role_at_home_and_the_sharing(rehearsed, real, held):
    """The intervention is shared for writing: a guest's role counts as far as that goes, and no further."""
    acting, wishes = somebody(rehearsed, held, GUEST), held.wishes(True)
    for name, entry in OF_ONE.items():
        if Wish.READ not in wishes:
            as_if_never(rehearsed, acting, real, name, entry.call)
        elif NEEDS[entry.wish] is Access.OWN:
            refuses(rehearsed, acting, real, name, entry.call, "storage.not_for_own")
        elif entry.wish not in wishes:
            refuses(rehearsed, acting, real, name, entry.call, "storage.not_for_role")
        elif name not in ("last_own_changes", "undo"):
            lets(rehearsed, acting, real, name, entry.call)
    for name, entry in OF_ALL.items():
        as_if_never(rehearsed, acting, real, name, entry.call)
    found = operations.find_interventions(rehearsed, acting).shown
    assert [each.id for each in found] == ([ONE] if Wish.READ in wishes else [])
    given_up = codes(operations.unshare(rehearsed, acting, ONE, acting.organisation_id))
    unread = ("storage.gone",) if Wish.READ not in wishes else ("storage.not_for_role",)
    assert given_up == (() if Wish.OWN in wishes else unread)
    whose = home_of(rehearsed, HOME)
    prices = operations.prices(rehearsed, acting, whose)
    theirs = {each.library_id for each in prices} >= {"eget-pris"}
    assert (bool(prices), theirs) == (Wish.READ in wishes, Wish.WRITE in wishes)


@pytest.mark.parametrize(("role", "registers"), [(Role.STRATEGIST, False), (Role.CONTROLLER, True)])
def test_an_import_writes_in_the_register_only_for_those_who_may(rehearsed, role, registers):
    came = operations.import_chain(rehearsed, somebody(rehearsed, Held(role)), small_chain("a-new-one"))
    assert [each.name.sv for each in came.chain.goals] == ["Fler klarar skolan"]
    assert bool(came.goals_added) == registers


def test_a_role_for_everything_costs_a_list_nothing(rehearsed):
    sent = []
    for held in (None, Held(Role.READER)):
        acting = somebody(rehearsed, held) if held else Acting(LOCAL, home_of(rehearsed, HOME))
        for wanted in (Wanted(), Wanted("läxhjälp")):
            with counted(rehearsed) as statements:
                operations.find_interventions(rehearsed, acting, wanted)
            sent.append(statements)
    assert sent[:2] == sent[2:]
