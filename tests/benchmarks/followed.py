"""A county's follow-up: a million measurements in ten thousand indicators, made inside the database."""

from datetime import UTC, date, datetime, timedelta
import json

from sqlalchemy import Column, Connection, Date, Integer, MetaData, String, Table, func, insert, literal, select

from chain.assumption import Frozen
from chain.follow_up_document import read_follow_up
from chain.measurement import FollowUp, PlannedIndicator, Rule
from chain.period import Every, periods
from chain.workflow import State
from storage.operations import Organisation
from storage.rows import table
from storage.store import Store
from tests.benchmarks.county import EXAMPLES, WHO
from tests.golden.examples import EXAMPLES as FOLDER

TODAY = date(2026, 11, 30)
FIRST, LAST = date(2019, 1, 1), date(2027, 4, 30)
USUAL, LARGEST, LARGE_EVERY = 10, 50, 20
"""Indicators of an intervention, of a large one, and how many interventions there are for each large one."""
AT = datetime(2026, 11, 1, tzinfo=UTC)
TOTALS = {
    Rule.SHARE: {"hits": 41, "answered": 97, "asked": 110},
    Rule.MEAN: {"value": 12.5, "answered": 97, "spread": 3.1},
    Rule.FLOW: {"value": 4.0},
    Rule.CUMULATIVE: {"value": 400.0},
    Rule.LEVEL: {"value": 40.0},
}
"""What is seen in a month, by how it is summed up."""

MONTHS = Table(
    "months", MetaData(), Column("period", String, primary_key=True), Column("start", Date), Column("end", Date),
    Column("due_on", Date), Column("state", String), Column("seen", Integer), prefixes=["TEMPORARY"],
)  # fmt: skip
TOLD = Table(
    "told", MetaData(), Column("intervention_id", String, primary_key=True), Column("id", String, primary_key=True),
    Column("organisation_id", String), Column("total", String), prefixes=["TEMPORARY"],
)  # fmt: skip


def follow_up_all(store: Store) -> tuple[int, int]:
    """Give every intervention a plan and values; how many indicators and measurements came of it."""
    plans = {name: _plan(name) for name in EXAMPLES}
    with store.writing() as db:
        MONTHS.create(db)
        TOLD.create(db)
        db.execute(insert(MONTHS), list(_months()))
        _put_plans(db, plans)
        _put_measurements(db)
        _put_values(db)
        for each in (MONTHS, TOLD):
            each.drop(db)
    with store.reading() as db:
        names = ("planned_indicator", "measurement")
        return tuple(db.execute(select(func.count()).select_from(table(each))).scalar_one() for each in names)


def _plan(name: str) -> FollowUp:
    found, problems = read_follow_up((FOLDER / "follow_up" / f"{name}.json").read_bytes())
    assert not problems, problems
    return found


def _months():
    for each in periods(Every.MONTH, FIRST, LAST):
        over, age = each.end < TODAY, (TODAY - each.end).days
        state = (
            State.LOCKED
            if age > 120
            else State.APPROVED
            if age > 90
            else State.SUBMITTED
            if age > 35
            else State.EXPECTED
        )
        told = {"period": each.key, "start": each.start, "end": each.end, "due_on": each.end + timedelta(days=45)}
        yield told | {"state": str(state), "seen": int(over and state is not State.EXPECTED)}


def _put_plans(db: Connection, plans: dict[str, FollowUp]) -> None:
    rows = table("intervention")
    interventions = db.execute(select(rows.c.id, rows.c.organisation_id).order_by(rows.c.created_at, rows.c.id)).all()
    planned, told = [], []
    for number, (intervention_id, organisation_id) in enumerate(interventions):
        plan = plans[_like(intervention_id)]
        for each in _indicators(plan, LARGEST if number % LARGE_EVERY == 0 else USUAL):
            planned.append(_row(intervention_id, each, len(planned)))
            total = json.dumps(TOTALS[each.rule], separators=(",", ":"))
            own = {"intervention_id": intervention_id, "id": each.id, "organisation_id": organisation_id}
            told.append(own | {"total": f',"total":{total}' + "}"})
    db.execute(insert(table("planned_indicator")), planned)
    db.execute(insert(TOLD), told)


def _like(intervention_id: str) -> str:
    """Which example an intervention is a copy of."""
    number = intervention_id.removeprefix("copy-")
    return EXAMPLES[int(number) % len(EXAMPLES)] if number.isdigit() else intervention_id


