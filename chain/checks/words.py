"""What holds for every text: names are there, nobody is named by number, and nothing unreadable hides in it."""

import re

from chain.checks.rule import ERROR, WARNING, Seen, at, rule
from chain.hostile import named
from chain.model import KINDS
from chain.text import BIDI, CONTROL

PERSONAL = re.compile(r"(?<![0-9])(?:18|19|20)?([0-9]{6})(?:\s?[-+\u2010-\u2015\u2212]\s?|\s)?[0-9]{4}(?![0-9])")
SIX_DIGITS = re.compile(r"[0-9]{6}")
COORDINATION_DAYS = 60
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SHORTEST = 10


@rule("text.name_missing", WARNING, "what has no name cannot be talked about")
def name_missing(seen: Seen):
    """An element, or the intervention, without a name."""
    if not seen.chain.name:
        yield at("chain/name")
    for kind in KINDS:
        for element in getattr(seen.chain, kind):
            if not element.name:
                yield at(f"{kind}/{element.id}/name")


@rule("text.personal_number", WARNING, "follow-up keeps sums, never persons: no personal identity numbers")
def personal_number(seen: Seen):
    """Something that looks like a Swedish personal identity number; it is not repeated."""
    for place in dict.fromkeys(
        place for place, words, _ in seen.words if len(words) >= SHORTEST and looks_personal(words)
    ):
        yield at(place)


def looks_personal(words: str) -> bool:
    """Whether the words hold a date of birth with four more digits, as Swedish personal identity numbers have.

    The check digit is not asked for: a number with a slip of the finger still points at a person.
    """
    if not SIX_DIGITS.search(words):  # quickly told, and true of nearly all words
        return False
    return any(_is_day(birth) for birth in PERSONAL.findall(words))


def _is_day(birth: str) -> bool:
    """Whether six digits are year, month and day. Coordination numbers add sixty to the day."""
    month, day = int(birth[2:4]), int(birth[4:])
    return 1 <= month <= 12 and 1 <= day % COORDINATION_DAYS <= LONGEST_MONTHS[month - 1]


@rule("text.unreadable_character", ERROR, "a document must read as it is stored")
def unreadable_character(seen: Seen):
    """A control character, or one that turns the reading order; such a chain could not be read back from its file."""
    for place, words, _ in seen.words:
        if found := CONTROL.search(words) or BIDI.search(words):
            yield at(place, character=named(found[0]))


@rule("text.too_long", ERROR, "a text must fit its field")
def too_long(seen: Seen):
    """A text longer than its field holds; such a chain could not be read back from its file."""
    for place, words, limit in seen.words:
        if len(words) > limit:
            yield at(place, count=len(words), limit=limit)
