"""Comparisons of interventions for children, an organisation's own alone; each may be about one intervention of it."""

from sqlalchemy import Connection, update

from chain.forecast.model import Comparison
from chain.people import Access, Acting
from chain.problem import Problem, problem
from chain.text import Text
from storage.changes import Change
from storage.operations.answers import ComparisonSummary, Conflict, HistoryEntry, Refused, Saved, StoredComparison
from storage.operations.documents.keeping import (
    add_document,
    changed_by,
    documents,
    load_document,
    note,
    save_document,
    twin_of,
)
from storage.operations.documents.kinds import COMPARISONS
from storage.operations.documents.past import last_own_document_changes, undo_document
from storage.operations.documents.rows import no_document
from storage.operations.documents.shelf import archive_document, delete_document, restore_document
from storage.operations.history import history
from storage.repositories import header
from storage.rows import table
from storage.unit_of_work import Store, now


def comparison_key(comparison_id: str) -> str:
    """Where drafts and history of a comparison are kept."""
    return COMPARISONS.key(comparison_id)


def comparisons(store: Store, acting: Acting, archived: bool = False) -> list[ComparisonSummary]:
    """The organisation's comparisons, in use or put away, latest changed first."""
    return documents(store, acting, COMPARISONS, archived)


def load_comparison(store: Store, acting: Acting, comparison_id: str) -> StoredComparison | None:
    """The comparison as it stands now, or None when it is not there for this organisation."""
    return load_document(store, acting, COMPARISONS, comparison_id)


def add_comparison(
    store: Store, acting: Acting, comparison: Comparison, intervention_id: str | None = None, action: str = "create"
) -> StoredComparison | Refused:
    """Keep a new comparison under its own id, as the organisation's own. Added twice it is there once.

    `action` is what the history calls it: create, import or copy.
    """
    own = {"intervention_id": intervention_id}

    def refusal(db: Connection) -> Problem | None:
        return own_intervention(db, acting, intervention_id)

    return add_document(store, acting, COMPARISONS, comparison, action, own, refusal)


def copy_comparison(
    store: Store, acting: Acting, comparison_id: str, new_name: Text, new_id: str
) -> StoredComparison | Refused:
    """A new comparison like this one, about the same intervention, under a new name and this new id."""
    there = load_comparison(store, acting, comparison_id)
    if there is None:
        return Refused((no_document(COMPARISONS, comparison_id),))
    return add_comparison(store, acting, twin_of(there.content, new_name, new_id), there.intervention_id, "copy")


def save_comparison(
    store: Store, acting: Acting, comparison: Comparison, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw.

    A Conflict when someone else has saved since, with nothing kept; a save of what is there already is no conflict and
    no new version. Refused when it is gone or put away, or when something in it cannot be kept.
    """
    return save_document(store, acting, COMPARISONS, comparison, expected_version, reason)


def point_comparison(store: Store, acting: Acting, comparison_id: str, intervention_id: str | None) -> Problem | None:
    """Say which of the organisation's interventions the comparison is about; None: about none. No new version."""
    rows = table("comparison")

    def point(db: Connection, row) -> Problem | None:
        refused = own_intervention(db, acting, intervention_id)
        if refused or row["intervention_id"] == intervention_id:
            return refused
        db.execute(update(rows).where(rows.c.id == comparison_id).values(intervention_id=intervention_id))
        moved = Change("comparison/intervention", row["intervention_id"], intervention_id)
        note(db, acting, now(), COMPARISONS, "about", (moved,), comparison_id, row["version"])
        return None

    return changed_by(store, acting, COMPARISONS, comparison_id, point)


def own_intervention(db: Connection, acting: Acting, intervention_id: str | None) -> Problem | None:
    """Why a comparison cannot be about this intervention: only about one of the organisation's own."""
    if intervention_id is None:
        return None
    found = header(db, acting, intervention_id)
    own = found is not None and found["access"] is Access.OWN
    return None if own else problem("storage.gone", "intervention", id=intervention_id)


# --- its past, and the shelf ------------------------------------------------------------------------------------------


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
    return last_own_document_changes(store, acting, COMPARISONS, comparison_id)


def undo_comparison(store: Store, acting: Acting, comparison_id: str) -> Saved | Refused:
    """Take back this person's last save, as a new change; once more, the one before it."""
    return undo_document(store, acting, COMPARISONS, comparison_id)


def archive_comparison(store: Store, acting: Acting, comparison_id: str) -> Problem | None:
    """Put it away; it can no longer be saved, and can be restored. A second time changes nothing."""
    return archive_document(store, acting, COMPARISONS, comparison_id)


def restore_comparison(store: Store, acting: Acting, comparison_id: str) -> Problem | None:
    """Take it back into use. A second time changes nothing."""
    return restore_document(store, acting, COMPARISONS, comparison_id)


def delete_comparison(store: Store, acting: Acting, comparison_id: str, typed_name: str) -> Problem | None:
    """Delete an archived comparison with everybody's drafts about it. No way back; the log keeps that it was done.

    `typed_name` must be its name, in either language (its id, if it has no name).
    """
    return delete_document(store, acting, COMPARISONS, comparison_id, typed_name)
