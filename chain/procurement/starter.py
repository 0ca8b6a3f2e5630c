"""A procurement to begin with: empty, on one of the organisation's chains, or the worked example with days ahead."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from chain.clock import SWEDEN
from chain.procurement.document import read_procurement
from chain.procurement.model import Procurement
from chain.text import Text

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "procurement"
PROMISES, JUDGED = "work-training", "youth-programme"
"""What the examples weigh against the price: promises at locked values, or judged criteria alone."""
OPENS_AFTER, OPENS_AT, CLOSED_BEFORE = timedelta(days=35), time(9), timedelta(hours=9, minutes=1)


@cache
def worked_example(name: str = PROMISES) -> Procurement:
    """An example that ships with the product."""
    found, problems = read_procurement((EXAMPLES / f"{name}.json").read_bytes())
    if found is None:
        raise ValueError(f"the worked example cannot be read: {problems[0].code}")
    return found


def example_from(today: date, procurement_id: str, buyer: str, name: str = PROMISES) -> Procurement:
    """An example as if it were advertised today: opened in five weeks, for a time that has not begun."""
    opens, there = datetime.combine(today + OPENS_AFTER, OPENS_AT, SWEDEN), worked_example(name)
    own = {"id": procurement_id, "buyer": buyer, "opens_at": opens, "bids_close_at": opens - CLOSED_BEFORE}
    later = max(0, opens.year + 1 - there.first_on.year)
    own |= {each: _moved(getattr(there, each), later) for each in ("first_on", "last_on")}
    return there.model_copy(update=own)


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def empty(procurement_id: str, title: Text, buyer: str, intervention_id: str = "") -> Procurement:
    """A model of which only the name is told, and where the numbers of its measures may come from."""
    return Procurement(id=procurement_id, title=title, buyer=buyer, intervention_id=intervention_id)
