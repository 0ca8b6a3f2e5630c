"""Target against actual, by a rule that is written down; what is expected by now; the targets in all their versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chain.measurement import Cell, PlannedIndicator, Rule, Target
from chain.model import Direction
from chain.period import period
from sroi.follow_up.rates import rate_of
from sroi.follow_up.sums import is_seen

TOLERANCE_SHARE = 0.1
"""How far behind what is expected counts as on track: this share of the way from baseline to target."""
NEAR = 1e-9


class TargetStatus(StrEnum):
    """How a value stands against its targets."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NOT_REACHED = "not_reached"
    NO_TARGET = "no_target"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Standing:
    """A value against its targets, in the indicator's unit (shares 0–1).

    `target` is the target that it is held against, of `target_period`; `expected` what was to be expected in the
    value's own period; `version` which decision it is.
    """

    status: TargetStatus
    value: float | None
    expected: float | None
    target: float | None
    target_period: str | None
    version: int | None


def number_of(cell: Cell | None, rule: Rule) -> float | None:
    """The one number that a cell tells: its share, or its value; None when nothing was seen."""
    if cell is None or not is_seen(cell, rule):
        return None
    if rule is Rule.SHARE:
        rate = rate_of(cell)
        return rate.like_others if rate else (0.0 if cell.missing else None)
    return 0.0 if cell.value is None else cell.value


def in_force(targets: Iterable[Target], indicator_id: str) -> tuple[Target, ...]:
    """The target of each period as last decided, in order of time."""
    latest: dict[str, Target] = {}
    for target in targets:
        if target.indicator_id == indicator_id:
            known = latest.get(target.period)
            if known is None or target.version > known.version:
                latest[target.period] = target
    return tuple(sorted(latest.values(), key=lambda each: period(each.period).end))


def expected(indicator: PlannedIndicator, targets: Sequence[Target], key: str) -> float | None:
    """What was to be expected in a period: its own target, or on the straight line (by days) between what stands before
    it, a target or the baseline, and the next target. None where there is no next target, or nothing before it.

    The baseline stands at the end of its year, or at the first day of the plan. `targets` as `in_force` gives them.
    """
    end = period(key).end
    points = [(period(each.period).end.toordinal(), each.value) for each in targets]
    if indicator.baseline is not None:
        points.insert(0, (_baseline_day(indicator), indicator.baseline.value))
    at = end.toordinal()
    before = [point for point in points if point[0] <= at]
    after = [point for point in points if point[0] >= at]
    if not before or not after:
        return None
    (first_day, first), (last_day, last) = before[-1], after[0]
    return last if last_day == first_day else first + (last - first) * (at - first_day) / (last_day - first_day)


def _baseline_day(indicator: PlannedIndicator) -> int:
    first = indicator.first_on.toordinal()
    if indicator.baseline_year is None:
        return first
    return min(period(str(indicator.baseline_year)).end.toordinal(), first)


def standing(indicator: PlannedIndicator, targets: Iterable[Target], key: str, cell: Cell | None) -> Standing:
    """How a period's value stands.

    Rule: the value is held against its own period's target, or else the next one. At least the target: *reached*.
    Short of it by at most a tenth of the way from baseline (without one: of the target itself) to target, compared
    with what is expected by now, while a target remains to be met: *on track*; short by more: *behind*. Short of the
    last target: *not reached*. Where less is better, the other way round. Context figures have no target.
    """
    mine = in_force(targets, indicator.id)
    held = next((each for each in mine if period(each.period).end >= period(key).end), None)
    value = number_of(cell, indicator.rule)
    if held is None or indicator.direction is Direction.CONTEXT:
        return Standing(TargetStatus.NO_TARGET, value, None, None, None, None)
    by_now = expected(indicator, mine, key)
    status = _status(indicator, value, by_now, held, is_last=held is mine[-1] and held.period == key)
    return Standing(status, value, by_now, held.value, held.period, held.version)


def _status(
    indicator: PlannedIndicator, value: float | None, by_now: float | None, held: Target, is_last: bool
) -> TargetStatus:
    if value is None:
        return TargetStatus.CANNOT_TELL
    sign = -1.0 if indicator.direction is Direction.DOWN else 1.0
    if sign * (value - held.value) >= -NEAR * max(1.0, abs(held.value)):
        return TargetStatus.REACHED
    if is_last:
        return TargetStatus.NOT_REACHED
    if by_now is None:
        return TargetStatus.CANNOT_TELL
    start = indicator.baseline.value if indicator.baseline else 0.0
    slack = TOLERANCE_SHARE * abs(held.value - start)
    return TargetStatus.ON_TRACK if sign * (value - by_now) >= -slack - NEAR else TargetStatus.BEHIND
