"""What a name in a cohort model's formula stands for, under one strategy."""

from dataclasses import dataclass
from functools import cached_property

from chain.cohort_model import RESERVED, REST, CohortModel, Parameter, Strategy, Table, Transition
from chain.formula import FormulaError, Tree, names_in, read

TIMES = ("cycle", "age", "years")
"""Reserved names that change from cycle to cycle."""
DEEPEST_CHAIN = 100
"""How many definitions may lean on one another in a row."""


@dataclass(frozen=True)
class Names:
    """Everything that formulas can name, and where it is said."""

    model: CohortModel

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
        found: set[str] = set()
        done: set[tuple[str, bool]] = set()
        self._follow(tree, strategy, None, (), found, done)
        return found

    def _follow(self, tree: Tree, strategy: Strategy, inside: str | None, way: tuple, found: set, done: set) -> None:
        for name in set(names_in(tree)):
            step = (name, name == inside)
            if step in way or len(way) > DEEPEST_CHAIN:
                raise FormulaError("cohort.circular" if step in way else "cohort.long_chain", 0)
            if step in done:
                continue
            meant = self.meant(name, strategy, inside) if self.known(name) else None
            if meant is None:
                found.add(name)
            else:
                is_set = name in strategy.sets and name != inside
                self._follow(meant, strategy, name if is_set else None, (*way, step), found, done)
            done.add(step)


def moves_under(model: CohortModel, strategy: str) -> dict[tuple[str, str], tuple[int, Transition]]:
    """The transitions that hold under a strategy, by states, with their position in the document."""
    found: dict[tuple[str, str], tuple[int, Transition]] = {}
    for index, each in enumerate(model.transitions):
        if strategy in each.strategies or (not each.strategies and (each.origin, each.to) not in found):
            found[each.origin, each.to] = (index, each)
    return found
