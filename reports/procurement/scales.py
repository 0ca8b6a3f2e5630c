"""What a buyer may turn to see which bid wins where: the value weight λ, or all that judged criteria may deduct."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
import math

from chain.procurement.model import Procurement
from reports.texts import text
from reports.texts.numbers import format_amount, format_number
from reports.vega import MILLIONS, amount_axis
from sroi.procurement.evaluate import Line
from sroi.procurement.thresholds import (
    Stretch,
    by_total_deduction,
    by_value_weight,
    total_deduction,
    with_total_deduction,
)

BEYOND = 1.25
"""A chart goes so much beyond the last threshold."""
LEAST_WEIGHT, TENTHS = 1.0, 10
STEPS, GREATEST_WEIGHT, TIMES = 40, 2.0, 2
"""The slider goes in so many steps from nought to a weight of two, or to twice what may be deducted today."""
USUAL_WEIGHT = 0.5


@dataclass(frozen=True)
class Scale:
    """One thing to turn: its `name` in the texts, and of a model who wins where, the model with it at a number, the
    number that it has now, how far the slider goes and how far the chart."""

    name: str
    stretches: Callable[[Procurement, Sequence[Line]], tuple[Stretch, ...]]
    at: Callable[[Procurement, float], Procurement]
    now: Callable[[Procurement], float]
    greatest: Callable[[Procurement], float]
    shown_to: Callable[[Procurement, float], float]
    write: Callable[[str, float], str]
    is_money: bool = False

    def axis(self, language: str) -> dict:
        """The axis of a chart over it."""
        title = text(language, f"tender_scale.{self.name}.axis")
        return (
            amount_axis(title, MILLIONS) if self is DEDUCTION else {"title": title, "tickCount": 5, "gridOpacity": 0.4}
        )

    def steps(self, model: Procurement) -> tuple[float, ...]:
        """The numbers that can be tried."""
        return tuple(self.greatest(model) * at / STEPS for at in range(STEPS + 1))

    def nearest(self, model: Procurement) -> float:
        """The number to begin with: the one nearest what the model has."""
        return min(self.steps(model), key=lambda each: abs(each - self.now(model)))


WEIGHT = Scale(
    "weight",
    by_value_weight,
    lambda model, weight: model.model_copy(update={"value_weight": weight}),
    lambda model: USUAL_WEIGHT if model.value_weight is None else model.value_weight,
    lambda model: GREATEST_WEIGHT,
    lambda model, last: max(LEAST_WEIGHT, math.ceil(last * BEYOND * TENTHS) / TENTHS),
    lambda language, weight: format_number(language, weight, 2),
)
DEDUCTION = Scale(
    "deduction",
    by_total_deduction,
    with_total_deduction,
    total_deduction,
    lambda model: TIMES * total_deduction(model),
    lambda model, last: max(total_deduction(model), last * BEYOND),
    lambda language, total: format_amount(language, round(total)),
    is_money=True,
)


def scales_of(model: Procurement) -> tuple[Scale, ...]:
    """What there is to turn in a model."""
    judged = bool(model.criteria) and total_deduction(model) > 0
    return (*((WEIGHT,) if model.measures else ()), *((DEDUCTION,) if judged else ()))
