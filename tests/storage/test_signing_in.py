"""Coming in and going out: guessing is slow, tokens are kept as hashes only, visits end."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

from argon2 import PasswordHasher
import pytest

from chain.people import LOCAL, Acting, Grant, Role
from chain.problem import Problem
from storage import operations, passwords
from storage.operations import Invited, SignedIn
from storage.operations.people import attempts, invitations, visits
from storage.unit_of_work import Store
from tests.storage.asking import codes, counted
from tests.storage.look import rows_of

LOGIN, PASSWORD = "vera@ljusnaby.se", "häst batteri häftklammer"
READER = frozenset({Grant(Role.READER)})
ADDRESS = "192.0.2.7"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 30, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """So much later."""
        self.at += timedelta(**by)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A hash that takes no time; the parameters are the library's own otherwise."""
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    yield
    passwords._nobodys.cache_clear()


@pytest.fixture
def clock(store: Store) -> Clock:
    """The store's clock."""
    store.clock = Clock()
    return store.clock


def link(store: Store, home: str, login: str = LOGIN, grants: frozenset[Grant] = READER) -> str:
    """The token of an invitation."""
    made = operations.invite(store, Acting(LOCAL, home), login, "", grants)
    assert isinstance(made, Invited)
    return made.token


@pytest.fixture
def vera(store, clock, home) -> SignedIn:
    """Somebody who has an account, and is in."""
    come = operations.accept_invitation(store, link(store, home.id), " Vera  Berg ", PASSWORD)
    assert isinstance(come, SignedIn)
    return come


def tried(store: Store, login: str = LOGIN, password: str = PASSWORD, address: str = ADDRESS) -> str:
    """What comes of an attempt: in, or why not."""
    answer = operations.sign_in(store, login, password, address)
    return answer.code if isinstance(answer, Problem) else "in"


def test_nothing_that_opens_anything_is_kept_or_shown(store, address, home, vera):
    token = link(store, home.id, "bo@ljusnaby.se")
    kept = repr(rows_of(address))
    assert "$argon2id$" in kept
    for secret in (PASSWORD, vera.token, token):
        assert secret not in kept
    assert vera.token not in repr(vera)
    assert len(vera.token) >= 43
    assert passwords.PasswordHasher()._parameters.type.name == "ID"


def test_the_login_is_one_however_it_is_written(store, vera):
    decomposed = PASSWORD.replace("ä", "a\u0308")
    for login in ("Vera@Ljusnaby.SE", f"  {LOGIN} ", "ＶＥＲＡ@ljusnaby.se"):
        assert tried(store, login, decomposed) == "in"
    assert vera.person.name == "Vera Berg"


def test_what_is_wrong_is_not_told_and_takes_the_same_work(store, clock, home, vera, monkeypatch):
    operations.invite(store, Acting(LOCAL, home.id), "admin@ljusnaby.se", "", {Grant(Role.ADMINISTRATOR)})
    shut = operations.accept_invitation(store, link(store, home.id, "shut@ljusnaby.se"), "Shut", PASSWORD).person
    operations.deactivate(store, Acting(LOCAL, home.id), shut.id)
    operations.sign_in_from(store, "oidc", "idp", "1", "admin@ljusnaby.se")
    verified: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda s, kept, told: verified.append(kept) or verify(s, kept, told))
    seen = []
    asked = (
        (LOGIN, "fel lösenord här"),
        ("nobody@ljusnaby.se", PASSWORD),
        ("shut@ljusnaby.se", PASSWORD),
        ("admin@ljusnaby.se", PASSWORD),
        (LOGIN, "\ud800" * 12),
    )
    for login, password in asked:
        verified.clear()
        clock.move(hours=2)  # every attempt is a first one
        with counted(store) as sent:
            answer = operations.sign_in(store, login, password, "")
        seen.append((answer, len(sent), len(verified), verified[0].rpartition("$")[0].rpartition("$")[0]))
    assert len(set(seen)) == 1, seen
    assert seen[0][0].code == "people.wrong_login"


def test_guessing_at_a_login_is_made_slow_known_or_not(store, clock, vera):
    for login in (LOGIN, "nobody@ljusnaby.se"):
        for _ in range(attempts.FREE_OF_LOGIN):
            assert tried(store, login, "fel") == "people.wrong_login"
        assert tried(store, login, PASSWORD) == "people.wait"
        clock.move(seconds=29)
        assert tried(store, login, PASSWORD) == "people.wait"
        clock.move(seconds=2)
        assert tried(store, login, "fel") == "people.wrong_login"
        clock.move(seconds=31)
        assert tried(store, login, PASSWORD) == "people.wait", "twice as long now"
    clock.move(minutes=1)
    assert tried(store) == "in"
    for _ in range(attempts.FREE_OF_LOGIN):
        assert tried(store, LOGIN, "fel") == "people.wrong_login", "who has come in begins anew"


