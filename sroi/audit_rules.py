"""How far a report's headline moves when the same rows are reckoned by one consistent rule, step by step."""

from dataclasses import dataclass, replace

import numpy as np

from sroi.audit_results import DIMENSIONS, ConventionSet, Ladder, Step
from sroi.printed import Report
from sroi.ratio import Headline
from sroi.replay import headline_of
from sroi.replay_search import GUIDE, Search
from sroi.settings import SWEDISH_PUBLIC_SECTOR

SWEDISH = replace(GUIDE, **{name: getattr(SWEDISH_PUBLIC_SECTOR, name) for name in DIMENSIONS[2:]})
"""The public sector's conventions for time and cost. Whose money is public is not printed, so everyone's counts."""
RULES = {"sroi_guide": GUIDE, "swedish_public_sector": SWEDISH}


@dataclass(frozen=True)
class Reckoner:
    """Value, investment and ratio of the rows under any set of conventions."""

    search: Search

    def at(self, convention: ConventionSet) -> Headline:
        """Everyone's figures; single draws, (1,)."""
        replay, settings = self.search.replay, convention.settings()
        exact = self.search.impacts.get((convention.filters, convention.row_values))
        impacts = replay.first_years(convention.filters) if exact is None else exact
        value = replay.at_prices(impacts[None], settings).society.value
        return headline_of(value, replay.investment(settings))


def ladders(report: Report, search: Search, own: ConventionSet) -> tuple[Ladder, ...]:
    """One ladder for each rule, from the report's own conventions."""
    printed = report.totals.ratio or report.totals.net_ratio
    reckoner = Reckoner(search)
    return tuple(_ladder(name, rule, printed, reckoner, own) for name, rule in RULES.items())


def _ladder(name: str, rule: ConventionSet, printed, reckoner: Reckoner, own: ConventionSet) -> Ladder:
    longest = reckoner.search.replay.years
    rule = replace(rule, horizon_years=min(rule.horizon_years, longest))
    here, steps = own, []
    for dimension in DIMENSIONS:
        before, after = getattr(here, dimension), getattr(rule, dimension)
        if before != after:
            here = replace(here, **{dimension: after})
            found = reckoner.at(here)
            steps.append(Step(dimension, before, after, float(found.value[0]), *_put_in(found, here)))
    start = None if printed is None else printed.value
    return Ladder(name, start, _put_in(reckoner.at(own), own)[1], tuple(steps), _put_in(reckoner.at(rule), rule)[1])


def _put_in(found: Headline, convention: ConventionSet) -> tuple[float | None, float | None]:
    """Investment, and the ratio as the set names it; None twice when nothing is put in."""
    ratio = float((found.net_ratio if convention.headline == "net" else found.ratio)[0])
    investment = float(found.investment[0])
    return (None, None) if np.isnan(ratio) else (investment, ratio)


def printed_ladder(report: Report, low: float, high: float, net: bool) -> Ladder:
    """Without rows: only what calling a net ratio the ratio does can be told; `low` and `high` are the ratio's ends."""
    middle, printed = (low + high) / 2, report.totals.ratio
    value, investment = report.totals.present_value, report.totals.investment
    step = Step("headline", "net", "gross", value.value, investment.value if investment else None, middle)
    replayed = middle - 1 if net else middle
    return Ladder("printed_totals", printed.value, replayed, (step,) if net else (), middle)
