"""Many variants of one comparison at once: each variant is a column, as a draw is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chain.assumption import Assumption
from chain.forecast.model import Comparison, figures
from sroi.discounting import INDEXES, Index
from sroi.forecast.child import refuse_unsound
from sroi.forecast.child_run import PERSPECTIVES, OptionRun, Run

Point = Mapping[str, float]
"""Place → the number in the stated one's place."""


@dataclass(frozen=True)
class Question:
    """What is looked at: one option's net (SEK) and net benefit, for one perspective at one horizon.

    Raises `RefusedError` when the comparison has errors.
    """

    comparison: Comparison
    option_id: str
    perspective: str = "public"
    years: int = 10
    persistence: Mapping[str, str] | None = None
    indexes: Mapping[str, Index] | None = None

    def __post_init__(self):
        refuse_unsound(self.comparison, self.indexes or INDEXES, None, self.persistence)

    def option(self, points: Mapping[str, np.ndarray] | None = None) -> OptionRun:
        """The option calculated with these numbers."""
        run = Run(self.comparison, points, self.indexes or INDEXES, self.persistence)
        return run.of(self.comparison.option(self.option_id))

    def at(self, points: Sequence[Point]) -> tuple[np.ndarray, np.ndarray]:
        """Net and net benefit at each point, SEK, (n,) each."""
        places = list(dict.fromkeys(place for point in points for place in point))
        stated = dict(figures(self.comparison))
        columns = {
            place: np.array([point.get(place, stated[place].value) for point in points], dtype=float)
            for place in places
        }
        option, row = self.option(columns), self.years - 1
        net = -option.incremental_cost(self.perspective)[row]
        benefit = option.net_benefit(self.perspective)[row]
        return tuple(np.broadcast_to(each, (len(points),)) for each in (net, benefit))

    def used(self) -> list["Figure"]:
        """The numbers this option's result rests on, those of one name together, in the comparison's order."""
        option = self.option()
        option.net_benefit("public")
        for perspective in PERSPECTIVES:
            option.cost(perspective)
            option.offsets(perspective)
        found: dict[str, Figure] = {}
        for place, figure in figures(self.comparison):
            if place in option.run.read.used:
                name = figure.figure_id or place
                known = found.get(name)
                found[name] = Figure(name, (*(known.places if known else ()), place), known.figure if known else figure)
        return list(found.values())


@dataclass(frozen=True)
class Figure:
    """One number with all the places it stands in."""

    name: str
    places: tuple[str, ...]
    figure: Assumption

    def at(self, value: float) -> Point:
        """The point at which the number is `value`."""
        return dict.fromkeys(self.places, value)

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high; an end that is not stated is the number itself."""
        figure = self.figure
        return tuple(figure.value if end is None else end for end in (figure.low, figure.high))

    @property
    def has_range(self) -> bool:
        """Whether an end differs from the number."""
        return any(end != self.figure.value for end in self.ends)