def test_waiting_has_an_end_and_failures_are_forgotten(store, clock, vera):
    waits = [attempts.wait(failures, 5) for failures in range(100)]
    assert waits[:8] == [timedelta(seconds=each) for each in (0, 0, 0, 0, 0, 30, 60, 120)]
    assert max(waits) == timedelta(minutes=15)
    for _ in range(attempts.FREE_OF_LOGIN):
        tried(store, LOGIN, "fel")
    clock.move(minutes=62)
    for _ in range(attempts.FREE_OF_LOGIN):
        assert tried(store, LOGIN, "fel") == "people.wrong_login"


def test_guessing_from_one_address_at_many_logins_is_made_slow_and_a_full_office_is_not(store, clock, vera):
    for _ in range(2 * attempts.FREE_OF_ADDRESS):
        assert tried(store) == "in"
    network = "2001:db8:1:2::"
    for n in range(attempts.FREE_OF_ADDRESS):
        assert tried(store, f"guess-{n}", "fel", f"{network}{n:x}") == "people.wrong_login"
    assert tried(store, LOGIN, PASSWORD, f"{network}ffff") == "people.wait"
    assert tried(store, LOGIN, PASSWORD, "2001:db8:1:3::1") == "in"


def test_many_guesses_at_once_are_no_way_around(store, vera):
    answers: list[str] = []
    start = Barrier(12)

    def guess() -> None:
        start.wait()
        answers.append(tried(store, LOGIN, "fel"))

    threads = [Thread(target=guess) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers.count("people.wrong_login") == attempts.FREE_OF_LOGIN
    assert answers.count("people.wait") == 12 - attempts.FREE_OF_LOGIN


def test_a_visit_ends_when_nobody_has_been_there_and_at_the_latest_after_a_day(store, clock, vera):
    clock.move(hours=7, minutes=59)
    assert operations.visit_of(store, vera.token) == vera.person
    clock.move(hours=8, minutes=1)
    assert operations.visit_of(store, vera.token) is None
    again = operations.sign_in(store, LOGIN, PASSWORD)
    for _ in range(4):
        clock.move(hours=5)
        assert operations.visit_of(store, again.token) == vera.person
    clock.move(hours=4)
    assert operations.visit_of(store, again.token) is None
    assert timedelta(hours=24) == visits.LONGEST


def test_being_seen_is_noted_once_a_minute(store, clock, vera):
    def writes() -> int:
        with counted(store) as sent:
            operations.visit_of(store, vera.token)
        return sum(each.startswith("UPDATE") for each in sent)

    assert writes() == 0
    clock.move(seconds=61)
    assert [writes(), writes()] == [1, 0]


def test_signing_out_ends_this_visit_or_all_of_them_and_nobody_elses(store, home, vera):
    bo = operations.accept_invitation(store, link(store, home.id, "bo@ljusnaby.se"), "Bo", PASSWORD)
    phone, desk = (operations.sign_in(store, LOGIN, PASSWORD) for _ in range(2))
    operations.sign_out(store, phone.token)
    operations.sign_out(store, "no such token")
    operations.sign_out_everywhere(store, "no such token")
    assert [operations.visit_of(store, each.token) for each in (phone, desk, vera)] == [None, vera.person, vera.person]
    operations.sign_out_everywhere(store, desk.token)
    assert [operations.visit_of(store, each.token) for each in (phone, desk, vera)] == [None, None, None]
    assert operations.visit_of(store, bo.token) == bo.person


def test_a_new_password_needs_the_old_one_and_ends_every_other_visit(store, clock, home, vera):
    other = operations.sign_in(store, LOGIN, PASSWORD)
    fresh = "cykel moln trappa"
    assert operations.change_password(store, vera.token, "fel", fresh).code == "people.wrong_password"
    assert operations.change_password(store, "no token", PASSWORD, fresh).code == "people.signed_out"
    assert operations.change_password(store, vera.token, PASSWORD, fresh) is None
    assert [operations.visit_of(store, each.token) for each in (vera, other)] == [vera.person, None]
    assert [tried(store), tried(store, password=fresh)] == ["people.wrong_login", "in"]
    [changed, *_] = operations.people_history(store, Acting(LOCAL, home.id))
    assert (changed.action, changed.who, changed.old, changed.new) == ("new_password", vera.person.id, None, None)
    for _ in range(attempts.FREE_OF_LOGIN):
        assert operations.change_password(store, vera.token, "fel", fresh).code == "people.wrong_password"
    assert operations.change_password(store, vera.token, fresh, PASSWORD).code == "people.wait"


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("elva tecken", "people.password_short"),
        ("x" * 1_001, "people.password_long"),
        (LOGIN.upper(), "people.password_login"),
        (f"{LOGIN}2026", "people.password_login"),
        (LOGIN[:13], "people.password_login"),
    ],
)
def test_a_password_is_long_and_not_the_login(store, address, home, password, code):
    token = link(store, home.id)
    before = rows_of(address)
    assert codes(operations.accept_invitation(store, token, "Vera", password)) == (code,)
    assert rows_of(address) == before
    assert operations.invitation_of(store, token).login == LOGIN, "what was not good enough takes nothing away"


