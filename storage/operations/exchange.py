"""Copy an intervention, and take one in from a document."""

from sqlalchemy import Connection

from chain.model import Chain, Goal
from chain.people import Access, Acting, Standing, Wish, may
from chain.problem import problem
from chain.text import Text
from storage.operations.answers import Imported, Refused, RegisterGoal, Stored
from storage.operations.goals import put_goal, registered
from storage.operations.interventions import create, load
from storage.operations.keeping import barred_here, gone, new_intervention_id, put_in, stored, unfit
from storage.repositories import header, taken
from storage.unit_of_work import Store, now


def copy(
    store: Store, acting: Acting, intervention_id: str, new_name: Text, new_id: str | None = None
) -> Stored | Refused:
    """A new intervention of the organisation's own like this one, under a new name; a shared one can be copied too.

    Its plan of what to measure comes along, with the targets in force, and nothing that was measured.
    A `new_id` made once keeps a double click from making two.
    """
    there = load(store, acting, intervention_id)
    if there is None:
        return Refused((gone(intervention_id),))
    twin = there.chain.model_copy(update={"id": new_id or new_intervention_id(), "name": new_name})
    return create(store, acting, twin, plan_of=intervention_id)


def import_chain(store: Store, acting: Acting, chain: Chain, new_id: str | None = None) -> Imported | Refused:
    """Take a chain in as the organisation's own: under its id if that is free, else under `new_id` (or one made here).

    The register gets the goals it lacks, from those who may write in it. A goal whose id means another goal in the
    register is matched by name, or gets an id of its own; the chain's outcomes follow. The very chain that is there
    already is not taken in twice.
    """
    problems = unfit(chain)
    if problems:
        return Refused(problems)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.BEGIN)
        return Refused(problems) if problems else _take_in(store, db, acting, chain, new_id)


def _take_in(store: Store, db: Connection, acting: Acting, chain: Chain, new_id: str | None) -> Imported | Refused:
    register = registered(db, acting.organisation_id)
    wanted = matches(chain.goals, register)
    ours = _with_goals(chain, wanted)
    for candidate in (ours, ours.model_copy(update={"id": new_id or new_intervention_id()})):
        there = header(db, acting, candidate.id)
        if there and there["access"] is Access.OWN and stored(store, db, there).chain == candidate:
            return Imported(stored(store, db, there), already_there=True)
        if not taken(db, acting, candidate.id):
            break
    else:
        return Refused((problem("storage.id_taken", "chain/id", id=candidate.id),))
    added = _add_goals(db, acting, candidate.goals, register)
    kept = put_in(db, acting, now(), "import", candidate)
    renamed_from = chain.id if candidate.id != chain.id else None
    return Imported(kept, False, renamed_from, added, tuple(pair for pair in wanted.items() if pair[0] != pair[1]))


def _add_goals(
    db: Connection, acting: Acting, goals: tuple[Goal, ...], register: dict[str, RegisterGoal]
) -> tuple[Goal, ...]:
    """Where the person's roles do not cover the register it stays as it is: the goals are the intervention's own."""
    may_register = may(acting, Wish.REGISTER, Standing(acting.organisation_id))
    return add_goals(db, acting, goals, register) if may_register else ()


def matches(goals: tuple[Goal, ...], register: dict[str, RegisterGoal]) -> dict[str, str]:
    """For each goal of a chain the id that it has, or shall have, in the register."""
    by_name = {_name(each.goal): each.goal.id for each in reversed(register.values()) if each.goal.name}
    taken = {goal.id for goal in goals} | set(register)
    return {goal.id: _register_id(goal, register, by_name, taken) for goal in goals}


def _register_id(goal: Goal, register: dict[str, RegisterGoal], by_name: dict[tuple, str], taken: set[str]) -> str:
    same_id = register.get(goal.id)
    if same_id is None or _name(same_id.goal) == _name(goal):
        return goal.id if same_id else by_name.get(_name(goal), goal.id)
    return by_name.get(_name(goal)) or _free_id(goal.id, taken)


def _name(goal: Goal) -> tuple[str, str]:
    return goal.name.sv.strip().casefold(), goal.name.en.strip().casefold()


def _free_id(goal_id: str, taken: set[str]) -> str:
    number = 2
    while (free := f"{goal_id[:56]}-{number}") in taken:
        number += 1
    taken.add(free)
    return free


def _with_goals(chain: Chain, ids: dict[str, str]) -> Chain:
    """The chain with its goals, and its outcomes' links to them, under the register's ids."""
    if all(before == after for before, after in ids.items()):
        return chain
    goals = {ids[goal.id]: goal.model_copy(update={"id": ids[goal.id]}) for goal in chain.goals}
    outcomes = tuple(
        outcome.model_copy(update={"goal_ids": tuple(dict.fromkeys(ids.get(each, each) for each in outcome.goal_ids))})
        for outcome in chain.outcomes
    )
    return chain.model_copy(update={"goals": tuple(goals.values()), "outcomes": outcomes})


def add_goals(
    db: Connection, acting: Acting, goals: tuple[Goal, ...], register: dict[str, RegisterGoal]
) -> tuple[Goal, ...]:
    """Put the goals that the register lacks into it; returns those."""
    missing = tuple(goal for goal in goals if goal.id not in register)
    for goal in missing:
        put_goal(db, acting, goal, None)
    return missing
