"""Reminders as they arrive at a real mail server: one a week, safe on the way, and never two."""

from collections import Counter
from datetime import datetime, timedelta
import re
import smtplib
from threading import Event, Thread

from aiosmtpd.smtp import AuthResult
import pytest

from chain.people import LOCAL, Acting, Role
from pages.parts import reminding
from pages.parts.reminding import FAILED, SENT, is_working_hour, remind
from storage import operations
from storage.__main__ import main
from storage.configuration import configuration
from storage.operations.reminders import REMINDERS
from tests.acting import home_of
from tests.mail_server import Mailbox, certificate, listening
from tests.storage.following import SHARE, TODAY, seen
from tests.storage.reminding import somebody

OLLE, RUT = "olle@ljusnaby.se", "rut@ljusnaby.se"
LATE = SHARE.model_copy(update={"element": "chain", "replaces": None})


@pytest.fixture
def box(monkeypatch) -> Mailbox:
    """A mail server that the program is set to use; it does not listen yet."""
    made = Mailbox()
    for name, value in made.settings.items():
        monkeypatch.setenv(name, value)
    return made


@pytest.fixture
def olle(empty) -> operations.Person:
    """Who has two values to enter; rut reviews them."""
    home = home_of(empty.store)
    olle, rut = (somebody(empty.store, home, OLLE, Role.PROJECT_OWNER), somebody(empty.store, home, RUT, Role.REVIEWER))
    plan = LATE.model_copy(update={"owner": olle.id, "reviewer": rut.id})
    operations.save_indicator(empty.store, Acting(LOCAL, home.id), "T1", plan)
    return olle


def also(empty, name: str, *roles: Role) -> operations.Person:
    """Somebody else who has values of their own to enter."""
    home = home_of(empty.store)
    other = somebody(empty.store, home, f"{name}@ljusnaby.se", *roles or (Role.PROJECT_OWNER,))
    plan = LATE.model_copy(update={"id": f"M-{name}", "owner": other.id})
    operations.save_indicator(empty.store, Acting(LOCAL, home.id), "T1", plan)
    return other


def sent(empty, days: int = 0) -> Counter[str]:
    """Reminders sent, so many days after the first."""
    return remind(empty.store, configuration(), TODAY + timedelta(days))


def test_one_letter_to_each_and_none_again_before_a_week_has_passed(box, empty, olle):
    also(empty, "bea")
    with listening(box):
        assert sent(empty) == {SENT: 2}
        assert sorted(box.addresses) == ["bea@ljusnaby.se", OLLE]
        assert all(len(recipients) == 1 for recipients, _ in box.came)
        for days in (0, 1, 6):
            assert sent(empty, days) == {}
        assert sent(empty, 7) == {SENT: 2}


@pytest.mark.parametrize(
    ("choice", "subject", "words"),
    [
        (None, "2 mätningar väntar på dig", ("Hej olle@ljusnaby.se!", "senast 2026-02-14 · ○ ska in", "Mitt konto:")),
        ("en", "2 measurements wait for you", ("Hello olle@ljusnaby.se,", "due 2026-02-14 · ○ due", "My account:")),
    ],
)
def test_the_letter_tells_what_and_when_and_leads_straight_to_the_field(box, empty, olle, choice, subject, words):
    if choice:
        operations.set_preference(empty.store, olle.id, REMINDERS, choice)
    with listening(box):
        sent(empty)
    [(_, letter)] = box.came
    told = box.words()
    assert letter["Subject"] == subject
    assert letter["From"].addresses[0].addr_spec == "effekt@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    for each in words:
        assert each in told
    home = home_of(empty.store).id
    link = f"https://effekt.example.org/log_value?lang={choice or 'sv'}&organisation={home}"
    assert f"{link}&intervention=T1&indicator=M1&period=2025\n" in told


