"""A follow-up taken in with all its values at once: the example municipality's."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from chain.follow_up_checks import check_follow_up
from chain.forecast.model import Comparison
from chain.measurement import FollowUp, Observation
from chain.model import Chain
from chain.people import Acting
from chain.problem import Problem, problem
from chain.workflow import COUNTING, State
from storage.operations.follow_up.plan import put_indicator
from storage.operations.follow_up.rows import blocking, key_of, move, stamped, written
from storage.operations.follow_up.targets import put_target
from storage.rows import table

UNFINISHED = (State.DRAFT, State.SUBMITTED, State.RETURNED)
"""Where the latest value of the first follow-ups stands, so that there is something to do; all others are approved."""


def unfit_follow_up(
    follow_up: FollowUp, chains: Iterable[Chain], comparisons: Iterable[Comparison]
) -> tuple[Problem, ...]:
    """What keeps a follow-up from being taken in beside these chains, whenever that is."""
    chain = next((each for each in chains if each.id == follow_up.intervention_id), None)
    if chain is None:
        return (problem("storage.gone", "follow_up", id=follow_up.intervention_id),)
    return blocking(check_follow_up(follow_up, chain, date.max, comparisons))


def put_follow_up(
    db: Connection, acting: Acting, at: datetime, intervention_id: str, follow_up: FollowUp, latest: State
) -> None:
    """Insert a follow-up that is fit into an intervention of whom the person acts for; its latest value stands so."""
    owner_id = acting.organisation_id
    for indicator in follow_up.plan:
        put_indicator(db, acting, at, owner_id, intervention_id, indicator)
    for target in follow_up.targets:
        put_target(db, acting, owner_id, intervention_id, target)
    rows = table("measurement")
    query = select(rows).where(rows.c.intervention_id == intervention_id)
    there = {key_of(row)[1:]: row for row in db.execute(query).mappings().all()}
    last = max(follow_up.observations, key=lambda each: there[each.indicator_id, each.period]["due_on"], default=None)
    for each in follow_up.observations:
        state = latest if each is last else State.APPROVED
        _put_value(db, acting, at, there[each.indicator_id, each.period], each, state)


def _put_value(db: Connection, acting: Acting, at: datetime, row, observation: Observation, state: State) -> None:
    value = stamped(observation, 1, observation.reason, acting)
    version = key_of(row)._asdict() | {"version": 1, "moment": 2, "content": written(value), "reason": value.reason}
    db.execute(insert(table("measurement_version")).values(version | {"at": at, "who": acting.who}))
    told: dict[str, object] = {"value_version": 1, "state": str(state)}
    if state is not State.DRAFT:
        told |= {"submitted_version": 1, "submitted_at": at, "submitted_by": acting.who}
    if state in COUNTING:
        told |= {"approved_version": 1, "approved_at": at, "approved_by": acting.who}
    if state is State.RETURNED:
        told["returned_note"] = RETURNED_NOTE
    move(db, acting, at, row, "import", told, acting.organisation_id)


RETURNED_NOTE = "Stämmer antalet? Det skiljer sig från förra perioden. Skriv i kommentaren hur det mättes."
"""What the example's reviewer asks; it stands among the data as people write it."""
