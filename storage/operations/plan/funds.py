"""Accounts of social investment funds, an organisation's own alone: list, load, add, copy, save, put away, delete."""

from chain.people import Acting
from chain.plan.fund import FundAccount
from chain.problem import Problem
from chain.text import Text
from storage.changes import Change
from storage.operations.answers import Conflict, HistoryEntry, Refused, Saved
from storage.operations.documents.answers import DocumentSummary, StoredDocument
from storage.operations.documents.keeping import add_document, documents, load_document, save_document, twin_of
from storage.operations.documents.kinds import FUNDS
from storage.operations.documents.past import last_own_document_changes, undo_document
from storage.operations.documents.rows import no_document
from storage.operations.documents.shelf import archive_document, delete_document, restore_document
from storage.operations.history import history
from storage.unit_of_work import Store

FundSummary = DocumentSummary
StoredFund = StoredDocument[FundAccount]


def fund_key(fund_id: str) -> str:
    """Where drafts and history of a fund are kept."""
    return FUNDS.key(fund_id)


def funds(store: Store, acting: Acting, archived: bool = False) -> list[FundSummary]:
    """The organisation's funds, in use or put away, latest changed first."""
    return documents(store, acting, FUNDS, archived)


def load_fund(store: Store, acting: Acting, fund_id: str) -> StoredFund | None:
    """The fund as it stands now, or None when it is not there for this organisation."""
    return load_document(store, acting, FUNDS, fund_id)


def add_fund(store: Store, acting: Acting, fund: FundAccount, action: str = "create") -> StoredFund | Refused:
    """Keep a new fund under its own id, as the organisation's own. Added twice it is there once.

    `action` is what the history calls it: create, import or copy.
    """
    return add_document(store, acting, FUNDS, fund, action)


def copy_fund(store: Store, acting: Acting, fund_id: str, new_name: Text, new_id: str) -> StoredFund | Refused:
    """A new fund like this one, under a new name and this new id."""
    there = load_fund(store, acting, fund_id)
    if there is None:
        return Refused((no_document(FUNDS, fund_id),))
    return add_fund(store, acting, twin_of(there.content, new_name, new_id), "copy")


def save_fund(
    store: Store, acting: Acting, fund: FundAccount, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw; as `save_comparison`."""
    return save_document(store, acting, FUNDS, fund, expected_version, reason)


def fund_history(
    store: Store,
    acting: Acting,
    fund_id: str,
    place_prefix: str | None = None,
    limit: int | None = None,
    before: int | None = None,
) -> list[HistoryEntry]:
    """Every change of the fund, latest first; of a deleted one too, for its owner. As of an intervention."""
    return history(store, acting, fund_key(fund_id), place_prefix, limit, before)


def last_own_fund_changes(store: Store, acting: Acting, fund_id: str) -> tuple[Change, ...]:
    """What `undo_fund` would take back: this person's last save that is not taken back yet, or ()."""
    return last_own_document_changes(store, acting, FUNDS, fund_id)


def undo_fund(store: Store, acting: Acting, fund_id: str) -> Saved | Refused:
    """Take back this person's last save, as a new change; once more, the one before it."""
    return undo_document(store, acting, FUNDS, fund_id)


def archive_fund(store: Store, acting: Acting, fund_id: str) -> Problem | None:
    """Put it away; it can no longer be saved, and can be restored. A second time changes nothing."""
    return archive_document(store, acting, FUNDS, fund_id)


def restore_fund(store: Store, acting: Acting, fund_id: str) -> Problem | None:
    """Take it back into use. A second time changes nothing."""
    return restore_document(store, acting, FUNDS, fund_id)


def delete_fund(store: Store, acting: Acting, fund_id: str, typed_name: str) -> Problem | None:
    """Delete an archived fund with everybody's drafts about it. No way back; the log keeps that it was done.

    `typed_name` must be its name, in either language (its id, if it has no name).
    """
    return delete_document(store, acting, FUNDS, fund_id, typed_name)
