"""Portfolios, an organisation's own alone: list, load, add, copy, save, take back, put away, delete."""

from chain.people import Acting
from chain.plan.model import Portfolio
from chain.problem import Problem, problem
from chain.text import Text
from storage.changes import Change
from storage.operations.answers import Conflict, HistoryEntry, Refused, Saved
from storage.operations.documents.answers import DocumentSummary, StoredDocument
from storage.operations.documents.keeping import add_document, documents, load_document, save_document, twin_of
from storage.operations.documents.kinds import PORTFOLIOS
from storage.operations.documents.past import last_own_document_changes, undo_document
from storage.operations.documents.rows import no_document
from storage.operations.documents.shelf import archive_document, delete_document, restore_document
from storage.operations.history import history
from storage.operations.plan.deciding import portfolio_decisions
from storage.unit_of_work import Store

PortfolioSummary = DocumentSummary
StoredPortfolio = StoredDocument[Portfolio]


def portfolio_key(portfolio_id: str) -> str:
    """Where drafts and history of a portfolio are kept."""
    return PORTFOLIOS.key(portfolio_id)


def portfolios(store: Store, acting: Acting, archived: bool = False) -> list[PortfolioSummary]:
    """The organisation's portfolios, in use or put away, latest changed first."""
    return documents(store, acting, PORTFOLIOS, archived)


def load_portfolio(store: Store, acting: Acting, portfolio_id: str) -> StoredPortfolio | None:
    """The portfolio as it stands now, or None when it is not there for this organisation."""
    return load_document(store, acting, PORTFOLIOS, portfolio_id)


def add_portfolio(
    store: Store, acting: Acting, portfolio: Portfolio, action: str = "create"
) -> StoredPortfolio | Refused:
    """Keep a new portfolio under its own id, as the organisation's own. Added twice it is there once.

    `action` is what the history calls it: create, import or copy.
    """
    return add_document(store, acting, PORTFOLIOS, portfolio, action)


def copy_portfolio(
    store: Store, acting: Acting, portfolio_id: str, new_name: Text, new_id: str
) -> StoredPortfolio | Refused:
    """A new portfolio like this one, under a new name and this new id; without what was decided on this one."""
    there = load_portfolio(store, acting, portfolio_id)
    if there is None:
        return Refused((no_document(PORTFOLIOS, portfolio_id),))
    return add_portfolio(store, acting, twin_of(there.content, new_name, new_id), "copy")


def save_portfolio(
    store: Store, acting: Acting, portfolio: Portfolio, expected_version: int, reason: str | None = None
) -> Saved | Conflict | Refused:
    """Keep what has changed since `expected_version`, the version that the writer saw; as `save_comparison`."""
    return save_document(store, acting, PORTFOLIOS, portfolio, expected_version, reason)


def portfolio_history(
    store: Store,
    acting: Acting,
    portfolio_id: str,
    place_prefix: str | None = None,
    limit: int | None = None,
    before: int | None = None,
) -> list[HistoryEntry]:
    """Every change of the portfolio, latest first; of a deleted one too, for its owner. As of an intervention."""
    return history(store, acting, portfolio_key(portfolio_id), place_prefix, limit, before)


def last_own_portfolio_changes(store: Store, acting: Acting, portfolio_id: str) -> tuple[Change, ...]:
    """What `undo_portfolio` would take back: this person's last save that is not taken back yet, or ()."""
    return last_own_document_changes(store, acting, PORTFOLIOS, portfolio_id)


def undo_portfolio(store: Store, acting: Acting, portfolio_id: str) -> Saved | Refused:
    """Take back this person's last save, as a new change; once more, the one before it."""
    return undo_document(store, acting, PORTFOLIOS, portfolio_id)


def archive_portfolio(store: Store, acting: Acting, portfolio_id: str) -> Problem | None:
    """Put it away; it can no longer be saved, and can be restored. A second time changes nothing."""
    return archive_document(store, acting, PORTFOLIOS, portfolio_id)


def restore_portfolio(store: Store, acting: Acting, portfolio_id: str) -> Problem | None:
    """Take it back into use. A second time changes nothing."""
    return restore_document(store, acting, PORTFOLIOS, portfolio_id)


def delete_portfolio(store: Store, acting: Acting, portfolio_id: str, typed_name: str) -> Problem | None:
    """Delete an archived portfolio with everybody's drafts about it. No way back; the log keeps that it was done.

    One that something was decided on stays, until its time is over. `typed_name` must be its name, in either language
    (its id, if it has no name).
    """
    if portfolio_decisions(store, acting, portfolio_id):
        return problem("portfolio.decided_on", "name")
    return delete_document(store, acting, PORTFOLIOS, portfolio_id, typed_name)
