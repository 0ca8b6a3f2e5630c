"""Problems in a person's words: what is wrong and what mends it, where, and how grave it is."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
import re
import string

from chain.checks import SHARE_FIELDS
from chain.model import Chain
from chain.people import Role
from chain.problem import Problem, Severity
from chain.text import Text
from reports.texts import catalogue, has_text, text
from reports.texts.moments import spoken_moment
from reports.texts.numbers import format_money, format_number, format_share, rounded
from reports.texts.places import field_name, place_name

__all__ = ["place_name", "role_name", "sentence", "severity_name"]

LONGEST = 80
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,15}([+-][0-9]{2}:[0-9]{2}|Z)")
OF_THE_FIGURE = ("value", "limit", "low", "high", "middle")
"""Values that are told in the figure's own unit."""
MOMENTS = ("opens", "closed")
"""Values that are moments, written as ISO 8601 says."""
WORKED_OUT = ("middle", "cut_share")
"""Values with more digits than anyone meant."""


def sentence(language: str, problem: Problem, chain: Chain | None = None) -> str:
    """What is wrong and what mends it, with the problem's values put in as this language writes them.

    `{field}` is the label of the place, `{place}` its whole name. A code without a sentence gets a plain one that
    names the code, and a value that is missing is shown as a dash: showing a problem never fails.
    """
    code = f"problem.{problem.code}"
    key = code if has_text(code) else "problem.plain"
    words = {name: _shown(language, problem, name, value, chain) for name, value in problem.values}
    always = {
        "code": problem.code,
        "field": field_name(language, problem.place),
        "place": place_name(language, problem.place, chain),
    }
    return text(language, key, **dict.fromkeys(placeholders(language, key), "–") | always | words)


def placeholders(language: str, key: str) -> set[str]:
    """The names that the sentence under `key` leaves open."""
    return {name for _, name, _, _ in string.Formatter().parse(catalogue()[key][language]) if name}


def severity_name(language: str, severity: Severity) -> str:
    """*Error*, *warning* or *worth a thought*."""
    return text(language, f"severity.{severity}")


def role_name(language: str, role: Role) -> str:
    """What a role is called, inside a sentence."""
    return text(language, f"role.{role}")


def _shown(language: str, problem: Problem, name: str, value: object, chain: Chain | None) -> str:
    """A value as the reader writes it; its name tells what it is (`_share`, `_sek`, `year`, `_place`, `_kind`)."""
    if isinstance(value, Enum):
        return _inside(text(language, f"{name}.{value}")) if has_text(f"{name}.{value}") else str(value)
    if name.endswith("_place"):
        return place_name(language, str(value), chain)
    if name.endswith("_kind"):
        return text(language, f"kind.{value}")
    if isinstance(value, int | float):
        return _number(language, problem.place, name, value)
    if name in MOMENTS and MOMENT.fullmatch(str(value)):
        return spoken_moment(language, datetime.fromisoformat(str(value)))
    if isinstance(value, tuple | list):
        return _listed(language, [_word(language, each) for each in value])
    return _word(language, value)


def _number(language: str, place: str, name: str, value: float) -> str:
    if name.endswith("year"):
        return str(value)
    if name in WORKED_OUT:
        value = rounded(value)
    if name.endswith("_sek"):
        return format_money(language, value)
    is_share = name.endswith("_share") or (name in OF_THE_FIGURE and _is_share(place))
    return format_share(language, value, None) if is_share else format_number(language, value)


def _is_share(place: str) -> bool:
    """Whether the figure at this place, or the figure whose passport this is, is a share."""
    return not SHARE_FIELDS.isdisjoint(place.split("/")[-2:])


def _word(language: str, value: object) -> str:
    if isinstance(value, Role):
        return role_name(language, value)
    words = value.into(language) if isinstance(value, Text) else str(value)
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _inside(label: str) -> str:
    return label[:1].lower() + label[1:]


def _listed(language: str, words: Iterable[str]) -> str:
    """*A, B and C*."""
    *first, last = words
    return text(language, "place.and", first=", ".join(first), last=last) if first else last
