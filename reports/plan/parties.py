"""A shared investment as a reader meets it: who the parties are called, how far is counted, how sure a ratio is."""

from collections.abc import Sequence
from dataclasses import dataclass

from chain.model import by_id
from chain.plan.model import Portfolio
from reports.sureness import Sure, ratio_interval, short_interval
from reports.texts import text
from reports.texts.numbers import format_money, format_ratio, format_years
from sroi.perspective import LEVELS, ONE_ACTOR
from sroi.plan.shared import PUBLIC, ByParty, Party
from sroi.plan.together import Together

SOCIETY = "society"


@dataclass(frozen=True)
class Seen:
    """A shared investment with what is told beside it: its names, and the intervals of its ratios where drawn."""

    found: Together
    portfolio: Portfolio
    by: ByParty
    horizon_years: int
    language: str
    sure: Sure | None = None

    @property
    def title(self) -> str:
        """What the investment is called."""
        return self.portfolio.name.into(self.language) or self.portfolio.id

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that are counted."""
        return self.found.investment.years

    @property
    def horizon(self) -> str:
        """How far ahead is counted."""
        return format_years(self.language, self.horizon_years)

    def name(self, party: str) -> str:
        """What a party is called: an actor by its name, a level or the public sector as one."""
        if self.by == "actor":
            return by_id(self.portfolio.actors)[party].name.into(self.language) or party
        return text(self.language, f"party.{party}")

    def names(self, parties: Sequence[str]) -> str:
        """Several parties inside a sentence: *the region and the state*; actors by their names as they are."""
        named = [self.name(each) for each in parties]
        return listed(named if self.by == "actor" else [each[:1].lower() + each[1:] for each in named], self.language)

    def party_ratio(self, party: Party) -> str:
        """A party's own ratio with its interval, or that it has none; empty where it pays nothing."""
        if party.ratio is None:
            return ""
        interval = short_interval(self.language, self.sure, self._perspective(party.name))
        return format_ratio(self.language, party.ratio) + (interval or self.without_interval)

    @property
    def without_interval(self) -> str:
        """What stands where an interval should: that nothing could be drawn."""
        return text(self.language, "together.no_interval")

    @property
    def whole_range(self) -> str:
        """The interval of everybody's ratio, with its condition, or that there is none."""
        return ratio_interval(self.language, self.sure, SOCIETY) or text(self.language, "headline.ratio.point")

    def _perspective(self, party: str) -> str:
        """Under which name the ranges know a party."""
        if self.by == "actor":
            return ONE_ACTOR + party
        return party if party in (*LEVELS, PUBLIC) else ""

    def money(self, sek: float) -> str:
        """An amount as it stands in a sentence."""
        return format_money(self.language, sek)


def listed(names: Sequence[str], language: str) -> str:
    """*A*, *A and B*, *A, B and C*."""
    *first, last = names
    return text(language, "place.and", first=", ".join(first), last=last) if first else last
