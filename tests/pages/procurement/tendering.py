"""Procurements for the tests of pages: one kept in the store, and the ways to it."""

from chain.people import LOCAL, Acting
from chain.procurement.model import Procurement
from chain.procurement.starter import worked_example
from storage.operations import procurement
from tests.acting import here
from tests.pages.conftest import Writer
from tests.pages.visit import Visit

ID = "P1"


def other(writer: Writer) -> Acting:
    """Somebody else who procures for the same organisation."""
    return here(writer.store, "another user")


def kept(writer: Writer, model: Procurement | None = None, **told: object) -> str:
    """Keep a procurement; the worked example, opened far ahead, when nothing else is said."""
    ahead = worked_example().opens_at.replace(year=2190)
    base = worked_example().model_copy(update={"opens_at": ahead, "bids_close_at": ahead})
    model = (model or base).model_copy(update={"id": ID, **told})
    made = procurement.begin(writer.store, here(writer.store, LOCAL), model)
    assert isinstance(made, procurement.StoredProcurement), made
    return made.id


def now(writer: Writer) -> procurement.StoredProcurement:
    """It as it stands."""
    return procurement.load(writer.store, other(writer), ID)


def published(writer: Writer) -> procurement.StoredProcurement:
    """It reviewed, published and locked by somebody else."""
    there = procurement.review(writer.store, other(writer), ID, now(writer).version)
    return procurement.publish(writer.store, other(writer), ID, there.version)


def page(name: str, **address: str) -> Visit:
    """A page with the procurement open."""
    return Visit(name, **{"procurement": ID, **address})


def plainly(words: str) -> str:
    """Words with ordinary spaces."""
    return words.replace("\u00a0", " ")
