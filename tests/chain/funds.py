"""A small fund under the example municipality's rule: half of a verified cashable saving lowers the frame."""

from chain.assumption import Mark
from chain.plan.fund import Criterion, FundAccount, FundRules, Investment, Reduction
from tests.chain.portfolios import ACTORS, years

HALF = FundRules(
    id="half",
    mark=Mark.ILLUSTRATIVE,
    most_years=3,
    most_sek_a_year=500_000,
    most_fund_share=0.5,
    least_organisations=2,
    frame_reduction_share=0.5,
    returned_share=1,
    criteria=(Criterion(id="implementation"),),
)
TEAM = Investment(
    id="team",
    committee_id="social",
    organisation_ids=("social", "region"),
    planned_draws=years(400_000, 300_000),
    actual_draws=years(380_000),
    whole_cost=years(800_000, 700_000),
    met_ids=("implementation",),
)
REDUCTIONS = (
    Reduction(id="R1", investment_id="team", committee_id="social", year=2027, calculated_sek=60_000,
              decided_sek=50_000, carried_out_sek=50_000),
    Reduction(id="R2", investment_id="team", committee_id="school", year=2027, calculated_sek=20_000,
              decided_sek=20_000),
    Reduction(id="R3", investment_id="team", committee_id="social", year=2028, calculated_sek=90_000),
)  # fmt: skip


def fund(**changes) -> FundAccount:
    """A fund of a million from 2026."""
    whole = FundAccount(
        id="F",
        start_year=2026,
        size_sek=1_000_000,
        deposits=years(100_000, start=2028),
        rules=HALF,
        actors=ACTORS,
        investments=(TEAM,),
        reductions=REDUCTIONS,
    )
    return whole.model_copy(update=changes)
