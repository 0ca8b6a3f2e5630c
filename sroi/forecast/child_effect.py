"""How an effect enters the course of a childhood, and how it fades: from a passport to yearly probabilities."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from chain.forecast.effect import SHIFTS, ActsOn, Effect, Event, Fading, Measure, Persistence
from sroi.forecast import conversions as convert
from sroi.forecast.child_numbers import Number, Read
from sroi.steady import power
from sroi.steady_curves import exp, log

LN2 = 0.6931471805599453
ROUNDING = 1e-12
BY_RATIO = {
    Measure.RISK_RATIO: convert.by_risk_ratio,
    Measure.ODDS_RATIO: convert.by_odds_ratio,
    Measure.HAZARD_RATIO: convert.by_hazard_ratio,
    Measure.SMD: convert.by_risk_ratio,
}


def left_after(persistence: Persistence, place: str, read: Read, steps: int) -> list[Number]:
    """δ_t, how much of the effect is left (0–1) at t = 0, 1 … `steps` − 1 years.

    None 1; step the part of year t before it; linear max(0, 1 − t/L); half-life 2^(−t/h); yearly factor f^t; table as
    it stands, its last row going on.
    """
    times = range(steps)
    years = read(f"{place}/years", persistence.years)
    match persistence.fading:
        case Fading.STEP:
            return [np.clip(years - t, 0.0, 1.0) for t in times]
        case Fading.LINEAR:
            return [np.maximum(0.0, 1.0 - t / years) for t in times]
        case Fading.HALF_LIFE:
            return [exp(np.asarray(-t * LN2 / years)) for t in times]
        case Fading.YEARLY_FACTOR:
            factor = read(f"{place}/factor", persistence.factor)
            return [power(factor, np.array(t)) for t in times]
        case Fading.TABLE:
            left = [read(f"{place}/table/{at}/left_share", row.left_share) for at, row in enumerate(persistence.table)]
            return [left[min(t, len(left) - 1)] for t in times]
    return [1.0 for _ in times]


@dataclass(frozen=True)
class Entry:
    """An effect as numbers. `size` is the estimate, or the risk ratio (shifts: the risk difference) made of an SMD."""

    effect: Effect
    size: Number

    @property
    def is_shift(self) -> bool:
        """Whether it is there at time 0, and not in what happens each year."""
        return self.effect.acts_on in SHIFTS

    @property
    def is_difference(self) -> bool:
        """Whether it is added and not multiplied."""
        of_smd = self.effect.measure is Measure.SMD and self.is_shift
        return of_smd or self.effect.measure is Measure.RISK_DIFFERENCE

    def at_start(self, start: Number, recovered: Number) -> Number:
        """The share with the problem at time 0 with the intervention.

        `start` have the problem when they begin, `recovered` of these recover anyway. A difference is taken from the
        comparator's share; a ratio of those with the problem multiplies it, one of recoveries multiplies `recovered`.
        """
        with_problem = start * (1.0 - recovered)
        if self.is_difference:
            return with_problem - self.size
        changed = BY_RATIO[self.effect.measure]
        if self.effect.event is Event.PROBLEM:
            return changed(with_problem, self.size)
        return start * (1.0 - changed(recovered, self.size))

    def in_year(self, probability: Number, left: Number) -> Number:
        """A yearly probability with so much of the effect left: of a ratio, ratio^δ."""
        if self.is_difference:
            sign = -1.0 if self.effect.acts_on is ActsOn.INCIDENCE else 1.0
            return probability + sign * self.size * left
        return BY_RATIO[self.effect.measure](probability, faded(self.size, left))


def faded(ratio: Number, left: Number) -> Number:
    """A ratio that fades on the log scale: exp(δ × ln ratio)."""
    return exp(np.asarray(left * log(np.asarray(ratio, dtype=float))))


def entry_of(effect: Effect, place: str, read: Read) -> Entry:
    """The effect's size. An SMD becomes what it means at the control group's risk."""
    estimate = read(f"{place}/estimate", effect.estimate)
    if effect.measure is not Measure.SMD:
        return Entry(effect, estimate)
    risk = read(f"{place}/control_risk", effect.control_risk)
    changed = convert.by_smd(risk, estimate)
    if effect.acts_on not in SHIFTS:
        return Entry(effect, changed / risk)
    return Entry(effect, risk - changed if effect.event is Event.PROBLEM else changed - risk)


def outside(*probabilities: Number) -> np.ndarray:
    """In which draws some probability is not within 0–1, by more than the arithmetic's rounding."""
    numbers = map(np.asarray, probabilities)
    return reduce(np.logical_or, ((each < -ROUNDING) | (each > 1 + ROUNDING) for each in numbers))
