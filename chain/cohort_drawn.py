"""The numbers of a stated distribution: how many there should be, and what they cannot be."""

from collections.abc import Iterator

from chain.cohort_model import Drawn
from chain.problem import Problem, Severity, problem

COUNTS = {"uniform": 2, "triangular": 3, "pert": 3, "normal": 2, "lognormal": 2, "gamma": 2, "beta": 2}
BY_MOMENTS = frozenset({"normal", "lognormal", "gamma", "beta"})
POSITIVE = {"normal": (1,), "lognormal": (1,), "gamma": (0, 1), "beta": (0, 1)}
"""Which of the numbers must be above nought."""


def problems_of_drawn(drawn: Drawn, value: float, place: str) -> Iterator[Problem]:
    """What keeps it from being drawn; a warning where the parameter's value lies outside all that is drawn."""
    has_moments = drawn.mean is not None or drawn.sd is not None
    if has_moments:
        yield from _moments(drawn, place)
    elif len(drawn.numbers) != COUNTS[drawn.shape]:
        wanted = COUNTS[drawn.shape]
        yield problem("cohort.drawn_count", place, shape=drawn.shape, count=len(drawn.numbers), wanted=wanted)
    elif any(drawn.numbers[at] <= 0 for at in POSITIVE.get(drawn.shape, ())):
        yield problem("cohort.drawn_not_positive", place, shape=drawn.shape)
    elif drawn.shape not in POSITIVE:
        low, *_, high = drawn.numbers
        if list(drawn.numbers) != sorted(drawn.numbers) or low == high:
            yield problem("cohort.drawn_order", place, shape=drawn.shape)
        elif not low <= value <= high:
            yield problem("cohort.drawn_off", place, Severity.WARNING, value=value)
    if not has_moments and drawn.shape == "beta" and not 0 <= value <= 1:
        yield problem("cohort.drawn_off", place, Severity.WARNING, value=value)


def _moments(drawn: Drawn, place: str) -> Iterator[Problem]:
    mean, sd = drawn.mean, drawn.sd
    if drawn.numbers or mean is None or sd is None or drawn.shape not in BY_MOMENTS:
        yield problem("cohort.drawn_moments", place, shape=drawn.shape)
    elif sd <= 0 or (drawn.shape in ("lognormal", "gamma") and mean <= 0):
        yield problem("cohort.drawn_not_positive", place, shape=drawn.shape)
    elif drawn.shape == "beta" and not (0 < mean < 1 and sd**2 < mean * (1 - mean)):
        yield problem("cohort.drawn_beta", place)
