"""A number of a chain by its place: the one that stands there, whether one could, and the chain with another."""

from collections.abc import Mapping
from typing import get_args

from chain.assumption import Assumption, Frozen, Series
from chain.model import KINDS, Chain, by_id, passports

Figure = Assumption | Series
FORECAST = "forecast/"
"""Before the id of a comparison and a place in it: `forecast/parenting/options/A/delivery/uptake_share`."""


def kind_at(chain: Chain, place: str) -> type[Figure] | None:
    """Whether one number (Assumption) or one a year (Series) stands or could stand at a place; None when neither."""
    found = _held(chain, place)
    if found is None:
        return None
    annotation = type(found[0]).model_fields[found[1]].annotation
    kinds = {annotation, *get_args(annotation)}
    return next((kind for kind in (Assumption, Series) if kind in kinds), None)


class Places:
    """All numbers of a chain by place, gone through once."""

    def __init__(self, chain: Chain):
        self._chain = chain
        self._figures: dict[str, Figure] = dict(passports(chain))
        self._same: dict[tuple[str, type], list[str]] = {}
        for place, figure in self._figures.items():
            if figure.figure_id is not None:
                self._same.setdefault((figure.figure_id, type(figure)), []).append(place)

    def figure(self, place: str) -> Figure | None:
        """The number at a place; None where there is none."""
        return self._figures.get(place)

    def kind(self, place: str) -> type[Figure] | None:
        """What stands or could stand at a place, as `kind_at` says."""
        figure = self._figures.get(place)
        return kind_at(self._chain, place) if figure is None else type(figure)

    def same(self, place: str) -> tuple[str, ...]:
        """Every place that holds the same figure as this one, itself first."""
        figure = self._figures.get(place)
        if figure is None or figure.figure_id is None:
            return (place,)
        return (place, *(each for each in self._same[figure.figure_id, type(figure)] if each != place))


def with_figures(chain: Chain, figures: Mapping[str, Figure]) -> Chain:
    """The chain with other numbers at these places; other places of the same figures are not touched.

    Raises KeyError where the chain has no such place.
    """
    by_kind: dict[str, dict[str, list[tuple[list[str], Figure]]]] = {}
    for place, figure in figures.items():
        kind, name, *path = place.split("/")
        if kind == "chain":
            chain = put(chain, [name, *path], figure)
        else:
            by_kind.setdefault(kind, {}).setdefault(name, []).append((path, figure))
    update = {kind: _with_all(getattr(chain, kind), changed) for kind, changed in by_kind.items() if kind in KINDS}
    if by_kind.keys() - update.keys():
        raise KeyError(*(by_kind.keys() - update.keys()))
    return chain.model_copy(update=update) if update else chain


def _with_all(elements: tuple, changed: dict[str, list[tuple[list[str], Figure]]]) -> tuple:
    if unknown := changed.keys() - {each.id for each in elements}:
        raise KeyError(*unknown)
    return tuple(_with(each, changed[each.id]) if each.id in changed else each for each in elements)


def _with(element: Frozen, changes: list[tuple[list[str], Figure]]) -> Frozen:
    for path, figure in changes:
        element = put(element, path, figure)
    return element


def put(held: object, path: list[str], value: object):
    """The object with another value at a path of fields and ids (or positions). Raises KeyError for no such path."""
    step, *rest = path
    if isinstance(held, tuple):
        names = [getattr(each, "id", str(position)) for position, each in enumerate(held)]
        if step not in names:
            raise KeyError(step)
        at = names.index(step)
        return (*held[:at], put(held[at], rest, value) if rest else value, *held[at + 1 :])
    if not isinstance(held, Frozen) or step not in type(held).model_fields:
        raise KeyError(step)
    return held.model_copy(update={step: put(getattr(held, step), rest, value) if rest else value})


def _held(chain: Chain, place: str) -> tuple[Frozen, str] | None:
    """What holds the field at a place, and the field's name."""
    steps = place.split("/")
    if steps[0] in KINDS and len(steps) > 2:
        holder, fields = by_id(getattr(chain, steps[0])).get(steps[1]), steps[2:]
    elif steps[0] == "chain":
        holder, fields = chain, steps[1:]
    else:
        return None
    *way, last = fields or [""]
    for step in way:
        holder = getattr(holder, step, None) if isinstance(holder, Frozen) else None
    return (holder, last) if isinstance(holder, Frozen) and last in type(holder).model_fields else None
