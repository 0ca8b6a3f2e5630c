"""Small groups are not shown: the one place that decides which values of a follow-up the public may see.

The rule, per indicator, with its own bound k (5 unless it asks for another; 1 hides nothing):

- An amount of 1 to k − 1 is small. So is a mean of fewer than k answers, and a share whose hits, whose misses, or whose
  answers are 1 to k − 1. A nought is shown, and so is *everyone* when they are k or more: neither is a small group.
- What has been said to be too few is small. Other missing values are told as missing, and count as nobody.
- A small value is hidden, and with it as many others as it takes for no hidden one to be worked out from what is shown:
  from the total and the other groups, of any split; from a year and its periods; from the sum of all periods, which the
  ratio rests on; from two amounts so far, whose difference is what came between. Of those that would do, the one with
  the fewest persons is hidden, a group before a total, and none with nobody in it while another will do.
- A small amount is told as *fewer than k*, one hidden for another's sake as not: that is k or more. What is shown of a
  sum may not leave a hidden part of it one possible number only.

Not covered: what someone knows from elsewhere, such as another indicator of the very same groups, or an edition of
another day, in which other values were hidden; and the ratio, which tells what it rests on to whoever has all the other
numbers. That is said where a ratio rests on what is hidden (`unshown`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, inf
from typing import NamedTuple

from chain.measurement import Cell, FollowUp, GroupCell, Missing, Observation, PlannedIndicator, Reading, Rule, Using
from chain.period import period
from reports.determined import Equation, determined
from sroi.follow_up.comparison import LearnedComparison
from sroi.follow_up.evidence import is_from_comparison
from sroi.follow_up.learned import Learned, Replaced
from sroi.follow_up.sums import is_seen, total

SUMMED = frozenset({Rule.FLOW, Rule.SHARE, Rule.MEAN})
COUNTED = frozenset({Rule.FLOW, Rule.CUMULATIVE, Rule.LEVEL})


class Mark(StrEnum):
    """What the public sees of a value: itself, that it is small, nothing (it would tell another), why it is missing."""

    SHOWN = "shown"
    SMALL = "small"
    COMPLEMENT = "complement"
    MISSING = "missing"


class Part(StrEnum):
    """What a value is of: a period, a year of several, all periods together, or a comparison group."""

    PERIOD = "period"
    YEAR = "year"
    ALL = "all"
    COMPARISON = "comparison"


class Key(NamedTuple):
    """Which value: part, period (a year, or "" for all), and group (none: the total)."""

    part: Part
    period: str
    split_id: str = ""
    group_id: str = ""


ALL = Key(Part.ALL, "")


@dataclass(frozen=True)
class Shown:
    """A value and what the public sees of it; `cell` is None where that is nothing."""

    mark: Mark
    cell: Cell | None = None


def disclosed(indicator: PlannedIndicator, observations: Iterable[Observation]) -> Mapping[Key, Shown]:
    """What the public may see of an indicator: every period, year and sum, every group. Deterministic."""
    mine = sorted((each for each in observations if each.indicator_id == indicator.id), key=_time)
    table = _Table(indicator, mine)
    hidden = table.hidden()
    return {key: _shown(cell, key, indicator, hidden) for key, cell in table.cells.items()}


def public(follow_up: FollowUp) -> FollowUp:
    """The follow-up as the public may have it: what is hidden stands as too few, and words beside it, which might tell
    it all the same, are left out."""
    plan = {each.id: disclosed(each, follow_up.observations) for each in follow_up.plan}
    observations = (
        _public(each, plan[each.indicator_id]) for each in follow_up.observations if each.indicator_id in plan
    )
    return follow_up.model_copy(update={"observations": tuple(observations)})


def unshown(learned: Learned | LearnedComparison, follow_up: FollowUp) -> tuple[Replaced, ...]:
    """The replaced assumptions that may not be shown as numbers, since something that they were made of may not be."""
    plan = {each.id: each for each in follow_up.plan}
    return tuple(
        each
        for each in learned.replaced
        if not _may_show(each, plan[each.indicator_id], follow_up.of(each.indicator_id))
    )


def _may_show(replaced: Replaced, indicator: PlannedIndicator, observations: Sequence[Observation]) -> bool:
    used = sorted((each for each in observations if each.period in replaced.periods), key=_time)
    found = disclosed(indicator, observations)
    return all(found[key].mark is Mark.SHOWN for key in _made_of(replaced, indicator, used, found))


def _made_of(
    replaced: Replaced, indicator: PlannedIndicator, observations: list[Observation], found: Mapping[Key, Shown]
) -> Iterator[Key]:
    """The values that it was made of: its years one by one, all periods together, or each of its periods."""
    keys = [Key(Part.PERIOD, each.period) for each in observations]
    if is_from_comparison(indicator, observations):
        yield from keys
        yield from (other for key in keys if (other := key._replace(part=Part.COMPARISON)) in found)
    elif replaced.reading is Reading.YEARLY or indicator.rule is Rule.FLOW:
        last = {period(key.period).year: key for key in keys}
        yield from (whole if (whole := Key(Part.YEAR, str(year))) in found else key for year, key in last.items())
    else:
        yield from [ALL] if ALL in found else keys


def _time(observation: Observation) -> tuple:
    return period(observation.period).end, observation.period


def _shown(cell: Cell, key: Key, indicator: PlannedIndicator, hidden: Mapping[Key, Mark]) -> Shown:
    if key in hidden:
        return Shown(hidden[key])
    return Shown(Mark.SHOWN, cell) if is_seen(cell, indicator.rule) else Shown(Mark.MISSING, cell)


HIDDEN = Cell(missing=Missing.TOO_FEW)


def _public(each: Observation, found: Mapping[Key, Shown]) -> Observation:
    def seen(key: Key, cell: Cell) -> Cell:
        return cell if found[key].cell is not None else HIDDEN

    groups = (
        GroupCell(split_id=g.split_id, group_id=g.group_id,
                  cell=seen(Key(Part.PERIOD, each.period, g.split_id, g.group_id), g.cell))
        for g in each.groups
    )  # fmt: skip
    other = each.comparison and seen(Key(Part.COMPARISON, each.period), each.comparison)
    hidden = any(key.period == each.period and shown.cell is None for key, shown in found.items())
    words = {"comment": "", "reason": ""} if hidden else {}
    update = words | {
        "total": seen(Key(Part.PERIOD, each.period), each.total),
        "groups": tuple(groups),
        "comparison": other,
    }
    return each.model_copy(update=update)


# --- what is small ---


def is_small(cell: Cell, rule: Rule, below: int) -> bool:
    """Whether a value is of a group of fewer than `below`, and not of nobody."""
    if cell.missing is Missing.TOO_FEW:
        return True
    if not is_seen(cell, rule) or cell.missing is not None:
        return False
    return any(0 < abs(count) < below for count in _counts(cell, rule))


def _counts(cell: Cell, rule: Rule) -> Iterator[float]:
    """The numbers of persons that a value tells."""
    if rule in COUNTED:
        yield cell.value or 0.0
    if cell.answered is not None and rule not in COUNTED:
        yield cell.answered
    if rule is Rule.SHARE and None not in (cell.hits, cell.answered):
        yield cell.hits
        yield cell.answered - cell.hits
    if cell.before is not None:
        yield cell.before.answered


def _persons(cell: Cell, rule: Rule) -> float:
    """How many a value is of: the fewer, the sooner it is hidden for another's sake."""
    if rule in COUNTED:
        return abs(cell.value or 0.0)
    return float(cell.answered or 0)


