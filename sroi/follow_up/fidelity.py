"""Fidelity to the method: whether dose, completion and trained leaders are what the method asks for."""

from dataclasses import dataclass

from chain.measurement import Focus, FollowUp, PlannedIndicator
from chain.model import Direction
from chain.period import period
from sroi.follow_up.sums import is_seen
from sroi.follow_up.targets import in_force, number_of


@dataclass(frozen=True)
class Kept:
    """One demand of the method: the latest value of its indicator, in which period, and what was asked for.

    `is_kept` None: nothing measured yet, or nothing asked for.
    """

    indicator_id: str
    period: str | None
    value: float | None
    asked_for: float | None
    is_kept: bool | None


@dataclass(frozen=True)
class Fidelity:
    """The method's demands, one by one. `is_kept` True when all are, False when one is not, None when none can tell."""

    demands: tuple[Kept, ...]

    @property
    def is_kept(self) -> bool | None:
        """The whole, from what can be told."""
        told = [each.is_kept for each in self.demands if each.is_kept is not None]
        return all(told) if told else None

    @property
    def told(self) -> int:
        """How many of the demands can be told."""
        return sum(each.is_kept is not None for each in self.demands)


def fidelity(follow_up: FollowUp) -> Fidelity:
    """How the method is kept, from the indicators that are about fidelity: the latest value against the latest target
    that is in force by then (or the first one that comes)."""
    return Fidelity(tuple(_kept(each, follow_up) for each in follow_up.plan if each.focus is Focus.FIDELITY))


def _kept(indicator: PlannedIndicator, follow_up: FollowUp) -> Kept:
    seen = [each for each in follow_up.of(indicator.id) if is_seen(each.total, indicator.rule)]
    latest = max(seen, key=lambda each: period(each.period).end, default=None)
    targets = in_force(follow_up.targets, indicator.id)
    if latest is None:
        return Kept(indicator.id, None, None, targets[0].value if targets else None, None)
    end = period(latest.period).end
    passed = [each for each in targets if period(each.period).end <= end]
    asked = (passed[-1:] or targets[:1] or [None])[0]
    value = number_of(latest.total, indicator.rule)
    if asked is None or value is None:
        return Kept(indicator.id, latest.period, value, asked and asked.value, None)
    is_kept = value <= asked.value if indicator.direction is Direction.DOWN else value >= asked.value
    return Kept(indicator.id, latest.period, value, asked.value, is_kept)
