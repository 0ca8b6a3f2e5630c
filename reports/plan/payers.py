"""Who pays and who gains of options chosen together, and when: sentences, tables by party, the matrix, horizons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pandas import DataFrame

from chain.plan.model import Portfolio
from reports.plan.names import EVERYONE, option_names, party_name
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_millions, format_ratio, format_share, format_years
from sroi.plan.shared import ByParty, Party, Shared
from sroi.plan.tried import Ends, Scenario
from sroi.sureness import CREDIBILITY

PARTIES = ("actor", "pays", "gains", "cashable_gain", "gain_share", "net", "own_ratio", "interval_low",
           "interval_high", "payback")  # fmt: skip
INTERVAL = ("interval_low", "interval_high")


@dataclass(frozen=True)
class Seen:
    """An investment as someone has chosen to look at it: which options, by level or actor, how far, in which case.

    `ends` are the parties' intervals by name, empty where nothing is drawn.
    """

    portfolio: Portfolio
    option_ids: tuple[str, ...]
    by: ByParty
    scenario: Scenario
    shared: Shared
    ends: Mapping[str, Ends]

    @property
    def years(self) -> int:
        """How many years are counted."""
        return len(self.shared.years)

    def name(self, party: str, language: str) -> str:
        """What a party is called."""
        return party_name(self.portfolio, party, self.by, language)


def horizon(seen: Seen, language: str) -> str:
    """*8 years from 2026*."""
    return text(language, "portfolio_payers.horizon", years=format_years(language, seen.years),
                first=str(seen.shared.years[0]))  # fmt: skip


# --- sentences ---


def headline(seen: Seen, language: str) -> str:
    """What all put in and get together, with the ratio, its interval, the horizon and whose value it is."""
    whole = seen.shared.everyone
    said = {"options": option_names(seen.portfolio, seen.option_ids, language), "horizon": horizon(seen, language),
            "paid": format_millions(language, whole.paid_sek),
            "gained": format_millions(language, whole.gained_sek)}  # fmt: skip
    if whole.ratio is None:
        return text(language, "portfolio_payers.headline_free", **said)
    ratio = format_ratio(language, whole.ratio)
    return text(language, "portfolio_payers.headline", ratio=ratio, range=own_range(seen, whole, language), **said)


def own_range(seen: Seen, party: Party, language: str) -> str:
    """The interval of a party's ratio, or that none can be told and why."""
    ends = seen.ends.get(party.name)
    ratio = ends.ratio(party) if ends else None
    if ratio is None:
        return text(language, "portfolio_payers.no_range")
    low, high = (format_ratio(language, end) for end in ratio)
    credibility = format_share(language, CREDIBILITY, 0)
    return text(language, "portfolio_payers.range", credibility=credibility, low=low, high=high)


def findings(seen: Seen, language: str) -> list[str]:
    """For each party that pays: its part of the gain, its ratio, what can leave its budget, and when it is even."""
    return [sentence for name in seen.shared.payers for sentence in _about(seen, seen.shared.party(name), language)]


def _about(seen: Seen, party: Party, language: str) -> Iterator[str]:
    said = {"who": seen.name(party.name, language), "paid": format_millions(language, party.paid_sek),
            "gained": format_millions(language, party.gained_sek)}  # fmt: skip
    share = format_share(language, party.gain_share or 0.0, 0)
    if party.ratio is None or not any(party.gained_by_year):
        yield text(language, "portfolio_payers.pays_only", **said)
        return
    told = text(language, "portfolio_payers.own", share=share, ratio=format_ratio(language, party.ratio),
                range=own_range(seen, party, language), horizon=horizon(seen, language), **said)  # fmt: skip
    yield f"{told} {turns(seen, party, language)}"
    if party.cashable_sek:
        ratio = format_ratio(language, party.cashable_ratio)
        yield text(language, "portfolio_payers.cashable", who=said["who"], ratio=ratio,
                   cashable=format_millions(language, party.cashable_sek),
                   share=format_share(language, party.cashable_sek / party.gained_sek, 0))  # fmt: skip


def turns(seen: Seen, party: Party, language: str) -> str:
    """*The municipality breaks even in year 7*, or that it does not within the horizon."""
    who, deepest = seen.name(party.name, language), min(party.cumulative_by_year)
    said = {"who": who, "years": format_years(language, seen.years), "short": format_millions(language, -deepest)}
    if party.payback_years is None:
        last = format_millions(language, party.cumulative_by_year[-1])
        return text(language, "portfolio_payers.never", last=last, **said)
    if deepest >= 0:
        return text(language, "portfolio_payers.never_short", **said)
    return text(language, "portfolio_payers.turns", year=party.payback_years,
                calendar=str(seen.shared.years[party.payback_years - 1]), **said)  # fmt: skip


