"""Small groups: the example municipality's cases, and the law that no hidden value follows from those shown."""

from datetime import date
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
import numpy as np
import pytest

from chain.assumption import Assumption
from chain.follow_up_document import read_follow_up
from chain.measurement import (
    Before,
    Cell,
    FollowUp,
    Group,
    GroupCell,
    Missing,
    Observation,
    PlannedIndicator,
    Reading,
    Replacing,
    Rule,
    Split,
    Using,
)
from chain.model import by_id
from chain.period import Every, period
from chain.text import Text
from reports.disclosure import ALL, Key, Mark, Part, disclosed, is_small, public, unshown
from sroi.follow_up.learned import Learned, Replaced
from tests.laws.conventions import few
from tests.spec.small import chain

EXAMPLES = Path(__file__).parents[2] / "chain" / "examples" / "follow_up"


def example(name: str) -> FollowUp:
    found, problems = read_follow_up((EXAMPLES / f"{name}.json").read_bytes())
    assert not problems
    return found


def seen(name: str, indicator_id: str):
    follow_up = example(name)
    return disclosed(by_id(follow_up.plan)[indicator_id], follow_up.observations)


def test_three_men_are_hidden_and_the_women_as_their_complement_and_the_total_is_shown():
    found = seen("I3", "I3-M4")
    assert {key.group_id or "total": shown.mark for key, shown in found.items()} == {
        "total": Mark.SHOWN,
        "women": Mark.COMPLEMENT,
        "men": Mark.SMALL,
    }
    assert all(shown.cell is None for key, shown in found.items() if key.group_id)


def test_one_or_two_placements_are_told_as_fewer_than_five():
    assert {shown.mark for shown in seen("I2", "I2-M3").values()} == {Mark.SMALL}


def test_what_is_not_published_yet_is_missing_and_not_hidden():
    assert seen("I2", "I2-M4")[Key(Part.PERIOD, "2024")].mark is Mark.MISSING


@pytest.mark.parametrize(
    ("cell", "rule", "small"),
    [
        (Cell(hits=4, answered=11), Rule.SHARE, True),  # four of eleven: the numerator
        (Cell(hits=7, answered=11), Rule.SHARE, True),  # four who did not
        (Cell(hits=6, answered=11), Rule.SHARE, False),
        (Cell(hits=0, answered=11), Rule.SHARE, False),  # nobody is no small group
        (Cell(hits=11, answered=11), Rule.SHARE, False),
        (Cell(hits=0, answered=4), Rule.SHARE, True),
        (Cell(value=63, answered=3), Rule.MEAN, True),
        (Cell(value=63, answered=9, before=Before(value=50, answered=4)), Rule.MEAN, True),
        (Cell(value=4), Rule.FLOW, True),
        (Cell(value=0), Rule.FLOW, False),
        (Cell(missing=Missing.KNOWN_ZERO), Rule.FLOW, False),
        (Cell(missing=Missing.TOO_FEW), Rule.FLOW, True),
        (Cell(missing=Missing.NON_RESPONSE), Rule.FLOW, False),
    ],
)
def test_what_is_small(cell, rule, small):
    assert is_small(cell, rule, 5) is small
    assert not is_small(cell, rule, 1) or cell.missing is Missing.TOO_FEW


def test_the_public_edition_holds_nothing_that_is_hidden():
    whole = example("I3")
    edition = public(whole)
    told = {(each.indicator_id, each.period): each for each in edition.observations}
    assert [g.cell.missing for g in told["I3-M4", "2025"].groups] == [Missing.TOO_FEW] * 2
    assert told["I3-M1", "2023"].total == Cell(missing=Missing.TOO_FEW)  # two of twelve
    assert told["I3-M1", "2025"].total == by_period(whole, "I3-M1", "2025").total
    assert public(edition) == edition


