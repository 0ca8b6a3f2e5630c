"""The account of a fund in sentences, tables and a chart: drawn, returned, left, and how far each lower frame is."""

from collections.abc import Iterator, Mapping, Sequence

from pandas import DataFrame

from chain.plan.fund import FundAccount, Status
from chain.plan.model import Portfolio
from chain.problem import Problem, Severity
from reports.figure import Figure
from reports.plan.lines import height, lines
from reports.plan.names import option_name
from reports.table_output import with_under
from reports.texts import text
from reports.texts.fund_places import PREFIX, element_name
from reports.texts.numbers import format_money, format_share
from reports.texts.places import place_name
from reports.texts.problems import sentence
from reports.vega import chart
from sroi.plan.fund import Account, FundYear
from sroi.plan.fund_feeding import Fed

BALANCES = ("planned_balance", "expected_balance", "actual_balance")
"""The lines of the chart, by their columns."""


def fund_name(fund: FundAccount, language: str) -> str:
    """What the fund is called."""
    return fund.name.into(language) or fund.id


def status_name(status: Status, language: str) -> str:
    """How far a lower frame has come: *Calculated*, *Decided*, *Carried out*."""
    return text(language, f"fund_status.{status}")


def said(fund: FundAccount, account: Account, language: str) -> list[str]:
    """What the fund began with and will have, what is known, and what of the lower frames is decided and done."""
    last = account.years[-1]
    told = {"name": fund_name(fund, language), "first": fund.start_year, "last": last.year}
    expected = format_money(language, last.expected_balance_sek)
    planned = format_money(language, last.planned_balance_sek)
    return [
        text(language, "fund.said_plan", size=format_money(language, fund.size_sek), planned=planned, **told),
        _known(account.years, language),
        *([text(language, "fund.said_expected", last=last.year, expected=expected)] if expected != planned else []),
        *_frames_said(account, language),
    ]  # fmt: skip


def _known(years: Sequence[FundYear], language: str) -> str:
    known = [each for each in years if each.actual_balance_sek is not None]
    if not known:
        return text(language, "fund.said_unknown")
    balance = format_money(language, known[-1].actual_balance_sek)
    return text(language, "fund.said_known", year=known[-1].year, balance=balance)


def _frames_said(account: Account, language: str) -> Iterator[str]:
    if account.frames:
        sums = {name: sum(getattr(each, f"{name}_sek") for each in account.frames)
                for name in ("calculated", "decided", "carried_out")}  # fmt: skip
        yield text(
            language, "fund.said_frames", **{name: format_money(language, amount) for name, amount in sums.items()}
        )


def account_table(account: Account, language: str) -> DataFrame:
    """One row a calendar year: put in, drawn, returned, left; what became of it below what was planned."""
    rows = [
        {
            "at_year": str(each.year),
            "deposited": each.deposited_sek,
            "planned_drawn": each.planned_drawn_sek,
            "actual_drawn": each.actual_drawn_sek,
            "planned_returned": each.planned_returned_sek,
            "actual_returned": each.actual_returned_sek,
            "planned_balance": each.planned_balance_sek,
            "actual_balance": each.actual_balance_sek,
            "expected_balance": each.expected_balance_sek,
        }
        for each in account.years
    ]
    under = {f"planned_{name}": (f"actual_{name}",) for name in ("drawn", "returned", "balance")}
    return with_under(DataFrame(rows), **under)


def frames_table(fund: FundAccount, account: Account, language: str) -> DataFrame:
    """One row a committee and year: worked out, decided, carried out, and how far the least far has come."""
    rows = [
        {
            "committee": element_name(fund, "actors", each.committee_id, language),
            "at_year": str(each.year),
            "calculated": each.calculated_sek,
            "decided": None if each.undecided else each.decided_sek,
            "carried_out": None if each.not_carried_out else each.carried_out_sek,
            "fund_status": status_name(each.status, language),
        }
        for each in account.frames
    ]
    return DataFrame(rows, columns=["committee", "at_year", "calculated", "decided", "carried_out", "fund_status"])