# --- tables ---


def parties_table(seen: Seen, language: str) -> DataFrame:
    """Each party and all together: what it pays and gains, what is cashable, its own ratio with interval, payback."""
    rows = [
        dict(zip(PARTIES, (seen.name(each.name, language), each.paid_sek, each.gained_sek, each.cashable_sek or None,
                           each.gain_share, each.net_sek, each.ratio, *_ends(seen, each), _payback(each)), strict=True))
        for each in (*seen.shared.parties, seen.shared.everyone)
    ]  # fmt: skip
    table = DataFrame(rows, columns=list(PARTIES))
    return with_under(table, gains=("cashable_gain",), own_ratio=INTERVAL)


def _payback(party: Party) -> float | None:
    return None if party.payback_years is None else float(party.payback_years)


def _ends(seen: Seen, party: Party) -> tuple[float | None, float | None]:
    ends = seen.ends.get(party.name)
    return (ends.ratio(party) if ends else None) or (None, None)


def matrix(seen: Seen, language: str) -> DataFrame:
    """From each payer's money to each gainer, year by year as planned, SEK, not discounted."""
    years = list(map(str, seen.shared.years))
    rows = [
        {"actor": seen.name(payer, language), "gainer": seen.name(gainer, language),
         **dict(zip(years, flow.tolist(), strict=True)), "total": float(flow.sum())}
        for payer, of_payer in zip(seen.shared.payers, seen.shared.flows, strict=True)
        for gainer, flow in zip(seen.shared.gainers, of_payer, strict=True)
    ]  # fmt: skip
    return DataFrame(rows, columns=["actor", "gainer", *years, "total"])


def flows_table(seen: Seen, language: str) -> DataFrame:
    """What each party pays and gains in each year, as planned, SEK, not discounted."""
    years = list(map(str, seen.shared.years))
    rows = [
        {"actor": seen.name(each.name, language), "flow": text(language, f"table.flow.{flow}"),
         **dict(zip(years, amounts, strict=True)), "total": sum(amounts)}
        for each in (*seen.shared.parties, seen.shared.everyone)
        for flow, amounts in (("pays", each.paid_by_year), ("gains", each.gained_by_year))
        if any(amounts)
    ]  # fmt: skip
    return DataFrame(rows, columns=["actor", "flow", *years, "total"])


def cumulative_table(seen: Seen, language: str) -> DataFrame:
    """The running sum of present net, year by year, for each party that pays and for all together."""
    years = list(map(str, seen.shared.years))
    rows = [
        {"actor": seen.name(each.name, language), **dict(zip(years, each.cumulative_by_year, strict=True))}
        for each in payers_and_all(seen)
    ]
    return DataFrame(rows, columns=["actor", *years])


def payers_and_all(seen: Seen) -> list[Party]:
    """Those that pay, and all together where there is more than one party."""
    paying = [seen.shared.party(name) for name in seen.shared.payers]
    return [*paying, seen.shared.everyone] if len(seen.shared.parties) > 1 else paying


def horizons_table(several: Sequence[Seen], language: str) -> DataFrame:
    """Each payer and all together at several horizons: net, own ratio with interval."""
    rows = [
        {"actor": seen.name(each.name, language), "horizon": seen.years, "net": each.net_sek,
         "own_ratio": each.ratio, **dict(zip(INTERVAL, _ends(seen, each), strict=True))}
        for name in (*several[-1].shared.payers, EVERYONE)
        for seen in several
        if (each := _party(seen, name)) is not None
    ]  # fmt: skip
    return with_under(DataFrame(rows, columns=["actor", "horizon", "net", "own_ratio", *INTERVAL]),
                      own_ratio=INTERVAL)  # fmt: skip


def _party(seen: Seen, name: str) -> Party | None:
    if name == EVERYONE:
        return seen.shared.everyone
    return next((each for each in seen.shared.parties if each.name == name), None)


def scenarios_table(several: Sequence[Seen], language: str) -> DataFrame:
    """Each payer and all together when gains turn out low, as stated and high: net, own ratio, payback."""
    rows = [
        {"actor": seen.name(each.name, language),
         "scenario": text(language, f"portfolio_payers.scenario.{seen.scenario}"), "gains": each.gained_sek,
         "net": each.net_sek, "payback": _payback(each)}
        for name in (*several[0].shared.payers, EVERYONE)
        for seen in several
        if (each := _party(seen, name)) is not None
    ]  # fmt: skip
    return DataFrame(rows, columns=["actor", "scenario", "gains", "net", "payback"])
