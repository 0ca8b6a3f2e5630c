"""What in a chain was put in from a comparison, and from which state of it: said in the figures' own passports.

The address of a figure's source is `forecast:COMPARISON/OPTION?version=3&sha256=…`. It stands in the open document like
any other source, so a chain tells where its forecast came from wherever it is read.
"""

from collections.abc import Iterator
import re
from typing import NamedTuple

from chain.assumption import Series
from chain.model import Chain, MonetisedEffect, Resource, YearlyProfile

_ADDRESS = re.compile(r"forecast:([\w.:-]+)/([\w.:-]+)\?version=(\d{1,9})&sha256=([0-9a-f]{64})", re.ASCII)


class Origin(NamedTuple):
    """One option of one comparison, as the comparison stood: its version, and the fingerprint of its document."""

    comparison_id: str
    option_id: str
    version: int
    sha256: str

    @property
    def option(self) -> tuple[str, str]:
        """Which option of which comparison, whatever its state."""
        return self.comparison_id, self.option_id


def address(origin: Origin) -> str:
    """The origin as the address of a source."""
    return f"forecast:{origin.comparison_id}/{origin.option_id}?version={origin.version}&sha256={origin.sha256}"


def origin_of(series: Series | None) -> Origin | None:
    """Where the series was put in from; None when it was not."""
    found = _ADDRESS.fullmatch(series.url) if series else None
    return Origin(found[1], found[2], int(found[3]), found[4]) if found else None


def effect_origin(effect: MonetisedEffect) -> Origin | None:
    """Where the effect was put in from; None when someone wrote it."""
    return origin_of(effect.quantity.units) if isinstance(effect.quantity, YearlyProfile) else None


def resource_origin(resource: Resource) -> Origin | None:
    """Where the resource was put in from; None when someone wrote it."""
    return origin_of(resource.amounts)


class PutIn(NamedTuple):
    """What stands in a chain from one option: its origin, one of its series (who, when), and whether the costs came
    along."""

    origin: Origin
    series: Series
    with_costs: bool


def put_in(chain: Chain) -> tuple[PutIn, ...]:
    """Every option that the chain holds a forecast of, in the chain's order."""
    found: dict[tuple[str, str], PutIn] = {}
    for series, is_cost in _series(chain):
        origin = origin_of(series)
        if origin:
            first = found.setdefault(origin.option, PutIn(origin, series, is_cost))
            found[origin.option] = first._replace(with_costs=first.with_costs or is_cost)
    return tuple(found.values())


def _series(chain: Chain) -> Iterator[tuple[Series, bool]]:
    for effect in chain.effects:
        if isinstance(effect.quantity, YearlyProfile):
            yield effect.quantity.units, False
    for resource in chain.resources:
        if resource.amounts:
            yield resource.amounts, True
