"""The plan of one intervention given to its copy: what is to be measured and the targets in force, no values."""

from datetime import datetime

from sqlalchemy import Connection

from chain.people import Acting
from storage.operations.follow_up.plan import put_indicator, read_plan
from storage.operations.follow_up.targets import put_targets


def copy_plan(db: Connection, acting: Acting, at: datetime, from_id: str, to_id: str) -> None:
    """Put the plan's indicators that are still measured into the new intervention of whom the person acts for."""
    plan, owner_id = read_plan(db, from_id), acting.organisation_id
    kept = [each.indicator for each in plan.indicators if each.closed_at is None]
    for indicator in kept:
        put_indicator(db, acting, at, owner_id, to_id, indicator)
    ids = {each.id for each in kept}
    in_force = {(each.indicator_id, each.period): each for each in plan.targets if each.indicator_id in ids}
    again = [target.model_copy(update={"version": 1}) for target in in_force.values()]
    put_targets(db, acting, owner_id, to_id, dict.fromkeys(again))
