"""What a name in a cohort model's formula stands for, under one strategy."""

from dataclasses import dataclass, field
from functools import cached_property

from chain.cohort_model import RESERVED, REST, CohortModel, Parameter, Strategy, Table, Transition
from chain.formula import FormulaError, Tree, names_in, read

TIMES = ("cycle", "age", "years")
"""Reserved names that change from cycle to cycle."""
DEEPEST_CHAIN = 100
"""How many definitions may lean on one another in a row."""


Followed = tuple[frozenset[str], int]
"""The parameters and reserved names behind a formula, and how many definitions lean on one another on the way."""


@dataclass(frozen=True)
class Names:
    """Everything that formulas can name, and where it is said."""

    model: CohortModel
    _followed: dict[tuple[str, str, bool], Followed] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Parameters by name."""
        return {each.id: each for each in self.model.parameters}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Tables by name."""
        return {each.id: each for each in self.model.tables}

    @cached_property
    def definitions(self) -> dict[str, float | str]:
        """General formulas by name."""
        return {each.id: each.formula for each in self.model.definitions}

    def known(self, name: str) -> bool:
        """Whether a formula may use the name."""
        return name in self.parameters or name in self.definitions or (name in RESERVED and name != REST)

    def meant(self, name: str, strategy: Strategy, inside: str | None) -> Tree | None:
        """The formula behind a name under a strategy; None for a parameter or a reserved name itself.

        Inside the formula that a strategy sets for a name, that name means what it is without the strategy.
        """
        if name in strategy.sets and name != inside:
            return read(strategy.sets[name])
        return read(self.definitions[name]) if name in self.definitions else None

    def leaves(self, tree: Tree, strategy: Strategy) -> set[str]:
        """The parameters and reserved names that a formula comes down to. Raises FormulaError when it goes in circles
        or too deep."""
        return set(self._follow(tree, strategy, None, ())[0])

    def _follow(self, tree: Tree, strategy: Strategy, inside: str | None, way: tuple) -> Followed:
        found: set[str] = set()
        height = 0
        for name in set(names_in(tree)):
            step = (name, name == inside)
            if step in way:
                raise FormulaError("cohort.circular", 0)
            leaves, below = self._behind(name, strategy, inside, (*way, step))
            if len(way) + below > DEEPEST_CHAIN:
                raise FormulaError("cohort.long_chain", 0)
            found |= leaves
            height = max(height, below + 1)
        return frozenset(found), height

    def _behind(self, name: str, strategy: Strategy, inside: str | None, way: tuple) -> Followed:
        """What a name comes down to; remembered, since many formulas lean on the same names."""
        key = (strategy.id, *way[-1])
        if key not in self._followed:
            meant = self.meant(name, strategy, inside) if self.known(name) else None
            is_set = name in strategy.sets and name != inside
            self._followed[key] = (
                (frozenset({name}), 0) if meant is None or len(way) > DEEPEST_CHAIN + 1
                else self._follow(meant, strategy, name if is_set else None, way)
            )  # fmt: skip
        return self._followed[key]


def moves_under(model: CohortModel, strategy: str) -> dict[tuple[str, str], tuple[int, Transition]]:
    """The transitions that hold under a strategy, by states, with their position in the document."""
    found: dict[tuple[str, str], tuple[int, Transition]] = {}
    for index, each in enumerate(model.transitions):
        if strategy in each.strategies or (not each.strategies and (each.origin, each.to) not in found):
            found[each.origin, each.to] = (index, each)
    return found
