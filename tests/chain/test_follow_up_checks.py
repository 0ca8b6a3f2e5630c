"""The rules of a sound follow-up, each broken once, at the field where a person mends it."""

from datetime import date

import pytest

from chain.assumption import Assumption
from chain.follow_up_checks import (
    changed_plan,
    check_follow_up,
    check_indicator,
    check_target,
    check_value,
    personal_words,
    unmeasured,
)
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
    Target,
)
from chain.period import Every
from chain.text import Text
from tests.golden.examples import example

TODAY = date(2026, 2, 14)
SEX = Split(id="sex", name=Text(sv="kön"), groups=(Group(id="women", name=Text()), Group(id="men", name=Text())))
PLAN = PlannedIndicator(
    id="M1",
    name=Text(sv="Närvaro"),
    element="indicators/I2-M1",
    replaces=Replacing(place="effects/I2-B1/quantity/share"),
    rule=Rule.SHARE,
    first_on=date(2024, 1, 1),
    last_on=date(2027, 12, 31),
    owner="anna",
    reviewer="bo",
    splits=(SEX,),
)


def plan(**changes) -> PlannedIndicator:
    return PLAN.model_copy(update=changes)


def seen(total: Cell | None = None, **changes) -> Observation:
    cell = total or Cell(hits=23, answered=48, asked=54)
    return Observation(indicator_id="M1", **({"period": "2025", "total": cell} | changes))


def group(name: str, **cell) -> GroupCell:
    return GroupCell(split_id="sex", group_id=name, cell=Cell(**cell))


def told(problems) -> list[tuple[str, str]]:
    return [(each.code.removeprefix("follow_up."), each.place) for each in problems]


MEAN, FLOW = plan(rule=Rule.MEAN), plan(rule=Rule.FLOW)
VALUES = [
    (seen(), PLAN, None, None),
    (seen(Cell(hits=53, answered=48, asked=54)), PLAN, "hits_above_answered", "value/hits"),
    (seen(Cell(hits=23, answered=55, asked=54)), PLAN, "answered_above_asked", "value/answered"),
    (seen(Cell(answered=48)), PLAN, "empty", "value/hits"),
    (seen(Cell(hits=4)), PLAN, "no_answered", "value/answered"),
    (seen(Cell()), FLOW, "empty", "value/value"),
    (seen(Cell(value=-1)), FLOW, "negative", "value/value"),
    (seen(Cell(value=51, spread=9)), MEAN, "mean_without_number", "value/answered"),
    (seen(Cell(value=51, answered=12)), MEAN, "mean_without_spread", "value/spread"),
    (seen(Cell(value=51, answered=12, spread=9, before=Before(value=48, answered=14))), MEAN,
     "before_above_answered", "value/before/answered"),
    (seen(Cell(value=3, missing=Missing.NON_RESPONSE)), FLOW, "value_and_missing", "value/missing"),
    (seen(Cell(missing=Missing.NOT_YET)), FLOW, None, None),
    (seen(Cell(missing=Missing.KNOWN_ZERO)), FLOW, None, None),
    (seen(Cell(value=2, missing=Missing.KNOWN_ZERO)), FLOW, "known_zero_is_not", "value/missing"),
    (seen(period="2026"), PLAN, "future_period", "value/period"),
    (seen(period="2023"), PLAN, "outside_plan", "value/period"),
    (seen(period="2025-Q1"), PLAN, "outside_plan", "value/period"),
    (seen(collected_on=date(2026, 3, 1)), PLAN, "collected_later", "value/collected_on"),
    (seen(collected_on=date(2024, 12, 31)), PLAN, "collected_before", "value/collected_on"),
    (seen(version=2), PLAN, "no_reason", "value/reason"),
    (seen(comment="gäller 19811218-9876"), PLAN, "identity_number", "value/comment"),
    (seen(groups=(group("women", hits=21, answered=30, asked=34), group("men", hits=2, answered=18, asked=20))), PLAN,
     None, None),
    (seen(groups=(group("women", hits=21, answered=30), group("men", hits=3, answered=18))), PLAN,
     "groups_not_total", "value/groups/sex"),
    (seen(groups=(group("girls", hits=21, answered=30),)), PLAN, "unknown_group", "value/groups/sex/girls"),
    (seen(comparison=Cell(hits=9, answered=8)), PLAN, "hits_above_answered", "value/comparison/hits"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "indicator", "code", "place"), VALUES, ids=lambda each: str(each)[:40])
def test_a_value(value, indicator, code, place):
    assert told(check_value(value, indicator, TODAY)) == ([(code, place)] if code else [])


