"""How long cohort models take, through the document's engine: `python -m tests.benchmarks.bench_forecast`.

Sick-Sicker: 4 strategies, 75 cycles, 16 uncertain parameters; draws are made before the clock starts, except where the
row says so. Each row is the median of several runs; the processor's own time stands beside it, since the machine may be
shared. Memory is the peak above what the process held before.
"""

from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

import numpy as np

from chain.cohort_model import CohortModel, Discounting, Drawn, Parameter, State, StateReward, Strategy, Transition
from chain.text import Text
from sroi.forecast.curves import curves
from sroi.forecast.economics import evaluate, forecast, judged, sample
from sroi.forecast.information import worth_of_knowing
from tests.golden.cohorts import ageing, cohort, half_cycle, reference_draws

THRESHOLDS = np.linspace(0, 200_000, 201)


def timed(name: str, work: Callable[[], object], repeats: int, goal: str = "") -> float:
    """Print one row; returns the median in milliseconds."""
    work()
    taken = []
    for _ in range(repeats):
        wall, own = perf_counter(), process_time()
        work()
        taken.append((1e3 * (perf_counter() - wall), 1e3 * (process_time() - own)))
    wall, own = sorted(taken)[len(taken) // 2][0], sorted(each for _, each in taken)[len(taken) // 2]
    print(f"{name:62}{wall:10.1f}{min(taken)[0]:10.1f}{own:12.1f}   {goal}")
    return wall


def evaluating(model: CohortModel, parameters: dict) -> Callable[[], object]:
    """The engine alone on draws made before."""
    plan, problems = judged(model)
    assert plan is not None, problems
    return lambda: evaluate(plan, parameters, plan.watch())


def sick_sicker() -> None:
    """The rows that have goals."""
    model = half_cycle(cohort("sick_sicker"))
    older = ageing(model)
    timed("point estimate, model read and checked before", lambda: forecast(model), 30)
    for draws, repeats, goal in ((1_000, 30, ""), (10_000, 15, "< 25"), (100_000, 3, "< 250, 150 MB")):
        given = reference_draws(model, draws)
        before = getrusage(RUSAGE_SELF).ru_maxrss
        timed(f"{draws:,} draws, one matrix for all cycles", evaluating(model, given), repeats, goal)
        told = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
        print(f"{'':62}{told:10.0f} MB more, {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB in all")
    given = reference_draws(model, 10_000)
    timed("10,000 draws, another matrix in every cycle", evaluating(older, given), 11, "< 40")
    costs, effects = evaluating(model, given)()
    timed("10,000 draws, curves at 201 thresholds", lambda: curves(costs, effects, THRESHOLDS), 15)
    timed("10,000 draws, curves at 500 thresholds", lambda: curves(costs, effects, np.linspace(0, 200_000, 500)), 15)
    timed("10,000 draws made, reckoned, curves at 201 thresholds", lambda: _all(model), 11, "< 60")
    sampled = sample(model, 10_000)
    timed("10,000 draws, worth of knowing each of 16 parameters", lambda: worth_of_knowing(sampled, 100_000), 7)


def _all(model: CohortModel) -> None:
    sampled = sample(model, 10_000)
    curves(sampled.costs, sampled.effects, THRESHOLDS)


def band(states: int, strategies: int = 1, cycles: int = 75) -> CohortModel:
    """States in a row: stay, one up, one down, or die; every strategy has its own matrix."""
    names = [f"s{at}" for at in range(states)]
    moves = [Transition(origin=names[-1], to=names[-1], probability=1.0)]
    for at in range(states - 1):
        near = [each for each in (at - 1, at + 1) if 0 <= each < states - 1]
        moves += [Transition(origin=names[at], to=names[each], probability="p*worse") for each in near]
        moves.append(Transition(origin=names[at], to=names[-1], probability="q"))
        moves.append(Transition(origin=names[at], to=names[at], probability="rest"))
    named = [f"t{at}" for at in range(strategies)]
    drawn = {"p": (0.05, 0.2), "q": (0.01, 0.05), "c": (10.0, 20.0)}
    return CohortModel(
        id="band", perspective="payer", price_year=2024, effect_unit="year", persistence=Text(en="always"),
        comparator="t0", cycles=cycles, start={names[0]: 1.0}, states=tuple(State(id=each) for each in names),
        discounting=Discounting(),
        parameters=(
            *(Parameter(id=name, value=sum(ends) / 2, drawn=Drawn(shape="uniform", numbers=ends))
              for name, ends in drawn.items()),
            Parameter(id="worse", value=1.0),
        ),
        strategies=tuple(Strategy(id=each, sets={"worse": 1 - at / 100}) for at, each in enumerate(named)),
        transitions=tuple(moves),
        state_rewards=(
            StateReward(kind="cost", states=tuple(names[:-1]), per_year="c"),
            StateReward(kind="effect", states=tuple(names[:-1]), per_year=1.0),
        ),
    )  # fmt: skip


def growth() -> None:
    """How the time grows with states, cycles and strategies; 10,000 draws."""
    rng = np.random.default_rng(1)
    given = {
        "p": rng.uniform(0.05, 0.2, 10_000),
        "q": rng.uniform(0.01, 0.05, 10_000),
        "c": rng.uniform(10, 20, 10_000),
    }
    for states in (4, 8, 16, 32, 64):
        model = band(states)
        wall = timed(f"{states} states, {len(model.transitions)} moves", evaluating(model, given), 5)
        print(f"{'':62}{1e6 * wall / 10_000 / 75 / len(model.transitions):10.2f} ns for each draw, cycle and move")
    for cycles in (25, 75, 150, 300, 900):
        timed(f"{cycles} cycles, 4 states", evaluating(band(4, cycles=cycles), given), 5)
    for strategies in (1, 4, 16):
        timed(
            f"{strategies} strategies with matrices of their own, 4 states", evaluating(band(4, strategies), given), 5
        )


if __name__ == "__main__":
    print(f"{'milliseconds':62}{'median':>10}{'best':>10}{'processor':>12}   goal")
    sick_sicker()
    growth()
