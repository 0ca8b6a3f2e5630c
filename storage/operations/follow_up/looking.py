"""One measurement with all that its form needs, and the follow-up of an intervention as the calculation reads it."""

from datetime import date

from sqlalchemy import Connection, select

from chain.measurement import FollowUp
from chain.people import Acting
from chain.period import period
from chain.workflow import COUNTING, NEEDS, State, Step, lock_reason, steps
from storage.changes import Change
from storage.operations.follow_up.answers import (
    EvidenceSummary,
    Measurement,
    MeasurementKey,
    ObservationVersion,
    SeenBefore,
    Standing,
)
from storage.operations.follow_up.rows import (
    Row,
    examinable,
    in_order,
    indicator_is,
    indicator_row,
    measurement_is,
    measurement_row,
    planned,
    readable,
    seen,
    targets_of,
    value_changes,
    versions_of,
    window_of,
)
from storage.operations.keeping import barred
from storage.repositories import Header
from storage.rows import table
from storage.unit_of_work import Store

_STANDING = tuple(name for name in Standing.__dataclass_fields__ if name != "state")
_SUMMARY = tuple(EvidenceSummary.__dataclass_fields__)
SHOWN = tuple(str(each) for each in (*COUNTING, State.SUBMITTED, State.DRAFT, State.RETURNED))
"""The states of the values that a preview shows beside those that count."""


def measurement(
    store: Store, acting: Acting, intervention_id: str, indicator_id: str, period_key: str, today: date
) -> Measurement | None:
    """Everything about one indicator in one period; None where there is none that this person may see in full."""
    key = MeasurementKey(intervention_id, indicator_id, period_key)
    with store.reading() as db:
        found = examinable(db, acting, intervention_id)
        row = measurement_row(db, key) if found else None
        return read_measurement(db, acting, found, row, today) if row else None


def read_measurement(db: Connection, acting: Acting, found: Header, row: Row, today: date) -> Measurement:
    """The measurement of this row."""
    key = MeasurementKey(row["intervention_id"], row["indicator_id"], row["period"])
    rows = table("target")
    of_period = rows.c.indicator_id == key.indicator_id, rows.c.period == key.period
    of_indicator = indicator_row(db, key.intervention_id, key.indicator_id)
    versions = versions_of(db, key)
    approved = _approved(row, versions)
    return Measurement(
        key=key,
        period=period(key.period),
        indicator=planned([of_indicator["content"]])[0],
        targets=targets_of(db, key.intervention_id, *of_period),
        standing=Standing(State(row["state"]), **{name: row[name] for name in _STANDING}),
        versions=versions,
        approved=approved,
        difference=value_changes(key, approved.observation, versions[0].observation) if approved else (),
        others=_others(db, key),
        evidence=evidence_of(db, key),
        lock=lock_reason(State(row["state"]), window_of(row), today),
        may=allowed(acting, found, row, versions[0].who if versions else "", today),
    )


def _approved(row: Row, versions: tuple[ObservationVersion, ...]) -> ObservationVersion | None:
    """What was last approved, where it has been changed since."""
    if row["approved_version"] in (None, row["value_version"]):
        return None
    return next(each for each in versions if each.number == row["approved_version"])


def _others(db: Connection, key: MeasurementKey) -> tuple[SeenBefore, ...]:
    """What was last written down in the indicator's other periods, in order."""
    rows, told = table("measurement"), table("measurement_version")
    query = select(rows.c.state, told.c.content).join(told, latest_of(rows, told))
    query = query.where(*indicator_is("measurement", *key[:2]), rows.c.period != key.period)
    found = db.execute(query.order_by(rows.c.period_start)).all()
    observations = seen(each.content for each in found)
    return tuple(SeenBefore(State(each.state), one) for each, one in zip(found, observations, strict=True))


def latest_of(rows, told):
    """What joins a measurement with what was last written down of it."""
    same = [rows.c[name] == told.c[name] for name in MeasurementKey._fields]
    return same[0] & same[1] & same[2] & (told.c.version == rows.c.value_version)


def evidence_of(db: Connection, key: MeasurementKey) -> tuple[EvidenceSummary, ...]:
    """The files of a measurement, without what they hold, in the order they came."""
    rows = table("evidence_file")
    query = select(*(rows.c[name] for name in _SUMMARY)).where(*measurement_is("evidence_file", key))
    return tuple(EvidenceSummary(*row) for row in db.execute(query.order_by(rows.c.at, rows.c.id)))


def allowed(acting: Acting, found: Header, row: Row, writer: str, today: date) -> frozenset[Step]:
    """The steps that this person can take today with the measurement, which `writer` wrote down."""
    if found["archived_at"] is not None:
        return frozenset()
    possible = steps(State(row["state"]), window_of(row), today)
    mine = {step for step in possible if not barred(acting, NEEDS[step], found, found["id"])}
    return frozenset(mine - {Step.APPROVE} if own_value(acting, row, writer) else mine)


def own_value(acting: Acting, row: Row, writer: str) -> bool:
    """Whether the person wrote the value or sent it in, and so cannot approve it: four eyes, where people sign in."""
    return acting.grants is not None and acting.who in (row["submitted_by"], writer)


def follow_up_of(store: Store, acting: Acting, intervention_id: str, drafts: bool = False) -> FollowUp | None:
    """The intervention's plan, targets and the values that count; with `drafts` also those that do not count yet.

    Only approved and locked values count. None where there is none that this person may read.
    """
    with store.reading() as db:
        return read_follow_up(db, intervention_id, drafts) if readable(db, acting, intervention_id) else None


def read_follow_up(db: Connection, intervention_id: str, drafts: bool = False) -> FollowUp:
    """The follow-up as it stands, in three queries."""
    rows, told, plan = table("measurement"), table("measurement_version"), table("planned_indicator")
    ours = plan.c.intervention_id == intervention_id
    contents = db.execute(select(plan.c.content).where(ours).order_by(*in_order())).scalars().all()
    states = SHOWN if drafts else tuple(map(str, COUNTING))
    query = select(told.c.content).join(rows, latest_of(rows, told))
    query = query.where(rows.c.intervention_id == intervention_id, rows.c.state.in_(states))
    query = query.order_by(rows.c.indicator_id, rows.c.period_start)
    values = seen(db.execute(query).scalars())
    targets = targets_of(db, intervention_id)
    return FollowUp.model_construct(
        intervention_id=intervention_id, plan=planned(contents), targets=targets, observations=values
    )


def difference_since(db: Connection, row: Row, expected_version: int) -> tuple[Change, ...]:
    """What has been written down since the measurement stood at this version."""
    key = MeasurementKey(row["intervention_id"], row["indicator_id"], row["period"])
    rows = table("measurement_version")
    now, before = versions_of(db, key)[:1], versions_of(db, key, rows.c.moment <= expected_version)[:1]
    if not now or not before:
        return (Change(key.place, None, now[0].observation.model_dump(mode="json")),) if now else ()
    return value_changes(key, before[0].observation, now[0].observation)
