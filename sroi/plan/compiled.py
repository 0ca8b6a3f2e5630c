"""A portfolio as numbers: one column an option, one a group of options of which any is chosen, and limits as rows.

Whoever several options reach is counted once. So a sum over a portfolio is not the sum of its options, but it is linear
in the options and in *any of these*: with options ordered by what they give per person, the persons of an overlap count
for the first chosen, which is *any of the first k* less *any of the first k − 1*. Everything here, and the search for
the best portfolio, is therefore exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
import math

import numpy as np

from chain.model import by_id
from chain.plan.checks.whole import is_comparable
from chain.plan.model import Option, Overlap, Portfolio
from sroi.plan.limits import limits_of
from sroi.plan.once import is_of, lost_share, ranked
from sroi.plan.worth import Worth
from sroi.steady import measured, summed

ROUNDING = 1e-9
"""Sums that differ by less than this share of their terms are the same: the arithmetic's rounding."""


@dataclass(frozen=True)
class Limit:
    """One rule of the choice: `low` ≤ weights · columns ≤ `high`. `name` is its place in the portfolio.

    `unit` tells what a unit of it is: `sek`, `persons`, `options`, the capacity's own (`capacity`), or `whole` where
    the rule holds or does not.
    """

    name: str
    weights: np.ndarray = field(repr=False)
    low: float = -math.inf
    high: float = math.inf
    unit: str = "whole"

    @cached_property
    def slack(self) -> float:
        """What counts as rounding."""
        return ROUNDING * max(float(np.abs(self.weights).sum()), 1.0)

    def missed(self, columns: np.ndarray) -> np.ndarray:
        """How far each portfolio (rows of columns) is outside, in the rule's unit; 0 inside."""
        used = measured(columns, self.weights)
        outside = np.maximum(np.maximum(used - self.high, self.low - used), 0.0)
        return np.where(outside <= self.slack, 0.0, outside)

    def loosened(self, by: float) -> "Limit":
        """The same with that much more room."""
        return replace(self, low=self.low - by, high=self.high + by)


@dataclass(frozen=True)
class Compiled:
    """What the search needs. `gains` (options, columns): what the aim counts of each option's gains, column by column;
    `costs` (columns); both present values in SEK. `option_ids` are in the order of the alphabet, so that the order in
    which a portfolio lists them does not matter. `groups` are the options (positions) of each further column."""

    option_ids: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...]
    gains: np.ndarray
    costs: np.ndarray
    limits: tuple[Limit, ...]

    @cached_property
    def gain(self) -> np.ndarray:
        """What the aim counts of all gains, by column."""
        return summed(self.gains, axis=0)

    @cached_property
    def net(self) -> np.ndarray:
        """What a portfolio is worth to the aim, by column."""
        return self.gain - self.costs

    def worth(self, bits: np.ndarray) -> float:
        """What a portfolio is worth to the aim, SEK."""
        return float(measured(self.columns(bits), self.net))

    @cached_property
    def tie(self) -> float:
        """Two portfolios whose worth differs by no more than this are worth the same, SEK."""
        return ROUNDING * max(float(np.abs(self.gains).sum() + self.costs.sum()), 1.0)

    def columns(self, bits: np.ndarray) -> np.ndarray:
        """All columns of portfolios (rows of bits): the options, then whether any of each group is chosen."""
        bits = np.asarray(bits, dtype=float)
        return np.concatenate([bits, *(bits[..., group].max(axis=-1, keepdims=True) for group in self.groups)], axis=-1)

    def bits(self, option_ids: Sequence[str]) -> np.ndarray:
        """A portfolio as bits. Raises KeyError for an option that is not there."""
        if unknown := set(option_ids) - set(self.option_ids):
            raise KeyError(f"no options {sorted(unknown)}")
        return np.array([each in option_ids for each in self.option_ids], dtype=float)

    def named(self, bits: np.ndarray) -> tuple[str, ...]:
        """The options of a portfolio."""
        return tuple(each for each, chosen in zip(self.option_ids, bits, strict=True) if chosen)

    def holds(self, bits: np.ndarray) -> bool:
        """Whether a portfolio keeps within every limit."""
        columns = self.columns(bits)
        return not any(limit.missed(columns) for limit in self.limits)

    def with_limits(self, limits: Sequence[Limit]) -> "Compiled":
        """The same options under other limits."""
        return replace(self, limits=tuple(limits))


def compiled(portfolio: Portfolio) -> Compiled:
    """The portfolio as numbers. An excluded option that was counted otherwise than the rest is left out altogether.

    Raises ValueError when the aim is the ratio. What `chain.plan.checks` calls errors is the caller's to stop.
    """
    options = sorted(filter(lambda each: is_comparable(each, portfolio), portfolio.options), key=lambda each: each.id)
    layout = _Layout(portfolio, options)
    worth = Worth(portfolio)
    gains, costs = layout.gains(worth), layout.row({})
    costs[: len(options)] = [worth.cost(each) for each in options]
    limits = tuple(
        Limit(each.name, layout.row(each.weights, each.counted_once), each.low, each.high, each.unit)
        for each in limits_of(portfolio, options)
    )
    return Compiled(tuple(each.id for each in options), tuple(layout.groups), gains, costs, limits)


class _Layout:
    """Which column is what."""

    def __init__(self, portfolio: Portfolio, options: Sequence[Option]):
        self.options = options
        self._at = {option.id: at for at, option in enumerate(options)}
        known, worth = by_id(tuple(options)), Worth(portfolio)
        self._overlaps = [
            (each, [self._at[name] for name in ranked(each, known, worth)]) for each in portfolio.overlaps
        ]
        self.groups: list[tuple[int, ...]] = []
        for _, order in self._overlaps:
            for size in range(2, len(order) + 1):
                group = tuple(sorted(order[:size]))
                self.groups += [group] if group not in self.groups else []

    def _column(self, group: Sequence[int]) -> int:
        """The column of *any of these*."""
        return group[0] if len(group) == 1 else len(self.options) + self.groups.index(tuple(sorted(group)))

    def row(self, weights: dict[str, float], counted_once: str | None = None) -> np.ndarray:
        """A row with weights by option; with `counted_once` a target group's persons, each counted once."""
        found = np.zeros(len(self.options) + len(self.groups))
        for name, weight in weights.items():
            found[self._at[name]] += weight
        for overlap, order in self._overlaps:
            if overlap.target_group_id == counted_once and order:
                found[order] -= overlap.persons
                found[self._column(order)] += overlap.persons
        return found

    def gains(self, worth: Worth) -> np.ndarray:
        """What the aim counts of each option's gains, (options, columns)."""
        found = np.zeros((len(self.options), len(self.options) + len(self.groups)))
        for at, option in enumerate(self.options):
            found[at, at] = sum(map(worth.gain, option.gains))
        for overlap, order in self._overlaps:
            for at, column, before, lost in self._lost(overlap, order, worth):
                found[at, at] -= lost
                found[at, column] += lost
                found[at, before] -= lost
        return found

    def _lost(self, overlap: Overlap, order: list[int], worth: Worth) -> Iterator[tuple[int, int, int, float]]:
        """Each option after the first, the columns of *any up to it* and *any before it*, and what it loses, SEK."""
        for size in range(2, len(order) + 1):
            option = self.options[order[size - 1]]
            given = sum(worth.gain(each) for each in option.gains if is_of(each, overlap))
            lost = given * lost_share(option, overlap)
            yield order[size - 1], self._column(order[:size]), self._column(order[: size - 1]), lost
