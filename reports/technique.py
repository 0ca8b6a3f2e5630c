"""Every convention, figure, rule and source that a ratio is made of, read from where the program itself keeps them."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
import re
from types import UnionType
from typing import Annotated, NamedTuple, Union, get_args, get_origin

from pandas import DataFrame

from chain.assumption import Assumption, Frozen, Series
from chain.model import QUANTITIES, Chain
from chain.spread import SHARE_FIELDS
from chain.text import Text
from reports.columns import OWN_TITLE
from reports.convention_words import choice_words
from reports.texts import has_text, text
from reports.texts.places import field_name
from sroi.discounting import INDEXES
from sroi.settings import PRESETS, Settings

METHOD = Path(__file__).parents[1] / "docs" / "method.md"
_HALVES = re.compile(r"^# .+$", re.M)
_SECTIONS = re.compile(r"^(?:## |### )(.+)$", re.M)
NOTHING = "–"


class Section(NamedTuple):
    """A part of the method: its heading and what stands under it, in Markdown."""

    heading: str
    body: str


@cache
def method(language: str) -> tuple[Section, ...]:
    """The rules in order, from the manual that the tests write: what and why, the formula, an example in figures."""
    swedish, english = _HALVES.split(METHOD.read_text(encoding="utf-8"))[1:]
    told = _SECTIONS.split(swedish if language == "sv" else english)
    first = Section(text(language, "technique.whole"), told[0].strip())
    others = (Section(heading, body.strip()) for heading, body in zip(told[1::2], told[2::2], strict=True))
    return (first, *(each for each in others if each.body))


def conventions(language: str) -> DataFrame:
    """Each choice where practice differs, as the conventions of each name make it."""
    fields = [field for field in Settings.model_fields if has_text(f"version.setting.{field}")]
    columns = {"what": [text(language, f"version.setting.{field}") for field in fields]}
    for name, preset in PRESETS.items():
        chosen = [choice_words(language, field, getattr(preset, field)) or NOTHING for field in fields]
        columns[OWN_TITLE + text(language, f"convention_line.name.{name}")] = chosen
    return DataFrame(columns)


def figures(language: str) -> DataFrame:
    """Every figure that a chain can hold, of what it is told, how it is written, and what is asked."""
    asked = OWN_TITLE + text(language, "technique.asked")
    rows = [
        {
            "belongs_to": text(language, f"kind.{kind}"),
            "what": field_name(language, field),
            "number_unit": text(language, f"technique.written.{'share' if field in SHARE_FIELDS else way}"),
            asked: text(language, f"help.{kind}_{field}") if has_text(f"help.{kind}_{field}") else NOTHING,
        }
        for kind, field, way in _figures()
    ]
    return DataFrame(rows, columns=["belongs_to", "what", "number_unit", asked])


def _figures() -> Iterator[tuple[str, str, str]]:
    for field, model in _models(Chain):
        if issubclass(model, Assumption | Series):
            yield "chain", field, _way(model)
        elif has_text(f"kind.{field}"):
            yield from ((field, name, way) for name, way in _numbers(model))


def _numbers(model: type[Frozen]) -> Iterator[tuple[str, str]]:
    """The figures of one kind of element, those of its quantities among them."""
    found = {}
    for field, part in _models(model):
        if issubclass(part, Assumption | Series):
            found.setdefault(field, _way(part))
        elif part in QUANTITIES:
            found = dict(_numbers(part)) | found
    yield from found.items()


def _way(model: type) -> str:
    return "yearly" if issubclass(model, Series) else "number"


def _models(model: type[Frozen]) -> Iterator[tuple[str, type]]:
    """The fields of a model that hold other models, each with every kind it can hold."""
    for name, field in model.model_fields.items():
        for kind in _kinds(field.annotation):
            if isinstance(kind, type) and issubclass(kind, Frozen) and not issubclass(kind, Text):
                yield name, kind


def _kinds(annotation: object) -> Iterator[object]:
    if get_origin(annotation) in (Union, UnionType, tuple, Annotated):
        for each in get_args(annotation):
            yield from _kinds(each)
    else:
        yield annotation


def sources(language: str, prices: Iterable[tuple[Text, Assumption]]) -> DataFrame:
    """Where the indexes and the prices that come with the program are from."""
    rows = [
        {"what": index.name, "priced_unit": text(language, "technique.index"), "source": index.source}
        for index in INDEXES.values()
    ]
    rows += [
        {
            "what": name.into(language),
            "priced_unit": price.unit,
            "price": price.value,
            "price_year": str(price.price_year or NOTHING),
            "source": price.source,
        }
        for name, price in prices
    ]
    return DataFrame(rows, columns=["what", "priced_unit", "price", "price_year", "source"])
