"""A portfolio as its rules look at it, with what they share worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from chain.model import by_id
from chain.plan.model import Portfolio

KINDS = (
    "actors",
    "goals",
    "themes",
    "target_groups",
    "measures",
    "options",
    "exclusions",
    "prerequisites",
    "overlaps",
    "budgets",
    "capacities",
    "coverages",
    "theme_rules",
    "goal_rules",
)
"""What a portfolio consists of, by the names of its fields."""
REFERS = {
    "payer_id": "actors",
    "gainer_id": "actors",
    "own_ids": "actors",
    "capacity_id": "capacities",
    "theme_id": "themes",
    "theme_ids": "themes",
    "goal_id": "goals",
    "goal_ids": "goals",
    "priority_goal_ids": "goals",
    "target_group_id": "target_groups",
    "priority_group_ids": "target_groups",
    "measure_id": "measures",
    "option_id": "options",
    "option_ids": "options",
    "any_of_ids": "options",
}
"""Field that holds an id (or ids) → the kind it points to."""


@dataclass(frozen=True)
class Looked:
    """A portfolio."""

    portfolio: Portfolio

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids of each kind."""
        return {kind: set(by_id(getattr(self.portfolio, kind))) for kind in KINDS}

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Every link: its place, the kind it points to, and the id."""
        held = [("objective", self.portfolio.objective), ("choice", self.portfolio.choice)]
        held += [(f"{kind}/{each.id}", each) for kind in KINDS for each in getattr(self.portfolio, kind)]
        for place, holder in held:
            if holder is not None:
                yield from _links(place, holder)
        if self.portfolio.objective.actor_id is not None:
            yield "objective/perspective", "actors", self.portfolio.objective.actor_id


def _links(place: str, holder) -> Iterator[tuple[str, str, str]]:
    for field in type(holder).model_fields:
        value = getattr(holder, field)
        if field in REFERS and value is not None:
            for each in (value,) if isinstance(value, str) else value:
                yield f"{place}/{field}", REFERS[field], each
        elif isinstance(value, tuple):
            for index, each in enumerate(value):
                if hasattr(type(each), "model_fields"):
                    yield from _links(f"{place}/{field}/{index}", each)
