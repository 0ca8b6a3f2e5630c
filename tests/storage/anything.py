"""Hypothesis strategies made from the model itself: every field, empty and filled, and links that lead nowhere too."""

from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chain.assumption import Correlation, Count, Identifier, Line, Number, Share, Year
from chain.model import KINDS, Chain
from chain.text import Words
from storage.figures import MONEY

TEXT = st.sampled_from(("", " ", "0", "Åtgärd för ö", "null", "'; DROP TABLE effect; --", "👩‍👧\u202e x", "y" * 2000))
# The least and the greatest amounts, both zeros, and what people enter.
ORE = st.sampled_from((0, 1, -1, 29, 1_005, 10**17, -(10**17))) | st.integers(-(10**12), 10**12)
NAMED = {
    Identifier: st.sampled_from(("A1", "A2", "B-7", "x.y:z_9")),
    Words: TEXT,
    Line: TEXT,
    Year: st.integers(1900, 2200),
    Number: st.floats(-1e15, 1e15),
    Share: st.floats(0, 1),
    Correlation: st.floats(-1, 1),
    Count: st.integers(0, 10**9),
}
PLAIN = {str: TEXT, bool: st.booleans(), int: st.integers(1900, 2200), date: st.dates()}


def anything(annotation: object) -> st.SearchStrategy:
    """Any value that a field of this type may hold."""
    if annotation in NAMED:
        return NAMED[annotation]
    if annotation in PLAIN:
        return PLAIN[annotation]
    return _composed(annotation, get_origin(annotation), get_args(annotation))


def _composed(annotation: object, origin: object, inside: tuple) -> st.SearchStrategy:
    if annotation is type(None):
        return st.none()
    if origin in (Union, UnionType):
        return st.one_of(map(anything, inside))
    if origin is Annotated:
        return anything(inside[0])
    if origin is Literal:
        return st.sampled_from(inside)
    if origin is tuple:
        return st.lists(anything(inside[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(anything(inside[0]), anything(inside[1]), max_size=3)
    if issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    return any_object(annotation)


def any_object(model: type[BaseModel], **fixed: st.SearchStrategy) -> st.SearchStrategy:
    """Any object of the model."""
    fields = {name: anything(_type(info)) for name, info in model.model_fields.items()} | fixed

    @st.composite
    def one(draw) -> BaseModel:
        return model(**{name: draw(strategy) for name, strategy in fields.items()})

    return one()


def _type(info: FieldInfo) -> object:
    """The field's type with its bounds, which pydantic keeps apart."""
    named = [name for name in NAMED if get_origin(name) is Annotated and _same(name, info)]
    return named[0] if named else info.annotation


def _same(name: object, info: FieldInfo) -> bool:
    return (
        get_args(name)[0] is info.annotation
        and bool(info.metadata)
        and FieldInfo.from_annotation(name).metadata == info.metadata
    )


def _money(figure: type[BaseModel]) -> st.SearchStrategy:
    sek = ORE.map(lambda ore: ore / 100)
    if "values" in figure.model_fields:
        return any_object(figure, values=st.dictionaries(NAMED[Year], sek, max_size=3))
    return any_object(figure, value=sek, low=st.none() | sek, high=st.none() | sek)


def any_elements(kind: str) -> st.SearchStrategy:
    """Any elements of a kind, each id once, with money in whole öre."""
    model = get_args(Chain.model_fields[kind].annotation)[0]
    paid = {field: _paid(model.model_fields[field].annotation) for holder, field in MONEY if holder == kind}
    return st.lists(any_object(model, **paid), max_size=2, unique_by=lambda each: each.id).map(tuple)


def _paid(annotation: object) -> st.SearchStrategy:
    """A money figure, or none where the field may be empty."""
    parts = get_args(annotation)
    figure = next(part for part in (*parts, annotation) if part is not type(None))
    return (st.none() | _money(figure)) if parts else _money(figure)


def any_chain(chain_id: str = "C1") -> st.SearchStrategy[Chain]:
    """Any chain at all that whole öre can hold."""
    return any_object(Chain, id=st.just(chain_id), **{kind: any_elements(kind) for kind in KINDS})
