"""Words taken out of texts, with a tombstone and their SHA-256 where they stood; figures, ids and choices untouched."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from chain.assumption import LONGEST_LINE
from chain.text import LONGEST_WORDS

LONG_TEXTS = frozenset({"sv", "en"})
TEXTS = LONG_TEXTS | {"unit", "source", "url", "author", "answered_by", "seen_by", "owner", "decision"}
"""The names under which a chain holds free text, and not a figure, an id or a choice."""


def hash_of(words: str) -> str:
    """The SHA-256 of the words in UTF-8, as hexadecimal digits."""
    return sha256(words.encode()).hexdigest()


def tombstone(words: str) -> str:
    """What stands where the words stood."""
    return f"⟦sha256:{hash_of(words)}⟧"


def cleaned(value: object, words: str, name: str = "") -> object:
    """Plain data of a chain with the tombstone in every free text; `name` is the field that holds the value."""

    def clean(text: str, name: str) -> str:
        longest = LONGEST_WORDS if name in LONG_TEXTS else LONGEST_LINE
        return replaced(text, words, longest) if name in TEXTS else text

    return _through(value, clean, name)


def cleaned_everywhere(value: object, words: str) -> object:
    """The value with the tombstone for the words in every text, whatever it is called."""
    return _through(value, lambda text, _name: replaced(text, words, LONGEST_WORDS), "")


def replaced(text: str, words: str, longest: int) -> str:
    """The text without the words; one that would grow too long to be kept becomes the tombstone alone."""
    changed = text.replace(words, tombstone(words))
    return changed if len(changed) <= longest or changed == text else tombstone(words)


def _through(value: object, clean: Callable[[str, str], str], name: str) -> object:
    if isinstance(value, dict):
        return {key: _through(inner, clean, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_through(inner, clean, name) for inner in value]
    return clean(value, name) if isinstance(value, str) else value


def free_texts(place: str, value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every free text in plain data of a chain, with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from free_texts(place if key in LONG_TEXTS else f"{place}/{key}".lstrip("/"), inner, key)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            key = inner.get("id", position) if isinstance(inner, dict) else position
            yield from free_texts(f"{place}/{key}", inner, name)
    elif isinstance(value, str) and name in TEXTS:
        yield place, value
