"""Reading JSON from anywhere: what must be refused before a document is looked at as a chain."""

from collections.abc import Iterator
import json
import math
import re

from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL

LARGEST_BYTES = 5_000_000
MOST_ELEMENTS = 2_000
DEEPEST = 20
LONGEST_NUMBER = 40
YEAR_KEY = re.compile(r"[0-9]{4}")


class JsonObject(dict):
    """A JSON object that remembers which of its keys stood twice."""

    repeated: tuple[str, ...] = ()


class Unfit:
    """Stands where the document held a number that no figure can be: NaN, Infinity, or one far too long."""


UNFIT = Unfit()


def parse(data: bytes | str) -> tuple[object, list[Problem]]:
    """The document as plain values, or why it cannot be read at all.

    Objects come back as `JsonObject`, numbers that are not usable as `UNFIT`. A byte-order mark is allowed.
    """
    text = _decoded(data)
    if isinstance(text, Problem):
        return None, [text]
    try:
        return _parsed(text), []
    except json.JSONDecodeError as error:
        return None, [problem("document.broken", "", line=error.lineno, column=error.colno)]
    except RecursionError:
        return None, [problem("document.too_deep", "", limit=DEEPEST)]


def _decoded(data: bytes | str) -> str | Problem:
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > LARGEST_BYTES:
        return problem("document.too_large", "", megabytes=size / 1e6, limit=LARGEST_BYTES / 1e6)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return problem("document.not_utf8", "", position=error.start)


def _parsed(text: str) -> object:
    return json.loads(
        text, object_pairs_hook=_object, parse_int=_whole, parse_float=_decimal, parse_constant=lambda _: UNFIT
    )


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        found.repeated = tuple(key for key, _ in pairs if key in seen or seen.add(key))
    return found


def _whole(digits: str) -> object:
    return UNFIT if len(digits) > LONGEST_NUMBER else int(digits)


def _decimal(digits: str) -> object:
    number = float(digits)
    return number if math.isfinite(number) else UNFIT


def inspect(node: object, place: str = "", depth: int = 0) -> Iterator[Problem]:
    """Everything in the document that no field may hold, whatever the field is."""
    if depth > DEEPEST:
        yield problem("document.too_deep", place, limit=DEEPEST)
    elif isinstance(node, dict):
        yield from _inspect_object(node, place, depth)
    elif isinstance(node, list):
        yield from _inspect_list(node, place, depth)
    elif isinstance(node, str):
        yield from _inspect_words(node, place)
    elif node is UNFIT:
        yield problem("document.not_a_figure", place)


def _inspect_object(node: dict, place: str, depth: int) -> Iterator[Problem]:
    for key in getattr(node, "repeated", ()):
        yield problem("document.repeated_key", pointer(place, key))
    is_series = place.endswith("/values")
    for key, value in node.items():
        here = pointer(place, key)
        yield from _inspect_words(key, here)
        if is_series and not YEAR_KEY.fullmatch(key):
            yield problem("document.bad_year", here)
        if key == "sign" and isinstance(value, bool | float):
            yield problem("document.not_choice", here, allowed="1, -1")
        yield from inspect(value, here, depth + 1)


def _inspect_list(node: list, place: str, depth: int) -> Iterator[Problem]:
    if len(node) > MOST_ELEMENTS:
        yield problem("document.too_many", place, count=len(node), limit=MOST_ELEMENTS)
        return
    for index, value in enumerate(node):
        yield from inspect(value, pointer(place, index), depth + 1)


def _inspect_words(words: str, place: str) -> Iterator[Problem]:
    if found := CONTROL.search(words):
        yield problem("document.control_character", place, character=named(found[0]))
    if found := BIDI.search(words):
        yield problem("document.bidi_character", place, character=named(found[0]))


def named(character: str) -> str:
    """A character by its number, as `U+202E`: safe to show."""
    return f"U+{ord(character):04X}"


def pointer(place: str, step: str | int) -> str:
    """The JSON pointer one step further in; a long or unprintable key is shown short and plain."""
    key = str(step)[:80].encode("ascii", "backslashreplace").decode() if not str(step).isprintable() else str(step)[:80]
    return f"{place}/{key.replace('~', '~0').replace('/', '~1')}"
