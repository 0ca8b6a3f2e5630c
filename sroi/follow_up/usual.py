"""Whether a value is unusual beside one's own earlier ones, by a plain rule that says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

ENOUGH = 3
"""Earlier values that it takes to know what is usual."""
WIDTH = 3.0
TO_DEVIATION = 1.4826
"""What the median distance from the median is multiplied by to be a standard deviation, for a normal distribution."""
LEAST_SHARE = 0.1
"""The usual range is never narrower than this share of the median to either side."""
TIMES = 2.0


class Why(StrEnum):
    """What makes a value unusual: outside the usual range, or (with few earlier) doubled or halved."""

    ABOVE = "above"
    BELOW = "below"
    DOUBLED = "doubled"
    HALVED = "halved"


@dataclass(frozen=True)
class Unusual:
    """Why a value stands out: what was usual (`low` to `high`, about `middle`), from so many earlier values."""

    why: Why
    value: float
    middle: float
    low: float
    high: float
    earlier: int


def unusual(value: float, earlier: Sequence[float]) -> Unusual | None:
    """Whether the value is unusual; None when it is not, or when there is nothing to compare with.

    Rule: with three or more earlier values, usual is their median ± three times their usual distance from it (the
    median distance × 1.4826), and at least ± a tenth of the median. With one or two, a value is unusual if it is more
    than double the last one or less than half of it. An asking to look twice, never a refusal.
    Source of the robust rule: Hampel (1974), The influence curve and its role in robust estimation, JASA 69(346).
    """
    if not earlier:
        return None
    if len(earlier) < ENOUGH:
        return _jump(value, earlier[-1], len(earlier))
    middle = median(earlier)
    distance = median(abs(each - middle) for each in earlier)
    reach = max(WIDTH * TO_DEVIATION * distance, LEAST_SHARE * abs(middle))
    low, high = middle - reach, middle + reach
    if low <= value <= high:
        return None
    return Unusual(Why.ABOVE if value > high else Why.BELOW, value, middle, low, high, len(earlier))


def _jump(value: float, last: float, count: int) -> Unusual | None:
    low, high = sorted((last / TIMES, last * TIMES))
    if not last or low <= value <= high:
        return None
    return Unusual(Why.DOUBLED if value > high else Why.HALVED, value, last, low, high, count)
