"""The forecast of a comparison: from objects to frozen results. Nothing is calculated that may not be shown."""

from collections.abc import Mapping

import numpy as np

from chain.forecast.checks import check_comparison
from chain.forecast.document import fingerprint
from chain.forecast.model import LEVELS, Comparison
from chain.model import Level
from chain.problem import Problem, RefusedError, Severity, problem
from sroi.discounting import INDEXES, Index, uprate_factor
from sroi.forecast.child_course import Course
from sroi.forecast.child_numbers import Figures, Number
from sroi.forecast.child_results import (
    AtHorizon,
    Balance,
    Forecast,
    OptionResult,
    Payback,
    Payer,
    Trace,
    YearFlow,
)
from sroi.forecast.child_run import PERSPECTIVES, OptionRun, Run
from sroi.forecast.worth import benefit_cost, per_qaly
from sroi.settings import ENGINE_VERSION


def problems_of(
    comparison: Comparison,
    indexes: Mapping[str, Index] = INDEXES,
    figures: Figures | None = None,
    persistence: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Everything wrong with a comparison: its own rules, prices that no index reaches, impossible probabilities.

    `figures` and `persistence` as in `forecast`.
    """
    found = [*check_comparison(comparison), *_beyond_index(comparison, indexes)]
    if any(each.severity is Severity.ERROR for each in found):
        return found
    return [*found, *_impossible(Run(comparison, figures, indexes, persistence))]


def refuse_unsound(
    comparison: Comparison,
    indexes: Mapping[str, Index] = INDEXES,
    figures: Figures | None = None,
    persistence: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Its warnings and notes; raises `RefusedError` when it has errors. Whoever calculates asks this first."""
    problems = problems_of(comparison, indexes, figures, persistence)
    if errors := [each for each in problems if each.severity is Severity.ERROR]:
        raise RefusedError(errors)
    return problems


def _beyond_index(comparison: Comparison, indexes: Mapping[str, Index]):
    decision, index = comparison.decision, indexes.get(comparison.decision.index)
    amounts = [(f"excess_costs/{cost.id}/bands/{at}/amount", band.amount)
               for cost in comparison.excess_costs for at, band in enumerate(cost.bands)]  # fmt: skip
    amounts += [(f"options/{option.id}/costs/{item.id}/amount", item.amount)
                for option in comparison.options for item in option.costs if item.amount]  # fmt: skip
    for place, amount in amounts:
        if uprate_factor(amount.price_year, decision.price_year, index) is None:
            years = {"from_year": amount.price_year, "to_year": decision.price_year}
            yield problem("comparison.no_index", f"{place}/price_year", index=decision.index, **years)


def _impossible(run: Run):
    for option_id, option in run.options().items():
        if option.treated.outside.any():
            yield problem("comparison.probability_outside", f"options/{option_id}/effect/estimate")


def forecast(
    comparison: Comparison,
    figures: Figures | None = None,
    indexes: Mapping[str, Index] = INDEXES,
    persistence: Mapping[str, str] | None = None,
) -> Forecast:
    """Every option against the comparator, at every horizon and for every payer.

    `figures` puts other numbers in the stated ones' place, `persistence` chooses another rule of fading by option.
    Raises `RefusedError` when the comparison has errors.
    Source: Briggs, Claxton and Sculpher (2006), Decision Modelling for Health Economic Evaluation; TLVAR 2003:2.
    """
    problems = refuse_unsound(comparison, indexes, figures, persistence)
    run = Run(comparison, figures, indexes, persistence)
    return Forecast(
        ENGINE_VERSION,
        fingerprint(comparison),
        comparison,
        _trace(run.natural.course),
        tuple(_option(each) for each in run.options().values()),
        tuple(problems),
        {place: one(number) for place, number in (figures or {}).items()},
    )


def one(number: Number) -> float:
    """The single number that a calculation without draws gives; never −0."""
    return float(np.asarray(number).reshape(-1)[0]) + 0.0


def _trace(course: Course) -> Trace:
    return Trace(*(tuple(map(float, np.asarray(course.points)[:, state, 0])) for state in range(3)))


def _option(option: OptionRun) -> OptionResult:
    first = option.option.effect.persistence[0].id
    return OptionResult(
        option.option.id,
        option.run.chosen.get(option.option.id, first),
        one(option.delivery.begin),
        one(option.reached),
        _trace(option.treated.course),
        tuple(map(one, option.treated.left)),
        {name: one(sek) for name, sek in option.delivery.parts.items()},
        one(option.delivery.parents_sek),
        tuple(_flow(option, at) for at in range(option.run.years)),
        tuple(_at_horizon(option, years) for years in sorted(set(option.run.decision.horizons))),
        tuple(_paybacks(option)),
    )


def levels_of(option: OptionRun) -> tuple[Level, ...]:
    """The payers that pay for the option or save by it, public ones always, in the model's order."""
    seen = {cost.payer for cost in option.run.comparison.excess_costs} | set(option.delivery.costs)
    return tuple(level for level in LEVELS if level in seen or level.value in PERSPECTIVES)


def _flow(option: OptionRun, at: int) -> YearFlow:
    offsets = dict.fromkeys(levels_of(option), 0.0)
    for cost in option.run.comparison.excess_costs:
        offsets[cost.payer] += one(option.offset(cost)[at])
    age = option.run.comparison.population.age_at_start + at
    return YearFlow(at + 1, age, one(option.case_years[at]), offsets)


def _at_horizon(option: OptionRun, years: int) -> AtHorizon:
    return AtHorizon(
        years,
        tuple(_payer(option, level, years) for level in levels_of(option)),
        tuple(_balance(option, perspective, years) for perspective in PERSPECTIVES),
        one(option.qalys()[years - 1]),
        one(option.qalys(discounted=False)[years - 1]),
        one(np.add.accumulate(option.case_years)[years - 1]),
    )


def _payer(option: OptionRun, level: Level, years: int) -> Payer:
    offset, plain, cashable = (
        one(option.offsets(level.value, **how)[years - 1]) for how in ({}, {"discounted": False}, {"cashable": True})
    )
    return Payer(level, one(option.cost(level.value)), offset, plain, cashable)


def _balance(option: OptionRun, perspective: str, years: int) -> Balance:
    cost, offset = one(option.cost(perspective)), one(option.offsets(perspective)[years - 1])
    cashable = one(option.offsets(perspective, cashable=True)[years - 1])
    qalys, threshold = one(option.qalys()[years - 1]), one(option.run.threshold_sek)
    return Balance(
        perspective,
        cost,
        offset,
        one(option.offsets(perspective, discounted=False)[years - 1]),
        cashable,
        qalys,
        per_qaly(cost - offset, qalys),
        benefit_cost(offset, cost),
        benefit_cost(cashable, cost),
        threshold * qalys - (cost - offset),
        qalys - (cost - offset) / threshold,
    )


def _paybacks(option: OptionRun):
    payers = [level.value for level in levels_of(option)]
    for whose in (*payers, "public", "society"):
        cost = one(option.cost(whose))
        plain, discounted = (option.offsets(whose, discounted=each)[:, 0].tolist() for each in (False, True))
        yield Payback(whose, payback_years(plain, cost), payback_years(discounted, cost))


def payback_years(cumulative: list[float], cost: float) -> float | None:
    """The first time at which the cumulative offset reaches the cost, on a straight line within the year.

    None where it never does within the horizon, or where nothing was paid.
    """
    if cost <= 0:
        return None
    before = 0.0
    for year, after in enumerate(cumulative):
        if after >= cost:
            return year + (cost - before) / (after - before)
        before = after
    return None