OTHER = plan(id="M2", replaces=Replacing(place="effects/I2-B5/quantity/share"))
CHANGE = Replacing(place="effects/I2-B1/quantity/share", reading=Reading.CHANGE)
PLANS = [
    ({}, None, None),
    ({"element": "outcomes/nowhere"}, "unknown_element", "indicator/element"),
    ({"replaces": Replacing(place="effects/I2-B1/quantity/number")}, "unknown_place", "indicator/replaces/place"),
    ({"replaces": Replacing(place="effects/I2-B4/quantity/share"), "last_on": date(2040, 12, 31)}, "place_taken",
     "indicator/replaces/place"),
    ({"replaces": Replacing(place="chain/cohorts")}, "reading_for_series", "indicator/replaces/reading"),
    ({"replaces": Replacing(place="effects/I2-B1/deadweight", reading=Reading.YEARLY)}, "reading_for_one",
     "indicator/replaces/reading"),
    ({"replaces": CHANGE}, "baseline_missing", "indicator/baseline"),
    ({"replaces": CHANGE, "baseline": Assumption(value=0.1)}, None, None),
    ({"rule": Rule.FLOW}, "amount_for_share", "indicator/replaces/reading"),
    ({"last_on": date(2023, 1, 1)}, "ends_before_start", "indicator/last_on"),
    ({"last_on": date(2024, 6, 1)}, "no_period", "indicator/last_on"),
    ({"last_on": date(2025, 12, 31)}, "ends_before_benefits", "indicator/last_on"),
    ({"owner": ""}, "no_owner", "indicator/owner"),
    ({"reviewer": "anna"}, "owner_reviews", "indicator/reviewer"),
    ({"succeeds": "M0"}, "unknown_indicator", "indicator/succeeds"),
    ({"splits": (Split(id="sex", name=Text(), groups=SEX.groups[:1]),)}, "one_group", "indicator/splits/sex"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "place"), PLANS, ids=lambda each: str(each)[:40])
def test_a_planned_indicator(changes, code, place):
    """I2-B4 and I2-B5 hold one figure: what replaces it in one place has taken the other."""
    assert told(check_indicator(plan(**changes), example("I2"), (OTHER,))) == ([(code, place)] if code else [])


def test_what_is_fixed_once_there_are_values():
    changed = plan(rule=Rule.MEAN, every=Every.QUARTER)
    assert told(changed_plan(PLAN, changed, ["2025"])) == [("fixed", "indicator/rule"), ("fixed", "indicator/every")]
    assert changed_plan(PLAN, changed, []) == []
    assert told(changed_plan(PLAN, plan(last_on=date(2024, 12, 31)), ["2025"])) == [
        ("leaves_values", "indicator/last_on")
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, None), ({"period": "2023"}, "target_outside_plan"), ({"value": 45}, "target_no_share"),
     ({"version": 2}, "target_without_reason")],
)  # fmt: skip
def test_a_target(changes, code):
    target = Target(**({"indicator_id": "M1", "period": "2025", "value": 0.45} | changes))
    assert [each for each, _ in told(check_target(target, PLAN))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Eleven 811218-9876 har flyttat", "identity_number"),
        ("811278-9873", "identity_number"),  # a co-ordination number: 60 added to the day
        ("19811218 9876", "identity_number"),
        ("8112189876", "identity_number"),
        ("811218-9875", None),  # wrong check digit
        ("dnr 811318-9874 eller 070-123 45 67", None),  # no such month
        ("enligt Anna Svensson i teamet", "may_be_name"),
        ("möte med Xerxes Karlsson", "may_be_name"),
        ("Region Gävleborg och Statistiska Centralbyrån", None),
        ("Anna i teamet", None),
    ],
)
def test_words_about_a_person(words, code):
    found = list(personal_words(words, "value/comment"))
    assert [each.code.removeprefix("follow_up.") for each in found] == ([code] if code else [])
    assert code != "identity_number" or "9876" not in str(found)


def test_a_whole_follow_up_tells_which_indicator_and_period():
    stray = Observation(indicator_id="M9", period="2025", total=Cell(value=1))
    follow_up = FollowUp(intervention_id="I2", plan=(PLAN,), observations=(seen(Cell(answered=8)), seen(), stray))
    found = [each for each in told(check_follow_up(follow_up, example("I2"), TODAY)) if "M" in each[1]]
    assert found == [
        ("empty", "M1/2025/value/hits"),
        ("measured_twice", "M1/2025/value"),
        ("unknown_indicator", "M9/2025/value"),
    ]


def test_valued_effects_that_nothing_measures():
    found = [each.place for each in unmeasured(example("I2"), [PLAN, OTHER])]
    assert found == ["effects/I2-B2", "effects/I2-B3", "effects/I2-B6"]
