"""The shipped procurements and their bids, and how to change one thing in them."""

from functools import cache
from pathlib import Path

import chain
from chain.procurement.bid import Bid, Bids
from chain.procurement.document import fingerprint, read_bids, read_procurement
from chain.procurement.model import Procurement

EXAMPLES = Path(chain.__file__).parent / "examples" / "procurement"
NAMES = ("work-training", "youth-programme")


@cache
def shipped(name: str = "work-training") -> tuple[Procurement, Bids]:
    """A model that ships with the product, and the bids on it."""
    model, problems = read_procurement((EXAMPLES / f"{name}.json").read_bytes())
    came, more = read_bids((EXAMPLES / f"{name}-bids.json").read_bytes())
    assert not problems
    assert not more
    return model, came


def relocked(model: Procurement, came: Bids, **changes: object) -> tuple[Procurement, Bids]:
    """The model with something else in it, and the same bids handed in on that one."""
    model = model.model_copy(update=changes)
    stamp = fingerprint(model)
    bids = tuple(bid.model_copy(update={"fingerprint": stamp}) for bid in came.bids)
    return model, came.model_copy(update={"bids": bids})


def with_bid(came: Bids, bid_id: str, **changes: object) -> Bids:
    """The bids with one of them changed."""
    bids = (bid.model_copy(update=changes) if bid.id == bid_id else bid for bid in came.bids)
    return came.model_copy(update={"bids": tuple(bids)})


def bid_of(came: Bids, bid_id: str) -> Bid:
    """One of the bids."""
    return next(bid for bid in came.bids if bid.id == bid_id)
