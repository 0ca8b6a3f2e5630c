"""What the operations of follow-up share: rows read and written, who may, and what is told when there is none."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, select, update

from chain.measurement import STAMPS, Observation, PlannedIndicator, Target
from chain.people import Acting, Wish
from chain.problem import Problem, Severity, problem
from chain.workflow import State, Window
from storage.changes import Change, plain
from storage.operations.follow_up.answers import Done, MeasurementKey, ObservationVersion, StoredIndicator
from storage.operations.keeping import barred
from storage.operations.log import record
from storage.repositories import Header, header
from storage.rows import table

Row = Mapping[str, object]
_OBSERVATIONS = TypeAdapter(tuple[Observation, ...])
_INDICATORS = TypeAdapter(tuple[PlannedIndicator, ...])


# --- who may ----------------------------------------------------------------------------------------------------------


def opened(db: Connection, acting: Acting, wish: Wish, intervention_id: str, shared: bool = False) -> Header | Problem:
    """The intervention's header where this person may do this with its follow-up now; else why not.

    `shared` lets others work on other measurements of it meanwhile.
    """
    found = header(db, acting, intervention_id, shared)
    refused = barred(acting, wish, found, intervention_id)
    if refused is None and found["archived_at"] is not None:
        return problem("storage.archived", "chain", id=intervention_id)
    return refused or found


def readable(db: Connection, acting: Acting, intervention_id: str) -> Header | None:
    """The intervention's header for those who may read it."""
    found = header(db, acting, intervention_id)
    return None if barred(acting, Wish.READ, found, intervention_id) else found


def examinable(db: Connection, acting: Acting, intervention_id: str) -> Header | None:
    """The intervention's header for those who may see its single values in full."""
    found = header(db, acting, intervention_id)
    return None if barred(acting, Wish.EXAMINE, found, intervention_id) else found


def no_indicator(indicator_id: str) -> Problem:
    """The indicator is not in the plan, or no longer."""
    return problem("follow_up.unknown_indicator", "indicator", id=indicator_id)


def no_measurement(key: MeasurementKey) -> Problem:
    """The indicator is not measured in this period."""
    return problem("follow_up.outside_plan", "value/period", period=key.period)


# --- rows -------------------------------------------------------------------------------------------------------------


