"""Assumption sets: an organisation's conventions, price index and price library, locked under a number and a name.

A set is one piece of canonical JSON with its SHA-256, kept letter by letter and never edited: what changes becomes the
next set. Ratios counted by the same set may stand beside each other. What departs from a set: `sroi/departures.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal, Protocol

from pydantic import Field

from chain.assumption import Assumption, Frozen, Identifier, Line
from chain.canonical import canonical
from chain.canonical import sha256 as hash_of
from chain.model import CostBasis, PriceQuality, Span
from chain.problem import Problem, problem
from chain.text import Text, Words
from sroi.discounting import INDEXES, Index
from sroi.keeping import Hash, Name, moment, read_kept, unfit_naming
from sroi.kept_index import KeptIndex, index_as_data, indexes_of
from sroi.settings import Settings

FORMAT, VERSION = "vardekedjan-assumptions", 1


class LibraryEntry(Protocol):
    """What a set takes of an entry of the organisation's price library."""

    library_id: str
    name: Text
    price: Assumption
    payer: str
    quality: PriceQuality
    basis: CostBasis
    span: Span
    own: bool

    @property
    def may_be_uprated(self) -> bool: ...


class SetPrice(Frozen):
    """One price of the library as it stood. `own`: the organisation's figure instead of the shipped one.

    `price` (SEK) is as the library has it; where it may not be uprated, a chain uses it without its price year
    (`chain.library.price_in_use`).
    """

    library_id: Identifier
    name: Text
    price: Assumption
    payer: Line = ""
    quality: PriceQuality = PriceQuality.ASSUMED
    basis: CostBasis = CostBasis.AVERAGE
    span: Span = Span.EVENT
    own: bool = False
    may_be_uprated: bool = True


class AssumptionSet(Frozen):
    """What is locked. `number` counts within the organisation; `organisation` is its name then; times are UTC."""

    format: Literal["vardekedjan-assumptions"]
    version: Literal[1]
    organisation: Line
    number: Annotated[int, Field(ge=1)]
    name: Name
    note: Words = ""
    locked_at: datetime
    locked_by: Line
    settings: Settings
    indexes: tuple[KeptIndex, ...] = ()
    prices: tuple[SetPrice, ...] = ()


@dataclass(frozen=True)
class LockedSet:
    """A locked set: what it says, the text it is kept as, and that text's SHA-256."""

    set: AssumptionSet
    text: str
    sha256: str

    @cached_property
    def prices(self) -> Mapping[str, SetPrice]:
        """The prices by their id in the library."""
        return MappingProxyType({each.library_id: each for each in self.set.prices})

    @cached_property
    def indexes(self) -> Mapping[str, Index]:
        """The price indexes by name, to calculate with."""
        return indexes_of(self.set.indexes)


class KeptSet(Frozen):
    """Under which set a result was made, as told beside the result.

    `sha256` says exactly which set. `departs`: how many conventions and prices are other than the set's. `outside`: how
    many prices in use the set does not hold.
    """

    number: Annotated[int, Field(ge=1)]
    name: Name
    locked_on: date
    sha256: Hash
    departs: Annotated[int, Field(ge=0)] = 0
    outside: Annotated[int, Field(ge=0)] = 0


# --- locking ---------------------------------------------------------------------------------------------------------


def lock(
    settings: Settings,
    prices: Iterable[LibraryEntry],
    *,
    organisation: str,
    number: int,
    name: str,
    note: str,
    who: str,
    at: datetime,
    indexes: Mapping[str, Index] = INDEXES,
) -> LockedSet | list[Problem]:
    """Lock conventions, their price index and all these prices; or why not: a missing or unreadable name, a price year
    that the index does not reach, something that could not be read back."""
    problems = unfit_naming("assumption_set", name, note)
    if not name.strip():
        problems.append(problem("assumption_set.no_name", "assumption_set/name"))
    problems += _about_index(settings, indexes)
    if problems:
        return problems
    data = {
        "format": FORMAT,
        "version": VERSION,
        "organisation": organisation,
        "number": number,
        "name": name.strip(),
        "note": note.strip(),
        "locked_at": moment(at),
        "locked_by": who,
        "settings": settings.model_dump(mode="json"),
        "indexes": [index_as_data(indexes[settings.index])] if settings.index in indexes else [],
        "prices": [_price_as_data(entry) for entry in prices],
    }
    locked, problems = open_set(canonical(data))
    return problems or locked


def _about_index(settings: Settings, indexes: Mapping[str, Index]) -> list[Problem]:
    """Why prices cannot be moved to the set's price year; nothing is asked of the index where there is none."""
    if settings.price_year is None:
        return []
    if settings.index not in indexes:
        return [problem("engine.index_unknown", "settings/index", index=settings.index)]
    if not indexes[settings.index].has(settings.price_year):
        told = {"to_year": settings.price_year, "index": settings.index}
        return [problem("engine.price_year_not_in_index", "settings/price_year", **told)]
    return []


def _price_as_data(entry: LibraryEntry) -> dict[str, object]:
    """Every field, defaults too: they may be others one day."""
    plain = {name: getattr(entry, name) for name in SetPrice.model_fields if name not in ("name", "price")}
    return plain | {"name": entry.name.model_dump(), "price": entry.price.model_dump(mode="json")}


# --- opening ---------------------------------------------------------------------------------------------------------


def open_set(text: str, sha256: str | None = None) -> tuple[LockedSet | None, list[Problem]]:
    """The set in a kept text, and everything about it that does not hold; never an exception.

    A set comes back together with a problem when it can be read but is not the one with this SHA-256.
    """
    found, _, problems = read_kept(text, AssumptionSet, "assumption_set.unreadable")
    problems = problems or _twice(found)
    if problems:
        return None, problems
    digest = hash_of(text)
    if sha256 is not None and sha256 != digest:
        problems = [problem("assumption_set.altered", "assumption_set", stated=sha256, found=digest)]
    return LockedSet(found, text, digest), problems


def _twice(found: AssumptionSet) -> list[Problem]:
    """A price or an index that stands twice, so that nobody could tell which one counts."""
    ids = Counter(each.library_id for each in found.prices) + Counter(each.name for each in found.indexes)
    return [
        problem("assumption_set.twice", "assumption_set/prices", id=each) for each, count in ids.items() if count > 1
    ]
