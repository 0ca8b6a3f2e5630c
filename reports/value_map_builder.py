"""A chain being put together from a Value Map: what has been made so far, and in whose words."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace

from chain.assumption import LONGEST_LINE, Assumption
from chain.model import Actor, Indicator, MonetisedEffect, Outcome, Output, Proxy, Resource, Stakeholder
from chain.problem import Problem
from chain.text import LONGEST_WORDS, Text
from reports.texts import text
from reports.value_map_headers import Header
from reports.value_map_rows import MapRow


@dataclass
class Builder:
    """A chain on its way; elements are made the first time their words appear.

    `fill` reads what is not answered as a spreadsheet does (0, and one year): only to see what the sheet calculated.
    """

    header: Header
    about: dict[str, str]
    this_year: int
    fill: bool = False
    guesses: list[Problem] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    stakeholders: dict[str, Stakeholder] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    proxies: dict[tuple, Proxy] = field(default_factory=dict)
    indicators: dict[tuple[str, str], Indicator] = field(default_factory=dict)
    resources: list[Resource] = field(default_factory=list)
    effects: list[MonetisedEffect] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of the headings, taken to be that of the words."""
        return "sv" if self.header.swedish else "en"

    def text(self, words: str) -> Text:
        """A person's words in the sheet's language."""
        return Text(**{self.language: words[:LONGEST_WORDS]})

    def figure(self, row: MapRow, key: str, value: float, source: str = "", shared: str | None = None) -> Assumption:
        """A number with the cell it came from."""
        line = row.same_as.get(key, row.line)
        cell = self.header.page.address(line, self.header.columns[key]) if key in self.header.columns else ""
        note = Text(**{each: text(each, "value_map.from_cell", cell=cell) for each in ("sv", "en")}) if cell else Text()
        return Assumption(value=value, source=source[:LONGEST_LINE], note=note, figure_id=shared)


def made(found: dict, key: Hashable, make: Callable[[int], object]):
    """The element under this key, made with the next number when there is none yet."""
    if key not in found:
        found[key] = make(len(found) + 1)
    return found[key]


def filled(builder: Builder) -> Builder:
    """The same map from the start, with what is not answered read as the sheet reads it."""
    return replace(
        builder, fill=True, guesses=[], actors={}, stakeholders={}, outputs={}, outcomes={}, proxies={}, indicators={},
        resources=[], effects=[],
    )  # fmt: skip
