"""What is to be done, across interventions: values to enter, sent back, and to review; and how the reporting stands."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, case, func, or_, select, union_all

from chain.people import MAY, NEEDS, Acting, Wish
from chain.workflow import State
from storage.operations.follow_up.answers import Group, MeasurementKey, Reporting, Task, ToDo
from storage.operations.follow_up.rows import Row, key_of
from storage.operations.keeping import text_of
from storage.repositories import headers
from storage.rows import table
from storage.unit_of_work import Store

_TO_ENTER = (str(State.EXPECTED), str(State.DRAFT))
_WAITS = {Wish.LOG: (*_TO_ENTER, str(State.RETURNED)), Wish.REVIEW: (str(State.SUBMITTED),)}
_READ = (
    *MeasurementKey._fields,
    *("state", "period_end", "due_on", "owner", "reviewer", "version", "value_version", "approved_version"),
)


def to_do(
    store: Store,
    acting: Acting,
    today: date,
    whose: str | None = None,
    groups: Collection[Group] = tuple(Group),
    offset: int = 0,
    limit: int = 50,
) -> ToDo:
    """What waits for this person's doing, or (`whose`) what is assigned to that one: as owner of what is to be entered,
    as reviewer of what is to be looked at.

    Only of interventions in use where the person's roles allow it. All is counted; of the `groups` one sheet is read,
    soonest due first.
    """
    with store.reading() as db:
        waiting = _waiting(acting, today, whose)
        if waiting is None:
            return ToDo(dict.fromkeys(Group, 0), ())
        found = db.execute(_sheet(waiting, groups, offset, limit)).mappings().all()
        counts = {each: found[0][f"all_{each}"] for each in Group} if found else _counts(db, waiting)
        return ToDo(counts, tuple(map(_task, found)))


def _counts(db: Connection, waiting: Subquery) -> dict[Group, int]:
    """How many there are in each group, asked for by itself when the sheet is empty."""
    counted = select(waiting.c.group, func.count()).group_by(waiting.c.group)
    return dict.fromkeys(Group, 0) | {Group(name): each for name, each in db.execute(counted)}


def _waiting(acting: Acting, today: date, whose: str | None) -> Subquery | None:
    """Every measurement that waits, with its group; None when this person's roles let nothing be done."""
    found = [query for which in _parts(acting) for query in _reached(acting, which, today, whose)]
    if not found:
        return None
    rows, late = union_all(*found).subquery("reached"), Group.LATE
    group = case(
        (rows.c.state == str(State.SUBMITTED), str(Group.REVIEW)),
        (rows.c.state == str(State.RETURNED), str(Group.RETURNED)),
        (rows.c.due_on < today, str(late)),
        else_=str(Group.DUE),
    )
    return select(*rows.c, group.label("group")).subquery("waiting")


def _parts(acting: Acting) -> list[tuple[Wish, ...]]:
    """What the person may do, together where it is with everything: then all that waits is found in one pass."""
    both = Wish.LOG, Wish.REVIEW
    return [both] if acting.wishes().issuperset(both) else [(each,) for each in both]


def _which(wishes: tuple[Wish, ...], today: date, whose: str | None) -> Iterator[ColumnElement[bool]]:
    """What waits for those who may do this."""
    rows, found = table("measurement"), []
    if Wish.REVIEW in wishes:
        mine = () if whose is None else (rows.c.reviewer == whose,)
        found.append(and_(rows.c.state == str(State.SUBMITTED), *mine))
    if Wish.LOG in wishes:
        writable = or_(rows.c.closes_on.is_(None), rows.c.closes_on >= today, rows.c.open_until >= today)
        to_enter = and_(rows.c.state.in_(_TO_ENTER), rows.c.period_end < today, writable)
        mine = () if whose is None else (rows.c.owner == whose,)
        found.append(and_(or_(rows.c.state == str(State.RETURNED), to_enter), *mine))
    # So that the index by state is used: what is sent in or back is of a period that is over, too.
    yield rows.c.state.in_([state for each in wishes for state in _WAITS[each]]) & (rows.c.period_end < today)
    yield rows.c.is_open
    yield or_(*found)


def _reached(acting: Acting, wishes: tuple[Wish, ...], today: date, whose: str | None) -> list[Select]:
    """Those of the organisation's own and of those shared with it for writing: two lists, each found by its index.

    What is put away waits for nothing.
    """
    rows, sharing, interventions = table("measurement"), table("sharing"), table("intervention")
    of_role, which = _of_roles(acting, wishes[0]), tuple(_which(wishes, today, whose))
    if of_role is None:
        return []
    columns = [rows.c[name] for name in _READ]
    ours = rows.c.organisation_id == acting.organisation_id
    put_away = select(interventions.c.id).where(interventions.c.archived_at.is_not(None))
    our_archive = put_away.where(interventions.c.organisation_id == acting.organisation_id)
    own = select(*columns).where(ours, rows.c.intervention_id.not_in(our_archive), *of_role, *which)
    shared = select(*columns).join(sharing, sharing.c.intervention_id == rows.c.intervention_id)
    granted = sharing.c.organisation_id == acting.organisation_id, sharing.c.access == str(NEEDS[wishes[0]])
    return [own, shared.where(*granted, ~ours, rows.c.intervention_id.not_in(put_away), *of_role, *which)]