def investments_table(fund: FundAccount, language: str) -> DataFrame:
    """One row an investment: for whom, what all of it costs, and what the fund pays of it."""
    rows = [
        {
            "name": element_name(fund, "investments", each.id, language),
            "committee": each.committee_id and element_name(fund, "actors", each.committee_id, language),
            "whole_cost": sum(each.whole_cost.values.values()),
            "planned_drawn": sum(each.planned_draws.values.values()),
            "actual_drawn": sum(each.actual_draws.values.values()) if each.actual_draws.values else None,
        }
        for each in fund.investments
    ]
    return DataFrame(rows, columns=["name", "committee", "whole_cost", "planned_drawn", "actual_drawn"])


def fed_table(fed: Fed, language: str) -> DataFrame:
    """What an intervention's savings lower frames by, a row a committee and year, and what each figure rests on."""
    rows = [
        {
            "committee": each.committee.name.into(language) or each.committee.id,
            "at_year": str(each.year),
            "saving_forecast": each.forecast_sek,
            "saving_counted": each.counted_sek,
            "rests_on": text(language, "fund.measured" if each.is_measured else "fund.forecast"),
            "lowered": each.lowered_sek,
        }
        for each in fed.savings
    ]
    return DataFrame(rows)


def choice_table(portfolio: Portfolio, feds: Mapping[str, Fed], language: str) -> DataFrame:
    """One row a chosen option: for whom, what all of it costs, its cashable saving and what that lowers, all years."""
    rows = [
        {
            "name": option_name(portfolio, option_id, language),
            "committee": fed.committee and (fed.committee.name.into(language) or fed.committee.id),
            "whole_cost": sum(fed.whole_cost.values.values()),
            "saving_forecast": sum(each.forecast_sek for each in fed.savings),
            "lowered": _all_lowered(fed),
        }
        for option_id, fed in feds.items()
    ]
    return DataFrame(rows, columns=["name", "committee", "whole_cost", "saving_forecast", "lowered"])


def _all_lowered(fed: Fed) -> float | None:
    lowered = [each.lowered_sek for each in fed.savings]
    return None if None in lowered else sum(lowered)


def balance_figure(account: Account, language: str) -> Figure:
    """What is left in the fund at the end of each year: as planned, as it seems now, and as far as it is known."""
    table = account_table(account, language)
    names = [text(language, f"table.column.{each}") for each in BALANCES]
    rows = [
        {"line": name, "year": str(each.year), "sek": getattr(each, f"{balance}_sek")}
        for each in account.years
        for balance, name in zip(BALANCES, names, strict=True)
        if getattr(each, f"{balance}_sek") is not None
    ]
    least = min(account.years, key=lambda each: each.expected_balance_sek)
    amount = format_money(language, least.expected_balance_sek)
    description = text(language, "fund.least", year=least.year, amount=amount)
    return Figure(chart(language, rows, lines(names, language), description, height(names)), description, table)


def rules_said(fund: FundAccount, language: str) -> list[str]:
    """What the rules say, one sentence each; nothing of what they leave open."""
    rules = fund.rules
    told = {
        "most_years": rules.most_years,
        "most_sek_a_year": rules.most_sek_a_year and format_money(language, rules.most_sek_a_year),
        "most_fund_share": rules.most_fund_share and format_share(language, rules.most_fund_share, None),
        "least_organisations": rules.least_organisations,
        "frame_reduction_share": _share(language, rules.frame_reduction_share),
        "returned_share": _share(language, rules.returned_share),
    }
    return [text(language, f"fund_rule.{name}", value=value) for name, value in told.items() if value is not None]


def _share(language: str, share: float | None) -> str | None:
    return None if share is None else format_share(language, share, None)


def problem_lines(fund: FundAccount, found: Sequence[Problem], language: str) -> dict[Severity, list[str]]:
    """What is to mend, gravest first, each with its place."""
    told: dict[Severity, list[str]] = {}
    for severity in Severity:
        lines_of = [_problem(fund, each, language) for each in found if each.severity is severity]
        if lines_of:
            told[severity] = lines_of
    return told


def _problem(fund: FundAccount, found: Problem, language: str) -> str:
    here = found._replace(place=f"{PREFIX}/{found.place}" if found.place else PREFIX)
    if found.place.startswith("years/"):
        return sentence(language, here, fund)
    place = place_name(language, here.place, fund)
    return text(language, "place.within", whole=place, part=sentence(language, here, fund))
