"""What differs between two follow-ups, as kept with two results: plan, targets in force, and what was seen."""

from chain.measurement import STAMPS, FollowUp
from sroi.differences import Difference, differences


def follow_up_changes(before: FollowUp | None, after: FollowUp | None) -> tuple[Difference, ...]:
    """Every leaf that differs: `plan/M1/due_days`, `targets/M1/2025/value`, `observations/M1/2025/total/hits`.

    What came or went whole stands as one, and a follow-up that is not there counts as an empty one.
    """
    return tuple(differences(_by_name(before), _by_name(after)))


def _by_name(follow_up: FollowUp | None) -> dict[str, dict]:
    if follow_up is None:
        return {"plan": {}, "targets": {}, "observations": {}}
    targets = sorted(follow_up.targets, key=lambda each: each.version)
    return {
        "plan": {each.id: each.model_dump(mode="json") for each in follow_up.plan},
        "targets": {_place(each): each.model_dump(mode="json") for each in targets},
        "observations": {_place(each): each.model_dump(mode="json", exclude=STAMPS) for each in follow_up.observations},
    }


def _place(each) -> str:
    return f"{each.indicator_id}/{each.period}"
