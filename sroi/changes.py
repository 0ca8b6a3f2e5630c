"""What differs between two calculations and can move a figure, as units that can be switched one by one.

A unit is what only makes sense as a whole: an effect that came together with its price, a number that stands in several
places under one name. Words, sources and the order of elements move no figure and are only counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from chain.assumption import Assumption, Frozen, Series
from chain.model import KINDS, Chain, DirectNumber, ShareOfCohort, YearlyProfile, by_id
from chain.references import REFERENCES
from sroi.discounting import Index
from sroi.settings import Settings

GROUPS = ("structure", "quantities", "prices", "deductions", "timing", "resources", "cohorts", "conventions")
FIELDS = {
    "actors": {"level": "structure"},
    "outcomes": {"valued": "structure"},
    "proxies": {"price": "prices"},
    "resources": dict.fromkeys(("kind", "valued", "amounts", "hours", "hourly_cost", "on_cost_share"), "resources"),
    "effects": {
        **dict.fromkeys(("quantity", "sign"), "quantities"),
        **dict.fromkeys(("deadweight", "displacement", "attribution"), "deductions"),
        **dict.fromkeys(("drop_off", "lag_years", "duration_years"), "timing"),
        "in_base_case": "structure",
    },
}
"""The fields that the engine reads, by kind of element, and the group that a change of each belongs to."""
LINKS = {kind: REFERENCES[kind] for kind in ("resources", "effects")}
"""The links between elements that decide who pays, who gains, and at which price."""
HEADER = {"cohorts": "cohorts", "start_year": "timing"}
NO_CONVENTION = frozenset({"name", "perspective", "payback", "payback_discounted"})
"""Settings that neither value nor investment depends on: both perspectives are always calculated."""


class Change(NamedTuple):
    """One difference: its place (`effects/E1/deadweight`, `effects/E2` for an element that came or went,
    `settings/discount_rate`, `indexes/KPI`), its group, and the values as they stand in the two calculations."""

    place: str
    group: str
    before: object
    after: object


@dataclass(frozen=True)
class Case:
    """One calculation's inputs."""

    chain: Chain
    settings: Settings
    indexes: Mapping[str, Index]


def essence(value: object) -> object:
    """What of a field a figure can depend on: numbers and price years, not words, sources or spans."""
    if isinstance(value, Assumption):
        return value.value, value.price_year
    if isinstance(value, Series):
        return tuple(sorted(value.values.items())), value.price_year
    if isinstance(value, ShareOfCohort | DirectNumber | YearlyProfile):
        return tuple(essence(getattr(value, name)) for name in type(value).model_fields)
    return value


def changes_between(one: Case, other: Case) -> tuple[Change, ...]:
    """Every difference that can move a figure, in a stable order."""
    found = [*_header(one.chain, other.chain), *_conventions(one, other)]
    for kind in FIELDS:
        found += _in_kind(kind, one.chain, other.chain)
    return tuple(sorted(found, key=lambda change: (GROUPS.index(change.group), change.place)))


def _header(one: Chain, other: Chain) -> Iterator[Change]:
    for name, group in HEADER.items():
        before, after = getattr(one, name), getattr(other, name)
        if essence(before) != essence(after):
            yield Change(f"chain/{name}", group, before, after)


def _conventions(one: Case, other: Case) -> Iterator[Change]:
    for name in Settings.model_fields:
        before, after = getattr(one.settings, name), getattr(other.settings, name)
        if name not in NO_CONVENTION and before != after:
            yield Change(f"settings/{name}", "conventions", before, after)
    for name in one.indexes.keys() & other.indexes.keys():
        before, after = one.indexes[name], other.indexes[name]
        if dict(before.values) != dict(after.values):
            yield Change(f"indexes/{name}", "conventions", before, after)