def test_no_value_is_in_the_letter_and_an_odd_name_stays_on_its_line(box, empty, olle):
    acting = operations.acting_for(empty.store, olle, empty.home)
    value = seen(41, comment="Hemlig kommentar")
    assert isinstance(operations.save_value(empty.store, acting, "T1", value, 1, TODAY), operations.Done)
    rename(empty, olle, "Olle\r\nBcc: alla@ljusnaby.se\r\n\r\nKlicka")
    with listening(box):
        assert sent(empty) == {SENT: 1}
    [(recipients, letter)] = box.came
    assert recipients == [OLLE]
    assert letter["Bcc"] is None
    told = box.words()
    assert told.startswith("Hej Olle Bcc: alla@ljusnaby.se Klicka!\n")
    without_links = re.sub(r"https://\S+", "", told)  # the ids in them are made at random
    assert not [words for words in ("41", "48", "54", "Hemlig") if words in without_links]


def rename(empty, person: operations.Person, name: str) -> None:
    """Give somebody a name that no operation would keep."""
    with empty.store.writing() as db:
        db.exec_driver_sql("UPDATE person SET name = ? WHERE id = ?", (name, person.id))


def test_many_things_are_counted_beyond_those_told(box, empty, olle):
    for number in range(14):
        plan = LATE.model_copy(update={"id": f"N{number}", "owner": olle.id})
        operations.save_indicator(empty.store, Acting(LOCAL, empty.home), "T1", plan)
    with listening(box):
        sent(empty)
    [(_, letter)] = box.came
    told = box.words()
    assert letter["Subject"] == "30 mätningar väntar på dig"
    assert told.count("/log_value?") == 25
    assert f"Och 5 till: https://effekt.example.org/to_do?lang=sv&organisation={empty.home}\n" in told


# --- a mail server that does not do as one would like -----------------------------------------------------------------


def test_a_server_that_is_down_costs_nobody_a_reminder(box, empty, olle):
    also(empty, "bea")
    assert sent(empty) == {FAILED: 1}, "the first try says enough about the server"
    with listening(box):
        assert sent(empty) == {SENT: 2}, "the same day, an hour later"


def test_who_is_refused_is_tried_the_next_day_and_the_others_get_theirs_once(box, empty, olle):
    also(empty, "bea")
    with listening(box):
        box.refused.add(OLLE)
        assert sent(empty) == {SENT: 1, FAILED: 1}
        assert sent(empty) == {}
        box.refused.clear()
        assert sent(empty, 1) == {SENT: 1}
    assert box.addresses == ["bea@ljusnaby.se", OLLE]


@pytest.mark.parametrize("answer", ["452 Disk full", "554 No"])
def test_a_letter_that_the_server_answers_no_to_is_tried_the_next_day(box, empty, olle, answer):
    with listening(box):
        box.answer = answer
        assert sent(empty) == {FAILED: 1}
        box.answer = "250 OK"
        assert sent(empty) == {}
        assert sent(empty, 1) == {SENT: 1}


def test_a_server_that_falls_silent_with_the_letter_in_hand_is_not_given_it_twice(box, empty, olle):
    with listening(box):
        box.cut_off = True
        assert sent(empty) == {FAILED: 1}
        assert box.addresses == [OLLE]
        box.cut_off = False
        assert sent(empty, 6) == {}
        assert sent(empty, 7) == {SENT: 1}


