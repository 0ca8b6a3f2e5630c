"""The name of a place in a comparison, in a person's words: *Intervention “COPE”: description*.

A number is called as it is in every chart and table, by `figure_name`, so that it has one name wherever it is met.
"""

from chain.forecast.model import Comparison, figures
from reports.forecast.names import figure_name
from reports.texts import has_text, text

HEADS = frozenset(Comparison.model_fields) - {"id", "name"} | {"comparison"}
"""With what a place in a comparison begins; none of it begins a place in a chain."""
LISTS = frozenset({"options", "excess_costs", "costs", "persistence"})
"""What has elements with ids of their own."""
SILENT = frozenset({"delivery", "natural_course", "population", "table"})
"""Steps that say nothing when something follows them."""
LONGEST = 80


def is_forecast(place: str) -> bool:
    """Whether this is a place in a comparison."""
    return place.split("/")[0] in HEADS


def label(language: str, name: str) -> str:
    """What a field of a comparison is called; some names mean something of their own there."""
    keys = (f"forecast_field.{name}", f"field.{name}")
    return next((text(language, key) for key in keys if has_text(key)), "")


def forecast_place(language: str, place: str, comparison: Comparison | None = None) -> str:
    """The place as a person would call it; elements and numbers by their names when `comparison` is given."""
    known = _number(language, place, comparison) if comparison else ""
    return known or _path(language, place, comparison)


def _number(language: str, place: str, comparison: Comparison) -> str:
    """What the number at the place is called, with the part of its passport where the place is within it."""
    for known, _ in figures(comparison):
        if f"{place}/".startswith(f"{known}/"):
            name, inside = figure_name(comparison, known, language), place[len(known) + 1 :]
            part = label(language, inside.split("/")[0]) or inside
            return text(language, "place.within", whole=name, part=part[:1].lower() + part[1:]) if inside else name
    return ""


def _path(language: str, place: str, comparison: Comparison | None) -> str:
    parts, held = [], comparison
    steps = place.split("/")
    for position, step in enumerate(steps):
        held = _inside(held, step)
        before = steps[position - 1] if position else ""
        if before in LISTS:
            parts[-1:] = [_element(language, before, step, held)]
        elif step.isdecimal():
            parts.append(str(int(step) + 1))
        elif step not in SILENT or position == len(steps) - 1:
            parts.append(label(language, step) or step)
    first, *rest = parts
    return ": ".join([first[:1].upper() + first[1:], *(each[:1].lower() + each[1:] for each in rest)])


def _inside(held: object, step: str) -> object:
    if isinstance(held, tuple):
        names = [getattr(each, "id", str(position)) for position, each in enumerate(held)]
        return held[names.index(step)] if step in names else None
    return getattr(held, step, None)


def _element(language: str, kind: str, element_id: str, found: object) -> str:
    one = text(language, f"forecast_one.{kind}")
    if found is None and element_id.isdecimal():
        return text(language, "place.numbered", kind=one, number=int(element_id) + 1)
    name = found.name.into(language) if found is not None else ""
    plain = " ".join((name or element_id).split())
    shown = plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"
    return text(language, "place.element", kind=one, name=shown)
