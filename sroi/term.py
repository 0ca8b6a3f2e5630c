"""One step of a shown calculation: a key and a number, without words."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Term:
    """One step of a calculation.

    `key` names the step, `value` is its number in `unit` (`sek`, `share`, `years`, `number`, `factor`, `ratio`).
    `role` tells what the step does to the figure: `times`, `times_one_plus`, `plus`, `minus`, `divided_by`, `about`
    and `with` (read by later steps) or `equals` (a result on the way or at the end). `place` is where the number
    stands in the chain, or the element that the step is about; `year` its calendar year.
    """

    key: str
    value: float
    unit: str
    role: str
    place: str | None = None
    year: int | None = None


def number_at(array: np.ndarray, row: int) -> float:
    """One row of (X, N) as a number; over draws their mean."""
    return float(array[row].mean())


def mean(figure: "float | np.ndarray") -> float:
    """A figure as a number; over draws their mean."""
    return float(np.mean(figure))
