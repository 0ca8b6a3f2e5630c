"""Who has got what of a shared investment so far: as it was forecast, and with what was measured in its place."""

from collections.abc import Mapping
from dataclasses import dataclass

from chain.model import Chain
from sroi.discounting import INDEXES, Index
from sroi.follow_up.learned import Learned
from sroi.plan.from_chain import portfolio_of_one
from sroi.plan.shared import ByParty, Shared, shared
from sroi.settings import Settings


@dataclass(frozen=True)
class SoFar:
    """The first years of an investment, up to the last that anything was measured in, seen by each party.

    `outcome` is `forecast` with every assumption that was measured replaced; what was not measured stays as it was
    assumed in both.
    """

    last_year: int
    forecast: Shared
    outcome: Shared


def so_far(
    chain: Chain,
    learned: Learned,
    settings: Settings,
    by: ByParty = "level",
    indexes: Mapping[str, Index] = INDEXES,
) -> SoFar | None:
    """What each party has paid and gained by the last measured year of the horizon; None before anything is measured.

    Amounts are those of the years until then, by the settings' discounting. Raises as `sroi.plan.from_chain`.
    """
    before, after = (portfolio_of_one(each, settings, indexes) for each in (chain, learned.chain))
    measured = [year for year in learned.measured_years if year in before.years]
    if not measured:
        return None
    count = measured[-1] - before.start_year + 1
    seen = (shared(each, [each.options[0].id], horizon_years=count, by=by) for each in (before, after))
    return SoFar(measured[-1], *seen)
