"""Personal data in free text: Swedish identity numbers, and words that may be a name. Warned of before saving."""

from collections.abc import Iterator
from datetime import date
import re

from chain.problem import Problem, Severity, problem
from chain.text import Text

NUMBER = re.compile(r"(?<!\d)(?:(19|20)(\d{6})|(\d{6}))[ ]?[-+–]?[ ]?(\d{4})(?!\d)")
"""Six or eight digits of a birthday, a dash or none, and four digits."""
CO_ORDINATION = 60
"""What is added to the day of birth in a co-ordination number."""
_COMMON = """
    Agneta Ahmed Alexander Alice Ali Amina Anders Andreas Anette Anna Anneli Annika Astrid Axel Bengt Birgitta Björn
    Bo Britt Camilla Carina Carl Caroline Cecilia Charlotte Christer Christina Daniel David Ebba Elin Elisabet
    Elisabeth Ella Elsa Emelie Emil Emma Erik Eva Fatima Felix Filip Fredrik Gun Gunilla Gustav Göran Hanna Hans
    Hassan Helena Henrik Ida Inger Ingrid Jan Jenny Jens Jessica Johan Johanna Johannes Jonas Josefin Julia Karin
    Karl Kerstin Kristina Kurt Lars Leif Lena Liam Linda Linnea Lisa Lovisa Lucas Magnus Maja Malin Margareta Maria
    Marianne Marie Martin Mats Matilda Mattias Michael Mikael Mohamed Mohammed Monica Nils Noah Olle Olof Omar Oscar
    Oskar Patrik Per Peter Petra Pia Rebecka Robert Rolf Sara Sebastian Simon Sofia Stefan Sten Susanne Sven Therese
    Thomas Tomas Ulf Ulla Viktor Vilma William Yvonne Åke Åsa Örjan
"""
FIRST_NAMES = frozenset(_COMMON.split())
"""Some of the most common first names in Sweden; a hint, no register."""
PAIR = re.compile(r"\b([A-ZÅÄÖÉ][a-zåäöéü]+) ([A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?)\b")
SURNAME = re.compile(r"(?:sson|qvist|kvist|ström|gren|lund|berg|blad|stedt)(?:-|$)")


def personal_words(words: str | Text, place: str) -> Iterator[Problem]:
    """Warnings of what looks like an identity number (its check digit is right) and of what may be a name.

    The number itself is not repeated: a problem may be shown, and kept, where the text is not.
    """
    for written in (words.sv, words.en) if isinstance(words, Text) else (words,):
        if any(_is_identity(*found.groups()) for found in NUMBER.finditer(written)):
            yield problem("follow_up.identity_number", place, Severity.WARNING)
        if name := next(_names(written), None):
            yield problem("follow_up.may_be_name", place, Severity.WARNING, words=name)


def _is_identity(century: str | None, long: str | None, short: str | None, last: str) -> bool:
    """Whether the digits are a day that exists (or one with 60 added), with the right check digit (Luhn)."""
    born = long or short
    return _is_day(born, century) and _luhn(born + last)


def _is_day(born: str, century: str | None) -> bool:
    month, day = int(born[2:4]), int(born[4:])
    day -= CO_ORDINATION if day > CO_ORDINATION else 0
    return any(_exists(int(f"{each}{born[:2]}"), month, day) for each in ((century,) if century else ("19", "20")))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _names(written: str) -> Iterator[str]:
    for found in PAIR.finditer(written):
        first, last = found.groups()
        if first in FIRST_NAMES or SURNAME.search(last):
            yield found.group()