def test_two_processes_at_once_send_one_letter_each_person(box, empty, olle):
    also(empty, "bea")
    with listening(box):
        threads = [Thread(target=sent, args=(empty,)) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert sorted(box.addresses) == ["bea@ljusnaby.se", OLLE]


def test_the_program_ending_between_claim_and_letter_sends_none_twice(box, empty, olle, monkeypatch):
    def ended(*_arguments: object) -> None:
        raise SystemExit

    with listening(box):
        monkeypatch.setattr(smtplib.SMTP, "send_message", ended)
        with pytest.raises(SystemExit):
            sent(empty)
        monkeypatch.undo()
        for name, value in box.settings.items():
            monkeypatch.setenv(name, value)
        assert sent(empty) == {}


# --- the way there ----------------------------------------------------------------------------------------------------


def test_where_starttls_is_asked_for_nothing_is_sent_without_it(box, empty, olle, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_SMTP_ENCRYPTION", "starttls")
    with listening(box):
        assert sent(empty) == {FAILED: 1}
    assert box.came == []


@pytest.mark.parametrize("way", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
def test_an_encrypted_way_leads_to_a_server_that_is_trusted_and_to_no_other(
    box, empty, olle, monkeypatch, tmp_path, way, trusted
):
    file, shown = certificate(tmp_path, "127.0.0.1" if trusted else "mail.example.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("VARDEKEDJAN_SMTP_ENCRYPTION", way)
    asks = {"ssl_context": shown} if way == "tls" else {"tls_context": shown, "require_starttls": True}
    with listening(box, **asks):
        assert sent(empty) == ({SENT: 1} if trusted else {FAILED: 1})


def test_a_user_and_a_password_are_given_over_an_encrypted_way_only(box, empty, olle, monkeypatch, tmp_path):
    file, shown = certificate(tmp_path)
    told = {"SSL_CERT_FILE": str(file), "VARDEKEDJAN_SMTP_ENCRYPTION": "starttls"}
    told |= {"VARDEKEDJAN_SMTP_USER": "effekt", "VARDEKEDJAN_SMTP_PASSWORD": "wrong"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    came = []

    def let_in(server, session, envelope, mechanism, data) -> AuthResult:
        came.append((data.login, data.password))
        return AuthResult(success=data.password == b"right")

    with listening(box, tls_context=shown, require_starttls=True, auth_required=True, authenticator=let_in):
        assert sent(empty) == {FAILED: 1}, "another password is asked for"
        monkeypatch.setenv("VARDEKEDJAN_SMTP_PASSWORD", "right")
        assert sent(empty) == {SENT: 1}
    assert came[-1] == (b"effekt", b"right")


# --- by command, and by itself ----------------------------------------------------------------------------------------


def test_the_command_sends_what_is_due_and_says_how_much(box, empty, olle, capsys, monkeypatch):
    monkeypatch.setattr("pages.parts.logs.begin", lambda form: None)
    with listening(box):
        for count in (1, 0):
            assert main(["remind", "--lang", "en"]) == 0
            assert capsys.readouterr().out == f"Reminders sent now: {count}.\n"
        also(empty, "bea")
        box.refused.add("bea@ljusnaby.se")
        assert main(["remind"]) == 1
    assert "Misslyckade: 1" in capsys.readouterr().err
    monkeypatch.delenv("VARDEKEDJAN_SMTP_HOST")
    assert main(["remind"]) == 2
    assert "VARDEKEDJAN_SMTP_HOST är inte ifylld" in capsys.readouterr().err


@pytest.mark.parametrize(("broken", "sends"), [(False, True), (True, False)])
def test_it_goes_round_until_told_to_stop_and_no_fault_ends_it(box, empty, olle, monkeypatch, broken, sends):
    stop, rounds = Event(), []

    def store():
        rounds.append(1)
        if len(rounds) == 2:
            stop.set()
        if broken:
            raise RuntimeError
        return empty.store

    monkeypatch.setattr(reminding, "is_working_hour", lambda now: True)
    monkeypatch.setattr(reminding, "HOUR_SECONDS", 0)
    with listening(box):
        reminding.rounds(store, configuration(), stop)
    assert len(rounds) == 2
    assert bool(box.came) is sends


def test_letters_are_sent_by_themselves_when_people_are_at_work():
    monday = datetime(2026, 2, 16)
    assert [hour for hour in range(24) if is_working_hour(monday.replace(hour=hour))] == list(range(7, 17))
    assert [day for day in range(7) if is_working_hour(monday.replace(hour=9) + timedelta(day))] == list(range(5))