def _indicators(plan: FollowUp, count: int) -> list[PlannedIndicator]:
    """So many monthly indicators: those of the plan, and more of the same kinds that replace nothing."""
    monthly = {"every": Every.MONTH, "first_on": FIRST, "last_on": LAST, "owner": WHO, "reviewer": WHO}
    own = [each.model_copy(update=monthly) for each in plan.plan]
    more = [own[n % len(own)].model_copy(update={"id": f"X{n}", "replaces": None}) for n in range(count)]
    return [*own, *more][:count]


def _row(intervention_id: str, each: PlannedIndicator, position: int) -> dict[str, object]:
    named = {"name_sv": each.name.sv, "name_en": each.name.en, "content": _content(each)}
    listed = {name: str(getattr(each, name)) for name in ("focus", "element", "rule", "every", "owner", "reviewer")}
    own = {"intervention_id": intervention_id, "id": each.id, "position": position, "version": 1}
    return own | named | listed | {"created_at": AT, "created_by": WHO, "updated_at": AT, "updated_by": WHO}


def _content(held: Frozen) -> str:
    return held.model_dump_json()


def _put_measurements(db: Connection) -> None:
    rows, seen = table("measurement"), MONTHS.c.seen
    counts = MONTHS.c.state.in_((str(State.APPROVED), str(State.LOCKED)))
    told = {
        "intervention_id": TOLD.c.intervention_id,
        "indicator_id": TOLD.c.id,
        "period": MONTHS.c.period,
        "organisation_id": TOLD.c.organisation_id,
        "period_start": MONTHS.c.start,
        "period_end": MONTHS.c.end,
        "due_on": MONTHS.c.due_on,
        "state": MONTHS.c.state,
        "is_open": literal(True),
        "owner": literal(WHO),
        "reviewer": literal(WHO),
        "version": literal(1),
        "value_version": seen,
        "submitted_version": func.nullif(seen, 0),
        "approved_version": func.nullif(func.coalesce(_one_if(counts), 0), 0),
        "returned_note": literal(""),
        "asked_reason": literal(""),
        "updated_at": literal(AT, rows.c.updated_at.type),
        "updated_by": literal(WHO),
    }
    db.execute(
        insert(rows).from_select(list(told), select(*told.values()).select_from(TOLD.join(MONTHS, literal(True))))
    )


def _one_if(condition):
    return select(literal(1)).where(condition).correlate(MONTHS).scalar_subquery()


def _put_values(db: Connection) -> None:
    rows, into = table("measurement"), table("measurement_version")
    start = literal('{"indicator_id":"') + TOLD.c.id + literal('","period":"') + rows.c.period + literal('"')
    told = {
        "intervention_id": rows.c.intervention_id,
        "indicator_id": rows.c.indicator_id,
        "period": rows.c.period,
        "version": literal(1),
        "moment": literal(1),
        "content": start + TOLD.c.total,
        "reason": literal(""),
        "at": literal(AT, into.c.at.type),
        "who": literal(WHO),
    }
    same = (TOLD.c.intervention_id == rows.c.intervention_id) & (TOLD.c.id == rows.c.indicator_id)
    query = select(*told.values()).select_from(rows.join(TOLD, same)).where(rows.c.value_version > 0)
    db.execute(insert(into).from_select(list(told), query))


def ids_of(store: Store, home: Organisation) -> tuple[str, str]:
    """A usual intervention of the organisation and one of its largest, each like the second example: it learns a share,
    a volume and more."""
    rows, plan = table("intervention"), table("planned_indicator")
    size = select(func.count()).where(plan.c.intervention_id == rows.c.id).scalar_subquery()
    query = select(rows.c.id, size).where(rows.c.organisation_id == home.id).order_by(rows.c.id)
    with store.reading() as db:
        found = {each: count for each, count in db.execute(query) if each.startswith("copy") and _like(each) == "I2"}
        return next(each for each, n in found.items() if n == USUAL), _largest(db, home)


def _largest(db: Connection, home: Organisation) -> str:
    rows, plan = table("intervention"), table("planned_indicator")
    query = select(plan.c.intervention_id).join(rows, rows.c.id == plan.c.intervention_id)
    query = query.where(rows.c.organisation_id == home.id, rows.c.id.startswith("copy"))
    return db.execute(query.group_by(plan.c.intervention_id).order_by(func.count().desc()).limit(1)).scalar_one()