# --- what can be worked out ---


class _Table:
    """Every value of an indicator, and how they hang together."""

    def __init__(self, indicator: PlannedIndicator, observations: list[Observation]):
        self.indicator, self.rule = indicator, indicator.rule
        self.cells: dict[Key, Cell] = {}
        for each in observations:
            self._add(each)
        self.equations = [*self._over_groups(), *self._over_time([each.period for each in observations])]

    def _add(self, each: Observation) -> None:
        self.cells[Key(Part.PERIOD, each.period)] = each.total
        for group in each.groups:
            self.cells[Key(Part.PERIOD, each.period, group.split_id, group.group_id)] = group.cell
        if each.comparison is not None:
            self.cells[Key(Part.COMPARISON, each.period)] = each.comparison

    def _counts(self, key: Key) -> bool:
        """Whether a value takes part in sums: it is there, or hidden by whoever wrote it."""
        cell = self.cells[key]
        return is_seen(cell, self.rule) or cell.missing is Missing.TOO_FEW

    def _over_groups(self) -> Iterator[Equation]:
        """The groups of each split come to the total."""
        for whole in [key for key in self.cells if key.part is Part.PERIOD and not key.split_id]:
            by_split: dict[str, list[Key]] = {}
            for key in self.cells:
                if key.part is Part.PERIOD and key.period == whole.period and key.split_id and self._counts(key):
                    by_split.setdefault(key.split_id, []).append(key)
            if self._counts(whole):
                yield from ({whole: -1, **dict.fromkeys(parts, 1)} for parts in by_split.values())

    def _over_time(self, periods: list[str]) -> Iterator[Equation]:
        """The periods of a year come to the year, and all of them to the whole; for the total and every group."""
        if self.rule not in SUMMED:
            return
        groups = sorted({(key.split_id, key.group_id) for key in self.cells if key.part is Part.PERIOD})
        spans = [(Part.YEAR, str(year), [key for key in periods if period(key).year == year])
                 for year in sorted({period(key).year for key in periods})]  # fmt: skip
        replaces = self.indicator.replaces
        if replaces is not None and replaces.uses is Using.ALL:
            spans.append((*ALL[:2], periods))
        for part, name, of in spans:
            for split_id, group_id in groups if part is Part.YEAR else [("", "")]:
                keys = [Key(Part.PERIOD, each, split_id, group_id) for each in of]
                parts = [key for key in keys if key in self.cells and self._counts(key)]
                if len(parts) > 1:
                    whole = Key(part, name, split_id, group_id)
                    self.cells[whole] = total(self.rule, [self.cells[key] for key in parts]) or HIDDEN
                    yield {whole: -1, **dict.fromkeys(parts, 1)}

    def hidden(self) -> dict[Key, Mark]:
        """Which values are hidden, and why."""
        below = self.indicator.small_below
        small = (key for key, cell in self.cells.items() if is_small(cell, self.rule, below))
        marks = dict.fromkeys(small, Mark.SMALL)
        while True:
            ways = [used for _, used in determined(self.equations, marks.keys())]
            ways += [[each] for each in self.equations if self._leaves_one_possible(each, marks)]
            more = self._complements(ways, marks) | self._few_came_after(marks)
            if not more:
                return marks
            marks |= dict.fromkeys(more, Mark.COMPLEMENT)

    def _few_came_after(self, marks: Mapping[Key, Mark]) -> set[Key]:
        """Amounts so far that would tell, beside the next one that is shown, the few that came between."""
        if self.rule is not Rule.CUMULATIVE:
            return set()
        more, after = set[Key](), dict[Key, float]()
        for key in reversed([key for key, cell in self.cells.items() if key not in marks and is_seen(cell, self.rule)]):
            group, value = key._replace(period=""), self.cells[key].value or 0.0
            if is_small(Cell(value=after.get(group, value) - value), self.rule, self.indicator.small_below):
                more.add(key)
            else:
                after[group] = value
        return more

    def _complements(self, ways: list[list[Equation]], marks: Mapping[Key, Mark]) -> set[Key]:
        """One more value to hide for each way that a hidden one can be worked out; one that already breaks a way does
        for that way too."""
        more: set[Key] = set()
        for used in ways:
            if not any(key in more for equation in used for key in equation):
                chosen = self._complement(used, marks)
                more |= {chosen} if chosen is not None else set()
        return more

    def _leaves_one_possible(self, equation: Equation, marks: Mapping[Key, Mark]) -> bool:
        """Whether a sum of amounts leaves a hidden one no more than one number, given what its mark says of it."""
        if self.rule not in COUNTED or not any(key in marks for key in equation):
            return False
        shown = fsum(sign * (self.cells[key].value or 0.0) for key, sign in equation.items() if key not in marks)
        ends = {key: self._ends(marks[key], sign) for key, sign in equation.items() if key in marks}
        least, most = (fsum(end[at] for end in ends.values()) + shown for at in (0, 1))
        return any(max(low, high - most) == min(high, low - least) for low, high in ends.values())

    def _ends(self, mark: Mark, sign: int) -> tuple[float, float]:
        """What a hidden amount may be, as it counts in a sum: few, or as many as are no small group."""
        below = self.indicator.small_below
        few = (1.0, below - 1.0) if mark is Mark.SMALL else (float(below), inf)
        return few if sign > 0 else (-few[1], -few[0])

    def _complement(self, used: list[Equation], marks: Mapping[Key, Mark]) -> Key | None:
        """The value to hide as well, among those that the hidden one was worked out from."""
        order = {key: at for at, key in enumerate(self.cells)}
        free = {key for equation in used for key in equation if key not in marks}
        return min(free, key=lambda key: (*self._cost(key), order[key]), default=None)

    def _cost(self, key: Key) -> tuple[bool, bool, int, float]:
        persons = _persons(self.cells[key], self.rule)
        sums = (Part.PERIOD, Part.YEAR, Part.ALL)
        return persons == 0, not key.split_id, sums.index(key.part) if key.part in sums else 0, persons
