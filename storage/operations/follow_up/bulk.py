"""Many values entered together, as from a sheet: all of them or none, or the good ones, as the person chose."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.operations.answers import Conflict, Refused
from storage.operations.follow_up.answers import BulkDone, BulkRefusal, Done, Entry, MeasurementKey
from storage.operations.follow_up.rows import measurement_row, no_measurement, opened
from storage.operations.follow_up.values import Held, save_held, submit_held
from storage.repositories import Header
from storage.unit_of_work import Store

MOST_ENTRIES = 10_000


def save_many(
    store: Store,
    acting: Acting,
    intervention_id: str,
    entries: Collection[Entry],
    today: date,
    reason: str = "",
    send_in: bool = False,
    good_ones: bool = False,
) -> BulkDone | Refused:
    """Keep many values of one intervention as drafts, or send them in, in one transaction.

    Unless `good_ones`, one that cannot be kept lets none be kept. `reason` stands for every correction among them.
    A value that someone else has changed since is refused like one that is wrong: both are told, nothing is lost.
    """
    if len(entries) > MOST_ENTRIES:
        return Refused((problem("follow_up.too_many_values", "value", most=MOST_ENTRIES),))
    try:
        with store.writing(intervention_id) as db:
            found = opened(db, acting, Wish.LOG, intervention_id)
            if isinstance(found, Problem):
                return Refused((found,))
            told = _all(db, acting, found, entries, today, reason, send_in)
            if told.refused and not good_ones:
                raise _NoneKeptError(told)
            return told
    except _NoneKeptError as none:
        return BulkDone((), none.told.refused)


class _NoneKeptError(Exception):
    """Takes everything back."""

    def __init__(self, told: BulkDone) -> None:
        super().__init__()
        self.told = told


def _all(
    db: Connection, acting: Acting, found: Header, entries: Collection[Entry], today: date, reason: str, send_in: bool
) -> BulkDone:
    kept, refused = list[Done](), list[BulkRefusal]()
    for entry in entries:
        key = MeasurementKey(found["id"], entry.observation.indicator_id, entry.observation.period)
        answer = _one(db, acting, found, key, entry, today, reason, send_in)
        if isinstance(answer, Done):
            kept.append(answer)
        else:
            refused.append(BulkRefusal(key, _problems(answer)))
    return BulkDone(tuple(kept), tuple(refused))


def _one(
    db: Connection,
    acting: Acting,
    found: Header,
    key: MeasurementKey,
    entry: Entry,
    today: date,
    reason: str,
    send_in: bool,
) -> Done | Conflict | Refused:
    row = measurement_row(db, key)
    if row is None:
        return Refused((no_measurement(key),))
    held = Held(db, acting, found, row, today)
    if send_in:
        return submit_held(held, entry.expected_version, entry.observation, reason)
    return save_held(held, entry.observation, entry.expected_version, reason)


def _problems(answer: Conflict | Refused) -> tuple[Problem, ...]:
    if isinstance(answer, Refused):
        return answer.problems
    return (problem("follow_up.moved_on", "value", by=answer.by),)
