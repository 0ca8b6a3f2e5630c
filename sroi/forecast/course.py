"""The point estimate's course: how many are in each state at every time point, for charts and tables."""

from dataclasses import dataclass

import numpy as np

from chain.cohort_model import CohortModel
from sroi.forecast.cohort import trace
from sroi.forecast.economics import UnsoundModelError, judged
from sroi.forecast.values import Values


@dataclass(frozen=True)
class Course:
    """`persons` (strategies, time points, states), persons or shares as the model starts; `years` (time points,)."""

    strategies: tuple[str, ...]
    states: tuple[str, ...]
    years: np.ndarray
    persons: np.ndarray


def course(model: CohortModel, cycles: int | None = None) -> Course:
    """Where people are at the time points 0, 1 … of every strategy. Raises as `sroi.forecast.economics.forecast`."""
    plan, problems = judged(model, cycles)
    if plan is None:
        raise UnsoundModelError(problems)
    values = Values(plan.program, plan.parameters(), plan.traced)
    ways: dict[int, np.ndarray] = {}
    with np.errstate(all="ignore"):
        for walked in plan.walked:
            start, cells = [values[step] for step in walked.start], walked.matrix.cells

            def moves_at(cycle: int, cells=cells) -> dict:
                now = values.at(cycle)
                return {move: now[step] for move, step in cells.items()}

            ways[id(walked)] = trace(start, moves_at, plan.cycles)[:, :, 0]
    return Course(
        strategies=tuple(each.id for each in model.strategies),
        states=tuple(each.id for each in model.states),
        years=np.arange(plan.cycles + 1) * model.cycle_years,
        persons=np.array([ways[id(walked)] for walked in plan.walk_of]),
    )
