"""The measurement plan: what is measured, when and by whom."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from chain.follow_up_checks.plan import FORECAST, changed_plan, check_indicator
from chain.forecast.model import Comparison
from chain.measurement import PlannedIndicator, Target
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.fitness import unfit_value
from storage.operations.answers import Conflict, Refused
from storage.operations.documents.kinds import COMPARISONS
from storage.operations.documents.rows import document_row, stored_document
from storage.operations.follow_up.answers import StoredIndicator, StoredPlan
from storage.operations.follow_up.rows import (
    Row,
    blocking,
    in_order,
    indicator_is,
    indicator_row,
    no_indicator,
    opened,
    planned,
    readable,
    stored_indicator,
    targets_of,
)
from storage.operations.follow_up.schedule import add_schedule, asked_for, move_schedule, unfit_schedule
from storage.operations.follow_up.targets import put_series, unfit_targets
from storage.operations.keeping import stamps_of, stored
from storage.operations.log import record
from storage.repositories import Header
from storage.rows import table
from storage.unit_of_work import Store, now

MOST_INDICATORS = 500


def plan_of(store: Store, acting: Acting, intervention_id: str) -> StoredPlan | None:
    """What is to be measured of the intervention; None where there is none that this person may read."""
    with store.reading() as db:
        return read_plan(db, intervention_id) if readable(db, acting, intervention_id) else None


def read_plan(db: Connection, intervention_id: str) -> StoredPlan:
    """The plan as it stands."""
    rows = table("planned_indicator")
    query = select(rows).where(rows.c.intervention_id == intervention_id)
    found = db.execute(query.order_by(*in_order())).mappings().all()
    measured = _measured(db, intervention_id)
    told = tuple(stored_indicator(row, row["id"] in measured) for row in found)
    return StoredPlan(intervention_id, told, targets_of(db, intervention_id))


def _measured(db: Connection, intervention_id: str) -> frozenset[str]:
    """The indicators that something was seen of."""
    rows = table("measurement")
    query = select(rows.c.indicator_id).where(rows.c.intervention_id == intervention_id, rows.c.value_version > 0)
    return frozenset(db.execute(query.distinct()).scalars())


def measured_periods(db: Connection, intervention_id: str, indicator_id: str) -> list[str]:
    """The periods that something was seen in."""
    rows = table("measurement")
    query = select(rows.c.period).where(*indicator_is("measurement", intervention_id, indicator_id))
    return list(db.execute(query.where(rows.c.value_version > 0).order_by(rows.c.period_start)).scalars())


def filed_periods(db: Connection, intervention_id: str, indicator_id: str) -> list[str]:
    """The periods that files have been attached in, also where no value has been written yet."""
    rows = table("evidence_file")
    query = select(rows.c.period).where(*indicator_is("evidence_file", intervention_id, indicator_id))
    return list(db.execute(query.distinct().order_by(rows.c.period)).scalars())


def _leaves_files(db: Connection, intervention_id: str, indicator: PlannedIndicator) -> tuple[Problem, ...]:
    """A plan that a period with files would fall outside: the files would go with the period."""
    wanted = {each.key for each in asked_for(indicator)}
    left = [each for each in filed_periods(db, intervention_id, indicator.id) if each not in wanted]
    return tuple(problem("follow_up.leaves_files", "indicator/last_on", period=each) for each in left[:1])


def save_indicator(
    store: Store,
    acting: Acting,
    intervention_id: str,
    indicator: PlannedIndicator,
    expected_version: int = 0,
    targets: Sequence[Target] = (),
) -> StoredIndicator | Conflict | Refused:
    """Add the indicator to the plan (`expected_version` 0), or keep what has been changed in it since that version.

    Its measurements follow: those of new periods are expected, those of periods that are no longer asked for go, unless
    something was seen in them. Refused when that would be so, when what a value means would change although values
    exist, or when it is closed. A Conflict when someone else has changed it since; saved twice it is there once.
    A new one comes with `targets`: those that it had, in all their versions, when it is put back.
    """
    with store.writing(intervention_id) as db:
        found = opened(db, acting, Wish.PLAN, intervention_id)
        if isinstance(found, Problem):
            return Refused((found,))
        row = indicator_row(db, intervention_id, indicator.id)
        unfit = unfit_indicator(store, db, acting, found, indicator) or unfit_targets(targets, indicator)
        if unfit or (row is None and expected_version):
            return Refused(unfit or (no_indicator(indicator.id),))
        if row is None:
            made = put_indicator(db, acting, now(), found["organisation_id"], intervention_id, indicator)
            if isinstance(made, StoredIndicator):
                put_series(db, acting, found["organisation_id"], intervention_id, targets)
            return made
        return _change(db, acting, found["organisation_id"], row, indicator, expected_version)


def unfit_indicator(
    store: Store, db: Connection, acting: Acting, found: Header, indicator: PlannedIndicator
) -> tuple[Problem, ...]:
    """What keeps the indicator out of the intervention's plan."""
    plain_ones = [*unfit_value("indicator", indicator.model_dump(mode="json")), *_unnamed(indicator)]
    if plain_ones:
        return tuple(plain_ones)
    others = [each for each in _open_ones(db, found["id"], indicator.succeeds) if each.id != indicator.id]
    checked = check_indicator(indicator, stored(store, db, found).chain, others, _forecast(db, acting, indicator))
    return blocking(checked) or tuple(unfit_schedule(indicator))