def test_an_old_hash_is_made_anew_at_the_next_sign_in(store, address, vera, monkeypatch):
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", stronger)
    passwords._nobodys.cache_clear()
    assert "m=16,t=2" not in repr(rows_of(address)["person"])
    assert [tried(store), tried(store)] == ["in", "in"]
    assert "m=16,t=2" in repr(rows_of(address)["person"])


# --- who comes from another service -----------------------------------------------------------------------------------


def test_nobody_uninvited_comes_in_from_another_service(store, address, home, clock):
    before = rows_of(address)
    refused = operations.sign_in_from(store, "oidc", "idp", "1", LOGIN)
    assert refused.code == "people.not_let_in"
    link(store, home.id, "bo@ljusnaby.se")
    assert operations.sign_in_from(store, "oidc", "idp", "1", LOGIN) == refused, "an invitation is one person's"
    clock.move(days=8)
    assert operations.sign_in_from(store, "oidc", "idp", "2", "bo@ljusnaby.se") == refused
    assert rows_of(address)["person"] == before["person"]


def test_one_is_known_by_the_services_own_name_whatever_the_login_is_now(store, home):
    link(store, home.id)
    first = operations.sign_in_from(store, "oidc", "idp", "1", LOGIN.upper(), "Vera")
    again = operations.sign_in_from(store, "oidc", "idp", "1", "vera.berg@ljusnaby.se", "Vera Berg")
    assert (first.person.id, first.person.name) == (again.person.id, "Vera")
    assert again.person.name == "Vera Berg"
    assert operations.sign_in_from(store, "oidc", "idp", "1", LOGIN, "\u202eareV").person.name == "Vera Berg"
    assert operations.acting_for(store, first.person, home.id).grants == READER
    for issuer, subject in (("idp", "2"), ("other", "1")):
        assert operations.sign_in_from(store, "oidc", issuer, subject, LOGIN).code == "people.not_let_in"
    link_to_more = operations.start_empty(store, LOCAL, "Grannby").id
    link(store, link_to_more)
    stranger = operations.sign_in_from(store, "oidc", "idp", "2", LOGIN)
    assert stranger.code == "people.not_let_in", "a login that has passed to somebody else opens nothing"


def test_an_account_with_a_password_moves_to_the_service_by_invitation_only(store, home, vera):
    assert operations.sign_in_from(store, "oidc", "idp", "1", LOGIN).code == "people.not_let_in"
    other = operations.start_empty(store, LOCAL, "Grannby").id
    link(store, other)
    moved = operations.sign_in_from(store, "oidc", "idp", "1", LOGIN)
    assert moved.person.id == vera.person.id
    assert operations.visit_of(store, vera.token) is None, "the password may have been somebody else's"
    assert tried(store) == "people.wrong_login"
    assert {each.name for each in operations.organisations(store, vera.person.id)} == {"Ljusnaby", "Grannby"}


# --- invitations ------------------------------------------------------------------------------------------------------


def test_an_invitation_works_once_for_a_week_and_until_it_is_withdrawn_or_replaced(store, clock, home):
    local = Acting(LOCAL, home.id)

    def gone(token: str) -> bool:
        answer = codes(operations.accept_invitation(store, token, "Vera", PASSWORD))
        return operations.invitation_of(store, token) is None and answer == ("people.invitation_gone",)

    first = link(store, home.id)
    second = link(store, home.id)
    assert gone(first), "a newer one to the same person takes its place"
    [waiting] = operations.invitations(store, local)
    assert operations.withdraw_invitation(store, local, waiting.id) is None
    assert gone(second)
    third = link(store, home.id)
    clock.move(days=7, seconds=1)
    assert gone(third)
    fourth = link(store, home.id)
    clock.move(days=6)
    assert isinstance(operations.accept_invitation(store, fourth, "Vera", PASSWORD), SignedIn)
    assert gone(fourth)
    assert gone("")
    assert timedelta(days=7) == invitations.VALID


def test_two_who_take_up_one_invitation_at_once_are_one(store, address, home):
    token, answers, start = link(store, home.id), [], Barrier(2)

    def accept(name: str) -> None:
        start.wait()
        answers.append(operations.accept_invitation(store, token, name, PASSWORD))

    threads = [Thread(target=accept, args=(name,)) for name in ("Vera", "Mallory")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(type(each).__name__ for each in answers) == ["Refused", "SignedIn"]
    assert len(rows_of(address)["person"]) == len(rows_of(address)["visit"]) == 1


def test_who_has_an_account_takes_up_an_invitation_with_its_password(store, home, vera):
    other = operations.start_empty(store, LOCAL, "Grannby").id
    token = link(store, other)
    assert operations.invitation_of(store, token).has_account
    assert codes(operations.accept_invitation(store, token, "Mallory", "ett annat lösenord")) == (
        "people.wrong_password",
    )
    come = operations.accept_invitation(store, token, "Mallory", PASSWORD)
    assert come.person == vera.person
    assert [each.name for each in operations.organisations(store, vera.person.id)] == ["Ljusnaby", "Grannby"]
