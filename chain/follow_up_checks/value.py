"""What holds for one measured value: counts within each other, within the plan and the calendar, or a stated reason."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from chain.follow_up_checks.words import personal_words
from chain.measurement import Cell, Missing, Observation, PlannedIndicator, Rule, Split
from chain.model import by_id
from chain.period import Every, period, periods
from chain.problem import Problem, Severity, problem

WARNING = Severity.WARNING
AMOUNTS = frozenset({Rule.FLOW, Rule.CUMULATIVE, Rule.LEVEL})
WRITTEN = ("method", "comment", "reason")
ROUNDING = 1e-6
"""How far the sum of amounts may be from their total, as a share of it."""


def check_value(observation: Observation, indicator: PlannedIndicator, today: date) -> list[Problem]:
    """Every problem of one value: its counts, its groups, its dates, its words."""
    return [
        *_dates(observation, indicator, today),
        *_cells(observation, indicator),
        *_groups(observation, indicator),
        *_correction(observation),
        *(each for name in WRITTEN for each in personal_words(getattr(observation, name), f"value/{name}")),
    ]


# --- dates ---


def _dates(observation: Observation, indicator: PlannedIndicator, today: date) -> Iterator[Problem]:
    try:
        of = period(observation.period)
    except ValueError:
        yield problem("follow_up.outside_plan", "value/period", period=observation.period)
        return
    if of.end >= today:
        yield problem("follow_up.future_period", "value/period", period=of.key, end=of.end.isoformat())
    if not is_planned(of.key, indicator):
        yield problem("follow_up.outside_plan", "value/period", period=of.key)
    collected = observation.collected_on
    if collected is not None and collected > today:
        yield problem("follow_up.collected_later", "value/collected_on", day=collected.isoformat())
    elif collected is not None and collected < of.start:
        yield problem("follow_up.collected_before", "value/collected_on", day=collected.isoformat(), period=of.key)


def is_planned(key: str, indicator: PlannedIndicator) -> bool:
    """Whether the indicator is measured in the period of this name."""
    if indicator.last_on < indicator.first_on:
        return False
    if indicator.every is not Every.ONCE:
        of = period(key)
        return any(of == each for each in periods(indicator.every, of.start, of.end)) and (
            indicator.first_on <= of.end <= indicator.last_on
        )
    return key == f"{indicator.first_on}/{indicator.last_on}"


def _correction(observation: Observation) -> Iterator[Problem]:
    if observation.version > 1 and not observation.reason.strip():
        yield problem("follow_up.no_reason", "value/reason")


# --- one cell ---


def _cells(observation: Observation, indicator: PlannedIndicator) -> Iterator[Problem]:
    yield from _cell(observation.total, "value", indicator)
    for each in observation.groups:
        yield from _cell(each.cell, f"value/groups/{each.split_id}/{each.group_id}", indicator)
    if observation.comparison is not None:
        yield from _cell(observation.comparison, "value/comparison", indicator)


def _cell(cell: Cell, place: str, indicator: PlannedIndicator) -> Iterator[Problem]:
    if cell.missing is Missing.KNOWN_ZERO:
        if cell.value or cell.hits:
            yield problem("follow_up.known_zero_is_not", f"{place}/missing", value=cell.value or cell.hits)
    elif cell.missing is not None:
        if cell.value is not None or cell.hits is not None:
            yield problem("follow_up.value_and_missing", f"{place}/missing")
    else:
        yield from _told(cell, place, indicator)
    yield from _counts(cell, place, indicator)


def _told(cell: Cell, place: str, indicator: PlannedIndicator) -> Iterator[Problem]:
    """What the rule of summing needs is there."""
    rule = indicator.rule
    if rule is Rule.SHARE:
        if cell.hits is None:
            yield problem("follow_up.empty", f"{place}/hits")
        if cell.answered is None:
            yield problem("follow_up.no_answered", f"{place}/answered")
    elif cell.value is None:
        yield problem("follow_up.empty", f"{place}/value")
    elif rule is Rule.MEAN and not cell.answered:
        yield problem("follow_up.mean_without_number", f"{place}/answered")
    elif rule is Rule.MEAN and cell.spread is None and indicator.replaces is not None:
        yield problem("follow_up.mean_without_spread", f"{place}/spread", WARNING)


def _counts(cell: Cell, place: str, indicator: PlannedIndicator) -> Iterator[Problem]:
    hits, answered, asked = cell.hits, cell.answered, cell.asked
    if None not in (hits, answered) and hits > answered:
        yield problem("follow_up.hits_above_answered", f"{place}/hits", hits=hits, answered=answered)
    if None not in (answered, asked) and answered > asked:
        yield problem("follow_up.answered_above_asked", f"{place}/answered", answered=answered, asked=asked)
    if cell.before is not None and answered is not None and cell.before.answered > answered:
        yield problem(
            "follow_up.before_above_answered",
            f"{place}/before/answered",
            before=cell.before.answered,
            answered=answered,
        )
    counts_people = indicator.rule in AMOUNTS and indicator.small_below > 1
    if counts_people and cell.value is not None and cell.value < 0:
        yield problem("follow_up.negative", f"{place}/value", value=cell.value)


# --- groups ---


def _groups(observation: Observation, indicator: PlannedIndicator) -> Iterator[Problem]:
    splits = by_id(indicator.splits)
    for split_id, members in groupby(sorted(observation.groups, key=lambda g: g.split_id), lambda g: g.split_id):
        split, told = splits.get(split_id), list(members)
        known = by_id(split.groups) if split else {}
        unknown = [each for each in told if each.group_id not in known]
        for each in unknown:
            yield problem("follow_up.unknown_group", f"value/groups/{split_id}/{each.group_id}", id=each.group_id)
        if len({each.group_id for each in told}) < len(told):
            yield problem("follow_up.group_twice", f"value/groups/{split_id}")
        elif split is not None and not unknown and len(told) == len(known):
            yield from _sums(observation.total, [each.cell for each in told], split, indicator.rule)


def _sums(total: Cell, parts: list[Cell], split: Split, rule: Rule) -> Iterator[Problem]:
    """The groups together are all; where they are not, the total is what counts, and it is said."""
    fields = ("value",) if rule in AMOUNTS else ("hits", "answered", "asked")
    for field in fields:
        whole, told = getattr(total, field), [_number(part, field) for part in parts]
        if whole is None or None in told:
            continue
        if abs(sum(told) - whole) > ROUNDING * max(1.0, abs(whole)):
            place = f"value/groups/{split.id}"
            values = {"split": split.name, "sum": sum(told), "total": whole}
            yield problem("follow_up.groups_not_total", place, WARNING, **values)


def _number(cell: Cell, field: str) -> float | None:
    if cell.missing is Missing.KNOWN_ZERO and field in ("value", "hits"):
        return 0
    return None if cell.missing not in (None, Missing.KNOWN_ZERO) else getattr(cell, field)
