"""The search for the best portfolio, to a proven optimum, by HiGHS; the same answer on every computer.

Source: Huangfu & Hall 2018, Parallelizing the dual revised simplex method, Math. Program. Comput. 10 (HiGHS).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
import math
import os
from threading import Lock

import highspy
import numpy as np

from sroi.plan.compiled import Compiled, Limit
from sroi.steady import measured

FINE = 1e-9
"""How far HiGHS may stand outside a row whose largest weight is 1; every answer is held against the limits again."""
OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "primal_feasibility_tolerance": FINE,
    "dual_feasibility_tolerance": FINE,
    "mip_feasibility_tolerance": FINE,
}
SCALE = 2.0**17
"""The objective's largest weight in the search: a power of two, so that scaling does not round."""


class SearchError(Exception):
    """HiGHS ended without a proof: neither an optimum nor that there is none."""


@dataclass(frozen=True)
class Extra:
    """A row of one search: weights · columns ≥ `low`."""

    weights: np.ndarray = field(repr=False)
    low: float


def best(problem: Compiled, objective: np.ndarray, extras: Sequence[Extra] = ()) -> np.ndarray | None:
    """The portfolio (bits) within all limits with the most of `objective` (by column); None when there is none.

    Raises `SearchError` when nothing is proven.
    """
    extras = list(extras)
    while True:
        found = _searched(problem, objective, extras)
        if found is None or _is_true(problem, found, extras):
            return found
        extras.append(other_than(problem, found))  # held only by the search's own rounding


def other_than(problem: Compiled, bits: np.ndarray) -> Extra:
    """The row that only this portfolio breaks: at least one option is in where it was out, or out where it was in."""
    weights = np.zeros(len(problem.costs))
    weights[: len(bits)] = 1 - 2 * bits
    return Extra(weights, 1 - float(bits.sum()))


def _is_true(problem: Compiled, bits: np.ndarray, extras: Iterable[Extra]) -> bool:
    columns = problem.columns(bits)
    return problem.holds(bits) and all(
        measured(columns, each.weights) >= each.low - _slack(each.weights) for each in extras
    )


def _slack(weights: np.ndarray) -> float:
    return FINE * max(float(np.abs(weights).sum()), 1.0)


def _searched(problem: Compiled, objective: np.ndarray, extras: Iterable[Extra]) -> np.ndarray | None:
    _greet()
    solver = highspy.Highs()
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(problem, objective, [*_rows(problem), *((e.weights, e.low, math.inf) for e in extras)]))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise SearchError(solver.modelStatusToString(status))
    return np.round(np.array(solver.getSolution().col_value)[: len(problem.option_ids)])


_greeting = Lock()


def _greet() -> None:
    """Let HiGHS say its name, as it does once to the process's standard output, where nobody hears it."""
    with _greeting:  # two threads that turn the output away at once would lose it
        _heard()


@cache
def _heard() -> None:
    with suppress(OSError):  # a process without standard output has nothing to keep clean
        kept = os.dup(1)
        try:
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), 1)
                highspy.Highs()
        finally:
            os.dup2(kept, 1)
            os.close(kept)


Row = tuple[np.ndarray, float, float]


def _rows(problem: Compiled) -> Iterator[Row]:
    """The limits, with rounding let through, and what makes a group's column *any of these*."""
    for limit in problem.limits:
        yield _scaled(limit)
    for at, group in enumerate(problem.groups, len(problem.option_ids)):
        row = np.zeros(len(problem.costs))
        row[at] = 1
        row[list(group)] = -1
        yield row, -math.inf, 0.0
        for option in group:
            row = np.zeros(len(problem.costs))
            row[at], row[option] = 1, -1
            yield row, 0.0, math.inf


def _scaled(limit: Limit) -> Row:
    most = float(np.abs(limit.weights).max(initial=0.0)) or 1.0
    return limit.weights / most, (limit.low - limit.slack) / most, (limit.high + limit.slack) / most


def _model(problem: Compiled, objective: np.ndarray, rows: Sequence[Row]) -> highspy.HighsLp:
    columns, options = len(problem.costs), len(problem.option_ids)
    most = float(np.abs(objective).max(initial=0.0)) or 1.0
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = objective * (SCALE / 2.0 ** math.ceil(math.log2(most)))
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.integrality_ = [
        highspy.HighsVarType.kInteger if at < options else highspy.HighsVarType.kContinuous for at in range(columns)
    ]
    matrix = np.array([row for row, _, _ in rows]).reshape(len(rows), columns)
    model.row_lower_ = np.array([low for _, low, _ in rows])
    model.row_upper_ = np.array([high for _, _, high in rows])
    at_row, at_column = np.nonzero(matrix)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.count_nonzero(matrix, axis=1))]).astype(np.int32)
    model.a_matrix_.index_ = at_column.astype(np.int32)
    model.a_matrix_.value_ = matrix[at_row, at_column]
    return model
