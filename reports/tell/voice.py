"""Who tells: a kept version in one language, as far as the public may see it, and the words people put instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pandas import DataFrame

from chain.model import Chain
from reports.figure import Figure
from reports.follow_up.outcome import value_years, years_told
from reports.paper.frames import table_of
from reports.sureness import interval, resting, varies
from reports.tell.story import Exhibit, Grid, Plot, Said
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_ratio, format_years
from reports.version_bridge import hidden_places
from reports.whose import whose
from sroi.frozen import FrozenVersion
from sroi.outlook import Range
from sroi.results import Result, Total
from sroi.settings import Settings
from sroi.sureness import KeptSureness


def short_ratio(language: str, ratio: float) -> str:
    """A ratio as it is said: one decimal. Two where one would say that it breaks even, or is nothing, and it is not."""
    tenths = format_number(language, ratio, 1)
    if tenths in (format_number(language, 1, 1), format_number(language, 0, 1), format_number(language, -0.0, 1)):
        hundredths = format_number(language, ratio, 2)
        return tenths if hundredths in (format_number(language, 1, 2), format_number(language, 0, 2)) else hundredths
    return tenths


def told_apart(language: str, low: float, ratio: float, high: float) -> tuple[str, str, str]:
    """The ends of a range and what lies between, with one decimal; two where the ends would look the same with one."""
    write = format_ratio if short_ratio(language, low) == short_ratio(language, high) else short_ratio
    return write(language, low), write(language, ratio), write(language, high)


def short_per_krona(language: str, ratio: float) -> str:
    """The same with its currency: `3,0 kr`."""
    return text(language, "number.money", amount=short_ratio(language, ratio))


def without_empty(frame: DataFrame) -> DataFrame:
    """Without the columns in which nothing stands: on paper they only take room."""
    said = frame.astype(object).where(frame.notna(), "").astype(str).map(str.strip)
    return frame[[name for name in frame.columns if (said[name] != "").any()]]


@dataclass(frozen=True)
class Voice:
    """Everything that the parts of a story are written from."""

    version: FrozenVersion
    language: str
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def chain(self) -> Chain:
        """The chain that the figures are of."""
        return self.version.chain

    @property
    def result(self) -> Result:
        """The kept figures."""
        return self.version.result

    @property
    def settings(self) -> Settings:
        """The conventions."""
        return self.version.record.settings

    @property
    def perspective(self) -> str:
        """Whose value the story is about."""
        return self.settings.perspective

    @property
    def total(self) -> Total:
        """The figures of that perspective."""
        return self.result.total(self.perspective)

    @property
    def sure(self) -> KeptSureness | None:
        """The kept ranges."""
        return self.version.sureness

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """Where the chain's numbers rest on measurements of a few, which may not be shown."""
        return hidden_places(self.version)

    @cached_property
    def years(self) -> tuple[str, str]:
        """The years that are measured, and those that still are forecast, in words; empty for none."""
        found = self.version.learned
        if found is None:
            return "", ""
        return years_told(found, value_years(self.result, self.perspective, self.language))

    @property
    def kind(self) -> str:
        """`forecast`, `outcome`, or `both` where some of the years are measured."""
        measured, ahead = self.years
        if measured:
            return "both" if ahead else "outcome"
        return "outcome" if self.version.record.claim == "evaluative" and not self.version.follow_up else "forecast"

    # --- words ---

    def words(self, key: str, /, **values: object) -> str:
        """A sentence of the catalogue in the story's language."""
        return text(self.language, key, **values)

    def said(self, place: str, words: str) -> Said:
        """What a rule says in a place, and the own words that stand there."""
        return Said(place, words, self.own.get(place, "").strip())

    def money(self, sek: float) -> str:
        """An amount."""
        return format_money(self.language, float(sek))

    @property
    def horizon(self) -> str:
        """How long it is counted for."""
        return format_years(self.language, self.settings.horizon_years)

    def whose(self, perspective: str = "") -> str:
        """Whose value it is, inside a sentence."""
        return whose(perspective or self.perspective, self.chain, self.language)

    def ratio_range(self, perspective: str) -> Range | None:
        """The ratio's range; None where it has none, so that the ratio may not be shown."""
        outlook = self.sure.of(perspective) if self.sure else None
        total = self.result.total(perspective)
        return outlook.ratio if total.ratio is not None and outlook is not None and varies(outlook.ratio) else None

    def ratio_words(self, perspective: str, ratio: float) -> str:
        """A ratio of this perspective, or an end of its interval, as it is said: one decimal, but two for all of them
        where the ends of the interval would look the same with one."""
        low, high = self.ratio_range(perspective).interval()[:2]
        return told_apart(self.language, low, ratio, high)[1]

    def per_krona(self, perspective: str, ratio: float) -> str:
        """The same with its currency: `3,0 kr`."""
        return self.words("number.money", amount=self.ratio_words(perspective, ratio))

    def ratio_interval(self, perspective: str) -> str:
        """The interval of the ratio with its condition, as it is said; only where there is one."""
        found = self.ratio_range(perspective)
        ends = interval(self.language, found, lambda _, end: self.per_krona(perspective, end))
        return resting(self.language, ends, self.sure.coverage)

    # --- what shows it ---

    def exhibit(self, place: str, title: str, figure: Figure, plot: Plot) -> Exhibit:
        """A chart with its finding, which is what the chart itself is described by."""
        return Exhibit(place, self.words(title), self.said(f"{place}/finding", figure.description), figure, plot)

    def grids(self, caption: str, frame: DataFrame) -> tuple[Grid, ...]:
        """A table of the screen as one of the story; none where it has no rows."""
        if frame.empty:
            return ()
        there = without_empty(frame)
        table = table_of(there, self.language, self.words(caption))
        titles, numbers = zip(*((column.title, column.number) for column in table.columns), strict=True)
        return (Grid(table.caption, titles, numbers, table.rows, there),)
