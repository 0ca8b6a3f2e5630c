"""Everything that is told of how sure a choice is, from one set of draws, with word of how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass

from chain.model import Chain
from chain.plan.model import Portfolio
from sroi.deciding import Drawn
from sroi.plan.choosing import optimum
from sroi.plan.drawn import drawn_choice
from sroi.plan.drawn_factors import factors_together
from sroi.plan.learning import worth_of_learning
from sroi.plan.portfolio import ready
from sroi.plan.sure import DRAWS, Sureness, judged
from sroi.simulate import Progress
from sroi.uncertainty import SEED
from sroi.voi import ValueOfInformation

CHOOSING_SHARE = 0.8
"""How much of the work lies in choosing anew in every draw; the rest is the worth of knowing."""


@dataclass(frozen=True)
class HowSure:
    """How sure the choice is, and what knowing more is worth to it: None where nothing is left to choose between.

    `learning` is by the names of `sroi.plan.drawn_factors.Factors.columns`; chains' own numbers are told in `numbers`;
    `certain_ids` are options whose gains nobody has said anything of how sure they are.
    """

    sureness: Sureness
    learning: ValueOfInformation | None
    numbers: tuple[Drawn, ...]
    certain_ids: tuple[str, ...]
    seed: int


def how_sure(
    portfolio: Portfolio,
    chains: Mapping[str, Chain] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
) -> HowSure | None:
    """How sure the best portfolio is, and what is most worth finding out; None when nothing keeps within the rules.

    `chains` as in `factors_together`. `progress` is told how much is done, of `PARTS`. Raises `RefusedError` for a
    portfolio with errors.
    """
    problem = ready(portfolio)
    point = optimum(problem)
    if point is None:
        return None
    found = factors_together(portfolio, chains or {}, draws, seed)
    drawn = drawn_choice(portfolio, problem, found.factors, progress=_part(progress, 0.0, CHOOSING_SHARE))
    learning = worth_of_learning(drawn, point, found.columns, progress=_part(progress, CHOOSING_SHARE, 1.0))
    return HowSure(judged(portfolio, drawn, point), learning, found.numbers, found.certain_ids, seed)


PARTS = 1_000
"""What progress is told in."""


def _part(progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Progress of a part of the work as progress of the whole."""
    if progress is None:
        return None
    return lambda done, of: progress(round(PARTS * (begin + (end - begin) * done / of)), PARTS)
