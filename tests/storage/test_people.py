"""An organisation's people: who gives and takes roles, what cannot be taken, and that others' people are not there."""

from threading import Barrier, Thread

import pytest

from chain.people import LOCAL, Acting, Grant, Role
from storage import operations
from storage.__main__ import main
from storage.operations import Invited, Person
from storage.operations.people.rescue import administrator_link
from storage.unit_of_work import Store
from tests.storage.asking import NEVER, codes
from tests.storage.look import looking, rows_of
from tests.storage.roles.municipality import come_in
from tests.storage.samples import kept, small_chain
from tests.storage.test_signing_in import PASSWORD, quick  # noqa: F401  (a fixture for all that is here)

ADMINISTRATOR, READER = Grant(Role.ADMINISTRATOR), Grant(Role.READER)


def somebody(store: Store, home: str, login: str, *grants: Grant) -> Person:
    """Somebody with these roles."""
    return come_in(store, Acting(LOCAL, home), login, frozenset(grants))


def roles(store: Store, home: str, person: Person) -> frozenset[Grant]:
    """What the person may act with."""
    acting = operations.acting_for(store, person, home)
    return acting.grants if acting else frozenset()


@pytest.fixture
def ada(store, home) -> Person:
    """The organisation's administrator."""
    return somebody(store, home.id, "ada", ADMINISTRATOR)


@pytest.fixture
def acting(store, home, ada) -> Acting:
    """The administrator at work."""
    return operations.acting_for(store, ada, home.id)


def test_roles_are_given_and_taken_and_the_history_tells_without_names(store, home, ada, acting):
    kept(store, home.id)
    mona = somebody(store, home.id, "mona", READER)
    only = Grant(Role.CONTROLLER, "C1")
    for _ in range(2):
        assert operations.give_role(store, acting, mona.id, only) is None
        assert operations.give_role(store, acting, mona.id, Grant(Role.REVIEWER)) is None
    assert roles(store, home.id, mona) == {READER, only, Grant(Role.REVIEWER)}
    for _ in range(2):
        assert operations.take_role(store, acting, mona.id, READER) is None
    assert roles(store, home.id, mona) == {only, Grant(Role.REVIEWER)}
    told = [(each.action, each.place, each.who) for each in operations.people_history(store, acting, limit=3)]
    assert told == [(name, f"people/{mona.id}", ada.id) for name in ("take_role", "give_role", "give_role")]
    whole = repr(operations.people_history(store, acting))
    assert "mona" not in whole.replace(mona.id, "")
    assert operations.names_of(store, acting, [ada.id, mona.id, NEVER]) == {ada.id: "ada", mona.id: "mona"}


def test_with_the_last_role_one_is_no_longer_here_but_keeps_ones_name(store, home, acting):
    bea = somebody(store, home.id, "bea", READER)
    operations.take_role(store, acting, bea.id, READER)
    assert [each.person.login for each in operations.people_of(store, acting)] == ["ada"]
    assert operations.acting_for(store, bea, home.id) is None
    assert operations.give_role(store, acting, bea.id, READER).code == "people.gone"
    assert operations.names_of(store, acting, [bea.id]) == {bea.id: "bea"}


def test_a_role_for_an_intervention_goes_with_it(store, home, acting):
    kept(store, home.id)
    bea = somebody(store, home.id, "bea", Grant(Role.READER, "C1"))
    assert operations.archive(store, Acting(LOCAL, home.id), "C1") is None
    assert operations.delete_for_good(store, Acting(LOCAL, home.id), "C1", "Läxhjälp") is None
    assert roles(store, home.id, bea) == frozenset()


