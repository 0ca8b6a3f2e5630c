"""What a measurement says of a number, with its uncertainty: shares, means, changes, and what a comparison shows.

An interval is the number ± 1.96 standard errors; a share's variance is that of Jeffreys' posterior, so that 0 of 12 is
not taken to be certain.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from chain.assumption import Assumption
from chain.measurement import Cell
from sroi.distributions import distribution_of
from sroi.fits import score

CREDIBILITY = 0.95


@dataclass(frozen=True)
class Estimate:
    """A number with its variance (None: not known) and how many it was measured in (None: not a sample)."""

    value: float
    variance: float | None = None
    number: int | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 per cent interval; None when the variance is not known."""
        if self.variance is None:
            return None
        reach = score(CREDIBILITY) * sqrt(self.variance)
        return self.value - reach, self.value + reach

    def times(self, factor: float) -> "Estimate":
        """The same in another unit."""
        variance = None if self.variance is None else self.variance * factor**2
        return Estimate(self.value * factor, variance, self.number)

    def less(self, other: "Estimate") -> "Estimate":
        """The difference of two independent estimates; the number is the first's."""
        known = None not in (self.variance, other.variance)
        variance = self.variance + other.variance if known else None
        return Estimate(self.value - other.value, variance, self.number or other.number)


def share(hits: float, of: int) -> Estimate:
    """A share from its counts: hits ÷ of, with the variance of beta(hits + ½, of − hits + ½)."""
    a, b = hits + 0.5, of - hits + 0.5
    return Estimate(hits / of, a * b / ((a + b) ** 2 * (a + b + 1)), of)


def mean(cell: Cell) -> Estimate:
    """A mean of n answers: its variance is spread² ÷ n."""
    known = cell.spread is not None and cell.answered
    return Estimate(cell.value or 0.0, cell.spread**2 / cell.answered if known else None, cell.answered)


def stated(place: str, figure: Assumption) -> Estimate:
    """What a passport says: the value, with the variance of its distribution (0 when no spread is stated)."""
    return Estimate(figure.value, distribution_of(place, figure)[0].spread ** 2, figure.sample_size)


def change(cell: Cell, silent_unchanged: bool = False) -> Estimate | None:
    """The mean change of those measured before and after, from group summaries; None where it is not told.

    Formula: after − before; variance = spread of change² ÷ n. Where the spread of the change is not told, 2 × spread²
    ÷ n: as if before and after had nothing to do with each other, which is wider than it is. `silent_unchanged` takes
    those who did not answer to have changed not at all: the change and its error × answered ÷ asked.
    """
    if cell.before is None or cell.value is None or not cell.before.answered:
        return None
    number, spread = cell.before.answered, cell.before.spread_of_change
    squared = spread**2 if spread is not None else None if cell.spread is None else 2 * cell.spread**2
    found = Estimate(cell.value - cell.before.value, None if squared is None else squared / number, number)
    asked = cell.asked if silent_unchanged else None
    return found if asked is None or not cell.answered else found.times(cell.answered / max(asked, cell.answered))


# --- against a comparison group ---


@dataclass(frozen=True)
class Deadweight:
    """What would have happened anyway, as a share of what is counted (0–1), from a comparison group.

    `net` is what the comparison leaves of the `gross` change. `raw` is the share before it was kept within 0–1: where
    it differs from `share.value` it was clipped, and that is to be told.
    """

    share: Estimate
    raw: float
    gross: Estimate
    net: Estimate

    @property
    def is_clipped(self) -> bool:
        """Whether the comparison group did better than everyone, or worse than nothing."""
        return self.raw != self.share.value


def deadweight(
    treated: Estimate,
    comparison: Estimate,
    treated_before: Estimate | None = None,
    comparison_before: Estimate | None = None,
    counted_as_change: bool = False,
) -> Deadweight | None:
    """The deadweight that a comparison group shows; None where nothing happened that it could be a share of.

    Formulas: gross = the outcome, or its change from before when that is what the chain counts. Net = outcome −
    comparison's outcome; with both groups' before, the difference in differences (treated − before) − (comparison −
    before). Deadweight = 1 − net ÷ gross. Variance by the delta method over the four independent means:
    Σ variance × (∂ deadweight)².
    """
    zero = Estimate(0.0, 0.0)
    has_both = treated_before is not None and comparison_before is not None
    from_before = counted_as_change and treated_before is not None
    first, second = (treated_before or zero), (comparison_before or zero)
    gross = treated.less(first) if from_before else treated
    net = treated.less(first).less(comparison.less(second)) if has_both else treated.less(comparison)
    if not gross.value > 0:
        return None
    raw, inverse, slope = 1 - net.value / gross.value, 1 / gross.value, net.value / gross.value**2
    slopes = (slope - inverse, inverse, has_both * inverse - from_before * slope, -has_both * inverse)
    variances = [each.variance for each in (treated, comparison, first, second)]
    known = None not in variances
    variance = sum(v * d**2 for v, d in zip(variances, slopes, strict=True)) if known else None
    return Deadweight(Estimate(min(max(raw, 0.0), 1.0), variance, comparison.number), raw, gross, net)


# --- against the trial ---


class Verdict(StrEnum):
    """The local result against the trial's effect."""

    IN_LINE = "in_line"
    LOWER = "lower"
    HIGHER = "higher"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class LocalResult:
    """A local result beside the trial's effect, in the same unit, and their difference (local − trial)."""

    local: Estimate
    trial: Estimate
    difference: Estimate
    verdict: Verdict


def against_trial(local: Estimate, trial: Estimate) -> LocalResult:
    """Whether the local result is in line with the trial's effect.

    Rule: lower or higher when the 95 per cent interval of the difference leaves out nought. Otherwise in line; but
    when the local interval holds both the trial's effect and no effect at all, the measurement cannot tell one from
    the other, and neither can we.
    """
    difference = local.less(trial)
    return LocalResult(local, trial, difference, _verdict(local, trial, difference))


def _verdict(local: Estimate, trial: Estimate, difference: Estimate) -> Verdict:
    apart, own = difference.interval, local.interval
    if apart is None or own is None:
        return Verdict.CANNOT_TELL
    if apart[1] < 0:
        return Verdict.LOWER
    if apart[0] > 0:
        return Verdict.HIGHER
    return Verdict.CANNOT_TELL if own[0] <= 0 <= own[1] and own[0] <= trial.value <= own[1] else Verdict.IN_LINE
