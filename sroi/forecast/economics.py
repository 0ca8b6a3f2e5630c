"""From a cohort model to costs and effects: the point estimate and the draws, through the same functions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Lock

import numpy as np

from chain.cohort_checks import MOST_WORK, check_model
from chain.cohort_document import fingerprint
from chain.cohort_model import CohortModel
from chain.problem import Problem, Severity, problem
from sroi.draws import Drawer
from sroi.draws import Plan as Drawing
from sroi.forecast.cohort import Number, draws_in
from sroi.forecast.decision import BEATEN, Comparison, Placed, compare, frontier
from sroi.forecast.matrix import Watch
from sroi.forecast.parameters import uncertain_parameters
from sroi.forecast.plan import Plan, run
from sroi.forecast.results import Forecast, Origin, Outcome, Sampled
from sroi.forecast.trial import fault_problems, trial_problems
from sroi.forecast.values import Values
from sroi.settings import ENGINE_VERSION
from sroi.uncertainty import DRAWS, SEED

PIECE = 5_120
"""Draws reckoned at a time: few enough that a small model's cohorts stay in the processor's second cache."""


class UnsoundModelError(Exception):
    """The model cannot be reckoned; carries every problem found, the errors among them."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(", ".join(sorted({found.code for found in problems if found.severity is Severity.ERROR})))
        self.problems = tuple(problems)


MOST_HELD = 250_000_000
"""Numbers that draws may hold at a time: about two gigabytes."""
MOST_STEPS = 2_000_000_000_000
"""Steps times draws: about an hour."""
Judged = tuple[Plan | None, tuple[Problem, ...]]
MOST_KEPT = 16
_kept: dict[tuple[str, int | None], Judged] = {}
_at_the_shelf = Lock()


def judged(model: CohortModel, cycles: int | None = None) -> Judged:
    """The model made ready, and everything that is wrong with it; no plan where there is an error.

    Kept for the models used last, since a model never changes.
    """
    key = (fingerprint(model), cycles)
    with _at_the_shelf:
        found = _kept.pop(key, None)
    found = found or _judged(model, cycles)
    with _at_the_shelf:
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = found
    return found


def _judged(model: CohortModel, cycles: int | None) -> Judged:
    problems = check_model(model)
    if _has_error(problems):
        return None, tuple(problems)
    plan = Plan(model, cycles)
    if plan.work > MOST_WORK:
        return None, (*problems, problem("cohort.too_large", "/model"))
    problems += trial_problems(plan)
    return (None if _has_error(problems) else plan), tuple(problems)


def _has_error(problems: Sequence[Problem]) -> bool:
    return any(found.severity is Severity.ERROR for found in problems)


def forecast(model: CohortModel, cycles: int | None = None) -> Forecast:
    """The point estimate, over all the model's cycles or the first so many.

    cost = Σ one-offs + Σ_t weight(t) × Σ_states persons(t) × amount; effects likewise. Raises UnsoundModelError for a
    model with errors, ValueError for a horizon that is not the model's to give.
    """
    plan, problems = judged(model, cycles)
    if plan is None:
        raise UnsoundModelError(problems)
    values = Values(plan.program, plan.parameters(), plan.roots)
    amounts = run(plan, values, plan.watch())
    outcomes = tuple(_outcome(plan, values, at, own) for at, own in enumerate(amounts))
    placed = frontier([each.option for each in outcomes])
    return Forecast(origin_of(plan), outcomes, _comparisons(placed, model.comparator), placed, problems)


def _comparisons(placed: Sequence[Placed], comparator: str) -> tuple[Comparison, ...]:
    """Every option beside the comparator; one that others dominate gets no ICER there either."""
    against = next(each.option for each in placed if each.option.name == comparator)
    found = []
    for each in placed:
        if each.option is not against:
            beside = compare(each.option, against)
            found.append(replace(beside, icer=None) if each.standing in BEATEN else beside)
    return tuple(found)


def _outcome(plan: Plan, values: Values, at: int, amounts: list[np.ndarray]) -> Outcome:
    parts: dict[str, dict[str, float]] = {"cost": {}, "effect": {}}
    for term, amount in zip((*plan.terms[at], *plan.one_offs[at]), amounts, strict=True):
        own = parts[term.kind]
        own[term.part] = own.get(term.part, 0.0) + float(amount[0])
    cost, effect = (float(total[0]) for total in totals(plan, amounts, at))
    persons = float(sum(np.max(values[step]) for step in plan.walk_of[at].start))
    return Outcome(plan.model.strategies[at].id, persons, cost, effect, parts["cost"], parts["effect"])


def totals(plan: Plan, amounts: list[np.ndarray], at: int) -> tuple[np.ndarray, np.ndarray]:
    """Cost and effect of a strategy from its amounts, (N,) each, added in the document's order."""
    found = {kind: np.zeros_like(amounts[0]) if amounts else np.zeros(1) for kind in ("cost", "effect")}
    for term, amount in zip((*plan.terms[at], *plan.one_offs[at]), amounts, strict=True):
        found[term.kind] = found[term.kind] + amount
    return found["cost"], found["effect"]


