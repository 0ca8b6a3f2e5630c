"""A number of a chain by its place: the one that stands there, whether one could, and the chain with another."""

from typing import get_args

from chain.assumption import Assumption, Frozen, Series
from chain.model import KINDS, Chain, by_id

Figure = Assumption | Series
FORECAST = "forecast/"
"""Before the id of a comparison and a place in it: `forecast/parenting/options/A/delivery/uptake_share`."""


def figure_at(chain: Chain, place: str) -> Figure | None:
    """The number at a place such as `effects/E1/quantity/share` or `chain/cohorts`; None where there is none."""
    found = _held(chain, place)
    value = getattr(found[0], found[1]) if found else None
    return value if isinstance(value, Assumption | Series) else None


def kind_at(chain: Chain, place: str) -> type[Figure] | None:
    """Whether one number (Assumption) or one a year (Series) stands or could stand at a place; None when neither."""
    found = _held(chain, place)
    if found is None:
        return None
    annotation = type(found[0]).model_fields[found[1]].annotation
    kinds = {annotation, *get_args(annotation)}
    return next((kind for kind in (Assumption, Series) if kind in kinds), None)


def with_figure(chain: Chain, place: str, figure: Figure) -> Chain:
    """The chain with another number at a place; other places of the same figure are not touched.

    Raises KeyError where the chain has no such place.
    """
    return put(chain, _path(place), figure)


def same_figure(chain: Chain, place: str, numbers: list[tuple[str, Figure]]) -> tuple[str, ...]:
    """Every place that holds the same figure as this one, itself first; `numbers` are the chain's passports."""
    figure = figure_at(chain, place)
    if figure is None or figure.figure_id is None:
        return (place,)
    others = (other for other, each in numbers if each.figure_id == figure.figure_id and type(each) is type(figure))
    return (place, *(other for other in others if other != place))


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


def _path(place: str) -> list[str]:
    steps = place.split("/")
    return steps[1:] if steps[0] == "chain" else steps


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
