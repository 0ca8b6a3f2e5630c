"""The uncertain numbers of a comparison, and the places that a result rests on.

One assumption is one draw, wherever it stands and in all arms. An effect estimate with an interval is, when no shape is
stated, normal for differences and lognormal for ratios, and the estimate of a ratio is the *median*. It is never cut
off: a draw that gives an impossible probability is counted. All other numbers are drawn as those of a chain are.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import inf

from chain.assumption import Assumption, Shape
from chain.forecast.effect import RATIOS, Measure
from chain.forecast.model import Comparison, figures
from chain.problem import Problem
from chain.spread import spread_of
from sroi.discounting import INDEXES, Index
from sroi.distributions import Distribution, distribution_of
from sroi.draws import Uncertain, loading_of
from sroi.forecast.child_run import PERSPECTIVES, Run
from sroi.forecast.conversions import lognormal_of_interval, normal_of_interval

STUDY = 0.95
"""What a study's interval means when nothing else is said."""
CHOSEN = "decision/"
"""Places of conventions: chosen, not uncertain."""


def used_places(
    comparison: Comparison, persistence: Mapping[str, str] | None = None, indexes: Mapping[str, Index] = INDEXES
) -> frozenset[str]:
    """The places of the numbers that the result rests on."""
    run = Run(comparison, indexes=indexes, persistence=persistence)
    for option in run.options().values():
        option.net_benefit("public")
        for perspective in PERSPECTIVES:
            option.offsets(perspective, cashable=True)
    return frozenset(run.read.used)


def uncertain_figures(
    comparison: Comparison, persistence: Mapping[str, str] | None = None, indexes: Mapping[str, Index] = INDEXES
) -> tuple[tuple[Uncertain, ...], tuple[Problem, ...]]:
    """Every uncertain number that the result rests on, in the comparison's order, and what cannot be drawn."""
    used = used_places(comparison, persistence, indexes)
    found: dict[str, tuple[list[str], Assumption]] = {}
    for place, figure in figures(comparison):
        if place in used and not place.startswith(CHOSEN):
            found.setdefault(figure.figure_id or place, ([], figure))[0].append(place)
    uncertain, problems = [], []
    for name, (places, figure) in found.items():
        distribution, about = _distribution(comparison, places[0], figure)
        problems += about
        if distribution.shape is not Shape.FIXED:
            loading = loading_of(figure.group_correlation)
            group = figure.group_id if loading else None
            uncertain.append(Uncertain(name, tuple(places), distribution, group, loading))
    return tuple(uncertain), tuple(problems)


def _distribution(comparison: Comparison, place: str, figure: Assumption) -> tuple[Distribution, list[Problem]]:
    if not place.endswith("/effect/estimate"):
        return distribution_of(place, figure)
    measure = comparison.option(place.split("/")[1]).effect.measure
    spread = spread_of(place, figure)
    is_whole = spread.is_in_order and None not in (spread.low, spread.high) and not spread.has_sample
    if not (spread.is_uncertain and is_whole and spread.shape in (None, _shape(measure))):
        made, problems = distribution_of(place, figure)
        return (replace(made, lowest=-inf, highest=inf) if measure not in RATIOS else made), problems
    fit = lognormal_of_interval if measure in RATIOS else normal_of_interval
    numbers = fit(figure.value, figure.low, figure.high, figure.credibility or STUDY)
    return Distribution(_shape(measure), numbers), []


def _shape(measure: Measure | None) -> Shape:
    return Shape.LOGNORMAL if measure in RATIOS else Shape.NORMAL
