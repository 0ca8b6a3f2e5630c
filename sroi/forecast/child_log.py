"""The calculation written out: every assumption, every formula with its numbers, every value, as rows to export.

A reader with pen and paper comes to the result from these rows alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chain.assumption import Assumption
from chain.forecast.model import figures
from sroi.forecast.child import one
from sroi.forecast.child_results import Forecast
from sroi.forecast.child_run import PERSPECTIVES, OptionRun, Run


@dataclass(frozen=True)
class Given:
    """One assumption as it stands, with its place and whether the result rests on it."""

    place: str
    figure: Assumption
    is_used: bool


@dataclass(frozen=True)
class Line:
    """One step: what is worked out (`name`), for which option, year or horizon, and payer; the formula; its numbers by
    name; the value with its unit."""

    name: str
    formula: str
    numbers: dict[str, float]
    value: float
    unit: str
    option_id: str = ""
    year: int | None = None
    whose: str = ""


@dataclass(frozen=True)
class Log:
    """The conventions, all assumptions, then all steps in the order of the calculation."""

    engine_version: str
    fingerprint: str
    conventions: dict[str, str]
    given: tuple[Given, ...]
    lines: tuple[Line, ...]


def log_of(result: Forecast) -> Log:
    """The calculation behind a forecast made of the comparison's own numbers."""
    comparison, decision = result.comparison, result.comparison.decision
    run = Run(comparison)
    lines = [line for option in run.options().values() for line in _option(option)]
    used = run.read.used
    conventions = {
        "comparator": str(decision.comparator),
        "perspective": decision.perspective,
        "horizons": ", ".join(map(str, result.horizons)),
        "price_year": str(decision.price_year),
        "index": decision.index,
        "discounting": decision.discounting,
        "occupancy": str(decision.occupancy),
        "persistence": ", ".join(f"{each.option_id}: {each.persistence_id}" for each in result.options),
    }
    given = tuple(Given(place, figure, place in used) for place, figure in figures(comparison))
    return Log(result.engine_version, result.fingerprint, conventions, given, tuple(lines))


def _option(option: OptionRun) -> Iterator[Line]:
    name = option.option.id
    yield from (Line(**{**vars(line), "option_id": name}) for line in (*_delivery(option), *_years(option)))
    for years in sorted(set(option.run.decision.horizons)):
        for line in _horizon(option, years):
            yield Line(**{**vars(line), "option_id": name, "year": years})


def _delivery(option: OptionRun) -> Iterator[Line]:
    found, uptake = option.delivery, one(option.delivery.begin) / one(option.delivery.offered)
    offered, begin = one(found.offered), one(found.begin)
    yield Line("begin", "N × u", {"N": offered, "u": uptake}, begin, "children")
    reach = {"N": offered, "reach": one(found.reached_share)}
    yield Line("reached", "N × reach", reach, one(option.reached), "children")
    parts = {name: one(sek) for name, sek in found.parts.items()}
    for name, sek in parts.items():
        yield Line("cost_part", "amount × quantity × count", {name: sek}, sek, "SEK")
    for payer, sek in found.costs.items():
        share = one(sek) / one(found.programme_sek) if one(found.programme_sek) else 0.0
        numbers = {"programme": one(found.programme_sek), "share": share}
        yield Line("cost_of_payer", "programme × share", numbers, one(sek), "SEK", whose=payer.value)


def _years(option: OptionRun) -> Iterator[Line]:
    run = option.run
    for at in range(run.years):
        less, cases = one(option.treated.less_problem[at]), one(option.case_years[at])
        without = {
            f"P{at}": one(run.natural.course.with_problem[at]),
            f"P{at + 1}": one(run.natural.course.with_problem[at + 1]),
        }
        treated = {
            f"P'{at}": one(option.treated.course.with_problem[at]),
            f"P'{at + 1}": one(option.treated.course.with_problem[at + 1]),
        }
        yield Line("less_problem", _occupancy(run, at), without | treated, less, "share of a year", year=at + 1)
        reached = {"reached": one(option.reached), "less": less}
        yield Line("case_years", "reached × less", reached, cases, "child-years", year=at + 1)
        discount = one(run.cost_discount[at])
        for cost in run.comparison.excess_costs:
            numbers = {"case_years": cases, "excess": one(run.costs[cost.id][at]), "v": discount}
            value = one(option.offset(cost)[at]) * discount
            formula = "case_years × excess × v"
            yield Line("offset", formula, numbers, value, "SEK", year=at + 1, whose=f"{cost.payer}: {cost.id}")


def _occupancy(run: Run, at: int) -> str:
    first, last = f"P{at} − P'{at}", f"P{at + 1} − P'{at + 1}"
    return {"start": first, "end": last}.get(run.decision.occupancy.value, f"(({first}) + ({last})) ÷ 2")


def _horizon(option: OptionRun, years: int) -> Iterator[Line]:
    qalys, threshold = one(option.qalys()[years - 1]), one(option.run.threshold_sek)
    health = {
        "u": one(option.run.comparison.health.quality_without.value),
        "loss": one(option.run.comparison.health.quality_loss.value),
    }
    yield Line("qalys", "Σ reached × (u × more alive + loss × less) × v", health, qalys, "QALY")
    for whose in PERSPECTIVES:
        cost, offset = one(option.cost(whose)), one(option.offsets(whose)[years - 1])
        yield Line("net", "Σ offset − cost", {"offset": offset, "cost": cost}, offset - cost, "SEK", whose=whose)
        freed = one(option.offsets(whose, cashable=True)[years - 1])
        numbers = {"cashable": freed, "cost": cost}
        yield Line("net_cashable", "Σ offset × cashable share − cost", numbers, freed - cost, "SEK", whose=whose)
        numbers = {"threshold": threshold, "qalys": qalys, "cost": cost, "offset": offset}
        value = threshold * qalys - cost + offset
        yield Line("net_benefit", "threshold × qalys − (cost − offset)", numbers, value, "SEK", whose=whose)
