"""What the gains of options are multiplied by in each draw, from their chains' own numbers or from a stated spread."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from chain.model import Chain
from chain.plan.model import Aim, Option, Portfolio
from sroi.deciding import Drawn, Together, drawn_together
from sroi.perspective import members_of
from sroi.plan.from_chain import portfolio_of_one, settings_of
from sroi.plan.sure import spread_factors
from sroi.plan.worth import Worth
from sroi.settings import Settings
from sroi.uncertainty import SEED

WHOLE = "options/"
"""Before the project or option whose gains are drawn as one number."""


@dataclass(frozen=True)
class Factors:
    """Drawn gains ÷ stated gains of every option, (options in the portfolio's order, draws).

    `columns` are what they were made from, (draws,) by name: the numbers of chains, told in `numbers`, and the gains of
    options with a spread under `WHOLE` and their project, or the option itself. `certain_ids` do not vary at all.
    """

    factors: np.ndarray
    columns: Mapping[str, np.ndarray]
    numbers: tuple[Drawn, ...]
    certain_ids: tuple[str, ...]


def column_of(option: Option) -> str:
    """The name that the gains of an option with a spread are drawn under: one for all variants of a project."""
    return WHOLE + (option.project_id or option.id)


def factors_together(portfolio: Portfolio, chains: Mapping[str, Chain], draws: int, seed: int = SEED) -> Factors:
    """Factors of all options, drawn together. `chains` by option id: those that options still are counted from.

    A chain is drawn once, also for several scale variants, and its numbers as `sroi.deciding` says: a price of the
    library that several use is one draw. Its factor is (net value in the draw + cost) ÷ gain of the chain itself, in
    the perspective of the portfolio's aim. Where many numbers are drawn there are fewer draws than asked for.
    """
    whose = portfolio.objective.perspective
    counted = {name: chain for name, chain in chains.items() if members_of(chain, whose)}
    settings = settings_of(portfolio.conventions, whose) if counted else None
    unlike = {chain.id: chain for chain in counted.values()}
    together = drawn_together(list(unlike.values()), settings, seed) if unlike else Together((), {}, (), draws)
    count = min(draws, together.count)
    factors = spread_factors(portfolio.options, count, seed)
    nets = dict(zip(unlike, together.nets, strict=True))
    of_chain = {chain_id: _factor(chain, settings, nets[chain_id][:count]) for chain_id, chain in unlike.items()}
    columns = {name: column[:count] for name, column in together.columns.items()}
    for row, option in zip(factors, portfolio.options, strict=True):
        if option.id in counted:
            row[:] = of_chain[counted[option.id].id]
        elif np.ptp(row):
            columns[column_of(option)] = row
    certain = (option.id for row, option in zip(factors, portfolio.options, strict=True) if not np.ptp(row))
    return Factors(factors, columns, together.numbers, tuple(certain))


def _factor(chain: Chain, settings: Settings, net: np.ndarray) -> np.ndarray:
    """1 throughout for a chain that gives nothing in the perspective.

    All of it in the chain's own years: a portfolio that begins in another year counts another part of them.
    """
    own = portfolio_of_one(chain, settings)
    worth, option = _worth_in(own, settings.perspective), own.options[0]
    gain = sum(map(worth.gain, option.gains))
    return (net + worth.cost(option)) / gain if gain else np.ones_like(net)


def _worth_in(portfolio: Portfolio, perspective: str) -> Worth:
    """Net value in a perspective, whatever the portfolio's own aim."""
    aimed = portfolio.objective.model_copy(update={"aim": Aim.NET_VALUE, "perspective": perspective})
    return Worth(portfolio.model_copy(update={"objective": aimed}))
