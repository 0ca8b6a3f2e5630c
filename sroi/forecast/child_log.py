"""The calculation written out: every assumption, every formula with its numbers, every value, as rows to export.

A reader with pen and paper comes to the result from these rows alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chain.assumption import Assumption
from chain.forecast.effect import SHIFTS, Fading
from chain.forecast.model import CostItem, CostPer, figures
from sroi.forecast.child import one
from sroi.forecast.child_course import WITH, WITHOUT
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
    for item in option.option.costs:
        yield _cost_part(item, option)
    for payer, sek in found.costs.items():
        share = one(sek) / one(found.programme_sek) if one(found.programme_sek) else 0.0
        numbers = {"programme": one(found.programme_sek), "share": share}
        yield Line("cost_of_payer", "programme × share", numbers, one(sek), "SEK", whose=payer.value)


def _cost_part(item: CostItem, option: OptionRun) -> Line:
    """One cost: for each child who begins or each group; a set-up cost as what one year's cohort bears of it."""
    sek = one(option.delivery.parts[item.id])
    amount = item.amount.value * option.run.prices.factor(item.amount)
    quantity = 1.0 if item.quantity is None else item.quantity.value
    numbers, whole = {"amount": amount, "quantity": quantity}, amount * quantity
    if item.per is CostPer.SETUP:
        return Line(
            "cost_part", "amount × quantity ÷ spread", numbers | {"spread": whole / sek if sek else 1.0}, sek, "SEK"
        )
    count = sek / whole if whole else one(option.delivery.begin)
    return Line("cost_part", "amount × quantity × count", numbers | {"count": count}, sek, "SEK")


def _years(option: OptionRun) -> Iterator[Line]:
    run, treated = option.run, option.treated
    yield from _course(option)
    for at in range(run.years):
        less, cases = one(treated.less_problem[at]), one(option.case_years[at])
        before = {f"P{t}": one(run.natural.course.with_problem[t]) for t in (at, at + 1)}
        after = {f"P'{t}": one(treated.course.with_problem[t]) for t in (at, at + 1)}
        formula, numbers = _occupancy(run, at), before | after
        if is_step(option):
            formula, numbers = f"({formula}) × left", numbers | {"left": one(treated.left[at])}
        yield Line("less_problem", formula, numbers, less, "share of a year", year=at + 1)
        reached = {"reached": one(option.reached), "less": less}
        yield Line("case_years", "reached × less", reached, cases, "child-years", year=at + 1)
        yield _qaly_year(option, at, less)
        for cost in run.comparison.excess_costs:
            excess, discount = one(run.costs[cost.id][at]), one(run.cost_discount[at])
            numbers = {"case_years": cases, "excess": excess, "v": discount}
            value = one(option.offset(cost)[at]) * discount
            formula = "case_years × excess × v"
            yield Line("offset", formula, numbers, value, "SEK", year=at + 1, whose=f"{cost.payer}: {cost.id}")


def is_step(option: OptionRun) -> bool:
    """Whether the effect is a difference that ends all at once, which is weighed into the year it ends in."""
    effect = option.option.effect
    rule = {each.id: each for each in effect.persistence}[
        option.run.chosen.get(option.option.id, effect.persistence[0].id)
    ]
    return effect.acts_on in SHIFTS and rule.fading is Fading.STEP


def _course(option: OptionRun) -> Iterator[Line]:
    """The share with the problem at every time point: without the option by its formula, with it as it came out."""
    run, natural = option.run, option.run.natural
    start, recovered = one(natural.start), one(natural.recovered)
    numbers = {"start": start, "recovered": recovered}
    first = one(natural.course.with_problem[0])
    yield Line("without", "start × (1 − recovered)", numbers, first, "share", year=0)
    for at, year in enumerate(natural.years):
        free, ill = (one(natural.course.points[at, state]) for state in (WITHOUT, WITH))
        numbers = {"R": free, "i": one(year.relapse), "q": one(year.death), "P": ill, "r": one(year.remission)}
        numbers |= {"qP": one(year.death_with)}
        value = one(natural.course.with_problem[at + 1])
        yield Line("without", "(1 − q) × R × i + (1 − qP) × P × (1 − r)", numbers, value, "share", year=at + 1)
    for at in range(run.years + 1):
        without, value = one(natural.course.with_problem[at]), one(option.treated.course.with_problem[at])
        numbers = {"P": without, "difference": without - value}
        yield Line("with_option", "P − difference", numbers, value, "share", year=at)


def _qaly_year(option: OptionRun, at: int, less: float) -> Line:
    run, health = option.run, option.run.comparison.health
    numbers = {
        "reached": one(option.reached),
        "quality": health.quality_without.value,
        "alive": one(option.treated.more_alive[at]),
        "loss": health.quality_loss.value,
        "less": less,
        "v": one(run.effect_discount[at]),
    }
    reached, whole, alive, loss, less, discount = numbers.values()
    value = reached * (whole * alive + loss * less) * discount
    return Line("qaly_year", "reached × (quality × alive + loss × less) × v", numbers, value, "QALY", year=at + 1)


def _occupancy(run: Run, at: int) -> str:
    first, last = f"P{at} − P'{at}", f"P{at + 1} − P'{at + 1}"
    return {"start": first, "end": last}.get(run.decision.occupancy.value, f"(({first}) + ({last})) ÷ 2")


def _horizon(option: OptionRun, years: int) -> Iterator[Line]:
    qalys, threshold = one(option.qalys()[years - 1]), one(option.run.threshold_sek)
    yield Line("qalys", "Σ qaly_year", {"years": float(years)}, qalys, "QALY")
    for whose in PERSPECTIVES:
        cost, offset = one(option.cost(whose)), one(option.offsets(whose)[years - 1])
        yield Line("net", "Σ offset − cost", {"offset": offset, "cost": cost}, offset - cost, "SEK", whose=whose)
        freed = one(option.offsets(whose, cashable=True)[years - 1])
        numbers = {"cashable": freed, "cost": cost}
        yield Line("net_cashable", "Σ offset × cashable_share − cost", numbers, freed - cost, "SEK", whose=whose)
        numbers = {"threshold": threshold, "qalys": qalys, "cost": cost, "offset": offset}
        value = threshold * qalys - cost + offset
        yield Line("net_benefit", "threshold × qalys − (cost − offset)", numbers, value, "SEK", whose=whose)
