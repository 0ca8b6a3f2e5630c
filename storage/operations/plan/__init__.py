"""Plans: `from storage.operations import plan`, one function for each thing a person does with them."""

from storage.operations.plan.deciding import Decision, Named, decide_portfolio, portfolio_decisions
from storage.operations.plan.portfolios import (
    PortfolioSummary,
    StoredPortfolio,
    add_portfolio,
    archive_portfolio,
    copy_portfolio,
    delete_portfolio,
    last_own_portfolio_changes,
    load_portfolio,
    portfolio_history,
    portfolio_key,
    portfolios,
    restore_portfolio,
    save_portfolio,
    undo_portfolio,
)

__all__ = [
    "Decision",
    "Named",
    "PortfolioSummary",
    "StoredPortfolio",
    "add_portfolio",
    "archive_portfolio",
    "copy_portfolio",
    "decide_portfolio",
    "delete_portfolio",
    "last_own_portfolio_changes",
    "load_portfolio",
    "portfolio_decisions",
    "portfolio_history",
    "portfolio_key",
    "portfolios",
    "restore_portfolio",
    "save_portfolio",
    "undo_portfolio",
]