def _unnamed(indicator: PlannedIndicator) -> Iterator[Problem]:
    if not indicator.name:
        yield problem("follow_up.no_name", "indicator/name")


def _open_ones(db: Connection, intervention_id: str, succeeded: str | None) -> tuple[PlannedIndicator, ...]:
    """What is measured beside it, and what it takes the place of."""
    rows = table("planned_indicator")
    query = select(rows.c.content).where(
        rows.c.intervention_id == intervention_id, rows.c.closed_at.is_(None) | (rows.c.id == succeeded)
    )
    return planned(db.execute(query.order_by(*in_order())).scalars())


def _forecast(db: Connection, acting: Acting, indicator: PlannedIndicator) -> list[Comparison]:
    """The organisation's comparison whose number it will replace, where it is one of those."""
    place = indicator.replaces.place if indicator.replaces else ""
    if not place.startswith(FORECAST):
        return []
    row = document_row(db, acting, COMPARISONS, place.removeprefix(FORECAST).partition("/")[0])
    return [stored_document(COMPARISONS, row).content] if row else []


def put_indicator(
    db: Connection, acting: Acting, at: datetime, owner_id: str, intervention_id: str, indicator: PlannedIndicator
) -> StoredIndicator | Refused:
    """Insert an indicator that is fit, with its measurements; its id is free, and the caller holds the intervention."""
    rows = table("planned_indicator")
    ours = rows.c.intervention_id == intervention_id
    count = db.execute(select(func.count()).select_from(rows).where(ours)).scalar_one()
    if count >= MOST_INDICATORS:
        return Refused((problem("follow_up.too_many_indicators", "indicator", most=MOST_INDICATORS),))
    own = {"intervention_id": intervention_id, "id": indicator.id, "position": count, "version": 1}
    row = own | _columns(indicator) | _IN_USE | stamps_of(acting, at)
    db.execute(insert(rows).values(row))
    add_schedule(db, acting, at, owner_id, intervention_id, indicator)
    born = Change(f"follow_up/{indicator.id}", None, plain(indicator))
    record(db, acting, at, owner_id, "plan", (born,), intervention_id)
    return stored_indicator(row, measured=False)


_IN_USE = {"closed_at": None, "closed_by": None, "succeeded_by": None}


def _columns(indicator: PlannedIndicator) -> dict[str, object]:
    named = {"name_sv": indicator.name.sv, "name_en": indicator.name.en, "content": indicator.model_dump_json()}
    return named | {
        name: str(getattr(indicator, name)) for name in ("focus", "element", "rule", "every", "owner", "reviewer")
    }


def _change(
    db: Connection, acting: Acting, owner_id: str, row: Row, indicator: PlannedIndicator, expected_version: int
) -> StoredIndicator | Conflict | Refused:
    intervention_id = row["intervention_id"]
    measured = measured_periods(db, intervention_id, indicator.id)
    there = stored_indicator(row, bool(measured))
    if there.indicator == indicator:
        return there
    found = tuple(_differences(there.indicator, indicator))
    if there.version != expected_version:
        return Conflict(there.updated_by, there.updated_at, there.version, _reversed(found), there)
    if there.closed_at is not None:
        return Refused((problem("follow_up.indicator_closed", "indicator"),))
    settled = tuple(changed_plan(there.indicator, indicator, measured))
    settled = settled or _leaves_files(db, intervention_id, indicator)
    if settled:
        return Refused(settled)
    at = now()
    move_schedule(db, acting, at, owner_id, intervention_id, indicator)
    return write_indicator(db, acting, at, owner_id, row, "plan", found, _columns(indicator))


def _differences(old: PlannedIndicator, new: PlannedIndicator) -> Iterator[Change]:
    for field in PlannedIndicator.model_fields:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield Change(f"follow_up/{old.id}/{field}", plain(before), plain(after))


def _reversed(found: tuple[Change, ...]) -> tuple[Change, ...]:
    """What differs from what the writer wants to what is there."""
    return tuple(Change(each.place, each.new, each.old) for each in found)


def write_indicator(
    db: Connection,
    acting: Acting,
    at: datetime,
    owner_id: str,
    row: Row,
    action: str,
    found: tuple[Change, ...],
    told: dict[str, object],
) -> StoredIndicator:
    """Write the indicator's row anew and note what was changed."""
    new = {**row, **told, "version": row["version"] + 1, "updated_at": at, "updated_by": acting.who}
    this = indicator_is("planned_indicator", row["intervention_id"], row["id"])
    db.execute(update(table("planned_indicator")).where(*this).values(new))
    record(db, acting, at, owner_id, action, found, row["intervention_id"])
    return stored_indicator(new, bool(measured_periods(db, row["intervention_id"], row["id"])))
