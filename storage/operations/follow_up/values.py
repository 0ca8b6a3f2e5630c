"""Entering values: kept as drafts, sent in, taken back; what was approved is corrected while it stands open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert

from chain.measurement import Observation
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.workflow import COUNTING, State, Step, after
from storage.operations.answers import Conflict, Refused
from storage.operations.follow_up.answers import Done, MeasurementKey
from storage.operations.follow_up.fit import locked, unfit_observation
from storage.operations.follow_up.looking import difference_since, read_measurement
from storage.operations.follow_up.rows import (
    Row,
    done,
    indicator_row,
    latest_value,
    measurement_row,
    move,
    no_measurement,
    opened,
    planned,
    stamped,
    written,
)
from storage.repositories import Header
from storage.rows import table
from storage.unit_of_work import Store, now


@dataclass(frozen=True)
class Held:
    """A measurement in the hands of one who writes: nobody else does anything with it meanwhile."""

    db: Connection
    acting: Acting
    found: Header
    row: Row
    today: date

    @property
    def key(self) -> MeasurementKey:
        """Which measurement."""
        return MeasurementKey(*(self.row[name] for name in MeasurementKey._fields))

    @property
    def state(self) -> State:
        """Where its value stands."""
        return State(self.row["state"])

    def conflict(self, expected_version: int) -> Conflict | None:
        """Who was first, where the measurement is no longer what the person saw."""
        row = self.row
        if row["version"] == expected_version:
            return None
        current = read_measurement(self.db, self.acting, self.found, row, self.today)
        since = difference_since(self.db, row, expected_version)
        return Conflict(row["updated_by"], row["updated_at"], row["version"], since, current)

    def replayed(self, state: State, expected_version: int) -> bool:
        """Whether this person has just done this: a double click asks for it once more."""
        row = self.row
        mine = row["updated_by"] == self.acting.who
        return mine and row["state"] == str(state) and row["version"] == expected_version + 1

    def move(self, action: str, told: Row, reason: str = "") -> Done:
        """Write where it stands now, and note it."""
        owner_id = self.found["organisation_id"]
        return move(self.db, self.acting, now(), self.row, action, told, owner_id, reason)


@contextmanager
def holding(store: Store, acting: Acting, wish: Wish, key: MeasurementKey, today: date) -> Iterator[Held | Refused]:
    """The measurement for one who may do this with it, in a transaction; or why there is none."""
    with store.writing(f"{key.intervention_id} {key.place}") as db:
        found = opened(db, acting, wish, key.intervention_id, shared=True)
        if isinstance(found, Problem):
            yield Refused((found,))
            return
        row = measurement_row(db, key)
        yield Held(db, acting, found, row, today) if row else Refused((no_measurement(key),))


def save_value(
    store: Store,
    acting: Acting,
    intervention_id: str,
    observation: Observation,
    expected_version: int,
    today: date,
    reason: str = "",
) -> Done | Conflict | Refused:
    """Keep the value as a draft, as a version beside the earlier ones.

    A value that was sent in before asks for a reason. One that was approved can be saved while it is reopened, and then
    counts no more until it is approved again. A Conflict when someone else has done anything with it since; a value
    that stands there already is no conflict and no new version.
    """
    key = MeasurementKey(intervention_id, observation.indicator_id, observation.period)
    with holding(store, acting, Wish.LOG, key, today) as held:
        return held if isinstance(held, Refused) else save_held(held, observation, expected_version, reason)


def save_held(held: Held, observation: Observation, expected_version: int, reason: str) -> Done | Conflict | Refused:
    """Keep the value of a measurement that is held."""
    if held.state is State.DRAFT and _there_already(held, observation):
        return done(held.row)
    return held.conflict(expected_version) or _write(held, observation, State.DRAFT, reason)


def submit(
    store: Store,
    acting: Acting,
    key: MeasurementKey,
    expected_version: int,
    today: date,
    observation: Observation | None = None,
    reason: str = "",
) -> Done | Conflict | Refused:
    """Send the value in for review: the one that is kept, or this one, kept in the same step. Asked twice it is done
    once."""
    with holding(store, acting, Wish.LOG, key, today) as held:
        return held if isinstance(held, Refused) else submit_held(held, expected_version, observation, reason)


def submit_held(
    held: Held, expected_version: int, observation: Observation | None = None, reason: str = ""
) -> Done | Conflict | Refused:
    """Send in the value of a measurement that is held."""
    same = observation is None or _there_already(held, observation)
    if same and held.replayed(State.SUBMITTED, expected_version):
        return done(held.row)
    conflict = held.conflict(expected_version)
    if conflict:
        return conflict
    if not same:
        return _write(held, observation, State.SUBMITTED, reason)
    refused = _unsubmittable(held)
    return Refused((refused,)) if refused else held.move("submit", _submitted(held, held.row["value_version"]))


def _unsubmittable(held: Held) -> Problem | None:
    if not held.row["value_version"]:
        return problem("follow_up.nothing_to_submit", "value")
    shut = locked(held.key, held.row, held.today)
    return shut or (None if after(held.state, Step.SUBMIT) else not_from_here(held))


def not_from_here(held: Held) -> Problem:
    """The step cannot be taken with a value that stands where this one does."""
    return problem("follow_up.not_from_here", "value", state=str(held.state))


def _submitted(held: Held, version: int) -> dict[str, object]:
    sent = {"submitted_version": version, "submitted_at": now(), "submitted_by": held.acting.who}
    return sent | {"state": str(State.SUBMITTED), "returned_note": ""}


def _there_already(held: Held, observation: Observation) -> bool:
    there = latest_value(held.db, held.row)
    return there is not None and there.observation.says_as(observation)


def _write(held: Held, observation: Observation, state: State, reason: str) -> Done | Refused:
    """Keep what was seen as a new version, and move the measurement to this state."""
    told = stamped(observation, _correction(held), reason, held.acting)
    problems = _unwritable(held, told)
    if problems:
        return Refused(problems)
    version = held.row["value_version"] + 1
    _put_version(held, version, told)
    told = {"value_version": version, "state": str(state)}
    if state is State.SUBMITTED:
        told |= _submitted(held, version)
    return held.move("correct" if held.state in COUNTING else str(_ACTIONS[state]), told, reason)


_ACTIONS = {State.DRAFT: "log", State.SUBMITTED: "submit"}


def _correction(held: Held) -> int:
    """One, and one more for every time that a value is changed after it was sent in."""
    if held.row["submitted_version"] is None:
        return 1
    return latest_value(held.db, held.row).observation.version + 1


def _unwritable(held: Held, observation: Observation) -> tuple[Problem, ...]:
    shut = locked(held.key, held.row, held.today)
    if shut:
        return (shut,)
    if after(held.state, Step.CORRECT if held.state in COUNTING else Step.WRITE) is None:
        return (not_from_here(held),)
    of_indicator = indicator_row(held.db, held.key.intervention_id, held.key.indicator_id)
    return unfit_observation(planned([of_indicator["content"]])[0], observation, held.today)


def _put_version(held: Held, version: int, observation: Observation) -> None:
    told = held.key._asdict() | {
        "version": version,
        "moment": held.row["version"] + 1,
        "content": written(observation),
        "reason": observation.reason,
        "at": now(),
        "who": held.acting.who,
    }
    held.db.execute(insert(table("measurement_version")).values(told))


def take_back(
    store: Store, acting: Acting, key: MeasurementKey, expected_version: int, today: date
) -> Done | Conflict | Refused:
    """Take back a value that was sent in and not yet reviewed; it is a draft again. Asked twice it is done once."""
    with holding(store, acting, Wish.LOG, key, today) as held:
        if isinstance(held, Refused):
            return held
        if held.replayed(State.DRAFT, expected_version):
            return done(held.row)
        conflict = held.conflict(expected_version)
        if conflict:
            return conflict
        shut = locked(key, held.row, today) or (None if after(held.state, Step.TAKE_BACK) else not_from_here(held))
        return Refused((shut,)) if shut else held.move("take_back", {"state": str(State.DRAFT)})