def test_words_beside_a_hidden_value_are_left_out_of_the_public_edition():
    one = Observation(indicator_id="M", period="2025-Q1", total=Cell(value=3), comment="tre av sexton")
    other = Observation(indicator_id="M", period="2025-Q2", total=Cell(value=30), comment="som väntat")
    edition = public(FollowUp(intervention_id="C", plan=(plan(Rule.LEVEL),), observations=(one, other)))
    assert [each.comment for each in edition.observations] == ["", "som väntat"]


def by_period(follow_up: FollowUp, indicator_id: str, key: str) -> Observation:
    return next(each for each in follow_up.of(indicator_id) if each.period == key)


# --- made up ---

SEX, AGE = (
    Split(id=name, name=Text(), groups=tuple(Group(id=each, name=Text()) for each in groups))
    for name, groups in (("sex", ("w", "m")), ("age", ("a", "b", "c")))
)
GROUPS = [(split.id, group.id) for split in (SEX, AGE) for group in split.groups]
COUNTS = st.sampled_from((0, 1, 3, 4, 5, 6, 9, 20))


def plan(rule: Rule, every: Every = Every.QUARTER, **more) -> PlannedIndicator:
    return PlannedIndicator(id="M", name=Text(), element="chain", rule=rule, every=every, first_on=date(2024, 1, 1),
                            last_on=date(2026, 12, 31), splits=(SEX, AGE), **more)  # fmt: skip


def cell_of(rule: Rule, number: int, other: int) -> Cell:
    if rule is Rule.SHARE:
        return Cell(hits=number, answered=number + other, asked=number + other)
    if rule is Rule.MEAN:
        return Cell(value=float(other), answered=number) if number else Cell(missing=Missing.NOT_APPLICABLE)
    return Cell(value=float(number))


def summed(rule: Rule, cells: list[Cell]) -> Cell:
    told = [cell for cell in cells if cell.missing is None]
    if rule is Rule.SHARE:
        return Cell(**{name: sum(getattr(cell, name) for cell in told) for name in ("hits", "answered", "asked")})
    if rule is Rule.MEAN:
        number = sum(cell.answered for cell in told)
        return Cell(value=sum(c.value * c.answered for c in told) / number, answered=number) if number else cells[0]
    return Cell(value=sum(cell.value for cell in told))


@st.composite
def tables(draw) -> tuple[PlannedIndicator, list[Observation]]:
    """Two to five quarters, each split in two ways whose groups come to the same total."""
    rule = draw(st.sampled_from((Rule.FLOW, Rule.SHARE, Rule.MEAN, Rule.LEVEL)))
    replaces = draw(st.sampled_from((None, Replacing(place="effects/E1/quantity/share"))))
    observations = []
    for key in draw(st.sampled_from((["2025-Q1"], ["2024-Q4", "2025-Q1", "2025-Q2"], ["2025-Q1", "2025-Q2"]))):
        table = [[cell_of(rule, draw(COUNTS), draw(COUNTS)) for _ in AGE.groups] for _ in SEX.groups]
        cells = [summed(rule, row) for row in table] + [
            summed(rule, list(column)) for column in zip(*table, strict=True)
        ]
        groups = tuple(
            GroupCell(split_id=split, group_id=group, cell=cell)
            for (split, group), cell in zip(GROUPS, cells, strict=True)
        )
        observations.append(Observation(indicator_id="M", period=key, total=summed(rule, cells[:2]), groups=groups))
    return plan(rule, replaces=replaces), observations


def sums(observations, found) -> list[dict[Key, int]]:
    """Every sum that a reader knows, written anew: groups to total, periods to year, periods to all."""
    equations = []
    for each in observations:
        for split in (SEX, AGE):
            parts = {Key(Part.PERIOD, each.period, split.id, group.id): 1 for group in split.groups}
            equations.append(parts | {Key(Part.PERIOD, each.period): -1})
    for split, group in (("", ""), *GROUPS):
        keys = [Key(Part.PERIOD, each.period, split, group) for each in observations]
        for whole in (Key(Part.YEAR, "2025", split, group), Key(Part.ALL, "", split, group)):
            of = [key for key in keys if whole.part is Part.ALL or period(key.period).year == 2025]
            equations.append(dict.fromkeys(of, 1) | {whole: -1})
    return [equation for equation in equations if all(key in found for key in equation)]


