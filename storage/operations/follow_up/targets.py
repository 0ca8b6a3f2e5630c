"""Targets: decided, and decided anew without losing the earlier ones."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert

from chain.follow_up_checks import check_target
from chain.measurement import PlannedIndicator, Target
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change
from storage.fitness import unfit_value
from storage.operations.answers import Conflict, Refused
from storage.operations.follow_up.answers import MeasurementKey
from storage.operations.follow_up.rows import blocking, indicator_row, no_indicator, opened, planned, targets_of
from storage.operations.log import record
from storage.rows import table
from storage.unit_of_work import Store, now


def set_target(store: Store, acting: Acting, intervention_id: str, target: Target) -> Target | Conflict | Refused:
    """Keep a target beside the earlier ones; `target.version` is one more than that of the last one that was seen.

    A Conflict when someone has decided another meanwhile. A reason is asked for when there is an earlier one. The same
    target decided twice is there once.
    """
    key = MeasurementKey(intervention_id, target.indicator_id, target.period)
    unfit = tuple(unfit_value("target", target.model_dump(mode="json")))
    if unfit:
        return Refused(unfit)
    with store.writing(intervention_id) as db:
        found = opened(db, acting, Wish.PLAN, intervention_id)
        if isinstance(found, Problem):
            return Refused((found,))
        refused = _unsettable(db, key, target)
        if refused:
            return Refused(refused)
        rows = table("target")
        there = targets_of(db, intervention_id, rows.c.indicator_id == key.indicator_id, rows.c.period == key.period)
        last = there[-1] if there else None
        if last and _same(last, target):
            return last
        if target.version != (last.version if last else 0) + 1:
            return _conflict(db, key, last)
        return put_target(db, acting, found["organisation_id"], intervention_id, target, last)


def _unsettable(db: Connection, key: MeasurementKey, target: Target) -> tuple[Problem, ...]:
    row = indicator_row(db, key.intervention_id, key.indicator_id)
    if row is None:
        return (no_indicator(key.indicator_id),)
    if row["closed_at"] is not None:
        return (problem("follow_up.indicator_closed", "target"),)
    return blocking(check_target(target, planned([row["content"]])[0]))


def _same(last: Target, target: Target) -> bool:
    return last.model_copy(update={"version": target.version}) == target


def _conflict(db: Connection, key: MeasurementKey, last: Target | None) -> Conflict | Refused:
    """Someone has decided another target; only when nobody has is the version itself at fault."""
    if last is None:
        return Refused((problem("follow_up.no_target", "target"),))
    rows = table("target")
    ours = (*(rows.c[name] == value for name, value in zip(MeasurementKey._fields, key, strict=True)),)
    row = db.execute(rows.select().where(*ours, rows.c.version == last.version)).mappings().one()
    moved = Change(f"{key.place}/target", None, last.value)
    return Conflict(row["created_by"], row["created_at"], last.version, (moved,), last)


def put_target(
    db: Connection, acting: Acting, owner_id: str, intervention_id: str, target: Target, last: Target | None = None
) -> Target:
    """Insert a target that is fit; the caller holds the intervention."""
    put_targets(db, acting, owner_id, intervention_id, {target: last})
    return target


def unfit_targets(targets: Iterable[Target], indicator: PlannedIndicator) -> tuple[Problem, ...]:
    """What keeps these from being targets of the indicator."""
    for each in targets:
        if each.indicator_id != indicator.id:
            return (no_indicator(each.indicator_id),)
        unfit = tuple(unfit_value("target", each.model_dump(mode="json"))) or blocking(check_target(each, indicator))
        if unfit:
            return unfit
    return ()


def put_series(db: Connection, acting: Acting, owner_id: str, intervention_id: str, targets: Iterable[Target]) -> None:
    """Insert targets that are fit in all their versions, each after the one before it."""
    latest, told = dict[str, Target](), dict[Target, Target | None]()
    for each in sorted(targets, key=lambda target: target.version):
        told[each], latest[each.period] = latest.get(each.period), each
    put_targets(db, acting, owner_id, intervention_id, told)


def put_targets(
    db: Connection, acting: Acting, owner_id: str, intervention_id: str, targets: Mapping[Target, Target | None]
) -> None:
    """Insert targets that are fit, each with the one that it comes after."""
    at = now()
    common = {"intervention_id": intervention_id, "created_at": at, "created_by": acting.who}
    rows = [
        each.model_dump(exclude={"reason"}) | {"reason_sv": each.reason.sv, "reason_en": each.reason.en} | common
        for each in targets
    ]
    if rows:
        db.execute(insert(table("target")), rows)
    decided = [_decided(each, last) for each, last in targets.items()]
    record(db, acting, at, owner_id, "target", decided, intervention_id)


def _decided(target: Target, last: Target | None) -> Change:
    place = f"follow_up/{target.indicator_id}/{target.period}/target"
    return Change(place, last and {"value": last.value}, {"value": target.value, "version": target.version})
