"""A follow-up taken in with all its values at once: the example municipality's."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from chain.follow_up_checks import check_follow_up
from chain.forecast.model import Comparison
from chain.measurement import FollowUp, Observation
from chain.model import Chain
from chain.people import Acting
from chain.problem import Problem, problem
from chain.workflow import COUNTING, State
from storage.changes import Change
from storage.operations.follow_up.answers import MeasurementKey
from storage.operations.follow_up.plan import put_indicator
from storage.operations.follow_up.rows import blocking, key_of, stamped, written
from storage.operations.follow_up.targets import put_targets
from storage.operations.log import record
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
    put_targets(db, acting, owner_id, intervention_id, dict.fromkeys(follow_up.targets))
    rows = table("measurement")
    query = select(rows).where(rows.c.intervention_id == intervention_id)
    there = {key_of(row)[1:]: row for row in db.execute(query).mappings().all()}
    last = max(follow_up.observations, key=lambda each: there[each.indicator_id, each.period]["due_on"], default=None)
    states = {each: latest if each is last else State.APPROVED for each in follow_up.observations}
    _put_values(db, acting, at, intervention_id, states)


def _put_values(
    db: Connection, acting: Acting, at: datetime, intervention_id: str, states: Mapping[Observation, State]
) -> None:
    """Insert what was seen, each in its state; a few statements for all of them."""
    rows, changes = table("measurement"), []
    versions, moves = [], []
    for each, state in states.items():
        key, value = MeasurementKey(intervention_id, each.indicator_id, each.period), stamped(each, 1, "", acting)
        own = {"version": 1, "moment": 2, "content": written(value), "reason": "", "at": at, "who": acting.who}
        versions.append(key._asdict() | own)
        moves.append({"key_indicator": key.indicator_id, "key_period": key.period} | _stand(acting, at, state))
        changes.append(Change(key.place, None, {"state": str(state), "value_version": 1}))
    if versions:
        db.execute(insert(table("measurement_version")), versions)
        this = rows.c.indicator_id == bindparam("key_indicator"), rows.c.period == bindparam("key_period")
        told = {name: bindparam(name) for name in _stand(acting, at, State.DRAFT)}
        db.execute(update(rows).where(rows.c.intervention_id == intervention_id, *this).values(told), moves)
    record(db, acting, at, acting.organisation_id, "import", changes, intervention_id)


def _stand(acting: Acting, at: datetime, state: State) -> dict[str, object]:
    """Where a value stands that someone wrote, sent in and approved, as far as the state says."""
    sent, counts = state is not State.DRAFT, state in COUNTING
    return {
        "version": 2,
        "value_version": 1,
        "state": str(state),
        "submitted_version": 1 if sent else None,
        "submitted_at": at if sent else None,
        "submitted_by": acting.who if sent else None,
        "approved_version": 1 if counts else None,
        "approved_at": at if counts else None,
        "approved_by": acting.who if counts else None,
        "returned_note": RETURNED_NOTE if state is State.RETURNED else "",
    }


RETURNED_NOTE = "Stämmer antalet? Det skiljer sig från förra perioden. Skriv i kommentaren hur det mättes."
"""What the example's reviewer asks; it stands among the data as people write it."""
