"""Who is reminded, of what, how seldom; and that of several who would remind somebody, one does."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from chain.people import LOCAL, Access, Acting, Grant, Role
from storage import operations
from storage.operations import Group, Person
from storage.operations.reminders import DECLINED, REMINDERS
from tests.storage.following import KEY, TODAY
from tests.storage.look import rows_of
from tests.storage.reminding import assigned, somebody, submitted
from tests.storage.samples import kept, small_chain

OLLE, RUT = "olle@ljusnaby.se", "rut@ljusnaby.se"


@pytest.fixture
def olle(store, home) -> Person:
    """Who enters."""
    return somebody(store, home, OLLE, Role.PROJECT_OWNER)


@pytest.fixture
def rut(store, home) -> Person:
    """Who reviews."""
    return somebody(store, home, RUT, Role.REVIEWER)


@pytest.fixture
def waiting(store, home, olle, rut) -> None:
    """Two values that olle is to enter."""
    assigned(store, home, olle, rut)


def due(store, today: date = TODAY) -> dict[str, dict[Group, int]]:
    """How many of what wait for whom."""
    return {
        each.person.login: {group: count for group, count in part.to_do.counts.items() if count}
        for each in operations.reminders_due(store, today)
        for part in each.assigned
    }


def after(days: int) -> date:
    """So many days later."""
    return TODAY + timedelta(days)


def test_each_is_reminded_of_their_own_part_and_who_has_none_is_not(store, home, olle, rut, waiting):
    somebody(store, home, "cia@ljusnaby.se", Role.CONTROLLER)
    assert due(store) == {OLLE: {Group.DUE: 1, Group.LATE: 1}}
    submitted(store, home, olle)
    assert due(store) == {OLLE: {Group.LATE: 1}, RUT: {Group.REVIEW: 1}}
    reviewer = operations.acting_for(store, rut, home.id)
    assert isinstance(operations.return_value(store, reviewer, KEY, "Se över", 2, TODAY), operations.Done)
    assert due(store) == {OLLE: {Group.LATE: 1, Group.RETURNED: 1}}
    assert operations.archive(store, Acting(LOCAL, home.id), "C1") is None
    assert due(store) == {}


@pytest.mark.parametrize(("taken", "again"), [(True, 7), (None, 7), (False, 1)])
def test_once_claimed_nobody_is_reminded_again_for_a_week_but_a_letter_not_taken_is_tried_the_next_day(
    store, olle, waiting, taken, again
):
    assert operations.claim_reminder(store, olle.id, TODAY)
    if taken is not None:
        operations.note_reminder(store, olle.id, TODAY, taken)
    for days in range(again):
        assert due(store, after(days)) == {}
        assert not operations.claim_reminder(store, olle.id, after(days))
    assert due(store, after(again)) == {OLLE: {Group.LATE: 2}}
    assert operations.claim_reminder(store, olle.id, after(again))
    operations.note_reminder(store, olle.id, TODAY, taken=False)
    assert due(store, after(again + 1)) == {}, "what comes late about an earlier claim says nothing about this one"


def test_of_many_who_would_remind_somebody_at_once_one_does(store, olle, waiting):
    barrier, claimed = Barrier(6), []

    def claim() -> None:
        barrier.wait()
        claimed.append(operations.claim_reminder(store, olle.id, TODAY))

    threads = [Thread(target=claim) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(claimed) == [False] * 5 + [True]


def test_who_declines_is_left_alone_until_they_choose_otherwise(store, olle, waiting):
    for choice, count in ((DECLINED, 0), ("en", 1)):
        operations.set_preference(store, olle.id, REMINDERS, choice)
        found = list(operations.reminders_due(store, TODAY))
        assert len(found) == count
    assert found[0].choice == "en"


def test_nobody_is_reminded_who_is_shut_off_even_when_that_comes_between(store, home, olle, waiting):
    [_] = operations.reminders_due(store, TODAY)
    operations.deactivate(store, Acting(LOCAL, home.id), olle.id)
    assert not operations.claim_reminder(store, olle.id, TODAY)
    assert due(store) == {}


@pytest.mark.parametrize(
    "grant", [None, Grant(Role.READER), Grant(Role.STRATEGIST), Grant(Role.PROJECT_OWNER, "C2"), Grant(Role.SUPPLIER)]
)
def test_nobody_is_told_of_what_their_roles_do_not_let_them_do(store, home, olle, waiting, grant):
    kept(store, home.id, small_chain("C2"))
    machine = Acting(LOCAL, home.id)
    if grant:
        operations.give_role(store, machine, olle.id, grant)
    operations.take_role(store, machine, olle.id, Grant(Role.PROJECT_OWNER))
    assert due(store) == {}


@pytest.mark.parametrize("login", ["olle", "olle@ljusnaby", "a@b.se>x", "å@ljusnaby.se"])
def test_a_login_that_is_no_address_is_sent_nothing(store, home, rut, login):
    assigned(store, home, somebody(store, home, login, Role.PROJECT_OWNER), rut)
    assert due(store) == {}


def test_somebody_in_two_organisations_is_reminded_once_of_both(store, home, olle, waiting):
    other = operations.start_empty(store, LOCAL, "Regionen")
    operations.share(store, Acting(LOCAL, home.id), "C1", other.id, Access.WRITE)
    ada = somebody(store, other, "ada@regionen.se", Role.ADMINISTRATOR)
    invited = operations.invite(
        store, operations.acting_for(store, ada, other.id), OLLE, "", {Grant(Role.PROJECT_OWNER)}
    )
    assert isinstance(invited, operations.Invited)
    operations.sign_in_from(store, "oidc", "idp", OLLE, OLLE)
    [found] = operations.reminders_due(store, TODAY)
    assert [each.organisation for each in found.assigned] == ["Ljusnaby", "Regionen"]


def test_what_is_kept_of_a_reminder_is_whom_which_day_and_what_came_of_it(store, address, olle, waiting):
    operations.claim_reminder(store, olle.id, TODAY)
    operations.note_reminder(store, olle.id, TODAY, taken=True)
    [row] = rows_of(address)["reminder"]
    assert olle.id in row
    assert "'outcome': 'sent'" in row
    assert "@" not in row