def test_what_is_no_role_is_given_to_nobody(store, address, home, ada, acting):
    other = operations.start_empty(store, LOCAL, "Grannby").id
    kept(store, other, small_chain("theirs"))
    before = rows_of(address)
    for grants, code in (
        ((), "people.no_roles"),
        ((Grant(Role.ADMINISTRATOR, "theirs"),), "people.administers_all"),
        ((Grant(Role.READER, NEVER),), "storage.gone"),
        ((READER, Grant(Role.READER, "theirs")), "storage.gone"),
    ):
        assert codes(operations.invite(store, acting, "ny", "", grants)) == (code,)
        if len(grants) == 1:
            assert codes(operations.give_role(store, acting, ada.id, grants[0])) == (code,)
    for login in ("", "två ord", "x" * 201, "a\u202eb"):
        assert codes(operations.invite(store, acting, login, "", {READER}))
    assert codes(operations.invite(store, acting, "ADA", "", {READER})) == ("people.there_already",)
    assert rows_of(address) == before


def test_the_last_administrator_stays(store, address, home, ada, acting):
    bea = somebody(store, home.id, "bea", ADMINISTRATOR, READER)
    assert operations.deactivate(store, acting, bea.id) is None
    before = rows_of(address)
    for refused in (
        operations.deactivate(store, acting, ada.id),
        operations.take_role(store, acting, ada.id, ADMINISTRATOR),
    ):
        assert codes(refused) == ("people.last_administrator",), "one whose account is shut does not count"
    assert rows_of(address) == before
    assert operations.reactivate(store, acting, bea.id) is None
    assert operations.take_role(store, acting, ada.id, ADMINISTRATOR) is None


