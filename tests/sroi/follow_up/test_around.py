"""What stands beside the ratio: the unusual, who has reported, fidelity, local results, targets as decided."""

from datetime import date

import pytest

from chain.assumption import Assumption
from chain.measurement import Before, Cell, Focus, FollowUp, Missing, Observation, PlannedIndicator, Rule, Target
from chain.model import Direction
from chain.text import Text
from sroi.follow_up.estimates import Estimate, Verdict, against_trial, change, mean, share
from sroi.follow_up.fidelity import fidelity
from sroi.follow_up.targets import expected, in_force, standing
from sroi.follow_up.usual import Why, unusual


@pytest.mark.parametrize(
    ("value", "earlier", "why"),
    [
        (40, (), None),
        (40, (30,), None),
        (61, (30,), Why.DOUBLED),
        (14, (10, 30), Why.HALVED),
        (5, (0,), None),  # nothing to double
        (47, (40, 42, 44), None),  # 42 ± 3 × 1.4826 × 2
        (51, (40, 42, 44), Why.ABOVE),
        (33, (40, 42, 44), Why.BELOW),
        (104, (100, 100, 100), None),  # at least a tenth to either side
        (111, (100, 100, 100), Why.ABOVE),
    ],
)
def test_unusual_beside_ones_own_history(value, earlier, why):
    found = unusual(value, earlier)
    assert (found and found.why) == why


def test_what_was_usual_is_told():
    found = unusual(51, (40, 42, 44, 41))
    assert (found.middle, found.earlier) == (41.5, 4)
    assert (found.low, found.high) == (pytest.approx(41.5 - 4.4478), pytest.approx(41.5 + 4.4478))


# --- local against trial, before and after ---

TRIAL = Estimate(0.18, 0.06**2)


@pytest.mark.parametrize(
    ("local", "verdict"),
    [
        (Estimate(0.20, 0.04**2, 120), Verdict.IN_LINE),
        (Estimate(0.02, 0.03**2, 200), Verdict.LOWER),
        (Estimate(0.45, 0.05**2, 90), Verdict.HIGHER),
        (Estimate(0.10, 0.20**2, 6), Verdict.CANNOT_TELL),  # holds both the trial's effect and none
        (Estimate(0.20, None, 30), Verdict.CANNOT_TELL),
    ],
)
def test_local_result_against_the_trial(local, verdict):
    found = against_trial(local, TRIAL)
    assert found.verdict is verdict
    assert found.difference.value == pytest.approx(local.value - 0.18)


def test_change_from_group_summaries():
    before = Before(value=48, answered=14, spread_of_change=12)
    cell = Cell(value=59, answered=14, asked=20, spread=15, before=before)
    assert change(cell) == Estimate(11, pytest.approx(144 / 14), 14)
    assert change(cell).interval == (pytest.approx(11 - 6.2859, abs=1e-3), pytest.approx(11 + 6.2859, abs=1e-3))
    told_less = cell.model_copy(update={"before": before.model_copy(update={"spread_of_change": None})})
    assert change(told_less).variance == pytest.approx(2 * 225 / 14)  # as if before and after were strangers
    assert change(cell, silent_unchanged=True).value == pytest.approx(11 * 14 / 20)
    assert change(Cell(value=59, answered=14)) is None


def test_an_estimate_without_a_spread_has_no_interval():
    assert mean(Cell(value=51, answered=12)).interval is None
    assert mean(Cell(value=51, answered=9, spread=6)).variance == 4
    assert share(0, 12).variance > 0


# --- targets and fidelity ---


def plan(name: str, **more) -> PlannedIndicator:
    return PlannedIndicator(**({"id": name, "name": Text(), "element": "chain", "rule": Rule.SHARE,
                                "first_on": date(2024, 1, 1), "last_on": date(2026, 12, 31)} | more))  # fmt: skip


def target(name: str, key: str, value: float, version: int = 1) -> Target:
    return Target(indicator_id=name, period=key, value=value, version=version)


def seen(name: str, key: str, **cell) -> Observation:
    return Observation(indicator_id=name, period=key, total=Cell(**cell))


def test_the_target_as_last_decided_holds_and_the_others_are_kept():
    targets = (target("M", "2026", 0.6), target("M", "2026", 0.5, 2), target("M", "2025", 0.4), target("N", "2025", 1))
    assert [(each.period, each.value) for each in in_force(targets, "M")] == [("2025", 0.4), ("2026", 0.5)]


def test_nothing_is_expected_without_a_baseline_before_the_first_target():
    assert expected(plan("M"), (target("M", "2026", 0.5),), "2025") is None
    assert expected(plan("M", baseline=Assumption(value=0.1)), (), "2025") is None


def test_how_every_value_stands():
    follow_up = FollowUp(
        intervention_id="C", plan=(plan("M", direction=Direction.DOWN),), targets=(target("M", "2025", 0.4),),
        observations=(seen("M", "2025", hits=2, answered=10), seen("M", "2024", missing=Missing.NOT_YET)),
    )  # fmt: skip
    [indicator] = follow_up.plan
    found = [standing(indicator, follow_up.targets, each.period, each.total) for each in follow_up.observations]
    assert [each.status.value for each in found] == ["reached", "cannot_tell"]


def test_fidelity_to_the_method():
    dose, leaders, later = (plan(name, focus=Focus.FIDELITY) for name in ("dose", "leaders", "later"))
    follow_up = FollowUp(
        intervention_id="C", plan=(dose, leaders, later, plan("other")),
        targets=(target("dose", "2024", 0.75), target("dose", "2026", 0.9), target("leaders", "2024", 1.0)),
        observations=(
            seen("dose", "2024", hits=6, answered=10), seen("dose", "2025", hits=8, answered=10),
            seen("leaders", "2025", hits=3, answered=4),
        ),
    )  # fmt: skip
    found = fidelity(follow_up)
    assert [(each.indicator_id, each.value, each.asked_for, each.is_kept) for each in found.demands] == [
        ("dose", 0.8, 0.75, True),
        ("leaders", 0.75, 1.0, False),
        ("later", None, None, None),
    ]
    assert (found.is_kept, found.told) == (False, 2)
