"""A chain as it was before some changes, as far as nothing they touched has moved since."""

from collections.abc import Iterable
import json

from pydantic import ValidationError

from chain.model import KINDS, Chain
from storage.changes import Change


class MovedOn(Exception):  # noqa: N818  (it says what happened)
    """What stands at `place` now is not what the change left there."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def taken_back(chain: Chain, steps: Iterable[Change]) -> Chain:
    """The chain with these changes, made in one save, undone. Raises MovedOn when another change has come between."""
    told = json.loads(chain.model_dump_json())
    steps = [Change(step.place, *json.loads(json.dumps((step.old, step.new)))) for step in steps]
    # Elements that came are taken out, the rest put in their old order, and those that went put where they stood.
    for take in (_take_out, _reorder, _put_in, _rewrite):
        for step in steps:
            take(told, step)
    try:
        return Chain.model_validate(told)
    except ValidationError as error:
        raise MovedOn("chain") from error


def _element(told: dict, step: Change) -> tuple[list, str] | None:
    """The list and the id, when the step is about a whole element."""
    kind, _, element_id = step.place.partition("/")
    return (told[kind], element_id) if kind in KINDS and element_id and "/" not in element_id else None


def _take_out(told: dict, step: Change) -> None:
    found = _element(told, step)
    if found and step.new is not None:
        elements, _ = found
        if step.new not in elements:
            raise MovedOn(step.place)
        elements.remove(step.new)


def _put_in(told: dict, step: Change) -> None:
    found = _element(told, step)
    if found and step.old is not None:
        elements, element_id = found
        if any(each["id"] == element_id for each in elements):
            raise MovedOn(step.place)
        position = step.old.pop("position", len(elements))
        elements.insert(position, step.old)


def _reorder(told: dict, step: Change) -> None:
    if step.place not in KINDS:
        return
    elements = told[step.place]
    there = {each["id"]: each for each in elements if each["id"] in step.new}
    if list(there) != step.new:
        raise MovedOn(step.place)
    slots = [slot for slot, each in enumerate(elements) if each["id"] in there]
    for slot, element_id in zip(slots, step.old, strict=True):
        elements[slot] = there[element_id]


def _rewrite(told: dict, step: Change) -> None:
    kind, *path = step.place.split("/")
    if kind == "chain":
        holder = told
    elif len(path) > 1:
        holder = next((each for each in told[kind] if each["id"] == path[0]), None)
        path = path[1:]
    else:
        return
    for name in path[:-1]:
        holder = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(holder, dict) or holder.get(path[-1]) != step.new:
        raise MovedOn(step.place)
    holder[path[-1]] = step.old
