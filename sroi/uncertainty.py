"""How sure the result is: every figure as a range, and the probability that the value exceeds the cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from chain.document import fingerprint
from chain.model import Chain
from chain.problem import Problem, Severity, problem
from sroi.caveats import PERSPECTIVES
from sroi.discounting import INDEXES, Index
from sroi.draws import Plan, Uncertain
from sroi.flows import flows_of
from sroi.inputs import incomplete_investment
from sroi.ledger import by_actor, may_have_ratio
from sroi.outlook import Chance, Range, chance_of, fixed_range, range_of
from sroi.perspective import LEVELS, ONE_ACTOR, members_of
from sroi.settings import ENGINE_VERSION, Settings
from sroi.simulate import THREADS, Progress, Simulated, simulate
from sroi.steady import weighed

DRAWS = 10_000
SEED = 20_260_101
"""Used when nobody chooses another, so that two who ask the same get the same digits."""


@dataclass(frozen=True)
class Outlook:
    """What one perspective can expect at one horizon, SEK, present values.

    `net` = value − investment and `ratio` = value ÷ investment, draw by draw. `chance` is the probability that the
    value exceeds the cost. These are None where the point estimate may not show them either, and `ratio` also when the
    investment is not above 0 in every draw.
    """

    perspective: str
    horizon_years: int
    value: Range
    investment: Range
    net: Range | None
    ratio: Range | None
    chance: Chance | None


@dataclass(frozen=True)
class Uncertainty:
    """The result as ranges, and all that is needed to get the same digits again: seed, draws, plan, conventions, chain.

    `figures` are the uncertain numbers, one draw each. `problems` tell which stated spreads could not be drawn (they
    are held fixed) and what else weakens the ranges; `excluded` which effects are not counted.
    """

    engine_version: str
    settings: Settings
    chain: Chain = field(repr=False, compare=False)
    seed: int
    draws: int
    plan: Plan
    horizons: tuple[int, ...]
    figures: tuple[Uncertain, ...]
    outlooks: tuple[Outlook, ...]
    excluded: tuple[Problem, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def fingerprint(self) -> str:
        """What the chain was when it was drawn; worked out when first asked for."""
        return fingerprint(self.chain)  # the function of chain.document, not this property

    def of(self, perspective: str, horizon_years: int | None = None) -> Outlook:
        """One perspective at one horizon, the settings' own when None. Raises KeyError for what was not asked for."""
        years = self.settings.horizon_years if horizon_years is None else horizon_years
        for outlook in self.outlooks:
            if (outlook.perspective, outlook.horizon_years) == (perspective, years):
                return outlook
        raise KeyError(f"{perspective} at {years} years")


def uncertainty(
    chain: Chain,
    settings: Settings,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    perspectives: tuple[str, ...] | None = None,
    horizons: tuple[int, ...] | None = None,
    plan: Plan = "random",
    threads: int = THREADS,
    progress: Progress | None = None,
    indexes: Mapping[str, Index] = INDEXES,
) -> Uncertainty:
    """Every total as a range over `draws` draws of the chain's uncertain numbers.

    The draws go through the functions of `sroi.ratio.calculate`; without uncertain numbers every range is its point.
    `perspectives` as in `sroi.perspective` (public, society, each level and each actor when None), `horizons` in years
    (the settings' own when None). `plan` is `random`, or `latin` for Latin hypercubes: a surer mean from as many draws.
    The same seed gives the same digits with any number of threads and on any computer.
    Raises ValueError for fewer than one draw, and whatever `progress` raises to stop the work.
    """
    found = simulate(
        chain, settings, draws=draws, seed=seed, horizons=horizons, plan=plan, threads=threads, progress=progress,
        indexes=indexes,
    )  # fmt: skip
    return summary(found, perspectives, indexes)


def summary(
    found: Simulated, perspectives: tuple[str, ...] | None = None, indexes: Mapping[str, Index] = INDEXES
) -> Uncertainty:
    """Draws that are already made, summed up."""
    asked = perspectives or all_perspectives(found.chain)
    means = [by_actor(flows) for flows in _at_means(found, indexes)]
    outlooks = [
        _outlook(found, perspective, at, means[at]) for at in range(len(found.horizons)) for perspective in asked
    ]
    inputs = found.points[0].inputs
    return Uncertainty(
        engine_version=ENGINE_VERSION,
        settings=found.settings,
        chain=found.chain,
        seed=found.seed,
        draws=found.draws,
        plan=found.plan,
        horizons=found.horizons,
        figures=found.figures,
        outlooks=tuple(outlooks),
        excluded=tuple(inputs.excluded),
        problems=(*inputs.problems, *found.problems, *_never_sure(found, asked)),
    )


