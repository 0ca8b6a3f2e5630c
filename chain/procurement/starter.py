"""A procurement to begin with: empty, on one of the organisation's chains, or the worked example with days ahead."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from chain.clock import SWEDEN
from chain.procurement.document import read_procurement
from chain.procurement.model import Procurement
from chain.text import Text

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "procurement" / "work-training.json"
OPENS_AFTER, OPENS_AT, CLOSED_BEFORE = timedelta(days=35), time(9), timedelta(hours=9, minutes=1)


@cache
def worked_example() -> Procurement:
    """The example that ships with the product."""
    found, problems = read_procurement(EXAMPLE.read_bytes())
    if found is None:
        raise ValueError(f"the worked example cannot be read: {problems[0].code}")
    return found


def example_from(today: date, procurement_id: str, buyer: str) -> Procurement:
    """The example as if it were advertised today: bids come in and are opened in five weeks."""
    opens = datetime.combine(today + OPENS_AFTER, OPENS_AT, SWEDEN)
    own = {"id": procurement_id, "buyer": buyer, "opens_at": opens, "bids_close_at": opens - CLOSED_BEFORE}
    return worked_example().model_copy(update=own)


def empty(procurement_id: str, title: Text, buyer: str, intervention_id: str = "") -> Procurement:
    """A model of which only the name is told, and where the numbers of its measures may come from."""
    return Procurement(id=procurement_id, title=title, buyer=buyer, intervention_id=intervention_id)
