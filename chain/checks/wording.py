"""Every written string of a chain, with its place."""

from collections.abc import Iterator
from enum import Enum

from pydantic import BaseModel

from chain.assumption import LONGEST_LINE
from chain.model import KINDS, Chain
from chain.text import LONGEST_WORDS, Text


def words_in(chain: Chain) -> Iterator[tuple[str, str, int]]:
    """Every written string of the chain: its place, the words, and how long it may be."""
    yield from _words_of("chain", chain)
    for kind in KINDS:
        for element in getattr(chain, kind):
            yield from _words_of(f"{kind}/{element.id}", element)


def _words_of(place: str, holder: BaseModel) -> Iterator[tuple[str, str, int]]:
    for field, value in holder.__dict__.items():
        if value and field not in KINDS and not isinstance(value, Enum):
            yield from _words_at(f"{place}/{field}", value)


def _words_at(place: str, value: object) -> Iterator[tuple[str, str, int]]:
    if isinstance(value, str):
        yield place, value, LONGEST_LINE
    elif isinstance(value, Text):
        yield from ((place, words, LONGEST_WORDS) for words in (value.sv, value.en) if words)
    elif isinstance(value, BaseModel):
        yield from _words_of(place, value)
    elif isinstance(value, tuple):
        texts = ((f"{place}/{index}", each) for index, each in enumerate(value) if isinstance(each, Text))
        for where, each in texts:
            yield from _words_at(where, each)
