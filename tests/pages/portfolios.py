"""A portfolio kept to be read, and the address under which it is open."""

from chain.plan.model import Portfolio
from chain.text import Text
from storage.operations import Refused
from storage.operations import plan as plans
from tests.acting import here
from tests.pages.visit import Visit

ID = "kept-for-a-test"


def kept(writer, portfolio: Portfolio) -> str:
    """Keep a portfolio for the organisation; its id."""
    name = Text(sv="Sociala investeringsfonden", en="The social investment fund")
    found = plans.add_portfolio(writer.store, here(writer.store), portfolio.model_copy(update={"id": ID, "name": name}))
    assert not isinstance(found, Refused), found
    return ID


def told(visit: Visit) -> str:
    """All words of a page, tables among them, with plain spaces and minus signs."""
    return visit.words.replace("\u00a0", " ").replace("&nbsp;", " ").replace("\u2212", "-")
