"""Investing together: what each party puts in and gains, and what it would pay by each proposed split."""

from collections.abc import Collection
from dataclasses import dataclass

from chain.model import by_id
from chain.plan.model import Portfolio
from sroi.plan.shared import ByParty, Party, Shared, shared
from sroi.plan.split import MOST_PARTIES, Counting, Split, Splits, gains_of, splits_of

PROPOSALS = ("proportional", "shapley")
"""The proposed splits, as `sroi.plan.split.Splits` names them."""


@dataclass(frozen=True)
class Together:
    """A shared investment with its proposed splits.

    `joining` are the parties that could carry it together: those that gain. `among` are those of them that take part.
    `splits` is None where nobody takes part, where there are more than `MOST_PARTIES`, or where income covers the cost.
    """

    investment: Shared
    joining: tuple[str, ...]
    among: tuple[str, ...]
    splits: Splits | None

    def proposal(self, name: str) -> Split | None:
        """A proposal by name, `proportional` or `shapley`; None where the gains do not cover the cost."""
        return getattr(self.splits, name) if self.splits else None

    def gain(self, party: str) -> float:
        """What a party that takes part gains as the split counts it, present value in SEK; nought for others."""
        return self.splits.gains.get(party, 0.0)

    def share(self, name: str, party: str) -> float:
        """What a party pays by a proposal, present value in SEK; nought for one that does not take part."""
        return self.proposal(name).payments.get(party, 0.0)

    def change(self, name: str, party: Party) -> float:
        """What the party would pay more by the proposal than it does today, present value in SEK."""
        return self.share(name, party.name) - party.paid_sek


def together(
    portfolio: Portfolio,
    *,
    by: ByParty = "level",
    horizon_years: int | None = None,
    counting: Counting = "gain",
    among: Collection[str] | None = None,
) -> Together:
    """All options of the portfolio as one investment. `among` as `sroi.plan.split.splits_of`, else as `shared`."""
    investment = shared(portfolio, [each.id for each in portfolio.options], horizon_years=horizon_years, by=by)
    joining = tuple(gains_of(investment, counting))
    taking = tuple(name for name in joining if among is None or name in among)
    can_split = 1 <= len(taking) <= MOST_PARTIES and investment.everyone.paid_sek >= 0
    return Together(investment, joining, taking, splits_of(investment, counting, taking) if can_split else None)


def with_cashable_share(portfolio: Portfolio, share: float) -> Portfolio:
    """The portfolio if this share (0–1) of everything that public bodies gain could leave their budgets."""
    actors = by_id(portfolio.actors)
    options = (
        option.model_copy(
            update={
                "gains": tuple(
                    each.model_copy(update={"cashable_share": share}) if actors[each.gainer_id].is_public else each
                    for each in option.gains
                )
            }
        )
        for option in portfolio.options
    )
    return portfolio.model_copy(update={"options": tuple(options)})
