"""What is asked of the open municipal statistics service Kolada, and what it answers: plain frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import re

KEY_FIGURE = re.compile(r"[A-Z][0-9]{5}")
AREA = re.compile(r"[0-9]{4}|G[0-9]{1,6}")
"""A municipality, a region or the whole country (`0000`); or a group of municipalities (`G…`)."""


class Sex(StrEnum):
    """Whom a figure is about, by the service's own letters: all, women, men."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


class Missing(StrEnum):
    """Why there is no figure. Never 0.

    NOT_STATED: the service has a place for it and no value. MARKED: no value, and a word of the service's own about
    why. REMOVED: the service has taken it away. GONE: it was there once and is left out of the latest answer.
    """

    NOT_STATED = "not_stated"
    MARKED = "marked"
    REMOVED = "removed"
    GONE = "gone"


class AreaKind(StrEnum):
    """What a place in the statistics is."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    GROUP = "group"


@dataclass(frozen=True)
class KeyFigure:
    """A key figure as the service describes it. `published` is the day it says that it was or will be published."""

    id: str
    title: str
    description: str = ""
    operating_area: str = ""
    by_sex: bool = False
    published: str = ""


@dataclass(frozen=True)
class Area:
    """A municipality, region or group of municipalities, by the service's own name."""

    id: str
    title: str
    kind: AreaKind


@dataclass(frozen=True, order=True)
class Cell:
    """What a figure is about."""

    key_figure_id: str
    area_id: str
    year: int
    sex: Sex


@dataclass(frozen=True)
class Figure:
    """What stands in a cell: a value, or why there is none. `status` is the service's own word, as a rule empty."""

    value: float | None = None
    missing: Missing | None = None
    status: str = ""


GONE = Figure(missing=Missing.GONE)


@dataclass(frozen=True)
class Lists:
    """All key figures and all areas that the service has."""

    key_figures: tuple[KeyFigure, ...]
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Asked:
    """What is fetched: of these key figures, for these areas, in these years. Nothing else leaves the building."""

    key_figure_ids: tuple[str, ...]
    area_ids: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Fetched:
    """The answer to what was asked; `unknown` are the key figures and areas that the service does not have."""

    asked: Asked
    key_figures: tuple[KeyFigure, ...]
    areas: tuple[Area, ...]
    figures: Mapping[Cell, Figure]
    unknown: tuple[str, ...] = ()
