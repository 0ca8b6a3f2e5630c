"""A portfolio that is kept, and a decision on it."""

from chain.people import Acting
from chain.plan.model import Choice, Portfolio
from chain.text import Text
from storage.operations import plan
from storage.unit_of_work import Store
from tests.chain.funds import fund
from tests.chain.portfolios import option, portfolio
from tests.storage.samples import words


def seven(portfolio_id: str = "plan-1") -> Portfolio:
    """Three options and money for two."""
    options = (option("P1", 2.0, 7.0), option("P2", 5.0, 14.0), option("P3", 3.0, 8.4))
    named = tuple(each.model_copy(update={"name": words(f"Insats {each.id}")}) for each in options)
    return portfolio(*named, budget=8.0).model_copy(update={"id": portfolio_id, "name": words("Hemlig portfölj")})


def kept_fund(store: Store, acting: Acting, fund_id: str = "fund-1") -> plan.StoredFund:
    """Keep the account of a fund."""
    return plan.add_fund(store, acting, fund(id=fund_id, name=words("Hemlig fond")))


def choosing(of: Portfolio, *option_ids: str, reason: str = "") -> Portfolio:
    """The portfolio with a choice of one's own."""
    return of.model_copy(update={"choice": Choice(option_ids=option_ids, reason=Text(sv=reason))})


def decided_on(store: Store, acting: Acting, portfolio_id: str = "plan-1") -> plan.Decision:
    """Keep a portfolio and decide on what is best in it."""
    kept = plan.add_portfolio(store, acting, seven(portfolio_id))
    return plan.decide_portfolio(store, acting, portfolio_id, kept.version)
