"""What is to be done in follow-up, in words: the counting sentence, and each line's state with its sign."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from reports.texts import text


class Kind(StrEnum):
    """Why something stands on the list, as the store tells it."""

    DUE = "due"
    LATE = "late"
    RETURNED = "returned"
    REVIEW = "review"


SIGNS = {Kind.DUE: "○", Kind.LATE: "!", Kind.RETURNED: "↩", Kind.REVIEW: "?"}
"""Beside the words, never instead of them."""


class Line(Protocol):
    """One line of the list."""

    group: str
    due_on: date


def to_enter_sentence(counts: "dict[str, int]", late: Iterable[Line], today: date, language: str) -> str:
    """*3 mätningar ska in – 1 försenad (9 dagar).*"""
    returned = counts[Kind.RETURNED]
    due = counts[Kind.DUE] + counts[Kind.LATE] + returned
    if not due:
        return text(language, "to_do.nothing")
    words = text(language, "to_do.one_due" if due == 1 else "to_do.due", count=due)
    number = counts[Kind.LATE]
    if number:
        days = max((late_days(each, today) for each in late), default=0)
        key = "to_do.one_late" if number == 1 else "to_do.late"
        said = text(language, "to_do.day") if days == 1 else text(language, "to_do.days", count=days)
        words = text(language, "to_do.with_late", due=words, late=text(language, key, count=number, days=said))
    if returned:
        key = "to_do.one_returned" if returned == 1 else "to_do.returned"
        words = text(language, "to_do.with_returned", due=words, returned=text(language, key, count=returned))
    return words + "."


def late_days(line: Line, today: date) -> int:
    """How many days after it was due it is."""
    return (today - line.due_on).days


def status_words(line: Line, today: date, language: str) -> str:
    """A sign and words: *! försenad 9 dagar*."""
    kind = Kind(line.group)
    days = late_days(line, today)
    key = "to_do.status.late_one" if kind is Kind.LATE and days == 1 else f"to_do.status.{kind}"
    return f"{SIGNS[kind]} {text(language, key, days=days)}"
