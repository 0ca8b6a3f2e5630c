"""What an indicator's measurements say of the assumption that they are to replace, in that assumption's own unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from chain.measurement import Cell, FollowUp, NonResponse, Observation, PlannedIndicator, Reading, Rule, Using
from chain.model import Direction
from chain.period import period
from sroi.follow_up import estimates
from sroi.follow_up.estimates import Estimate
from sroi.follow_up.rates import counted, rate_of
from sroi.follow_up.sums import LAST, is_seen, total, years_of

DEADWEIGHT = "deadweight"


@dataclass(frozen=True)
class Evidence:
    """What was measured, of which periods. `counts` (hits, of how many) where it is a plain share.

    `compared` tells that a comparison group gave it, `raw` what it was before it was kept within what the
    number can be.
    """

    estimate: Estimate
    periods: tuple[str, ...]
    counts: tuple[int, int] | None = None
    compared: bool = False
    raw: float | None = None


def evidence_of(indicator: PlannedIndicator, follow_up: FollowUp, choice: NonResponse | None = None) -> Evidence | None:
    """All that was seen of an indicator, read as its plan says; None when nothing was.

    Shares and means are pooled over all periods (or the latest alone, as planned), flows are the mean of whole years,
    levels and amounts so far the last one, which is no sample and so exact. A change is counted from the baseline
    towards what is better: downwards where less is. A deadweight is worked out from the comparison group where one was
    measured. `choice` takes those who did not answer otherwise than told.
    """
    seen = _seen(indicator, follow_up)
    if not seen:
        return None
    if is_from_comparison(indicator, seen):
        return _from_comparison(indicator, seen, choice)
    seen = _made_of(indicator, seen, follow_up)
    counts = _counts(indicator, seen, choice)
    found = _as_it_is(indicator, seen, counts, follow_up)
    if found is None:
        return None
    reading, factor = indicator.replaces.reading, indicator.replaces.factor
    if reading is Reading.CHANGE:
        found = _change(indicator, seen, found, choice)
    plain = counts if reading is Reading.AS_IT_IS and factor == 1 else None
    return found and Evidence(found.times(factor), tuple(each.period for each in seen), plain)


def is_from_comparison(indicator: PlannedIndicator, seen: Sequence[Observation]) -> bool:
    """Whether what it replaces is worked out from a comparison group: a deadweight, where one was measured."""
    is_deadweight = indicator.replaces.place.rsplit("/", 1)[-1] == DEADWEIGHT
    return is_deadweight and any(each.comparison is not None for each in seen)


def _seen(indicator: PlannedIndicator, follow_up: FollowUp) -> list[Observation]:
    seen = [each for each in follow_up.of(indicator.id) if is_seen(each.total, indicator.rule)]
    ordered = sorted(seen, key=lambda each: period(each.period).end)
    is_latest = indicator.replaces.uses is Using.LATEST and indicator.rule is not Rule.FLOW
    return ordered[-1:] if is_latest else ordered


def _made_of(indicator: PlannedIndicator, seen: list[Observation], follow_up: FollowUp) -> list[Observation]:
    """What of it is in the number: whole years of a flow, the last of levels and amounts so far, or all."""
    if indicator.rule is Rule.FLOW:
        whole = {key for year in years_of(indicator, follow_up.observations) if year.is_whole for key in year.measured}
        return [each for each in seen if each.period in whole]
    return seen[-1:] if indicator.rule in LAST else seen


def choice_of(indicator: PlannedIndicator, observation: Observation, choice: NonResponse | None) -> NonResponse:
    """How those who did not answer are taken: as asked for, as told with the value, or as planned."""
    return choice or observation.non_response or indicator.non_response


def _counts(
    indicator: PlannedIndicator, seen: Sequence[Observation], choice: NonResponse | None
) -> tuple[int, int] | None:
    if indicator.rule is not Rule.SHARE:
        return None
    rates = [(each, rate_of(each.total)) for each in seen]
    parts = [counted(rate, choice_of(indicator, each, choice), indicator.direction) for each, rate in rates if rate]
    return (sum(hits for hits, _ in parts), sum(of for _, of in parts)) if parts else None


def _as_it_is(
    indicator: PlannedIndicator, seen: Sequence[Observation], counts: tuple[int, int] | None, follow_up: FollowUp
) -> Estimate | None:
    if indicator.rule is Rule.SHARE:
        return estimates.share(*counts) if counts else None
    if indicator.rule is Rule.FLOW:
        return _yearly_mean([year.cell for year in years_of(indicator, follow_up.observations) if year.is_whole])
    cell = total(indicator.rule, [each.total for each in seen])
    return estimates.mean(cell) if indicator.rule is Rule.MEAN else Estimate(cell.value or 0.0, 0.0)


def _yearly_mean(cells: Sequence[Cell]) -> Estimate | None:
    """The mean of whole years; from two on with the variance of that mean, s² ÷ years. One year says nothing of it."""
    values = [cell.value or 0.0 for cell in cells]
    if not values:
        return None
    middle = fsum(values) / len(values)
    if len(values) == 1:
        return Estimate(middle, None, 1)
    squares = fsum((each - middle) ** 2 for each in values)
    return Estimate(middle, squares / (len(values) - 1) / len(values), len(values))


def _change(
    indicator: PlannedIndicator, seen: Sequence[Observation], found: Estimate, choice: NonResponse | None
) -> Estimate | None:
    """The change towards what is better; of a mean from those measured both times where that is told."""
    sign = -1.0 if indicator.direction is Direction.DOWN else 1.0
    if indicator.rule is Rule.MEAN:
        silent_unchanged = choice_of(indicator, seen[-1], choice) is NonResponse.NO_SUCCESS
        own = estimates.change(total(Rule.MEAN, [each.total for each in seen]), silent_unchanged)
        if own is not None:
            return own.times(sign)
    if indicator.baseline is None:
        return None
    return found.less(_baseline(indicator)).times(sign)


def _baseline(indicator: PlannedIndicator) -> Estimate:
    """The baseline as its passport says it, spread and all."""
    return estimates.stated("share" if indicator.rule is Rule.SHARE else "baseline", indicator.baseline)


# --- from a comparison group ---


def _from_comparison(
    indicator: PlannedIndicator, seen: Sequence[Observation], choice: NonResponse | None
) -> Evidence | None:
    both = [each for each in seen if each.comparison is not None and is_seen(each.comparison, indicator.rule)]
    treated = total(indicator.rule, [each.total for each in both])
    other = total(indicator.rule, [each.comparison for each in both])
    one, two = (each and _level(indicator, each, both[-1], choice) for each in (treated, other))
    if one is None or two is None:
        return None
    before = _before(indicator, treated) or (indicator.baseline and _baseline(indicator))
    is_change = indicator.replaces.reading is Reading.CHANGE
    found = estimates.deadweight(one, two, before, _before(indicator, other), is_change)
    return found and Evidence(found.share, tuple(each.period for each in both), compared=True, raw=found.raw)


def _level(
    indicator: PlannedIndicator, cell: Cell, observation: Observation, choice: NonResponse | None
) -> Estimate | None:
    if indicator.rule is not Rule.SHARE:
        return estimates.mean(cell)
    rate = rate_of(cell)
    taken = choice_of(indicator, observation, choice)
    return rate and estimates.share(*counted(rate, taken, indicator.direction))


def _before(indicator: PlannedIndicator, cell: Cell) -> Estimate | None:
    before = cell.before
    if before is None or not before.answered:
        return None
    if indicator.rule is Rule.SHARE:
        return estimates.share(before.value * before.answered, before.answered)
    return Estimate(before.value, None if cell.spread is None else cell.spread**2 / before.answered, before.answered)
