"""From forecast to outcome by volume, effect, cost and price: what each did to the ratio, whatever the order."""

from collections.abc import Iterator

from sroi.bridge import Bridge, Partition, across
from sroi.changes import Case, Change, changes_between, units

PARTS = ("volume", "effect", "cost", "price")
_OF_GROUP = {"cohorts": "volume", "resources": "cost", "prices": "price"}
_KEPT = frozenset({"conventions"})


def outcome_bridge(forecast: Case, outcome: Case) -> Bridge:
    """From the forecast's figures to the outcome's, in at most four steps that add up, by Shapley's rule.

    Volume is how many start, cost the resources, price the prices, and effect everything that says what comes of it:
    shares, units, deductions, timing. What was stated otherwise than measured, a convention say, stands by itself. As
    every mixture is calculated by the engine, the order does not matter.
    """
    return across(forecast, outcome, _ways(changes_between(forecast, outcome)))


def part_of(change: Change) -> str:
    """Which of the four a change belongs to (or its own group, for conventions)."""
    return change.group if change.group in _KEPT else _OF_GROUP.get(change.group, "effect")


def _ways(found: tuple[Change, ...]) -> Iterator[Partition]:
    """By part, what only makes sense together kept together; and all at once where mixtures have no figures."""
    named = [tuple(each._replace(group=part_of(each)) for each in bundle) for bundle in units(found)]
    by_part: dict[str, tuple[Change, ...]] = dict.fromkeys(PARTS, ())
    for bundle in named:
        part = min((each.group for each in bundle), key=_rank)
        by_part[part] = by_part.get(part, ()) + tuple(each._replace(group=part) for each in bundle)
    bundles = tuple(bundle for bundle in by_part.values() if bundle)
    yield bundles, False
    yield ((found,) if found else ()), True


def _rank(part: str) -> tuple[bool, int]:
    """A bundle of several kinds is an effect, before all else."""
    return part != "effect", PARTS.index(part) if part in PARTS else len(PARTS)
