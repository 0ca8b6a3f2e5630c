"""The uncertain parameters of a cohort model and how they are drawn, with the draws of the rest of the house.

Every parameter has a stream of random numbers of its own, found from the seed and its name: all strategies get the same
draws, and one parameter more changes no other's.
"""

from functools import lru_cache
from math import log, sqrt

from chain.assumption import Shape
from chain.cohort_model import CohortModel, Drawn, Parameter
from chain.problem import Problem
from sroi.distributions import Distribution, distribution_of
from sroi.draws import Uncertain, loading_of
from sroi.fits import pert

SHARE_UNITS = frozenset({"share", "probability", "andel", "sannolikhet"})
"""Units that say a parameter is 0–1."""


def uncertain_parameters(model: CohortModel) -> tuple[tuple[Uncertain, ...], tuple[Problem, ...]]:
    """Every parameter that is drawn, in the document's order, and what is wrong with how its spread is stated."""
    found, problems = [], []
    for index, each in enumerate(model.parameters):
        distribution, about = _distribution(each)
        problems += [one._replace(place=f"/model/parameters/{index}") for one in about]
        if distribution.shape is not Shape.FIXED:
            loading = loading_of(each.group_correlation)
            name = each.figure_id or each.id
            found.append(Uncertain(name, (each.id,), distribution, each.group_id if loading else None, loading))
    return tuple(found), tuple(problems)


def _distribution(parameter: Parameter) -> tuple[Distribution, list[Problem]]:
    if parameter.drawn is not None:
        return drawn_as(parameter.drawn), []
    is_share = parameter.shape is Shape.BETA or parameter.sample_size is not None or parameter.unit in SHARE_UNITS
    return distribution_of(f"parameters/{parameter.id}/{'share' if is_share else 'amount'}", parameter)


@lru_cache(maxsize=1024)
def drawn_as(drawn: Drawn) -> Distribution:
    """The distribution that is stated by its own numbers or by mean and standard deviation.

    Beta: a + b = m(1 − m)/s² − 1, a = m(a + b). Gamma: shape m²/s², scale s²/m. Lognormal: σ² = ln(1 + s²/m²),
    μ = ln m − σ²/2. Source: Briggs, Claxton & Sculpher 2006, Decision Modelling for Health Economic Evaluation, ch. 4.
    """
    shape = Shape(drawn.shape)
    numbers = drawn.numbers if drawn.mean is None else _from_moments(shape, drawn.mean, drawn.sd)
    match shape:
        case Shape.BETA:
            return Distribution(shape, (*numbers, 0.0, 1.0))
        case Shape.PERT:
            return Distribution(shape, pert(*numbers))
    return Distribution(shape, tuple(numbers))


def _from_moments(shape: Shape, mean: float, sd: float) -> tuple[float, float]:
    match shape:
        case Shape.BETA:
            both = mean * (1 - mean) / sd**2 - 1
            return mean * both, (1 - mean) * both
        case Shape.GAMMA:
            return mean**2 / sd**2, sd**2 / mean
        case Shape.LOGNORMAL:
            variance = log(1 + sd**2 / mean**2)
            return log(mean) - variance / 2, sqrt(variance)
    return mean, sd
