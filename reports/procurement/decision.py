"""What documents about an award are made of: the model, what came in, how it was evaluated, what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chain.procurement.bid import Bids
from chain.procurement.model import Procurement
from chain.procurement.part import Event
from sroi.procurement.evaluate import Evaluation, Line, Rejected


class Secret(StrEnum):
    """What of the chosen bid the buyer has found to be secret; all that it could be worked out from goes with it."""

    PRICE = "price"
    QUANTITIES = "quantities"
    LEVELS = "levels"


@dataclass(frozen=True)
class Happened:
    """A line of the log: when, who, what was done, what it was about, and why."""

    at: datetime
    who: str
    event: Event
    about: str = ""
    words: str = ""


@dataclass(frozen=True)
class Award:
    """An award with all that it rests on.

    `turned_away` are files that no bid was accepted from, with why. `winner_id` is the bid that is chosen, of those
    that come first; `choice_note` says how, where nothing tells the first ones apart. `legal_reference`,
    `standstill_until` and `kept_until` are typed by the buyer: no rule of the law is kept here. `opened_by` are the two
    who opened, `opening_list` what they refer to. `secrets` of the chosen bid are told to no other bidder and not to
    the public.
    """

    model: Procurement
    came: Bids
    evaluation: Evaluation
    winner_id: str
    decided_on: date
    standstill_until: date | None = None
    published_on: date | None = None
    legal_reference: str = ""
    decided_by: str = ""
    choice_note: str = ""
    turned_away: tuple[Rejected, ...] = ()
    opened_by: tuple[str, ...] = ()
    opening_list: str = ""
    happened: tuple[Happened, ...] = ()
    kept_until: date | None = None
    secrets: frozenset[Secret] = frozenset()

    @property
    def winner(self) -> Line:
        """The chosen bid. Raises ValueError where it is none of those compared."""
        found = next((line for line in self.evaluation.lines if line.bid_id == self.winner_id), None)
        if found is None:
            raise ValueError(f"no compared bid is called {self.winner_id!r}")
        return found

    @property
    def others(self) -> tuple[Line, ...]:
        """The compared bids that are not chosen, in order of rank."""
        return tuple(line for line in self.evaluation.lines if line.bid_id != self.winner_id)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Who is out, and why; whoever handed in a corrected file that was accepted is not."""
        compared = {_plain(line.bidder) for line in self.evaluation.lines}
        away = (each for each in self.turned_away if _plain(each.bidder) not in compared)
        return (*self.evaluation.rejected, *away)

    def corrected(self) -> Iterator[Rejected]:
        """Files that were turned away and have been replaced by one that was accepted."""
        out = {id(each) for each in self.rejected}
        return (each for each in self.turned_away if id(each) not in out)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
