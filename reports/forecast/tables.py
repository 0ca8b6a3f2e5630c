"""A forecast as tables: raw numbers under declared columns, a cost per QALY or its word in words."""

from collections.abc import Iterator, Mapping, Sequence

from pandas import DataFrame

from reports.columns import OWN_SHARES
from reports.forecast.beaten import beaten_words
from reports.forecast.names import comparator_name, option_name, payers_of, purse, rule_name
from reports.forecast.stamp import Beside
from reports.forecast.words import gain_words, pays_back_words, per_qaly_cell, per_qaly_sure
from reports.table_output import with_under
from reports.texts import text
from sroi.forecast.child_results import Balance, BudgetYear, Forecast, OptionResult
from sroi.forecast.child_sure import Certainty, Spread, Sure

MONEY = ("alternative", "programme_cost", "offset", "net", "net_low", "net_high", "cashable", "net_cashable")
HEALTH = ("alternative", "case_years", "qalys", "more_cost", "per_qaly", "per_qaly_sure", "net_benefit", "benefit_low",
          "benefit_high")  # fmt: skip
RETURN = ("alternative", "benefit_cost", "interval_low", "interval_high", "return_share", "return_low", "return_high",
          "pays_back")  # fmt: skip
PAYERS = ("for_whom", "programme_cost", "offset", "net", "cashable", "net_cashable", "pays_back", "value_chance")
HORIZONS = ("horizon", "case_years", "offset", "net", "net_low", "net_high", "qalys", "per_qaly", "per_qaly_sure",
            "net_benefit")  # fmt: skip
RULES = ("alternative", "rule", "case_years", "offset", "net", "net_low", "net_high", "qalys", "per_qaly",
         "per_qaly_sure", "net_benefit", "pays_back")  # fmt: skip
NET, BENEFIT = ("net_low", "net_high"), ("benefit_low", "benefit_high")
RATIO, RETURNED = ("interval_low", "interval_high"), ("return_low", "return_high")
SURE, CASES = ("per_qaly_sure",), ("case_years",)
"""What stands under the figure that it belongs to."""
BUDGET = ("year", "for_whom", "programme_cost", "offset", "net", "cumulative")


def money(beside: Beside, language: str) -> DataFrame:
    """What goes in and what comes out, one row an option."""
    rows = [
        {"alternative": name, **_money(balance), **_ends(certainty and certainty.net, "net")}
        for name, _, balance, certainty in _options(beside, language)
    ]
    return with_under(DataFrame(rows, columns=list(MONEY)), net=NET)


def _money(balance: Balance) -> dict:
    return {
        "programme_cost": balance.cost,
        "offset": balance.offset,
        "net": balance.net,
        "cashable": balance.cashable,
        "net_cashable": balance.net_cashable,
    }


def _per_qaly(balance: Balance, certainty: Certainty | None, language: str, beaten: str | None = None) -> dict:
    """The cost per QALY or its word, and beside it the interval, or where the draws lie when there can be none.

    One that is `beaten` by other alternatives has that word instead.
    """
    if beaten:
        return {"per_qaly": beaten, "per_qaly_sure": None}
    return {
        "per_qaly": per_qaly_cell(language, balance.per_qaly),
        "per_qaly_sure": None if balance.per_qaly.sek is None else certainty and per_qaly_sure(language, certainty),
    }


def _ends(spread: Spread | None, name: str) -> dict:
    """The interval's ends; none where nothing that varies reaches the amount."""
    if spread is None or not spread.varies:
        return {f"{name}_low": None, f"{name}_high": None}
    return {f"{name}_low": spread.low, f"{name}_high": spread.high}


def health(beside: Beside, language: str) -> DataFrame:
    """What the children gain, and what a QALY costs or the word in its place, one row an option."""
    rows = [
        {
            "alternative": name,
            "case_years": option.at(beside.years).case_years,
            "qalys": balance.qalys,
            "more_cost": balance.incremental_cost,
            **_per_qaly(balance, certainty, language, beaten_words(beside, option.option_id, beside.years, language)),
            "net_benefit": balance.net_benefit,
            **_ends(certainty and certainty.net_benefit, "benefit"),
        }
        for name, option, balance, certainty in _options(beside, language)
    ]
    return with_under(DataFrame(rows, columns=list(HEALTH)), per_qaly=SURE, net_benefit=BENEFIT)


def returns(beside: Beside, language: str) -> DataFrame:
    """What comes back on each krona, always with its interval: without draws no ratio is told. One row an option."""
    longest = beside.forecast.horizons[-1]
    rows = []
    for name, option, balance, certainty in _options(beside, language):
        payback = option.payback(beside.perspective)
        said = pays_back_words(language, payback, longest, balance.cost)
        rows.append({"alternative": name, **_ratio(balance, certainty), "pays_back": said})
    return with_under(DataFrame(rows, columns=list(RETURN)), benefit_cost=RATIO, return_share=RETURNED)


def _ratio(balance: Balance, certainty: Certainty | None) -> dict:
    spread = certainty and certainty.benefit_cost
    if balance.benefit_cost is None or spread is None or not spread.varies:
        return dict.fromkeys(RETURN[1:-1])
    return {
        "benefit_cost": balance.benefit_cost,
        "interval_low": spread.low,
        "interval_high": spread.high,
        "return_share": balance.return_share,
        "return_low": spread.low - 1,
        "return_high": spread.high - 1,
    }