def all_perspectives(chain: Chain) -> tuple[str, ...]:
    """Public finances, society, each level of the public sector that the chain has, and each actor."""
    levels = (level for level in LEVELS if members_of(chain, level))
    return (*PERSPECTIVES, *levels, *(ONE_ACTOR + actor.id for actor in chain.actors))


def _at_means(found: Simulated, indexes: Mapping[str, Index]):
    """The flows by horizon with every uncertain number at its mean."""
    figures = {place: figure.distribution.mean for figure in found.figures for place in figure.places}
    for years, point in zip(found.horizons, found.points, strict=True):
        settings = found.settings.model_copy(update={"horizon_years": years})
        yield flows_of(found.chain, settings, figures, indexes) if figures else point


def _outlook(found: Simulated, perspective: str, at: int, means: tuple[np.ndarray, np.ndarray]) -> Outlook:
    flows, in_blocks = found.points[at], found.plan == "latin"
    members = flows.members(perspective)
    value, investment = found.of(perspective, found.horizons[at])
    points = [float(weighed(members, each)[0]) for each in found.point[at]]
    middles = [float(weighed(members, each)[0]) for each in means]
    ranges = _Ranges(value, investment, points, middles, in_blocks)
    is_known = not incomplete_investment(flows.inputs.problems)
    has_ratio = may_have_ratio(flows) and points[1] > 0 and bool((investment > 0).all())
    return Outlook(
        perspective=perspective,
        horizon_years=found.horizons[at],
        value=ranges.value,
        investment=ranges.investment,
        net=ranges.net() if is_known else None,
        ratio=ranges.ratio() if has_ratio else None,
        chance=ranges.chance() if is_known else None,
    )


class _Ranges:
    """Value and investment of one perspective and what follows from them; draws are sorted only when they must be."""

    def __init__(self, value, investment, points, middles, in_blocks: bool):
        self.draws, self.points, self.middles, self.in_blocks = (value, investment), points, middles, in_blocks
        self.in_order = np.sort(value)
        self.value = self._range(value, self.in_order, points[0], middles[0])
        self.investment = self._range(investment, np.sort(investment), points[1], middles[1])

    def _range(self, draws: np.ndarray, in_order: np.ndarray, point: float, middle: float) -> Range:
        if len(draws) == 1:
            return fixed_range(point, middle)
        return range_of(draws, in_order, point, middle, self.in_blocks)

    def net(self) -> Range:
        """Value − investment."""
        return self._of(np.subtract)

    def ratio(self) -> Range:
        """Value ÷ investment."""
        return self._of(np.divide)

    def _of(self, combined) -> Range:
        """Both ways of combining rise with the value, so a fixed investment leaves the draws in their order."""
        value, investment = self.draws
        draws = combined(value, investment)
        in_order = combined(self.in_order, investment) if len(investment) == 1 else np.sort(draws)
        return self._range(draws, in_order, float(combined(*self.points)), float(combined(*self.middles)))

    def chance(self) -> Chance:
        """The probability that the value exceeds the investment; known for certain when neither varies."""
        value, investment = self.draws
        exceeds = value > investment
        is_certain = self.value.deviation == self.investment.deviation == 0
        return Chance(float(exceeds[0]), 0.0) if is_certain else chance_of(exceeds, self.in_blocks)


def _never_sure(found: Simulated, perspectives: tuple[str, ...]) -> list[Problem]:
    """Perspectives whose investment is above 0 by the chain's numbers, but not in every draw: they get no ratio."""
    problems = []
    for perspective in perspectives if found.investment.shape[2] > 1 else ():
        for at, years in enumerate(found.horizons):
            investment = found.of(perspective, years)[1]
            point = float(weighed(found.points[at].members(perspective), found.point[at][1])[0])
            if point > 0 and not (investment > 0).all():
                share = float(np.count_nonzero(investment <= 0)) / len(investment)
                problems.append(
                    problem("engine.investment_not_always_positive", "chain/resources", Severity.WARNING,
                            perspective=perspective, years=years, draws_share=share)
                )  # fmt: skip
    return problems
