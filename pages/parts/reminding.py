"""Reminders by mail: what waits for a person as a letter, sent once; by a command, and now and then by itself.

Knows no screen: the launcher lets it run in a thread of its own, and the shell runs it alone.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
import logging
from threading import Event
from urllib.parse import urlencode

from pages.parts import logs
from pages.parts.task_place import place_of
from reports.follow_up import letter
from reports.follow_up.letter import Part, Waiting
from reports.texts import LANGUAGES, text
from storage import mail, operations
from storage.configuration import Configuration
from storage.mail import Letter
from storage.operations import Assigned, Reminder, Task
from storage.store import Store

HOUR_SECONDS = 3600
HOURS, WORKDAYS = range(7, 17), range(5)
"""When letters are sent by themselves, so that they come to somebody who is at work; Monday is 0."""
SENT, FAILED = "sent", "failed"


def remind(store: Store, settings: Configuration, today: date, stop: Event | None = None) -> Counter[str]:
    """Send a letter to everybody who is to be reminded now; how many were sent, and how many failed.

    When the mail server cannot be spoken to, nobody is claimed and the rest is left for the next time.
    """
    told: Counter[str] = Counter()
    for each in operations.reminders_due(store, today):
        if stop is not None and stop.is_set():
            break
        try:
            with mail.line(settings) as line:
                told.update(_once(store, line, each, settings.public_address, today))
        except mail.Unreachable as error:
            logs.event("mail_unreachable", logging.WARNING, error)
            told[FAILED] += 1
            break
    return told


def _once(store: Store, line: mail.Line, reminder: Reminder, address: str, today: date) -> tuple[str, ...]:
    """Claim the reminder, and only then send it. Where nobody knows what came of it, the claim stands."""
    written, person_id = letter_of(reminder, address, today), reminder.person.id
    if not operations.claim_reminder(store, person_id, today):
        return ()
    try:
        line.send(written)
    except mail.NotTaken as error:
        operations.note_reminder(store, person_id, today, taken=False)
        logs.event("reminder_refused", logging.WARNING, error)
        return (FAILED,)
    except mail.Uncertain as error:
        logs.event("reminder_uncertain", logging.WARNING, error)
        return (FAILED,)
    operations.note_reminder(store, person_id, today, taken=True)
    logs.event("reminder_sent")
    return (SENT,)


def letter_of(reminder: Reminder, address: str, today: date) -> Letter:
    """What the person is to be reminded of, in the language that they chose; in Swedish when they chose none."""
    language = reminder.choice if reminder.choice in LANGUAGES else LANGUAGES[0]
    parts = [_part(each, address, language) for each in reminder.assigned]
    account = _link(address, "account", language)
    words = letter.words(reminder.person.name, parts, account, today, language)
    name = text(language, "common.product")
    return Letter(name, reminder.person.email, letter.subject(parts, language), words, language)


def _part(assigned: Assigned, address: str, language: str) -> Part:
    home, there = assigned.organisation_id, assigned.to_do
    shown = [_waiting(each, home, address, language) for each in there.shown]
    counts = {str(group): count for group, count in there.counts.items()}
    return Part(assigned.organisation, counts, shown, _link(address, "to_do", language, organisation=home))


def _waiting(task: Task, home: str, address: str, language: str) -> Waiting:
    page, which = place_of(task)
    return Waiting(
        task.intervention.into(language) or task.key.intervention_id,
        task.indicator.into(language) or task.key.indicator_id,
        task.key.period,
        task.due_on,
        task.group,
        _link(address, page, language, organisation=home, **which),
    )


def _link(address: str, page: str, language: str, **told: str) -> str:
    return f"{address}/{page}?{urlencode({'lang': language, **told})}"


def rounds(store: Callable[[], Store], settings: Configuration, stop: Event) -> None:
    """Until told to stop: once an hour, in working hours, send what is to be sent."""
    while not stop.is_set():
        if is_working_hour(datetime.now()):
            _round(store, settings, stop)
        stop.wait(HOUR_SECONDS)


def _round(store: Callable[[], Store], settings: Configuration, stop: Event) -> None:
    try:
        remind(store(), settings, date.today(), stop)
    except Exception as error:  # whatever it is, the next hour is another chance
        logs.event("reminders_failed", logging.ERROR, error)


def is_working_hour(now: datetime) -> bool:
    """Whether letters are sent by themselves at this time, by the server's clock."""
    return now.hour in HOURS and now.weekday() in WORKDAYS
