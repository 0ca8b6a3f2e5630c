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
    "mip_heuristic_run_rins": False,  # these two look for good portfolios, which are found without them: what takes
    "mip_heuristic_run_rens": False,  # time is the proof, a fifth less of it where fifty budgets bind
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
    solver = _solver()
    solver.passModel(_model(problem, objective, [*_rows(problem), *((e.weights, e.low, math.inf) for e in extras)]))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise SearchError(solver.modelStatusToString(status))
    return np.round(np.array(solver.getSolution().col_value)[: len(problem.option_ids)])


class Relaxed:
    """The choice with parts of options allowed, searched anew for one objective after the other."""

    def __init__(self, problem: Compiled):
        rows = list(_rows(problem))
        self._weights = np.array([each for each, _, _ in rows]).reshape(len(rows), len(problem.costs))
        self._low, self._high = (np.array([each[at] for each in rows]) for at in (1, 2))
        model = _model(problem, problem.net, rows)
        model.integrality_ = [highspy.HighsVarType.kContinuous] * len(problem.costs)
        self._solver = _solver()
        self._solver.setOptionValue("presolve", "off")  # so that each search goes on from where the last one ended
        self._solver.passModel(model)

    def bound(self, objective: np.ndarray) -> tuple[float, np.ndarray]:
        """What no portfolio is worth more than, and what each column is worth beyond what its room is worth, SEK.

        Formula, for prices p of the rows' room: Σ p × limit + Σ max(0, r), with r = objective − p · rows. A portfolio
        is worth no more than that less |r| of every column that is in with r < 0 or out with r > 0. It holds for any
        prices that are nought where a row has no limit, so the proof does not rest on the solver.
        Source: Geoffrion 1974, Lagrangean relaxation for integer programming, Math. Program. Study 2.
        """
        scale, columns = _scale(objective), len(objective)
        self._solver.changeColsCost(columns, np.arange(columns, dtype=np.int32), objective * scale)
        self._solver.run()
        told = np.array(self._solver.getSolution().row_dual)
        prices = told / scale if len(told) == len(self._low) else np.zeros(len(self._low))
        limits = np.where(prices > 0, self._high, self._low)
        prices = np.where(np.isfinite(limits), prices, 0.0)
        beyond = objective - prices @ self._weights
        return float(prices @ np.where(prices, limits, 0.0) + np.maximum(beyond, 0.0).sum()), beyond


def _solver() -> highspy.Highs:
    _greet()
    solver = highspy.Highs()
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    return solver


def _scale(objective: np.ndarray) -> float:
    most = float(np.abs(objective).max(initial=0.0)) or 1.0
    return SCALE / 2.0 ** math.ceil(math.log2(most))


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
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = objective * _scale(objective)
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
