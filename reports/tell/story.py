"""What is told of one kept result, before it becomes a page, a document, a slide or a data file.

Every form shows the same story, so that a number is the same everywhere to the shown decimal: words are made and
numbers are written here, once, in the story's own language. A form only lays out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pandas import DataFrame

from reports.figure import Figure

Part = Literal["need", "chain", "cost", "value", "who", "when", "sure", "unknown", "decision",
               "sources", "changes", "method", "coverage"]  # fmt: skip
"""The parts in the order in which they are told: nine of the story, then the appendices of a report."""
STORY: tuple[Part, ...] = ("need", "chain", "cost", "value", "who", "when", "sure", "unknown", "decision")
APPENDICES: tuple[Part, ...] = ("sources", "changes", "method", "coverage")


@dataclass(frozen=True)
class Said:
    """A sentence or paragraph that a rule made from the numbers, and what a person put in its place.

    `place` names it within the story (“value/finding”), steady from one version to the next; `own` is empty where
    nobody has changed it. What is shown is `words`; `original` always stays.
    """

    place: str
    original: str
    own: str = ""

    @property
    def words(self) -> str:
        """What is shown."""
        return self.own or self.original


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart, with each number as it is written; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    written: tuple[str, ...]


@dataclass(frozen=True)
class Plot:
    """A chart's data for a form that draws its own charts: what is on the axis, and one series or several.

    `waterfall`: the first and the last category are sums and stand on the ground; those between are what each step adds
    or takes away. `ranges`: three series, the low end, the figure itself and the high end, which is how far it reaches.
    `even` is where it breaks even (1 of a ratio, 0 of money), to be drawn as a line; None where it does so nowhere.
    """

    kind: Literal["bars", "stacked", "lines", "waterfall", "ranges"]
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    even: float | None = None


@dataclass(frozen=True)
class Exhibit:
    """A chart with its finding as heading: the picture and its table (`figure`), and the same data as a `plot`."""

    place: str
    title: str
    finding: Said
    figure: Figure
    plot: Plot


@dataclass(frozen=True)
class Grid:
    """A table: caption, titles of the columns (and which of them hold numbers), rows as they are written.

    `frame` has the numbers behind it with all their digits, where they are known.
    """

    caption: str
    titles: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    frame: DataFrame | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Chapter:
    """One part of the story: its heading, what is said first, and then whatever shows it."""

    part: Part
    heading: str
    said: tuple[Said, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    grids: tuple[Grid, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """A kept result told in one language.

    `mark` is *prognosis* or *outcome* in words; `conventions` the line that says how it was counted; `headline` the
    sentences that no form leaves out: the ratio with interval, horizon and whose value first.
    """

    title: str
    language: str
    organisation: str
    made_on: date
    mark: str
    version: str
    fingerprint: str
    conventions: str
    headline: tuple[Said, ...]
    chapters: tuple[Chapter, ...]

    def chapter(self, part: Part) -> Chapter:
        """One chapter; KeyError where the story has none."""
        found = {each.part: each for each in self.chapters}
        return found[part]

    def told(self) -> Iterator[Said]:
        """Everything a person may put in their own words, in order."""
        yield from self.headline
        for chapter in self.chapters:
            yield from chapter.said
            yield from (exhibit.finding for exhibit in chapter.exhibits)