@few
@given(tables())
def test_no_hidden_value_is_determined_by_the_shown_ones(made):
    """Solved with another tool: a hidden value is determined when its unit vector adds nothing to the rank."""
    indicator, observations = made
    found = disclosed(indicator, observations)
    hidden = [key for key, shown in found.items() if shown.mark in (Mark.SMALL, Mark.COMPLEMENT)]
    if not hidden:
        return
    matrix = np.array([[equation.get(key, 0) for key in hidden] for equation in sums(observations, found)])
    rank = np.linalg.matrix_rank(matrix)
    for at in range(len(hidden)):
        unit = np.zeros(len(hidden))
        unit[at] = 1
        assert np.linalg.matrix_rank(np.vstack([matrix, unit])) == rank + 1, hidden[at]


@few
@given(tables())
def test_everything_small_is_hidden_and_nothing_is_hidden_without_something_small(made):
    indicator, observations = made
    found = disclosed(indicator, observations)
    small = [
        key
        for each in observations
        for key, cell in [
            (Key(Part.PERIOD, each.period), each.total),
            *((Key(Part.PERIOD, each.period, g.split_id, g.group_id), g.cell) for g in each.groups),
        ]
        if is_small(cell, indicator.rule, 5)
    ]
    assert all(found[key].mark is Mark.SMALL for key in small)
    assert small or all(shown.mark is not Mark.COMPLEMENT for shown in found.values())
    assert disclosed(indicator, observations[::-1]) == found


def test_two_amounts_so_far_hide_the_few_that_came_between():
    observations = [Observation(indicator_id="M", period=key, total=Cell(value=value))
                    for key, value in (("2025-Q1", 10), ("2025-Q2", 12), ("2025-Q3", 30))]  # fmt: skip
    found = disclosed(plan(Rule.CUMULATIVE), observations)
    assert [shown.mark for shown in found.values()] == [Mark.COMPLEMENT, Mark.SHOWN, Mark.SHOWN]


def test_two_amounts_so_far_hide_the_few_that_came_between_over_one_that_is_hidden():
    """12 hidden for what came to it from 10 would leave 10 and 14, and 4 between them."""
    observations = [Observation(indicator_id="M", period=f"2025-Q{at}", total=Cell(value=value))
                    for at, value in enumerate((10, 12, 14, 20), 1)]  # fmt: skip
    found = disclosed(plan(Rule.CUMULATIVE), observations)
    assert [shown.mark for shown in found.values()] == [Mark.COMPLEMENT, Mark.COMPLEMENT, Mark.SHOWN, Mark.SHOWN]


def in_one_quarter(*numbers: int) -> tuple[PlannedIndicator, Observation]:
    names = "abc"[: len(numbers)]
    split = Split(id="s", name=Text(), groups=tuple(Group(id=name, name=Text()) for name in names))
    groups = tuple(
        GroupCell(split_id="s", group_id=name, cell=Cell(value=each)) for name, each in zip(names, numbers, strict=True)
    )
    seen = Observation(indicator_id="M", period="2025-Q1", total=Cell(value=sum(numbers)), groups=groups)
    return plan(Rule.FLOW).model_copy(update={"splits": (split,)}), seen


def test_two_groups_told_as_fewer_than_five_that_must_both_be_four():
    indicator, seen_there = in_one_quarter(4, 4)
    assert disclosed(indicator, [seen_there])[Key(Part.PERIOD, "2025-Q1")].mark is Mark.COMPLEMENT


def test_one_that_must_be_one_because_the_other_is_told_as_no_small_group():
    indicator, seen_there = in_one_quarter(5, 1)
    assert disclosed(indicator, [seen_there])[Key(Part.PERIOD, "2025-Q1")].mark is Mark.COMPLEMENT