def indicator_is(name: str, intervention_id: str, indicator_id: str) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a row of this table belongs to the indicator."""
    rows = table(name)
    own = rows.c.id if name == "planned_indicator" else rows.c.indicator_id
    return rows.c.intervention_id == intervention_id, own == indicator_id


def measurement_is(name: str, key: MeasurementKey) -> tuple[ColumnElement[bool], ...]:
    """The conditions under which a row of this table belongs to the measurement."""
    return (*indicator_is(name, key.intervention_id, key.indicator_id), table(name).c.period == key.period)


def indicator_row(db: Connection, intervention_id: str, indicator_id: str) -> Row | None:
    """The row of a planned indicator."""
    query = select(table("planned_indicator")).where(*indicator_is("planned_indicator", intervention_id, indicator_id))
    return db.execute(query).mappings().first()


def measurement_row(db: Connection, key: MeasurementKey) -> Row | None:
    """The row that says where a measurement stands; held, when a writer reads it."""
    query = select(table("measurement")).where(*measurement_is("measurement", key))
    writes = db.get_execution_options().get("writes")
    return db.execute(query.with_for_update() if writes else query).mappings().first()


def key_of(row: Row) -> MeasurementKey:
    """Which measurement a row is about."""
    return MeasurementKey(row["intervention_id"], row["indicator_id"], row["period"])


def window_of(row: Row) -> Window:
    """When the value of this row can be written."""
    return Window(row["period_end"], row["closes_on"], row["is_open"], row["open_until"])


def in_order() -> tuple[ColumnElement, ...]:
    """The order of a plan: as it was made, with what is closed last."""
    rows = table("planned_indicator")
    return rows.c.closed_at.is_not(None), rows.c.position, rows.c.id


def planned(contents: Iterable[str]) -> tuple[PlannedIndicator, ...]:
    """Planned indicators as they are kept, read."""
    return _INDICATORS.validate_json(f"[{','.join(contents)}]")


def stored_indicator(row: Row, measured: bool) -> StoredIndicator:
    """A planned indicator with what its row tells of it."""
    taken = {name: row[name] for name in StoredIndicator.__dataclass_fields__ if name not in ("indicator", "measured")}
    return StoredIndicator(indicator=planned([row["content"]])[0], measured=measured, **taken)


def seen(contents: Iterable[str]) -> tuple[Observation, ...]:
    """Observations as they are kept, read: all at once, which is many times faster than one by one."""
    return _OBSERVATIONS.validate_json(f"[{','.join(contents)}]")


def written(observation: Observation) -> str:
    """An observation as it is kept: without what is empty."""
    return observation.model_dump_json(exclude_defaults=True)


def stamped(observation: Observation, version: int, reason: str, acting: Acting) -> Observation:
    """The observation with who wrote it down, why, and as which version."""
    return observation.model_copy(update={"version": version, "reason": reason, "author": acting.who})


def value_changes(key: MeasurementKey, old: Observation, new: Observation) -> tuple[Change, ...]:
    """What differs between two observations, field by field; the total figure by figure."""
    fields = [name for name in Observation.model_fields if name not in (*STAMPS, "total")]
    found = [(name, getattr(old, name), getattr(new, name)) for name in fields]
    found += [
        (f"total/{name}", getattr(old.total, name), getattr(new.total, name)) for name in type(old.total).model_fields
    ]
    return tuple(Change(f"{key.place}/{name}", plain(a), plain(b)) for name, a, b in found if a != b)


def versions_of(db: Connection, key: MeasurementKey, *more: ColumnElement[bool]) -> tuple[ObservationVersion, ...]:
    """All that was written down of a measurement, latest first."""
    rows = table("measurement_version")
    columns = (rows.c[name] for name in ("content", "version", "at", "who", "reason"))
    query = select(*columns).where(*measurement_is("measurement_version", key), *more)
    found = db.execute(query.order_by(rows.c.version.desc())).all()
    told = seen(each.content for each in found)
    return tuple(ObservationVersion(each[1], one, *each[2:]) for one, each in zip(told, found, strict=True))


def latest_value(db: Connection, row: Row) -> ObservationVersion | None:
    """What the measurement of this row says now."""
    rows = table("measurement_version")
    found = versions_of(db, key_of(row), rows.c.version == row["value_version"])
    return found[0] if found else None


def targets_of(db: Connection, intervention_id: str, *more: ColumnElement[bool]) -> tuple[Target, ...]:
    """The targets in all their versions, by indicator and period, oldest first."""
    rows = table("target")
    query = select(rows).where(rows.c.intervention_id == intervention_id, *more)
    query = query.order_by(rows.c.indicator_id, rows.c.period, rows.c.version)
    return tuple(map(_target, db.execute(query).mappings()))


def _target(row: Row) -> Target:
    told = {name: row[name] for name in Target.model_fields if name != "reason"}
    return Target(**told, reason={"sv": row["reason_sv"], "en": row["reason_en"]})


# --- acts -------------------------------------------------------------------------------------------------------------


def move(
    db: Connection, acting: Acting, at: datetime, row: Row, action: str, told: Row, owner_id: str, reason: str = ""
) -> Done:
    """Write where a measurement stands now, and note it in the history; the caller holds the intervention."""
    key, rows = key_of(row), table("measurement")
    new = {**row, **told, "version": row["version"] + 1, "updated_at": at, "updated_by": acting.who}
    changed = {name: value for name, value in new.items() if value != row[name]}
    db.execute(update(rows).where(*measurement_is("measurement", key)).values(changed))
    change = Change(key.place, _noted(row), _noted(new))
    record(db, acting, at, owner_id, action, (change,), key.intervention_id, reason=reason or None)
    return done(new)


def _noted(row: Row) -> dict[str, object]:
    """What the history says of where a value stands: no words of anybody's, those stand where a redaction reaches."""
    told = {"state": str(row["state"]), "value_version": row["value_version"]}
    days = {name: row[name].isoformat() for name in ("open_until", "closes_on") if isinstance(row[name], date)}
    return told | days


def done(row: Row) -> Done:
    """The row as the answer to an act."""
    return Done(key_of(row), State(row["state"]), row["version"], row["updated_at"], row["updated_by"])


def blocking(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that keep something from being kept; warnings are for the page to ask about before it saves."""
    return tuple(each for each in problems if each.severity is Severity.ERROR)
