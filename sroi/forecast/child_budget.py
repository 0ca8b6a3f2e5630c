"""What a programme that takes in a new cohort every year does to each payer's budget, by calendar year."""

from collections.abc import Mapping

from chain.forecast.model import Comparison
from chain.model import Level
from sroi.discounting import INDEXES, Index
from sroi.forecast.child import levels_of, one, refuse_unsound
from sroi.forecast.child_results import BudgetYear
from sroi.forecast.child_run import OptionRun, Run

COHORTS, YEARS = 5, 10


def budget(
    comparison: Comparison,
    option_id: str,
    cohorts: int = COHORTS,
    years: int = YEARS,
    indexes: Mapping[str, Index] = INDEXES,
) -> tuple[BudgetYear, ...]:
    """Every payer's money in calendar years 1 … `years`, counted from the first cohort's start.

    Formula: offset[y] = Σ over cohorts started in year s ≤ y of the cohort's offset in its year y − s + 1; the cost is
    paid in the year a cohort starts, a set-up cost by its yearly part. Undiscounted, price year fixed. Raises
    `RefusedError` when the comparison has errors, ValueError for more years than the longest horizon tells of.
    Source: Sullivan et al. (2014), ISPOR Principles of Good Practice for Budget Impact Analysis II.
    """
    refuse_unsound(comparison, indexes)
    run = Run(comparison, indexes=indexes)
    if years > run.years:
        raise ValueError(f"the comparison tells of {run.years} years, not of {years}")
    option = run.of(comparison.option(option_id))
    return tuple(row for level in levels_of(option) for row in _of_payer(option, level, cohorts, years))


def _of_payer(option: OptionRun, level: Level, cohorts: int, years: int):
    cost = one(option.cost(level.value))
    yearly = [sum(one(option.offset(each)[at]) for each in option.run.comparison.excess_costs if each.payer is level)
              for at in range(years)]  # fmt: skip
    cumulative = 0.0
    for year in range(1, years + 1):
        paid = cost if year <= cohorts else 0.0
        saved = sum(yearly[year - start] for start in range(1, min(cohorts, year) + 1))
        cumulative += saved - paid
        yield BudgetYear(year, level, paid, saved, cumulative)
