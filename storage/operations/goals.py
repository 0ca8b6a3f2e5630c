"""The organisation's register of adopted goals."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, insert, select, update

from chain.model import Goal
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.fitness import unfit_row
from storage.mapping import PLANS, columns
from storage.operations.answers import Refused, RegisterGoal
from storage.operations.keeping import barred_here, registers_of, stamps_of, text_of
from storage.operations.log import record
from storage.rows import table
from storage.unit_of_work import Store, now


def goals(store: Store, acting: Acting, of: str | None = None, retired: bool = False) -> list[RegisterGoal]:
    """The goals in the register's order; the retired ones only when asked for.

    `of` is the organisation whose register it is (the person's own if left out); see `registers_of`.
    """
    with store.reading() as db:
        found = registered(db, registers_of(db, acting, of))
    return [each for each in found.values() if retired or each.retired_at is None]


def registered(db: Connection, organisation_id: str) -> dict[str, RegisterGoal]:
    """Every goal of the register by id, in order."""
    rows = table("goal")
    query = select(rows).where(rows.c.organisation_id == organisation_id).order_by(rows.c.position, rows.c.id)
    return {row["id"]: RegisterGoal(_goal(row), row["retired_at"]) for row in db.execute(query).mappings()}


def _goal(row: Mapping[str, object]) -> Goal:
    return Goal(id=row["id"], name=text_of(row, "name"), adopted_by=text_of(row, "adopted_by"))


def save_goal(store: Store, acting: Acting, goal: Goal) -> RegisterGoal | Refused:
    """Add the goal to the register, or write it anew under its id; a retired goal is thereby taken up again."""
    unfit = tuple(unfit_row(f"goals/{goal.id}", columns(PLANS["goals"], goal)))
    if unfit:
        return Refused(unfit)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.REGISTER)
        if problems:
            return Refused(problems)
        put_goal(db, acting, goal, registered(db, acting.organisation_id).get(goal.id))
    return RegisterGoal(goal, None)


def put_goal(db: Connection, acting: Acting, goal: Goal, there: RegisterGoal | None) -> None:
    """Write the goal and note the change; a goal that stands there already as it is stays untouched."""
    if there == RegisterGoal(goal, None):
        return
    at, rows, organisation_id = now(), table("goal"), acting.organisation_id
    stamps = stamps_of(acting, at)
    told = columns(PLANS["goals"], goal) | {"retired_at": None, "retired_by": None}
    if there:
        again = {name: stamps[name] for name in ("updated_at", "updated_by")}
        db.execute(update(rows).where(*_this(organisation_id, goal.id)).values(told | again))
    else:
        ours = rows.c.organisation_id == organisation_id
        position = db.execute(select(func.count()).select_from(rows).where(ours)).scalar_one()
        born = {"organisation_id": organisation_id, "position": position}
        db.execute(insert(rows).values(told | born | stamps))
    change = Change(f"goals/{goal.id}", there and plain(there.goal), plain(goal))
    record(db, acting, at, organisation_id, "goal", (change,))


def _this(organisation_id: str, goal_id: str) -> tuple:
    rows = table("goal")
    return rows.c.organisation_id == organisation_id, rows.c.id == goal_id


def retire_goal(store: Store, acting: Acting, goal_id: str) -> Problem | None:
    """Take the goal out of what can be chosen; interventions that point at it keep it."""
    at, organisation_id = now(), acting.organisation_id
    with store.writing() as db:
        refused = barred_here(db, acting, Wish.REGISTER)
        if refused:
            return refused[0]
        there = registered(db, organisation_id).get(goal_id)
        if there is None:
            return problem("storage.no_goal", f"goals/{goal_id}", id=goal_id)
        if there.retired_at is None:
            left = {"retired_at": at, "retired_by": acting.who}
            db.execute(update(table("goal")).where(*_this(organisation_id, goal_id)).values(left))
            record(db, acting, at, organisation_id, "goal", (Change(f"goals/{goal_id}", plain(there.goal), None),))
    return None
