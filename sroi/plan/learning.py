"""What is most worth finding out before choosing among portfolios."""

from collections.abc import Iterable, Mapping

import numpy as np

from chain.plan.model import Portfolio
from sroi.plan.choosing import optimum
from sroi.plan.drawn import DrawnChoice, alternatives_of, drawn_choice
from sroi.plan.portfolio import ready
from sroi.plan.sure import DRAWS, spread_factors
from sroi.simulate import Progress
from sroi.uncertainty import SEED
from sroi.voi import ValueOfInformation, value_of_information


def what_to_learn(
    portfolio: Portfolio,
    factors: np.ndarray | None = None,
    columns: Mapping[str, np.ndarray] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> ValueOfInformation | None:
    """What perfect knowledge of each number is worth to the choice, SEK, the one most worth measuring first.

    `factors` as in `sroi.plan.sure.sureness`; `columns` (draws,) by name the numbers that the factors were made from,
    drawn together with them, and `groups` of these by name: each option's own gains when not given. The options of the
    decision are the best portfolio and those that are best in some draw, the first being the best as stated. None when
    there is nothing to choose between. Errors as in `sureness`. Source: see `sroi.voi`.
    """
    problem = ready(portfolio)
    point = optimum(problem)
    if factors is None:
        factors = spread_factors(portfolio.options, draws, seed)
    if point is None:
        return None
    return worth_of_learning(drawn_choice(portfolio, problem, factors), point, columns, groups)


def worth_of_learning(
    drawn: DrawnChoice,
    point: np.ndarray,
    columns: Mapping[str, np.ndarray] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    progress: Progress | None = None,
) -> ValueOfInformation | None:
    """The same where the choice has been made in every draw; `progress` is told of the numbers looked at."""
    alternatives = alternatives_of(drawn, point)
    if len(alternatives) < 2:
        return None
    if columns is None:
        columns = dict(zip(drawn.problem.option_ids, drawn.factors, strict=True))
    count = drawn.factors.shape[1]
    kept = {name: np.asarray(column)[:count] for name, column in columns.items()}
    worths = np.column_stack([drawn.worth(each) for each in alternatives])
    return value_of_information(worths, kept, groups, progress)
