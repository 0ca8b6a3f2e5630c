"""A procurement on its way, step by step, with the clock in the test's hands."""

from datetime import UTC, date, datetime, timedelta

from chain.people import Acting
from chain.procurement.bid import Bid, Clarification
from chain.procurement.model import Procurement
from chain.procurement.part import Part
from chain.text import Text
from sroi.procurement.evaluate import evaluate
from sroi.procurement.kept import evaluation_sha256
from storage.operations import procurement
from storage.unit_of_work import Store
from tests.chain.bids import shipped

BEFORE, OPENS = datetime(2026, 4, 1, 8, tzinfo=UTC), datetime(2026, 5, 4, 7, tzinfo=UTC)
AFTER = OPENS + timedelta(hours=1)
STANDSTILL = date(2026, 5, 15)
LATER = datetime(2026, 5, 20, 8, tzinfo=UTC)
LIST = "Öppningsprotokoll 12/2026"


def set_clock(store: Store, at: datetime) -> None:
    """From now on it is this time for the server, and a second later each time it is asked."""
    asked = iter(range(10**6))
    store.clock = lambda: at + timedelta(seconds=next(asked))


def model(procurement_id: str = "P1", name: str = "work-training") -> Procurement:
    """A model that can be locked."""
    return shipped(name)[0].model_copy(update={"id": procurement_id, "intervention_id": ""})


def offers(stored: procurement.StoredProcurement, name: str = "work-training") -> dict[str, Bid]:
    """The shipped bids by their letter, on the model that was locked."""
    came = shipped(name)[1]
    return {each.id: each.model_copy(update={"fingerprint": stored.fingerprint}) for each in came.bids}


def publish(store: Store, acting: Acting, procurement_id: str = "P1", name: str = "work-training"):
    """A procurement whose model is locked."""
    made = procurement.begin(store, acting, model(procurement_id, name))
    made = procurement.review(store, acting, procurement_id, made.version)
    return procurement.publish(store, acting, procurement_id, made.version)


def opened(store: Store, first: Acting, second: Acting, procurement_id: str = "P1", names=("Ada", "Bo")):
    """The procurement after two have signed."""
    procurement.sign_opening(store, first, procurement_id, LIST, names[0])
    return procurement.sign_opening(store, second, procurement_id, LIST, names[1])


def receive(store: Store, opener: Acting, bid: Bid, procurement_id: str = "P1", content: bytes = b""):
    """What became of a bid's file."""
    return procurement.receive_bid(
        store, opener, procurement_id, f"{bid.id}.xlsx", content or f"fil {bid.id}".encode(), bid
    )


def evaluated(store: Store, seer: Acting, procurement_id: str = "P1"):
    """The kept evaluation of what came in."""
    seen = procurement.bids_for(store, seer, procurement_id)
    there = procurement.load(store, seer, procurement_id)
    return procurement.keep_evaluation(store, seer, procurement_id, evaluation_sha256(evaluate(there.model, seen.came)))


def decided(store: Store, owner: Acting, bid_id: str, procurement_id: str = "P1"):
    """The decision on the award."""
    version = procurement.load(store, owner, procurement_id).version
    return procurement.decide(
        store, owner, procurement_id, bid_id, '{"pris":"hemligt"}', '{"pris":"maskat"}', STANDSTILL, version
    )


def all_the_way(store: Store, acting: Acting, procurement_id: str = "P1") -> None:
    """From draft to a delivery that is validated, by the one person where nobody signs in: something in every table."""
    clock = store.clock
    set_clock(store, BEFORE)
    there = publish(store, acting, procurement_id, "youth-programme")
    procurement.appoint(store, acting, procurement_id, Part.CONTROLLER, "Cia")
    set_clock(store, datetime(2027, 1, 1, tzinfo=UTC))
    opened(store, acting, acting, procurement_id)
    for bid in offers(there, "youth-programme").values():
        receive(store, acting, bid, procurement_id)
    store.clock = clock
    del there, Clarification, Text
