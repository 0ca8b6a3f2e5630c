"""A shared investment looked at otherwise: with the gains lower or higher, another cashable share, and its spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from chain.model import by_id
from chain.plan.model import Gain, Option, Portfolio
from sroi.plan.once import counted_once, scaled
from sroi.plan.shared import ByParty, Party, shared

Scenario = Literal["cautious", "stated", "hopeful"]
LEVELS: dict[Scenario, float] = {"cautious": 0.1, "hopeful": 0.9}
"""Which share of each option's draws (0–1) gives no more than the scenario."""
TAIL_SHARE = 0.05
"""On either side of an interval that holds nine draws of ten."""


def at_scenario(portfolio: Portfolio, factors: np.ndarray, scenario: Scenario) -> Portfolio:
    """The portfolio with every option's gains at its own level of the draws at once; as stated where none is drawn.

    `factors` (options in the portfolio's order, draws) as `sroi.plan.drawn_factors.Factors`.
    """
    if scenario not in LEVELS:
        return portfolio
    levels = np.quantile(factors, LEVELS[scenario], axis=1).tolist()
    options = (
        each.model_copy(update={"gains": tuple(scaled(gain, level) for gain in each.gains)})
        for each, level in zip(portfolio.options, levels, strict=True)
    )
    return portfolio.model_copy(update={"options": tuple(options)})


def with_cashable_share(portfolio: Portfolio, share: float) -> Portfolio:
    """The portfolio with another cashable share (0–1) of what public bodies gain; what is stated as none stays none."""
    public = {each.id for each in portfolio.actors if each.is_public}

    def tried(gain: Gain) -> Gain:
        stays = gain.gainer_id not in public or gain.cashable_share == 0
        return gain if stays else gain.model_copy(update={"cashable_share": share})

    options = (
        each.model_copy(update={"gains": tuple(tried(gain) for gain in each.gains)}) for each in portfolio.options
    )
    return portfolio.model_copy(update={"options": tuple(options)})


@dataclass(frozen=True)
class Ends:
    """What nine draws of ten lie between for one party: its gain and the cashable part of it, present values in SEK."""

    gained_sek: tuple[float, float]
    cashable_sek: tuple[float, float]

    @property
    def varies(self) -> bool:
        """Whether there is any range at all."""
        return self.gained_sek[0] < self.gained_sek[1]

    def ratio(self, party: Party) -> tuple[float, float] | None:
        """The ends of its own gain ÷ its own cost; None where it does not vary or the party pays nothing."""
        if not self.varies or party.ratio is None:
            return None
        low, high = (end / party.paid_sek for end in self.gained_sek)
        return low, high


def ends_of(
    portfolio: Portfolio,
    option_ids: Sequence[str],
    factors: np.ndarray,
    *,
    horizon_years: int | None = None,
    by: ByParty = "level",
) -> dict[str, Ends]:
    """Each party's interval by name, and that of `everyone`, over the draws of the options' gains.

    Formula: Σ over the chosen options, each person counted once, of the present gain × the option's factor. Costs are
    as stated. `factors` as in `at_scenario`.
    """
    rows = dict(zip(by_id(portfolio.options), factors, strict=True))
    gained: dict[str, np.ndarray] = {}
    cashable: dict[str, np.ndarray] = {}
    for option in counted_once(portfolio, option_ids):
        seen = shared(_alone(portfolio, option), [option.id], horizon_years=horizon_years, by=by)
        for party in (*seen.parties, seen.everyone):
            gained[party.name] = gained.get(party.name, 0.0) + party.gained_sek * rows[option.id]
            cashable[party.name] = cashable.get(party.name, 0.0) + party.cashable_sek * rows[option.id]
    return {name: Ends(_ends(gained[name]), _ends(cashable[name])) for name in gained}


def _alone(portfolio: Portfolio, option: Option) -> Portfolio:
    return portfolio.model_copy(update={"options": (option,), "overlaps": ()})


def _ends(draws: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(draws, (TAIL_SHARE, 1 - TAIL_SHARE)).tolist()
    return low, high
