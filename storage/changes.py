"""What differs between two states of a chain, as data: the log keeps it, and the second of two writers is told it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from chain.assumption import Frozen
from chain.model import KINDS, Chain, by_id
from storage.mapping import QUANTITIES


class Change(NamedTuple):
    """One thing that differs.

    `place` is named as in problems and passports: `effects/E1/deadweight`, `chain/name`; `effects/E1` for an element
    that came (`old` None) or went (`new` None, and `old` holds its `position` too); `effects` for a new order (lists of
    ids). `old` and `new` are plain JSON data.
    """

    place: str
    old: object
    new: object


def changes(old: Chain, new: Chain) -> tuple[Change, ...]:
    """Everything that differs from `old` to `new`, header first, then kind by kind."""
    header = [field for field in Chain.model_fields if field not in KINDS]
    found = list(_in_fields("chain", old, new, header))
    for kind in KINDS:
        found += _in_kind(kind, getattr(old, kind), getattr(new, kind))
    return tuple(found)


def _in_kind(kind: str, old: tuple[Frozen, ...], new: tuple[Frozen, ...]) -> Iterator[Change]:
    if old == new:
        return
    before, after = by_id(old), by_id(new)
    for position, each in enumerate(before):
        if each not in after:
            yield Change(f"{kind}/{each}", plain(before[each]) | {"position": position}, None)
    for each, element in after.items():
        if each in before:
            yield from _in_fields(f"{kind}/{each}", before[each], element, type(element).model_fields)
        else:
            yield Change(f"{kind}/{each}", None, plain(element))
    yield from _in_order(kind, [each for each in before if each in after], [each for each in after if each in before])


def _in_order(kind: str, before: list[str], after: list[str]) -> Iterator[Change]:
    if before != after:
        yield Change(kind, before, after)


def _in_fields(place: str, old: Frozen, new: Frozen, fields: Iterable[str]) -> Iterator[Change]:
    if old is new:
        return
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        if type(before) is type(after) and isinstance(before, tuple(QUANTITIES.values())):
            yield from _in_fields(f"{place}/{field}", before, after, type(before).model_fields)
        else:
            yield Change(f"{place}/{field}", plain(before), plain(after))


def plain(value: object) -> object:
    """The value as plain JSON data."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def joined(steps: Iterable[Change]) -> tuple[Change, ...]:
    """Successive changes as one: each place from its first old to its last new, less what came back to where it was."""
    ends: dict[str, Change] = {}
    for step in steps:
        first = ends.get(step.place, step)
        ends[step.place] = Change(step.place, first.old, step.new)
    return tuple(each for each in ends.values() if each.old != each.new)
