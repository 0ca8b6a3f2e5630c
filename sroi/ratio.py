"""From chain and conventions to value, ratio and everything beside them: one engine for a number and for draws.

`headline` gives investment, value and ratio alone, from the closed form. `calculate` gives the whole `Result`, with
the same present values, and the years behind them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chain.model import Chain
from sroi.caveats import PERSPECTIVES, problems_of
from sroi.discounting import INDEXES, Index
from sroi.flows import Flows, flows_of
from sroi.inputs import Figures
from sroi.ledger import Giver, Ledger, by_actor, ratios
from sroi.reading import EffectRun, actors_of, total_of
from sroi.results import Result
from sroi.settings import ENGINE_VERSION, Settings
from sroi.steady import weighed


@dataclass(frozen=True)
class Headline:
    """One perspective's investment, value and net value (SEK, present values), ratio and net ratio.

    Floats, or arrays (N,) in a calculation over draws. Ratios are None (NaN in single draws) when none may be shown.
    """

    perspective: str
    investment: "float | np.ndarray"
    value: "float | np.ndarray"
    net: "float | np.ndarray"
    ratio: "float | np.ndarray | None"
    net_ratio: "float | np.ndarray | None"


def headline(
    chain: Chain, settings: Settings, figures: Figures | None = None, indexes: Mapping[str, Index] = INDEXES
) -> tuple[Headline, Headline]:
    """Investment, value and ratio for the public sector and for society; nothing else is worked out.

    Inputs and errors as in `calculate`. Memory grows with effects × draws; years cost no memory.
    """
    flows = flows_of(chain, settings, figures, indexes)
    sides = by_actor(flows)
    return tuple(_headline(flows, perspective, *sides) for perspective in PERSPECTIVES)


def _headline(flows: Flows, perspective: str, values: np.ndarray, investments: np.ndarray) -> Headline:
    members = flows.members(perspective)
    investment, value = weighed(members, investments), weighed(members, values)
    ratio, net_ratio = ratios(flows, investment, value)
    give = Giver(flows.inputs.draws)
    return Headline(perspective, give(investment), give(value), give(value - investment), ratio, net_ratio)


def headline_in(
    chain: Chain, settings: Settings, figures: Figures | None = None, indexes: Mapping[str, Index] = INDEXES
) -> Headline:
    """Investment, value and ratio in the settings' own perspective, also a level's or one payer's.

    Inputs and errors as in `calculate`.
    """
    flows = flows_of(chain, settings, figures, indexes)
    return _headline(flows, settings.perspective, *by_actor(flows))


def calculate(
    chain: Chain, settings: Settings, figures: Figures | None = None, indexes: Mapping[str, Index] = INDEXES
) -> Result:
    """Everything that follows from a chain under named conventions.

    Formula: value = Σ effects Σ cohorts Σ years sign × size × share × units × price × (1−deadweight)(1−displacement)
    (1−attribution) × (1−drop-off)^k ÷ (1+rate)^t, by the settings' conventions; ratio = value ÷ investment.
    `figures` replaces the chain's numbers by place, with a number each or with arrays of draws of one length (N,).
    On a series the figure is a factor on all its years. Amounts are SEK in the settings' price year.
    A mistake in the chain gives Problems in the result. Raises KeyError for a place that the chain does not have and
    ValueError for draws of unequal length or outside what the number can be.
    Source: A Guide to Social Return on Investment (2012), stages 4 and 5.
    """
    flows = flows_of(chain, settings, figures, indexes)
    ledger = Ledger(flows)
    totals = {perspective: total_of(ledger, perspective) for perspective in PERSPECTIVES}
    return Result(
        engine_version=ENGINE_VERSION,
        settings=settings,
        years=flows.timeline.years,
        public=totals["public"],
        society=totals["society"],
        actors=actors_of(ledger),
        excluded=tuple(flows.inputs.excluded),
        problems=tuple(problems_of(ledger)),
        run=EffectRun(flows),
    )