def _options(beside: Beside, language: str) -> Iterator[tuple[str, OptionResult, Balance, Certainty | None]]:
    for option in beside.forecast.options:
        balance = option.at(beside.years).of(beside.perspective)
        certainty = beside.sure and beside.sure.of(option.option_id, beside.perspective, beside.years)
        yield option_name(beside.comparison, option.option_id, language), option, balance, certainty


def payers(beside: Beside, option_id: str, language: str) -> DataFrame:
    """Each payer's own money, then all public ones together: pays, saves, when it has come back, how probable."""
    option, longest = beside.forecast.of(option_id), beside.forecast.horizons[-1]
    rows = []
    for whose in (*payers_of(beside.comparison), "public"):
        balance = _purse(option, whose, beside.years)
        certainty = beside.sure and beside.sure.of(option_id, whose, beside.years)
        rows.append(
            {
                "for_whom": purse(whose, language),
                **_money(balance),
                "pays_back": pays_back_words(language, option.payback(whose), longest, balance.cost),
                "value_chance": certainty and gain_words(language, certainty)[0],
            }
        )
    return with_under(DataFrame(rows, columns=list(PAYERS)), offset=("cashable",), net=("net_cashable",))


def _purse(option: OptionResult, whose: str, years: int):
    at = option.at(years)
    known = {each.perspective: each for each in at.balances}
    return known.get(whose) or next(each for each in at.payers if each.level.value == whose)


def horizons(beside: Beside, option_id: str, language: str) -> DataFrame:
    """One option at every horizon."""
    rows = []
    for years in beside.forecast.horizons:
        at = beside.forecast.of(option_id).at(years)
        balance = at.of(beside.perspective)
        certainty = beside.sure and beside.sure.of(option_id, beside.perspective, years)
        rows.append(
            {
                "horizon": years,
                "case_years": at.case_years,
                **_money(balance),
                **_ends(certainty and certainty.net, "net"),
                "qalys": balance.qalys,
                **_per_qaly(balance, certainty, language, beaten_words(beside, option_id, years, language)),
                "net_benefit": balance.net_benefit,
            }
        )
    return with_under(DataFrame(rows, columns=list(HORIZONS)), net=NET, qalys=CASES, per_qaly=SURE)


Sides = Mapping[str, Sequence[OptionResult]]
"""By option, its result under each of its rules of fading, the base case first."""
SureSides = Sequence[Sure]
"""The draws under the first rules, the second ones, and so on."""


def rules(beside: Beside, sides: Sides, sures: SureSides, language: str) -> DataFrame:
    """Every option under each of its rules of fading, side by side."""
    longest = beside.forecast.horizons[-1]
    rows = []
    for option_id, results in sides.items():
        for at, option in enumerate(results):
            balance = option.at(beside.years).of(beside.perspective)
            certainty = _side(sures, at, option_id, beside)
            rows.append(
                {
                    "alternative": option_name(beside.comparison, option_id, language),
                    "rule": rule_name(beside.comparison, option_id, option.persistence_id, language),
                    "case_years": option.at(beside.years).case_years,
                    **_money(balance),
                    **_ends(certainty and certainty.net, "net"),
                    "qalys": balance.qalys,
                    **_per_qaly(balance, certainty, language),
                    "net_benefit": balance.net_benefit,
                    "pays_back": pays_back_words(language, option.payback(beside.perspective), longest, balance.cost),
                }
            )
    return with_under(
        DataFrame(rows, columns=list(RULES)),
        alternative=("rule",),
        offset=("pays_back",),
        net=NET,
        qalys=CASES,
        per_qaly=SURE,
    )


def _side(sures: SureSides, at: int, option_id: str, beside: Beside) -> Certainty | None:
    return sures[at].of(option_id, beside.perspective, beside.years) if at < len(sures) else None


def prevalence(result: Forecast, language: str) -> DataFrame:
    """The share with the problem at every age, without intervention and under each option, of those whom it reaches."""
    comparison, start = result.comparison, result.comparison.population.age_at_start
    traces = {comparator_name(comparison, language): result.natural}
    traces |= {option_name(comparison, each.option_id, language): each.trace for each in result.options}
    columns = {OWN_SHARES + name: trace.with_problem for name, trace in traces.items()}
    ages = {"age": [float(start + at) for at in range(len(result.natural.with_problem))]}
    return DataFrame(ages | {name: list(column) for name, column in columns.items()})


def budget(rows: Sequence[BudgetYear], start_year: int | None, language: str) -> DataFrame:
    """Each payer's calendar years, in the price year's kronor, undiscounted."""
    told = [
        {
            "year": year_words(row.year, start_year, language),
            "for_whom": purse(row.level.value, language),
            "programme_cost": row.cost,
            "offset": row.offset,
            "net": row.net,
            "cumulative": row.cumulative,
        }
        for row in rows
    ]
    return DataFrame(told, columns=list(BUDGET))


def year_words(year: int, start_year: int | None, language: str, unknown: str = "year_number") -> str:
    """A calendar year; without a first one, *year 1*, inside a sentence as `year_inside`."""
    return str(start_year + year - 1) if start_year else text(language, f"prognosis.{unknown}", number=year)
