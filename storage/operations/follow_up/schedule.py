"""The measurements that a plan asks for: one row for each indicator and period, kept in step with the plan."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import Connection, delete, insert, select, update

from chain.measurement import PlannedIndicator
from chain.people import Acting
from chain.period import Period, periods
from chain.problem import Problem, problem
from chain.workflow import COUNTING, State
from storage.operations.follow_up.rows import indicator_is
from storage.rows import table

MOST_PERIODS = 1_200
"""A hundred years of months."""


def asked_for(indicator: PlannedIndicator) -> list[Period]:
    """The periods that the indicator is measured in, one more than can be kept at the most."""
    return list(islice(periods(indicator.every, indicator.first_on, indicator.last_on), MOST_PERIODS + 1))


def unfit_schedule(indicator: PlannedIndicator) -> Iterator[Problem]:
    """Why the indicator's periods cannot be kept."""
    if len(asked_for(indicator)) > MOST_PERIODS:
        yield problem("follow_up.too_many_periods", "indicator/last_on", most=MOST_PERIODS)


def add_schedule(
    db: Connection, acting: Acting, at: datetime, owner_id: str, intervention_id: str, indicator: PlannedIndicator
) -> None:
    """Every measurement of a new indicator."""
    _add(db, _expected(acting, at, owner_id, intervention_id, indicator), indicator, asked_for(indicator))


def _expected(
    acting: Acting, at: datetime, owner_id: str, intervention_id: str, indicator: PlannedIndicator
) -> dict[str, object]:
    """What every measurement says before anything is seen."""
    return {
        "intervention_id": intervention_id,
        "indicator_id": indicator.id,
        "organisation_id": owner_id,
        "state": str(State.EXPECTED),
        "is_open": True,
        "owner": indicator.owner,
        "reviewer": indicator.reviewer,
        "version": 1,
        "value_version": 0,
        "returned_note": "",
        "asked_reason": "",
        "updated_at": at,
        "updated_by": acting.who,
    }


def _add(db: Connection, common: dict[str, object], indicator: PlannedIndicator, wanted: list[Period]) -> None:
    rows = [common | _days(each, indicator) for each in wanted]
    if rows:
        db.execute(insert(table("measurement")), rows)


def _days(each: Period, indicator: PlannedIndicator) -> dict[str, object]:
    due_on = due(each.end, indicator.due_days)
    return {"period": each.key, "period_start": each.start, "period_end": each.end, "due_on": due_on}


def due(period_end: date, due_days: int) -> date:
    """The last day that a value is in time."""
    return period_end + timedelta(days=due_days)


def move_schedule(
    db: Connection, acting: Acting, at: datetime, owner_id: str, intervention_id: str, indicator: PlannedIndicator
) -> None:
    """Bring the measurements in step with a changed plan that keeps every period that something was seen in."""
    there, wanted = _there(db, intervention_id, indicator.id), {each.key: each for each in asked_for(indicator)}
    rows, ours = table("measurement"), indicator_is("measurement", intervention_id, indicator.id)
    gone = [period for period in there if period not in wanted]
    if gone:
        db.execute(delete(rows).where(*ours, rows.c.period.in_(gone)))
    new = [each for each in wanted.values() if each.key not in there]
    _add(db, _expected(acting, at, owner_id, intervention_id, indicator), indicator, new)
    people = {"owner": indicator.owner, "reviewer": indicator.reviewer}
    db.execute(update(rows).where(*ours).values(people))
    _move_due(db, intervention_id, indicator, [wanted[period] for period in there if period in wanted])


def _there(db: Connection, intervention_id: str, indicator_id: str) -> list[str]:
    rows = table("measurement")
    query = select(rows.c.period).where(*indicator_is("measurement", intervention_id, indicator_id))
    return list(db.execute(query).scalars())


def _move_due(db: Connection, intervention_id: str, indicator: PlannedIndicator, wanted: list[Period]) -> None:
    """What is approved keeps the day that it was due on."""
    rows, ours = table("measurement"), indicator_is("measurement", intervention_id, indicator.id)
    open_ones = rows.c.state.not_in([str(each) for each in COUNTING])
    for each in wanted:
        due_on = due(each.end, indicator.due_days)
        same = rows.c.period == each.key, rows.c.due_on != due_on
        db.execute(update(rows).where(*ours, open_ones, *same).values(due_on=due_on))
