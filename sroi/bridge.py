"""From one kept result to another: what each change did to the ratio, exactly, and whatever the order.

The share of a change is its Shapley value: what it adds to the figure, averaged over every order in which the changes
could have been made. Every mixture of old and new is calculated by the engine itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import factorial, fsum

from sroi.changes import GROUPS, Case, Change, changes_between, mixed, units
from sroi.frozen import FrozenVersion
from sroi.ratio import headline
from sroi.settings import ENGINE_VERSION

FIGURES = ("ratio", "value", "investment", "net")
PERSPECTIVES = ("public", "society")
MOST_SINGLE = 10
"""With more changes than this they are grouped: every further one doubles the number of calculations."""
Figures = Mapping[tuple[str, str], "float | None"]
Partition = tuple[tuple[tuple[Change, ...], ...], bool]
"""All changes in bundles that are each taken at once, and whether that is coarser than it could be."""


@dataclass(frozen=True)
class Step:
    """A bundle of changes and what it did to one figure (SEK, or SEK per SEK).

    `group` is the group of its changes, `structure` where a bundle spans several, `engine` for the part that comes of
    the engine having moved, `all` where the changes could not be told apart.
    """

    group: str
    changes: tuple[Change, ...]
    amount: float


@dataclass(frozen=True)
class FigureBridge:
    """One figure from start to end: math.fsum((start, each step's amount, rounding)) is exactly the end.

    `rounding` is what the steps' own rounding leaves over, about one part in 10¹⁵.
    """

    perspective: str
    figure: str
    start: float
    end: float
    steps: tuple[Step, ...]
    rounding: float


@dataclass(frozen=True)
class Bridge:
    """Two kept results and the way between them.

    `grouped` says whether changes had to be taken together. `engine` is what today's engine adds to the kept figures'
    difference by itself; with an engine that has not moved it is rounding and no step.
    """

    start: Figures
    end: Figures
    bundles: tuple[tuple[Change, ...], ...]
    amounts: tuple[Figures, ...]
    grouped: bool
    engine: Figures
    engine_moved: bool

    def of(self, perspective: str, figure: str) -> FigureBridge | None:
        """The bridge of one figure; None when either end has no such figure."""
        key = perspective, figure
        start, end = self.start[key], self.end[key]
        if start is None or end is None:
            return None
        steps = [Step(_group(bundle), bundle, of[key]) for bundle, of in zip(self.bundles, self.amounts, strict=True)]
        if self.engine_moved and self.engine[key]:
            steps.append(Step("engine", (), self.engine[key]))
        rounding = fsum((end, -start, *(-step.amount for step in steps)))
        return FigureBridge(perspective, figure, start, end, tuple(steps), rounding)


def _group(bundle: tuple[Change, ...]) -> str:
    groups = {change.group for change in bundle}
    return groups.pop() if len(groups) == 1 else "structure" if "structure" in groups else "all"


def bridge(before: FrozenVersion, after: FrozenVersion) -> Bridge:
    """From one kept version to another. Both kept figures stand as they were kept.

    Where the engine has moved since, its part is a step of its own: what it did to the first version, and what it did
    to the second the other way. The changes are measured by the engine of today.
    """
    moved = {before.record.engine_version, after.record.engine_version} != {ENGINE_VERSION}
    return between(_case(before), _case(after), (_kept(before), _kept(after)), engine_moved=moved)


def _case(version: FrozenVersion) -> Case:
    return Case(version.chain, version.record.settings, version.indexes)


def _kept(version: FrozenVersion) -> Figures:
    totals = {name: version.figures[name] for name in PERSPECTIVES}
    return {(name, figure): totals[name][figure] for name in PERSPECTIVES for figure in FIGURES}


def between(one: Case, other: Case, kept: tuple[Figures, Figures] | None = None, engine_moved: bool = False) -> Bridge:
    """From one calculation to another; `kept` are the figures that were shown, by an engine that may have moved."""
    found = changes_between(one, other)
    return across(one, other, _partitions(found), kept, engine_moved)


def across(
    one: Case,
    other: Case,
    partitions: Iterable[Partition],
    kept: tuple[Figures, Figures] | None = None,
    engine_moved: bool = False,
) -> Bridge:
    """From one calculation to another by the first of these ways to bundle all changes that every mixture can be
    calculated in; the last way is all changes at once."""
    ends = calculated(one), calculated(other)
    start, end = kept or ends
    bundles, grouped, values = _first_comparable(one, other, partitions, ends)
    amounts = tuple(_shares(at, len(bundles), values, ends) for at in range(len(bundles)))
    engine = {key: _engine_part(key, (start, end), ends) for key in start}
    return Bridge(start, end, bundles, amounts, grouped, engine, engine_moved)


def calculated(case: Case) -> Figures:
    """The figures of one calculation by today's engine."""
    return {
        (each.perspective, figure): getattr(each, figure)
        for each in headline(case.chain, case.settings, indexes=case.indexes)
        for figure in FIGURES
    }


def _first_comparable(one: Case, other: Case, partitions: Iterable[Partition], ends: tuple[Figures, Figures]):
    """The finest way to take the changes together in which every mixture has the figures that both ends have."""
    for bundles, grouped in partitions:
        values = _mixtures(one, other, bundles, ends)
        if all(_comparable(key, values, ends) for key in ends[0]):
            return bundles, grouped, values
    raise AssertionError("all changes at once have no mixtures")


def _partitions(found: tuple[Change, ...]):
    """Ways to take the changes together, from one by one (if they are few) to all at once."""
    single = units(found)
    if len(single) <= MOST_SINGLE:
        yield tuple(single), False
    by_group = [[bundle for bundle in single if _group(bundle) == group] for group in (*GROUPS, "all")]
    yield tuple(tuple(change for bundle in bundles for change in bundle) for bundles in by_group if bundles), True
    yield ((found,) if found else ()), True


def _mixtures(one: Case, other: Case, bundles: tuple, ends: tuple[Figures, Figures]) -> list[Figures]:
    """The figures of every mixture; bit n of a position tells whether bundle n is taken from the other end."""
    places = [frozenset(change.place for change in bundle) for bundle in bundles]
    last = 2 ** len(bundles) - 1
    between_ends = [
        calculated(mixed(one, other, frozenset().union(*(p for at, p in enumerate(places) if mask >> at & 1))))
        for mask in range(1, last)
    ]
    return [ends[0], *between_ends, ends[1]] if last else [ends[0]]


def _comparable(key: tuple[str, str], values: list[Figures], ends: tuple[Figures, Figures]) -> bool:
    """Whether a figure that both ends have is there in every mixture too; a ratio may lack its investment."""
    return None in (ends[0][key], ends[1][key]) or all(each[key] is not None for each in values)


def _shares(at: int, count: int, values: list[Figures], ends: tuple[Figures, Figures]) -> Figures:
    return {key: None if None in (ends[0][key], ends[1][key]) else shapley(at, count, [v[key] for v in values])
            for key in ends[0]}  # fmt: skip


def shapley(at: int, count: int, values: list[float]) -> float:
    """The Shapley value of player `at` of `count`, from the value of every coalition (bit n: player n is in).

    Formula: Σ over coalitions S, with s players besides this one, of s!(n−s−1)!/n! × value, positive where the player
    is in S and negative where not. Summed exactly and rounded once.
    Source: L. S. Shapley, A value for n-person games (1953).
    """
    terms = []
    for mask, value in enumerate(values):
        inside = mask >> at & 1
        others = mask.bit_count() - inside
        weight = factorial(others) * factorial(count - others - 1) / factorial(count)
        terms.append(weight * value if inside else -weight * value)
    return fsum(terms)


def _engine_part(key: tuple[str, str], kept: tuple[Figures, Figures], ends: tuple[Figures, Figures]) -> float | None:
    figures = kept[0][key], ends[0][key], ends[1][key], kept[1][key]
    return None if None in figures else fsum((-figures[0], figures[1], -figures[2], figures[3]))
