"""What the operations about statistics from outside answer with: plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.sources.kolada_answers import Area, Asked, Cell, Figure, KeyFigure


@dataclass(frozen=True)
class ListedKeyFigure:
    """A key figure, and when its figures were last fetched (None: never)."""

    key_figure: KeyFigure
    chosen: bool
    fetched_at: datetime | None = None


@dataclass(frozen=True)
class ListedArea:
    """An area, and whether it is looked at."""

    area: Area
    chosen: bool


@dataclass(frozen=True)
class Statistics:
    """What an organisation has chosen to look at. `is_allowed`: the installation lets anything be fetched at all."""

    is_allowed: bool
    is_on: bool
    version: int
    own_area_id: str | None
    first_year: int
    last_year: int
    lists_fetched_at: datetime | None
    key_figures: tuple[ListedKeyFigure, ...]
    areas: tuple[Area, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are looked at, in order."""
        return tuple(range(self.first_year, self.last_year + 1))


@dataclass(frozen=True)
class Question:
    """What may be fetched, and from where; without `asked` the lists of what there is."""

    base: str
    asked: Asked | None


@dataclass(frozen=True)
class Said:
    """What the service said of something, and when it last said so."""

    figure: Figure
    fetched_at: datetime


@dataclass(frozen=True)
class Replaced:
    """What the service said before of the same thing, until `replaced_at`, and what it said then."""

    cell: Cell
    before: Said
    after: Figure
    replaced_at: datetime


@dataclass(frozen=True)
class Series:
    """A key figure as fetched: for the own area first (where one is told), then those to compare with."""

    key_figure: KeyFigure
    own_area_id: str | None
    areas: tuple[Area, ...]
    years: tuple[int, ...]
    figures: Mapping[Cell, Said]
    replaced: tuple[Replaced, ...]


@dataclass(frozen=True)
class Kept:
    """What came of a fetch: how many figures, how many of them differ from before, and what the service has not."""

    figures: int
    changed: int
    unknown: tuple[str, ...]
