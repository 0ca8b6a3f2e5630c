"""How much of a result its ranges rest on: which numbers vary, which are said to be certain, which nobody spoke of."""

from typing import Literal, NamedTuple

from chain.assumption import Assumption, Series, Shape
from chain.model import Chain, passports
from chain.spread import spread_of
from sroi.draws import uncertain_figures
from sroi.inputs import COHORTS
from sroi.terms import terms_of

Standing = Literal["drawn", "certain", "unusable", "silent"]
"""Varies in the draws; said to be certain; stated in a way that cannot be drawn; nothing said at all."""


class Used(NamedTuple):
    """One number that the calculation uses: its name, every place it stands in, itself, and how it takes part."""

    name: str
    places: tuple[str, ...]
    figure: Assumption | Series
    standing: Standing


class Coverage(NamedTuple):
    """How many of the numbers in use vary, are said to be certain, and are held fixed since nothing usable is said."""

    drawn: int
    certain: int
    silent: int

    @property
    def all(self) -> int:
        """All numbers that the calculation uses."""
        return sum(self)

    @property
    def is_mostly_stated(self) -> bool:
        """Whether at least half of the numbers have been spoken of, as a spread or as certain."""
        return 2 * (self.drawn + self.certain) >= self.all


def figures_used(chain: Chain, with_optional: bool = False) -> tuple[Used, ...]:
    """Every number that the calculation uses, once each, in the chain's order.

    Places that bear the same `figure_id` are one number, as in `sroi.draws`.
    """
    used = terms_of(chain, with_optional).places
    drawn = {figure.name for figure in uncertain_figures(chain, with_optional)[0]}
    found: dict[str, tuple[list[str], Assumption | Series]] = {}
    for place, figure in passports(chain):
        if place in used or place == COHORTS:
            found.setdefault(figure.figure_id or place, ([], figure))[0].append(place)
    return tuple(
        Used(name, tuple(places), figure, "drawn" if name in drawn else _held(places[0], figure))
        for name, (places, figure) in found.items()
    )


def _held(place: str, figure: Assumption | Series) -> Standing:
    """Why a number that is not drawn is held fixed."""
    said = spread_of(place, figure)
    if said.is_uncertain:
        return "unusable"
    both_ends = said.low is not None and said.high is not None
    return "certain" if figure.shape is Shape.FIXED or both_ends else "silent"


def coverage_of(used: tuple[Used, ...]) -> Coverage:
    """The numbers in use counted by how they take part; what cannot be drawn counts among those nobody spoke of."""
    standings = [each.standing for each in used]
    drawn, certain = standings.count("drawn"), standings.count("certain")
    return Coverage(drawn, certain, len(standings) - drawn - certain)