def origin_of(plan: Plan, seed: int | None = None, draws: int | None = None) -> Origin:
    """Where a result of this plan comes from."""
    model = plan.model
    return Origin(
        engine_version=ENGINE_VERSION,
        fingerprint=fingerprint(model),
        model_id=model.id,
        perspective=model.perspective,
        currency=model.currency,
        price_year=model.price_year,
        effect_unit=model.effect_unit,
        comparator=model.comparator,
        cycles=plan.cycles,
        cycle_years=model.cycle_years,
        occupancy=model.occupancy,
        cost_rate=model.discounting.cost_rate,
        effect_rate=model.discounting.effect_rate,
        moment=model.discounting.moment,
        persistence=model.persistence.model_dump(),
        seed=seed,
        draws=draws,
    )


# --- draws ---


def evaluate(plan: Plan, parameters: Mapping[str, Number], watch: Watch) -> tuple[np.ndarray, np.ndarray]:
    """Costs and effects (S, N) for parameters by name, numbers or (N,), in pieces; parameters left out are as stated.

    What is wrong with probabilities is counted by the watch. Raises KeyError for an unknown name, ValueError for draws
    of unlike lengths.
    """
    stated = plan.parameters()
    if unknown := parameters.keys() - stated.keys():
        raise KeyError(f"no parameters {sorted(unknown)}")
    size = draws_in(parameters.values())
    costs, effects = (np.empty((len(plan.terms), size)) for _ in range(2))
    for piece in pieces(size):
        given = {name: each[piece] if np.ndim(each) else each for name, each in parameters.items()}
        _evaluate_piece(plan, stated | given, watch, costs[:, piece], effects[:, piece])
    return costs, effects


def pieces(size: int) -> Iterator[slice]:
    """Pieces alike in size, none above `PIECE`, whole blocks of 512 but the last."""
    count = -(-size // PIECE)
    each = -(-size // (512 * count)) * 512
    yield from (slice(first, first + each) for first in range(0, size, each))


def _evaluate_piece(plan: Plan, parameters: Mapping[str, Number], watch: Watch, costs, effects) -> None:
    with np.errstate(all="ignore"):  # what has no value is found by the watch, or told as not finite
        amounts = run(plan, Values(plan.program, parameters, plan.roots), watch)
        watch.look_at_costs(_costs_alone(plan, amounts))
        for at, own in enumerate(amounts):
            costs[at], effects[at] = totals(plan, own, at)


def _costs_alone(plan: Plan, amounts: list[list[np.ndarray]]) -> dict[str, list[np.ndarray]]:
    """The amounts of costs that are no income, by place."""
    found: dict[str, list[np.ndarray]] = {}
    for at, own in enumerate(amounts):
        for term, amount in zip((*plan.terms[at], *plan.one_offs[at]), own, strict=True):
            if not term.may_be_negative:
                found.setdefault(term.place, []).append(amount)
    return found


def sample(
    model: CohortModel, draws: int = DRAWS, seed: int = SEED, cycles: int | None = None, plan: Drawing = "random"
) -> Sampled:
    """Every strategy on the same draws of all uncertain parameters. Raises as `forecast`; ValueError for no draws."""
    if draws < 1:
        raise ValueError(f"{draws} draws")
    ready, problems = judged(model, cycles)
    if ready is None:
        raise UnsoundModelError(problems)
    figures, about = uncertain_parameters(model)
    if draws > (most := _most_draws(ready, len(figures))):
        told = problem("forecast.too_many_draws", "/model", draws=draws, most=most)
        raise UnsoundModelError((*problems, told))
    drawn = Drawer(seed, plan).draw(figures, 0, draws)
    by_name = {figure.places[0]: drawn[row] for row, figure in enumerate(figures)}
    watch = ready.watch()
    # A model without uncertain parameters gives the same in every draw.
    costs, effects = (np.repeat(each, draws // each.shape[1], axis=1) for each in evaluate(ready, by_name, watch))
    problems = (*problems, *about, *fault_problems(ready, watch, draws), *_not_finite(costs, effects))
    return Sampled(
        origin=origin_of(ready, seed, draws),
        strategies=tuple(each.id for each in model.strategies),
        costs=costs,
        effects=effects,
        parameters=by_name,
        at_fault=watch.draws_at_fault,
        problems=problems,
    )


def _most_draws(plan: Plan, parameters: int) -> int:
    """How many draws fit: as many as the computer's memory holds at a time, and no more than an hour or so takes."""
    kept, at_a_time = parameters + 4 * len(plan.terms), plan.wide
    by_piece = (MOST_HELD - at_a_time * PIECE) // kept
    held = max(by_piece, min(PIECE, MOST_HELD // (kept + at_a_time)))
    return max(1, min(held, MOST_STEPS // max(plan.work, 1)))


def _not_finite(costs: np.ndarray, effects: np.ndarray) -> Iterator[Problem]:
    missing = int((~(np.isfinite(costs) & np.isfinite(effects))).any(axis=0).sum())
    if missing:
        yield problem("forecast.draws_without_value", "/model", count=missing)
