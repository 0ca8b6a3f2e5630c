"""How a chain uses a price of a library: which of them an index may move, and as which figure each one counts."""

from collections.abc import Collection
from typing import Protocol

from chain.assumption import Assumption

NOT_UPRATED = "do_not_uprate"
"""The reservation that a price holds for its own year only: a fixed rate, a pay scale, a stated worth."""


class Priced(Protocol):
    """What the rule needs to know of an entry of a library."""

    @property
    def price(self) -> Assumption: ...

    @property
    def may_be_uprated(self) -> bool: ...


def may_be_uprated(flags: Collection[str]) -> bool:
    """Whether an index may move a price with these reservations to another year."""
    return NOT_UPRATED not in flags


def price_in_use(entry: Priced) -> Assumption:
    """The entry's price as a chain uses it: without a price year where no index may move it, so that it counts as it
    stands."""
    return entry.price if entry.may_be_uprated else entry.price.model_copy(update={"price_year": None})