@pytest.mark.parametrize("how", ["take_role", "deactivate"])
def test_of_two_administrators_who_put_each_other_out_at_once_one_stays(store, home, ada, how):
    bea = somebody(store, home.id, "bea", ADMINISTRATOR, READER)
    start, answers = Barrier(2), {}

    def put_out(who: Person, other: Person) -> None:
        acting = operations.acting_for(store, who, home.id)
        start.wait()
        more = (ADMINISTRATOR,) if how == "take_role" else ()
        answers[who.login] = getattr(operations, how)(store, acting, other.id, *more)

    threads = [Thread(target=put_out, args=pair) for pair in ((ada, bea), (bea, ada))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    left = [each for each in (ada, bea) if ADMINISTRATOR in roles(store, home.id, each)]
    assert len(left) == 1
    assert sorted(codes(each) for each in answers.values()) == [(), ("storage.not_for_role",)]


def test_shutting_an_account_ends_its_visits_and_its_way_back_at_once(store, home, acting):
    made = operations.invite(store, acting, "bea", "", {READER})
    bea = operations.accept_invitation(store, made.token, "Bea", PASSWORD)
    way_back = operations.new_password_link(store, acting, bea.person.id)
    assert operations.visit_of(store, bea.token) == bea.person
    assert operations.deactivate(store, acting, bea.person.id) is None
    assert operations.visit_of(store, bea.token) is None
    assert operations.invitation_of(store, way_back.token) is None
    assert codes(operations.new_password_link(store, acting, bea.person.id)) == ("people.shut",)
    assert operations.reactivate(store, acting, bea.person.id) is None
    assert operations.visit_of(store, bea.token) is None, "what has ended does not begin again"
    assert roles(store, home.id, bea.person) == {READER}


def test_a_forgotten_password_is_chosen_anew_by_whoever_has_the_link(store, home, acting):
    made = operations.invite(store, acting, "bea", "", {READER})
    bea = operations.accept_invitation(store, made.token, "Bea", PASSWORD)
    token = operations.new_password_link(store, acting, bea.person.id).token
    assert operations.invitation_of(store, token).new_password
    again = operations.accept_invitation(store, token, "", "cykel moln trappa")
    assert again.person == bea.person
    assert [operations.visit_of(store, each.token) for each in (bea, again)] == [None, bea.person]
    assert operations.sign_in(store, "bea", PASSWORD).code == "people.wrong_login"
    assert [each.action for each in operations.people_history(store, acting, limit=1)] == ["new_password"]
    assert codes(operations.accept_invitation(store, token, "", PASSWORD)) == ("people.invitation_gone",)


def test_an_account_that_is_anothers_too_is_not_ones_own_to_open_or_shut(store, home, acting):
    made = operations.invite(store, acting, "bea", "", {READER})
    bea = operations.accept_invitation(store, made.token, "Bea", PASSWORD).person
    open_link = operations.new_password_link(store, acting, bea.id).token
    other = operations.start_empty(store, LOCAL, "Grannby").id
    token = operations.invite(store, Acting(LOCAL, other), "bea", "", {ADMINISTRATOR}).token
    assert isinstance(operations.accept_invitation(store, token, "", PASSWORD).person, Person)
    assert operations.invitation_of(store, open_link) is None, "it would open the neighbour's doors"
    assert codes(operations.accept_invitation(store, open_link, "", "ett stulet konto")) == ("people.invitation_gone",)
    for refused in (
        operations.deactivate(store, acting, bea.id),
        operations.reactivate(store, acting, bea.id),
        operations.new_password_link(store, acting, bea.id),
    ):
        assert codes(refused) == ("people.elsewhere_too",)
    assert operations.take_role(store, acting, bea.id, READER) is None
    assert [each.name for each in operations.organisations(store, bea.id)] == ["Grannby"]


def test_anothers_people_are_as_if_they_never_were(store, address, home, acting):
    other = operations.start_empty(store, LOCAL, "Grannby").id
    cia = somebody(store, other, "cia", ADMINISTRATOR)
    waiting = operations.invite(store, Acting(LOCAL, other), "dag", "", {READER}).invitation
    before = rows_of(address)
    for real, never in (((cia.id,), (NEVER,)), ((cia.id, READER), (NEVER, READER)), ((waiting.id,), (NEVER,))):
        for name in ("deactivate", "reactivate", "new_password_link", "give_role", "take_role", "withdraw_invitation"):
            if (len(real) == 2) == name.endswith("_role"):
                told = [repr(getattr(operations, name)(store, acting, *ids)) for ids in (real, never)]
                assert told[0].replace(real[0], "?") == told[1].replace(NEVER, "?"), name
    assert rows_of(address) == before
    assert [each.person.login for each in operations.people_of(store, acting)] == ["ada"]
    assert operations.invitations(store, acting) == []
    assert "cia" not in repr(operations.people_history(store, acting))
    theirs = Acting(acting.who, other, acting.grants)
    assert codes(operations.invite(store, theirs, "ny", "", {READER})) == ("storage.not_for_role",), "asked of the rows"
    assert operations.people_of(store, theirs) == []


def test_the_shell_lets_an_administrator_of_a_new_organisation_in(store, home, address, capsys):
    assert main(["administrator", "--organisation", "Nyby", "--login", "bea", "--database", address]) == 1
    assert "Ljusnaby" in capsys.readouterr().err
    asked = ["administrator", "--organisation", "Nyby", "--login", "Bea", "--new", "--database", address]
    assert main(asked) == 0
    token = capsys.readouterr().out.split("token=")[1].split()[0]
    bea = operations.accept_invitation(store, token, "Bea", PASSWORD).person
    nyby = next(each.id for each in operations.organisations(store, bea.id))
    assert roles(store, nyby, bea) == {ADMINISTRATOR}


def test_the_shell_opens_a_shut_account_and_gives_a_new_password(store, home, acting):
    made = operations.invite(store, acting, "bea", "", {READER})
    bea = operations.accept_invitation(store, made.token, "Bea", PASSWORD).person
    operations.deactivate(store, acting, bea.id)
    link = administrator_link(store, home.name, "BEA")
    assert isinstance(link, Invited)
    assert link.invitation.new_password
    back = operations.accept_invitation(store, link.token, "", "cykel moln trappa")
    assert back.person == bea
    assert roles(store, home.id, bea) == {READER, ADMINISTRATOR}
    actions = [each.action for each in operations.people_history(store, acting)]
    assert actions[:4] == ["new_password", "invite", "give_role", "reactivate"]


def test_a_shut_account_opens_nothing_even_where_its_visit_has_not_ended(store, address, home):
    bea = somebody(store, home.id, "bea", READER)
    token = operations.sign_in_from(store, "oidc", "idp", "bea", "bea").token
    with looking(address) as db:
        db.exec_driver_sql("UPDATE person SET active = FALSE")
        db.commit()
    assert operations.visit_of(store, token) is None
    assert operations.acting_for(store, bea, home.id) is None
