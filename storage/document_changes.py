"""What differs between two states of an open document, place by place, and one as it was before some changes.

A place is a path of fields and ids: `decision/price_year`, `options/A/effect/estimate`; `options/A` for one that came
or went, `options` for a new order. A number with its passport, a text, and a list of things without ids (age bands,
payers' shares) are each one value.
"""

from collections.abc import Iterable, Iterator
import json
from typing import TypeVar

from pydantic import ValidationError

from chain.assumption import Frozen, Passport
from storage.changes import Change, plain
from storage.taking_back import MovedOn

Held = TypeVar("Held", bound=Frozen)


def document_changes(old: Frozen, new: Frozen) -> tuple[Change, ...]:
    """Everything that differs from `old` to `new`, in the order of the model."""
    return tuple(_in_fields("", old, new))


def _in_fields(place: str, old: Frozen, new: Frozen) -> Iterator[Change]:
    for field in type(old).model_fields:
        yield from _in_value(f"{place}/{field}".lstrip("/"), getattr(old, field), getattr(new, field))


def _in_value(place: str, old: object, new: object) -> Iterator[Change]:
    if old == new:
        return
    if _is_group(old) and type(old) is type(new):
        yield from _in_fields(place, old, new)
    elif _are_named(old, new):
        yield from _in_list(place, {each.id: each for each in old}, {each.id: each for each in new})
    else:
        yield Change(place, plain(old), plain(new))


def _is_group(value: object) -> bool:
    return isinstance(value, Frozen) and not isinstance(value, Passport)


def _are_named(old: object, new: object) -> bool:
    return isinstance(old, tuple) and isinstance(new, tuple) and all(hasattr(each, "id") for each in (*old, *new))


def _in_list(place: str, before: dict[str, Frozen], after: dict[str, Frozen]) -> Iterator[Change]:
    for position, each in enumerate(before):
        if each not in after:
            yield Change(f"{place}/{each}", plain(before[each]) | {"position": position}, None)
    for each, element in after.items():
        if each in before:
            yield from _in_fields(f"{place}/{each}", before[each], element)
        else:
            yield Change(f"{place}/{each}", None, plain(element))
    left, kept = [each for each in before if each in after], [each for each in after if each in before]
    if left != kept:
        yield Change(place, left, kept)


# --- and back ---------------------------------------------------------------------------------------------------------


def document_before(document: Held, steps: Iterable[Change]) -> Held:
    """The document with these changes, made in one save, undone. Raises MovedOn when another has come between."""
    told = json.loads(document.model_dump_json())
    steps = [Change(step.place, *json.loads(json.dumps((step.old, step.new)))) for step in steps]
    # What came is taken out, the rest put in its old order, and what went put where it stood.
    for take in (_take_out, _reorder, _put_in, _rewrite):
        for step in steps:
            take(told, step)
    try:
        return type(document).model_validate_json(json.dumps(told))
    except ValidationError as error:
        raise MovedOn("name") from error


def _at(told: dict, path: list[str], place: str) -> object:
    """What stands at the path in plain data."""
    found: object = told
    for name in path:
        if isinstance(found, list):
            found = next((each for each in found if isinstance(each, dict) and each.get("id") == name), None)
        else:
            found = found.get(name) if isinstance(found, dict) else None
        if found is None:
            raise MovedOn(place)
    return found


def _holder(told: dict, step: Change) -> tuple[object, str]:
    *path, last = step.place.split("/")
    return _at(told, path, step.place), last


def _take_out(told: dict, step: Change) -> None:
    elements, _ = _holder(told, step)
    if isinstance(elements, list) and step.new is not None:
        if step.new not in elements:
            raise MovedOn(step.place)
        elements.remove(step.new)


def _put_in(told: dict, step: Change) -> None:
    elements, element_id = _holder(told, step)
    if isinstance(elements, list) and step.old is not None:
        if any(each["id"] == element_id for each in elements):
            raise MovedOn(step.place)
        elements.insert(step.old.pop("position", len(elements)), step.old)


def _is_order(step: Change) -> bool:
    """A new order of what has ids; no other value is a list of words."""
    return all(isinstance(each, list) and each and all(isinstance(name, str) for name in each)
               for each in (step.old, step.new))  # fmt: skip


def _reorder(told: dict, step: Change) -> None:
    if not _is_order(step):
        return
    elements = _at(told, step.place.split("/"), step.place)
    there = {each["id"]: each for each in elements if each["id"] in step.new}
    if list(there) != step.new:
        raise MovedOn(step.place)
    slots = [slot for slot, each in enumerate(elements) if each["id"] in there]
    for slot, element_id in zip(slots, step.old, strict=True):
        elements[slot] = there[element_id]


def _rewrite(told: dict, step: Change) -> None:
    holder, name = _holder(told, step)
    if isinstance(holder, list) or _is_order(step):
        return
    if not isinstance(holder, dict) or holder.get(name) != step.new:
        raise MovedOn(step.place)
    holder[name] = step.old
