"""Every written string of a chain, with its place."""

from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Literal, get_args, get_origin

from pydantic import BaseModel

from chain.assumption import LONGEST_LINE
from chain.model import KINDS, Chain
from chain.text import LONGEST_WORDS, Text

Words = tuple[str, str, int]
WORDLESS = (int, float, date, Enum, NoneType)


def words_in(chain: Chain) -> list[Words]:
    """Every written string of the chain: its place, the words, and how long it may be."""
    found: list[Words] = []
    _gather(found, "chain", chain)
    for kind in KINDS:
        for element in getattr(chain, kind):
            _gather(found, f"{kind}/{element.id}", element)
    return found


def _gather(found: list[Words], place: str, holder: BaseModel) -> None:
    values = holder.__dict__
    for field in _written(type(holder)):
        if value := values.get(field):
            _gather_at(found, f"{place}/{field}", value)


@cache
def _written(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that can hold words; elements stand on their own."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if name not in KINDS and _can_hold_words(field.annotation))


def _can_hold_words(kind: object) -> bool:
    """Whether something of this type can be a string or hold one; a choice of given words is none."""
    if isinstance(kind, type) and not get_args(kind):
        return not issubclass(kind, WORDLESS)
    if get_origin(kind) is Literal:
        return False
    parts = get_args(kind)[:1] if get_origin(kind) is Annotated else get_args(kind)
    return any(_can_hold_words(part) for part in parts if part is not Ellipsis)


def _gather_at(found: list[Words], place: str, value: object) -> None:
    if isinstance(value, Text):
        found += [(place, words, LONGEST_WORDS) for words in (value.sv, value.en) if words]
    elif isinstance(value, str):
        found.append((place, value, LONGEST_LINE))
    elif isinstance(value, BaseModel):
        _gather(found, place, value)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            if isinstance(each, Text):
                _gather_at(found, f"{place}/{index}", each)
