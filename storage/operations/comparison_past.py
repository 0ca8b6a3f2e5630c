"""The history of a comparison, and the way back from one's own last save."""

from sqlalchemy import Connection

from chain.people import Acting
from chain.problem import problem
from storage.changes import Change
from storage.comparison_changes import comparison_before
from storage.operations.answers import HistoryEntry, Refused, Saved, StoredComparison
from storage.operations.comparison_rows import (
    comparison_key,
    comparison_row,
    stored_comparison,
    unchangeable,
)
from storage.operations.comparisons import save_comparison_over
from storage.operations.history import history, last_own
from storage.taking_back import MovedOn
from storage.unit_of_work import Store


def comparison_history(
    store: Store,
    acting: Acting,
    comparison_id: str,
    place_prefix: str | None = None,
    limit: int | None = None,
    before: int | None = None,
) -> list[HistoryEntry]:
    """Every change of the comparison, latest first; of a deleted one too, for its owner. As of an intervention."""
    return history(store, acting, comparison_key(comparison_id), place_prefix, limit, before)


def last_own_comparison_changes(store: Store, acting: Acting, comparison_id: str) -> tuple[Change, ...]:
    """What `undo_comparison` would take back: this person's last save that is not taken back yet, or ()."""
    with store.reading() as db:
        row = comparison_row(db, acting, comparison_id)
        return () if unchangeable(row, comparison_id) else _last_own(db, acting, comparison_id, row)[1]


def _last_own(db: Connection, acting: Acting, comparison_id: str, row) -> tuple[int | None, tuple[Change, ...]]:
    return last_own(db, acting, comparison_key(comparison_id), row["organisation_id"])


def undo_comparison(store: Store, acting: Acting, comparison_id: str) -> Saved | Refused:
    """Take back this person's last save, as a new change; once more, the one before it.

    Refused when there is none, or when someone has since changed the same place: then nothing is taken back.
    """
    with store.reading() as db:
        row = comparison_row(db, acting, comparison_id)
        refused = unchangeable(row, comparison_id)
        if refused:
            return Refused((refused,))
        version, steps = _last_own(db, acting, comparison_id, row)
    if version is None:
        return Refused((problem("storage.nothing_to_undo", "name"),))
    there = stored_comparison(row)
    return _take_back(store, acting, there, version, steps) or undo_comparison(store, acting, comparison_id)


def _take_back(
    store: Store, acting: Acting, there: StoredComparison, version: int, steps: tuple[Change, ...]
) -> Saved | Refused | None:
    try:
        before = comparison_before(there.comparison, steps)
    except MovedOn as moved:
        return Refused((problem("storage.moved_on", moved.place),))
    return save_comparison_over(store, acting, there, before, "undo", undoes=version)