@few
@given(st.lists(COUNTS, min_size=2, max_size=3))
def test_no_small_amount_is_the_only_one_that_fits_what_is_told(numbers):
    """Every way to fill in what is hidden, tried: few are 1 to 4, the others nobody or five or more."""
    indicator, seen_there = in_one_quarter(*numbers)
    found = disclosed(indicator, [seen_there])
    told = {Mark.SMALL: range(1, 5), Mark.COMPLEMENT: (0, *range(5, 70))}
    ways = [told.get(shown.mark) or (int(shown.cell.value),) for shown in found.values()]
    fitting = [(whole, *parts) for whole, *parts in product(*ways) if whole == sum(parts)]
    for at, shown in enumerate(found.values()):
        if shown.mark is Mark.SMALL and sum(numbers) >= 5:
            assert len({way[at] for way in fitting}) > 1, (numbers, fitting)


def test_a_sum_that_the_ratio_rests_on():
    one, other = of_quarter(1, Cell(hits=3, answered=16)), of_quarter(2, Cell(hits=8, answered=30))
    pooled = replacing(Rule.SHARE, "effects/E1/quantity/share")
    found = disclosed(pooled, [one, other])
    assert [found[Key(Part.PERIOD, each.period)].mark for each in (one, other)] == [Mark.SMALL, Mark.COMPLEMENT]
    assert shows(pooled, one, other)
    assert not shows(pooled, one)


def test_a_year_or_the_latest_alone_is_hidden_though_the_sum_of_all_is_shown():
    """The sums of these are shown, and are not what is used: that is each year by itself, or the last one there is."""
    yearly = replacing(Rule.FLOW, "cohorts/T/participants", Every.YEAR, reading=Reading.YEARLY)
    three, many, more = (of("2024", Cell(value=3)), of("2025", Cell(value=20)), of("2026", Cell(value=30)))
    assert disclosed(yearly, [three, many, more])[ALL].mark is Mark.SHOWN
    assert not shows(yearly, three, many, more)
    assert shows(yearly, many, more)
    latest = replacing(Rule.SHARE, "effects/E1/quantity/share", uses=Using.LATEST)
    one, last = of_quarter(1, Cell(hits=8, answered=20)), of_quarter(2, Cell(hits=2, answered=18))
    assert disclosed(latest, [one, last])[Key(Part.YEAR, "2025")].mark is Mark.SHOWN
    assert not shows(latest, one, last, used=(last,))
    level, few_there = replacing(Rule.LEVEL, "effects/E1/quantity/units"), of_quarter(1, Cell(value=3))
    assert not shows(level, few_there, of_quarter(2, Cell(missing=Missing.NON_RESPONSE)), used=(few_there,))


def test_a_deadweight_is_hidden_when_the_group_it_was_compared_with_is_small():
    deadweight = replacing(Rule.SHARE, "effects/E1/deadweight")
    for answered, is_shown in ((4, False), (40, True)):
        beside = Cell(hits=answered // 2, answered=answered)
        one = of_quarter(1, Cell(hits=30, answered=60)).model_copy(update={"comparison": beside})
        assert shows(deadweight, one) is is_shown


def replacing(rule: Rule, place: str, every: Every = Every.QUARTER, **how) -> PlannedIndicator:
    return plan(rule, every, replaces=Replacing(place=place, **how))


def of(key: str, cell: Cell) -> Observation:
    return Observation(indicator_id="M", period=key, total=cell)


def of_quarter(number: int, cell: Cell) -> Observation:
    return of(f"2025-Q{number}", cell)


def shows(indicator: PlannedIndicator, *there: Observation, used: tuple[Observation, ...] = ()) -> bool:
    """Whether what is made of these (of those `used`, where not of all) may be shown."""
    periods, how = tuple(each.period for each in used or there), indicator.replaces
    replaced = Replaced("M", (how.place,), how.reading, None, Assumption(value=1.0), periods)
    follow_up = FollowUp(intervention_id="C1", plan=(indicator,), observations=there)
    return not unshown(Learned(chain(), (replaced,), ()), follow_up)
