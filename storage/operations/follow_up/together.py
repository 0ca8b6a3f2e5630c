"""Several indicators with their targets put in a plan together: all of them, or none."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from chain.measurement import PlannedIndicator, Target
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.operations.answers import Refused
from storage.operations.follow_up.answers import StoredIndicator
from storage.operations.follow_up.plan import MOST_INDICATORS, put_indicator, unfit_indicator
from storage.operations.follow_up.rows import indicator_row, opened, stored_indicator
from storage.operations.follow_up.targets import put_series, unfit_targets
from storage.repositories import Header
from storage.rows import table
from storage.unit_of_work import Store, now


def plan_indicators(
    store: Store,
    acting: Acting,
    intervention_id: str,
    indicators: Sequence[PlannedIndicator],
    targets: Sequence[Target] = (),
) -> tuple[StoredIndicator, ...] | Refused:
    """Add these to the plan, each with its targets, in one transaction. One whose id is in the plan already stays as it
    is, so that a second press adds nothing. Refused, with nothing added, when one of them is unfit."""
    with store.writing(intervention_id) as db:
        found = opened(db, acting, Wish.PLAN, intervention_id)
        return Refused((found,)) if isinstance(found, Problem) else put(store, db, acting, found, indicators, targets)


def put(
    store: Store,
    db: Connection,
    acting: Acting,
    found: Header,
    indicators: Sequence[PlannedIndicator],
    targets: Sequence[Target],
) -> tuple[StoredIndicator, ...] | Refused:
    """Add them to the plan of the intervention that is held for writing, for somebody who may."""
    rows = {each.id: indicator_row(db, found["id"], each.id) for each in indicators}
    fresh = [each for each in indicators if rows[each.id] is None]
    series = {each.id: [target for target in targets if target.indicator_id == each.id] for each in fresh}
    unfit = [*_room(db, found["id"], len(fresh))]
    unfit += [
        why
        for each in fresh
        for why in (unfit_indicator(store, db, acting, found, each) or unfit_targets(series[each.id], each))
    ]
    if unfit:
        return Refused(tuple(dict.fromkeys(unfit)))
    there = [stored_indicator(row, measured=False) for row in rows.values() if row is not None]
    return (*there, *(_put(db, acting, found, each, series[each.id]) for each in fresh))


def _put(
    db: Connection, acting: Acting, found: Header, indicator: PlannedIndicator, targets: Sequence[Target]
) -> StoredIndicator:
    made = put_indicator(db, acting, now(), found["organisation_id"], found["id"], indicator)
    put_series(db, acting, found["organisation_id"], found["id"], targets)
    return made


def _room(db: Connection, intervention_id: str, more: int) -> tuple[Problem, ...]:
    rows = table("planned_indicator")
    count = select(func.count()).select_from(rows).where(rows.c.intervention_id == intervention_id)
    if db.execute(count).scalar_one() + more <= MOST_INDICATORS:
        return ()
    return (problem("follow_up.too_many_indicators", "indicator", most=MOST_INDICATORS),)