def _of_roles(acting: Acting, wish: Wish) -> tuple[ColumnElement[bool], ...] | None:
    """The interventions that the person's roles reach: all, those named, or (None) none."""
    if wish in acting.wishes():
        return ()
    ids = sorted({each.intervention_id for each in acting.grants if wish in MAY[each.role] and each.intervention_id})
    return (table("measurement").c.intervention_id.in_(ids),) if ids else None


def _sheet(waiting: Subquery, groups: Collection[Group], offset: int, limit: int) -> Select:
    """One sheet, with the names of indicators and interventions, and on each row how many there are of every group: all
    that waits is gone through once."""
    sums = (func.sum(case((waiting.c.group == str(each), 1), else_=0)).over().label(f"all_{each}") for each in Group)
    counted = select(waiting, *sums).subquery("counted")
    order = counted.c.due_on, counted.c.intervention_id, counted.c.indicator_id, counted.c.period
    query = select(counted).where(counted.c.group.in_([str(each) for each in groups]))
    sheet = query.order_by(*order).offset(offset).limit(limit).subquery("sheet")
    plan, interventions = table("planned_indicator"), table("intervention")
    of_plan = (plan.c.intervention_id == sheet.c.intervention_id) & (plan.c.id == sheet.c.indicator_id)
    tongues = [(of, tongue) for of in (plan, interventions) for tongue in ("sv", "en")]
    names = [of.c[f"name_{tongue}"].label(f"{of.name}_{tongue}") for of, tongue in tongues]
    named = select(sheet, *names).join(plan, of_plan)
    named = named.join(interventions, interventions.c.id == sheet.c.intervention_id)
    return named.order_by(*(sheet.c[each.name] for each in order))


def _task(row: Row) -> Task:
    return Task(
        key=key_of(row),
        group=Group(row["group"]),
        intervention=text_of(row, "intervention"),
        indicator=text_of(row, "planned_indicator"),
        state=State(row["state"]),
        changed_since_approval=row["approved_version"] not in (None, row["value_version"]),
        **{name: row[name] for name in ("period_end", "due_on", "owner", "reviewer", "version")},
    )


def reporting_status(
    store: Store, acting: Acting, intervention_ids: Collection[str], today: date
) -> dict[str, tuple[Reporting, ...]]:
    """How the reporting of these interventions' indicators stands, by intervention, in the plan's order; those out of
    reach are left out."""
    if not intervention_ids:
        return {}
    with store.reading() as db:
        reached = headers(db, acting, intervention_ids)
        found: dict[str, list[Reporting]] = {each: [] for each in reached}
        for row, states in _counted(db, tuple(reached), today):
            found[row["intervention_id"]].append(_reporting(row, states))
    return {each: tuple(told) for each, told in found.items()}


def _counted(db: Connection, ids: tuple[str, ...], today: date) -> list[tuple[Row, Mapping[State, Row]]]:
    """Each indicator with what there is of it in each state, among the periods that are over.

    A period that nothing was seen in before its indicator was closed is waited for no more, and so is not missing.
    """
    rows, plan = table("measurement"), table("planned_indicator")
    late = case((and_(rows.c.state.in_(_TO_ENTER), rows.c.is_open, rows.c.due_on < today), 1), else_=0)
    changed = case((rows.c.approved_version < rows.c.value_version, 1), else_=0)
    told = rows.c.intervention_id, rows.c.indicator_id, rows.c.state
    numbers = func.count().label("number"), func.sum(late).label("late"), func.sum(changed).label("changed")
    waited_for = or_(rows.c.is_open, rows.c.value_version > 0)
    counts = select(*told, *numbers).where(rows.c.intervention_id.in_(ids), rows.c.period_end < today, waited_for)
    counts = counts.group_by(*told)
    by_indicator: dict[tuple[str, str], dict[State, Row]] = {}
    for row in db.execute(counts).mappings():
        by_indicator.setdefault((row["intervention_id"], row["indicator_id"]), {})[State(row["state"])] = row
    named = (plan.c[name] for name in ("intervention_id", "id", "name_sv", "name_en", "owner", "closed_at"))
    query = select(*named).where(plan.c.intervention_id.in_(ids))
    query = query.order_by(plan.c.intervention_id, plan.c.closed_at.is_not(None), plan.c.position, plan.c.id)
    return [(row, by_indicator.get((row["intervention_id"], row["id"]), {})) for row in db.execute(query).mappings()]


def _reporting(row: Row, states: Mapping[State, Row]) -> Reporting:
    return Reporting(
        intervention_id=row["intervention_id"],
        indicator_id=row["id"],
        name=text_of(row, "name"),
        owner=row["owner"],
        closed=row["closed_at"] is not None,
        over=sum(each["number"] for each in states.values()),
        late=sum(each["late"] for each in states.values()),
        changed_since_approval=sum(each["changed"] for each in states.values()),
        states={state: each["number"] for state, each in states.items()},
    )
