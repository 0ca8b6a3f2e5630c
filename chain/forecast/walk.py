"""The way through describing a comparison: its parts in order, how far each has come, and the one next step."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from chain.forecast.model import Comparison
from chain.problem import Problem, Severity


class Part(StrEnum):
    """The parts of a description, in the order they are filled in; the names of their pages."""

    DECISION = "forecast_decision"
    POPULATION = "forecast_population"
    OPTIONS = "forecast_options"
    EFFECTS = "forecast_effects"
    COSTS = "forecast_costs"
    HEALTH = "forecast_health"


PARTS = tuple(Part)
_BY_HEAD = {
    "population": Part.POPULATION,
    "natural_course": Part.POPULATION,
    "excess_costs": Part.COSTS,
    "excess_level": Part.COSTS,
    "health": Part.HEALTH,
}


class PartState(NamedTuple):
    """How far one part has come: whether anything is there, and the problems that are mended there."""

    part: Part
    begun: bool
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems stop the figures."""
        return sum(each.severity is Severity.ERROR for each in self.problems)

    @property
    def done(self) -> bool:
        """Begun, and nothing left that stops the figures."""
        return self.begun and not self.errors


def part_of(place: str) -> Part:
    """The part where a problem at this place is mended; what concerns the whole, with the decision."""
    head, *rest = place.split("/")
    if head == "options":
        return Part.EFFECTS if len(rest) > 1 and rest[1] == "effect" else Part.OPTIONS
    return _BY_HEAD.get(head, Part.DECISION)


def states(comparison: Comparison, problems: Iterable[Problem]) -> tuple[PartState, ...]:
    """Every part with its state; `problems` are those that the checks found."""
    found: dict[Part, list[Problem]] = {part: [] for part in PARTS}
    for each in problems:
        found[part_of(each.place)].append(each)
    return tuple(PartState(part, begun, tuple(found[part])) for part, begun in _begun(comparison).items())


def _begun(comparison: Comparison) -> dict[Part, bool]:
    return {
        Part.DECISION: comparison.decision.comparator is not None,
        Part.POPULATION: comparison.population.children is not None,
        Part.OPTIONS: bool(comparison.options),
        Part.EFFECTS: any(option.effect.estimate is not None for option in comparison.options),
        Part.COSTS: bool(comparison.excess_costs),
        Part.HEALTH: comparison.health.quality_loss is not None,
    }


def next_part(of: Iterable[PartState]) -> Part | None:
    """The first part that is not done; None when all are."""
    return next((each.part for each in of if not each.done), None)