def _in_kind(kind: str, one: Chain, other: Chain) -> Iterator[Change]:
    before, after = by_id(getattr(one, kind)), by_id(getattr(other, kind))
    arrival = "resources" if kind == "resources" else "structure"
    for name in before.keys() ^ after.keys():
        yield Change(f"{kind}/{name}", arrival, before.get(name), after.get(name))
    watched = FIELDS[kind] | dict.fromkeys(LINKS.get(kind, ()), "structure")
    for name in before.keys() & after.keys():
        for field, group in watched.items():
            old, new = getattr(before[name], field), getattr(after[name], field)
            if essence(old) != essence(new):
                yield Change(f"{kind}/{name}/{field}", group, old, new)


# --- what belongs together -------------------------------------------------------------------------------------------


def units(found: tuple[Change, ...]) -> list[tuple[Change, ...]]:
    """The changes in bundles that may be switched independently of each other, in the order of their first change.

    Switching any of the bundles leaves no link that leads nowhere.
    """
    moved = {tuple(change.place.split("/")) for change in found if change.place.count("/") == 1}
    bundles: list[tuple[set, list[Change]]] = []
    for change in found:
        ties, members = _ties(change, moved), [change]
        apart = []
        for other_ties, others in bundles:
            if ties & other_ties:
                ties, members = ties | other_ties, others + members
            else:
                apart.append((other_ties, others))
        bundles = [*apart, (ties, members)]
    rank = {change.place: at for at, change in enumerate(found)}
    ordered = [tuple(sorted(members, key=lambda each: rank[each.place])) for _, members in bundles]
    return sorted(ordered, key=lambda members: rank[members[0].place])


def _ties(change: Change, moved: set[tuple[str, ...]]) -> set:
    """What ties a change to others: elements that came or went, and the name of a shared number."""
    steps = tuple(change.place.split("/"))
    if steps in moved and steps[0] in KINDS:
        return {steps, *_targets(steps[0], change.before, moved), *_targets(steps[0], change.after, moved)}
    if len(steps) == 3 and steps[2] in LINKS.get(steps[0], ()):
        kind = LINKS[steps[0]][steps[2]]
        return {(kind, end) for end in (change.before, change.after)} & moved
    return _shared_name(change)


def _targets(kind: str, element: Frozen | None, moved: set) -> set:
    links = LINKS.get(kind, {}) if element is not None else {}
    return {(target, getattr(element, field)) for field, target in links.items()} & moved


def _shared_name(change: Change) -> set:
    names = {getattr(end, "figure_id", None) for end in (change.before, change.after)}
    return {("figure", name) for name in names if name} if len(names) == 1 else set()


# --- putting together ------------------------------------------------------------------------------------------------


def mixed(one: Case, other: Case, taken: frozenset[str]) -> Case:
    """The first calculation with the changes at these places taken from the other.

    Elements stand in the order of their ids, so that mixing from either end gives the very same chain.
    """
    update = {name: getattr(_side(one, other, f"chain/{name}" in taken).chain, name) for name in HEADER}
    for kind in FIELDS:
        update[kind] = tuple(_elements(kind, by_id(getattr(one.chain, kind)), by_id(getattr(other.chain, kind)), taken))
    conventions = {
        name: getattr(_side(one, other, f"settings/{name}" in taken).settings, name) for name in Settings.model_fields
    }
    common = one.indexes.keys() & other.indexes.keys()
    indexes = {**one.indexes, **other.indexes}
    indexes |= {name: _side(one, other, f"indexes/{name}" in taken).indexes[name] for name in common}
    settings = one.settings.model_copy(update=conventions)
    return Case(one.chain.model_copy(update=update), settings, indexes)


def _side(one: Case, other: Case, taken: bool) -> Case:
    return other if taken else one


def _elements(kind: str, before: Mapping, after: Mapping, taken: frozenset[str]) -> Iterator[Frozen]:
    fields = (*FIELDS[kind], *LINKS.get(kind, ()))
    for name in sorted(before.keys() | after.keys()):
        place = f"{kind}/{name}"
        if name in before and name in after:
            update = {field: getattr(after[name], field) for field in fields if f"{place}/{field}" in taken}
            yield before[name].model_copy(update=update) if update else before[name]
        elif (place in taken) == (name in after):
            yield after.get(name) or before[name]
