"""The answers of the statistics service read strictly: what is not as agreed is refused, nothing is guessed.

Pages come in two shapes (`next_url`, and `next_page` in the older version), years as numbers or as words; a place
without a value is told as that, and never becomes 0.
"""

from collections.abc import Callable, Iterator
import re
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL
from storage.sources.kolada_answers import AREA, KEY_FIGURE, Area, AreaKind, Cell, Figure, KeyFigure, Missing, Sex

PLACE = "statistics"


def _tidy(told: object) -> object:
    """Words in one line, without signs that govern how others are shown; nothing told is an empty word."""
    return " ".join(BIDI.sub("", CONTROL.sub(" ", told)).split()) if isinstance(told, str) else told or ""


Words = Annotated[str, BeforeValidator(_tidy), Field(max_length=20_000)]
Title = Annotated[str, BeforeValidator(_tidy), Field(max_length=1_000)]
Code = Annotated[str, BeforeValidator(_tidy), Field(max_length=100)]
Answer = Annotated[bool, BeforeValidator(lambda told: told or False)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Value = Annotated[float, Field(allow_inf_nan=False, strict=True)]


class _Told(BaseModel):
    """Part of an answer; what is added to it one day is left alone."""

    model_config = ConfigDict(extra="ignore")


class _Page(_Told):
    values: list[Any] = Field(max_length=20_000)
    next_url: str | None = None
    next_page: str | None = None


class _KeyFigure(_Told):
    id: Code
    title: Title
    description: Words = ""
    operating_area: Words = ""
    is_divided_by_gender: Answer = False
    publication_date: Code = ""


class _Municipality(_Told):
    id: Code
    title: Title
    type: Code


class _Group(_Told):
    id: Code
    title: Title


class _Figure(_Told):
    gender: Sex
    value: Value | None
    status: Code = ""
    isdeleted: Answer = False


class _Row(_Told):
    kpi: str
    municipality: str
    period: Year
    values: list[_Figure] = Field(max_length=10)


_ROWS = {each: TypeAdapter(list[each]) for each in (_KeyFigure, _Municipality, _Group, _Row)}
_PAGE = TypeAdapter(_Page)


class Page(NamedTuple):
    """One page of an answer: its rows as told, and where the next one is."""

    values: list[Any]
    following: str | None


def read_page(content: bytes) -> Page | Problem:
    """The page that these bytes are, or why they are none."""
    try:
        page = _PAGE.validate_json(content)
    except ValidationError:
        return malformed()
    return Page(page.values, page.next_url or page.next_page or None)


def malformed() -> Problem:
    """The answer is not in the agreed form."""
    return problem("statistics.malformed", PLACE)


def _read(shape: type[_Told], values: list[Any], make: Callable[[Any], Any]) -> tuple | Problem:
    try:
        return tuple(make(each) for each in _ROWS[shape].validate_python(values))
    except ValidationError:
        return malformed()


def _known(found: tuple | Problem, pattern: re.Pattern) -> tuple | Problem:
    """Those that can be asked for by their id; what is called in a way of its own is left."""
    return found if isinstance(found, Problem) else tuple(each for each in found if pattern.fullmatch(each.id))


def read_key_figures(values: list[Any]) -> tuple[KeyFigure, ...] | Problem:
    """Key figures with the service's own titles."""
    found = _read(_KeyFigure, values, lambda told: KeyFigure(
        told.id, told.title, told.description, told.operating_area, told.is_divided_by_gender, told.publication_date
    ))  # fmt: skip
    return _known(found, KEY_FIGURE)


def read_municipalities(values: list[Any]) -> tuple[Area, ...] | Problem:
    """Municipalities and regions; the whole country is told as one of the regions."""
    kinds = {"K": AreaKind.MUNICIPALITY}
    found = _read(_Municipality, values, lambda told: Area(told.id, told.title, kinds.get(told.type, AreaKind.REGION)))
    return _known(found, AREA)


def read_groups(values: list[Any]) -> tuple[Area, ...] | Problem:
    """Groups of municipalities; who is in them is not needed for the figures."""
    return _known(_read(_Group, values, lambda told: Area(told.id, told.title, AreaKind.GROUP)), AREA)


def read_figures(values: list[Any]) -> tuple[tuple[Cell, Figure], ...] | Problem:
    """Every figure of these rows with what it is about."""
    found = _read(_Row, values, lambda row: tuple(_figures(row)))
    return found if isinstance(found, Problem) else tuple(pair for row in found for pair in row)


def _figures(row: _Row) -> Iterator[tuple[Cell, Figure]]:
    for told in row.values:
        yield Cell(row.kpi, row.municipality, row.period, told.gender), _figure(told)


def _figure(told: _Figure) -> Figure:
    if told.isdeleted:
        return Figure(missing=Missing.REMOVED, status=told.status)
    if told.value is None:
        return Figure(missing=Missing.MARKED if told.status else Missing.NOT_STATED, status=told.status)
    return Figure(told.value + 0.0, status=told.status)  # the databases know one zero only
