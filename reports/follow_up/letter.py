"""The weekly letter about what waits for a person: what, in which period, by when, how it stands, and where to go.

No values stand in it: it leaves the building, and lies in a mailbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.follow_up.tasks import Kind, status_words, to_enter_sentence
from reports.texts import text
from reports.texts.numbers import format_date


@dataclass(frozen=True)
class Waiting:
    """One measurement that waits. `group` says why, as the store tells it; `link` leads to its field."""

    intervention: str
    indicator: str
    period: str
    due_on: date
    group: str
    link: str


@dataclass(frozen=True)
class Part:
    """What waits in one organisation: how many of each group, those told one by one, and where all of them stand."""

    organisation: str
    counts: dict[str, int]
    shown: Sequence[Waiting]
    link: str

    @property
    def total(self) -> int:
        """How many wait."""
        return sum(self.counts.values())


def subject(parts: Sequence[Part], language: str) -> str:
    """How many wait in all."""
    count = sum(each.total for each in parts)
    return text(language, "reminder.subject_one" if count == 1 else "reminder.subject", count=count)


def words(name: str, parts: Sequence[Part], account: str, today: date, language: str) -> str:
    """The letter as plain text. Names stand on one line each, whatever somebody has written in them."""
    blocks = [text(language, "reminder.hello", name=_line(name)), text(language, "reminder.waits")]
    for each in parts:
        blocks += [_line(each.organisation)] if len(parts) > 1 else []
        blocks += [_summary(each, today, language), *(_told(one, today, language) for one in each.shown)]
        left = each.total - len(each.shown)
        blocks += [text(language, "reminder.more", count=left, link=each.link)] if left else []
    return "\n\n".join((*blocks, text(language, "reminder.why", link=account))) + "\n"


def _summary(part: Part, today: date, language: str) -> str:
    """How much there is to enter, and how much to review; what there is nothing of is not told."""
    review, found = part.counts[Kind.REVIEW], []
    if part.total > review:
        late = (each for each in part.shown if each.group == Kind.LATE)
        found.append(to_enter_sentence(part.counts, late, today, language))
    if review:
        key = "reminder.to_review_one" if review == 1 else "reminder.to_review"
        found.append(text(language, key, count=review))
    return "\n".join(found)


def _told(one: Waiting, today: date, language: str) -> str:
    due = text(language, "to_do.due_on", day=format_date(one.due_on))
    facts = (one.period, due, status_words(one, today, language))
    return "\n".join((f"{_line(one.intervention)}: {_line(one.indicator)}", " · ".join(facts), one.link))


def _line(told: str) -> str:
    return " ".join(told.split())
