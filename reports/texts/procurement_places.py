"""The name of a place in a procurement, in a person's words: *Measure M1: counting rule*."""

from chain.procurement.state import State, Step
from reports.texts import has_text, text

DOCUMENTS = {"procurement": "procurement.model", "bids": "procurement.bids"}
"""What an open document of a procurement holds, and what that is called."""


def is_procurement(place: str) -> bool:
    """Whether this is a place in a model or among bids, or in a document of one."""
    steps = place.split("/")
    return steps[0] == "procurement" or (not steps[0] and len(steps) > 1 and steps[1] in DOCUMENTS)


def procurement_label(language: str, name: str) -> str:
    """What a field of a procurement is called; some names mean something of their own there."""
    keys = (f"procurement_field.{name}", f"field.{name}")
    return next((text(language, key) for key in keys if has_text(key)), "")


def procurement_place(language: str, place: str) -> str:
    """The place as a person would call it, elements by their id (or number in a document)."""
    if place.startswith("/"):
        document, *steps = place.split("/")[1:]
        steps = [str(int(step) + 1) if step.isdecimal() else step for step in steps]
        whole = text(language, DOCUMENTS[document])
        return text(language, "place.within", whole=whole, part=_path(language, steps)) if steps else whole
    return _upper(_path(language, place.split("/")[1:]))


def _path(language: str, steps: list[str]) -> str:
    parts: list[str] = []
    for before, step in zip((None, *steps), steps, strict=False):
        one = f"procurement_one.{before}"
        if before and has_text(one):
            parts[-1:] = [f"{text(language, one)} {step}"]
        else:
            parts.append(procurement_label(language, step) or step)
    return ": ".join(parts[:1] + [f"{part[:1].lower()}{part[1:]}" for part in parts[1:]])


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]


def state_name(language: str, state: State) -> str:
    """Where a procurement stands, as a heading says it."""
    return text(language, f"procurement_state.{state}")


def step_name(language: str, step: Step) -> str:
    """What can be done with a procurement, as a button says it."""
    return text(language, f"procurement_step.{step}")
