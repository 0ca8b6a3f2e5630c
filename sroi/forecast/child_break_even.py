"""Where a forecast turns: the effect, cost, number of children, unit costs or course at which it gives nought.

What enters as a straight line (a risk difference at the start, costs, children, quality of life) has its root in closed
form; the rest is bracketed. Two targets: the payer's own net, and the net benefit at the threshold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chain.forecast.effect import RATIOS, SHIFTS, Measure
from sroi.forecast.child import one
from sroi.forecast.child_points import Figure, Question
from sroi.rootfinding import brackets_to_roots

Target = Literal["net", "net_benefit"]
SCAN = 129
STRAIGHT = ("/amount", "/quantity", "excess_level", "health/quality_loss", "population/children")
LONGEST_YEARS, LARGEST_RATIO = 100.0, 20.0


@dataclass(frozen=True)
class BreakEven:
    """Where one number, all else as it is, makes the target nought.

    `value` is in the number's own unit, the root nearest the stated number; None when nothing it can be does it.
    `exact` tells a closed form. `within_stated` whether it lies between the stated low and high (None: no range).
    """

    figure: Figure
    target: Target
    value: float | None
    exact: bool

    @property
    def within_stated(self) -> bool | None:
        """Whether the number may well be there."""
        if not self.figure.has_range:
            return None
        low, high = self.figure.ends
        return self.value is not None and low <= self.value <= high


def break_even(question: Question, place: str, target: Target = "net") -> BreakEven:
    """The break-even of the number at a place. KeyError when the result does not rest on it."""
    by_place = {each_place: each for each in question.used() for each_place in each.places}
    figure = by_place[place]
    is_straight = _is_straight(question, figure)
    root = _line(question, figure, target) if is_straight else _bracketed(question, figure, target)
    return BreakEven(figure, target, root, is_straight)


def break_evens(question: Question, target: Target = "net") -> tuple[BreakEven, ...]:
    """The break-even of every number that the result rests on, in the comparison's order; conventions left out."""
    places = [each.places[0] for each in question.used() if not each.places[0].startswith("decision/")]
    return tuple(break_even(question, place, target) for place in places)


def _is_straight(question: Question, figure: Figure) -> bool:
    if figure.places[0].endswith("/effect/estimate"):
        effect = question.comparison.option(question.option_id).effect
        return effect.measure is Measure.RISK_DIFFERENCE and effect.acts_on in SHIFTS
    return all(place.endswith(STRAIGHT) for place in figure.places)


def _values(question: Question, figure: Figure, target: Target, at: Sequence[float]) -> np.ndarray:
    net, benefit = question.at([figure.at(float(value)) for value in at])
    return net if target == "net" else benefit


def _line(question: Question, figure: Figure, target: Target) -> float | None:
    base = figure.figure.value
    step = abs(base) or 1.0
    here, there = _values(question, figure, target, (base, base + step))
    slope = (there - here) / step
    if slope == 0:
        return None
    root = base - here / slope
    low, high = _reach(question, figure)
    return float(root) if low <= root <= high else None


def _bracketed(question: Question, figure: Figure, target: Target) -> float | None:
    low, high = _reach(question, figure)
    points = np.unique(np.append(np.linspace(low, high, SCAN), figure.figure.value))
    values = _values(question, figure, target, points)
    roots = points[values == 0].tolist()
    turns = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    if turns.size:

        def evaluate(_: np.ndarray, x: np.ndarray) -> np.ndarray:
            return _values(question, figure, target, x)

        ends = points[turns], points[turns + 1], values[turns], values[turns + 1]
        roots += brackets_to_roots(evaluate, *ends).tolist()
    return min(roots, key=lambda root: abs(root - figure.figure.value), default=None)


def _reach(question: Question, figure: Figure) -> tuple[float, float]:
    """What the number can be."""
    place = figure.places[0]
    if place.endswith("/effect/estimate"):
        measure = question.comparison.option(question.option_id).effect.measure
        if measure in RATIOS:
            return 1e-6, LARGEST_RATIO
        return (-5.0, 5.0) if measure is Measure.SMD else (-1.0, 1.0)
    if place.endswith("/years") or place.endswith("/life_years"):
        return 0.01, LONGEST_YEARS
    if place.endswith(STRAIGHT) or place.endswith(("/group_size", "/groups", "mortality_ratio")):
        return 0.0, np.inf if place.endswith(STRAIGHT) else LONGEST_YEARS
    return 0.0, 1.0


@dataclass(frozen=True)
class Ceilings:
    """How much the whole programme may cost, and how many children it needs.

    `net_sek_per_child` is the highest cost per child who begins at which the perspective does not lose,
    `threshold_sek_per_child` the highest at which it is worth its QALYs (None: not even for nothing). `children` is the
    number offered at which a set-up cost is recovered (0: by any; None: each child costs more than it gives, so more of
    them only lose more).
    """

    net_sek_per_child: float | None
    threshold_sek_per_child: float | None
    children: float | None


def ceilings(question: Question, setup_sek: float | None = None) -> Ceilings:
    """Closed forms: offset ÷ (beginners × the perspective's share of the cost), and set-up ÷ margin per child offered.

    `setup_sek` is a further one-off cost to recover; None: what of the cost does not follow the number of children.
    """
    net, benefit = (float(each[0]) for each in question.at([{}]))
    option = question.option()
    begin, cost = one(option.delivery.begin), one(option.cost(question.perspective))
    share = cost / one(option.delivery.programme_sek) if one(option.delivery.programme_sek) else 0.0
    paid_per_child = begin * share
    highest = [(value + cost) / paid_per_child if paid_per_child > 0 and value + cost >= 0 else None
               for value in (net, benefit)]  # fmt: skip
    offered = question.comparison.population.children.value
    twice = question.at([{"population/children": 2 * offered}])[0][0]
    margin = (float(twice) - net) / offered
    fixed = margin * offered - net if setup_sek is None else setup_sek
    children = fixed / margin if margin > 0 else None
    return Ceilings(highest[0], highest[1], children)
